"""In every quarter that has passed, umpan balik was given.

Feedback on hasil kerja and perilaku is given when something happens, and for each quarter. It counts for the quarter
in which the dialogue is held, and for one whose realisations that dialogue records; a quarter is told a month after
its end, since the dialogue that looks back on it comes then. A quarter of which fewer than 30 days are covered, those
of `tidak_bertugas` left out, needs none.

Silent where a dialogue that cannot be read may have it: SKP001 to SKP005 tell it.

**Fix:** give the feedback in the next dialogue, which names the work of that quarter.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.facts import Facts, World
from skpkit.model.owing import feedback_owed
from skpkit.rules._rule import cite, fact_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on umpan balik"),
        N_("it is given when there is a reason, or on schedule each quarter"),
    ),
)

MESSAGE = N_("no DKI gives feedback for {period} ({start} to {end}); give it in the next dialogue")


@fact_rule(basis=BASIS, severity=Severity.INFO, duty="feedback")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each elapsed quarter without feedback, once a dossier."""
    for each, until in feedback_owed(facts, world):
        if world.today > until:
            left_to = tuple(lost.cause for lost in facts.lost)
            yield Problem(each.plan.at(), MESSAGE, each.told(), about=(each.period,), left_to=left_to)
