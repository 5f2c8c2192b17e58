"""What an unquoted word means: YAML 1.2's core schema, strictly; whatever is not listed here is text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TypeAlias

from skpkit.messages import N_, Value

Scalar: TypeAlias = "str | int | float | bool | None"

NOT_FINITE = N_("“{text}” is no number that can be recorded; write another, or put it in quotes as a text")
THOUSANDS = N_(
    "“{text}” may be {one} or {other}, since a dot before three digits is read as a decimal point; "
    "write {one} or {other}"
)
TOO_FINE = N_("“{text}” has more digits than can be kept exactly; round it, or put it in quotes as a text")

WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
NUMERIC = frozenset("0123456789+-.")
SMALL = {str(number): number for number in range(1000)}  # what most numbers of records are

_NUMBER = re.compile(
    r"(?P<int>[-+]?(?:0|[1-9][0-9]*))"
    r"|[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)
_THOUSANDS = re.compile(r"([-+]?[1-9][0-9]{0,2})\.([0-9]{2}0)")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)
_MOST_DIGITS = 100  # enough for any NIP that lost its quotes; a longer number could not even be shown
_EXACT = 15  # any decimal of so many significant digits survives as a float


class ScalarRefusedError(ValueError):
    """An unquoted word that looks like a number and cannot be kept as one; `told` fills the key `message`."""

    def __init__(self, message: str, **told: Value) -> None:
        super().__init__(message)
        self.message = message
        self.told = told


def meaning(word: str) -> Scalar:
    """The value of an unquoted word. Raises ScalarRefusedError for a number that cannot be kept."""
    if word[:1] not in NUMERIC:
        return WORDS.get(word, word)
    found = _NUMBER.fullmatch(word)
    if not found:
        if _NOT_FINITE.fullmatch(word):
            raise ScalarRefusedError(NOT_FINITE)
        return word
    if found["int"] is None:
        return _decimal(word)
    if len(word) > _MOST_DIGITS:
        raise ScalarRefusedError(TOO_FINE)
    return int(word)


def _decimal(word: str) -> float:
    """The float of a decimal number, if what was written can be told from it again."""
    if word[-1] == "0" and (both := thousands(word)):
        raise ScalarRefusedError(THOUSANDS, one=both[0], other=both[1])
    number = float(word)
    if math.isinf(number):
        raise ScalarRefusedError(NOT_FINITE)
    if (len(word) > _EXACT or "e" in word or "E" in word) and not _is_exactly(number, word):
        raise ScalarRefusedError(TOO_FINE)
    return number


def thousands(word: str) -> tuple[str, str] | None:
    """Both numbers that a word such as `1.500` may stand for: 1.5 and 1500. Nobody needs its last zero as a decimal."""
    found = _THOUSANDS.fullmatch(word)
    if not found:
        return None
    whole = found[1].removeprefix("+")
    return f"{whole}.{found[2]}".rstrip("0").rstrip("."), whole + found[2]


def _is_exactly(number: float, word: str) -> bool:
    from decimal import Decimal

    if number == 0:  # or an exponent beyond what Decimal takes
        return not re.search("[1-9]", word.lower().partition("e")[0])
    return Decimal(repr(number)) == Decimal(word)
