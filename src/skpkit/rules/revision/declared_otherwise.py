"""An adendum declares as `komponen` just what it changed.

The entry in `perubahan` tells a reader of the form what is new. RHK added, dropped or reworded are
`rencana_hasil_kerja`; IKI added, dropped, moved or reworded are `iki`; target cells of an IKI that stays are
`target`; then `perilaku_kerja`, `lampiran`, `pegawai`, `penilai` (with the former one, unchanged, as
`penilai_lama`) and `periode`, to which `tidak_bertugas` belongs. What comes or goes with an RHK or IKI may be named
or not.

Silent where no adendum was added at all: SKP305 tells what changed.

**Fix:** write in `komponen` what changed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpkit.change.edits import AWAY, COMPONENTS, Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import AppraiserInOffice, Key, Problem, Undo
from skpkit.messages import N_, Value, in_words
from skpkit.model.paths import SKP_FILE
from skpkit.model.records import Amendment, Skp, same
from skpkit.rules._rule import own, revision_rule
from skpkit.source.schemas import SKP
from skpkit.source.yamlfile import Path

BASIS = (
    own(
        N_("an adendum tells its reader what is new, so it names just that"),
    ),
)

MISSING = N_(
    "adendum {nth} does not declare {missing}, which changed; add it to `komponen`, or restore what was agreed"
)
SURPLUS = N_("adendum {nth} declares {surplus}, which did not change; take it out of `komponen`")
BOTH = N_(
    "adendum {nth} declares {surplus}, which did not change, but not {missing}, which did; write in `komponen` just "
    "what changed"
)
FORMER = N_(
    "adendum {nth} changes the appraiser, but does not show the one before; add `penilai_lama` with what the SKP had "
    "in `pejabat_penilai_kinerja`"
)
OTHER_FORMER = N_(
    "`penilai_lama` of adendum {nth} is not the appraiser that the SKP had: {fields} differs; write there what the SKP "
    "had in `pejabat_penilai_kinerja`"
)
STAYS = N_(
    "adendum {nth} declares `penilai` and shows a `penilai_lama`, but the appraiser did not change; take both out"
)
SUCCESSOR = N_(
    "adendum {nth} shows a `penilai_lama` but does not declare `penilai`; take `penilai_lama` out, the appraiser stays"
)
MIXED = N_(
    "adendum {nth} does not tell just what changed (not in `komponen`: {missing}; there without a change: {surplus}); "
    "mend `komponen`, and show the appraiser before as `penilai_lama` just if another one follows"
)
FIELDS = {"nip": "NIP", "pangkat_golongan": "pangkat/gol. ruang"}


@revision_rule(basis=BASIS, added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """What is missing from, and what is too much in, the komponen of the new entries, one problem an SKP."""
    for folder, before, after in revision.bound():
        if folder.entries:
            slips = sorted(
                [*_missing(revision, folder), *_former_appraiser(folder, before), *_surplus(folder)],
                key=lambda each: bool(each.surplus),
            )
            for each in slips:
                yield _problem(folder, after, each, slips)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A komponen missing from the entries, or too much in them, and the edit that it is about; or with a `message` what
    is wrong with `penilai_lama`, with the entry and the path in it."""

    key: Key
    missing: str = ""
    surplus: str = ""
    undo: tuple[Undo, ...] = ()
    message: str = ""
    entry: Amendment | None = None
    path: Path = ("komponen",)
    fields: tuple[str, ...] = ()


def _missing(revision: Revision, folder: FolderRevision) -> Iterator[_Slip]:
    declared = _declared(folder)
    for edit in folder.skp_edits:
        if edit.part not in COMPONENTS or edit.within or revision.part_of_closing(folder, edit):
            continue
        if not {edit.part, edit.rides} & declared:
            undo = (AppraiserInOffice(folder.name),) if edit.part == "penilai" else ()
            yield _Slip(edit.key, missing=_words(edit), undo=undo)


def _surplus(folder: FolderRevision) -> Iterator[_Slip]:
    """Several entries in one range may undo one another, so only a single one can declare too much."""
    if len(folder.entries) == 1:
        for surplus in sorted(_declared(folder) - _may_be_named(folder.skp_edits)):
            yield _Slip(_surplus_key(folder, surplus), surplus=surplus)


def _surplus_key(folder: FolderRevision, surplus: str) -> Key:
    return Key(folder.name, SKP_FILE, ("surplus", surplus))


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
    undo, surplus = (AppraiserInOffice(folder.name),), _surplus_key(folder, "penilai_lama")
    edit = next((each.key for each in folder.skp_edits if each.part == "penilai"), None)
    declaring = [each for each in folder.entries if "penilai" in each.komponen]
    if not edit and len(declaring) < 2:
        declaring = []
    first = declaring[0] if declaring else None
    if first and not same(first.former_appraiser, before.appraiser):
        former = first.former_appraiser or {}
        fields = tuple(
            FIELDS.get(key, in_words(key))
            for key in dict.fromkeys((*before.appraiser, *former))
            if not same(former.get(key), before.appraiser.get(key))
        )
        message, path = (OTHER_FORMER, ("penilai_lama",)) if former else (FORMER, ("komponen",))
        yield _Slip(edit or surplus, undo=undo, message=message, entry=first, path=path, fields=fields)
    fitting = declaring or (folder.entries if edit else [])  # where `penilai` is not declared, that is what is wrong
    odd = next((each for each in folder.entries if each.former_appraiser and each not in fitting), None)
    if odd:
        yield _Slip(surplus, undo=undo, message=SUCCESSOR, entry=odd, path=("penilai_lama",))


def _words(edit: Edit) -> str:
    """The komponen as it is written, and of what: `target (1b-N Q3)`."""
    of = edit.subject.removeprefix(edit.part.replace("_", " ")).replace(" target ", " ").strip()
    bare = edit.part in ("penilai", "periode") and edit.field != AWAY
    return f"`{edit.part}`" if bare else f"`{edit.part}` ({of})"


def _problem(folder: FolderRevision, after: Skp, slip: _Slip, slips: Sequence[_Slip]) -> Problem:
    """One slip. Those of an SKP are told as one; the first of them that no other rule claims leads."""
    message = _message(slip, slips)
    alone = message == slip.message
    entry = (slip.entry if alone else None) or folder.entries[-1]
    of_it = Edit(slip.key, SKP, "", after.at(*entry.path, *(slip.path if alone else ("komponen",))))
    told: dict[str, Value] = {
        "nth": entry.nomor,
        "missing": (slip.missing,) if slip.missing else (),
        "surplus": tuple(f"`{each.surplus}`" for each in slips if each.surplus),
        "fields": slip.fields,
    }
    return of_it.problem(message, told, undo=slip.undo)


def _message(slip: _Slip, slips: Sequence[_Slip]) -> str:
    """How all slips of an SKP are told, where this one leads."""
    formers = [each for each in slips if each.message]
    surplus = [each.surplus for each in slips if each.surplus]
    if formers and len(formers) < len(slips):
        stays = len(formers) + len(surplus) == len(slips) and surplus == ["penilai"]
        return STAYS if stays else MIXED
    if slip.message:
        return slip.message
    return SURPLUS if slip.surplus else BOTH if surplus else MISSING
