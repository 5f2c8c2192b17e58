"""An IKI that a change brings has its Manual IKI, at the latest a month after its adendum.

The new IKI is agreed, and how it is measured follows. The month runs from the adendum that brought it; until it is over
a missing manual is a warning. `skpkit check` asks for it under SKP201, which goes along with this finding.

**Fix:** write `iki/<kode>.yaml` for the IKI.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.edits import Edit
from skpkit.change.revision import FolderRevision, Revision
from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.facts import missing_manuals, months_after
from skpkit.model.paths import manual_name
from skpkit.rules._rule import revision_rule

DUE = N_("{iki} is new and has no manual yet; write iki/{iki}.yaml by {day}")
LATE = N_("{iki} is new and has no manual, which was due by {day}; write iki/{iki}.yaml")


@revision_rule(basis="K")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each new IKI without manual: a warning until the month is over."""
    for folder, _, after in revision.binding():
        missing = {each.iki: each for each in missing_manuals(folder.after, after)}
        for edit in folder.skp_edits:
            if edit.part == "iki" and not edit.field and edit.old is None and edit.iki in missing:
                change = folder.declared_in(edit)
                since = change.tanggal if change else folder.today
                day = months_after(since, folder.before.profile.months_for_manual)
                late = folder.today > day
                yield Problem(
                    missing[edit.iki].at(),
                    LATE if late else DUE,
                    {"iki": edit.iki, "day": day},
                    about=(folder.before.name_of(after.name), edit.iki),
                    severity=None if late else Severity.WARNING,
                    edits=frozenset({edit.key if change else _of_its_own(folder, edit)}),
                    undo=(("manual", folder.name, edit.iki),),
                )


def _of_its_own(folder: FolderRevision, edit: Edit) -> tuple[str, ...]:
    """What is missing beside an IKI that no adendum declares: to declare it would not bring the manual."""
    return (folder.name, manual_name(edit.iki), "missing")
