"""A document as an Excel file, a sheet a table: numbers are numbers, with their unit, and a text is never a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from skpkit.paper.grids import Amount, Box, Grid, amount_in, placed
from skpkit.paper.surroundings import About, plain

_FONT, _SIZE, _LINE = "Arial", 9, 12.5  # points
_ALL = 150  # width of a sheet in characters
_TALLEST = 400  # points, near the most that a row may have
_LONGEST_UNIT, _LONGEST_FOOT, _LONGEST_TEXT = 100, 200, 32_000
_PAPERS = {(210, 297): 9, (215, 330): 14}


def excel(grids: Sequence[Grid], about: About, paper: tuple[int, int], when: datetime) -> bytes:
    """The file: its head on the first sheet, a sheet for each table, on a paper of that width and height in mm."""
    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {**{k: plain(v)[:255] for k, v in about.properties.items()}, "created": when.replace(tzinfo=None)}
    )
    formats = cache(lambda **look: book.add_format({"font_name": _FONT, "font_size": _SIZE, "valign": "top", **look}))
    for nth, grid in enumerate(grids):
        sheet = book.add_worksheet(grid.name)
        if paper[0] > paper[1]:
            sheet.set_landscape()
        sheet.set_paper(_PAPERS.get((min(paper), max(paper)), 9))
        sheet.set_margins(0.6, 0.6, 0.6, 0.8)
        sheet.fit_to_pages(1, 0)
        left, right = (plain(each).replace("&", "&&")[:_LONGEST_FOOT] for each in (about.foot[0], about.foot[1]))
        sheet.set_footer(f"&L&7{left}\n{right}&R&7Halaman &P dari &N"[:255])
        top = _head(sheet, about, grid, formats) if nth == 0 else 0
        _fill(sheet, grid, top, formats)
    book.close()
    return written.getvalue()


def _head(sheet: Any, about: About, grid: Grid, formats: Any) -> int:
    """The head over the first table; the rows that it takes."""
    last = len(grid.widths) - 1
    lines = [(line, {"bold": not nth, "align": "center"}) for nth, line in enumerate(about.kop)]
    lines += [(line, {"bold": True, "align": "center"}) for line in about.titles]
    lines += [("     ".join(about.line), {"bold": True}), *((line, {}) for line in (*about.remarks, *about.foot))]
    for row, (text, look) in enumerate(lines):
        _write(sheet, (row, 0, row, last), plain(text), formats(**look))
    return len(lines) + 1


def _fill(sheet: Any, grid: Grid, top: int, formats: Any) -> None:
    characters = [max(4.0, part * _ALL / sum(grid.widths)) for part in grid.widths]
    for column, wide in enumerate(characters):
        sheet.set_column(column, column, wide)
    if grid.heads:
        sheet.repeat_rows(top, top + grid.heads - 1)
    lines = [1.0] * len(grid.rows)
    for row, column, box in sorted(placed(grid), key=lambda each: each[2].high):
        wide = sum(characters[column : column + box.wide])
        missing = _lines(box, wide) - sum(lines[row : row + box.high])
        if missing > 0:
            lines[row + box.high - 1] += missing
        place = (top + row, column, top + row + box.high - 1, column + box.wide - 1)
        _write(sheet, place, *_content(box, grid, formats))
    for row, many in enumerate(lines):
        sheet.set_row(top + row, min(_TALLEST, _LINE * many + 3))


def _content(box: Box, grid: Grid, formats: Any) -> tuple[str | float, Any]:
    """What stands in a cell, and how."""
    look: dict[str, Any] = {"text_wrap": True, "border": int(grid.ruled), "bold": box.bold}
    if box.centred:
        look["align"] = "center"
    if box.shaded:
        look["bg_color"] = "#F2F2F2"
    amount = amount_in(box.texts[0]) if box.number and len(box.texts) == 1 else None
    if amount and len(amount.unit) <= _LONGEST_UNIT:
        return amount.value, formats(**look, num_format=_format(amount))
    return plain("\n".join(box.texts))[:_LONGEST_TEXT], formats(**look, num_format="@")


def _format(amount: Amount) -> str:
    """How a number is shown: with the decimals that it has, and its unit, which is no percentage of Excel's."""
    unit = "".join(f"\\{each}" for each in amount.unit)
    return f"#,##0{'.' if amount.decimals else ''}{'0' * amount.decimals}{unit}"


def _write(sheet: Any, place: tuple[int, int, int, int], content: str | float, look: Any) -> None:
    top, left, bottom, right = place
    if (top, left) != (bottom, right):
        sheet.merge_range(top, left, bottom, right, "", look)
    if isinstance(content, str):
        sheet.write_string(top, left, content, look) if content else sheet.write_blank(top, left, None, look)
    else:
        sheet.write_number(top, left, content, look)


def _lines(box: Box, wide: float) -> float:
    return float(sum(max(1, ceil(len(text) * 1.1 / wide)) for text in box.texts))
