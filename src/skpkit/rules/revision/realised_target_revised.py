"""The target of a cell that has a realisation stays, in the SKP and in its manual.

Neither an adendum nor a change of a manual revises a target that was already measured: the achievement would be
rewritten after the fact. A cell is one IKI in one period; later periods stay open. A total (`Y`, `S1` over
quarters …) is frozen when every period that it is made of is. Recording a realisation and moving its target in one
change is the same offence, and so is adding a target to a cell that has a realisation, or taking one away. For
pendekatan kualitatif the `ukuran` is frozen from the first realisation on. In an SKP that is still a draft, so is each
cell whose realisation was reported: to put penetapan off until the result is known opens no way.

Silent of a target that goes with its IKI: SKP303 tells it.

**Fix:** restore the target. Targets of open periods are changed by an adendum; a wrong realisation is mended
by a `koreksi` in a new dialogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from skpkit.change.edits import Edit
from skpkit.change.folder import FolderRevision, Proof
from skpkit.change.revision import Revision
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.periods import parts
from skpkit.model.records import Indicator, Skp
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it does not revise the target and achievement of an IKI that has a realisation"),
    ),
    cite(
        "kmk-300-2022",
        N_("on the Adendum PK, number 1"),
        N_("it does not revise the target and achievement of a unit's IKU that has a realisation"),
        "adendum-2023",
    ),
    own(
        N_(
            "what is frozen is the period that has a realisation, not the whole IKI; an office may read it strictly "
            "(`pembekuan: iki`)"
        ),
    ),
)

TARGET = N_(
    "target {period} of {iki} is frozen because {dialogue} line {line} records its realisation ({value}), but it "
    "was changed from {old} to {new}; restore {old}"
)
TOTAL = N_(
    "target {period} of {iki} is frozen because all its parts have a realisation, the last in {dialogue} line "
    "{line} ({value}), but it was changed from {old} to {new}; restore {old}"
)
STRICT = N_(
    "target {period} of {iki} is frozen because {dialogue} line {line} records a realisation of that IKI ({value}) and "
    "`pembekuan: iki` then freezes all its targets, but it was changed from {old} to {new}; restore {old}"
)
ADDED = N_(
    "{iki} got a target of {new} for {period}, which is frozen because {dialogue} line {line} records the "
    "realisation of {realised} ({value}); take the target away"
)
TAKEN = N_(
    "target {period} of {iki} is frozen because {dialogue} line {line} records the realisation of {realised} "
    "({value}), but it was taken away; restore {old}"
)
MEASURE = N_(
    "the ukuran of {iki} is frozen because {dialogue} line {line} records the realisation of {realised}, but it was "
    "changed; restore “{old}”"
)


@revision_rule(basis=BASIS, locked=True, keeps="target", binds="cell", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each frozen cell whose target was moved, in the SKP or in the manual: one problem a cell."""
    for folder, before, _ in revision.holding():
        for old, _ in folder.kept_indicators():
            edits = [each for each in _edits(folder, old) if not folder.repairs(each)]
            for period in dict.fromkeys(each.period for each in edits):
                if proofs := folder.freezing(old.kode, period):
                    moved = [each for each in edits if each.period == period]
                    values = tuple(dict.fromkeys(each.moved for each in moved))
                    moved += _totals_along(folder, old, period, edits)
                    message = _message(folder, old, moved[0], proofs)
                    yield replace(_problem(folder, before, moved, proofs, message=message), moved=values)


def _edits(folder: FolderRevision, old: Indicator) -> Iterator[Edit]:
    """The edits of the targets of an IKI, or of its ukuran if it had one, first those of the SKP."""
    fields = ("target",) if old.ukuran is None else ("target", "ukuran")
    for edit in (*folder.skp_edits, *folder.manual_edits.get(old.kode, ())):
        if edit.iki == old.kode and edit.field in fields and not edit.within:
            yield edit


def _totals_along(folder: FolderRevision, old: Indicator, period: str, edits: list[Edit]) -> list[Edit]:
    """The edits of open totals that only follow the frozen cell: nothing open that they are made of was moved."""
    rhythm = folder.rhythm(old)
    moved = {each.period for each in edits}
    return [
        each
        for each in edits
        if period in (made_of := parts(each.period, rhythm))
        and (old.kode, each.period) not in folder.frozen
        and all((old.kode, part) in folder.frozen for part in moved & {*made_of})
    ]


def _problem(
    folder: FolderRevision, before: Skp, edits: list[Edit], proofs: tuple[Proof, ...], *, message: str
) -> Problem:
    edit, proof = edits[0], proofs[-1]
    return edit.problem(
        message,
        {"realised": proof.period, **proof.told, **edit.told},
        edit.iki,
        edit.period,
        of=folder.before.name_of(before.name),
        along=(each.key for each in edits),
        evidence=(each.evidence for each in proofs),
        undo=(each.target_cell for each in edits),
    )


def _message(folder: FolderRevision, old: Indicator, edit: Edit, proofs: tuple[Proof, ...]) -> str:
    if not edit.period:
        return MEASURE
    if edit.new is None:
        return TAKEN
    if edit.old is None:
        return ADDED
    if edit.period in {each.period for each in proofs}:
        return TARGET
    return TOTAL if folder.frozen_as_total(old, edit.period) else STRICT
