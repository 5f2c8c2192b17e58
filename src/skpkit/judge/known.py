"""What a change did not bring: the findings of the state after it that the state before it has too."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple, TypeAlias

from skpkit.findings import Finding
from skpkit.messages import Value

Thing: TypeAlias = tuple[str, str, tuple[str, ...], tuple[tuple[bool, Value], ...]]


class Known(NamedTuple):
    """Findings that are new, and those that were known before."""

    fresh: list[Finding]
    known: list[Finding]


def set_apart(findings: Iterable[Finding], before: Iterable[Finding]) -> Known:
    """The findings that are new, and those known from `before`: of the same rule, dossier and things, resting on the
    same values, and no graver, wider or farther off than then."""
    earlier: dict[Thing, dict[str, Finding]] = {}
    for finding in before:
        earlier.setdefault(_thing(finding), {})[finding.fingerprint] = finding
    fresh: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        alike = earlier.get(_thing(finding), {})
        own = alike.get(finding.fingerprint)
        likely = chain([own] if own else (), alike.values())
        fitting = next((each for each in likely if _is_no_worse(finding, each)), None)
        if fitting:
            del alike[fitting.fingerprint]
            known.append(finding)
        else:
            fresh.append(finding)
    return Known(fresh, known)


def _thing(finding: Finding) -> Thing:
    problem = finding.problem
    about = tuple(each for each in problem.about if each not in problem.extent)
    values = tuple((isinstance(each, bool), each) for each in problem.values)  # 95 is 95.0, and `true` is not 1
    return finding.code, finding.dossier, about, values


def _is_no_worse(finding: Finding, before: Finding) -> bool:
    if before.severity.rank > finding.severity.rank:
        return False
    then = before.problem.extent
    return all(part in then and gap <= then[part] for part, gap in finding.problem.extent.items())
