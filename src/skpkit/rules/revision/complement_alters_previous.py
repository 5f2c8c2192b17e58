"""A komplemen leaves the SKP that it replaces as it was, but for closing it.

The old SKP stays the plan for the months served under it: its status becomes ditutup, its period and that
of each IKI end; its later targets are left alone, not deleted.

Silent of what is frozen by realisations (SKP301, SKP303, SKP304), and of a rewritten `perubahan` (SKP307).

**Fix:** restore the old SKP apart from its status and periods; a change of its content needs an adendum of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import APPROVAL, AWAY, ENTRY
from skpkit.change.revision import Revision
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.rules._rule import cite, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Komplemen"),
        N_("it sets the SKP again, since all of it changed against the one of the year's start"),
    ),
    cite(
        "faq-2025",
        N_("on moving to another post"),
        N_("the old SKP is closed on the day of the move; its targets of later quarters are left alone, not deleted"),
    ),
)

MESSAGE = N_(
    "the komplemen closes this SKP, but {parts} changed too; restore that, closing changes status and periods alone"
)


@revision_rule(basis=BASIS, locked=True, added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Everything else that changed in an SKP with the komplemen that replaces it."""
    for folder, _, _ in revision.bound():
        if not revision.complement_of(folder, new=True):
            continue
        for edit in folder.skp_edits:
            closing = edit.field in ("status", "periode") or edit.part in (ENTRY, APPROVAL)
            closing = closing or (edit.field == AWAY and revision.part_of_closing(folder, edit))
            if not closing and not edit.within and not folder.declaring(edit):
                told = {"parts": (edit.subject,)}
                yield edit.problem(MESSAGE, told, along=folder.mirrors(edit), undo=[edit.top_field])
