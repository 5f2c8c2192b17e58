"""Which periods lie in which."""

from __future__ import annotations

import pytest

from skpkit.model.periods import period_ends_within


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
