"""In every quarter that has passed, a dialogue was reported.

Dialogues are held every month or when needed, and reported at least once in three months. The day of the report
(`dilaporkan`) decides, within the quarter as the profile bounds it. A quarter of which an SKP covers fewer than
30 days needs none; days of `tidak_bertugas` are not covered.

Silent where a dialogue that cannot be read may be the one: SKP001 to SKP005 tell it.

**Fix:** hold and report the dialogue now; a quarter that has passed without one stays a finding, for which an
exemption with its reason is the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.facts import Facts, World
from skpkit.model.owing import reports_owed
from skpkit.rules._rule import cite, fact_rule, own

BASIS = (
    cite(
        "djkn-2023",
        N_("on when it is held and reported"),
        N_("it is reported in the performance app at least once in three months"),
    ),
    cite(
        "kmk-127-2026",
        N_("on the report of the DKI"),
        N_("at least once in three months"),
        "latihan-2026",
    ),
    own(
        N_("the three months are a quarter of the calendar, and one that is hardly covered owes none"),
    ),
)

MESSAGE = N_(
    "no DKI was reported in {period} ({start} to {end}); report one now, and let an exemption say why, since the "
    "quarter has passed"
)


@fact_rule(basis=BASIS, duty="report")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each elapsed quarter without a report, once a dossier."""
    for each in reports_owed(facts, world):
        if each.term.selesai < world.today:
            left_to = tuple(lost.cause for lost in facts.lost if lost.day <= each.term.selesai)
            yield Problem(each.plan.at(), MESSAGE, each.told(), about=(each.period,), left_to=left_to)
