"""A dossier before and after: its SKP folders, what was kept, added and dropped, and how the change comes in.

Rules read this and compare nothing themselves. The same edits are the list of changes in a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from skpkit.change.edits import AWAY, Edit, gone
from skpkit.change.folder import FolderRevision
from skpkit.findings import Location, OldNew, Problem
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import complement_folder, dossier_path
from skpkit.model.periods import days_before
from skpkit.model.records import (
    Record,
    Skp,
    same,
)
from skpkit.model.settings import Settings
from skpkit.model.settled import Dated, Settled, settled_in
from skpkit.model.signers import Signers
from skpkit.source.tree import Past


class Landing(NamedTuple):
    """How a change comes in. A `proposal` has not landed; the `first` one finds no dossier at all. `past` is the
    history that it comes after, where there is one, `signers` whose signatures count, where somebody says so."""

    past: Past | None = None
    proposal: bool = True
    first: bool = False
    signers: Signers | None = None


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
        now = self.names_now
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
        past, whose = self.landing.past, self.after
        if past and any(self._is_same_record(path, each) for each in past.places(oid, whose.path, whose.identity)):
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
    def names_now(self) -> Mapping[str, str]:
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
