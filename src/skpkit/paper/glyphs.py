"""Which characters of a document no font can show, and what stands in their place.

PDF/UA and PDF/A refuse a character without a glyph, and a reader cannot check one that only turns others around.
Such a character is printed as its code point, `[U+1F600]`, and told with its record and key; what has no width and no
meaning here is left out. The record that the PDF carries has each as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any
from unicodedata import category

from skpkit.findings import Note
from skpkit.messages import N_
from skpkit.model.records import Record
from skpkit.paper.look import changed

NO_GLYPH = N_(
    "{path}:{line}: `{key}` has what no font shows ({characters}), so the sheet has its number in brackets there; "
    "write it in other letters"
)
NO_GLYPHS_ELSEWHERE = N_("{path} has what no font shows at {count} other places too")
NO_GLYPH_ANYWHERE = N_(
    "the sheet shows the number of what no font has ({characters}), which stands in none of its records; look for it "
    "in the template and in skpkit.yaml"
)
_MANY = 5  # places that are told of one record

_PLAIN = re.compile("[\\n -~\u00a0-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026]+")
_SPACES = {ord("\t"): " "} | dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


def legible(
    values: Mapping[str, Any], refused: Callable[[str], frozenset[str]]
) -> tuple[Mapping[str, Any], frozenset[str]]:
    """The values with the code point in place of each character that cannot be shown, and these characters.

    `refused` tells, of some uncommon characters, those that the fonts lack.
    """
    uncommon = {char for value in values.values() for text in _texts(value) for char in _PLAIN.sub("", text)}
    if not uncommon:
        return values, frozenset()
    shown = {char for char in uncommon if category(char) not in _INVISIBLE}
    missing = (uncommon - shown) | (refused("".join(sorted(shown))) if shown else frozenset())
    table = {ord(char): f"[U+{ord(char):04X}]" for char in missing}
    table.update(dict.fromkeys(map(ord, _WITHOUT_WIDTH), ""))
    table.update(_SPACES)
    legible = {name: changed(value, lambda text: text.translate(table)) for name, value in values.items()}
    return legible, frozenset(each for each in missing if table[ord(each)].startswith("["))


def told_of(missing: frozenset[str], records: Iterable[Record]) -> Iterator[Note]:
    """Where the records of a document have characters that it cannot show."""
    left = set(missing)
    for record in records if missing else ():
        found = ((path, text) for path, text in _leaves(record.data, ()) if not missing.isdisjoint(text))
        for path, text in islice(found, _MANY):
            held = [each for each in dict.fromkeys(text) if each in missing]
            left -= {*held}
            told = {"path": record.path, "line": str(record.at(*path).line), "key": _key(path)}
            yield Note(NO_GLYPH, {**told, "characters": tuple(map(_named, held))})
        if rest := sum(1 for _ in found):
            yield Note(NO_GLYPHS_ELSEWHERE, {"path": record.path, "count": rest})
    if left:
        yield Note(NO_GLYPH_ANYWHERE, {"characters": tuple(map(_named, sorted(left)))})


def _leaves(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of a record, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for nth, item in enumerate(value):
            yield from _leaves(item, (*path, nth))


def _key(path: tuple[str | int, ...]) -> str:
    """A path as people write it: `hasil_kerja.utama[0].rencana`."""
    words = (f"[{each}]" if isinstance(each, int) else f".{each}" for each in path)
    return "".join(words).removeprefix(".")


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character} {code}" if character.isprintable() and category(character)[0] != "M" else code


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
