"""What an index of git says of itself: which of its files git may take for unchanged although they are not."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

from skpkit.source.history.disk import COARSE

_HEADER = struct.Struct(">4sII")
_VERSIONS = (2, 3, 4)
_PLAIN = b"DIRC" + _VERSIONS[0].to_bytes(4, "big")
_ASSUMED, _EXTENDED, _NAME, _SKIPPED = 0x8000, 0x4000, 0x0FFF, 0x40


class Doubts(NamedTuple):
    """Since which second a file may have been changed unseen; the numbers, counted from 0, of those that were written
    before and touched since, of which git thinks nothing; and whether the index marks any as unchanged whatever lies
    there, or as left out."""

    since: int
    touched: tuple[int, ...]
    assumed: bool
    skipped: bool


def doubts_of(index: Path, digits: int) -> Doubts | None:
    """What an index may be wrong about; None for one that is not there or of a kind that is not known.

    What counts are the times that it holds: a file that has others now is compared by git anyhow.
    """
    try:
        content, since = index.read_bytes(), int(index.stat().st_mtime - COARSE)
    except FileNotFoundError:
        return None
    kind, version, count = _HEADER.unpack_from(content) if len(content) >= _HEADER.size else (b"", 0, 0)
    if kind != b"DIRC" or version not in _VERSIONS:
        return None
    facts = struct.Struct(f">I4xI28x{digits // 2}xH")
    look, fixed, find = facts.unpack_from, facts.size, content.index
    touched, marks, skipped, at = list[int](), 0, False, _HEADER.size
    for nth in range(count):
        changed, written, flags = look(content, at)
        if changed >= since > written:
            touched.append(nth)
        marks |= flags
        name = at + fixed
        if flags & _EXTENDED:
            skipped |= bool(content[name] & _SKIPPED)
            name += 2
        if version == _VERSIONS[-1]:  # each name as what it does not share with the one before
            while content[name] & 0x80:
                name += 1
            at = find(b"\0", name + 1) + 1
        else:
            length = flags & _NAME
            end = name + length if length < _NAME else find(b"\0", name)
            at += (end - at + 8) & ~7
    return Doubts(since, tuple(touched), bool(marks & _ASSUMED), skipped)


def leaves_out(index: Path, digits: int) -> bool:
    """Whether an index marks any file as left out, or is of a kind of which that is not known; one of the oldest
    version, as most are, cannot."""
    with index.open("rb") as file:
        if file.read(_HEADER.size)[:8] == _PLAIN:
            return False
    doubts = doubts_of(index, digits)
    return doubts is None or doubts.skipped
