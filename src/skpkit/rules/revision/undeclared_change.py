"""An established SKP changes only by an adendum, recorded as a new entry of `perubahan`.

Free are the steps that are no change of the plan: to establish a draft, and to close an SKP for a komplemen that
starts the next day, after its end, or by an adendum `periode`, each shortening the periods of SKP and IKI alike.
`kelompok`, `pendekatan` and `penetapan` change by no adendum at all.

Silent of a changed identity (SKP312), a rewritten `perubahan` (SKP307), what an adendum leaves out (SKP306).

**Fix:** restore what was agreed, and change it by `skpkit adendum`, which writes the edits, the entry (number, date,
reason, komponen, dialogue) and what follows from them; or record that entry yourself.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import APPROVAL, COMPONENTS, ENTRY, Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import AppraiserInOffice, Problem, Undo
from skpkit.messages import N_, Value
from skpkit.model.paths import SKP_FILE
from skpkit.rules._rule import cite, revision_rule
from skpkit.rules.revision._entry import adendum_lines

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it is the change, in part or as a whole, of what an SKP says that was set"),
    ),
)

MESSAGE = N_(
    "an established SKP changed without an adendum ({parts}); restore it and change it by skpkit adendum {dossier}, or "
    "record it yourself as a new entry of `perubahan`"
)
FIXED = N_("{parts} of an established SKP changed, which no adendum may; restore what was agreed")
WRONGLY_CLOSED = N_(
    "this SKP was closed ({parts}), but its agreed period is not over, no komplemen starts on the day after it ends, "
    "and no adendum declares `periode`; take that back, or record the adendum"
)
LENGTHENED = N_(
    "this SKP was closed ({parts}) by an adendum that does not only shorten: its period, or that of an IKI, now "
    "reaches beyond what it was; restore that period, or shorten it"
)


@revision_rule(basis=BASIS, keeps="plan", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Everything in an SKP that changed and that nothing allows, one problem an SKP."""
    for folder, _, after in revision.bound():
        edits = [each for each in folder.skp_edits if not _free(revision, folder, each)]
        message = MESSAGE
        if any(each.part == "status" for each in edits) and after.closed:
            message = LENGTHENED if folder.closed_by_entry else WRONGLY_CLOSED
        elif all(each.part not in COMPONENTS for each in edits):
            message = FIXED
        for edit in edits:
            told: dict[str, Value] = {"parts": (edit.subject,), "dossier": after.path.removesuffix(f"/{SKP_FILE}")}
            shown = message == MESSAGE and edit.part in COMPONENTS
            example = adendum_lines(after.changes, edit.part) if shown else ()
            yield edit.problem(message, told, along=folder.mirrors(edit), undo=_undo(edit), example=example)


def _undo(edit: Edit) -> Iterator[Undo]:
    """What only taking the edit back can fix: no adendum allows it, or everybody approved as somebody else."""
    if edit.part == "penilai":
        yield AppraiserInOffice(edit.key.folder)
    elif edit.part not in COMPONENTS and edit.part != "status":
        yield edit.top_field


def _free(revision: Revision, folder: FolderRevision, edit: Edit) -> bool:
    """Whether an edit is allowed, or a detail of another one."""
    if edit.within or edit.part in (APPROVAL, ENTRY):
        return True
    declared = edit.part in COMPONENTS and bool(folder.entries)
    return declared or revision.part_of_closing(folder, edit)
