"""Three lists of names brought together: which item of one is which of another, and in what order all of them stand."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, TypeVar

Name = TypeVar("Name", bound=Hashable)

_ALIKE = 0.6  # from there on one text counts as another, worded anew
_MOST = 20  # items of a stretch that are compared with each other, by so many of their letters
_LETTERS = 400


def canonical(data: Any) -> str:
    """Data as one text, the same for the same data."""
    return json.dumps(_plain(data), sort_keys=True, ensure_ascii=True)


def _plain(data: Any) -> Any:
    """The same with one way to write a number."""
    if isinstance(data, dict):
        return {key: _plain(each) for key, each in data.items()}
    if isinstance(data, list):
        return [_plain(each) for each in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def numbered(names: Sequence[str]) -> list[tuple[str, int]]:
    """Names made unique: the second of the same name is another one."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = nth = seen.get(name, 0) + 1
        found.append((name, nth))
    return found


def named_after(base: Sequence[tuple[str, int]], side: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The names of a side's items, where one that was worded anew keeps the name that it has in the base."""
    names = list(side)
    known, there = set(base), set(side)
    for kind, start, end, begin, stop in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if kind != "replace" or end - start > _MOST or stop - begin > _MOST:
            continue
        lost = [each for each in base[start:end] if each not in there]
        for nth in range(begin, stop):
            if names[nth] in known or not lost:
                continue
            ratios = [(_likeness(each[0], names[nth][0]), each) for each in lost]
            best, twin = max(ratios)
            if best >= _ALIKE:
                names[nth] = twin
                lost.remove(twin)
    return names


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_LETTERS], other[:_LETTERS], autojunk=False).ratio()


def in_order(
    base: Sequence[Name], ours: Sequence[Name], theirs: Sequence[Name], key: Callable[[Name], Any]
) -> list[Name] | None:
    """All names of both sides in one order, the same whichever side is called ours; None where they contradict.

    A side that keeps the order of the base gives way to one that changes it. What both add at one place is sorted by a
    key, each side's own order kept.
    """
    common = {*base} & {*ours} & {*theirs}
    was, one, other = ([each for each in names if each in common] for names in (base, ours, theirs))
    if was not in (one, other) and one != other:
        return None
    kept = other if one == was else one
    slots = _slots(ours, common), _slots(theirs, common)
    found: list[Name] = []
    placed: set[Name] = set()
    for anchor in (None, *kept):
        if anchor is not None:
            found.append(anchor)
        runs = [[each for each in slot.get(anchor, ()) if each not in placed] for slot in slots]
        run = _merged_runs(runs[0], runs[1], key)
        placed |= {*run}
        found += run
    return found


def _slots(names: Sequence[Name], common: set[Name]) -> dict[Name | None, list[Name]]:
    """What stands behind each common name, up to the next one."""
    slots: dict[Name | None, list[Name]] = {}
    anchor: Name | None = None
    for each in names:
        if each in common:
            anchor = each
        else:
            slots.setdefault(anchor, []).append(each)
    return slots


def _merged_runs(ours: list[Name], theirs: list[Name], key: Callable[[Name], Any]) -> list[Name]:
    both = {*ours} & {*theirs}
    shared = [each for each in ours if each in both]
    if shared != [each for each in theirs if each in both]:
        return sorted({*ours, *theirs}, key=key)
    found: list[Name] = []
    rest = [list(ours), list(theirs)]
    for anchor in (*shared, None):
        heads = []
        for names in rest:
            end = names.index(anchor) if anchor is not None else len(names)
            heads.append(names[:end])
            del names[: end + 1]
        found += by_heads(heads[0], heads[1], key)
        found += [anchor] if anchor is not None else []
    return found


def by_heads(ours: list[Name], theirs: list[Name], key: Callable[[Name], Any]) -> Iterator[Name]:
    """Two lists in one, always the lesser of the two that come next."""
    one, other = list(ours), list(theirs)
    while one and other:
        yield one.pop(0) if key(one[0]) <= key(other[0]) else other.pop(0)
    yield from one
    yield from other


def merged_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """The lines of a text that both sides changed; None where they changed what touches."""
    if ours in (base, theirs):
        return list(theirs)
    if theirs == base:
        return list(ours)
    changes = [[], []]  # type: list[list[tuple[int, int, list[str]]]]
    for side, lines in zip(changes, (ours, theirs), strict=True):
        for kind, start, end, begin, stop in SequenceMatcher(None, base, lines).get_opcodes():
            if kind != "equal":
                side.append((start, end, list(lines[begin:stop])))
    every = sorted({(start, end, tuple(new)) for side in changes for start, end, new in side})
    for (_, end, _a), (start, _end, _b) in pairwise(every):
        if start <= end:
            return None
    found, at = list[str](), 0
    for start, end, new in every:
        found += [*base[at:start], *new]
        at = end
    return [*found, *base[at:]]
