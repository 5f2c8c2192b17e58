"""A quarter that has passed has its evaluation.

The appraiser evaluates each quarter; the profile gives three months after its end for that. An evaluation of a month
or of a semester that ends in the quarter counts too, and so does one that is still `rancangan`. A quarter of which
fewer than 30 days are covered, those of `tidak_bertugas` left out, needs none.

Silent where an evaluation that cannot be read may be the one: SKP001 to SKP005 tell it.

**Fix:** write `evaluasi/<periode>.yaml`; a draft (`status: rancangan`) is enough until it is established.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.facts import Facts, World
from skpkit.model.owing import evaluations_owed
from skpkit.rules._rule import cite, fact_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on its stages"),
        N_("the period is evaluated in the end"),
    ),
    cite(
        "jadwal-2026",
        N_("quarter II"),
        N_(
            "the evaluation of a quarter is set from the eleventh day of the third month after it; so three months are "
            "given"
        ),
    ),
)

MESSAGE = N_("{period} ({start} to {end}) has no evaluation, which was due by {day}; write {file}")


@fact_rule(basis=BASIS, severity=Severity.INFO, duty="evaluation")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each quarter whose evaluation is overdue, once a dossier."""
    for each, until in evaluations_owed(facts, world):
        if world.today > until:
            left_to = tuple(lost.cause for lost in facts.lost_evaluations if each.period in lost.quarters)
            told = {**each.told(), "day": until, "file": f"evaluasi/{each.period}.yaml"}
            yield Problem(each.plan.at(), MESSAGE, told, about=(each.period,), left_to=left_to)
