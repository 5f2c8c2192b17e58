"""Where something stands in a file of cells, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def spans(rows: Iterable[int]) -> tuple[Value, ...]:
    """Numbers of rows as a sentence names them, those that follow one another as one span: `3–7`."""
    found: list[list[int]] = []
    for row in sorted(set(rows)):
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return tuple(str(first) if first == last else f"{first}–{last}" for first, last in found)
