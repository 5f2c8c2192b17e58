"""How an office stands on a day: what each employee owes, what was reached and is needed next, who must sign.

What is late is what a check finds by the rules that tell of duties, with the same settings and exemptions; what is
still in time, the rest of the same duties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import Day, Finding, Note, Severity
from skpkit.judge.engine import NAMELESS, NO_DAY, StateName, Verdict, check
from skpkit.judge.office import Office
from skpkit.judge.stages import Judged, in_parts, judge_dossiers, world_of
from skpkit.judge.tasks import Task, counts_in, is_awaited, is_within, late_task, term_of
from skpkit.judge.workers import HERE, OnProgress, Workers, silent
from skpkit.messages import N_
from skpkit.model.achievement import MET
from skpkit.model.awaited import AwaitedApproval, awaited_approvals
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.facts import months_after
from skpkit.model.nip import digits
from skpkit.model.owing import Coming, coming, feedback_owed, realisations_owed
from skpkit.model.paths import Identity, identity_of
from skpkit.model.people import spelled
from skpkit.model.periods import YEAR, Term, period_ends_within
from skpkit.model.profiles import NEWEST, profile
from skpkit.model.progress import (
    MeasuredPeriod,
    Need,
    ResultsToDate,
    SoFar,
    measured,
    needed,
    results_to_date,
    so_far,
)
from skpkit.model.records import Indicator, Skp
from skpkit.source.tree import lies_in

NO_YEAR = N_("there are no records of {year} here; there are some of {years}")
NO_UNIT = N_("nobody here is of a unit {unit}; there are {units}")
NO_PERSON = N_("nobody here has the name or NIP {person}; give a part of the name as the SKP has it, or the whole NIP")
_SHOWN = 20  # units that an error names


class Asked(NamedTuple):
    """What an overview is asked for: a year, a unit (its folder, or a part of its name), a quarter, and one person (an
    NIP, or a part of the name); all where they are empty."""

    year: int | None = None
    unit: str = ""
    quarter: str = ""
    person: str = ""


class IndicatorStanding(NamedTuple):
    """An IKI: its unit of measure, which way is better, its periods, capaian so far, and what is needed next; whether
    it is `told` in words (kualitatif), where no number is expected."""

    kode: str
    name: str
    unit: str
    direction: str
    periods: tuple[MeasuredPeriod, ...]
    so_far: SoFar | None
    need: Need | None
    told: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the capaian so far meets its target; None where there is none."""
        return None if self.so_far is None else self.so_far.percent >= MET


class PlanStanding(NamedTuple):
    """An SKP: in which folder, how it stands, its IKI, and the NHK to date."""

    folder: str
    path: str
    status: str
    term: Term
    indicators: tuple[IndicatorStanding, ...]
    results: ResultsToDate | None


class PersonStanding(NamedTuple):
    """An employee's year: `unit` is the folder of the unit, `workplace` the unit as the SKP has it. `unread` are
    records that cannot be read; `due` until when each duty is in time, by kind and what it is about; `counts` the
    findings of a check that are neither a duty nor an approval that is awaited, by severity."""

    title: str
    path: str
    unit: str
    name: str
    nip: str
    post: str
    workplace: str
    plans: tuple[PlanStanding, ...] = ()
    awaited: tuple[AwaitedApproval, ...] = ()
    unread: tuple[str, ...] = ()
    coming: tuple[Coming, ...] = ()
    due: Mapping[tuple[str, ...], date] = {}
    tasks: tuple[Task, ...] = ()
    counts: Mapping[Severity, int] = {}

    @property
    def group(self) -> str:
        """The unit, as people are grouped: by folder, where there is one."""
        return self.unit or self.workplace

    @property
    def late(self) -> tuple[Task, ...]:
        """What is late."""
        return tuple(each for each in self.tasks if each.late and each.kind != "month")

    @property
    def noted(self) -> tuple[Task, ...]:
        """What was left out and cannot be done any more: the months without a dialogue."""
        return tuple(each for each in self.tasks if each.late and each.kind == "month")

    @property
    def in_time(self) -> tuple[Task, ...]:
        """What is still in time."""
        return tuple(each for each in self.tasks if not each.late)

    @property
    def indicators(self) -> list[IndicatorStanding]:
        """The IKI of all SKP."""
        return [each for plan in self.plans for each in plan.indicators]

    @property
    def is_in_order(self) -> bool:
        """Whether nothing is to be done now."""
        return not (self.late or self.awaited or self.unread or self.counts.get(Severity.ERROR))

    @property
    def order(self) -> tuple[object, ...]:
        """The worst first."""
        grave = [
            sum(each.finding is not None and each.finding.severity is one for each in self.late) for one in Severity
        ]
        errors = self.counts.get(Severity.ERROR, 0)
        found = (len(self.unread), *grave, len(self.late), errors, len(self.awaited), len(self.in_time))
        return *(-each for each in found), self.title


class UnitStanding(NamedTuple):
    """A unit in numbers: people, those in order, tasks late and in time, approvals that are awaited, and IKI that meet
    their target so far, that are below it, and that have no capaian yet."""

    unit: str
    people: int
    in_order: int
    late: int
    in_time: int
    awaited: int
    met: int
    below: int
    open: int


@dataclass(frozen=True)
class Overview:
    """An office, or what was `asked` of it, on a day in a state: its units, and its people, the worst first."""

    years: tuple[int, ...]
    asked: Asked
    persons: tuple[PersonStanding, ...]
    verdict: Verdict
    day: Day = NO_DAY
    state: StateName = NAMELESS
    notes: tuple[Note, ...] = ()
    units: tuple[UnitStanding, ...] = field(init=False)

    def __post_init__(self) -> None:
        by_unit: dict[str, list[PersonStanding]] = {}
        for each in self.persons:
            by_unit.setdefault(each.group, []).append(each)
        found = tuple(unit_of(name, by_unit[name]) for name in sorted(by_unit))
        object.__setattr__(self, "units", found)

    @property
    def whole(self) -> UnitStanding:
        """All together."""
        return unit_of("", self.persons)


def unit_of(name: str, persons: Sequence[PersonStanding]) -> UnitStanding:
    """Some people in numbers."""
    met = [each.is_met for person in persons for each in person.indicators]
    return UnitStanding(
        name,
        len(persons),
        sum(each.is_in_order for each in persons),
        sum(len(each.late) for each in persons),
        sum(len(each.in_time) for each in persons),
        sum(len(each.awaited) for each in persons),
        met.count(True),
        met.count(False),
        met.count(None),
    )


# --- whom it is about ----------------------------------------------------------------------------------------


def overview_of(
    office: Office,
    today: date,
    asked: Asked = Asked(),  # noqa: B008 - never changed
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
) -> Overview:
    """How a state stands on a day. Raises SkpkitError where there are no records, or none of what is asked for."""
    if not office.listing.places:
        return Overview((), asked, (), check(office, today))
    years = _years(office, today, asked.year)
    chosen = _chosen(office, [each for each in office.listing.places if each.year in years], asked)
    work = partial(_stand, office, today, asked.quarter)
    stood = list(in_parts(office, work, chosen, workers, on_progress))
    verdict = check(office, today, [each.path for each, _ in stood], lambda *_: [judged for _, judged in stood])
    found: dict[str, list[Finding]] = {}
    for finding in verdict.findings:
        found.setdefault(finding.dossier, []).append(finding)
    told = [_with_tasks(each, found.get(each.title, ()), today, asked.quarter) for each, _ in stood]
    return Overview(years, asked, tuple(sorted(told, key=lambda each: each.order)), verdict)


def _years(office: Office, today: date, wanted: int | None) -> tuple[int, ...]:
    """The years that are told of: the day's own, and the one before while its last evaluation is in time; where there
    are no records of these, the newest."""
    known = sorted({each.year for each in office.listing.places})
    if wanted is not None:
        if wanted not in known:
            raise SkpkitError(NO_YEAR, year=str(wanted), years=tuple(map(str, known)))
        return (wanted,)
    rules = profile(NEWEST)
    assert rules is not None  # noqa: S101 - it is one of those that are known
    before = today.year - 1
    until = months_after(rules.term(YEAR, before).selesai, rules.months_for_evaluation)
    those = [each for each in known if each == today.year or (each == before and today <= until)]
    return tuple(those or [each for each in known if each <= today.year][-1:] or known[:1])


def _chosen(office: Office, everybody: list[Identity], asked: Asked) -> list[Identity]:
    """Whom it is about. Raises SkpkitError where that is nobody."""
    if not (asked.unit or asked.person):
        return everybody
    found = [_called(each) for each in office.plans_alone(everybody).values()]
    if asked.unit:
        units = dict.fromkeys(each.group for each in found)
        wanted = spelled(asked.unit)
        found = [each for each in found if _is_of(each, asked.unit.strip("/"), wanted)]
        if not found:
            raise SkpkitError(NO_UNIT, unit=asked.unit, units=tuple(sorted(units))[:_SHOWN])
    if asked.person:
        number, name = digits(asked.person), spelled(asked.person)
        found = [each for each in found if each.nip == number or name in spelled(each.name)]
        if not found:
            raise SkpkitError(NO_PERSON, person=asked.person)
    return [identity_of(each.title) for each in found]


def _is_of(person: PersonStanding, folder: str, name: str) -> bool:
    return bool(person.unit and lies_in(person.unit, folder)) or name in spelled(person.workplace)


# --- one person ----------------------------------------------------------------------------------------------


def _stand(
    office: Office, today: date, quarter: str, identities: Sequence[Identity]
) -> list[tuple[PersonStanding, Judged]]:
    """How some employees stand, and what is found of each alone: their records are read once for both."""
    judged = {each.facts.identity: each for each in judge_dossiers(office, today, identities)}
    return [(_person(office, today, quarter, each), judged[each]) for each in identities if each in judged]


def _called(dossier: Dossier) -> PersonStanding:
    """Who an employee is, and where; nothing of how the work stands."""
    skp = next((each for _, each in reversed(list(dossier.plans()))), None)
    return PersonStanding(
        dossier.title,
        dossier.path,
        dossier.unit,
        str(skp.employee["nama"]) if skp else "",
        dossier.nip,
        str(skp.employee["jabatan"]) if skp else "",
        str(skp.employee["unit_kerja"]) if skp else "",
    )


def _person(office: Office, today: date, quarter: str, identity: Identity) -> PersonStanding:
    dossier, facts = office.dossier(identity), office.facts(identity)
    assert dossier  # noqa: S101 - it was judged
    assert facts  # noqa: S101
    world = world_of(office, today)
    return _called(dossier)._replace(
        plans=tuple(_plan(folder, each, quarter) for folder, each in dossier.plans()),
        awaited=tuple(awaited_approvals(dossier)),
        unread=tuple(sorted(each.full_name for each in (*dossier.unread_files(), *dossier.hidden_files()))),
        coming=tuple(coming(dossier, facts, world)),
        due={
            **{
                ("realisation", plan.record, each.iki, each.period): day
                for plan, each, day in realisations_owed(facts, world)
            },
            **{("feedback", each.period): day for each, day in feedback_owed(facts, world)},
        },
    )


def _plan(folder: SkpFolder, skp: Skp, quarter: str) -> PlanStanding:
    until = folder.profile.term(quarter, skp.tahun).selesai if quarter else date.max
    indicators = tuple(_indicator(folder, skp, each, quarter, until) for each in skp.indicators())
    return PlanStanding(folder.name, skp.path, skp.status, skp.term, indicators, results_to_date(folder, skp))


def _indicator(folder: SkpFolder, skp: Skp, indicator: Indicator, quarter: str, until: date) -> IndicatorStanding:
    manual = folder.manual_of(indicator)
    shown = (
        each for each in measured(folder, skp, indicator) if not quarter or period_ends_within(each.period, quarter)
    )
    need = needed(folder, skp, indicator)
    return IndicatorStanding(
        indicator.kode,
        str(indicator.data.get("nama") or indicator.ukuran or ""),
        str(indicator.data.get("satuan", "")),
        str(manual.data.get("polarisasi", "")) if manual else "",
        tuple(shown),
        so_far(folder, skp, indicator, until),
        need if need and (not quarter or period_ends_within(need.periods[0], quarter)) else None,
        skp.narrative,
    )


# --- what is to be done --------------------------------------------------------------------------------------


def _with_tasks(person: PersonStanding, findings: Iterable[Finding], today: date, quarter: str) -> PersonStanding:
    """The person with what a check finds, and of what is to be done that of a quarter."""
    duties = rules.duties()
    tasks: list[Task] = []
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        if finding.code in duties:
            tasks.append(late_task(finding, duties[finding.code], person.due))
        elif not (person.awaited and is_awaited(finding)):
            counts[finding.severity] += 1
    tasks += [
        Task(each.kind, each.folder, each.period, each.iki, each.text, each.until, each.until < today)
        for each in person.coming
    ]
    term = term_of(quarter, identity_of(person.title).year)
    return person._replace(
        tasks=tuple(each for each in tasks if counts_in(each.period, each.day, quarter, term)),
        awaited=tuple(each for each in person.awaited if not term or not each.since or is_within(each.since, term)),
        counts=counts,
    )
