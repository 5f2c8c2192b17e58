"""Which characters of a document no font can show, and what stands in their place.

PDF/UA and PDF/A refuse a character without a glyph, and a reader cannot check one that only turns others around.
Such a character is printed as its code point, `[U+1F600]`; what has no width and no meaning here is left out. The
record that the PDF carries has each as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any
from unicodedata import category

_PLAIN = re.compile("[\\n -~\u00a0-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026]+")
_SPACES = {ord("\t"): " "} | dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


def legible(values: Mapping[str, Any], refused: Callable[[str], frozenset[str]]) -> Mapping[str, Any]:
    """The values with the code point in place of each character that cannot be shown.

    `refused` tells, of some uncommon characters, those that the fonts lack.
    """
    uncommon = {char for value in values.values() for text in _texts(value) for char in _PLAIN.sub("", text)}
    if not uncommon:
        return values
    shown = {char for char in uncommon if category(char) not in _INVISIBLE}
    missing = (uncommon - shown) | (refused("".join(sorted(shown))) if shown else frozenset())
    table = {ord(char): f"[U+{ord(char):04X}]" for char in missing}
    table.update(dict.fromkeys(map(ord, _WITHOUT_WIDTH), ""))
    table.update(_SPACES)
    return {name: _changed(value, table) for name, value in values.items()}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _changed(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, tuple):
        return tuple(_changed(item, table) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{each.name: _changed(getattr(value, each.name), table) for each in fields(value)})
    return value
