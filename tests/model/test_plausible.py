"""What is odd in a realisasi, by the targets and the unit of its IKI."""

from __future__ import annotations

import pytest

from skpkit.model.plausible import oddity
from skpkit.model.records import Indicator


@pytest.mark.parametrize(
    ("unit", "targets", "value", "odd"),
    [
        ("persen", {"Q1": 97, "Q2": 98}, -5, "negative"),
        ("%", {"Q1": 5}, -0.1, "negative"),
        ("indeks", {"Q1": 3.2}, -3.2, "negative"),
        ("poin", {"Q1": 0, "Q2": 80}, -1, "negative"),
        ("berkas", {"Q1": 0}, -1, "negative"),
        ("poin", {"Q1": 0}, -1, None),
        ("persen", {"Q1": 2, "Q2": -1}, -3, None),
        ("berkas", {"Q1": -2, "Q2": 3}, -3, None),
        ("persen", {"Q1": 97}, 0, None),
    ],
)
def test_less_than_nothing_is_odd_unless_a_target_shows_that_it_can_be(
    unit: str, targets: dict[str, float], value: float, odd: str | None
) -> None:
    indicator = Indicator("1a-N", "RHK-1", (), {"satuan": unit}, targets, None)
    assert oddity(value, indicator, "Q1") == odd
