"""Which words and numbers of records a PDF parts, wherever it shows them; one that a hyphen parts is whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from skpkit.paper.words import number
from tests.support.boxes import text_of

LONGEST = 30  # letters; no word of the language is longer, and what is may be parted anywhere
_WORD = re.compile(r"[^\W\d_]{6,}")  # shorter ones arise by chance at the seam of two others


def words_of(value: object) -> Iterator[str]:
    """The words and numbers that a record holds, as they are printed, in small letters."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words_of(each)
    elif isinstance(value, str):
        yield from (word for word in _WORD.findall(value.lower()) if len(word) <= LONGEST)
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1_000_000:
        yield number(value)


def parted(words: Iterable[str], pdf: bytes) -> list[str]:
    """Those of some words that a PDF has with a break inside, at any of the places where it has them."""
    said, joined, plain = _said(pdf)
    return sorted({word for word in words if plain.count(word) > (said if word[-1].isdigit() else joined).count(word)})


def missing(words: Iterable[str], pdf: bytes) -> list[str]:
    """Those of some words that a PDF does not have at all."""
    _, _, plain = _said(pdf)
    return sorted({word for word in words if word not in plain})


@lru_cache(maxsize=1)  # asked several times of one file
def _said(pdf: bytes) -> tuple[str, str, str]:
    """What a PDF says as it is broken, with the parts of words joined again, and without any space."""
    said = text_of(pdf).lower().replace("\u00a0", " ")
    joined = re.sub(r"-\n+ *", "", said)
    return said, joined, re.sub(r"\s+", "", joined)
