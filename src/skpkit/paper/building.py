"""Whether a PDF is built in the one way that every program reads alike.

Programs forgive much, each in its own way: a file with two objects of one number, a second `startxref`, a key twice or
a stream with an error in it shows one thing here and another there. So the whole file is read, by a grammar that
forgives nothing: each byte belongs to an object, to the one table that lists it, or to what closes an update.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from skpkit.messages import N_

NOT_BUILT_SO = N_(
    "the file is not built so that every program must read it alike: each object once, listed in one plain table, and "
    "nothing between them"
)
_WHITE = rb"[\0\t\n\f\r ]"
_SPACE = re.compile(_WHITE + rb"*")
_HEAD = re.compile(rb"%PDF-[12]\.\d\r?\n%[\x80-\xff]{4}\r?\n")
_OBJECT = re.compile(rb"([1-9]\d{0,9}) 0 obj(?=[\0\t\n\f\r <\[(/])")
_TABLE = re.compile(rb"xref *\r?\n")
_PART = re.compile(rb"(\d{1,10}) (\d{1,10}) *\r?\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_TRAILER = re.compile(rb"trailer(?=[\0\t\n\f\r <])")
# some programs for signing put their name there
_CLOSE = re.compile(
    rb"(?:%(?!\w*(?:xref|trailer|obj))\w[\w.+-]*(?: [\w.+-]+)*\r?\n)?startxref\r?\n(\d{1,10})\r?\n%%EOF(?=\s|\Z)"
)
_STREAM = re.compile(rb"stream\r?\n")
_END_OF_STREAM = re.compile(rb"(?:\r\n|\n|\r)?endstream" + _WHITE + rb"+endobj")
_LENGTH = re.compile(rb"[1-9]\d{0,9} 0 obj\s+(\d{1,10})\s+endobj")
_TOKEN = re.compile(
    rb"(?P<ref>[1-9]\d{0,9} 0 R(?![^\0\t\n\f\r ()<>\[\]{}/%]))"
    rb"|(?P<number>[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?![^\0\t\n\f\r ()<>\[\]{}/%]))"
    rb"|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<word>(?:true|false|null)(?![^\0\t\n\f\r ()<>\[\]{}/%]))"
    rb"|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)"
    rb"|(?P<mark><<|>>|\[|\])"
    rb"|(?P<text>\()"
)
_IN_TEXT = re.compile(rb"[^()\\]*(?:\\.[^()\\]*)*", re.DOTALL)
_DEEPEST = 60
_PLAIN = {None, b"/FlateDecode", b"/DCTDecode"}
_OTHERWISE = {b"/F", b"/FFilter", b"/FDecodeParms", b"/DecodeParms", b"/DP"}  # read from elsewhere, or in another way


class NotPlain(ValueError):
    """The file may be read in several ways."""


class _Reference(NamedTuple):
    number: int


def ends(content: bytes, start: int = 0) -> list[int]:
    """Where the file, and each update behind it, ends, for a file built in one way.

    With a `start`, what lies before it is known to be a whole file, and is looked at no further than its table.
    Raises NotPlain for a file of any other make.
    """
    try:
        return list(_ends(content, start))
    except (IndexError, RecursionError, zlib.error) as error:
        raise NotPlain from error


def is_plain(content: bytes) -> bool:
    """Whether a file is built in one way, and was written at once."""
    try:
        return len(ends(content)) == 1
    except NotPlain:
        return False


def _ends(content: bytes, start: int) -> Iterator[int]:
    held: set[int] = set()
    before: int | None = None
    if start:
        before = _int(re.search(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z", content[:start]))
        held = set(_table(content, before)[0])
        place = start
    else:
        place = _must(_HEAD.match(content)).end()
    while True:
        place = _space(content, place)
        if before is not None and place == len(content):
            return
        place, before = _section(content, place, before, held)
        yield place


def _section(content: bytes, place: int, before: int | None, held: set[int]) -> tuple[int, int]:
    """Where a part of the file ends, the first or an update, and where its table lies."""
    end = _must(_CLOSE.search(content, place))  # not before its table, as the offset below says
    table = int(end[1])
    if not place <= table < end.start():
        raise NotPlain
    listed, free, after = _table(content, table)
    if free - {0} and before is not None:
        raise NotPlain
    trailer, after = _value(content, _must(_TRAILER.match(content, after)).end())
    if not isinstance(trailer, dict) or {b"/XRefStm", b"/Encrypt"} & set(trailer):
        raise NotPlain
    if trailer.get(b"/Prev") != (None if before is None else b"%d" % before):
        raise NotPlain
    close = _CLOSE.match(content, _space(content, after))
    if close is None or int(close[1]) != table:
        raise NotPlain
    held |= set(listed)
    pointed = list(_pointed(trailer))
    found: dict[int, int] = {}
    while place < table:
        begins = _must(_OBJECT.match(content, place))
        number = int(begins[1])
        if number in found:
            raise NotPlain
        found[number] = place
        value, place = _object(content, begins.end(), listed)
        pointed += _pointed(value)
        place = _space(content, place)
    if place != table or found != listed or not set(pointed) <= held:
        raise NotPlain
    return close.end(), table


def _table(content: bytes, place: int) -> tuple[dict[int, int], set[int], int]:
    """The places of the objects that a table lists, the numbers that it calls free, and where it ends."""
    listed: dict[int, int] = {}
    free: set[int] = set()
    place = _must(_TABLE.match(content, place)).end()
    while part := _PART.match(content, place):
        place = part.end()
        for number in range(int(part[1]), int(part[1]) + int(part[2])):
            entry = _must(_ENTRY.match(content, place))
            place = entry.end()
            if number in listed or number in free:
                raise NotPlain
            if entry[3] == b"f":
                free.add(number)
            elif entry[2] == b"00000" and number:
                listed[number] = int(entry[1])
            else:
                raise NotPlain
    return listed, free, place


def _object(content: bytes, place: int, listed: dict[int, int]) -> tuple[Any, int]:
    """The value of an object, and where it ends; a stream is read to its end."""
    value, place = _value(content, place)
    place = _space(content, place)
    begins = _STREAM.match(content, place)
    if begins is None:
        if not content.startswith(b"endobj", place):
            raise NotPlain
        return value, place + len(b"endobj")
    if not isinstance(value, dict) or _OTHERWISE & set(value):
        raise NotPlain
    length = value.get(b"/Length")
    if isinstance(length, _Reference):
        length = _must(_LENGTH.match(content, listed.get(length.number, len(content))))[1]
    if not isinstance(length, bytes) or not length.isdigit():
        raise NotPlain
    end = begins.end() + int(length)
    _unpacked(content[begins.end() : end], value.get(b"/Filter"))
    return value, _must(_END_OF_STREAM.match(content, end)).end()


def _unpacked(packed: bytes, filters: Any) -> None:
    """Raises where programs might make different things of a stream: one with an error, or packed in an old way."""
    if isinstance(filters, list):
        if len(filters) > 1:
            raise NotPlain
        filters = filters[0] if filters else None
    if not isinstance(filters, bytes | None) or filters not in _PLAIN:
        raise NotPlain
    if filters == b"/FlateDecode":
        reading, rest = zlib.decompressobj(), packed
        while rest and not reading.eof:
            reading.decompress(rest, 1 << 20)
            rest = reading.unconsumed_tail
        if not reading.eof or reading.unused_data.strip(b"\r\n"):
            raise NotPlain


def _value(content: bytes, place: int, depth: int = 0) -> tuple[Any, int]:
    """The value that begins at a place, and where it ends."""
    token = _must(_TOKEN.match(content, _space(content, place)))
    if depth > _DEEPEST:
        raise NotPlain
    if token["ref"]:
        return _Reference(int(token[0].split()[0])), token.end()
    if token["text"]:
        return b"()", _text_end(content, token.end())
    if token[0] == b"<<":
        return _dictionary(content, token.end(), depth)
    if token[0] == b"[":
        return _array(content, token.end(), depth)
    if token["mark"]:
        raise NotPlain
    return token[0], token.end()


def _dictionary(content: bytes, place: int, depth: int) -> tuple[Any, int]:
    held: dict[bytes, Any] = {}
    while not content.startswith(b">>", place := _space(content, place)):
        token = _must(_TOKEN.match(content, place))
        name = token["name"]
        key = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name or b"")
        if name is None or key in held:
            raise NotPlain
        held[key], place = _value(content, token.end(), depth + 1)
    return held, place + 2


def _array(content: bytes, place: int, depth: int) -> tuple[Any, int]:
    held: list[Any] = []
    while not content.startswith(b"]", place := _space(content, place)):
        value, place = _value(content, place, depth + 1)
        held.append(value)
    return held, place + 1


def _text_end(content: bytes, place: int) -> int:
    depth = 1
    while depth:
        place = _must(_IN_TEXT.match(content, place)).end()
        depth += 1 if content[place] == ord("(") else -1
        place += 1
    return place


def _pointed(value: Any) -> Iterator[int]:
    """The numbers of the objects that a value refers to."""
    if isinstance(value, _Reference):
        yield value.number
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _pointed(each)


def _space(content: bytes, place: int) -> int:
    return _must(_SPACE.match(content, place)).end()


def _int(found: re.Match[bytes] | None) -> int:
    return int(_must(found)[1])


def _must(found: re.Match[bytes] | None) -> re.Match[bytes]:
    if found is None:
        raise NotPlain
    return found
