"""What is to be done, as an overview tells it: a finding on a duty becomes a task with the day on which it was due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from skpkit.findings import Finding, Severity
from skpkit.model.owing import DutyKind
from skpkit.model.periods import FORM_ORDER, Term, period_ends_within
from skpkit.model.profiles import NEWEST, profile
from skpkit.rules.between.change_without_review import NONE, UNAPPROVED, UNREVIEWED

MISSING = frozenset({NONE, UNAPPROVED, UNREVIEWED})  # what a rule says of approvals that are awaited


class Task(NamedTuple):
    """Something to be done: a duty of a kind, of which IKI, period or action; `day` until which it is in time, of what
    nobody gives longer the last of its period. It is `late` where that has passed; `finding` is the one that tells it.
    """

    kind: DutyKind
    folder: str
    period: str
    iki: str
    text: str
    day: date | None
    late: bool
    finding: Finding | None = None


def is_awaited(finding: Finding) -> bool:
    """Whether a finding tells nothing but that approvals are missing, which are told as awaited."""
    return finding.problem.message in MISSING


def late_task(finding: Finding, kind: DutyKind, due: Mapping[tuple[str, ...], date]) -> Task:
    """The duty that a finding is of; a manual and an adendum are told before they are late."""
    told, at = finding.problem.told, finding.problem.about
    day = due.get((kind, *at)) or told.get("day", told.get("end"))
    late = kind != "adendum" and (kind != "manual" or finding.severity is Severity.ERROR)
    return Task(
        kind,
        at[0].rpartition("/")[0] if at and "/" in at[0] and kind != "action" else "",
        str(told.get("period", "")),
        str(told.get("iki", "")),
        str(told.get("action", "")),
        day if isinstance(day, date) else None,
        late,
        finding,
    )


def term_of(quarter: str, year: int) -> Term | None:
    """The days of a quarter; None without one."""
    rules_ = profile(NEWEST)
    return rules_.term(quarter, year) if quarter and rules_ else None


def counts_in(period: str, day: date | None, quarter: str, term: Term | None) -> bool:
    """Whether something is of the quarter that is asked for: by its period, or without one by its day."""
    if term is None:
        return True
    if period in FORM_ORDER:
        return period_ends_within(period, quarter)
    return day is None or is_within(day, term)


def is_within(day: date, term: Term) -> bool:
    """Whether a day is one of a term."""
    return term.mulai <= day <= term.selesai
