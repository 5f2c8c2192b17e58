"""Whether two PDFs hold the same objects: what is drawn and where, with which letters and pictures, and all around it.

Objects are compared as a reader meets them, from the catalogue and the pages on: their numbers, their order in the file
and how a stream is packed do not matter, everything else does. The walk follows our own document, so it ends however
the other one is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from typing import Any

PACKED = frozenset({"/FlateDecode", "/LZWDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode"})
_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
_NOTHING: Set[str] = frozenset()


class Likeness:
    """Two documents that are held against each other; a pair of objects is looked at once.

    `passed` are the numbers of those objects of ours that are not compared, since others look at them.
    """

    def __init__(self, passed: Collection[int] = ()) -> None:
        self._passed = frozenset(passed)
        self._seen: set[tuple[int, int]] = set()

    def pair(self, theirs: Iterable[Any], ours: Iterable[Any]) -> None:
        """Take these to stand for one another wherever one of them is referred to; they are compared by themselves."""
        self._seen.update(
            (one.indirect_reference.idnum, other.indirect_reference.idnum)
            for one, other in zip(theirs, ours, strict=True)
            if one.indirect_reference is not None and other.indirect_reference is not None
        )

    def difference(self, theirs: Any, ours: Any, but: Set[str] = _NOTHING) -> str | None:
        """Where two objects first differ, as the keys that lead there; None where they are the same.

        Keys in `but` are not looked at, in the first object alone.
        """
        waiting = [(theirs, ours, "")]
        while waiting:
            one, other, place = waiting.pop()
            number = getattr(other, "idnum", 0)
            if number:
                if number in self._passed:
                    continue
                pair = (getattr(one, "idnum", 0), number)
                if pair[0] and pair in self._seen:
                    continue
                self._seen.add(pair)
            one, other = one.get_object(), other.get_object()
            if _is_null(one) and _is_null(other):
                continue
            if isinstance(other, dict):
                if not isinstance(one, dict) or _keys(one, but) != _keys(other, but) or not _same_stream(one, other):
                    return _first(one, other, but, place)
                skipped = _PACKING if _packed(other) is not None else _NOTHING
                keys = sorted(_keys(other, but) - skipped, reverse=True)
                waiting += [(one.raw_get(key), other.raw_get(key), f"{place}{key}") for key in keys]  # type: ignore[attr-defined]
                but = _NOTHING
            elif isinstance(other, list):
                if not isinstance(one, list) or len(one) != len(other):
                    return place or "/"
                waiting += list(zip(_raw(one), _raw(other), [place] * len(one), strict=True))[::-1]
            elif not _same(one, other):
                return place or "/"
        return None


def _raw(items: Any) -> Iterator[Any]:
    """The members of an array as they stand there, references too."""
    return list.__iter__(items)


def _keys(given: Any, but: Set[str]) -> set[str]:
    """The keys that say something: one whose value is null says nothing, and how a stream is packed neither."""
    packing = _PACKING if _packed(given) is not None else _NOTHING
    return {str(key) for key in given if key not in but and key not in packing and not _is_null(given.raw_get(key))}


def _first(one: Any, other: Any, but: Set[str], place: str) -> str:
    """The place of a dictionary, with the first key that only one of two has."""
    if not isinstance(one, dict):
        return place or "/"
    apart = sorted(_keys(one, but) ^ _keys(other, but))
    return f"{place}{apart[0]}" if apart else place or "/"


def _packed(given: Any) -> list[str] | None:
    """The filters of a stream; None where it is none."""
    if not hasattr(given, "get_data"):
        return None
    filters = given.get("/Filter")
    filters = filters.get_object() if filters is not None else None
    names = filters if isinstance(filters, list) else [] if filters is None or _is_null(filters) else [filters]
    return [str(each) for each in names]


def _same_stream(one: Any, other: Any) -> bool:
    """Whether two streams hold the same bytes, or neither is one; a picture's own filter must be the same."""
    mine, yours = _packed(one), _packed(other)
    if mine is None or yours is None:
        return mine is yours
    kept = [[each for each in names if each not in PACKED] for names in (mine, yours)]
    if kept[0] != kept[1]:
        return False
    if kept[0]:
        return (
            mine == yours
            and one._data == other._data
            and str(one.get("/DecodeParms")) == str(other.get("/DecodeParms"))
        )
    return bool(one.get_data() == other.get_data())


def _is_null(given: Any) -> bool:
    return type(given).__name__ == "NullObject"


def _same(one: Any, other: Any) -> bool:
    """Whether two names, numbers or texts are the same."""
    numbers = (int, float)
    if isinstance(one, numbers) and isinstance(other, numbers):
        return bool(float(one) == float(other))
    kinds = {type(each).__name__ for each in (one, other)}
    if kinds <= {"TextStringObject", "ByteStringObject"}:
        return _text_bytes(one) == _text_bytes(other)
    return len(kinds) == 1 and bool(one == other)


def _text_bytes(given: Any) -> bytes:
    return bytes(given) if isinstance(given, bytes) else bytes(given.original_bytes)
