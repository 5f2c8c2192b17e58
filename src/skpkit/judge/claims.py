"""One edit gives one finding: which finding speaks for which others.

Among the rules of a review the first in the order of the rule book that explains an edit claims it. What the state
rules find goes along where it would vanish if the edit behind a leading finding were taken back; that is tried on
the dossier as it would be then, not guessed from the codes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from skpkit import rules
from skpkit.change.revision import Revision
from skpkit.findings import Finding, Key, Problem
from skpkit.model.settings import Settings

Sign = Callable[[str, Problem, str, Settings], Finding | None]
Remaining = Callable[[Sequence[Finding], Sequence[Finding]], set[str]]
"""The fingerprints of state findings that remain once the edits behind leading ones are taken back."""


def judge_revision(revision: Revision, sign: Sign) -> list[Finding]:
    """The findings on a dossier before and after, each edit told once."""
    here = revision.after or revision.before
    assert here is not None  # noqa: S101 - a revision has at least one state
    codes = rules.keepers("identity") if revision.renamed else tuple(rules.REVISION_RULES)
    findings: list[Finding] = []
    owner: dict[Key, int] = {}
    for code in codes:
        merged: dict[tuple[str, ...], int] = {}
        for problem in rules.rule(code).check(revision):
            free = problem.edits - owner.keys()
            for edit in problem.edits - free:
                _speak_for(findings, owner[edit], code)
            if problem.edits and not free:
                continue
            if problem.about in merged:
                index = merged[problem.about]
                findings[index] = _joined(findings[index], problem)
            else:
                finding = sign(code, problem, here.title, here.settings)
                if finding is None:
                    continue
                index = merged[problem.about] = len(findings)
                findings.append(finding)
            owner.update(dict.fromkeys(free, index))
    return findings


def _speak_for(findings: list[Finding], index: int, code: str) -> None:
    finding = findings[index]
    if code != finding.code and code not in finding.also:
        findings[index] = replace(finding, also=tuple(sorted((*finding.also, code))))


def _joined(finding: Finding, more: Problem) -> Finding:
    """Two problems of one rule about the same thing: one finding that names the parts of both."""
    one = finding.problem
    told = dict(one.told)
    for key, value in more.told.items():
        mine = told.get(key)
        if isinstance(value, tuple) and isinstance(mine, tuple):
            told[key] = (*mine, *(each for each in value if each not in mine))
    joined = replace(
        one,
        told=told,
        evidence=(*one.evidence, *(each for each in more.evidence if each not in one.evidence)),
        edits=one.edits | more.edits,
        undo=tuple(dict.fromkeys((*one.undo, *more.undo))),
    )
    return replace(finding, problem=joined)


def claimed_by_undoing(
    leaders: Sequence[Finding], state: Sequence[Finding], remaining: Remaining
) -> tuple[list[Finding], list[Finding]]:
    """The leading findings with what they speak for, and the state findings that stand alone."""
    undoing = [each for each in leaders if each.problem.undo]
    if not undoing or not state:
        return list(leaders), list(state)
    left = remaining(undoing, state)
    also: dict[int, set[str]] = {}
    for finding in state:
        if finding.fingerprint not in left:
            leader = max(undoing, key=lambda each, found=finding: _closeness(each, found))  # type: ignore[misc]
            also.setdefault(id(leader), set()).add(finding.code)
    named = [replace(each, also=tuple(sorted({*each.also, *also.get(id(each), ())}))) for each in leaders]
    return named, [each for each in state if each.fingerprint in left]


def _closeness(leader: Finding, finding: Finding) -> tuple[bool, int]:
    """How much a leader and a state finding are about the same thing."""
    shared = set(leader.problem.about) & set(finding.problem.about)
    return leader.dossier == finding.dossier, len(shared)
