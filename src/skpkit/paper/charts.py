"""The charts, as plain numbers that a template draws: bars of a progress sheet, the curve of POLA DISTRIBUSI.

Numbers are thousandths of the picture: across from its left, up from its foot. What they show stands beside them as
text, or is told to who does not see them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from skpkit.paper import labels


class Bar(NamedTuple):
    """A period: what was wanted and what was reached, as far as known."""

    target: float | None
    value: float | None


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A lying bar, from `kiri` to `kanan` of its line (alike where there is none); `garis` is where the mark of the
    target stands (none, or one), and `ujung` what nothing of these lies right of.
    """

    kiri: int
    kanan: int
    garis: tuple[int, ...]
    ujung: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """A line for each period, all from one zero."""

    batang: tuple[DrawnBar, ...]
    nol: int


def bars(given: Sequence[Bar]) -> BarChart:
    """The chart of some periods on one scale, zero in it."""
    known = [number for each in given for number in each if number is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    span = (high - low) or 1.0

    def at(number: float) -> int:
        return round((number - low) / span * 1000)

    def drawn(each: Bar) -> DrawnBar:
        value = each.value or 0.0
        marks = () if each.target is None else (at(each.target),)
        left, right = at(min(value, 0)), at(max(value, 0))
        return DrawnBar(left, right, marks, max(right, *marks, at(0)))

    return BarChart(tuple(map(drawn, given)), at(0))


Cubic: TypeAlias = tuple[int, int, int, int, int, int]

_HEIGHTS: Mapping[str, tuple[float, ...]] = {
    "istimewa": (0.02, 0.05, 0.12, 0.35, 1),
    "baik": (0.03, 0.08, 0.25, 1, 0.30),
    "butuh_perbaikan": (0.06, 0.40, 1, 0.40, 0.06),
    "kurang": (0.30, 1, 0.25, 0.08, 0.03),
    "sangat_kurang": (1, 0.35, 0.12, 0.05, 0),
}
_SOME = 0.2
_STEP = 1000 / len(labels.CURVE_STEPS)


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve: the point it begins at, then cubic Bézier pieces, each as two control points and its end. `langkah` are
    the labels below it.
    """

    judul: str
    alternatif: str
    langkah: tuple[str, ...]
    awal: tuple[int, int]
    ruas: tuple[Cubic, ...]


def distribution(capaian: str) -> Curve:
    """The curve of how predikat spread below a unit of that `capaian_organisasi`, as the form draws it."""
    heights = _HEIGHTS[capaian]
    title = labels.CURVE_TITLE.format(labels.ORGANISATION[capaian])
    spoken = ", ".join(f"{step} {_spoken(height)}" for step, height in zip(labels.CURVE_STEPS, heights, strict=True))
    return Curve(
        judul=title,
        alternatif=f"{title}: {spoken}.",
        langkah=labels.CURVE_STEPS,
        awal=(_x(0), _y(heights[0])),
        ruas=tuple(_pieces(heights)),
    )


def _pieces(heights: tuple[float, ...]) -> list[Cubic]:
    """A monotone cubic through the heights: it never swings above or below the two it runs between."""
    slopes = [after - before for before, after in pairwise(heights)]
    inner = [2 * one * two / (one + two) if one * two > 0 else 0.0 for one, two in pairwise(slopes)]
    tangents = [slopes[0], *inner, slopes[-1]]
    return [
        (
            _x(nth + 1 / 3),
            _y(heights[nth] + tangents[nth] / 3),
            _x(nth + 2 / 3),
            _y(heights[nth + 1] - tangents[nth + 1] / 3),
            _x(nth + 1),
            _y(heights[nth + 1]),
        )
        for nth in range(len(slopes))
    ]


def _spoken(height: float) -> str:
    return "terbanyak" if height == 1 else "sebagian" if height >= _SOME else "sedikit"


def _x(step: float) -> int:
    return round((step + 0.5) * _STEP)


def _y(height: float) -> int:
    return round(1000 * height)
