"""The NIP, the year and the rules (`aturan`) of an established SKP stay.

They say whose record this is, of which year, and by which rules it is judged for ever. A dossier that reappears
under another NIP is the same change, made with the folder.

**Fix:** restore NIP, year and `aturan`. A wrong NIP is mended by a new dossier with its own agreement, not by
renaming one.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import IDENTITY
from skpkit.change.revision import Revision
from skpkit.findings import Problem, WholeDossier
from skpkit.messages import N_
from skpkit.rules._rule import own, revision_rule

BASIS = (
    own(
        N_("NIP, year and rules say whose plan it is and by what it is judged; both agreed on that one"),
    ),
)

RENAMED = N_(
    "this is the dossier {old} under another NIP or year, which stay once an SKP is established; move it back and "
    "restore both"
)
CHANGED = N_("{fields} of an established SKP changed; restore what was agreed")


@revision_rule(basis=BASIS, locked=True, keeps="identity", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """One problem for a dossier under another identity, else one for each SKP."""
    if revision.renamed and revision.before and revision.after:
        before, after = next(revision.before.established())[1], next(revision.after.plans())[1]
        at = after.at("pegawai", "nip") if revision.before.nip != revision.after.nip else after.at("tahun")
        told = {"old": revision.before.path}
        yield Problem(at, RENAMED, told, was=before.at(), about=("dossier",), undo=(WholeDossier(),))
        return
    for folder, _, _ in revision.bound():
        edits = [each for each in folder.skp_edits if each.part == IDENTITY]
        manuals = [each for found in folder.manual_edits.values() for each in found if each.field == "aturan"]
        if edits:
            fields = tuple(each.field for each in edits)
            along = [each.key for each in (*edits, *manuals)]
            undo = [each.top_field for each in edits]
            yield edits[0].problem(CHANGED, {"fields": fields}, *fields, along=along, undo=undo)
