"""What a change did not bring: the findings of the state after it that the state before it has too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from skpkit.findings import Finding
from skpkit.model.records import same

Thing: TypeAlias = tuple[str, str, tuple[str, ...]]


class Known(NamedTuple):
    """Findings that are new, and those that were known before."""

    fresh: list[Finding]
    known: list[Finding]


def set_apart(findings: Iterable[Finding], before: Iterable[Finding]) -> Known:
    """The findings that are new, and those known from `before`: of the same rule, dossier and things, resting on the
    same values, and no graver, wider or farther off than then."""
    earlier: dict[Thing, list[Finding]] = {}
    for finding in before:
        earlier.setdefault(_thing(finding), []).append(finding)
    fresh: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        alike = earlier.get(_thing(finding), [])
        fitting = [each for each in alike if _is_no_worse(finding, each)]
        if fitting:
            alike.remove(min(fitting, key=lambda each, of=finding: each.fingerprint != of.fingerprint))  # type: ignore[misc]
            known.append(finding)
        else:
            fresh.append(finding)
    return Known(fresh, known)


def _thing(finding: Finding) -> Thing:
    problem = finding.problem
    about = problem.about
    return finding.code, finding.dossier, tuple(each for each in about if each not in problem.extent)


def _is_no_worse(finding: Finding, before: Finding) -> bool:
    now, then = finding.problem, before.problem
    values = same([*now.values], [*then.values])
    extent = all(part in then.extent and gap <= then.extent[part] for part, gap in now.extent.items())
    return values and extent and before.severity.rank <= finding.severity.rank
