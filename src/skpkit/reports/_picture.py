"""An IKI as a drawing: a realisasi is a bar, a target a mark, and that of before stands beside that of after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from skpkit.messages import N_, cut
from skpkit.reports._report import Report
from skpkit.reports._stories import StoryLine, StoryView

SPOKEN = N_("{period}: target {target}, realisasi {value}, {word}")
SPOKEN_MOVED = N_("{period}: target {before} before, {target} after, realisasi {value}, {word}")
NUMBERS = N_("{value} of {target}")
TARGET_ALONE = N_("target {target}")
SIGNS = {
    "tercapai": N_("realisasi, target met"),
    "kurang": N_("realisasi, below target"),
    "terukur": N_("realisasi"),
    "proyeksi": N_("projected"),
}
PAST, TARGET, TARGET_BEFORE = N_("realisasi before"), N_("target"), N_("target before")

_LEFT, _WIDE, _RIGHT, _HIGH = 84, 140, 132, 24
_BAR = 12  # how thick a bar is
_LONGEST = 22  # letters beside a bar


def picture(report: Report, story: StoryView) -> Markup:
    """The drawing as SVG, which says in words what it shows."""
    height = _HIGH * len(story.lines) + 2
    spoken = "; ".join(in_words(report, each) for each in story.lines)
    parts = [
        Markup('<svg class="chart" role="img" viewBox="0 0 {} {}" aria-label="{}: {}.">').format(
            _LEFT + _WIDE + _RIGHT, height, story.title, spoken
        ),
        Markup('<line class="zero" x1="{0}" x2="{0}" y1="0" y2="{1}"/>').format(_at(story.chart.nol), height),
    ]
    for nth, line in enumerate(story.lines):
        parts += _line(report, story, nth, line)
    return Markup("").join([*parts, Markup("</svg>")])


class LegendItem(NamedTuple):
    """A sign of a drawing, named as the page's style names it, and what it means."""

    sign: str
    meaning: str


def legend(report: Report, story: StoryView) -> list[LegendItem]:
    """What the signs of a drawing mean, those that it has."""
    states = {each.state for each in story.lines}
    drawn = [LegendItem(sign, report.say(word)) for sign, word in SIGNS.items() if sign in states]
    drawn += [LegendItem("past", report.say(PAST))] if any("→" in each.value for each in story.lines) else []
    drawn.append(LegendItem("mark", report.say(TARGET)))
    return drawn + ([LegendItem("was", report.say(TARGET_BEFORE))] if any(each.moved for each in story.lines) else [])


def in_words(report: Report, line: StoryLine) -> str:
    """What a line of the drawing shows."""
    return report.say(
        SPOKEN_MOVED if line.moved else SPOKEN,
        period=line.period,
        before=line.target_before,
        target=line.target_after,
        value=line.value,
        word=line.word,
    )


def _line(report: Report, story: StoryView, nth: int, line: StoryLine) -> Iterator[Markup]:
    now, before = story.chart.batang[2 * nth], story.chart.batang[2 * nth + 1]
    top = nth * _HIGH + 2
    middle = top + _HIGH // 2
    yield Markup('<text x="0" y="{}">{}</text>').format(middle + 4, line.period)
    if now.kanan > now.kiri:
        yield Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
            line.state, _at(now.kiri), middle - _BAR // 2, _at(now.kanan) - _at(now.kiri), _BAR
        )
    if before.kanan > before.kiri:  # a realisasi that is told otherwise now
        yield Markup('<rect class="past" x="{}" y="{}" width="{}" height="{}"/>').format(
            _at(before.kiri), middle - _BAR // 2, _at(before.kanan) - _at(before.kiri), _BAR
        )
    mark = Markup('<line class="{0}" x1="{1}" x2="{1}" y1="{2}" y2="{3}"/>')
    if line.moved:
        for each in before.garis:
            yield mark.format("was", _at(each), top + 1, top + _HIGH - 3)
    for each in now.garis:
        yield mark.format("mark", _at(each), top + 1, top + _HIGH - 3)
    target = f"{line.target_before} → {line.target_after}" if line.moved else line.target_after
    numbers = report.say(TARGET_ALONE if line.value == "–" else NUMBERS, value=line.value, target=target)
    yield Markup('<text x="{}" y="{}">{}</text>').format(_LEFT + _WIDE + 8, middle + 4, cut(numbers, _LONGEST))


def _at(thousandth: int) -> float:
    """Where a thousandth of the picture's width lies."""
    return round(_LEFT + thousandth * _WIDE / 1000, 1)
