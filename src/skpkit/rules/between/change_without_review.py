"""An adendum, a komplemen and a change of a manual carry the approvals that they need.

A change of the SKP is approved by the appraiser in office (before or after, where the appraiser changes; the new
SKP's for a komplemen) and reviewed by a pengelola kinerja organisasi, who is neither the employee nor that appraiser
and, where the settings list them, is listed for that unit or one above it. A change of a manual needs the appraiser's.
An appraiser who has no NIP approves by name and post, as the SKP has them. Where the settings list no reviewer, a
report says once that anybody's review was accepted.

Silent of an NIP that cannot be true (SKP101), and of an appraiser in doubt (SKP109, SKP110).

**Fix:** add the missing approval under `persetujuan` of the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from skpkit.findings import Location, Problem
from skpkit.messages import N_, Value
from skpkit.model.approvals import approvers, is_mistyped
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.facts import Facts
from skpkit.model.people import who
from skpkit.model.records import APPRAISER, REVIEWER, Approval, Skp
from skpkit.model.settings import Settings
from skpkit.rules._rule import Remark, dossier_rule

NONE = N_(
    "{change} has no approvals; add those of the pejabat penilai kinerja and of a pengelola kinerja organisasi to its "
    "`persetujuan`"
)
UNAPPROVED = N_("{change} lacks the approval of the pejabat penilai kinerja; add it to its `persetujuan`")
ANOTHER = N_(
    "{change} is approved as pejabat penilai kinerja by somebody who was not in office on {day}; let the one in office "
    "approve it"
)
UNREVIEWED = N_("{change} lacks the review of a pengelola kinerja organisasi; add it to its `persetujuan`")
OWN_REVIEW = N_("{change} is reviewed by the employee; another pengelola kinerja organisasi must review it")
APPRAISERS_REVIEW = N_(
    "{change} is reviewed by the pejabat penilai kinerja, whose approval it needs besides; another pengelola kinerja "
    "organisasi must review it"
)
UNLISTED = N_(
    "{change} is reviewed by somebody whom `pengelola` in skpkit.yaml does not list for this unit; let one who "
    "is listed review it"
)
ANYBODY = N_(
    "`pengelola` in skpkit.yaml lists nobody, so a review by anybody who is neither the employee nor the appraiser was "
    "accepted; list who reviews for which unit"
)


def _by_anybody(facts: Facts, settings: Settings) -> frozenset[tuple[str, ...]]:
    return frozenset() if settings.reviewers else facts.reviews


@dossier_rule(basis="S", approval=True, remark=Remark(ANYBODY, _by_anybody))
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each approval that a change lacks."""
    for folder, skp in dossier.established():
        name = folder.name_of(skp.name)
        if each := skp.complement:
            told: dict[str, Value] = {"change": f"komplemen {each.nomor}", "day": each.tanggal}
            place = partial(skp.key_at, "komplemen"), told, (name, "komplemen")
            yield from _problems(dossier, skp, each.persetujuan, each.tanggal, place)
        for change in skp.changes:
            told = {"change": f"adendum {change.nomor}", "day": change.tanggal}
            where = partial(skp.at, *change.path), told, (name, "adendum", str(change.nomor))
            yield from _problems(dossier, skp, change.persetujuan, change.tanggal, where)
        yield from _manuals(folder, skp)


def _manuals(folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    for manual in folder.manuals.values():
        for change in manual.changes:
            if message := _appraiser(skp, change.persetujuan, change.tanggal):
                what = f"manual {manual.kode} perubahan {change.nomor}"
                told: dict[str, Value] = {"change": what, "day": change.tanggal}
                about = (folder.name_of(manual.name), str(change.nomor), "appraiser")
                yield Problem(manual.at(*change.path), message, told, about=about)


def _problems(
    dossier: Dossier,
    skp: Skp,
    given: Sequence[Approval],
    day: date,
    place: tuple[Callable[[], Location], dict[str, Value], tuple[str, ...]],
) -> Iterator[Problem]:
    at, told, about = place
    if not any(each.sebagai in (APPRAISER, REVIEWER) for each in given):
        yield Problem(at(), NONE, told, about=(*about, "approvals"))
        return
    if message := _appraiser(skp, given, day):
        yield Problem(at(), message, told, about=(*about, "appraiser"))
    if message := _reviewer(dossier, skp, given, day):
        yield Problem(at(), message, told, about=(*about, "reviewer"))


def _appraiser(skp: Skp, given: Sequence[Approval], day: date) -> str | None:
    approving = [each for each in given if each.sebagai == APPRAISER]
    if not approving:
        return UNAPPROVED
    entitled = approvers(skp, day)
    unsure = entitled is None or any(map(is_mistyped, approving))
    return None if unsure or any(each.by in (entitled or ()) for each in approving) else ANOTHER


def _reviewer(dossier: Dossier, skp: Skp, given: Sequence[Approval], day: date) -> str | None:
    reviewing = [each for each in given if each.sebagai == REVIEWER]
    if not reviewing:
        return UNREVIEWED
    others = [each for each in reviewing if each.by not in (dossier.nip, skp.nip)]
    if not others:
        return OWN_REVIEW
    appraisers = {who(each) for each in skp.appraisers_around(day)}
    appraisers |= {each.by for each in given if each.sebagai == APPRAISER}
    others = [each for each in others if each.by not in appraisers]
    if not others:
        return APPRAISERS_REVIEW
    listed = dossier.settings.reviewers
    entitled = {each.nip for each in listed if each.reviews(dossier.unit)}
    unlisted = listed and not any(each.by in entitled or is_mistyped(each) for each in others)
    return UNLISTED if unlisted else None
