"""Where a finding on a merged state is told: in the file of the side that was merged in.

Merging moves lines. People have the file of their side before them, so a place is told as it is there, where that file
has the line; else as it is in the merged one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TypeAlias

from skpkit.change.changelist import Change
from skpkit.findings import Evidence, Finding, Location
from skpkit.judge.engine import Verdict
from skpkit.source.tree import FILE_MODES, Tree

Lines: TypeAlias = Mapping[int, int]  # of the merged file, and of the other


def told_in(verdict: Verdict, merged: Tree, side: Tree) -> Verdict:
    """The verdict on a merged state, with its places as they are on the side that was merged in."""
    if merged is side:
        return verdict
    findings = (*verdict.findings, *verdict.known, *verdict.exempted)
    paths = {at.path for each in findings for at in _places(each)}
    paths |= {each.at.path for each in verdict.changes} | {each.at.path for each in verdict.approvals}
    paths |= verdict.accounts.paths
    files = _files(merged, side, paths)

    def at(place: Location) -> Location:
        return _moved(place, *files[place.path]) if place.path in files else place

    def finding(each: Finding) -> Finding:
        return _told(each, at)

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


def _places(finding: Finding) -> Iterable[Location]:
    yield finding.problem.at
    yield from (each.at for each in finding.problem.evidence if each.moment == "after")


def _files(merged: Tree, side: Tree, paths: set[str]) -> dict[str, tuple[str, Lines | None]]:
    """Where each of some files lies on the side, if it is not the same there, and which lines it has in common."""
    theirs = {each.path: each for each in side.entries() if each.mode in FILE_MODES}
    moved = {each.oid: each.path for each in theirs.values()}
    found: dict[str, tuple[str, Lines | None]] = {}
    pairs = []
    for each in merged.entries():
        if each.path not in paths or each.mode not in FILE_MODES:
            continue
        if each.path not in theirs and each.oid in moved:
            found[each.path] = moved[each.oid], None
        elif each.path in theirs and theirs[each.path].oid != each.oid:
            pairs.append((each.path, each.oid, theirs[each.path].oid))
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


def _moved(place: Location, path: str, lines: Lines | None) -> Location:
    if lines is None:
        return place._replace(path=path)
    if place.line not in lines:
        return place
    line = lines[place.line]
    return place._replace(line=line, end_line=place.end_line + line - place.line)


def _told(finding: Finding, at: Callable[[Location], Location]) -> Finding:
    problem = finding.problem
    proofs = tuple(Evidence(at(each.at), each.moment) if each.moment == "after" else each for each in problem.evidence)
    told = dict(problem.told)
    for one, two in zip(problem.evidence, proofs, strict=True):
        if one.at.line != two.at.line and problem.told.get("line") == one.at.line:  # the sentence names it too
            told["line"] = two.at.line
    return replace(finding, problem=replace(problem, at=at(problem.at), evidence=proofs, told=told))
