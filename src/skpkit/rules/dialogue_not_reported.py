"""In every quarter that has passed, a dialogue was reported.

Dialogues are held every month or when needed, and reported at least once in three months. The day of the report
(`dilaporkan`) decides, within the quarter as the profile bounds it. A quarter of which an SKP covers fewer than
30 days needs none.

**Fix:** hold and report the dialogue now; a quarter that has passed without one stays a finding, for which an
exemption with its reason is the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.facts import Facts, Plan, World
from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.periods import QUARTERS, Term
from skpkit.profiles import profile
from skpkit.rules._rule import fact_rule

MESSAGE = N_("no DKI was reported in {quarter} ({start} to {end}); report the dialogue of that quarter")


@fact_rule(basis="S")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each elapsed quarter without a report, once a dossier."""
    year = facts.identity[0]
    for quarter in QUARTERS:
        covering = [(plan, term) for plan in facts.plans if (term := _quarter(plan, quarter, year))]
        if not covering:
            continue
        plan, term = covering[-1]
        reported = any(term.mulai <= day <= term.selesai for day in facts.reported)
        if world.today > term.selesai and not reported:
            told: dict[str, Value] = {"quarter": quarter, "start": term.mulai, "end": term.selesai}
            yield Problem(plan.at, MESSAGE, told, about=(quarter,))


def _quarter(plan: Plan, quarter: str, year: int) -> Term | None:
    """The quarter's days, where the SKP covers enough of them."""
    rules = profile(plan.aturan)
    if rules is None:
        return None
    term = rules.term(quarter, year)
    return term if term.days_shared(plan.term) >= rules.fewest_days_of_quarter else None
