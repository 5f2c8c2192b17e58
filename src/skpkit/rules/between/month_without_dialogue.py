"""In every month that has passed, a dialogue was held.

Dialogues are held every month, or when something calls for one; they need not be reported each time, so a draft
counts. A month of which an SKP covers fewer than ten days needs none; days of `tidak_bertugas` are not covered.

Silent where a dialogue that cannot be read may be the one: SKP001 to SKP005 tell it.

**Fix:** hold the next dialogue, and say in it what the month brought; a month that has passed stays a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.elapsed import elapsed_months
from skpkit.model.facts import Facts, World
from skpkit.rules._rule import cite, fact_rule, own

BASIS = (
    cite(
        "djkn-2023",
        N_("on when it is held and reported"),
        N_("it is held every month, or when there is a reason"),
    ),
    own(
        N_("since a reason may stand in for the month, a month without one is a note"),
    ),
)

MESSAGE = N_("no DKI was held in {period} ({start} to {end}); look back on that month in the next dialogue")


@fact_rule(basis=BASIS, severity=Severity.INFO, duty="month")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each elapsed month without a dialogue, once a dossier."""
    for each in elapsed_months(facts, world):
        if not any(each.term.mulai <= day <= each.term.selesai for day in facts.held):
            term, lost = each.term, facts.lost
            doubtful = (one for one in lost if one.day == date.min or term.mulai <= one.day <= term.selesai)
            left_to = tuple(one.cause for one in doubtful)
            yield Problem(each.plan.at(), MESSAGE, each.told(), about=(each.period,), left_to=left_to)
