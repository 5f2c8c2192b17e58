"""What a dossier still owes when a change has landed: realisasi that are due, and actions that were agreed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from skpkit.messages import N_
from skpkit.model.periods import period_in_words
from skpkit.reports._wording import clean

if TYPE_CHECKING:
    from skpkit.change.account import Account
    from skpkit.reports._report import Report

OWED = N_("{iki}: realisasi of {period}, which ends on {day}")
OWED_BEFORE = N_("{iki}: realisasi of {period}, which ended on {day}")
ACTION = N_("Action by {day}: {text}")
DUE, DUE_THEN = N_("What is still due"), N_("What would still be due if this were accepted")
MORE_OWED = N_("and {count} more")
_MOST_OWED = 12


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
    yield from map(clean, lines[:_MOST_OWED])
    if len(lines) > _MOST_OWED:
        yield report.say(MORE_OWED, count=len(lines) - _MOST_OWED)
