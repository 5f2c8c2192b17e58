"""Which step of a history takes back what an earlier did, all of it; and which findings are settled by that.

The states are compared, not the lines that tell of a change: those leave out what goes along with something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from skpkit.findings import Finding, Key
from skpkit.judge.office import YAML, Office
from skpkit.model.records import same
from skpkit.source.tree import FILE_MODES, Differing, Entry, Tree, differing

_Path: TypeAlias = tuple[Hashable, ...]
_Turns: TypeAlias = dict[_Path, tuple[Any, Any]]
_NAMED_BY = ("kode", "nomor", "periode", "sidik")  # what tells the items of a list apart
_GONE = object()
_IN_DOSSIER = re.compile(r"/\d{18}/.*")


class Touched(NamedTuple):
    """The files that a step touched, each as it was and as it became; None where it is not there."""

    commit: str
    files: Mapping[str, tuple[Entry | None, Entry | None]]


def touched(commit: str, before: Tree, after: Tree) -> Touched:
    """What a step between two states touched."""
    return touched_by(commit, differing(before, after))


def touched_by(commit: str, files: Differing) -> Touched:
    """What a step touched that changed some files."""
    old, new = ({each.path: each for each in found} for found in files)
    return Touched(commit, {path: (old.get(path), new.get(path)) for path in sorted({*old, *new})})


def taken_back(steps: Sequence[Touched], office: Office | None) -> dict[str, str]:
    """The commits all of whose data a later one changes back to what it was, each with the first that does; steps come
    in their order, and `office` reads what any of them holds. What has no other data, as after a comment, is nothing
    to take back."""
    if office is None:
        return {}
    by_path: dict[str, list[int]] = {}
    for nth, step in enumerate(steps):
        for path in step.files:
            by_path.setdefault(path, []).append(nth)
    known: dict[tuple[int, str], _Turns] = {}
    came: dict[int, Mapping[str, list[str]]] = {}

    def turns(nth: int, path: str) -> _Turns:
        if (nth, path) not in known:
            known[nth, path] = _turns_of(office, *steps[nth].files[path])
        return known[nth, path]

    def takes_back(later: int, earlier: int, path: str) -> bool:
        mine, there = turns(earlier, path), steps[later].files
        theirs = turns(later, path) if mine and path in there else {}
        if not all(key in theirs and same(theirs[key][1], old) for key, (old, _) in mine.items()):
            return False
        gone = there[path][0] if path in there and not there[path][1] else None
        if later not in came:
            came[later] = _came(steps[later])
        moved = {to for sign in _signs(gone) for to in came[later].get(sign, ())} if gone else set()
        return moved <= steps[earlier].files.keys()  # what went elsewhere is there still

    found: dict[str, str] = {}
    for nth, step in enumerate(steps):
        later = sorted({each for path in step.files for each in by_path[path] if each > nth})
        telling = next((path for path in step.files if later and turns(nth, path)), None)
        candidates = [each for each in later if telling in steps[each].files]
        back = next((each for each in candidates if all(takes_back(each, nth, path) for path in step.files)), None)
        if back is not None:
            found[step.commit] = steps[back].commit
    return found


def with_settled(findings: Sequence[Finding], back: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings, those settled that came with a step which is taken back, and those about taking back just what was
    found there: that it was put right breaks the same rule once more, and nobody is to put the fault there again."""
    faults: dict[tuple[str, str], set[Key]] = {}
    for each in findings:
        if later := back.get(each.commit or ""):
            faults.setdefault((later, each.dossier), set()).update(each.problem.edits)

    def is_settled(finding: Finding) -> bool:
        commit, edits = finding.commit or "", finding.problem.edits
        return commit in back or (bool(edits) and edits <= faults.get((commit, finding.dossier), set()))

    return tuple(replace(each, settled=True) if is_settled(each) else each for each in findings)


def _came(step: Touched) -> Mapping[str, list[str]]:
    """The paths of the files that came with a step, by what tells one that was moved."""
    found: dict[str, list[str]] = {}
    for path, (old, new) in step.files.items():
        for sign in _signs(new) if new and not old else ():
            found.setdefault(sign, []).append(path)
    return found


def _signs(entry: Entry) -> Iterator[str]:
    """What a file that is moved keeps: its content, or its place in the folder of a dossier, which an NIP names."""
    yield entry.oid
    if place := _IN_DOSSIER.search(entry.path):
        yield place[0]


def _turns_of(office: Office, old: Entry | None, new: Entry | None) -> _Turns:
    """What became of a file: of its data where both can be read, else of the file as a whole."""
    if old and new and old.mode in FILE_MODES and new.mode in FILE_MODES and new.path.endswith(YAML):
        one, other = office.data(old), office.data(new)
        if one is not None and other is not None:
            return dict(_differences(one, other, ()))
    return {(): (old[1:] if old else _GONE, new[1:] if new else _GONE)}  # mode and content


def _differences(old: Any, new: Any, path: _Path) -> Iterator[tuple[_Path, tuple[Any, Any]]]:
    """The values that differ between two data, by where they are; an item of a list by what it is called in both."""
    if same(old, new):
        return
    parts = [old, new]
    if isinstance(old, list) and isinstance(new, list):
        names = next((key for key in _NAMED_BY if _tells_apart(key, old) and _tells_apart(key, new)), None)
        parts = [_items(each, names) for each in parts]
        if not _in_one_order(*parts):
            parts = [old, new]
    if not all(isinstance(each, Mapping) for each in parts):
        yield path, (old, new)
        return
    for key in dict.fromkeys((*parts[0], *parts[1])):
        yield from _differences(parts[0].get(key, _GONE), parts[1].get(key, _GONE), (*path, key))


def _tells_apart(key: str, items: Sequence[Any]) -> bool:
    called = [str(each.get(key, "")) if isinstance(each, Mapping) else "" for each in items]
    return all(called) and len(set(called)) == len(called)


def _items(items: Sequence[Any], key: str | None) -> dict[Hashable, Any]:
    """The items of a list by what they are called; without that by what they say, the same ones one after another."""
    found: dict[Hashable, Any] = {}
    for each in items:
        text = str(each[key]) if key else json.dumps(each, sort_keys=True, default=str)
        nth = 0
        while (text, nth) in found:
            nth += 1
        found[text, nth] = each
    return found


def _in_one_order(one: Mapping[Hashable, Any], other: Mapping[Hashable, Any]) -> bool:
    return [each for each in one if each in other] == [each for each in other if each in one]
