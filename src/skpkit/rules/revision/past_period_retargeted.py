"""An adendum sets no target for a period that had ended when it was made.

A target is a plan. One that is set or moved after its period, even without a realisation, only describes what has
happened. This holds for the cells of a new IKI too; it leaves periods out that are over.

Silent of a frozen target (SKP301, SKP315), and of one that no adendum declares (SKP305, SKP306).

**Fix:** leave the target of that period as it was, or leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from skpkit.change.edits import Edit
from skpkit.change.revision import FolderRevision, Revision
from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.periods import RHYTHMS, rhythm_of
from skpkit.model.records import Skp
from skpkit.rules._rule import revision_rule

MESSAGE = N_(
    "adendum {nth} of {day} changes target {period} of {iki} ({old} → {new}), but that period ended on {end}; leave it "
    "as it was"
)


@revision_rule(basis="K", severity=Severity.WARNING, keeps="past target", binds="cell")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each cell of a past period with a new target; totals follow from their parts."""
    for folder, before, after in revision.bound():
        for edit in folder.skp_edits:
            if edit.field != "target" or edit.period not in _direct(folder, after, edit):
                continue
            change = next(iter(folder.declaring(edit)), None)
            end = folder.before.profile.term(edit.period, before.tahun).selesai
            if change and end < change.tanggal:
                told = {"nth": change.nomor, "day": change.tanggal, "end": end, **edit.told}
                yield replace(edit.problem(MESSAGE, told, edit.iki, edit.period), moved=(edit.moved,))


def _direct(folder: FolderRevision, after: Skp, edit: Edit) -> tuple[str, ...]:
    manual = folder.after.manuals.get(edit.iki)
    indicator = after.indicator(edit.iki)
    rhythm = manual.rhythm if manual else rhythm_of(indicator.target if indicator else ())
    return RHYTHMS[rhythm]
