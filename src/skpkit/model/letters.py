"""A text as its readers see it: what looks like a letter or digit is one, and what nobody sees is not there."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category, digit, normalize

# What is drawn as nothing and is of no category of its own.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(each) for each in range(0xFE00, 0xFE10)}
_KEPT = "…"  # it tells where something was cut


class Seen(NamedTuple):
    """A text as it is seen, and of each of its letters the place in the text as it was written."""

    text: str
    places: tuple[int, ...] | None

    def written(self, start: int, end: int) -> tuple[int, int]:
        """From where to where something that is seen was written."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def seen(text: str) -> Seen:
    """What is seen of a text, for finding something in it; what is shown is always as it was written."""
    if text.isascii():
        return Seen(text, None)
    letters: list[str] = []
    places: list[int] = []
    for place, each in enumerate(text):
        drawn = each if each.isascii() or each == _KEPT else _drawn(each)
        letters += drawn
        places += [place] * len(drawn)
    return Seen("".join(letters), tuple(places))


def _drawn(letter: str) -> str:
    if letter in _UNSEEN or category(letter) == "Cf":
        return ""
    return "".join(_figure(each) for each in normalize("NFKD", letter) if category(each) != "Mn")


def _figure(letter: str) -> str:
    value = digit(letter, None)
    return letter if value is None else str(value)
