"""A dialogue that was reported is never edited, moved or removed.

The report is what both had before them on its day. What was forgotten, or has changed, is said in the next dialogue.

Silent of a realisasi that changed in an established SKP: SKP302 tells it.

**Fix:** restore the file as it was, and record what is new in a dialogue of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.revision import Revision
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.records import Dialogue
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on when it is held and reported"),
        N_("it is reported in the performance app at least once in three months"),
    ),
    own(
        N_("what was reported is what both had before them, so it stays"),
    ),
)

ALTERED = N_(
    "{dialogue} was reported on {day}, but {parts} changed; restore it and record what is new in a new dialogue"
)
REMOVED = N_("{dialogue} was reported on {day}, but is gone; restore the file under its name")


@revision_rule(basis=BASIS, locked=True, keeps="dialogue", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each reported dialogue that was altered, and each one that is gone."""
    for folder in revision.folders:
        for name, edits in folder.dialogue_edits.items():
            dialogue = folder.dialogues[name][0]
            for edit in edits if dialogue.reported else ():
                parts = f"{edit.iki} {edit.field_and_period}".strip()
                told = {"dialogue": name, "day": dialogue.reported_on, "parts": (parts,)}
                yield edit.problem(ALTERED, told, undo=[edit.whole_record])
    for record, edit in revision.dropped():
        if isinstance(record, Dialogue) and record.reported:
            told = {"dialogue": record.name, "day": record.reported_on}
            yield edit.problem(REMOVED, told, undo=[edit.whole_record])
