"""What each of many steps changed, found from the top down by the ids of folders, all steps at once.

A folder that a step left as it was is not looked into. Each level of all steps is read by one process of git.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from skpkit.source.history.states import Objects
from skpkit.source.history.trees import Leaf, entry_at
from skpkit.source.tree import FOLDER_MODE, Differing, Entry, Stride

AT_ONCE = 500  # steps, of which all folders that they changed are held


class _Pair(NamedTuple):
    """A folder that a step changed, by its ids before and after; empty where it is not there."""

    nth: int
    path: bytes
    before: str
    after: str


class _Found(NamedTuple):
    before: list[Entry]
    after: list[Entry]
    folders: dict[str, tuple[str, str]]


def strides(objects: Objects, pairs: Sequence[tuple[str, str]]) -> Iterator[Stride | None]:
    """What differs in each pair of trees; None for one with a folder that cannot be read, or that git would not have
    written."""
    left = iter(pairs)
    while some := list(islice(left, AT_ONCE)):
        yield from _some(objects, some)


def _some(objects: Objects, pairs: Sequence[tuple[str, str]]) -> Iterator[Stride | None]:
    found: list[_Found | None] = [_Found([], [], {}) for _ in pairs]
    level = [_Pair(nth, b"", *pair) for nth, pair in enumerate(pairs) if pair[0] != pair[1]]
    while level:
        wanted = {oid for each in level for oid in (each.before, each.after) if oid}
        held = objects.folders_held(wanted)
        below: list[_Pair] = []
        for each in level:
            step = found[each.nth]
            old, new = (held.get(oid) if oid else () for oid in (each.before, each.after))
            if step is None or old is None or new is None:
                found[each.nth] = None
            else:
                below += _compared(each, step, old, new)
        level = below
    for step in found:
        yield step and Stride(Differing(tuple(sorted(step.before)), tuple(sorted(step.after))), step.folders)


def _compared(pair: _Pair, step: _Found, old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[_Pair]:
    """Tell what differs in a folder; the folders in it that do are yielded."""
    was, now = set(old), set(new)
    prefix = pair.path + b"/" if pair.path else b""
    folders: dict[bytes, list[str]] = {}
    for nth, (leaves, told) in enumerate(((was - now, step.before), (now - was, step.after))):
        for name, mode, oid in leaves:
            found = tuple(entry_at(prefix + name, mode, oid))
            if mode == FOLDER_MODE and found and found[0].mode == FOLDER_MODE:
                folders.setdefault(prefix + name, ["", ""])[nth] = oid
                step.folders[found[0].path] = (*folders[prefix + name],)  # type: ignore[assignment]
            else:
                told += found
    for path, (before, after) in folders.items():
        yield _Pair(pair.nth, path, before, after)
