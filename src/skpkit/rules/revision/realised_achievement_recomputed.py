"""The capaian of every cell that has a realisation comes out as before.

Polarisasi, consolidation, konversi 120, the scale of stabilize and the worst value decide what a realisation is
worth. To change them is to revise an achievement without touching a number. So the capaian of each frozen cell, and
cumulative up to it, is computed with the manual before and with the one after; where it was defined it must be equal,
with the realisasi that counts and with each that counted before a `koreksi`.
A manual taken away leaves nothing to compute with, and a target added to an earlier period without a realisation leaves
the cumulative one open.

Silent of a frozen target that was moved (SKP301), and of an IKI that is gone (SKP303).

**Fix:** restore what the message names; a new way of measuring belongs to a new IKI.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from skpkit.change.edits import Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import Problem, Undo
from skpkit.messages import N_, Value
from skpkit.model.achievement import cell_achievement, legible
from skpkit.model.dossier import Cell
from skpkit.model.paths import SKP_FILE, manual_name
from skpkit.model.periods import in_order, parts, up_to
from skpkit.model.records import Indicator, Manual
from skpkit.rules._rule import cite, own, revision_rule
from skpkit.source.schemas import MANUAL

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it does not revise the target and achievement of an IKI that has a realisation"),
    ),
    cite(
        "djkn-2023",
        N_("on changes of the Manual IKI"),
        N_("a change of the manual revises no target and achievement that has a realisation"),
    ),
    own(
        N_("an achievement is revised too where another way of computing gives it another value"),
    ),
)

CHANGED = N_(
    "{fields} of {iki} changed, so capaian {period} would be {new} instead of {old}, but {dialogue} line {line} "
    "records its realisation ({value}); restore {fields}"
)
UNDEFINED = N_(
    "{fields} of {iki} changed, so capaian {period}, which was {old}, could not be computed any more, but {dialogue} "
    "line {line} records its realisation ({value}); restore {fields}"
)
TAKEN = N_(
    "the manual of {iki} is gone, but {dialogue} line {line} records a realisation ({value}), whose capaian "
    "{period} of {old} needs it; restore the manual"
)
COUNTED_BY = (
    "polarisasi",
    "konsolidasi_periode",
    "konversi_120",
    "nilai_terburuk",
    "skala_stabilize",
    "periode_pelaporan",
)
Targets: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A frozen cell whose capaian (its own, or cumulative up to it) comes out otherwise."""

    period: str
    old: float
    new: float | None


@revision_rule(basis=BASIS, locked=True, keeps="measure", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each IKI with a frozen cell whose capaian comes out otherwise: one problem an IKI."""
    for folder, before, after in revision.bound():
        if before.narrative or after.narrative:
            continue
        for pair in folder.kept_indicators():
            manual = folder.before.manuals.get(pair[0].kode)
            if manual and manual_name(manual.kode) not in folder.after.unread:
                yield from _indicator(folder, pair, manual)


def _indicator(folder: FolderRevision, pair: tuple[Indicator, Indicator], manual: Manual) -> Iterator[Problem]:
    now = folder.after.manuals.get(manual.kode)
    if now is None:
        if outcome := _outcome(folder, pair, (pair[0].target, pair[0].target), (manual, None)):
            yield _problem(folder, manual, [folder.gone(manual)], outcome)
        return
    measures = [each for each in folder.manual_edits.get(manual.kode, ()) if each.field in COUNTED_BY]
    cells = _cells(folder, pair)
    if not measures and not cells:
        return
    old, new = pair[0].target, _targets(folder, pair)
    # what changed is named as far as it is to blame: the measures, else the targets, else both together
    for causes, targets, data in (
        (measures, (old, old), (manual, now)),
        (cells, (old, new), (manual, manual)),
        ([*measures, *cells], (old, new), (manual, now)),
    ):
        outcome = _outcome(folder, pair, targets, data) if causes else None
        if outcome:
            yield _problem(folder, manual, _to_blame(causes, outcome, manual), outcome)
            return


def _outcome(
    folder: FolderRevision,
    pair: tuple[Indicator, Indicator],
    targets: tuple[Targets, Targets],
    manuals: tuple[Manual, Manual | None],
) -> Recomputed | None:
    """The first frozen cell, in the order of the form, whose capaian was defined and comes out otherwise."""
    kode, bounds = pair[0].kode, folder.before.profile.achievement_bounds
    periods = in_order(period for iki, period in folder.frozen if iki == kode and period in pair[0].target)
    for realised, period in product(_realised(folder, kode), periods):
        was, becomes = (
            cell_achievement(period, folder.before.counted(pair[0], target, realised), realised, manual.data, bounds)
            if manual and not manual.narrative
            else (None, None)
            for target, manual in zip(targets, manuals, strict=True)
        )
        for value, other in zip(was, becomes, strict=True):
            if value is not None and (other is None or abs(value - other) > 1e-9):
                return Recomputed(period, value, other)
    return None


def _cells(folder: FolderRevision, pair: tuple[Indicator, Indicator]) -> list[Edit]:
    """The edits of targets that are not frozen: they may belong to the cumulative capaian of one that is."""
    kode = pair[0].kode
    edits = (each for each in folder.skp_edits if each.iki == kode and each.field == "target" and not each.within)
    return [each for each in edits if (kode, each.period) not in folder.frozen]


def _to_blame(causes: list[Edit], outcome: Recomputed, manual: Manual) -> list[Edit]:
    """The causes without the targets of periods that the cell does not reach."""
    reached = {*parts(outcome.period, manual.rhythm), *up_to(outcome.period, manual.rhythm)}
    return [each for each in causes if each.record == MANUAL or each.period in reached] or causes


def _realised(folder: FolderRevision, kode: str) -> list[Targets]:
    """The realisasi of an IKI as they may count: effective after the change (what is gone, as it was before), before
    it, and as first recorded, then after one correction, and so on.

    The others keep a correction, of now or of an earlier change, from hiding a new way of measuring.
    """
    states = [folder.before, folder.after]
    lines = {cell: found for state in states for cell, found in state.realised.items() if cell[0] == kode}
    longest = max(map(len, lines.values()), default=0)
    counting: list[Mapping[Cell, float | str | None]] = [
        {**folder.before.effective, **folder.after.effective},
        folder.before.effective,
        *({cell: found[min(nth, len(found) - 1)][1].value for cell, found in lines.items()} for nth in range(longest)),
    ]
    return [
        {period: value for (iki, period), value in each.items() if iki == kode and isinstance(value, int | float)}
        for each in counting
    ]


def _targets(folder: FolderRevision, pair: tuple[Indicator, Indicator]) -> Targets:
    """The targets after, those of frozen cells as before: a moved one is another rule's finding."""
    old, new = pair
    kept = {period: value for period, value in new.target.items() if (new.kode, period) not in folder.frozen}
    frozen = {period: value for period, value in old.target.items() if (old.kode, period) in folder.frozen}
    return {**kept, **frozen}


def _problem(folder: FolderRevision, manual: Manual, causes: list[Edit], outcome: Recomputed) -> Problem:
    proofs = folder.frozen[manual.kode, outcome.period]
    told: dict[str, Value] = {
        "iki": manual.kode,
        "period": outcome.period,
        "old": legible(outcome.old),
        "new": None if outcome.new is None else legible(outcome.new),
        "fields": tuple(dict.fromkeys(each.field_and_period for each in causes)),
        **proofs[-1].told,
    }
    message = CHANGED if outcome.new is not None else UNDEFINED
    message = message if manual.kode in folder.after.manuals else TAKEN
    return causes[0].problem(
        message,
        told,
        manual.kode,
        of=folder.before.name_of(SKP_FILE),
        along=(each.key for each in causes),
        evidence=(each.evidence for each in proofs),
        undo=(_undo(each) for each in causes),
    )


def _undo(edit: Edit) -> Undo:
    if not edit.field:
        return edit.whole_record
    return edit.top_field if edit.record == MANUAL else edit.target_cell
