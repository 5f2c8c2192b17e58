"""An IKI that a change brings has its Manual IKI, at the latest a month after its adendum.

The new IKI is agreed, and how it is measured follows. The month runs from the adendum that brought it; until it is over
a missing manual is a warning. `skpkit check` asks for it under SKP201, which goes along with this finding.

**Fix:** write `iki/<kode>.yaml` for the IKI.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from skpkit.change.edits import Edit
from skpkit.change.revision import Revision
from skpkit.findings import FirstManual, Key, Problem, Severity
from skpkit.messages import N_
from skpkit.model.facts import manuals_since, missing_manuals, months_after
from skpkit.model.paths import manual_name
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "kmk-127-2026",
        N_("on the Manual IKI"),
        N_("it is due one month after the SKP is set, and before the K3 review of that period ends"),
        "latihan-2026",
    ),
    own(
        N_("after an adendum that brings IKI the month runs anew"),
    ),
)

DUE = N_("{iki} is new and has no manual yet; write iki/{iki}.yaml by {day}")
LATE = N_("{iki} is new and has no manual, which was due by {day}; write iki/{iki}.yaml")


@revision_rule(basis=BASIS, claims=False, added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each new IKI without manual: a warning until the month is over."""
    for folder, _, after in revision.bound():
        missing = {each.iki: each for each in missing_manuals(folder.after, after)}
        for edit in folder.skp_edits:
            if edit.part == "iki" and not edit.field and edit.old is None and edit.iki in missing:
                change = next(iter(folder.declaring(edit)), None)
                since = change.tanggal if change else manuals_since(after) or folder.today
                day = months_after(since, folder.before.profile.months_for_manual)
                late = folder.today > day
                needed = replace(edit, key=edit.key if change else _of_its_own(edit), at=missing[edit.iki].at())
                problem = needed.problem(
                    LATE if late else DUE,
                    {"iki": edit.iki, "day": day},
                    edit.iki,
                    severity=None if late else Severity.WARNING,
                    undo=[FirstManual(folder.name, edit.iki)],
                )
                yield replace(problem, left_to=missing[edit.iki].left_to)


def _of_its_own(edit: Edit) -> Key:
    """What is missing beside an IKI that no adendum declares: to declare it would not bring the manual."""
    return Key(edit.key.folder, manual_name(edit.iki), ("missing",))
