"""Reporting periods: which belong to a rhythm, which are totals of others, and when they begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from skpkit.messages import N_, show, translate

MONTHS = tuple(f"B{month:02}" for month in range(1, 13))
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
SEMESTERS = ("S1", "S2")
YEAR = "Y"

RHYTHMS: Mapping[str, tuple[str, ...]] = {
    "bulanan": MONTHS,
    "triwulanan": QUARTERS,
    "semesteran": SEMESTERS,
    "tahunan": (YEAR,),
}
TOTALS: Mapping[str, tuple[str, ...]] = {
    "bulanan": (*QUARTERS, *SEMESTERS, YEAR),
    "triwulanan": (*SEMESTERS, YEAR),
    "semesteran": (YEAR,),
    "tahunan": (),
}
_FIRST_MONTH = {
    **{period: nth for nth, period in enumerate(MONTHS)},
    **{period: 3 * nth for nth, period in enumerate(QUARTERS)},
    **{period: 6 * nth for nth, period in enumerate(SEMESTERS)},
    YEAR: 0,
}
_LENGTH = {"B": 1, "Q": 3, "S": 6, "Y": 12}
FORM_ORDER = {
    period: nth
    for nth, period in enumerate(
        sorted(_FIRST_MONTH, key=lambda each: (_FIRST_MONTH[each] + _LENGTH[each[0]], _LENGTH[each[0]]))
    )
}

_IN_WORDS: Mapping[str, str] = {
    "Q1": N_("quarter I"),
    "Q2": N_("quarter II"),
    "Q3": N_("quarter III"),
    "Q4": N_("quarter IV"),
    "S1": N_("half-year I"),
    "S2": N_("half-year II"),
    "Y": N_("the whole year"),
}


def period_meant(text: str) -> str:
    """The period that somebody means by a text such as `q4`, `TW IV` or `Juni`; the text as it is where it is none."""
    from skpkit.source.schemas.guesses import nearest_period  # which loads the schemas, and help needs none

    return (nearest_period(text, FORM_ORDER) if text.strip() else "") or text.strip()


def period_in_words(period: str, lang: str) -> str:
    """A period: `quarter III`, `May`; one that is none as it is."""
    if period in MONTHS:
        return show(date(2000, int(period[1:]), 1), lang).split()[1]
    return translate(_IN_WORDS[period], lang) if period in _IN_WORDS else period


class Term(NamedTuple):
    """A span of days, both ends included."""

    mulai: date
    selesai: date

    def days_shared(self, other: Term) -> int:
        """How many days both spans have."""
        return max(0, (min(self.selesai, other.selesai) - max(self.mulai, other.mulai)).days + 1)

    def days_left(self, other: Term, away: Iterable[Term]) -> int:
        """How many days both spans have that lie in none of those `away`, which may overlap."""
        first, last = max(self.mulai, other.mulai), min(self.selesai, other.selesai)
        left = self.days_shared(other)
        for each in sorted(away):
            start, end = max(first, each.mulai), min(last, each.selesai)
            if start <= end:
                left -= (end - start).days + 1
                if end == last:
                    break
                first = end + timedelta(days=1)
        return left

    def ends_within(self, other: Term) -> bool:
        """Whether its last day lies inside `other`, so that it lies there too or ends there as a total."""
        return other.mulai <= self.selesai <= other.selesai

    def holds(self, other: Term) -> bool:
        """Whether `other` lies inside."""
        return self.mulai <= other.mulai and other.selesai <= self.selesai

    def is_possible(self, year: int) -> bool:
        """Whether it starts before it ends and lies inside a year, as every period of an SKP should."""
        return self.mulai < self.selesai and self.mulai.year == self.selesai.year == year


def days_before(day: date, days: int) -> date:
    """So many days before a day, or after it for a negative number; no further than the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() - days, date.min.toordinal()), date.max.toordinal()))


@cache
def parts(period: str, rhythm: str) -> tuple[str, ...]:
    """The periods of `rhythm` that a total is made of; empty for a period that is no total of it."""
    if period not in TOTALS[rhythm]:
        return ()
    first = _FIRST_MONTH[period]
    last = first + _LENGTH[period[0]]
    return tuple(part for part in RHYTHMS[rhythm] if first <= _FIRST_MONTH[part] < last)


def up_to(period: str, rhythm: str) -> tuple[str, ...]:
    """The periods of `rhythm` from the year's start up to and with `period`."""
    known = RHYTHMS[rhythm]
    return known[: known.index(period) + 1] if period in known else ()


def period_ends_within(period: str, longer: str) -> bool:
    """Whether the last day of `period` lies in `longer`: that of Q2, S1 and B05 does in Q2, that of Y in Q4."""
    end = _FIRST_MONTH[period] + _LENGTH[period[0]]
    first = _FIRST_MONTH[longer]
    return first < end <= first + _LENGTH[longer[0]]


def rhythm_of(periods: Iterable[str]) -> str:
    """The rhythm that a set of target periods suggests where no manual tells it: the finest one present."""
    present = {period[0] for period in periods}
    for letter, rhythm in (("B", "bulanan"), ("Q", "triwulanan"), ("S", "semesteran")):
        if letter in present:
            return rhythm
    return "tahunan"


def in_order(periods: Iterable[str]) -> list[str]:
    """Periods in the order of the form: each total after its last part."""
    return sorted(periods, key=lambda period: FORM_ORDER.get(period, len(FORM_ORDER)))
