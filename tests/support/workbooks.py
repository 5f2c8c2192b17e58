"""Workbooks as a test reads them back, and after somebody worked on one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook


def filled(file: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet, without their empty cells."""
    rows = [[each.value for each in row] for row in load_workbook(file)[name].iter_rows()]
    told = [dict(zip(rows[0], each, strict=True)) for each in rows[1:]]
    return [{key: value for key, value in each.items() if value is not None} for each in told]


def edited(file: Path, to: Path, edit: Callable[[Any], None]) -> Path:
    """A workbook after somebody worked on it."""
    book = load_workbook(BytesIO(file.read_bytes()))
    edit(book)
    book.save(to)
    return to


def cell(sheet: Any, title: str, row: int) -> Any:
    """The cell of a row under a head."""
    heads = [each.value for each in sheet[1]]
    return sheet.cell(row, heads.index(title) + 1)
