"""A manual of an established SKP changes only with a new entry of `perubahan` in it.

The entry says when, why and with whose approval. An adendum of the SKP covers in the manual just what the SKP shows
of the IKI and itself changes; all else needs the manual's own entry. A first manual is no change.

Silent of a rewritten `perubahan` (SKP307), and of what the SKP's form shows (SKP308).

**Fix:** add an entry to the manual's `perubahan` with number, date, reason and the appraiser's approval.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import APPROVAL, ENTRY
from skpkit.change.revision import Revision
from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.model.paths import manual_name
from skpkit.rules._rule import cite, own, revision_rule
from skpkit.rules.revision._entry import manual_lines

BASIS = (
    cite(
        "djkn-2023",
        N_("on changes of the Manual IKI"),
        N_("parts of it may change without a change of the SKP"),
    ),
    own(
        N_("such a change is recorded in the manual, with its reason and approval"),
    ),
)

MESSAGE = N_("the manual of {iki} changed without an entry in its `perubahan` ({parts}); add the entry, or restore it")
TAKEN = N_("the manual of {iki} is gone, but the SKP still has that IKI; restore the manual")


@revision_rule(basis=BASIS, keeps="manual", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each manual that changed without a word, one problem an IKI."""
    for folder, _, after in revision.bound():
        for kode, edits in folder.manual_edits.items():
            if folder.manual_entries(kode):
                continue
            for edit in edits:
                covered = edit.part in (APPROVAL, ENTRY) or (folder.entries and folder.mirrored(edit))
                if not covered:
                    told: dict[str, Value] = {"iki": kode, "parts": (edit.field_and_period,)}
                    name = folder.before.name_of(manual_name(kode))
                    yield edit.problem(MESSAGE, told, of=name, example=manual_lines(folder.after.manuals[kode].changes))
        for kode, manual in folder.before.manuals.items():
            unread = {manual.name, manual_name(kode)} & folder.after.unread
            if after.indicator(kode) and kode not in folder.after.manuals and not unread:
                edit = folder.gone(manual)
                yield edit.problem(TAKEN, {"iki": kode}, undo=[edit.whole_record])
