"""Which quarters and months of a dossier have passed, and so must hold what they have to; and which one runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from skpkit.findings import Note
from skpkit.messages import N_, Value
from skpkit.model.facts import Facts, Plan, World
from skpkit.model.periods import MONTHS, QUARTERS, Term
from skpkit.model.profiles import Profile, profile
from skpkit.model.settings import Settings

NOT_STARTED = N_("the calendar asks for nothing before {day}, which `mulai` in skpkit.yaml gives as the start")
COUNTED_SINCE = N_("of what was due before {day} nothing is told: `mulai` in skpkit.yaml gives that day as the start")


class Elapsed(NamedTuple):
    """A quarter or month, the SKP that covers most of it, and the days it has by the rules of that SKP."""

    period: str
    plan: Plan
    rules: Profile
    term: Term

    def told(self) -> dict[str, Value]:
        """What a sentence on it needs."""
        return {"period": self.period, "start": self.term.mulai, "end": self.term.selesai}


def elapsed_quarters(facts: Facts, world: World) -> Iterator[Elapsed]:
    """The quarters that ended before today; not those of which the SKP cover fewer days than the profile wants, the
    days on which the employee is not on duty left out."""
    return (each for each in _counted(facts, QUARTERS, 1, world) if each.term.selesai < world.today)


def running_quarters(facts: Facts, world: World) -> Iterator[Elapsed]:
    """The quarter that the day is in, if it has enough days."""
    return (each for each in _counted(facts, QUARTERS, 1, world) if each.term.mulai <= world.today <= each.term.selesai)


def elapsed_months(facts: Facts, world: World) -> Iterator[Elapsed]:
    """The months that ended before today, of which the SKP cover at least a third of what a quarter needs."""
    return (each for each in _counted(facts, MONTHS, 3, world) if each.term.selesai < world.today)


def _counted(facts: Facts, periods: tuple[str, ...], parts: int, world: World) -> Iterator[Elapsed]:
    spans = tuple(_Span(each.aturan, each.term, each.away) for each in facts.plans)
    for period, nth, rules, term in _covered(spans, facts.identity.year, periods, parts, world.starts):
        yield Elapsed(period, facts.plans[nth], rules, term)


class _Span(NamedTuple):
    """What of an SKP decides which periods it covers."""

    aturan: str
    term: Term
    away: tuple[Term, ...]


@lru_cache(256)  # most SKP run from January to December
def _covered(
    spans: Sequence[_Span], year: int, periods: Sequence[str], parts: int, starts: date
) -> tuple[tuple[str, int, Profile, Term], ...]:
    """The periods that SKP cover enough days of, each with the place of that which covers most, its rules and how they
    bound it."""
    covered = []
    for period in periods:
        bounds = [
            (nth, rules, rules.term(period, year)) for nth, each in enumerate(spans) if (rules := profile(each.aturan))
        ]
        found = [each for each in bounds if each[2].days_shared(spans[each[0]].term)]
        if not found:
            continue
        nth, rules, term = max(found, key=lambda each: each[2].days_shared(spans[each[0]].term))
        counted = Term(max(term.mulai, starts), term.selesai)  # what was before then is not owed
        days = sum(counted.days_left(spans[each].term, spans[each].away) for each, *_ in found)
        if days >= rules.fewest_days_of_quarter // parts:
            covered.append((period, nth, rules, term))
    return tuple(covered)


def counted_since(facts: Iterable[Facts], settings: Settings, today: date) -> Iterator[Note]:
    """Since when the calendar counts by the settings, where that lies ahead or leaves out a month of an SKP."""
    starts = settings.starts
    if starts and starts > today:
        yield Note(NOT_STARTED, {"day": starts})
    elif starts and any(each.begins and each.begins < starts.replace(day=1) for each in facts):
        yield Note(COUNTED_SINCE, {"day": starts})
