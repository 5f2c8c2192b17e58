"""How an office stands, for people: units, people with the worst first, and of few people all that is to be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.findings import Severity
from skpkit.messages import N_, tell
from skpkit.reports._reached import IndicatorView
from skpkit.reports._sheet import Sheet, SheetRow, laid_out
from skpkit.reports._standing import (
    AND_MORE,
    NOTHING_TO_DO,
    StandingView,
    StatusReport,
    head_lines,
    on_target,
    outcome_line,
    person_view,
)

UNIT_HEADER = (N_("Unit"), N_("People"), N_("In order"), N_("Late"), N_("Awaited"), N_("In time"), N_("IKI on target"))
PERSON_HEADER = (N_("Who"), N_("Late"), N_("Awaited"), N_("In time"), N_("IKI on target"), N_("Most pressing"))
IKI_HEADER = (N_("IKI"), N_("Realisasi of target"), N_("Capaian so far"), N_("Next"))
IKI_CHARTED = (IKI_HEADER[0], N_("Chart"), *IKI_HEADER[1:])
LATE, AWAITED, IN_TIME, NOTED = N_("Late:"), N_("Approvals awaited:"), N_("Still in time:"), N_("To be noted:")
IN_ORDER = N_("In order: {count} people more; --all shows them")
LEGEND = N_(
    "Chart: a column a period, as high as the realisasi against its target; · has no realisasi yet, ? no number"
)
MORE_PEOPLE = N_("{count} people more have something to do; the table above names them")
MORE_OF = N_("--person NAME or --all tells of each person what is late, and of each IKI how it stands")

FEW = 3  # people that are told of in full
WORST = 10  # of more people those whose tasks are told
MOST = 5  # tasks of these
BLOCKS = "▁▁▂▃▄▅▆▇█"
STYLES = {Severity.ERROR.value: "bold red", Severity.WARNING.value: "yellow", "info": "", "good": "green"}


def as_text(report: StatusReport) -> str:
    """The report as text: for a terminal of its width, or plain."""
    persons = report.overview.persons
    views = [person_view(report, each, nth) for nth, each in enumerate(persons, 1)]
    in_order = {view.key for view, each in zip(views, persons, strict=True) if each.is_in_order}
    pieces: list[str | Sheet] = [*head_lines(report), "", outcome_line(report)]
    in_full = report.whole or len(views) <= FEW
    if len(report.overview.units) > 1:
        pieces += ["", _units(report)]
    if len(views) > FEW:
        shown = [each for each in views if report.whole or each.key not in in_order]
        if shown:
            pieces += ["", _persons(report, shown)]
        if shown and len(shown) < len(views):
            pieces.append(report.telling.say(IN_ORDER, count=len(views) - len(shown)))
        if not in_full:
            pieces += [line for view in shown[:WORST] for line in _pressing(report, view)]
            if len(shown) > WORST:
                pieces += ["", report.telling.say(MORE_PEOPLE, count=len(shown) - WORST)]
            pieces += ["", report.telling.say(MORE_OF)]
    if in_full:
        for view in views:
            pieces += ["", *_in_full(report, view)]
        if report.charts and any(plan.indicators for view in views for plan in view.plans):
            pieces += ["", report.telling.say(LEGEND)]
    return laid_out(pieces, report.width, color=report.telling.color)


def _header(report: StatusReport, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(tell(each, {}, report.telling.lang) for each in words)


def _units(report: StatusReport) -> Sheet:
    rows = []
    for each in report.overview.units:
        measured = each.met + each.below
        met = on_target(report.telling, each.met, measured, measured + each.open)
        numbers = (each.people, each.in_order, each.late, each.awaited, each.in_time)
        texts = (report.telling.text(each.unit) or "–", *map(str, numbers), met)
        rows.append(SheetRow(texts, STYLES["good"] if each.in_order == each.people else ""))
    return Sheet(_header(report, UNIT_HEADER), (("", tuple(rows)),))


def _persons(report: StatusReport, views: Sequence[StandingView]) -> Sheet:
    """A line a person, below their units where there are several."""
    rows = []
    for each in views:
        first = next(iter((*each.besides[:1], *(task.text for task in each.late), *each.awaited)), "")
        texts = (
            each.title,
            str(each.count_late),
            str(len(each.awaited)),
            str(each.count_in_time),
            each.on_target,
            first or report.telling.say(NOTHING_TO_DO),
        )
        rows.append(SheetRow(texts, STYLES[each.state]))
    return Sheet(_header(report, PERSON_HEADER), (("", tuple(rows)),))


def _pressing(report: StatusReport, view: StandingView) -> Iterator[str]:
    """What of one person among many is late."""
    lines = [*view.besides, *(each.text for each in view.late), *view.awaited]
    yield ""
    yield f"{view.title} ({view.about})" if view.about else view.title
    yield from (f"  - {each}" for each in lines[:MOST])
    if len(lines) > MOST:
        yield f"  {report.telling.say(AND_MORE, count=len(lines) - MOST)}"


def _in_full(report: StatusReport, view: StandingView) -> Iterator[str | Sheet]:
    """All of one person."""
    yield view.title
    if view.about:
        yield f"  {view.about}"
    yield from (f"  {each}" for each in view.besides)
    for head, lines in (
        (LATE, [each.text for each in view.late]),
        (AWAITED, [*view.awaited]),
        (IN_TIME, [each.text for each in view.in_time]),
        (NOTED, [each.text for each in view.noted]),
    ):
        if lines:
            yield f"  {report.telling.say(head)}"
            yield from (f"  - {each}" for each in lines)
    if not (view.late or view.awaited or view.besides):
        yield f"  {report.telling.say(NOTHING_TO_DO)}"
    for plan in view.plans:
        if plan.indicators:
            yield ""
            rows = tuple(_indicator(report, each) for each in plan.indicators)
            yield Sheet(_header(report, IKI_CHARTED if report.charts else IKI_HEADER), ((plan.title, rows),))
        if plan.results:
            yield f"  {plan.results}"


def _indicator(report: StatusReport, view: IndicatorView) -> SheetRow:
    numbers = "; ".join(
        f"{each.short} {each.value}" if view.told else f"{each.short} {each.value}/{each.target_after}"
        for each in view.story.lines
    )
    name = f"{view.kode} {view.name}".strip()
    texts: tuple[str, ...] = (f"{name} ({view.better})" if view.better else name, numbers, view.capaian, view.needs)
    if report.charts:
        texts = (texts[0], spark(view), *texts[1:])
    return SheetRow(texts, {"good": "green", "warning": "yellow"}.get(view.state, ""))


def spark(view: IndicatorView) -> str:
    """A column of block characters a period: full where the target is reached; of what is told in words none."""
    if view.told:
        return ""
    return "".join(
        BLOCKS[level] if level >= 0 else "·" if line.state == "kosong" else "?"
        for line, level in zip(view.story.lines, view.levels, strict=True)
    )
