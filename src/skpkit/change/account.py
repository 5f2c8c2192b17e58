"""What a reviewer wants to know of a changed dossier besides what changed: what is frozen and by what, what was agreed
and where, how target and realisasi run before and after, and what is still owed.

It is made when a report asks for it: most show none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from skpkit.change.declared import DeclaredThing, declared_in
from skpkit.change.edits import REALISATION, Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import Evidence, Key
from skpkit.messages import Value, quoted
from skpkit.model.achievement import meets
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.duties import base_periods, open_actions, unrealised
from skpkit.model.periods import in_order
from skpkit.model.records import Data, Dialogue, Indicator

LONGEST = 100  # IKI of a dossier whose series is told


_ANSWERS = ("penjelasan", "keputusan")


class Freeze(NamedTuple):
    """What froze a value: the line of a dialogue, the day of that, and what it records of which period."""

    dialogue: str
    day: date | None
    period: str
    value: Value
    proof: Evidence


class CellStory(NamedTuple):
    """A period of an IKI: targets and realisasi before and after; None where there is none. `was_met` and `met` are
    whether the value of that time meets the target before, and after; one that only comes, both. None where nobody can
    say."""

    period: str
    target: tuple[float | None, float | None]
    value: tuple[float | None, float | None]
    projected: bool
    was_met: bool | None
    met: bool | None
    frozen: tuple[Freeze, ...]


class IndicatorStory(NamedTuple):
    """A changed IKI of a folder with its periods."""

    folder: str
    iki: str
    cells: tuple[CellStory, ...]


class Owed(NamedTuple):
    """A cell that has no realisation yet, and the last day of its period."""

    iki: str
    period: str
    end: date


class OwedAction(NamedTuple):
    """A rencana aksi that has not ended."""

    text: str
    deadline: date


class OwedAnswer(NamedTuple):
    """A keberatan that is not answered in full: the evaluation that it is on, its day, and the fields of the answers
    that are missing."""

    record: str
    day: date
    missing: tuple[str, ...]


class NamedThing(NamedTuple):
    """What an IKI or RHK is called, and in which unit it is measured."""

    text: str
    unit: str = ""


class Account(NamedTuple):
    """A changed dossier. `names` are those of its IKI and RHK, by folder and code; `frozen` is what froze what an edit
    touches, by the edit's key."""

    dossier: str
    name: str
    post: str
    unit: str
    today: date
    names: Mapping[tuple[str, str], NamedThing] = {}
    frozen: Mapping[Key, tuple[Freeze, ...]] = {}
    stories: tuple[IndicatorStory, ...] = ()
    declared: tuple[DeclaredThing, ...] = ()
    owed: tuple[Owed, ...] = ()
    actions: tuple[OwedAction, ...] = ()
    answers: tuple[OwedAnswer, ...] = ()
    commit: str | None = None


def account_of(revision: Revision) -> Account:
    """The account of one revision."""
    here = revision.after or revision.before
    assert here is not None  # noqa: S101 - a revision has at least one state
    states = (revision.after, revision.before)
    states = states[::-1] if revision.landing.proposal else states  # what is proposed is not in force
    found = ((each, skp) for each in states if each and (skp := each.plan_on(revision.today)))
    _, plan = next(found, (here, None))
    person: Data = plan.employee if plan else {}
    account = Account(
        here.title,
        str(person.get("nama", "")),
        str(person.get("jabatan", "")),
        str(person.get("unit_kerja", "")),
        revision.today,
    )
    return account._replace(
        names=names_of(revision.before, revision.after),
        frozen={key: proofs for folder in revision.folders for key, proofs in _frozen(folder)},
        stories=tuple(_stories(revision)),
        declared=tuple(declared_in(revision)),
        owed=tuple(_owed(revision.after)) if revision.after else (),
        actions=tuple(OwedAction(each.text, each.deadline) for each in open_actions(here)) if revision.after else (),
        answers=tuple(_unanswered(revision.after)) if revision.after else (),
    )


def names_of(*dossiers: Dossier | None) -> dict[tuple[str, str], NamedThing]:
    """What IKI and RHK are called, by folder and code; as the last of some states says, where that has them."""
    found = {}
    for dossier in dossiers:
        for folder, skp in dossier.plans() if dossier else ():
            for result in skp.results:
                found[folder.name, result.kode] = NamedThing(str(result.data["rencana"]))
            for each in skp.indicators():
                name = each.data.get("nama") or each.ukuran or ""
                found[folder.name, each.kode] = NamedThing(str(name), str(each.data.get("satuan", "")))
    return found


# --- what is frozen ------------------------------------------------------------------------------------------


def _frozen(folder: FolderRevision) -> Iterator[tuple[Key, tuple[Freeze, ...]]]:
    edits = (*folder.skp_edits, *(each for edits in folder.manual_edits.values() for each in edits))
    for edit in edits:
        if proofs := _freezing(folder, edit):
            yield edit.key, proofs
    for name, edits in folder.dialogue_edits.items():
        dialogue = folder.dialogues[name][0]
        for edit in edits if dialogue.reported else ():
            if edit.part == REALISATION and edit.was:
                proof, value = Evidence(edit.was, "before"), quoted(edit.old)
                yield edit.key, (Freeze(folder.before.name_of(name), dialogue.tanggal, edit.period, value, proof),)


def _freezing(folder: FolderRevision, edit: Edit) -> tuple[Freeze, ...]:
    """What froze what an edit touches: a target or ukuran, or all of an IKI that is gone."""
    if not edit.iki:
        return ()
    if edit.field in ("target", "ukuran"):
        return _freezes(folder, edit.iki, edit.period)
    if edit.part == "iki" and not edit.field and edit.new is None:
        return _freezes(folder, edit.iki, "")
    return ()


def _freezes(folder: FolderRevision, kode: str, period: str) -> tuple[Freeze, ...]:
    held = {each.name: each.tanggal for state in (folder.before, folder.after) for each in state.dialogues}
    return tuple(
        Freeze(folder.before.name_of(each.dialogue), held.get(each.dialogue), each.period, each.value, each.evidence)
        for each in folder.freezing(kode, period)
    )


# --- target and realisasi ------------------------------------------------------------------------------------


def _stories(revision: Revision) -> Iterator[IndicatorStory]:
    for folder in revision.folders:
        changed = _changed_indicators(folder)
        skps = [each for each in (folder.after.skp, folder.before.skp) if each]
        known = dict.fromkeys(each.kode for skp in skps for each in skp.indicators())
        for kode in [each for each in known if each in changed][:LONGEST]:
            yield from _story(revision, folder, folder.before, folder.after, kode)
    for added in revision.added_folders() if revision.before else ():
        for each in list(added.skp.indicators() if added.skp else ())[:LONGEST]:
            yield from _story(revision, None, None, added, each.kode)


def _changed_indicators(folder: FolderRevision) -> set[str]:
    """The IKI of which the plan changed, or something was recorded."""
    edits = (*folder.skp_edits, *(each for edits in folder.manual_edits.values() for each in edits))
    told = (*edits, *(each for edits in folder.dialogue_edits.values() for each in edits))
    found = {each.iki for each in told if each.iki}
    for record in (*folder.added(), *folder.dropped()):
        if isinstance(record, Dialogue):
            found |= {line.iki for line in record.lines if line.value is not None}
    return found


def _story(
    revision: Revision, pair: FolderRevision | None, before: SkpFolder | None, after: SkpFolder, kode: str
) -> Iterator[IndicatorStory]:
    sides = (before, after)
    found = [each.skp.indicator(kode) if each and each.skp else None for each in sides]
    here = found[1] or found[0]
    if here is None or here.ukuran is not None:
        return
    if found[0] is None and not any(iki == kode for iki, _ in after.effective):
        return  # of a new one its targets tell all
    periods = in_order({*_periods(before, found[0]), *_periods(after, found[1])})
    projections = {line.periode: line.value for each in after.dialogues for line in each.lines if _projects(line, kode)}
    cells = []
    for period in periods:
        target = tuple(each.target.get(period) if each else None for each in found)
        value = tuple(_number(each.effective.get((kode, period))) if each else None for each in sides)
        projected = value[1] is None and _number(projections.get(period)) is not None
        shown = (value[0], _number(projections.get(period)) if projected else value[1])
        met = None if projected else _met(after, found[1], target[1], value[1])
        was_met = _met(before, found[0], target[0], value[1] if value[0] is None else value[0]) if before else None
        frozen = _freezes(pair, kode, period) if pair else ()
        cells.append(CellStory(period, (target[0], target[1]), shown, projected, was_met, met, frozen))
    if cells:
        yield IndicatorStory(after.name, kode, tuple(cells))


def _periods(folder: SkpFolder | None, indicator: Indicator | None) -> list[str]:
    """The periods of an IKI that are reported, and those that were."""
    if folder is None or folder.skp is None or indicator is None:
        return []
    reported = {period for kode, period in folder.effective if kode == indicator.kode}
    return [*base_periods(folder.skp, indicator, folder.manuals.get(indicator.kode)), *reported]


def _projects(line: Any, kode: str) -> bool:
    return bool(line.iki == kode and line.projected and line.value is not None)


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _met(folder: SkpFolder, indicator: Indicator | None, target: float | None, value: float | None) -> bool | None:
    manual = folder.manual_of(indicator) if indicator else None
    if target is None or value is None or manual is None or manual.narrative:
        return None
    return meets(target, value, manual.data, folder.profile.achievement_bounds)


# --- what is still owed --------------------------------------------------------------------------------------


def _owed(dossier: Dossier) -> Iterator[Owed]:
    for folder, skp in dossier.established():
        for each in unrealised(folder, skp):
            yield Owed(each.iki, each.period, each.end)


# --- with others ---------------------------------------------------------------------------------------------


def _unanswered(dossier: Dossier) -> Iterator[OwedAnswer]:
    for folder in dossier.folders.values():
        for each in folder.evaluations.values():
            objection = each.data.get("keberatan")
            if objection and (missing := tuple(one for one in _ANSWERS if not objection.get(one))):
                yield OwedAnswer(folder.name_of(each.name), date.fromisoformat(objection["tanggal"]), missing)


# --- places --------------------------------------------------------------------------------------------------
