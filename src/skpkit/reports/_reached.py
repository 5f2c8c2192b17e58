"""How far the IKI of an SKP have come, as finished texts: target and realisasi, capaian, and what is needed next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from skpkit.messages import N_, Value, show_date, show_number
from skpkit.model.achievement import legible
from skpkit.model.periods import in_order, period_in_words
from skpkit.paper.charts import Bar, bars
from skpkit.reports._report import Report
from skpkit.reports._stories import CHART, FREE, MET, MISSED, PROJECTED, REACHED, StoryLine, StoryView
from skpkit.reports._wording import clean

if TYPE_CHECKING:
    from skpkit.judge.overview import IndicatorStanding, PlanStanding
    from skpkit.model.progress import MeasuredPeriod, Need

CAPAIAN = N_("{percent}% up to {day}")
NONE_YET = N_("no capaian yet")
TOLD_OF = N_("qualitative: {part} of {whole} periods told")
BETTER = {"minimize": N_("lower is better"), "stabilize": N_("nearer to the target is better")}
MONTHS_FROM_TO = N_("{first} to {last}")
NEEDS: Mapping[tuple[str, str], str] = {
    ("sum", "maximize"): N_("{periods}: at least {value} to reach {target}"),
    ("sum", "minimize"): N_("{periods}: at most {value} to stay within {target}"),
    ("sum", "stabilize"): N_("{periods}: {value} to meet {target}"),
    ("average", "maximize"): N_("{periods}: on average at least {value} to reach {target}"),
    ("average", "minimize"): N_("{periods}: on average at most {value} to stay within {target}"),
    ("average", "stabilize"): N_("{periods}: on average {value} to meet {target}"),
    ("take_last_known", "maximize"): N_("{periods}: at least {value}"),
    ("take_last_known", "minimize"): N_("{periods}: at most {value}"),
    ("take_last_known", "stabilize"): N_("{periods}: {value}"),
}
STANDING = {
    "met": N_("{periods}: the target {target} is reached already"),
    "lost": N_("{periods}: the target {target} cannot be met any more"),
}
RESULTS = N_("NHK so far (up to {day}, {counted} of {total} IKI, not calibrated): {value}")
NO_RESULTS = N_("NHK up to {day} is not computed: the K3 of {ikis} cannot be told from the manual")
STATES = {"tercapai": MET, "kurang": MISSED, "terukur": REACHED, "proyeksi": PROJECTED, "kosong": FREE}
REMARKS = {"corrected": N_("corrected"), "excused": N_("not on duty")}


class IndicatorView(NamedTuple):
    """An IKI in words: its periods as a page draws them, and how full the bar of each is, in eighths of the target; -1
    without a number for both. `better` says which way is better where that is not upward; it is `told` where
    its periods have words and no numbers."""

    kode: str
    name: str
    unit: str
    story: StoryView
    levels: tuple[int, ...]
    percent: str
    capaian: str
    state: str
    needs: str
    better: str
    told: bool


class PlanView(NamedTuple):
    """An SKP: its title where there are several, and its IKI."""

    title: str
    status: str
    indicators: tuple[IndicatorView, ...]
    results: str


def plan_view(telling: Report, plan: PlanStanding, *, titled: bool) -> PlanView:
    results = plan.results
    said = ""
    if results and results.value is not None:
        told = results._asdict() | {"value": show_number(results.value, telling.lang, 2)}
        said = telling.say(RESULTS, **{key: told[key] for key in ("day", "counted", "total", "value")})
    elif results and results.unknown:
        said = telling.say(NO_RESULTS, day=results.day, ikis=results.unknown)
    start, end = (show_date(each, telling.lang) for each in plan.term)
    title = f"SKP {plan.folder.replace('-', ' ')}".strip() + f", {start} – {end}" if titled else ""
    return PlanView(
        clean(title), plan.status, tuple(_indicator(telling, each) for each in plan.indicators), clean(said)
    )


def _indicator(telling: Report, found: IndicatorStanding) -> IndicatorView:
    reached = found.so_far
    percent = show_number(reached.percent, telling.lang, 2) if reached else ""
    if found.told:
        done = sum(each.value is not None for each in found.periods)
        capaian = telling.say(TOLD_OF, part=done, whole=len(found.periods))
    else:
        capaian = telling.say(CAPAIAN, percent=percent, day=reached.end) if reached else telling.say(NONE_YET)
    return IndicatorView(
        clean(found.kode),
        clean(telling.text(found.name)),
        clean(telling.text(found.unit)),
        _story(telling, found),
        tuple(map(level_of, found.periods)),
        percent,
        clean(capaian),
        {True: "good", False: "warning", None: ""}[found.is_met],
        clean(need_in_words(telling, found.need)) if found.need else "",
        telling.say(BETTER[found.direction]) if found.direction in BETTER and not found.told else "",
        found.told,
    )


def _story(telling: Report, found: IndicatorStanding) -> StoryView:
    """The periods of an IKI, as a page draws those that did not change."""
    pairs = [Bar(each.target, each.value if isinstance(each.value, int | float) else None) for each in found.periods]
    return StoryView(
        clean(telling.say(CHART, iki=found.kode)),
        tuple(_line(telling, each) for each in found.periods),
        bars([bar for each in pairs for bar in (each, Bar(each.target, None))]),
    )


def _line(telling: Report, found: MeasuredPeriod) -> StoryLine:
    word = telling.say(STATES[found.state])
    if found.remark:
        word = f"{word}, {telling.say(REMARKS[found.remark])}"
    target, value = (clean(_in_words(telling, each)) for each in (found.target, found.value))
    period = period_in_words(found.period, telling.lang)
    return StoryLine(period, found.period, target, target, value, found.state, word, "", moved=False)


def level_of(found: MeasuredPeriod) -> int:
    """How full a bar of eight steps is, the target being full; -1 without a number for both."""
    if not isinstance(found.value, int | float) or not found.target:
        return -1
    return max(0, min(8, round(8 * found.value / found.target)))


def _in_words(telling: Report, value: float | str | None) -> str:
    """A number as the language writes it, a narrative as it may be shown; a dash for none."""
    return "–" if value is None else telling.words(value)


def need_in_words(telling: Report, need: Need) -> str:
    """What the next quarter of an IKI needs."""
    lang = telling.lang
    message = STANDING.get(need.standing) or NEEDS[need.how, need.direction]
    if need.how == "average" and len(need.periods) == 1 and not STANDING.get(need.standing):
        message = NEEDS["sum", need.direction]  # of one period there is no average
    told: dict[str, Value] = {
        "periods": periods_in_words(telling, need.periods),
        "value": show_number(legible(need.value), lang),
        "target": show_number(legible(need.target), lang),
    }
    return telling.say(message, **told)


def periods_in_words(telling: Report, periods: Iterable[str]) -> str:
    """Periods in order; three or more months, quarters or the like in a row as from the first to the last."""
    ordered, lang = in_order(dict.fromkeys(periods)), telling.lang
    runs: list[list[str]] = []
    for each in ordered:
        last = runs[-1][-1] if runs else ""
        in_a_row = bool(last) and last[0] == each[0] and last[1:].isdigit() and int(each[1:] or 0) == int(last[1:]) + 1
        if in_a_row:
            runs[-1].append(each)
        else:
            runs.append([each])
    said = []
    for run in runs:
        words = [period_in_words(each, lang) for each in run]
        if len(run) > 2:
            said.append(telling.say(MONTHS_FROM_TO, first=words[0], last=words[-1]))
        else:
            said += words
    return ", ".join(said)
