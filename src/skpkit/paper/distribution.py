"""The curve of POLA DISTRIBUSI: how predikat spread below a unit of each capaian, as the form draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from skpkit.paper import labels

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
    """A curve in thousandths of the picture, from its lower left: the point it begins at, then cubic Bézier pieces,
    each as two control points and its end. `langkah` are the labels below it.
    """

    judul: str
    alternatif: str
    langkah: tuple[str, ...]
    awal: tuple[int, int]
    ruas: tuple[Cubic, ...]


def distribution(capaian: str) -> Curve:
    """The curve for a unit of that `capaian_organisasi`."""
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
