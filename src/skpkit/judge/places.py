"""Where a finding on a merged state is told: in the file of the side that was merged in.

Merging moves lines. People have the file of their side before them, so a place is told as it is there, where that file
has the line; else in the file of another side that has it, with that side's commit; else as it is in the merged one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from skpkit.findings import Evidence, Finding, Location
from skpkit.judge.engine import Verdict
from skpkit.source.tree import FILE_MODES, Tree, differing, entry_of

if TYPE_CHECKING:
    from skpkit.change.changelist import Change

Lines: TypeAlias = Mapping[int, int]  # of the merged file, and of the other


class MergedOf(NamedTuple):
    """A state that was `merged`, and what it was merged of: the side in whose files places are told, and after it
    others, by their commits."""

    merged: Tree
    own: Tree
    others: Sequence[tuple[str, Tree]] = ()


def told_in(verdict: Verdict, merged: Tree, side: Tree) -> Verdict:
    """The verdict on a merged state, with its places as they are on the side that was merged in."""
    return verdict if merged is side else told_among(verdict, MergedOf(merged, side))


def told_among(verdict: Verdict, after: MergedOf, before: MergedOf | None = None) -> Verdict:
    """The verdict on a state that was merged of several, with its places as they are on one of these; so those of the
    state before, where that was merged too."""
    findings = (*verdict.findings, *verdict.known, *verdict.exempted)
    paths = {at.path for each in findings for at in _places(each)}
    paths |= {each.at.path for each in verdict.changes} | {each.at.path for each in verdict.approvals}
    paths |= verdict.accounts.paths
    at = _telling(after, paths)
    was = _telling(before, {at.path for each in findings for at in _earlier(each)}) if before else _as_it_is

    def finding(each: Finding) -> Finding:
        return _told(each, at, was)

    def change(each: Change) -> Change:
        return replace(each, at=at(each.at))

    return replace(
        verdict,
        findings=tuple(sorted(map(finding, verdict.findings), key=lambda each: each.order)),
        known=tuple(map(finding, verdict.known)),
        exempted=tuple(map(finding, verdict.exempted)),
        changes=tuple(map(change, verdict.changes)),
        approvals=tuple(each._replace(at=at(each.at)) for each in verdict.approvals),
        accounts=verdict.accounts.with_places(at),
    )


def _as_it_is(place: Location) -> Location:
    return place


def _telling(sides: MergedOf, paths: set[str]) -> Callable[[Location], Location]:
    """What tells a place of a merged state as it is on the first side that has it."""
    own = _files(sides.merged, sides.own, paths)
    others = [(commit, _files(sides.merged, side, paths)) for commit, side in sides.others]

    def at(place: Location) -> Location:
        if there := _moved(place, own):
            return there
        found = ((commit, there) for commit, files in others if (there := _moved(place, files)))
        return next((there._replace(commit=commit) for commit, there in found), place)

    return at


def _places(finding: Finding) -> Iterable[Location]:
    yield finding.problem.at
    yield from (each.at for each in finding.problem.evidence if each.moment == "after")


def _earlier(finding: Finding) -> Iterable[Location]:
    problem = finding.problem
    yield from (problem.was,) if problem.was else ()
    yield from (each.at for each in problem.evidence if each.moment == "before")


def _files(merged: Tree, side: Tree, paths: set[str]) -> dict[str, tuple[str, Lines | None]]:
    """Where each of some files lies on the side that it is on, and which lines it has in common; None for all."""
    theirs = {path: entry for path in paths if (entry := entry_of(side, path)) and entry.mode in FILE_MODES}
    moved = {each.oid: each.path for each in differing(merged, side).after if each.mode in FILE_MODES}
    found: dict[str, tuple[str, Lines | None]] = {}
    pairs = []
    for each in filter(None, (entry_of(merged, path) for path in sorted(paths))):
        if each.mode not in FILE_MODES:
            continue
        if each.path in theirs and theirs[each.path].oid != each.oid:
            pairs.append((each.path, each.oid, theirs[each.path].oid))
        elif each.path in theirs or each.oid in moved:
            found[each.path] = each.path if each.path in theirs else moved[each.oid], None
    ours = merged.read([oid for _, oid, _ in pairs])
    other = side.read([oid for *_, oid in pairs])
    found.update((path, (path, common_lines(ours[one], other[two]))) for path, one, two in pairs)
    return found


def common_lines(merged: bytes, side: bytes) -> Lines:
    """The lines of a file, from 1, that another has too, with where they are there."""
    ours, theirs = merged.splitlines(), side.splitlines()
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    matcher = SequenceMatcher(None, ours[start:], theirs[start:])
    found = {nth: nth for nth in range(1, start + 1)}
    for one, two, length in matcher.get_matching_blocks():
        found.update((start + one + nth, start + two + nth) for nth in range(1, length + 1))
    return found


def _moved(place: Location, files: Mapping[str, tuple[str, Lines | None]]) -> Location | None:
    """The place on a side, None where that does not have it."""
    if place.path not in files:
        return None
    path, lines = files[place.path]
    if lines is None:
        return place._replace(path=path)
    if place.line not in lines:
        return None
    line = lines[place.line]
    return place._replace(line=line, end_line=place.end_line + line - place.line)


def _told(finding: Finding, at: Callable[[Location], Location], was: Callable[[Location], Location]) -> Finding:
    problem = finding.problem
    tell = {"after": at, "before": was}
    proofs = tuple(Evidence(tell[each.moment](each.at), each.moment) for each in problem.evidence)
    told = dict(problem.told)
    for one, two in zip(problem.evidence, proofs, strict=True):
        if one.at.line != two.at.line and problem.told.get("line") == one.at.line:  # the sentence names it too
            told["line"] = two.at.line
    earlier = was(problem.was) if problem.was else None
    return replace(finding, problem=replace(problem, at=at(problem.at), was=earlier, evidence=proofs, told=told))
