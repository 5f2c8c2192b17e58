"""A dossier before and after: what was kept, added and dropped, matched by code, and which cells are frozen.

Rules read this and compare nothing themselves. The same edits are the list of changes in a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from skpkit.change.compare import dialogue_edits, evaluation_edits, manual_edits, skp_edits
from skpkit.change.edits import AWAY, Edit, gone
from skpkit.findings import Evidence, Key, Location, Moment, OldNew, Problem
from skpkit.messages import Value, quoted
from skpkit.model.dossier import Cell, Dossier, SkpFolder
from skpkit.model.paths import HOMES, complement_folder, dossier_path
from skpkit.model.periods import MONTHS, QUARTERS, SEMESTERS, YEAR, days_before, parts
from skpkit.model.records import (
    SHOWN,
    Amendment,
    Dialogue,
    Evaluation,
    Indicator,
    Manual,
    Record,
    Skp,
    same,
)
from skpkit.model.settings import WHOLE_IKI, Settings
from skpkit.model.settled import Dated, Settled, settled_in
from skpkit.source.schemas import MANUAL
from skpkit.source.tree import Past

EVERY_PERIOD = (*MONTHS, *QUARTERS, *SEMESTERS, YEAR)


@dataclass(frozen=True, slots=True)
class Proof:
    """The line of a dialogue that records a realisation."""

    evidence: Evidence
    dialogue: str
    period: str
    value: Value  # as a sentence shows it

    @property
    def told(self) -> dict[str, Value]:
        """What a sentence tells of it: `{dialogue} line {line} records … ({value})`."""
        return {"dialogue": self.dialogue, "line": self.evidence.at.line, "value": self.value}


@dataclass(frozen=True)
class FolderRevision:
    """One SKP folder before and after."""

    before: SkpFolder
    after: SkpFolder
    freeze: str
    today: date

    @property
    def name(self) -> str:
        """The SKP folder's name."""
        return self.before.name

    @cached_property
    def skps(self) -> tuple[Skp, Skp] | None:
        """Both SKP, where both could be read."""
        return (self.before.skp, self.after.skp) if self.before.skp and self.after.skp else None

    @property
    def binding(self) -> tuple[Skp, Skp] | None:
        """Both SKP, where the one before was established: only then is a change judged."""
        return self.skps if self.skps and self.skps[0].established else None

    # --- edits -----------------------------------------------------------------------------------------------

    @cached_property
    def skp_edits(self) -> tuple[Edit, ...]:
        """The edits of the SKP itself."""
        return tuple(skp_edits(self.name, *self.skps)) if self.skps else ()

    @cached_property
    def manuals(self) -> Mapping[str, tuple[Manual, Manual]]:
        """The manuals in both states, by IKI."""
        before, after = self.before.manuals, self.after.manuals
        return {kode: (before[kode], after[kode]) for kode in before if kode in after}

    @cached_property
    def manual_edits(self) -> Mapping[str, tuple[Edit, ...]]:
        """The edits of each manual kept, by IKI."""
        return {kode: tuple(manual_edits(self.name, *pair)) for kode, pair in self.manuals.items()}

    @cached_property
    def dialogues(self) -> Mapping[str, tuple[Dialogue, Dialogue]]:
        """The dialogues in both states, by file name; one whose file was named for another day by the name it had."""
        after = {each.name: each for each in self.after.dialogues}
        return {
            each.name: (each, after[name])
            for each in self.before.dialogues
            if (name := self.set_right.get(each.name, each.name)) in after
        }

    @cached_property
    def set_right(self) -> Mapping[str, str]:
        """The records whose files were named for something else and now are named as they say: the name now, by the
        name then. Of dialogues of one day that of the same content is meant, else the next."""
        known, kept = ({each.name for each in state.records()} for state in (self.before, self.after))
        free = [each for each in self.after.records() if each.name not in known and not _is_misnamed(each)]
        found = {}
        for record in self.before.records():
            if record.name in kept or not _is_misnamed(record):
                continue
            alike = [each for each in free if _says_where(each) == _says_where(record)]
            now = next((each for each in alike if same(each.data, record.data)), next(iter(alike), None))
            if now:
                free.remove(now)
                found[record.name] = now.name
        return found

    @cached_property
    def dialogue_edits(self) -> Mapping[str, tuple[Edit, ...]]:
        """The edits of each dialogue kept, by file name."""
        return {name: tuple(dialogue_edits(self.name, *pair)) for name, pair in self.dialogues.items()}

    @cached_property
    def evaluation_edits(self) -> Mapping[str, tuple[Edit, ...]]:
        """The edits of each evaluation kept, by the period that it was of: kept is what its file holds now."""
        after = {each.name: each for each in self.after.evaluations.values()}
        return {
            period: tuple(evaluation_edits(self.name, each, after[name]))
            for period, each in self.before.evaluations.items()
            if (name := self.set_right.get(each.name, each.name)) in after
        }

    def dropped(self) -> Iterator[Record]:
        """The records that are gone, in the order of the dossier."""
        return (each for each in _missing(self.before, self.after) if each.name not in self.set_right)

    def added(self) -> Iterator[Record]:
        """The records that are new."""
        right = set(self.set_right.values())
        return (each for each in _missing(self.after, self.before) if each.name not in right)

    def gone(self, record: Record) -> Edit:
        """The edit that a record is gone as a whole."""
        return gone(self.name, record, self.surviving_parent(record))

    def surviving_parent(self, record: Record) -> Location:
        """Where to point at for a record that is gone: the SKP of its folder, else the folder."""
        if self.after.skp and record.name != self.after.skp.name:
            return Location(self.after.skp.path)
        return Location(self.after.path)

    # --- what was declared -----------------------------------------------------------------------------------

    @cached_property
    def entries(self) -> tuple[Amendment, ...]:
        """The new entries of the SKP's `perubahan`."""
        return _new_entries(*self.skps) if self.skps else ()

    @property
    def closed_by_entry(self) -> bool:
        """Whether the SKP is closed with a new entry that declares `periode` and changes it, not only the days away."""
        closing = self.skps is not None and self.skps[1].closed and not self.skps[0].closed
        changed = any(each.field == "periode" and not each.iki for each in self.skp_edits)
        return closing and changed and any("periode" in each.komponen for each in self.entries)

    @property
    def only_shortened(self) -> bool:
        """Whether the SKP begins when it did, and its period and that of each IKI kept lie within that of before."""
        assert self.skps is not None  # noqa: S101 - asked of pairs of SKP
        before, after = self.skps
        terms = [(before.term, after.term)]
        terms += [(old.term or before.term, new.term or after.term) for old, new in self.kept_indicators()]
        return before.term.mulai == after.term.mulai and all(was.holds(now) for was, now in terms)

    def manual_entries(self, kode: str) -> tuple[Amendment, ...]:
        """The new entries of a manual's `perubahan`."""
        return _new_entries(*self.manuals[kode]) if kode in self.manuals else ()

    def declaring(self, edit: Edit) -> tuple[Amendment, ...]:
        """The new entries that declare an edit: those whose komponen cover it, or those of its manual. Of several the
        two ends cannot show which one made it."""
        own = self.manual_entries(edit.iki) if edit.record == MANUAL else ()
        return own or tuple(each for each in self.entries if {edit.part, edit.rides} & each.komponen)

    # --- what SKP and manual show alike --------------------------------------------------------------------------

    def mirrored(self, edit: Edit) -> Edit | None:
        """The edit of the SKP that an edit of a manual follows: the same thing, changed to the same value, or the move
        of the IKI to an RHK of another perspektif."""
        if edit.field not in SHOWN:
            return None
        for other in self.skp_edits:
            if (other.field, edit.field, other.iki) == ("rhk", "perspektif", edit.iki):
                return other if self.agrees(edit) else None
            if (other.field, other.period) != (edit.field, edit.period) or not same(other.new, edit.new):
                continue
            if other.iki == edit.iki or (edit.field == "perspektif" and other.rhk == self._rhk(edit.iki)):
                return other
        return None

    def mirrors(self, edit: Edit) -> list[Key]:
        """The keys of the manual's edits that follow an edit of the SKP."""
        return [each.key for edits in self.manual_edits.values() for each in edits if self.mirrored(each) is edit]

    def agrees(self, edit: Edit) -> bool:
        """Whether an edit of a manual makes it say what the SKP says after the change."""
        return self.after.skp is not None and _shows(self.after.skp, edit)

    def repairs(self, edit: Edit) -> bool:
        """Whether an edit of a manual alone makes it say what the SKP says, before as after."""
        alone = edit.record == MANUAL and self.skps is not None
        return alone and all(_shows(skp, edit) for skp in self.skps or ())

    def _rhk(self, kode: str) -> str:
        indicator = self.before.skp.indicator(kode) if self.before.skp else None
        return indicator.rhk if indicator else ""

    # --- indicators and frozen cells -------------------------------------------------------------------------

    def kept_indicators(self) -> Iterator[tuple[Indicator, Indicator]]:
        """The IKI in both states, by code."""
        return ((old, new) for old, new in self.indicators() if new)

    def indicators(self) -> Iterator[tuple[Indicator, Indicator | None]]:
        """The IKI of the state before, each code once, with what became of it."""
        if self.skps:
            for old, *_ in self.skps[0].by_kode.values():
                yield old, self.skps[1].indicator(old.kode)

    @cached_property
    def direct_proofs(self) -> Mapping[Cell, tuple[Proof, ...]]:
        """The realised cells of the states before and after, with the lines that prove it; while the SKP before is a
        draft, those that a reported dialogue records."""
        proofs: dict[Cell, dict[tuple[str, object], Proof]] = {}
        moments: tuple[tuple[Moment, SkpFolder], ...] = (("before", self.before), ("after", self.after))
        for moment, folder in moments:
            for cell, lines in folder.realised.items():
                for dialogue, line in lines:
                    if not self.binding and not dialogue.reported:
                        continue
                    place = dialogue.at(*line.path)
                    proof = Proof(Evidence(place, moment), dialogue.name, line.periode, quoted(line.value))
                    proofs.setdefault(cell, {}).setdefault((dialogue.name, line.path), proof)
        return {cell: tuple(each.values()) for cell, each in proofs.items()}

    @cached_property
    def frozen(self) -> Mapping[Cell, tuple[Proof, ...]]:
        """The frozen cells: those realised, the totals whose every part with a target was, and with `pembekuan: iki`
        every cell of an IKI that has one."""
        found = dict(self.direct_proofs)
        for old, _ in self.indicators():
            for total, proofs in self._totals(old):
                found.setdefault((old.kode, total), proofs)
            if self.freeze == WHOLE_IKI and (every := self.proofs_of(old.kode)):
                for period in EVERY_PERIOD:
                    found.setdefault((old.kode, period), every[:1])
        return found

    def freezing(self, kode: str, period: str) -> tuple[Proof, ...]:
        """What proves that a cell is frozen, or without a period the ukuran of an IKI; nothing where it is open."""
        if period:
            return self.frozen.get((kode, period), ())
        return self.proofs_of(kode)

    def frozen_as_total(self, old: Indicator, period: str) -> bool:
        """Whether a cell is frozen since each of its parts with a target has a realisation."""
        proven = {each.period for each in self.freezing(old.kode, period)}
        counted = {part for part in parts(period, self.rhythm(old)) if part in old.target}
        return bool(counted) and counted == proven

    def _totals(self, old: Indicator) -> Iterator[tuple[str, tuple[Proof, ...]]]:
        rhythm = self.rhythm(old)
        for total in EVERY_PERIOD:
            counted = [part for part in parts(total, rhythm) if part in old.target]
            if counted and all((old.kode, part) in self.direct_proofs for part in counted):
                yield total, tuple(self.direct_proofs[old.kode, part][-1] for part in counted)

    def rhythm(self, indicator: Indicator) -> str:
        """The rhythm of an IKI: that of its manual before, else what its targets suggest."""
        return indicator.rhythm(self.before.manuals.get(indicator.kode))

    def proofs_of(self, kode: str) -> tuple[Proof, ...]:
        """The proofs of every realised cell of an IKI, in the order of its periods."""
        return tuple(proof for period in EVERY_PERIOD for proof in self.direct_proofs.get((kode, period), ()))

    def realised_until_now(self, kode: str) -> list[Proof]:
        """The first proof of each realised cell of an IKI that the change itself does not bring."""
        return [each for each in self._firsts.get(kode, ()) if each.evidence.moment != "after"]

    @cached_property
    def _firsts(self) -> Mapping[str, list[Proof]]:
        """The first proof of each realised cell, by IKI."""
        found: dict[str, list[Proof]] = {}
        for (iki, _), proofs in self.direct_proofs.items():
            found.setdefault(iki, []).append(proofs[0])
        return found


def shown_of(skp: Skp, kode: str) -> dict[str, Any]:
    """What an SKP shows of an IKI, by the fields of the manual that shows it too; nothing of one it has not."""
    indicator = skp.indicator(kode)
    if indicator is None:
        return {}
    return {**{field: value for field, value, _ in skp.shown(indicator)}, "target": indicator.data.get("target")}


def _shows(skp: Skp, edit: Edit) -> bool:
    """Whether an SKP shows the value that an edit gives a manual."""
    ours = shown_of(skp, edit.iki).get(edit.field)
    return same(ours.get(edit.period) if edit.field == "target" and ours else ours, edit.new)


class Landing(NamedTuple):
    """How a change comes in. A `proposal` has not landed; the `first` one finds no dossier at all. `past` is the
    history that it comes after, where there is one."""

    past: Past | None = None
    proposal: bool = True
    first: bool = False


PROPOSED = Landing()


@dataclass(frozen=True)
class Revision:
    """A dossier before and after. One of them is None where the dossier is new or gone.

    `parent` is the nearest folder that survives a dossier that is gone; `renamed` says that the state after is
    the same dossier under another NIP or year.
    """

    before: Dossier | None
    after: Dossier | None
    today: date
    parent: Location | None = None
    renamed: bool = False
    landing: Landing = PROPOSED

    @property
    def settings(self) -> Settings:
        """By what it is judged."""
        here = self.before or self.after
        assert here is not None  # noqa: S101 - a revision has at least one state
        return here.settings

    def brought(self) -> Iterator[tuple[Settled, Dated]]:
        """What settled things the change brings, by the days that count, each with the thing that bears it."""
        now = self._names_now
        known = {
            ((now.get(thing.about[0], thing.about[0]), *thing.about[1:]), each.field, each.day)
            for thing in (settled_in(self.before) if self.before else ())
            for each in thing.days
        }
        for thing in settled_in(self.after) if self.after else ():
            for each in thing.days:
                if each.counts and (thing.about, each.field, each.day) not in known:
                    yield thing, each

    def came_in(self, path: str) -> date | None:
        """The day on which a record of the state after came in; None where what landed before held it already."""
        assert self.after is not None  # noqa: S101 - it is asked of what that state brings
        oid = next(each.oid for each in self.after.files if each.path == path)
        past = self.landing.past
        if past and any(self._is_same_record(path, each) for each in past.places(oid)):
            return None
        return (past and past.landed(oid)) or self.today

    def _is_same_record(self, path: str, earlier: str) -> bool:
        """Whether an earlier path was judged as that of a record of the state after, in whatever unit it lay."""
        assert self.after is not None  # noqa: S101 - there are records of that state
        roots = {each.settings.records for each in (self.before, self.after) if each}
        below = self.after.below(path)
        found = [dossier_path(earlier, root) for root in roots]
        return any(each and (each.identity, each.below) == (self.after.identity, below) for each in found)

    @cached_property
    def folders(self) -> tuple[FolderRevision, ...]:
        """The SKP folders in both states."""
        if not self.before or not self.after:
            return ()
        settings = self.before.settings
        return tuple(
            FolderRevision(folder, self.after.folders[now], settings.freeze, self.today)
            for name, folder in self.before.folders.items()
            if (now := self._set_right.get(name, name)) in self.after.folders
        )

    @cached_property
    def _set_right(self) -> Mapping[str, str]:
        """The folders of a komplemen that bore another number than it has and now bear that: the name now, by the name
        then."""
        before, after = (state.folders if state else {} for state in (self.before, self.after))
        found = {}
        for name, folder in before.items():
            number = folder.skp and folder.skp.complement and folder.skp.complement.nomor
            now = complement_folder(number) if name and number else name
            if name not in after and now in after and now not in before:
                found[name] = now
        return found

    @property
    def _names_now(self) -> Mapping[str, str]:
        """The name of each record of the state before as it is where that, or its folder's, was set right."""
        return {
            folder.before.name_of(each.name): folder.after.name_of(folder.set_right.get(each.name, each.name))
            for folder in self.folders
            for each in folder.before.records()
        }

    def dropped_folders(self) -> list[SkpFolder]:
        """The SKP folders that are gone."""
        after = self.after.folders if self.after else {}
        folders = self.before.folders if self.before else {}
        return [each for name, each in folders.items() if self._set_right.get(name, name) not in after]

    def added_folders(self) -> list[SkpFolder]:
        """The SKP folders that are new."""
        before = {*(self.before.folders if self.before else ()), *self._set_right.values()}
        return [each for name, each in (self.after.folders if self.after else {}).items() if name not in before]

    def dropped(self) -> Iterator[tuple[Record, Edit]]:
        """Every record that is gone, with the edit that it is."""
        for folder in self.folders:
            yield from ((each, folder.gone(each)) for each in folder.dropped())
        at = Location(self.after.path) if self.after else self.parent
        for lost in self.dropped_folders() if at else ():
            assert at is not None  # noqa: S101 - the loop says so
            yield from ((each, gone(lost.name, each, at)) for each in lost.records())

    def new_files(self) -> Iterator[str]:
        """The paths of the files that are new."""
        for file in self.after.files if self.after else ():
            if not self.before or not self.before.file(file.full_name):
                yield file.path

    def bound(self) -> Iterator[tuple[FolderRevision, Skp, Skp]]:
        """The folders whose SKP was established before, with both SKP."""
        for folder in self.folders:
            if folder.binding:
                yield folder, *folder.binding

    def moved_by(self, problem: Problem) -> tuple[OldNew, ...]:
        """What the change makes of what a problem is about: the values that it tells, else the ids of the contents that
        its record has before and after."""
        if problem.moved:
            return problem.moved
        named = self._name_in(self.before, problem.was) or self._name_in(self.after, problem.at)
        return (OldNew(_content_of(self.before, named), _content_of(self.after, named)),)

    def _name_in(self, dossier: Dossier | None, at: Location | None) -> str:
        return dossier.below(at.path)[1:] if dossier and at and dossier.file_of(at.path) else ""

    def holding(self) -> Iterator[tuple[FolderRevision, Skp, Skp]]:
        """The folders in which cells may be frozen, with both SKP: those bound, and the drafts on which realisations
        were reported."""
        for folder in self.folders:
            if folder.skps and (folder.binding or folder.direct_proofs):
                yield folder, *folder.skps

    def complement_of(self, folder: FolderRevision, *, new: bool = False) -> Skp | None:
        """The established komplemen that replaces the SKP of a folder; a `new` one this change brought or set."""
        assert self.after is not None  # noqa: S101 - there are folders only with both states
        for other, skp in self.after.established():
            was = self.before.folders.get(other.name) if self.before else None
            if not skp.complement or (new and was and was.skp and was.skp.established):
                continue
            if self.after.record_at(other, skp.complement.menggantikan) is folder.after.skp:
                return skp
        return None

    def free_to_close(self, folder: FolderRevision) -> bool:
        """Whether the SKP of a folder may be closed without an adendum, or by one: for a komplemen that starts
        the next day, after the SKP's end, or with an adendum `periode`."""
        assert folder.skps is not None  # noqa: S101 - asked of pairs of SKP
        before, after = folder.skps
        if not after.closed or before.closed:
            return False
        if folder.closed_by_entry:
            return folder.only_shortened
        complement = self.complement_of(folder)
        if complement and complement.term.mulai == days_before(after.term.selesai, -1):
            return after.term.mulai == before.term.mulai and after.term.selesai <= before.term.selesai
        return before.term == after.term and self.today > after.term.selesai

    def part_of_closing(self, folder: FolderRevision, edit: Edit) -> bool:
        """Whether an edit is a step of closing the SKP that is free: its status, or a period shortened alike."""
        closing = edit.part in ("status", "periode") or edit.rides == "periode"
        if edit.field == AWAY:
            closing = _only_cut(folder)
        return closing and self.free_to_close(folder)


def _only_cut(folder: FolderRevision) -> bool:
    """Whether the spans not on duty are those of before, but for what the shortened period leaves out."""
    assert folder.skps is not None  # noqa: S101 - asked of pairs of SKP
    before, after = folder.skps
    cut = [
        {**each.data, "selesai": min(each.term.selesai, after.term.selesai).isoformat()}
        for each in before.absences
        if each.term.mulai <= after.term.selesai
    ]
    return same(after.data.get(AWAY, []), cut)


def _content_of(dossier: Dossier | None, name: str) -> str | None:
    """The id of what the file of a name holds; None where there is none."""
    file = dossier.file(name) if dossier else None
    return file.oid if file else None


def _is_misnamed(record: Record) -> bool:
    """Whether the file of a record is named for something else than it says."""
    if isinstance(record, Dialogue):
        return record.misdated
    return isinstance(record, Manual | Evaluation) and record.misnamed


def _says_where(record: Record) -> tuple[str, object]:
    """What a record is of, as it says itself."""
    return record.kind, record.data.get(HOMES[record.kind].key)


def _missing(here: SkpFolder, there: SkpFolder) -> Iterator[Record]:
    """The records here that are not there; one that is there but cannot be read is not missing."""
    names = {each.name for each in there.records()} | there.unread
    return (each for each in here.records() if each.name not in names)


def _new_entries(before: Skp | Manual, after: Skp | Manual) -> tuple[Amendment, ...]:
    return after.changes[len(before.changes) :]
