"""What a dossier still owes when a change has landed: realisasi that are due, and actions that were agreed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from skpkit.messages import N_, Told
from skpkit.model.periods import period_in_words
from skpkit.reports._report import standing
from skpkit.reports._wording import clean, record_in_words

if TYPE_CHECKING:
    from skpkit.change.account import Account
    from skpkit.reports._report import Report

OWED = N_("{iki}: realisasi of {period}, which ends on {day}")
OWED_BEFORE = N_("{iki}: realisasi of {period}, which ended on {day}")
ACTION = N_("Action by {day}: {text}")
ANSWER = N_("Answer to the keberatan of {day} on the {record}: {missing}")
MISSING = {
    "penjelasan": N_("the explanation of the pejabat penilai"),
    "keputusan": N_("the decision of that one's superior"),
}
DUE = {
    "good": N_("What is due next (no condition of this request)"),
    "bad": N_("What would be due next if this were accepted"),
    "history": N_("What is due next"),
}
MORE_OWED = N_("and {count} more")
_MOST_OWED = 12


def owed_title(report: Report) -> str:
    """What stands above it: of a proposal that it is no condition, or that it is told of what was refused."""
    verdict = report.verdict
    return report.say(
        DUE["history" if verdict.judged_as != "proposal" else "bad" if standing(verdict) == "bad" else "good"]
    )


def still_owed(report: Report, accounts: Sequence[Account]) -> Iterator[str]:
    """What the dossier still owes as it is in the end: what is over, what comes next, and the actions agreed on."""
    if not accounts:
        return
    last = accounts[-1]
    coming = min((each.end for each in last.owed if each.end >= last.today), default=None)
    cells = sorted(
        (each for each in last.owed if each.end < last.today or each.end == coming), key=lambda each: each.end
    )
    lines = [
        report.say(
            OWED_BEFORE if each.end < last.today else OWED,
            iki=each.iki,
            period=period_in_words(each.period, report.lang),
            day=each.end,
        )
        for each in cells
    ]
    actions = sorted(last.actions, key=lambda each: each.deadline)
    lines += [report.say(ACTION, day=each.deadline, text=report.words(each.text)) for each in actions]
    lines[:0] = [
        report.say(
            ANSWER,
            day=each.day,
            record=record_in_words(report, each.record),
            missing=tuple(Told(MISSING[one]) for one in each.missing),
        )
        for each in last.answers
    ]
    yield from map(clean, lines[:_MOST_OWED])
    if len(lines) > _MOST_OWED:
        yield report.say(MORE_OWED, count=len(lines) - _MOST_OWED)
