"""The long words of a document: how wide they may be, and the syllables that one too wide for its column is parted by.

Typst has no patterns of Indonesian, and asks the width of a word only at a price; so both are looked up beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

_LETTERS = re.compile(r"[^\W\d_]{6,}")  # no column of text is narrower than shorter words
_LONGEST = 30  # letters; what has more is no word
# Thousandths of the size of the type that a character takes at most, in the widest face of the font; one that is not
# listed may be another font's.
_WIDTHS = {
    **dict.fromkeys('ABCEFJKLPRSTVXYZ#$+<=>^~"`', 660),
    **dict.fromkeys("abcdeghknopqrstuvxyz", 600),
    **dict.fromkeys("0123456789", 540),
    **dict.fromkeys("DGHNOQU&", 700),
    **dict.fromkeys("*?_", 520),
    **dict.fromkeys("ijlfI|',.:;!()-[]{}/\\", 380),
    **dict.fromkeys("\u00a0", 260),
    "M": 800,
    "w": 820,
}
_OTHER = 1000


@dataclass(frozen=True, slots=True)
class LongWords:
    """The longer words of a document: `suku`, the syllables of each, between spaces; and `lebar`, from how many
    letters on a word may be how wide at most, in thousandths of the size of its type.
    """

    suku: tuple[tuple[str, str], ...]
    lebar: tuple[tuple[int, int], ...]


def long_words(values: Iterable[object], labels: Iterable[str]) -> LongWords:
    """Those of the texts in some values, and of labels. A word that the patterns leave whole has no syllables."""
    tokens = {token for text in (*_texts(tuple(values)), *labels) for token in re.split(r"[ \n]+", text)}
    widest: dict[int, int] = {}
    for token in tokens:
        widest[len(token)] = max(widest.get(len(token), 0), sum(_WIDTHS.get(each, _OTHER) for each in token))
    lebar: list[tuple[int, int]] = []
    for letters, width in sorted(widest.items()):
        if not lebar or width > lebar[-1][1]:
            lebar.append((letters, width))
    words = sorted({word for token in tokens for word in _LETTERS.findall(token) if len(word) <= _LONGEST})
    return LongWords(tuple((word, parted) for word in words if (parted := _parted(word)) != word), tuple(lebar))


@lru_cache(maxsize=4096)
def _parted(word: str) -> str:
    return str(_patterns().inserted(word, " "))


@cache
def _patterns() -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="id_ID")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
