"""The charts: bars of a progress sheet as SVG, and the curve of POLA DISTRIBUSI as points that the template joins.

Both are shapes alone: their numbers stand beside them as text, or are told to who does not see them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from skpkit.paper import labels

WIDTH, HEIGHT = 240, 60
_INK, _PALE, _LINE = "#4a4a4a", "#c4c4c4", "#000000"


class Bar(NamedTuple):
    """A period: what was wanted and what was reached, as far as known."""

    target: float | None
    value: float | None
    projected: bool


def bars(given: Sequence[Bar]) -> bytes:
    """A bar for each value, a line across it for each target, all from one zero; a projection is pale."""
    known = [number for each in given for number in (each.target, each.value) if number is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    span = (high - low) or 1.0

    def at(number: float) -> float:
        return round(HEIGHT - 2 - (number - low) / span * (HEIGHT - 4), 2)

    wide = WIDTH / len(given)
    shapes = "".join(
        _shapes(each, nth * wide, wide, at(0), [at(number or 0) for number in each[:2]])
        for nth, each in enumerate(given)
    )
    zero = f'<path d="M0 {at(0)}H{WIDTH}" stroke="{_LINE}" stroke-width="0.6"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{shapes}{zero}</svg>"
    ).encode()


def _shapes(bar: Bar, left: float, wide: float, zero: float, heights: Sequence[float]) -> str:
    return "".join(_shape(bar, left, wide, zero, *heights))


def _shape(bar: Bar, left: float, wide: float, zero: float, target: float, value: float) -> Iterator[str]:
    if bar.value is not None:
        top, bottom = sorted((value, zero))
        yield (
            f'<rect x="{left + wide * 0.25:.2f}" y="{top:.2f}" width="{wide * 0.5:.2f}" height="{bottom - top:.2f}" '
            f'fill="{_PALE if bar.projected else _INK}"/>'
        )
    if bar.target is not None:
        start, end = left + wide * 0.12, left + wide * 0.88
        yield f'<path d="M{start:.2f} {target:.2f}H{end:.2f}" stroke="{_LINE}" stroke-width="1.6"/>'


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
