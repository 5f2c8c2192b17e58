"""The comments of a text that can be read: what begins with # where no value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from yaml.events import ScalarEvent

from skpkit.source.yamlfile.parser import events

_COMMENT = re.compile(r"(?:(?<=\s)|\A)#[^\n]*")


class Comment(NamedTuple):
    """A comment with its #. It stands `alone`, or behind something on its line."""

    line: int
    column: int
    text: str
    alone: bool


def comments_in(text: str) -> Iterator[Comment]:
    """The comments of a text with plain line ends, in their order."""
    if "#" not in text:
        return
    start, line, counted = 0, 1, 0
    for begin, end in [*_values(text), (len(text), len(text))]:
        for found in _COMMENT.finditer(text, start, begin):
            line_start = text.rfind("\n", 0, found.start()) + 1
            alone = not text[line_start : found.start()].strip()
            line += text.count("\n", counted, found.start())
            counted = found.start()
            yield Comment(line, found.start() - line_start + 1, found[0].rstrip(), alone)
        start = max(start, end)


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Where each scalar begins and ends; a block of text with its first line, which may end with a comment."""
    for event in events(text):
        kind = event.__class__
        if kind is not ScalarEvent:
            continue
        begin, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            begin = text.find("\n", begin, end) + 1 or end
            end = len(text[:end].rstrip(" \t\n"))
            # What is less indented than the block, behind it, is a comment again.
        yield begin, max(begin, end)
