"""Target and realisasi of the IKI that a change is about, before and after: as numbers in words, and as bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpkit.messages import N_
from skpkit.model.periods import period_in_words
from skpkit.paper.charts import Bar, BarChart, bars
from skpkit.reports._rows import GroupKey, frozen_in_words
from skpkit.reports._wording import clean

if TYPE_CHECKING:
    from skpkit.change.account import Account, CellStory
    from skpkit.reports._report import Report

MET, MISSED, PROJECTED, FREE = N_("target met"), N_("below target"), N_("projected"), N_("not realised yet")
REACHED = N_("realised")
TURNED = N_("{before} before, {after} after")
CHART = N_("Target and realisasi of {iki}")


class StoryLine(NamedTuple):
    """A period: targets before and after, the realisasi, and a word on it. `state` is `tercapai`, `kurang`, `terukur`,
    `proyeksi` or `kosong`, as on the progress sheet."""

    period: str
    short: str
    target_before: str
    target_after: str
    value: str
    state: str
    word: str
    frozen: str
    moved: bool


class StoryView(NamedTuple):
    """An IKI: its lines, and as bars the values with the marks of both targets: the bar of line n is number 2n, with
    the target after; the one behind it has the mark of the target before."""

    title: str
    lines: tuple[StoryLine, ...]
    chart: BarChart


def stories(report: Report, accounts: Sequence[Account]) -> dict[GroupKey, StoryView]:
    """The IKI of a dossier that changed, by the group of rows that they belong to."""
    return {
        (each.folder, each.iki, account.commit): StoryView(
            clean(report.say(CHART, iki=each.iki)),
            tuple(_line(report, cell) for cell in each.cells),
            bars([bar for cell in each.cells for bar in _bars(cell)]),
        )
        for account in accounts
        for each in account.stories
    }


def _bars(cell: CellStory) -> Iterable[Bar]:
    before, after = cell.target
    was, now = cell.value
    return Bar(after, now), Bar(before, was if was != now else None)


def _line(report: Report, cell: CellStory) -> StoryLine:
    before, after = (_number(report, each) for each in cell.target)
    was, now = cell.value
    value = _number(report, now)
    if was is not None and was != now:
        value = f"{_number(report, was)} → {value}"
    state, word = _state(report, cell)
    return StoryLine(
        period_in_words(cell.period, report.lang),
        cell.period,
        before,
        after,
        value,
        state,
        word,
        clean(frozen_in_words(report, cell.frozen)) if cell.frozen else "",
        cell.target[0] != cell.target[1],
    )


def _number(report: Report, value: float | None) -> str:
    return "–" if value is None else report.words(value)


def _state(report: Report, cell: CellStory) -> tuple[str, str]:
    """How a cell is drawn, and a word on it. What a change would make of a period that was reported is told beside what
    it was, and drawn as neither: the change may be refused."""
    if cell.projected:
        return "proyeksi", report.say(PROJECTED)
    was, now = cell.value
    if now is None and was is None:
        return "kosong", report.say(FREE)
    if now is None:
        return "kosong", report.say(TURNED, before=_judged(report, cell.was_met), after=report.say(FREE))
    if cell.was_met in (None, cell.met):
        return {True: "tercapai", False: "kurang", None: "terukur"}[cell.met], _judged(report, cell.met)
    return "terukur", report.say(TURNED, before=_judged(report, cell.was_met), after=_judged(report, cell.met))


def _judged(report: Report, met: bool | None) -> str:
    """What a realisasi is against its target; no more than that it is one where nobody can say."""
    return report.say(REACHED if met is None else MET if met else MISSED)
