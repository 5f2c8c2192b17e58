"""The template is printed by people: across, a sheet as wide as a page, with its head on each."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from skpkit.sheets.workbook import workbook


def test_each_sheet_is_as_wide_as_a_page() -> None:
    guide, *tables, _ = load_workbook(BytesIO(workbook({}))).worksheets
    for each in (guide, *tables):
        assert (each.page_setup.orientation, each.page_setup.fitToHeight) == ("landscape", 0), each.title
        assert each.sheet_properties.pageSetUpPr.fitToPage
    assert {each.print_title_rows for each in tables} == {"$1:$1"}
