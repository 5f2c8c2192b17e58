"""What the calendar says of many periods, told once: findings that differ in nothing but the period that they are of.

They stay findings of their own, each with its fingerprint: only sentences for people are fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from skpkit.messages import N_, Value
from skpkit.model.periods import RHYTHMS
from skpkit.reports._report import Report

if TYPE_CHECKING:
    from skpkit.findings import Finding

SPAN = N_("{first} to {last}")

_OF_PERIODS = ("period", "start", "end")


def told_together(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings, those that one sentence tells in a list, each where its first stands."""
    found: dict[object, list[Finding]] = {}
    for nth, each in enumerate(findings):
        found.setdefault(_likeness(each) or nth, []).append(each)
    return [run for each in found.values() for run in _runs(each)]


def common_sentence(report: Report, findings: Sequence[Finding]) -> str:
    """The sentence of findings that are told together."""
    first, last = findings[0], findings[-1]
    if len(findings) == 1:
        return report.sentence(first)
    told = dict[str, Value](first.problem.told)
    periods = [_period(each) for each in findings]
    if len(periods) > 2:
        told["period"] = report.say(SPAN, first=periods[0], last=periods[-1])
    else:
        told["period"] = tuple(periods)
    if "end" in told:
        told["end"] = last.problem.told["end"]
    return report.sentence(replace(first, problem=replace(first.problem, told=told)))


def _likeness(finding: Finding) -> object:
    """What findings that are told together have in common; None for what is told alone."""
    problem = finding.problem
    if problem.was or problem.evidence or problem.example or finding.also or finding.company:
        return None
    if not isinstance(problem.told.get("period"), str):
        return None
    rest = tuple(sorted((key, str(each)) for key, each in problem.told.items() if key not in _OF_PERIODS))
    rhythm = next((name for name, periods in RHYTHMS.items() if _period(finding) in periods), None)
    if rhythm is None:
        return None
    told = finding.code, finding.severity, finding.commit, finding.settled, problem.message
    return *told, finding.dossier, problem.at.path, rest, rhythm


def _period(finding: Finding) -> str:
    return str(finding.problem.told["period"])


def _runs(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings that are alike, those of periods in a row together."""
    if len(findings) == 1:
        yield [*findings]
        return
    rhythm = next(each for each in RHYTHMS.values() if _period(findings[0]) in each)
    ordered = sorted(findings, key=lambda each: rhythm.index(_period(each)))
    run = [ordered[0]]
    for one, other in pairwise(ordered):
        if rhythm.index(_period(other)) != rhythm.index(_period(one)) + 1:
            yield run
            run = []
        run.append(other)
    yield run
