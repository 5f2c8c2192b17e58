"""Nothing that is settled bears a date after the day, and no dialogue was reported before it was held.

A reported dialogue, penetapan, a komplemen, an adendum or change of a manual, an established evaluation and every
approval of them tell of what has happened. A date ahead would settle what nobody has agreed on yet, or move a time
limit. Drafts, a `tenggat`, `berlaku_sampai` and periods may lie ahead. The day is today in the time zone of the
setting `zona`, without it the one where the day begins first, or the day that `--today` gives.

**Fix:** mend the date that is wrong; what is still to come stays a draft (`draf`, `rancangan`) until its day.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model.facts import Facts, World
from skpkit.model.settled import OWN, REPORTED_ON, Settled
from skpkit.rules._rule import fact_rule, own

BASIS = (
    own(
        N_("what is settled has happened, so its day has come"),
    ),
)

AHEAD = N_(
    "{thing} bears the date {day} ({field}), but today is {today}; mend the date, or leave it a draft until that day"
)
REPORTED_EARLY = N_(
    "this dialogue of {held} says that it was reported on {day}, before it was held; mend the date that is wrong"
)


@fact_rule(basis=BASIS)
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each settled thing with a date ahead, its other dates ahead as evidence; each dialogue reported before it was."""
    for each in facts.settled:
        if each.reported_before_held:
            yield _reported_early(each)
        ahead = [dated for dated in each.days if dated.day > world.today]
        if ahead:
            first, *others = ahead
            told: dict[str, Value] = {"thing": each.name, "day": first.day, "field": first.field, "today": world.today}
            evidence = tuple(Evidence(dated.at()) for dated in others)
            yield Problem(first.at(), AHEAD, told, evidence=evidence, about=each.about)


def _reported_early(each: Settled) -> Problem:
    days = {dated.field: dated for dated in each.days}
    told: dict[str, Value] = {"held": days[OWN].day, "day": days[REPORTED_ON].day}
    about = (*each.about, REPORTED_ON)
    return Problem(days[REPORTED_ON].at(), REPORTED_EARLY, told, evidence=(Evidence(days[OWN].at()),), about=about)
