"""The periods of a year and what they add up to, said anew and not taken from the tool."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

YEAR = 2026
PERIODS = {
    "bulanan": tuple(f"B{month:02}" for month in range(1, 13)),
    "triwulanan": ("Q1", "Q2", "Q3", "Q4"),
    "semesteran": ("S1", "S2"),
    "tahunan": ("Y",),
}
TOTALS = {
    "bulanan": ("Q1", "Q2", "Q3", "Q4", "S1", "S2", "Y"),
    "triwulanan": ("S1", "S2", "Y"),
    "semesteran": ("Y",),
    "tahunan": (),
}


def months_of(period: str) -> range:
    """The months of a period."""
    length = {"B": 1, "Q": 3, "S": 6, "Y": 12}[period[0]]
    nth = int(period[1:] or 1)
    return range((nth - 1) * length + 1, nth * length + 1)


def first_day(period: str) -> str:
    """The day on which a period begins."""
    return date(YEAR, months_of(period)[0], 1).isoformat()


def last_day(period: str) -> str:
    """The day on which a period ends."""
    month = months_of(period)[-1]
    return date(YEAR, month, monthrange(YEAR, month)[1]).isoformat()


def parts_of(total: str, rhythm: str) -> list[str]:
    """The periods that a total is made of; itself for a period that is none."""
    return [part for part in PERIODS[rhythm] if set(months_of(part)) <= set(months_of(total))]


def consolidated(how: str, values: Sequence[float]) -> float:
    """Some values as one, with a `konsolidasi_periode`."""
    return {"sum": sum(values), "average": sum(values) / len(values), "take_last_known": values[-1]}[how]
