"""One SKP folder before and after: its edits, what of it was realised, and which of its cells are frozen by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from skpkit.change.compare import evaluation_edits, manual_edits, skp_edits
from skpkit.change.dialogue_lines import dialogue_edits
from skpkit.change.edits import Edit, gone
from skpkit.findings import Evidence, Key, Location, Moment
from skpkit.messages import Value, quoted
from skpkit.model.dossier import Cell, SkpFolder
from skpkit.model.paths import HOMES
from skpkit.model.periods import MONTHS, QUARTERS, SEMESTERS, YEAR, parts
from skpkit.model.records import (
    SHOWN,
    Amendment,
    Dialogue,
    Evaluation,
    Indicator,
    Line,
    Manual,
    Record,
    Skp,
    same,
)
from skpkit.model.settings import WHOLE_IKI
from skpkit.source.schemas import MANUAL

EVERY_PERIOD = (*MONTHS, *QUARTERS, *SEMESTERS, YEAR)


@dataclass(frozen=True, eq=False)
class Proof:
    """The line of a dialogue that records a realisation. Where it stands is worked out when it is told."""

    record: Dialogue
    line: Line
    moment: Moment

    @property
    def dialogue(self) -> str:
        """The name of the dialogue."""
        return self.record.name

    @property
    def period(self) -> str:
        """The period that is realised."""
        return self.line.periode

    @property
    def value(self) -> Value:
        """What was realised, as a sentence shows it."""
        return quoted(self.line.value)

    @cached_property
    def evidence(self) -> Evidence:
        """Where it stands."""
        return Evidence(self.record.at(*self.line.path), self.moment)

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
        if self.skps is None or self.skps[0] is self.skps[1]:
            return ()
        return tuple(skp_edits(self.name, *self.skps))

    @cached_property
    def manuals(self) -> Mapping[str, tuple[Manual, Manual]]:
        """The manuals in both states, by IKI."""
        before, after = self.before.manuals, self.after.manuals
        return {kode: (before[kode], after[kode]) for kode in before if kode in after}

    @cached_property
    def manual_edits(self) -> Mapping[str, tuple[Edit, ...]]:
        """The edits of each manual kept, by IKI."""
        return {
            kode: tuple(manual_edits(self.name, *pair)) if pair[0] is not pair[1] else ()
            for kode, pair in self.manuals.items()
        }

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
        return {
            name: tuple(dialogue_edits(self.name, *pair)) if pair[0] is not pair[1] else ()
            for name, pair in self.dialogues.items()
        }

    @cached_property
    def evaluation_edits(self) -> Mapping[str, tuple[Edit, ...]]:
        """The edits of each evaluation kept, by the period that it was of: kept is what its file holds now."""
        after = {each.name: each for each in self.after.evaluations.values()}
        return {
            period: tuple(evaluation_edits(self.name, each, after[name])) if each is not after[name] else ()
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
                    proofs.setdefault(cell, {}).setdefault((dialogue.name, line.path), Proof(dialogue, line, moment))
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
        if old.kode not in self._proofs:
            return
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
        return self._proofs.get(kode, ())

    @cached_property
    def _proofs(self) -> Mapping[str, tuple[Proof, ...]]:
        """The proofs of every realised cell, by IKI, in the order of its periods."""
        known = (each for each in self.direct_proofs if each[1] in EVERY_PERIOD)
        cells = sorted(known, key=lambda each: EVERY_PERIOD.index(each[1]))
        found: dict[str, list[Proof]] = {}
        for cell in cells:
            found.setdefault(cell[0], []).extend(self.direct_proofs[cell])
        return {kode: tuple(proofs) for kode, proofs in found.items()}

    def realised_until_now(self, kode: str) -> list[Proof]:
        """The first proof of each realised cell of an IKI that the change itself does not bring."""
        return [each for each in self._firsts.get(kode, ()) if each.moment != "after"]

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
