"""An adendum declares as `komponen` just what it changed.

The entry in `perubahan` tells a reader of the form what is new. RHK added, dropped or reworded are
`rencana_hasil_kerja`; IKI added, dropped, moved or reworded are `iki`; target cells of an IKI that stays are
`target`; then `perilaku_kerja`, `lampiran`, `pegawai`, `penilai` (with the former one, unchanged, as
`penilai_lama`) and `periode`. What comes or goes with an RHK or IKI may be named or not.

**Fix:** write in `komponen` what changed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from skpkit.edits import COMPONENTS, Edit
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.records import Change, Skp, same
from skpkit.revision import FolderRevision, Revision
from skpkit.rules._rule import revision_rule

MISSING = N_(
    "adendum {nth} does not declare {missing}, which changed; add it to `komponen`, or restore what was agreed"
)
SURPLUS = N_("adendum {nth} declares {surplus}, which did not change; take it out of `komponen`")
BOTH = N_(
    "adendum {nth} declares {surplus}, which did not change, but not {missing}, which did; write in `komponen` just "
    "what changed"
)
FORMER = N_(
    "adendum {nth} changes the appraiser, but does not show the one before as the SKP had it; write that as "
    "`penilai_lama`"
)
SUCCESSOR = N_(
    "adendum {nth} shows a `penilai_lama` but does not declare `penilai`; take `penilai_lama` out, the appraiser stays"
)
Undo: TypeAlias = tuple[tuple[str, ...], ...]


@revision_rule(basis="T")
def rule(revision: Revision) -> Iterator[Problem]:
    """What is missing from, and what is too much in, the komponen of the new entries, one problem an SKP."""
    for folder, before, after in revision.binding():
        if folder.entries:
            slips = sorted(
                [*_missing(revision, folder), *_former_appraiser(folder, before), *_surplus(folder)],
                key=lambda each: bool(each.surplus),
            )
            for each in slips:
                yield _problem(folder, after, each, slips)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A komponen missing from the entries, or too much in them, the edit that it is about, and the entry if it is one
    that is wrong."""

    key: tuple[str, ...]
    missing: str = ""
    surplus: str = ""
    undo: Undo = ()
    message: str = ""
    entry: Change | None = None


def _missing(revision: Revision, folder: FolderRevision) -> Iterator[_Slip]:
    declared = _declared(folder)
    for edit in folder.skp_edits:
        if edit.part not in COMPONENTS or edit.within or revision.part_of_closing(folder, edit):
            continue
        if not {edit.part, edit.rides} & declared:
            undo = (("appraiser", folder.name),) if edit.part == "penilai" else ()
            yield _Slip(edit.key, missing=_words(edit), undo=undo)


def _surplus(folder: FolderRevision) -> Iterator[_Slip]:
    """Several entries in one range may undo one another, so only a single one can declare too much."""
    if len(folder.entries) == 1:
        for surplus in sorted(_declared(folder) - _may_be_named(folder.skp_edits)):
            yield _Slip((folder.name, "surplus", surplus), surplus=surplus)


def _declared(folder: FolderRevision) -> frozenset[str]:
    return frozenset[str]().union(*(each.komponen for each in folder.entries))


def _may_be_named(edits: Sequence[Edit]) -> set[str]:
    """The komponen that changed, and those that came or went along with an RHK or IKI."""
    changed = {each.part for each in edits} | {each.rides for each in edits}
    whole = {each.part for each in edits if not each.field}
    along = {"target"} if "iki" in whole else set[str]()
    return changed | along | ({"iki", "target"} if "rencana_hasil_kerja" in whole else set())


def _former_appraiser(folder: FolderRevision, before: Skp) -> Iterator[_Slip]:
    """`penilai_lama` of the first entry with `penilai` is the appraiser before; an entry without has none, since it
    says who was in office until that day. Several entries may change the appraiser and change back."""
    undo = (("appraiser", folder.name),)
    surplus = (folder.name, "surplus", "penilai_lama")
    edit = next((each.key for each in folder.skp_edits if each.part == "penilai"), None)
    declaring = [each for each in folder.entries if "penilai" in each.komponen]
    if not edit and len(declaring) < 2:
        declaring = []
    first = declaring[0] if declaring else None
    if first and not same(first.former_appraiser, before.appraiser):
        yield _Slip(edit or surplus, missing="penilai_lama", undo=undo, message=FORMER, entry=first)
    odd = next((each for each in folder.entries if each.former_appraiser and each not in declaring), None)
    if odd:
        yield _Slip(surplus, surplus="penilai_lama", undo=undo, message=SUCCESSOR, entry=odd)


def _words(edit: Edit) -> str:
    """The komponen as it is written, and of what: `target (1b-N Q3)`."""
    of = edit.subject.removeprefix(edit.part.replace("_", " ")).replace(" target ", " ").strip()
    return edit.part if edit.part in ("penilai", "periode") else f"{edit.part} ({of})"


def _problem(folder: FolderRevision, after: Skp, slip: _Slip, slips: Sequence[_Slip]) -> Problem:
    """One slip. Those of an SKP are told as one; the first of them that no other rule claims leads."""
    entry = slip.entry if len(slips) == 1 and slip.entry else folder.entries[-1]
    surplus = tuple(each.surplus for each in slips if each.surplus)
    general = SURPLUS if slip.surplus else BOTH if surplus else MISSING
    return Problem(
        after.at(*entry.path, "komponen"),
        slip.message if len(slips) == 1 and slip.message else general,
        {"nth": entry.nomor, "missing": (slip.missing,) if slip.missing else (), "surplus": surplus},
        about=(folder.before.name_of(after.name),),
        edits=frozenset({slip.key}),
        undo=slip.undo,
    )
