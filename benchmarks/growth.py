"""Curves of what a command takes among ever more dossiers, as an SVG: both axes by powers of ten."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from typing import TypeAlias

Curves: TypeAlias = dict[str, dict[int, float]]  # processor seconds by numbers of dossiers, by what was asked

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 60, 30, 230, 50
COLOURS = ("#b2182b", "#2166ac", "#1b7837", "#762a83", "#8c510a", "#01665e", "#c51b7d", "#4d4d4d", "#35978f")


def draw(curves: Mapping[str, Mapping[int, float]]) -> str:
    """The picture."""
    sizes = sorted({size for each in curves.values() for size in each})
    values = [value for each in curves.values() for value in each.values()]
    low, high = log10(sizes[0]), log10(sizes[-1])
    least, most = int(log10(min(values)) - 1), int(log10(max(values)) + 1)
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(size: float) -> float:
        return LEFT + across * (log10(size) - low) / ((high - low) or 1)

    def y(value: float) -> float:
        return TOP + down * (most - log10(value)) / (most - least)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Processor seconds of a command by how many dossiers the repository holds</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(least, most + 1):
        lines.append(f'<path d="M{LEFT} {y(10**power):.1f}H{LEFT + across}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10**power:g} s</text>')
    for size in sizes:
        lines.append(f'<path d="M{x(size):.1f} {TOP}V{TOP + down}" stroke="#eee"/>')
        lines.append(f'<text x="{x(size):.1f}" y="{TOP + down + 18}" text-anchor="middle">{size:,}</text>')
    lines.append(f'<text x="{LEFT + across / 2}" y="{HEIGHT - 10}" text-anchor="middle">dossiers</text>')
    names = sorted(curves, key=lambda name: -max(curves[name].values()))
    for nth, name in enumerate(names):
        points = sorted(curves[name].items())
        colour = COLOURS[nth % len(COLOURS)]
        path = "L".join(f"{x(size):.1f} {y(value):.1f}" for size, value in points)
        dots = "".join(f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3"/>' for size, value in points)
        lines.append(f'<g fill="{colour}"><path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}')
        lines.append(f'<text x="{LEFT + across + 12}" y="{TOP + 14 + 20 * nth}">{name}</text></g>')
    return "\n".join([*lines, "</svg>", ""])
