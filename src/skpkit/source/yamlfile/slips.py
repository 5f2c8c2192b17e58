"""What keeps a text from being read, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from skpkit.messages import Value

Path: TypeAlias = tuple[str | int, ...]


class Span(NamedTuple):
    """A stretch of text: lines and columns from 1, in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


TOP = Span(1, 1, 1, 1)


class Slip(NamedTuple):
    """What keeps a file from being read: a catalogue key and what fills it, the place; of a key that stands twice also
    the other place."""

    message: str
    told: Mapping[str, Value]
    span: Span
    other: Span | None = None


def point(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
