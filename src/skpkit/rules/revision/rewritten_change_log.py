"""`perubahan` only grows: what was recorded of a change stays, and the next one gets the next number.

The list of changes is the history that the form shows. Earlier entries stay untouched; a new one has the next
`nomor`, from 1 on, and no earlier date than the one before it or penetapan. An approval may still be added to
the last entry, since two people sign on two days.

**Fix:** restore the earlier entries, and give the new one the next number and its true date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from skpkit.change.edits import ENTRY, LOG, Edit
from skpkit.change.revision import Revision
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.records import Amendment, Manual, Skp
from skpkit.rules._rule import own, revision_rule

BASIS = (
    own(
        N_("the list of changes is the history of the SKP, so it only grows"),
    ),
)

REWRITTEN = N_("entry {nth} of `perubahan` was rewritten; restore it, and record what changed as a new entry")
NUMBER = N_("the new entry of `perubahan` has nomor {given}, but {expected} comes next; number it {expected}")
DATE = N_("the new entry of `perubahan` is dated {given}, but the one before it {earlier}; mend the date that is wrong")
EARLY = N_("the new entry of `perubahan` is dated {given}, before penetapan on {earlier}; mend the date that is wrong")

BothRecords: TypeAlias = "tuple[Skp, Skp] | tuple[Manual, Manual]"
EditedLog: TypeAlias = "tuple[BothRecords, tuple[Edit, ...]]"


@revision_rule(basis=BASIS, locked=True, keeps="log", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each entry rewritten, and each new one out of order."""
    for folder, before, after in revision.bound():
        logs: list[EditedLog] = [((before, after), folder.skp_edits)]
        logs += [(pair, folder.manual_edits[kode]) for kode, pair in folder.manuals.items()]
        for pair, edits in logs:
            cause = (causes.rewritten(folder.before.name_of(pair[0].name)),)
            for edit in edits:
                if edit.part == LOG:
                    nth = int(edit.key.what[-1]) + 1
                    yield replace(edit.problem(REWRITTEN, {"nth": nth}, str(nth), undo=[edit.top_field]), tells=cause)
            for problem in _new_entries(pair, edits, before.established_on):
                yield replace(problem, left_to=cause)


def _new_entries(pair: BothRecords, edits: tuple[Edit, ...], since: date | None) -> Iterator[Problem]:
    before, after = pair
    new = [each for each in edits if each.part == ENTRY]
    previous: Amendment | None = before.changes[-1] if before.changes else None
    for edit, change in zip(new, after.changes[len(before.changes) :], strict=True):
        expected = previous.nomor + 1 if previous else 1
        earliest = previous.tanggal if previous else since
        nomor, undo = str(change.nomor), [edit.top_field]
        if change.nomor != expected:
            number = replace(edit, at=after.at(*change.path, "nomor"))
            yield number.problem(NUMBER, {"given": change.nomor, "expected": expected}, nomor, "nomor", undo=undo)
        if earliest and change.tanggal < earliest:
            dated = replace(edit, key=edit.key.below("tanggal"), at=after.at(*change.path, "tanggal"))
            told = {"given": change.tanggal, "earlier": earliest}
            yield dated.problem(DATE if previous else EARLY, told, nomor, "tanggal", undo=undo)
        previous = change
