"""How far an IKI has come: target and realisasi by period, capaian so far, what the next quarter needs, and the NHK."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from skpkit.model.achievement import cell_achievement, consolidate, meets
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import base_periods
from skpkit.model.periods import QUARTERS, YEAR, Term, in_order, period_ends_within
from skpkit.model.records import Indicator, Manual, Skp
from skpkit.model.scoring import Weighed, commitment, results_value

# of a value against its target: met, missed, nobody can say (`terukur`), a projection, or none yet (`kosong`)
CellState: TypeAlias = Literal["tercapai", "kurang", "terukur", "proyeksi", "kosong"]
CellRemark: TypeAlias = Literal["", "corrected", "excused"]


class MeasuredPeriod(NamedTuple):
    """A period of an IKI: its last day within those of IKI and SKP, target, and the value that counts."""

    period: str
    end: date
    target: float | None
    value: float | str | None
    state: CellState
    remark: CellRemark


class SoFar(NamedTuple):
    """The capaian, cumulative up to a period and its last day, in percent."""

    period: str
    end: date
    percent: float


class Need(NamedTuple):
    """What the `periods` without a value, those of one quarter, must bring so that the target up to the last of them
    is met: together (`sum`), each on average (`average`), or in the last of them (`take_last_known`). At least so much
    where the polarisasi is maximize, at most so much where it is minimize.

    `standing` is `met` where nothing more is needed, and `lost` where it cannot be met any more.
    """

    periods: tuple[str, ...]
    how: str
    direction: str
    value: float
    target: float
    standing: Literal["open", "met", "lost"]


class ResultsToDate(NamedTuple):
    """The NHK of the last day up to which no capaian lacks, of so many IKI that were `counted`; without a value where
    the K3 of some IKI is `unknown`."""

    day: date
    value: float | None
    unknown: tuple[str, ...]
    counted: int
    total: int


# --- target and realisasi ------------------------------------------------------------------------------------


def shown_periods(folder: SkpFolder, skp: Skp, indicator: Indicator) -> list[str]:
    """The periods of an IKI that lie in its own time, of a closed SKP those that ended in it, and any realised."""
    reported = {period for kode, period in folder.effective if kode == indicator.kode}
    own = skp.term_of(indicator)

    def counts(period: str) -> bool:
        term = folder.profile.term(period, skp.tahun)
        return term.selesai <= skp.term.selesai if skp.closed else bool(term.days_shared(own))

    wanted = filter(counts, base_periods(skp, indicator, folder.manuals.get(indicator.kode)))
    return in_order({*wanted, *reported})


def measured(folder: SkpFolder, skp: Skp, indicator: Indicator) -> Iterator[MeasuredPeriod]:
    """What was wanted and reached in each period of an IKI."""
    manual, projected = folder.manual_of(indicator), dict(_projections(folder, indicator.kode))
    for period in shown_periods(folder, skp, indicator):
        end, target = _end(folder, skp, indicator, period), indicator.target.get(period)
        found = folder.effective_lines.get((indicator.kode, period))
        if found:
            value = found[1].value
            state = _state(folder, manual, target, value)
            yield MeasuredPeriod(period, end, target, value, state, "corrected" if found[1].is_correction else "")
        elif period in projected:
            yield MeasuredPeriod(period, end, target, projected[period], "proyeksi", "")
        else:
            remark: CellRemark = "excused" if folder.excuses(indicator, period) else ""
            yield MeasuredPeriod(period, end, target, None, "kosong", remark)


def _end(folder: SkpFolder, skp: Skp, indicator: Indicator, period: str) -> date:
    return min(folder.profile.term(period, skp.tahun).selesai, skp.term_of(indicator).selesai)


def _projections(folder: SkpFolder, kode: str) -> Iterator[tuple[str, float | str]]:
    """The projections of each period, the latest last."""
    for dialogue in folder.dialogues:
        for line in dialogue.lines:
            if line.iki == kode and line.projected and line.value is not None:
                yield line.periode, line.value


def _state(folder: SkpFolder, manual: Manual | None, target: float | None, value: float | str | None) -> CellState:
    """Whether a value meets its target, by the direction that the manual says."""
    if not isinstance(value, int | float) or target is None or manual is None or manual.narrative:
        return "terukur"
    met = meets(target, value, manual.data, folder.profile.achievement_bounds)
    return "terukur" if met is None else "tercapai" if met else "kurang"


# --- capaian -------------------------------------------------------------------------------------------------


def cumulative(folder: SkpFolder, indicator: Indicator, manual: Manual, period: str) -> float | None:
    """The capaian of an IKI up to a period, in percent; None where something lacks, or nothing is defined."""
    values = _numbers(folder, indicator)
    counted = folder.counted(indicator, indicator.target, values)
    return cell_achievement(period, counted, values, manual.data, folder.profile.achievement_bounds)[1]


def so_far(folder: SkpFolder, skp: Skp, indicator: Indicator, until: date = date.max) -> SoFar | None:
    """The cumulative capaian up to the last period, of those that end by a day, for which there is one."""
    manual = folder.manual_of(indicator)
    if skp.narrative or manual is None or manual.narrative:
        return None
    for period in reversed(in_order(_numbers(folder, indicator))):
        end = _end(folder, skp, indicator, period)
        if end <= until and (percent := cumulative(folder, indicator, manual, period)) is not None:
            return SoFar(period, end, percent)
    return None


def _numbers(folder: SkpFolder, indicator: Indicator) -> dict[str, float]:
    """The realisasi of an IKI by period, where they are numbers."""
    return {
        period: value
        for (kode, period), value in folder.effective.items()
        if kode == indicator.kode and not isinstance(value, str)
    }


def needed(folder: SkpFolder, skp: Skp, indicator: Indicator) -> Need | None:
    """What the next quarter of an IKI needs; None where nothing is open, or nothing can be computed."""
    manual = folder.manual_of(indicator)
    if skp.narrative or skp.closed or manual is None or manual.narrative:
        return None
    values, own = _numbers(folder, indicator), skp.term_of(indicator)
    targets = folder.counted(indicator, indicator.target, values)
    periods = [
        each
        for each in base_periods(skp, indicator, manual)
        if each in values or (each in targets and folder.profile.term(each, skp.tahun).days_shared(own))
    ]
    left = [each for each in periods if each not in values]
    if not left:
        return None
    quarter = next(each for each in QUARTERS if period_ends_within(left[0], each))
    asked = tuple(each for each in left if period_ends_within(each, quarter))
    counted = periods[: periods.index(asked[-1]) + 1]
    how, direction = str(manual.data["konsolidasi_periode"]), str(manual.data["polarisasi"])
    goal = consolidate(how, [targets[each] for each in counted]) or 0
    value = goal
    if how in ("sum", "average"):
        known = [-values[each] for each in counted if each in values]
        missing = consolidate("sum", [*(targets[each] for each in counted), *known]) or 0
        value = missing if how == "sum" else missing / len(asked)
    standing: Literal["open", "met", "lost"] = "open"
    if min(targets.values()) >= 0 and how != "take_last_known":  # then no value is below nothing
        if direction == "maximize" and value <= 0:
            standing = "met"
        elif direction != "maximize" and value < 0:
            standing = "lost"
    return Need(asked, how, direction, value, goal, standing)


# --- NHK -----------------------------------------------------------------------------------------------------


def results_to_date(folder: SkpFolder, skp: Skp) -> ResultsToDate | None:
    """The NHK so far; None where the profile defines none, for a head of unit, or before any period is complete.

    It is that of the last day up to which every IKI has a capaian for what it owed by then.
    """
    scoring = folder.profile.scoring
    if scoring is None or skp.narrative or skp.heads_unit:
        return None
    numeric = [(each, manual) for each in skp.indicators() if (manual := folder.manual_of(each))]
    if len(numeric) < sum(1 for _ in skp.indicators()) or any(manual.narrative for _, manual in numeric):
        return None
    found = _complete(folder, skp, numeric)
    if found is None:
        return None
    day, reached = found
    weighed, unknown = [], []
    for indicator, manual, percent in reached:
        aim = indicator.target.get(YEAR)
        k3 = None if aim is None else commitment(scoring, manual.data, aim)
        own = skp.term_of(indicator)
        days = Term(own.mulai, min(own.selesai, day)).days_shared(own)
        if k3 is None:
            unknown.append(indicator.kode)
        else:
            weighed.append(Weighed(percent, k3, days))
    value = None if unknown else results_value(scoring, weighed)
    return ResultsToDate(day, value, tuple(unknown), len(reached), len(numeric))


def _complete(
    folder: SkpFolder, skp: Skp, numeric: list[tuple[Indicator, Manual]]
) -> tuple[date, list[tuple[Indicator, Manual, float]]] | None:
    """The last day up to which no capaian lacks, with the capaian of each IKI that owed one by then."""
    ends = {
        min(folder.profile.term(period, skp.tahun).selesai, skp.term.selesai)
        for kode, period in folder.effective
        if skp.indicator(kode)
    }
    for day in sorted(ends, reverse=True):
        reached: list[tuple[Indicator, Manual, float]] = []
        for indicator, manual in numeric:
            periods = base_periods(skp, indicator, manual)
            owed = [each for each in periods if _end(folder, skp, indicator, each) <= day]
            if owed:
                percent = cumulative(folder, indicator, manual, owed[-1])
                if percent is None:
                    break
                reached.append((indicator, manual, percent))
        else:
            if reached:
                return day, reached
    return None
