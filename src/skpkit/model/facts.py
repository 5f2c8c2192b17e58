"""Small facts of a dossier: all that judgements across dossiers, or of a day, need to know of it.

They are taken once from a dossier's content, so neither a new day nor a neighbour's edit makes it be read anew. Where
a fact stands is worked out when somebody tells of it, for most never are told.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Container, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from skpkit.findings import Cause
from skpkit.model import causes
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.duties import (
    Action,
    Due,
    Locate,
    Lost,
    LostEvaluation,
    Outrun,
    evaluated_quarters,
    lost_dialogues,
    lost_evaluations,
    names_actions,
    open_actions,
    outrun,
    quarters_with_feedback,
    unrealised,
)
from skpkit.model.paths import SKP_FILE, Identity, manual_name
from skpkit.model.people import NamedPerson
from skpkit.model.periods import Term
from skpkit.model.records import REVIEWER, Skp
from skpkit.model.settings import WHOLE_IKI, Settings
from skpkit.model.settled import Settled, settled_in
from skpkit.model.soundness import RecordedPeriod, realised_in


class Reference(NamedTuple):
    """An RHK that intervenes one of a superior."""

    about: tuple[str, ...]
    nip: str
    kode: str
    at: Locate


class Missing(NamedTuple):
    """An IKI without a manual, and what may be wrong that this follows from."""

    iki: str
    at: Locate
    left_to: tuple[Cause, ...]


class Plan(NamedTuple):
    """An established SKP: when it runs, when its employee is away, the day from which its manuals are due and which are
    missing, the cells without realisation, and those whose target is outrun.
    """

    name: str
    record: str
    aturan: str
    term: Term
    away: tuple[Term, ...]
    at: Locate
    manuals_since: date | None
    missing: tuple[Missing, ...]
    unrealised: tuple[Due, ...]
    outrun: tuple[Outrun, ...]


class Superior(NamedTuple):
    """What rules may ask of the dossier of another, that of a superior: whether it is `whole`, and the codes of RHK in
    its SKP. Whatever judges a dossier anew looks at this alone of others, so a rule can be told no more of them.
    """

    whole: bool
    results: frozenset[str]


class Facts(NamedTuple):
    """What is asked of a dossier once it was read.

    `name` is the employee's, empty where no SKP can be read; `people` are all whom its records name. `whole` is False
    where one of its SKP is missing or cannot be read, or part of it lies elsewhere. `reviews` name the changes of these
    that a pengelola kinerja reviewed, and who did. `begins` is the first day of the first
    established one. `held` are the days of its dialogues, `reported` those of their
    reports, and `lost` the dialogues that cannot be read. `feedback` and `evaluated` are quarters, `lost_evaluations`
    are those that cannot be read. `settled` is all that bears a day which must have come, `realised` what was recorded
    of periods.
    """

    identity: Identity
    path: str
    name: str
    people: frozenset[NamedPerson]
    whole: bool
    reviews: frozenset[tuple[str, ...]]
    results: frozenset[str]
    begins: date | None
    references: tuple[Reference, ...]
    plans: tuple[Plan, ...]
    held: tuple[date, ...]
    reported: tuple[date, ...]
    lost: tuple[Lost, ...]
    feedback: frozenset[str]
    evaluated: frozenset[str]
    lost_evaluations: tuple[LostEvaluation, ...]
    actions: tuple[Action, ...]
    settled: tuple[Settled, ...]
    realised: tuple[RecordedPeriod, ...]

    def on(self, today: date) -> Facts:
        """The facts without those that are in order on a day, which are most: few then go to another process."""
        settled = tuple(each for each in self.settled if each.newest > today or each.too_early)
        return self._replace(settled=settled, realised=tuple(each for each in self.realised if each.is_early(today)))

    def told(self) -> Facts:
        """The facts that are told, or noted, whatever is found: of no use to judge by."""
        nothing = frozenset[str]()
        return Facts(
            self.identity, self.path, self.name, self.people, self.whole, self.reviews, self.results, self.begins,
            (), (), (), (), (), nothing, nothing, (), (), (), (),
        )  # fmt: skip

    @property
    def as_superior(self) -> Superior:
        """What others may ask of it."""
        return Superior(self.whole, self.results)

    @property
    def superiors(self) -> Iterator[Identity]:
        """The dossiers that its RHK refer to."""
        return (Identity(self.identity.year, each.nip) for each in self.references)

    @property
    def title(self) -> str:
        """The dossier's name in reports: `<tahun>/<nip>`."""
        return self.identity.title


class World(NamedTuple):
    """What a judgement of facts may look at besides them: the day, and the dossiers of superiors; before the day
    `starts` nothing is owed.

    The results of a superior are had for less than all: few records need to be read for them.
    """

    today: date
    superior: Callable[[Identity], Superior | None]
    results_of: Callable[[Identity], Collection[str]]
    starts: date = date.min


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month; the calendar's last one where it ends before."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def manuals_since(skp: Skp) -> date | None:
    """The day from which the manuals of an SKP are due: of penetapan, or of the latest adendum that renews its IKI."""
    renewed = [each.tanggal for each in skp.changes if each.renews_indicators]
    return max([day for day in (skp.established_on, *renewed) if day], default=None)


def missing_manuals(folder: SkpFolder, skp: Skp) -> Iterator[Missing]:
    """The IKI without manual, each code once; it may be there and have something wrong."""
    for each, *_ in skp.by_kode.values():
        if each.kode not in folder.manuals:
            others = [manual for manual, meant in folder.orphans() if meant and meant.kode == each.kode]
            orphans = (causes.orphan(folder.name, manual.kode) for manual in others)
            left_to = (causes.lost(folder.name_of(manual_name(each.kode))), *orphans)
            yield Missing(each.kode, partial(skp.at, *each.path, "kode"), left_to)


def _plan(folder: SkpFolder, skp: Skp, settings: Settings) -> Plan:
    return Plan(
        name=folder.name,
        record=folder.name_of(skp.name),
        aturan=skp.aturan,
        term=skp.term,
        away=skp.away,
        at=partial(skp.key_at, "periode"),
        manuals_since=manuals_since(skp),
        missing=tuple(missing_manuals(folder, skp)),
        unrealised=tuple(unrealised(folder, skp)),
        outrun=_outrun(folder, skp, settings),
    )


def _outrun(folder: SkpFolder, skp: Skp, settings: Settings, ikis: Container[str] | None = None) -> tuple[Outrun, ...]:
    return tuple(outrun(folder, skp, ikis)) if settings.freeze != WHOLE_IKI else ()  # nothing may move it there


def _is_whole(dossier: Dossier) -> bool:
    strays = any(SKP_FILE in each.lost() for each in dossier.files if not each.kind)
    lacks = any(SKP_FILE in each.lost or each.lacks_skp for each in dossier.folders.values())
    return not strays and not lacks and not dossier.twins


def _reviews(folder: SkpFolder, skp: Skp) -> Iterator[tuple[str, ...]]:
    agreed = [("adendum", each.nomor, each.persetujuan) for each in skp.changes]
    agreed += [("komplemen", each.nomor, each.persetujuan) for each in (skp.complement,) if each]
    for matter, nth, approvals in agreed:
        yield from ((folder.name, matter, str(nth), each.by) for each in approvals if each.sebagai == REVIEWER)


def results_of(dossier: Dossier) -> frozenset[str]:
    """The codes of RHK in its SKP."""
    return frozenset(result.kode for _, skp in dossier.plans() for result in skp.results)


def facts_of(dossier: Dossier) -> Facts:
    """The facts of a dossier."""
    references = tuple(
        Reference(
            (folder.name_of(skp.name), result.kode),
            *result.superior,
            at=partial(skp.at, *result.path, "rhk_pimpinan"),
        )
        for folder, skp in dossier.plans()
        for result in skp.results
        if result.superior
    )
    plans = tuple(_plan(folder, skp, dossier.settings) for folder, skp in dossier.established())
    return Facts(
        identity=dossier.identity,
        path=dossier.path,
        name=next((str(skp.employee["nama"]) for _, skp in dossier.plans()), ""),
        people=frozenset[NamedPerson]().union(*(each.people for each in dossier.files)),
        whole=_is_whole(dossier),
        reviews=frozenset(each for folder, skp in dossier.established() for each in _reviews(folder, skp)),
        results=results_of(dossier),
        begins=min((each.term.mulai for each in plans), default=None),
        references=references,
        plans=plans,
        held=tuple(each.tanggal for each in dossier.dialogues()),
        reported=tuple(each.reported_on for each in dossier.dialogues() if each.reported and each.reported_on),
        lost=tuple(lost_dialogues(dossier)),
        feedback=quarters_with_feedback(dossier),
        evaluated=evaluated_quarters(dossier),
        lost_evaluations=tuple(lost_evaluations(dossier)),
        actions=tuple(open_actions(dossier)),
        settled=tuple(settled_in(dossier)),
        realised=tuple(realised_in(dossier)),
    )


def facts_with(before: Facts, dossier: Dossier, alone: Dossier) -> Facts:
    """The facts of a dossier that got dialogues or evaluations and nothing else, of those before and of the dossier
    with the new ones `alone`: as if taken anew, but that what came last is told last, and in its own order."""
    plans = {each.name: each for each in before.plans}
    come = {
        each.path for folder in alone.folders.values() for each in (*folder.dialogues, *folder.evaluations.values())
    }
    return before._replace(
        people=before.people.union(*(each.people for each in alone.files if each.path in come)),
        whole=_is_whole(dossier),
        plans=tuple(_realised_since(plans[folder.name], folder, skp, alone) for folder, skp in dossier.established()),
        held=tuple(each.tanggal for each in dossier.dialogues()),
        reported=tuple(each.reported_on for each in dossier.dialogues() if each.reported and each.reported_on),
        feedback=before.feedback | quarters_with_feedback(alone),
        evaluated=before.evaluated | evaluated_quarters(alone),
        actions=tuple(open_actions(dossier)) if any(map(names_actions, alone.dialogues())) else before.actions,
        settled=(*before.settled, *(each for each in settled_in(alone) if each.path in come)),
        realised=(*before.realised, *realised_in(alone)),
    )


def _realised_since(plan: Plan, folder: SkpFolder, skp: Skp, alone: Dossier) -> Plan:
    realised = {iki for iki, _ in alone.folders[folder.name].realised}
    if not realised:
        return plan
    left = tuple(each for each in plan.unrealised if (each.iki, each.period) not in folder.realised)
    others = (each for each in plan.outrun if each.iki not in realised)
    return plan._replace(unrealised=left, outrun=(*others, *_outrun(folder, skp, alone.settings, realised)))
