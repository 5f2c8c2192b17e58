"""An established SKP stays: it is not deleted, moved within its dossier, set back to rancangan, reopened or added to.

What was agreed and signed is evidence of a year's work. It is changed by an adendum, replaced by a komplemen and
closed at its end; it is never taken away. One that was closed before takes no new entry of `perubahan`, nor do its
manuals. Dialogues and `koreksi` go on until the period is evaluated (SKP315).

Silent of an SKP that cannot be read any more: SKP001 to SKP005 tell it.

**Fix:** restore the SKP as it was; change it by an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import ENTRY
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import Key, Problem, WholeDossier, WholeFolder
from skpkit.messages import N_
from skpkit.model.records import DRAFT, Record, Skp
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it is the change, in part or as a whole, of what an SKP says that was set"),
    ),
    cite(
        "djkn-2023",
        N_("on the SKP Komplemen"),
        N_("it sets the SKP again, since all of it changed against the one of the year's start"),
    ),
    own(
        N_("no source tells of a third way, such as taking an SKP away"),
    ),
)

DOSSIER = N_("{path}, a dossier with an established SKP, is gone; restore it, an SKP is closed and never taken away")
DELETED = N_("the established SKP {name} was deleted or moved; restore it where it was")
DRAFTED = N_("an established SKP was set back to rancangan; restore `status: {old}` and change it by an adendum")
REOPENED = N_("a closed SKP was reopened; restore `status: ditutup`")
CLOSED = N_(
    "the SKP was closed before this change, so that {name} takes no new entry of `perubahan`; take the entry back with "
    "what it declares"
)


@revision_rule(basis=BASIS, locked=True, keeps="status", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """A dossier deleted is one problem, and so is each SKP."""
    if revision.before and not revision.after:
        gone = list(revision.dropped())
        first = next((each for each in gone if _established(each[0])), None)
        if first:
            told = {"path": revision.before.path}
            along = [edit.key for _, edit in gone]
            yield first[1].problem(DOSSIER, told, of="dossier", along=along, undo=[WholeDossier()])
        return
    lost = {each.name: each for each in revision.dropped_folders()}
    for record, edit in revision.dropped():
        if _established(record):
            name = edit.key.folder
            along = [Key(name, each.name) for each in lost[name].records()] if name in lost else []
            yield edit.problem(DELETED, {"name": edit.key.name}, along=along, undo=[WholeFolder(name)])
    for folder, before, after in revision.bound():
        for edit in folder.skp_edits:
            if edit.field == "status" and (after.status == DRAFT or before.closed):
                message = DRAFTED if after.status == DRAFT else REOPENED
                yield edit.problem(message, {"old": before.status}, "status", undo=[edit.top_field])
        if before.closed:
            yield from _after_closing(folder)


def _after_closing(folder: FolderRevision) -> Iterator[Problem]:
    """Each new entry of the SKP and its manuals."""
    for edit in (*folder.skp_edits, *(each for edits in folder.manual_edits.values() for each in edits)):
        if edit.part == ENTRY:
            yield edit.problem(CLOSED, {"name": edit.key.name}, "perubahan", undo=[edit.top_field])


def _established(record: Record) -> bool:
    return isinstance(record, Skp) and record.established
