"""What a word that a form does not know was most likely meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TypeAlias

from skpkit.messages import N_, Value
from skpkit.source.yamlfile.scalars import thousands

Sentence: TypeAlias = "tuple[str, dict[str, Value]]"

NUMBER_AS = N_("{field} must be a number: write {near}, without quotes")
ZERO_IN_FRONT = N_("{field} has a zero in front and is text therefore; write {near}, without quotes")
NO_DOTS = N_("{field} must be a number without dots between thousands; write {near}, without quotes")
TWO_NUMBERS = N_(
    "{field} may be {one} or {other}, since a dot before three digits is read as a decimal point; write one of them, "
    "without quotes"
)

_FEW = 8
_QUARTER = re.compile(r"(?:tw|triwulan)[ ._-]*([1-4]|iv|i{1,3})")
_NUMBER = re.compile(r"(-?)(0*(?=[0-9]))([0-9]{1,15})(?:[.,]([0-9]{1,15}))?")
_WITH_DOTS = re.compile(r"(-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})(?:,([0-9]{1,15}))?")


def _plain(word: str) -> str:
    """A word as a form would write it."""
    return word.strip().lower().replace(" ", "_").replace("-", "_")


def nearest(word: str, allowed: Iterable[str], most: int = 1) -> list[str]:
    """The allowed words that a misspelt one was most likely meant to be, the likeliest first."""
    written = {each.lower().replace("-", "_"): each for each in allowed}
    return [written[each] for each in get_close_matches(_plain(word), written, most, 0.65)]


def nearest_choices(word: str, allowed: Sequence[str]) -> list[str]:
    """The same for the words of a list. A short list can be told as a whole, unless only capitals or spaces differ."""
    near = nearest(word, allowed, 3)
    return near if len(allowed) > _FEW else [each for each in near if _plain(each) == _plain(word)]


def nearest_period(word: str, allowed: Iterable[str]) -> str:
    """The allowed period that a word such as `q1`, `B3` or `TW I` was meant to be; empty for any other word."""
    short = word.strip().lower()
    if found := _QUARTER.fullmatch(short):
        short = "q" + {"i": "1", "ii": "2", "iii": "3", "iv": "4"}.get(found[1], found[1])
    elif re.fullmatch("b[1-9]", short):
        short = f"b0{short[1]}"
    return next((each for each in allowed if each.lower() == short), "")


def number_meant(value: object) -> Sentence | None:
    """What to say of a text that was meant to be a number: in quotes, with a decimal comma, dots, a percent sign."""
    if not isinstance(value, str):
        return None
    text = value.strip().removesuffix("%").rstrip()
    if both := thousands(text.replace(",", ".")):
        return TWO_NUMBERS, {"one": both[0], "other": both[1]}
    if found := _NUMBER.fullmatch(text):
        sign, zeros, whole, decimals = found.groups()
        near = sign + whole + (f".{decimals}" if decimals else "")
        return (ZERO_IN_FRONT if zeros else NUMBER_AS), {"near": near}
    if found := _WITH_DOTS.fullmatch(text):
        return NO_DOTS, {"near": found[1].replace(".", "") + (f".{found[2]}" if found[2] else "")}
    return None
