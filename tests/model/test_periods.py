"""Which periods lie in which."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpkit.model.periods import Term, period_ends_within


@pytest.mark.parametrize(
    ("period", "longer", "within"),
    [
        ("Q2", "Q2", True),
        ("S1", "Q2", True),
        ("B05", "Q2", True),
        ("Y", "Q4", True),
        ("Y", "Q3", False),
        ("Q1", "Q2", False),
        ("B12", "S2", True),
        ("Q3", "S1", False),
    ],
)
def test_ends_within(period: str, longer: str, within: bool) -> None:
    assert period_ends_within(period, longer) == within


SPANS = st.builds(
    lambda start, days: Term(date(2026, 1, 1) + timedelta(start), date(2026, 1, 1) + timedelta(start + days)),
    st.integers(0, 20),
    st.integers(-2, 12),
)


def days_of(term: Term) -> set[date]:
    return {term.mulai + timedelta(nth) for nth in range((term.selesai - term.mulai).days + 1)}


@given(SPANS, SPANS, st.lists(SPANS, max_size=4))
def test_days_left(one: Term, other: Term, away: list[Term]) -> None:
    assert one.days_left(other, away) == len((days_of(one) & days_of(other)).difference(*map(days_of, away)))


def test_days_left_at_the_ends_of_the_calendar() -> None:
    ever = Term(date.min, date.max)
    assert (
        ever.days_left(ever, [Term(date(2026, 1, 1), date.max), Term(date(2027, 1, 1), date.max)])
        == (date(2026, 1, 1) - date.min).days
    )
