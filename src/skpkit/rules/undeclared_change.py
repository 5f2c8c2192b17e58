"""An established SKP changes only by an adendum, recorded as a new entry of `perubahan`.

Free are the steps that are no change of the plan: to establish a draft, and to close an SKP for a komplemen that
starts the next day, after its end, or by an adendum `periode`, each shortening the periods of SKP and IKI alike.
`kelompok`, `pendekatan` and `penetapan` change by no adendum at all.

**Fix:** record the adendum (number, date, reason, komponen, dialogue, approvals), or restore what was agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.edits import APPROVAL, COMPONENTS, ENTRY, IDENTITY, LOG, Edit
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.revision import FolderRevision, Revision
from skpkit.rules._rule import revision_rule

MESSAGE = N_(
    "an established SKP changed without an adendum ({parts}); record it as a new entry of `perubahan`, or restore it"
)


@revision_rule(basis="S")
def rule(revision: Revision) -> Iterator[Problem]:
    """Everything in an SKP that changed and that nothing allows, one problem an SKP."""
    for folder, _, after in revision.binding():
        closing = revision.free_to_close(folder)
        for edit in folder.skp_edits:
            if edit.within or edit.part in (APPROVAL, ENTRY, IDENTITY, LOG) or _free(folder, edit, closing=closing):
                continue
            yield Problem(
                edit.at,
                MESSAGE,
                {"parts": (edit.subject,)},
                was=edit.was,
                about=(folder.before.name_of(after.name),),
                edits=frozenset({edit.key, *folder.mirrors(edit)}),
                undo=(("appraiser", folder.name),) if edit.part == "penilai" else (),
            )


def _free(folder: FolderRevision, edit: Edit, *, closing: bool) -> bool:
    if edit.part == "status":
        return closing
    if closing and (edit.part == "periode" or edit.rides == "periode"):
        return True
    return edit.part in COMPONENTS and bool(folder.entries)
