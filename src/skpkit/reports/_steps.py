"""The steps of a history that were judged one by one, as a list that a reader without git can follow."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from skpkit.findings import Severity
from skpkit.messages import N_
from skpkit.reports._wording import clean

if TYPE_CHECKING:
    from skpkit.reports._report import Report

STEPS = N_("Steps judged: {count}")
MORE_STEPS = N_("and {count} more, of which nothing is to be said")
MOST_STEPS = 200


class StepView(NamedTuple):
    """A step: its day, author, message and id; how many findings it brought; and what takes it back, or it takes
    back."""

    text: str
    counts: tuple[tuple[Severity, int], ...]
    turns: tuple[str, ...]


class StepsView(NamedTuple):
    """The steps in their order, below a heading, and that others are left out."""

    heading: str
    steps: tuple[StepView, ...]
    rest: str


def steps_view(report: Report) -> StepsView | None:
    """The steps of a verdict on each commit; None for any other. Of very many those alone of which there is more to
    tell."""
    verdict = report.verdict
    judged = [each for each in (verdict.parents if verdict.steps is None else verdict.steps) if each]
    if not judged:
        return None
    found = Counter((each.commit, each.severity) for each in verdict.findings)
    turned = {*verdict.taken_back, *verdict.taken_back.values()}
    telling = {commit for commit, _ in found} | turned
    shown = judged if len(judged) <= MOST_STEPS else [each for each in judged if each in telling][:MOST_STEPS]
    rest = len(judged) - len(shown)
    return StepsView(
        report.say(STEPS, count=len(judged)),
        tuple(
            StepView(
                clean(report.step(each)),
                tuple((severity, found[each, severity]) for severity in Severity if found[each, severity]),
                tuple(map(clean, report.turns(each))),
            )
            for each in shown
        ),
        report.say(MORE_STEPS, count=rest) if rest else "",
    )
