"""Whether a realisasi is such as its target and unit let one expect, before it is reported and stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from skpkit.model.records import Indicator

Oddity: TypeAlias = Literal["negative", "over hundred", "far above", "thousandth"]
"""What is odd in a realisasi: less than nothing of what is counted, more than all of it, many times the target, or a
number whose dot may have been meant between thousands."""

MANY_TIMES = 10
_SIGNED = frozenset("% persen persentase poin derajat rupiah rp indeks skor".split())  # where nothing is aimed at
_SHARES = frozenset("% persen persentase".split())


def oddity(value: float, indicator: Indicator, period: str) -> Oddity | None:
    """What is odd in a realisasi of a target; None where nothing is. Whether less than nothing can be, as of a growth,
    is what the targets of the IKI show: one is below nothing, or all are nothing of what may go both ways."""
    target, words = indicator.target[period], set(str(indicator.data.get("satuan", "")).lower().split())
    cells = indicator.target.values()
    if value < 0 and min(cells) >= 0 and (max(cells) > 0 or not words & _SIGNED):
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
