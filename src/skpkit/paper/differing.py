"""Two wordings of a text, in runs that say where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

WORDS = r"\s+|\S+"
LINES = r"\n|[^\n]+"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a text; `berubah` where the other side has other words."""

    teks: str
    berubah: bool


Text: TypeAlias = tuple[tuple[Run, ...], ...]  # its lines


def plain(text: str) -> Text:
    """A text of which nothing is marked."""
    return _lines((Run(text, False),))


def compared(old: str, new: str, by: str = WORDS) -> tuple[Text, Text]:
    """Both texts, marked where their words (or lines) differ; a space between two words that do is marked too."""
    one, two = (re.findall(by, each) for each in (old, new))
    parts = [
        (kind != "equal", "".join(one[a:b]), "".join(two[c:d]))
        for kind, a, b, c, d in SequenceMatcher(None, one, two).get_opcodes()
    ]
    last = len(parts) - 1
    marked = [(differs or (0 < nth < last and was == " "), was, now) for nth, (differs, was, now) in enumerate(parts)]
    return (
        _lines(_joined((differs, was) for differs, was, _ in marked if was)),
        _lines(_joined((differs, now) for differs, _, now in marked if now)),
    )


def _lines(runs: Iterable[Run]) -> Text:
    """The runs of each line."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for nth, text in enumerate(run.teks.split("\n")):
            if nth:
                lines.append([])
            if text:
                lines[-1].append(Run(text, run.berubah))
    return tuple(map(tuple, lines))


def _joined(runs: Iterable[tuple[bool, str]]) -> Iterator[Run]:
    """Neighbours that are marked alike as one run."""
    last: Run | None = None
    for differs, text in runs:
        if last and last.berubah == differs:
            last = Run(last.teks + text, differs)
            continue
        if last:
            yield last
        last = Run(text, differs)
    if last:
        yield last
