"""Where something stands in a file of cells, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from skpkit.messages import Value


class CellPlace(NamedTuple):
    """Where something stands in a file: sheet, row, and of a cell its column as Excel names it, with the head."""

    sheet: str
    row: int
    column: str = ""
    title: str = ""


class RowProblem(NamedTuple):
    """Why a row could not be taken: `message` is a catalogue key, `told` fills it. `whose` is the year and NIP of the
    dossier that it belongs to, where that is known."""

    at: CellPlace
    message: str
    told: Mapping[str, Value]
    whose: tuple[int, str] | None = None


class SheetNote(NamedTuple):
    """What was left out without harm: a catalogue key and what fills it."""

    message: str
    told: Mapping[str, Value]


def letter(column: int) -> str:
    """The name that Excel gives a column, which is counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
