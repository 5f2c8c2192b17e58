"""One verdict that has everything, in every format: what is told is what was read once and kept.

UPDATE_GOLDEN=1 writes the files anew: read them before they are kept.
"""

from __future__ import annotations

import json
import os
from io import BytesIO

import pytest
from openpyxl import load_workbook

from skpkit.reports import FILES, Report
from skpkit.source.resources import VERSION
from tests.support.places import GOLDEN, PROJECT
from tests.support.verdicts import everything

KEPT = {
    "text": "txt",
    "json": "json",
    "github": "txt",
    "gitlab": "json",
    "sarif": "json",
    "junit": "xml",
    "rdjsonl": "jsonl",
    "xlsx": "txt",
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
            each["basis"] = []
        return json.dumps(data, ensure_ascii=False, indent=2).replace(VERSION, "VERSION") + "\n"
    if style == "sarif":
        data = json.loads(made)
        driver = data["runs"][0]["tool"]["driver"]
        driver["semanticVersion"], driver["rules"] = "VERSION", [each["id"] for each in driver["rules"]]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return made


def _rows(sheet: object) -> str:
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined] # openpyxl has no types
    return "".join(f"{' | '.join('' if cell is None else repr(cell) for cell in row)}\n" for row in rows)


@pytest.mark.parametrize("style", KEPT)
def test_the_report_is_as_it_was_read(style: str) -> None:
    file = GOLDEN / "reports" / f"{style}.{KEPT[style]}"
    said = told(style).encode(errors="backslashreplace")
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(said)
    assert said.decode() == file.read_bytes().decode()


def test_every_form_is_told_of_in_the_documentation() -> None:
    text = (PROJECT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [style for style in FILES if f"| `{style}` |" not in text] == []


def test_the_pages_have_their_own_tests_and_all_else_is_kept_here() -> None:
    assert FILES.keys() - KEPT.keys() <= {"markdown", "html"}
