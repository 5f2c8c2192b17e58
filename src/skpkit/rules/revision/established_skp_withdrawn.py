"""An established SKP stays: it is not deleted, moved within its dossier, set back to rancangan, or reopened.

What was agreed and signed is evidence of a year's work. It is changed by an adendum, replaced by a komplemen and
closed at its end; it is never taken away.

Silent of an SKP that cannot be read any more: SKP001 to SKP005 tell it.

**Fix:** restore the SKP as it was; change it by an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import WHOLE
from skpkit.change.revision import Revision
from skpkit.findings import Location, Problem
from skpkit.messages import N_
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import SKP_FILE
from skpkit.model.records import CLOSED, DRAFT, Skp
from skpkit.rules._rule import revision_rule

DOSSIER = N_("{path}, a dossier with an established SKP, is gone; restore it, an SKP is closed and never taken away")
DELETED = N_("the established SKP {name} was deleted or moved; restore it where it was")
DRAFTED = N_("an established SKP was set back to rancangan; restore `status: {old}` and change it by an adendum")
REOPENED = N_("a closed SKP was reopened; restore `status: ditutup`")


@revision_rule(basis="S", locked=True, keeps="status")
def rule(revision: Revision) -> Iterator[Problem]:
    """A dossier deleted is one problem, and so is each SKP."""
    if revision.before and not revision.after:
        gone = [(folder, skp) for folder, skp in revision.before.established()]
        if gone and revision.parent:
            folders = list(revision.before.folders.values())
            edits = frozenset(key for folder in folders for key in _whole_keys(folder))
            at, was = revision.parent, gone[0][1].at()
            told = {"path": revision.before.path}
            yield Problem(at, DOSSIER, told, was=was, about=("dossier",), edits=edits, undo=(("dossier",),))
        return
    for gone_folder in revision.dropped_folders():
        if gone_folder.skp and gone_folder.skp.established and revision.after:
            edits = frozenset(_whole_keys(gone_folder))
            yield _deleted(revision, gone_folder, gone_folder.skp, edits)
    for folder in revision.folders:
        before, after = folder.before.skp, folder.after.skp
        if not before or not before.established or SKP_FILE in folder.after.unread:
            continue
        if not after:
            yield _deleted(revision, folder.before, before, frozenset({_key(folder.before)}))
        elif after.status == DRAFT or (before.status == CLOSED and after.status != CLOSED):
            yield Problem(
                after.at("status"),
                DRAFTED if after.status == DRAFT else REOPENED,
                {"old": before.status},
                was=before.at("status"),
                about=(folder.before.name_of(SKP_FILE), "status"),
                edits=frozenset({(folder.name, SKP_FILE, "status")}),
                undo=(("field", folder.name, SKP_FILE, "status"),),
            )


def _deleted(revision: Revision, folder: SkpFolder, skp: Skp, edits: frozenset[tuple[str, ...]]) -> Problem:
    assert revision.after is not None  # noqa: S101 - what is gone from a dossier that is there
    name = folder.name_of(skp.name)
    left = revision.after.folders.get(folder.name)
    at = Location(left.path if left else revision.after.path)
    undo = (("folder", folder.name),)
    return Problem(at, DELETED, {"name": name}, was=skp.at(), about=(name,), edits=edits, undo=undo)


def _key(folder: SkpFolder) -> tuple[str, ...]:
    return (folder.name, SKP_FILE, WHOLE)


def _whole_keys(folder: SkpFolder) -> Iterator[tuple[str, ...]]:
    """The keys of the edits that every record of a folder is gone."""
    return ((folder.name, record.name, WHOLE) for record in folder.records())
