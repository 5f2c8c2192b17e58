"""Small charts as SVG: shapes alone, since their numbers stand beside them as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
