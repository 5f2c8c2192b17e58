"""Whether a realisasi is such as its target and unit let one expect, before it is reported and stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

Oddity: TypeAlias = Literal["negative", "over hundred", "far above", "thousandth"]
"""What is odd in a realisasi: less than nothing of what is counted, more than all of it, many times the target, or a
number whose dot may have been meant between thousands."""

MANY_TIMES = 10
_SIGNED = frozenset("% persen persentase poin derajat rupiah rp indeks skor".split())
_SHARES = frozenset("% persen persentase".split())


def oddity(value: float, target: float, unit: str) -> Oddity | None:
    """What is odd in a realisasi of a target; None where nothing is."""
    words = set(unit.lower().split())
    if value < 0 <= target and not words & _SIGNED:
        return "negative"
    if target > 0 and value >= MANY_TIMES * target:
        return "far above"
    if words & _SHARES and value > 100 >= target:
        return "over hundred"
    is_cut = value != int(value) and round(value * 1000, 6) == int(round(value * 1000, 6))
    if is_cut and 0 < value < target / 50 and target >= 100 and value * 1000 <= MANY_TIMES * target:
        return "thousandth"
    return None


def leaps(value: float, target: float, earlier: Sequence[float]) -> bool:
    """Whether a realisasi is many times what any of some earlier ones was, or a small part of it, and far from its
    target too."""
    if not earlier or value <= 0 or target <= 0 or min(earlier) <= 0:
        return False
    far = value >= MANY_TIMES * max(earlier) or value * MANY_TIMES <= min(earlier)
    return far and not target / MANY_TIMES < value * 2 < target * MANY_TIMES
