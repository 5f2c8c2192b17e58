"""The capaian of every cell that has a realisation comes out as before.

Polarisasi, consolidation, konversi 120, the scale of stabilize and the worst value decide what a realisation is
worth. To change them is to revise an achievement without touching a number. So the capaian of each frozen cell, and
cumulative up to it, is computed with the manual before and with the one after; where it was defined it must be equal.
A manual taken away leaves nothing to compute with.

**Fix:** restore the manual; a new way of measuring belongs to a new IKI.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skpkit.achievement import cell_achievement
from skpkit.dossier import SkpFolder
from skpkit.edits import WHOLE, Edit
from skpkit.findings import Location, Problem
from skpkit.messages import N_, Value
from skpkit.periods import in_order
from skpkit.records import Indicator, Manual, Skp
from skpkit.revision import FolderRevision, Revision
from skpkit.rules._rule import revision_rule

CHANGED = N_(
    "{iki}: {fields} changed, so capaian {period} would be {new} instead of {old}, but {dialogue} line {line} "
    "records its realisation ({value}); restore the manual"
)
UNDEFINED = N_(
    "{iki}: {fields} changed, so capaian {period}, which was {old}, could not be computed any more, but {dialogue} "
    "line {line} records its realisation ({value}); restore the manual"
)
TAKEN = N_(
    "the manual of {iki} is gone, but {dialogue} line {line} records a realisation ({value}), whose capaian "
    "{period} of {old} needs it; restore the manual"
)
MEASURES = (
    "polarisasi",
    "konsolidasi_periode",
    "konversi_120",
    "nilai_terburuk",
    "skala_stabilize",
    "periode_pelaporan",
)


@revision_rule(basis="S", locked=True)
def rule(revision: Revision) -> Iterator[Problem]:
    """Each IKI with a frozen cell whose capaian comes out otherwise: one problem an IKI."""
    for folder, before, after in revision.binding():
        if before.narrative or after.narrative:
            continue
        for old, new in folder.kept_indicators():
            manual = folder.before.manuals.get(old.kode)
            if manual and f"iki/{old.kode}.yaml" not in folder.after.unread:
                yield from _indicator(folder, before, (old, new), manual)


def _indicator(
    folder: FolderRevision, before: Skp, pair: tuple[Indicator, Indicator], manual: Manual
) -> Iterator[Problem]:
    old = pair[0]
    now = folder.after.manuals.get(old.kode)
    causes = _causes(folder, pair)
    if now and not causes:
        return
    bounds = folder.before.profile.achievement_bounds
    realised = _realised(folder, old.kode)
    targets = _targets(folder, pair)
    for period in in_order(period for iki, period in folder.frozen if iki == old.kode):
        was = cell_achievement(period, old.target, realised, manual.data, bounds)
        becomes = cell_achievement(period, targets, realised, now.data, bounds) if now else (None, None)
        for value, other in zip(was, becomes, strict=True):
            if value is not None and (other is None or abs(value - other) > 1e-9):
                yield _problem(folder, before, manual, causes, (period, value, other))
                return


def _causes(folder: FolderRevision, pair: tuple[Indicator, Indicator]) -> list[Edit]:
    """The edits that can change a capaian: of the manual's measures, and of targets that are not frozen."""
    kode = pair[0].kode
    measures = [each for each in folder.manual_edits.get(kode, ()) if each.field in MEASURES]
    cells = [
        each
        for each in folder.skp_edits
        if each.iki == kode and each.field == "target" and (kode, each.period) not in folder.frozen
    ]
    return [*measures, *cells]


def _realised(folder: FolderRevision, kode: str) -> Mapping[str, float]:
    """The effective realisasi of an IKI after the change; what is gone, as it was before."""
    states: list[SkpFolder | None] = [folder.tip, folder.before, folder.after]
    return {
        period: value
        for state in states
        if state
        for (iki, period), value in state.effective.items()
        if iki == kode and not isinstance(value, str)
    }


def _targets(folder: FolderRevision, pair: tuple[Indicator, Indicator]) -> Mapping[str, float]:
    """The targets after, those of frozen cells as before: a moved one is another rule's finding."""
    old, new = pair
    kept = {period: value for period, value in new.target.items() if (new.kode, period) not in folder.frozen}
    frozen = {period: value for period, value in old.target.items() if (old.kode, period) in folder.frozen}
    return {**kept, **frozen}


def _problem(
    folder: FolderRevision,
    before: Skp,
    manual: Manual,
    causes: list[Edit],
    cell: tuple[str, float, float | None],
) -> Problem:
    period, value, other = cell
    proofs = folder.frozen[manual.kode, period]
    taken = manual.kode not in folder.after.manuals
    told: dict[str, Value] = {
        "iki": manual.kode,
        "period": period,
        "old": round(value, 2),
        "new": None if other is None else round(other, 2),
        "fields": tuple(dict.fromkeys(each.field.replace("_", " ") for each in causes)),
        "dialogue": proofs[-1].dialogue,
        "line": proofs[-1].evidence.at.line,
        "value": proofs[-1].value,
    }
    after = folder.after.skp
    at = causes[0].at if causes else Location(after.path if after else folder.after.path)
    keys = {each.key for each in causes} if not taken else {(folder.name, manual.name, WHOLE)}
    return Problem(
        Location(after.path) if taken and after else at,
        TAKEN if taken else (UNDEFINED if other is None else CHANGED),
        told,
        was=manual.at() if taken else causes[0].was,
        evidence=tuple(each.evidence for each in proofs),
        about=(folder.before.name_of(before.name), manual.kode),
        edits=frozenset(keys),
        undo=(("file", folder.name, manual.name),),
    )
