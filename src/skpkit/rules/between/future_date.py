"""Nothing that is settled bears a date after the day, or comes before what it is about.

A reported dialogue, penetapan, a komplemen, an adendum or change of a manual, an established evaluation and every
approval of them tell of what has happened. A date ahead would settle what nobody has agreed on yet, or move a time
limit. A dialogue is held before it is reported, and an evaluation set before a keberatan is raised on it. Drafts, a
`tenggat`, `berlaku_sampai` and periods may lie ahead. The day is today in the time zone of the setting `zona`,
without it the one where the day begins first, or the day that `--today` gives.

**Fix:** mend the date that is wrong; what is still to come stays a draft (`draf`, `rancangan`) until its day.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model.facts import Facts, World
from skpkit.model.settled import OBJECTION, OWN, Dated, Settled
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

OBJECTED_EARLY = N_(
    "this keberatan of {day} is older than the evaluation that it is about, which was set on {held}; mend the date "
    "that is wrong"
)


@fact_rule(basis=BASIS)
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each settled thing with a date ahead, its other dates ahead as evidence; each that comes before its cause."""
    for each in facts.settled:
        if early := each.too_early:
            yield _too_early(each, early)
        ahead = [dated for dated in each.days if dated.day > world.today]
        if ahead:
            first, *others = ahead
            told: dict[str, Value] = {"thing": each.name, "day": first.day, "field": first.field, "today": world.today}
            evidence = tuple(Evidence(dated.at()) for dated in others)
            yield Problem(first.at(), AHEAD, told, evidence=evidence, about=each.about)


def _too_early(each: Settled, early: Dated) -> Problem:
    (own,) = (dated for dated in each.days if dated.field == OWN)
    told: dict[str, Value] = {"held": own.day, "day": early.day}
    message = OBJECTED_EARLY if early.field == OBJECTION else REPORTED_EARLY
    return Problem(early.at(), message, told, evidence=(Evidence(own.at()),), about=(*each.about, early.field))
