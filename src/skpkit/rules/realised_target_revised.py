"""The target of a cell that has a realisation stays, in the SKP and in its manual.

Neither an adendum nor a change of a manual revises a target that was already measured: the achievement would be
rewritten after the fact. A cell is one IKI in one period; later periods stay open. A total (`Y`, `S1` over
quarters …) is frozen when every period that it is made of is. Recording a realisation and moving its target in one
change is the same offence, and so is adding a target to a cell that has a realisation, or taking one away. For
pendekatan kualitatif the `ukuran` is frozen from the first realisation on.

**Fix:** restore the target. Targets of open periods are changed by an adendum; a wrong realisation is mended
by a `koreksi` in a new dialogue.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.edits import Edit
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.records import Skp
from skpkit.revision import FolderRevision, Proof, Revision
from skpkit.rules._rule import revision_rule

TARGET = N_(
    "target {period} of {iki} is frozen because {dialogue} line {line} records its realisation ({value}), but it "
    "was changed from {old} to {new}; restore {old}"
)
TOTAL = N_(
    "target {period} of {iki} is frozen because all its parts have a realisation, the last in {dialogue} line "
    "{line} ({value}), but it was changed from {old} to {new}; restore {old}"
)
ADDED = N_(
    "{iki} got a target of {new} for {period}, which has a realisation already ({value} in {dialogue} line "
    "{line}); take the target away"
)
TAKEN = N_(
    "target {period} of {iki} was taken away, but {dialogue} line {line} records its realisation ({value}); "
    "restore {old}"
)
MEASURE = N_(
    "the ukuran of {iki} is frozen because {dialogue} line {line} records a realisation, but it was changed; "
    "restore “{old}”"
)


@revision_rule(basis="S", locked=True)
def rule(revision: Revision) -> Iterator[Problem]:
    """Each frozen cell whose target was moved, in the SKP or in the manual: one problem a cell."""
    for folder, before, _ in revision.binding():
        for old, new in folder.kept_indicators():
            edits = [
                each
                for each in (*folder.skp_edits, *folder.manual_edits.get(old.kode, ()))
                if each.iki == old.kode and each.field in ("target", "ukuran")
            ]
            periods = dict.fromkeys(each.period for each in edits)
            for period in periods:
                proofs = folder.frozen.get((old.kode, period), ()) if period else folder.proofs_of(old.kode)
                if proofs:
                    moved = [each for each in edits if each.period == period]
                    yield _problem(folder, before, moved, proofs, open_cell=period not in new.target)


def _problem(
    folder: FolderRevision, before: Skp, edits: list[Edit], proofs: tuple[Proof, ...], *, open_cell: bool
) -> Problem:
    edit, proof = edits[0], proofs[-1]
    if not edit.period:
        message = MEASURE
    elif edit.new is None and open_cell:
        message = TAKEN
    elif edit.old is None:
        message = ADDED
    else:
        message = TARGET if (edit.iki, edit.period) in folder.direct_proofs else TOTAL
    return Problem(
        edit.at,
        message,
        {
            "period": edit.period,
            "iki": edit.iki,
            "dialogue": proof.dialogue,
            "line": proof.evidence.at.line,
            "value": proof.value,
            "old": edit.old,
            "new": edit.new,
        },
        was=edit.was,
        evidence=tuple(each.evidence for each in proofs),
        about=(folder.before.name_of(before.name), edit.iki, edit.period),
        edits=frozenset(each.key for each in edits),
        undo=(("cell", folder.name, edit.iki, edit.period),),
    )
