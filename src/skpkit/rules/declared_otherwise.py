"""An adendum declares as `komponen` just what it changed.

The entry in `perubahan` tells a reader of the form what is new. RHK added, dropped or reworded are
`rencana_hasil_kerja`; IKI added, dropped, moved or reworded are `iki`; target cells of an IKI that stays are
`target`; then `perilaku_kerja`, `lampiran`, `pegawai`, `penilai` (with the former one, unchanged, as
`penilai_lama`) and `periode`. What comes or goes with an RHK or IKI may be named or not.

**Fix:** write in `komponen` what changed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.edits import COMPONENTS, same
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.records import Skp
from skpkit.revision import FolderRevision, Revision
from skpkit.rules._rule import revision_rule

MESSAGE = N_(
    "adendum {nth} declares otherwise than what changed (changed but not declared: {missing}; declared but not "
    "changed: {surplus}); write in `komponen` just what changed"
)


@revision_rule(basis="T")
def rule(revision: Revision) -> Iterator[Problem]:
    """What is missing from, and what is too much in, the komponen of the new entries."""
    for folder, before, after in revision.binding():
        if not folder.entries:
            continue
        declared = frozenset[str]().union(*(each.komponen for each in folder.entries))
        for edit in folder.skp_edits:
            if edit.part in COMPONENTS and not edit.within and not {edit.part, edit.rides} & declared:
                undo = (("appraiser", folder.name),) if edit.part == "penilai" else ()
                missing = f"{edit.part.replace('_', ' ')} ({edit.subject})"
                yield _problem(folder, after, edit.key, missing=missing, undo=undo)
        yield from _former_appraiser(folder, before, after, declared)
        # several entries in one range may undo one another, so only a single one can declare too much
        if len(folder.entries) == 1:
            changed = {each.part for each in folder.skp_edits} | {each.rides for each in folder.skp_edits}
            changed |= {"target"} if any(each.part == "iki" for each in folder.skp_edits) else set()
            changed |= {"iki", "target"} if "rencana_hasil_kerja" in changed else set()
            for surplus in sorted(declared - changed):
                yield _problem(folder, after, (folder.name, "surplus", surplus), surplus=surplus)


def _former_appraiser(folder: FolderRevision, before: Skp, after: Skp, declared: frozenset[str]) -> Iterator[Problem]:
    edit = next((each for each in folder.skp_edits if each.part == "penilai"), None)
    entry = next((each for each in folder.entries if "penilai" in each.komponen), None)
    if edit and entry and not same(entry.former_appraiser, before.appraiser):
        undo = (("appraiser", folder.name),)
        yield _problem(folder, after, edit.key, missing="penilai_lama", undo=undo)


def _problem(
    folder: FolderRevision,
    after: Skp,
    key: tuple[str, ...],
    *,
    missing: str = "",
    surplus: str = "",
    undo: tuple[tuple[str, ...], ...] = (),
) -> Problem:
    entry = folder.entries[-1]
    return Problem(
        after.at(*entry.path, "komponen"),
        MESSAGE,
        {
            "nth": entry.nomor,
            "missing": (missing,) if missing else (),
            "surplus": (surplus,) if surplus else (),
        },
        about=(folder.before.name_of(after.name),),
        edits=frozenset({key}),
        undo=undo,
    )
