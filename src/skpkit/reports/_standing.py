"""How an office stands, as finished texts in the reader's language: the terminal, the page and the sheets show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from skpkit.findings import Severity
from skpkit.messages import N_, Value, show_date
from skpkit.model.elapsed import COUNTED_SINCE, NOT_STARTED
from skpkit.model.paths import record_path
from skpkit.model.periods import period_in_words
from skpkit.reports._reached import TOLD_OF, PlanView, periods_in_words, plan_view
from skpkit.reports._report import Report, state_in_words
from skpkit.reports._wording import clean, record_in_words
from skpkit.source.schemas import EVALUATION, SKP

if TYPE_CHECKING:
    from datetime import date

    from skpkit.judge.overview import Overview, PersonStanding
    from skpkit.judge.tasks import Task
    from skpkit.model.awaited import AwaitedApproval
    from skpkit.model.owing import DutyKind
    from skpkit.model.progress import MeasuredPeriod

HEADING = N_("How the work stands, {years}: {state}")
THE_DAY = N_("On {day}")
ASKED = N_("Limited to: {what}")
ALL_WELL = N_("Nothing is late and no approval is awaited. People: {people}.")
TO_DO = N_("People: {people}, in order: {in_order}. Late: {late}. Approvals awaited: {awaited}.")
NOTHING_TO_DO = N_("in order")
AND_MORE = N_("and {count} more")

# what a duty is called, where there is room for a word
KINDS: Mapping[DutyKind, str] = {
    "penetapan": N_("penetapan of the SKP"),
    "manual": N_("Manual IKI"),
    "report": N_("dialogue to be reported"),
    "month": N_("monthly dialogue"),
    "feedback": N_("umpan balik"),
    "realisation": N_("realisasi"),
    "evaluation": N_("evaluation"),
    "adendum": N_("adendum"),
    "action": N_("rencana aksi"),
}
LATE: Mapping[DutyKind, str] = {
    "penetapan": N_("the SKP is still rancangan; it was to be set by {day}"),
    "manual": N_("no manual of {ikis}, which was due by {day}"),
    "report": N_("no dialogue was reported in {periods}; it was due by {day}"),
    "month": N_("no dialogue was held in {periods}; look back on it in the next one"),
    "feedback": N_("no umpan balik for {periods}; it was due by {day}"),
    "realisation": N_("no realisasi of {ikis} for {periods}; it was due by {day}"),
    "evaluation": N_("no evaluation of {periods}; it was due by {day}"),
    "adendum": N_("the target of {ikis} for {periods} is reached already; agree an adendum that moves it"),
    "action": N_("“{text}”, agreed for {day}, has no end yet"),
}
IN_TIME: Mapping[DutyKind, str] = {
    "penetapan": N_("set the SKP by {day}"),
    "manual": N_("write the manual of {ikis} by {day}"),
    "report": N_("hold and report a dialogue in {periods}, by {day}"),
    "month": N_("hold a dialogue in {periods}"),
    "feedback": N_("give umpan balik for {periods} by {day}"),
    "realisation": N_("record the realisasi of {ikis} for {periods} by {day}"),
    "evaluation": N_("evaluate {periods} by {day}"),
    "adendum": N_("the target of {ikis} for {periods} is reached already; agree an adendum that moves it"),
    "action": N_("“{text}” by {day}"),
}
AWAITED = {
    "missing": N_("{thing}: approval of the {role} is missing ({who})"),
    "unsigned": N_("{thing}: approval of the {role} is not signed yet ({who})"),
}
NOBODY = N_("nobody is named for it")
OTHERS = N_("A check finds besides: {counts}; skpkit check {path} tells them")
OF, OF_MEASURED = N_("{part} of {whole}"), N_("{part} of {whole} measured, of {all} IKI")
UNREAD = N_("cannot be read: {names}; skpkit check {path} tells why")
OF_FOLDER = N_("{what} ({folder})")
ROLES = {
    "pegawai": "pegawai",
    "pejabat_penilai_kinerja": "pejabat penilai kinerja",
    "pengelola_kinerja_organisasi": "pengelola kinerja organisasi",
}


@dataclass(frozen=True, slots=True)
class StatusReport:
    """An overview, and how to tell it: `telling` puts things into words, and hides names where they are to be hidden.

    `width` is that of the terminal, None where none reads along; with `charts` it shows block characters. `whole` tells
    each person in full.
    """

    overview: Overview
    telling: Report
    width: int | None = None
    charts: bool = False
    whole: bool = False

    def masked(self) -> StatusReport:
        """The same with the names and NIP of people hidden."""
        return replace(self, telling=self.telling.masked())


class TaskView(NamedTuple):
    """Something to be done, in a sentence; `severity` is that of the findings, empty of what is in time."""

    kind: str
    text: str
    day: date | None
    severity: str


class StandingView(NamedTuple):
    """An employee's year in words."""

    key: str
    title: str
    about: str
    unit: str
    late: tuple[TaskView, ...]
    awaited: tuple[str, ...]
    in_time: tuple[TaskView, ...]
    besides: tuple[str, ...]
    noted: tuple[TaskView, ...]
    plans: tuple[PlanView, ...]
    count_late: int
    count_in_time: int
    met: int
    measured: int
    indicators: int
    on_target: str
    state: str


# --- the whole -----------------------------------------------------------------------------------------------


def head_lines(report: StatusReport) -> list[str]:
    """What is told of, on which day, and how it stands."""
    overview, say = report.overview, report.telling.say
    years = " – ".join(map(str, overview.years or (overview.asked.year or overview.day.date.year,)))
    lines = [say(HEADING, years=years, state=state_in_words(overview.state, report.telling.lang))]
    day = show_date(overview.day.date, report.telling.lang)
    lines.append(say(THE_DAY, day=f"{day} ({overview.day.source})" if overview.day.source else day))
    asked = overview.asked
    limits = [asked.unit, period_in_words(asked.quarter, report.telling.lang), report.telling.text(asked.person)]
    if any(limits):
        lines.append(say(ASKED, what=", ".join(filter(None, limits))))
    since = [each for each in overview.verdict.notes if each.message in (NOT_STARTED, COUNTED_SINCE)]
    lines += [report.telling.sentence(each) for each in since if overview.whole.people]
    return [clean(each) for each in lines]


def outcome_line(report: StatusReport) -> str:
    """How it stands, in one sentence."""
    whole, say = report.overview.whole, report.telling.say
    if not whole.people:
        return " ".join(report.telling.sentence(each) for each in report.overview.verdict.notes)
    if whole.in_order == whole.people:
        return say(ALL_WELL, people=whole.people)
    return say(TO_DO, people=whole.people, in_order=whole.in_order, late=whole.late, awaited=whole.awaited)


def standing_state(report: StatusReport) -> str:
    """The colour of the head of a page: as that of a verdict."""
    whole = report.overview.whole
    if whole.in_order == whole.people:
        return "good"
    grave = any(_gravest(each) == Severity.ERROR.value for each in report.overview.persons)
    return "bad" if grave else "heed"


def _gravest(person: PersonStanding) -> str:
    """The gravest of what is late or in the way."""
    found = {each.finding.severity for each in person.late if each.finding}
    found |= {each for each, count in person.counts.items() if count and each is Severity.ERROR}
    if person.unread:
        return Severity.ERROR.value
    return next((each.value for each in Severity if each in found), "")


# --- one person ----------------------------------------------------------------------------------------------


def person_view(report: StatusReport, person: PersonStanding, nth: int = 1) -> StandingView:
    """An employee's year in words."""
    telling = report.telling
    several = len(person.plans) > 1
    met = [each.is_met for each in person.indicators if each.is_met is not None]
    told = [each for one in person.indicators if one.told for each in one.periods]
    name = telling.person(person.name, person.nip)
    year = person.title.partition("/")[0]
    return StandingView(
        f"p{nth}",
        clean(f"{name}, {year}") if name else clean(telling.text(person.title)),
        clean(" · ".join(telling.text(each) for each in (person.post, person.workplace) if each)),
        clean(telling.text(person.group)) or "–",
        tuple(_tasks(report, person.late, LATE)),
        tuple(clean(awaited_in_words(report, each)) for each in person.awaited),
        tuple(_tasks(report, person.in_time, IN_TIME)),
        tuple(map(clean, _besides(report, person))),
        tuple(_tasks(report, person.noted, LATE)),
        tuple(plan_view(telling, each, titled=several) for each in person.plans),
        len(person.late),
        len(person.in_time),
        sum(met),
        len(met),
        len(person.indicators),
        on_target(telling, sum(met), len(met), len(person.indicators), told),
        "error" if _gravest(person) == "error" else "good" if person.is_in_order else "warning",
    )


def on_target(telling: Report, met: int, measured: int, indicators: int, told: Sequence[MeasuredPeriod] = ()) -> str:
    """How many IKI meet their target: of those that have a capaian, and of how many these are; of work that is told in
    words how many periods are."""
    if told and not measured:
        return telling.say(TOLD_OF, part=sum(each.value is not None for each in told), whole=len(told))
    message = OF if measured == indicators else OF_MEASURED
    return telling.say(message, part=met, whole=measured, all=indicators)


def _besides(report: StatusReport, person: PersonStanding) -> Iterator[str]:
    """What a check finds that is no duty."""
    say, path = report.telling.say, report.telling.text(person.path)
    if person.unread:
        yield say(UNREAD, names=tuple(report.telling.text(each) for each in person.unread), path=path)
    counts = tuple(f"{count} {say(each.word)}" for each, count in person.counts.items() if count)
    if counts:
        yield say(OTHERS, counts=counts, path=path)


def _tasks(report: StatusReport, tasks: Sequence[Task], messages: Mapping[DutyKind, str]) -> Iterator[TaskView]:
    """Tasks of one kind in as few sentences as there are different ones: several IKI or periods in one."""
    order = [*KINDS]
    ordered = sorted(tasks, key=lambda each: (order.index(each.kind), each.folder))
    for (kind, folder), alike in groupby(ordered, key=lambda each: (each.kind, each.folder)):
        for those in _together(kind, list(alike)):
            yield _task(report, kind, folder, those, messages[kind])


def _together(kind: DutyKind, tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Those that one sentence tells: of realisasi and adendum those of a period, of manuals and what is of no IKI all,
    in time those of a day."""
    keyed: dict[tuple[object, ...], list[Task]] = {}
    for each in tasks:
        day = None if each.late and kind != "manual" else each.day
        key = (each.period, day) if kind in ("realisation", "adendum") else (day, each.text)
        keyed.setdefault(key, []).append(each)
    yield from keyed.values()


def _task(report: StatusReport, kind: DutyKind, folder: str, those: Sequence[Task], message: str) -> TaskView:
    telling, first = report.telling, those[0]
    told: dict[str, Value] = {
        "ikis": tuple(dict.fromkeys(each.iki for each in those if each.iki)),
        "periods": periods_in_words(telling, [each.period for each in those if each.period]),
        "text": telling.text(first.text),
        "day": tuple(show_date(day, telling.lang) for day in dict.fromkeys(each.day for each in those) if day),
    }
    text = telling.say(message, **told)
    if folder:
        text = telling.say(OF_FOLDER, what=text, folder=folder.replace("-", " "))
    severities = [each.finding.severity for each in those if each.finding]
    severity = min(severities, key=lambda each: each.rank).value if severities else ""
    return TaskView(telling.say(KINDS[kind]), clean(text), first.day, severity)


def awaited_in_words(report: StatusReport, awaited: AwaitedApproval) -> str:
    """An approval that is awaited, and from whom."""
    telling = report.telling
    people = tuple(telling.person(each.name, each.nip) or telling.text(each.nip) for each in awaited.people)
    thing, kind = awaited.thing, record_path(awaited.record).kind
    if kind == EVALUATION:
        thing = record_in_words(telling, awaited.record)
    elif kind != SKP:
        thing = f"{record_in_words(telling, awaited.record)}, {thing}"
    elif awaited.folder:
        thing = telling.say(OF_FOLDER, what=thing, folder=awaited.folder.replace("-", " "))
    return telling.say(
        AWAITED[awaited.why], thing=thing, role=ROLES[awaited.role], who=people if people else telling.say(NOBODY)
    )
