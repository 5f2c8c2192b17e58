"""Which characters of a document no font can show, and what stands in their place.

PDF/UA and PDF/A refuse a character without a glyph, and a reader cannot check what is invisible. Such a character
is printed as its code point, `[U+1F600]`, so nothing is lost and nothing is hidden; the record that the PDF
carries has it as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar
from unicodedata import category

_View = TypeVar("_View")

_PLAIN = re.compile("[\\n -~\u00a0-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026]+")
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n") | {ord("\t"): " "}
_HARMLESS = frozenset("\u00ad\u200b\u200c\u200d")
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


def legible(view: _View, refused: Callable[[str], frozenset[str]]) -> _View:
    """The view with the code point in place of each character that cannot be shown.

    `refused` tells, of some uncommon characters, those that the fonts lack.
    """
    uncommon = {char for text in _texts(view) for char in _PLAIN.sub("", text)}
    if not uncommon:
        return view
    hidden = {char for char in uncommon if category(char) in _INVISIBLE} - _HARMLESS
    unknown = uncommon - hidden - _HARMLESS
    signs = hidden | (refused("".join(sorted(unknown))) if unknown else frozenset())
    table = {ord(char): f"[U+{ord(char):04X}]" for char in signs} | _LINE_ENDS
    return _changed(view, table)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _changed(value: Any, table: dict[int, str]) -> Any:  # noqa: ANN401 - the same type as it is given
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, tuple):
        return tuple(_changed(item, table) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{each.name: _changed(getattr(value, each.name), table) for each in fields(value)})
    return value
