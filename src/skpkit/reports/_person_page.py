"""An employee's year on the page of a site, as finished texts: cells with their evidence, records, and every step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from skpkit.change.account import names_of
from skpkit.change.changelist import told_by
from skpkit.messages import BRIEF, N_, cut, show
from skpkit.reports._report import LONGEST_SUBJECT, STEP, Report
from skpkit.reports._rows import GroupView, groups
from skpkit.reports._standing import StandingView, StatusReport, person_view
from skpkit.reports._wording import capital, clean, record_in_words

if TYPE_CHECKING:
    from skpkit.findings import Location
    from skpkit.judge.frozen import FrozenCell, FrozenSkp, FrozenTable
    from skpkit.judge.overview import PersonStanding
    from skpkit.judge.timeline import PastStep, Timeline
    from skpkit.model.dossier import Dossier
    from skpkit.reports._reached import IndicatorView
    from skpkit.source.history import LandedStep

FROZEN, SINCE = N_("frozen"), N_("target frozen by the {record}")
RECORDED = N_("recorded {step}")
STEP_OF_DAY = N_("{author}: “{subject}” ({commit})")

LONGEST_SAID = 700  # letters of what a record says, where it is looked for


class CellView(NamedTuple):
    """A period of an IKI: target, realisasi and a word on it; `frozen` by which record, or empty; the `evidence` of
    the realisasi, the dialogue that is its `record` with the `anchor` of what it says, and the `step` that recorded it.
    """

    period: str
    target: str
    value: str
    word: str
    frozen: str
    evidence: tuple[str, ...]
    record: str
    anchor: str
    step: str


class IndicatorPart(NamedTuple):
    """An IKI: how far it has come, and its periods with their evidence."""

    standing: IndicatorView
    cells: tuple[CellView, ...]


class PlanPart(NamedTuple):
    """An SKP: its title where there are several, its IKI, and the NHK so far."""

    title: str
    indicators: tuple[IndicatorPart, ...]
    results: str


class RecordPart(NamedTuple):
    """A record: where it stands on the page, what it is, which SKP it is of, and what it says."""

    anchor: str
    title: str
    groups: tuple[GroupView, ...]

    @property
    def said(self) -> str:
        """What it says, for who looks for words."""
        rows = (row for group in self.groups for row in group.rows)
        return cut(" ".join(f"{row.label} {row.old} {row.new} {row.said}" for row in rows), LONGEST_SAID)


class MomentPart(NamedTuple):
    """A step of the history: where it stands on the page, its line, and what it changed."""

    anchor: str
    commit: str
    line: str
    groups: tuple[GroupView, ...]
    many: int


class PersonPage(NamedTuple):
    """The page: how the work stands, the SKP, records, steps with the newest first, and printed documents, each a name
    and an address."""

    standing: StandingView
    plans: tuple[PlanPart, ...]
    fault: str
    records: tuple[RecordPart, ...]
    moments: tuple[MomentPart, ...]
    papers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SiteReport:
    """What a site tells of: an overview, and the steps that landed, by commit. `report` puts it into words."""

    report: StatusReport
    steps: Mapping[str, LandedStep] = field(default_factory=dict)

    @property
    def telling(self) -> Report:
        """What puts things into words."""
        return self.report.telling

    def step(self, commit: str, message: str = STEP) -> str:
        """A step as people know it: its day, who wrote what it brought, what its message says, and its id."""
        telling, found = self.telling, self.steps[commit]
        subject = cut(" ".join(telling.text(found.words.subject).split()), LONGEST_SUBJECT) or "…"
        authors = ", ".join(telling.person(each) or "…" for each in found.authors)
        day = show(found.words.day, telling.lang)
        return clean(telling.around(message, day=day, author=authors, subject=subject, commit=commit[:BRIEF]))


class KnownPerson(NamedTuple):
    """All that is known of one employee: the dossier, what is frozen of it or why nobody can say, and its history."""

    standing: PersonStanding
    dossier: Dossier
    table: FrozenTable | None
    fault: str
    timeline: Timeline


def person_page(told: SiteReport, known: KnownPerson, papers: Sequence[tuple[str, str]]) -> PersonPage:
    """The page of one employee."""
    anchors = {name: f"r{nth}" for nth, name in enumerate(_names(known.dossier), 1)}
    standing = person_view(told.report, known.standing)
    tables = {each.skp.path: each for each in known.table.skps} if known.table else {}
    plans = tuple(
        PlanPart(
            view.title,
            tuple(_indicator(told, known, each, tables.get(plan.path), anchors) for each in view.indicators),
            view.results,
        )
        for view, plan in zip(standing.plans, known.standing.plans, strict=True)
    )
    moments = tuple(_moments(told, known.timeline.steps))
    return PersonPage(standing, plans, known.fault, tuple(_records(told, known, anchors)), moments[::-1], tuple(papers))


def _names(dossier: Dossier) -> Iterator[str]:
    """The records of a dossier that can be read, by name."""
    for folder in dossier.folders.values():
        yield from (folder.name_of(each.name) for each in folder.records())


# --- cells ---------------------------------------------------------------------------------------------------


def _indicator(
    told: SiteReport, known: KnownPerson, view: IndicatorView, table: FrozenSkp | None, anchors: Mapping[str, str]
) -> IndicatorPart:
    cells = {each.period: each for each in (table.cells if table else ()) if each.iki == view.kode}
    return IndicatorPart(
        view,
        tuple(
            _cell(told, known, cells.get(line.short), anchors, (line.period, line.target_after, line.value, line.word))
            for line in view.story.lines
        ),
    )


def _cell(
    told: SiteReport,
    known: KnownPerson,
    cell: FrozenCell | None,
    anchors: Mapping[str, str],
    shown: tuple[str, str, str, str],
) -> CellView:
    telling = told.telling
    target = cell.target.hold if cell and cell.target and cell.target.hold.condition == "frozen" else None
    record = _record_of(known.dossier, cell.realisation.at if cell and cell.realisation else None)
    by = _record_of(known.dossier, target.since if target else None)
    frozen = telling.say(SINCE, record=record_in_words(telling, by)) if by and by != record else ""
    commit = known.timeline.first.get(("line", record, cell.iki, cell.period), "") if cell and record else ""
    return CellView(
        *shown,
        clean(frozen or (telling.say(FROZEN) if target else "")),
        tuple(clean(telling.words(each)) for each in (cell.evidence if cell else ())),
        clean(capital(record_in_words(telling, record))) if record else "",
        anchors.get(record, ""),
        clean(telling.around(RECORDED, step=told.step(commit))) if commit else "",
    )


def _record_of(dossier: Dossier, at: Location | None) -> str:
    """The record, by its name in the dossier, in which something stands."""
    return dossier.below(at.path)[1:] if at else ""


# --- records and steps ---------------------------------------------------------------------------------------


def _records(told: SiteReport, known: KnownPerson, anchors: Mapping[str, str]) -> Iterator[RecordPart]:
    telling = told.telling
    names = names_of(known.dossier)
    for folder in known.dossier.folders.values():
        for record in folder.records():
            name = folder.name_of(record.name)
            parts = tuple(groups(telling, told_by(folder, record), (), names, come=False))
            yield RecordPart(anchors[name], clean(capital(record_in_words(telling, name))), parts)


def _moments(told: SiteReport, steps: Iterable[PastStep]) -> Iterator[MomentPart]:
    for nth, each in enumerate(steps, 1):
        parts = tuple(groups(told.telling, each.changes, (), each.names))
        yield MomentPart(f"s{nth}", each.commit, told.step(each.commit), parts, sum(len(one.rows) for one in parts))
