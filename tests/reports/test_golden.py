"""One verdict that has everything, in every format: what is told is what was read once and kept.

UPDATE_GOLDEN=1 writes the files anew: read them before they are kept.
"""

from __future__ import annotations

import json
import os
import re
from io import BytesIO
from pathlib import PurePath
from typing import Any

import pytest
from openpyxl import load_workbook

from skpkit.reports import FILES, FORMS, VERDICT, Report
from skpkit.source.resources import VERSION
from tests.support.places import GOLDEN, PROJECT
from tests.support.verdicts import everything

PAGES = ("markdown", "html")
"""Forms with tests and files of their own, test_review_pages."""
KEPT = {
    # An Excel file is kept as lines.
    name: GOLDEN / "reports" / f"{name}{'.txt' if name not in VERDICT else PurePath(form.file).suffix}"
    for name, form in FORMS.items()
    if name not in PAGES
}


def told(style: str) -> str:
    """The report, but for what changes with every version and with the pages of the rules; a table as lines."""
    made = FILES[style](Report(everything(), "id"))
    if isinstance(made, bytes):
        book = load_workbook(BytesIO(made))
        return "".join(f"== {sheet.title}\n{_rows(sheet)}" for sheet in book)
    if style == "json":
        data = json.loads(made)
        for each in (*data["findings"], *data["known"], *data["exempted"]):
            each["basis"] = [cited["key"] for cited in each["basis"]]  # what they say is that of the pages
        return json.dumps(data, ensure_ascii=False, indent=2).replace(VERSION, "VERSION") + "\n"
    if style == "sarif":
        data = json.loads(made)
        driver = data["runs"][0]["tool"]["driver"]
        driver["semanticVersion"], driver["rules"] = "VERSION", [_told_of(each) for each in driver["rules"]]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return made


def _told_of(rule: dict[str, Any]) -> str:
    """Its code, and how many citations its page ends with."""
    _, _, basis = rule["help"]["text"].rpartition("Dasar:\n")
    return f"{rule['id']}: {basis.count('- ')} dasar"


def _rows(sheet: object) -> str:
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined] # openpyxl has no types
    return "".join(f"{' | '.join('' if cell is None else repr(cell) for cell in row)}\n" for row in rows)


@pytest.mark.parametrize("style", KEPT)
def test_the_report_is_as_it_was_read(style: str) -> None:
    file = KEPT[style]
    said = told(style).encode(errors="backslashreplace")
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(said)
    assert said.decode() == file.read_bytes().decode()


def test_every_form_is_told_of_in_the_documentation() -> None:
    text = (PROJECT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [style for style in FILES if f"| `{style}` |" not in text] == []


def test_every_form_has_a_file_of_its_own_and_no_kept_one_is_left_over() -> None:
    assert len({form.file for form in FORMS.values()}) == len(FORMS)
    kept = {file.name for file in (GOLDEN / "reports").iterdir() if file.is_file() and file.stem != "review"}
    assert kept == {file.name for file in KEPT.values()}


def test_the_forms_that_are_whole_are_told() -> None:
    text = (PROJECT / "docs" / "masking.md").read_text(encoding="utf-8")
    shown, fetched = (re.search(rf"{words} ?\(?([^.)]*)", text) for words in (r"shows by\s+itself", "has to fetch:"))
    assert shown
    assert fetched
    assert set(re.findall(r"`(\w+)`", fetched[1])) == {name for name, form in FORMS.items() if form.fetched}
    assert set(re.findall(r"`(\w+)`", shown[1])) == {name for name, form in FORMS.items() if not form.fetched}
