"""A dialogue that was reported is never edited, moved or removed.

The report is what both had before them on its day. What was forgotten, or has changed, is said in the next dialogue.

Silent of a realisasi that changed in an established SKP: SKP302 tells it.

**Fix:** restore the file as it was, and record what is new in a dialogue of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import WHOLE
from skpkit.change.revision import Revision
from skpkit.findings import Location, Problem
from skpkit.messages import N_
from skpkit.model.dossier import SkpFolder
from skpkit.model.records import Dialogue
from skpkit.rules._rule import revision_rule

ALTERED = N_(
    "{dialogue} was reported on {day}, but {parts} changed; restore it and record what is new in a new dialogue"
)
REMOVED = N_("{dialogue} was reported on {day}, but is gone; restore the file under its name")


@revision_rule(basis="S", locked=True, keeps="dialogue")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each reported dialogue that was altered, and each one that is gone."""
    for folder in revision.folders:
        for name, edits in folder.dialogue_edits.items():
            dialogue = folder.dialogues[name][0]
            for edit in edits if dialogue.reported else ():
                words = (edit.iki, edit.field.replace("_", " "), edit.period)
                yield Problem(
                    edit.at,
                    ALTERED,
                    {
                        "dialogue": name,
                        "day": dialogue.reported_on,
                        "parts": (" ".join(word for word in words if word),),
                    },
                    was=edit.was,
                    about=(folder.before.name_of(name),),
                    edits=frozenset({edit.key}),
                    undo=(("file", folder.name, name),),
                )
        for record in folder.dropped():
            if isinstance(record, Dialogue) and record.reported:
                yield _gone(folder.before, record, folder.surviving_parent(record))
    for gone in revision.dropped_folders():
        parent = Location(revision.after.path) if revision.after else revision.parent
        for dialogue in gone.dialogues:
            if dialogue.reported and parent:
                yield _gone(gone, dialogue, parent)


def _gone(folder: SkpFolder, dialogue: Dialogue, at: Location) -> Problem:
    return Problem(
        at,
        REMOVED,
        {"dialogue": dialogue.name, "day": dialogue.reported_on},
        was=dialogue.at(),
        about=(folder.name_of(dialogue.name),),
        edits=frozenset({(folder.name, dialogue.name, WHOLE)}),
        undo=(("file", folder.name, dialogue.name),),
    )
