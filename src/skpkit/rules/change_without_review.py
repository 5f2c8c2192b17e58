"""An adendum, a komplemen and a change of a manual carry the approvals that they need.

A change of the SKP is approved by the appraiser in office (before or after, where the appraiser changes; the new
SKP's for a komplemen) and reviewed by a pengelola kinerja organisasi, who is not the employee and, where the
settings list them, is listed for that unit or one above it. A change of a manual needs the appraiser's.

**Fix:** add the missing approval under `persetujuan` of the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.dossier import Dossier, SkpFolder
from skpkit.findings import Location, Problem
from skpkit.messages import N_, Value
from skpkit.records import APPRAISER, REVIEWER, Approval, Skp
from skpkit.rules._rule import dossier_rule

UNAPPROVED = N_("{change} lacks the approval of the pejabat penilai kinerja; add it to its `persetujuan`")
ANOTHER = N_("{change} is approved as pejabat penilai kinerja by somebody who was not in office on {day}")
UNREVIEWED = N_("{change} lacks the review of a pengelola kinerja organisasi; add it to its `persetujuan`")
OWN_REVIEW = N_("{change} is reviewed by the employee; another pengelola kinerja organisasi must review it")
UNLISTED = N_(
    "{change} is reviewed by somebody whom `pengelola` in skpkit.yaml does not list for this unit; let one who "
    "is listed review it"
)


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each approval that a change lacks."""
    for folder, skp in dossier.established():
        name = folder.name_of(skp.name)
        if skp.complement:
            nips = {str(skp.appraiser.get("nip"))}
            told: dict[str, Value] = {
                "change": f"komplemen {skp.complement.nomor}",
                "day": skp.complement.tanggal,
            }
            given = skp.complement.persetujuan
            place = skp.key_at("komplemen")
            yield from _problems(dossier, skp, given, nips, (place, told, (name, "komplemen")))
        for change in skp.changes:
            nips = skp.appraisers_around(change.tanggal)
            told = {"change": f"adendum {change.nomor}", "day": change.tanggal}
            about = (name, "adendum", str(change.nomor))
            yield from _problems(dossier, skp, change.persetujuan, nips, (skp.at(*change.path), told, about))
        yield from _manuals(folder, skp)


def _manuals(folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    for manual in folder.manuals.values():
        for change in manual.changes:
            nips = skp.appraisers_around(change.tanggal)
            if message := _appraiser(change.persetujuan, nips):
                told: dict[str, Value] = {"change": f"perubahan manual {change.nomor}", "day": change.tanggal}
                about = (folder.name_of(manual.name), str(change.nomor), "appraiser")
                yield Problem(manual.at(*change.path), message, told, about=about)


def _problems(
    dossier: Dossier,
    skp: Skp,
    given: Sequence[Approval],
    nips: set[str],
    place: tuple[Location, dict[str, Value], tuple[str, ...]],
) -> Iterator[Problem]:
    at, told, about = place
    if message := _appraiser(given, nips):
        yield Problem(at, message, told, about=(*about, "appraiser"))
    if message := _reviewer(dossier, skp, given):
        yield Problem(at, message, told, about=(*about, "reviewer"))


def _appraiser(given: Sequence[Approval], nips: set[str]) -> str | None:
    approving = [each.nip for each in given if each.sebagai == APPRAISER]
    if not approving:
        return UNAPPROVED
    return None if nips & {*approving} or not nips else ANOTHER


def _reviewer(dossier: Dossier, skp: Skp, given: Sequence[Approval]) -> str | None:
    reviewing = [each.nip for each in given if each.sebagai == REVIEWER]
    if not reviewing:
        return UNREVIEWED
    others = [nip for nip in reviewing if nip != skp.nip]
    if not others:
        return OWN_REVIEW
    listed = dossier.settings.reviewers
    entitled = {each.nip for each in listed if each.reviews(dossier.unit)}
    return UNLISTED if listed and not entitled & {*others} else None
