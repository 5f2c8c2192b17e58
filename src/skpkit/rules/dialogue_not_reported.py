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

MESSAGE = N_(
    "no DKI was reported in {quarter} ({start} to {end}); report one now, and let an exemption say why, since the "
    "quarter has passed"
)


@fact_rule(basis="S")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each elapsed quarter without a report, once a dossier."""
    for quarter in QUARTERS:
        covering = [(plan, term) for plan in facts.plans if (term := _shared(plan, quarter, facts.identity[0]))]
        if not covering:
            continue
        plan, term = max(covering, key=lambda each: each[1].days_shared(each[0].term))
        rules = profile(plan.aturan)
        days = sum(term.days_shared(each.term) for each, _ in covering)
        if world.today <= term.selesai or not rules or days < rules.fewest_days_of_quarter:
            continue
        reported = any(term.mulai <= day <= term.selesai for day in facts.reported)
        doubtful = facts.doubtful_from is not None and facts.doubtful_from <= term.selesai
        if not reported and not doubtful:
            told: dict[str, Value] = {"quarter": quarter, "start": term.mulai, "end": term.selesai}
            yield Problem(plan.at(), MESSAGE, told, about=(quarter,))


def _shared(plan: Plan, quarter: str, year: int) -> Term | None:
    """The quarter, as the plan's rules bound it, where the SKP covers days of it."""
    rules = profile(plan.aturan)
    term = rules.term(quarter, year) if rules else None
    return term if term and term.days_shared(plan.term) else None
