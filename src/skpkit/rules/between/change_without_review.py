"""An adendum, a komplemen and a change of a manual carry the approvals that they need.

A change of the SKP is approved by the appraiser in office (before or after, where the appraiser changes; the new
SKP's for a komplemen) and reviewed by a pengelola kinerja organisasi, who is neither the employee nor that appraiser
and, where the settings list them, is listed for that unit or one above it. A change of a manual needs the appraiser's.
An appraiser who has no NIP approves by name and post, as the SKP has them. Nobody approves before the dialogue in
which the change was agreed, nor before the penetapan of the SKP that it changes. Where the settings list no reviewer,
a report says once that anybody's review was accepted.

Silent of an NIP that cannot be true (SKP101), and of an appraiser in doubt (SKP109, SKP110).

**Fix:** let whose role it is approve the change by its number, a komplemen by that word: `skpkit approve RECORD --entry
NUMBER --as ROLE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from skpkit.findings import Cause, Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.approvals import approved_before, approvers, mistyped
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.facts import Facts
from skpkit.model.people import who
from skpkit.model.records import APPRAISER, REVIEWER, Amendment, Approval, Complement, Manual, Skp
from skpkit.model.settings import Settings
from skpkit.model.soundness import soundness
from skpkit.rules._rule import Remark, cite, dossier_rule, own

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it is reviewed by the unit's pengelola kinerja organisasi; so is a komplemen"),
    ),
    own(
        N_(
            "a change of a manual alone needs the appraiser's approval, since the two agreed on what it measures; "
            "who approves a change knows what was agreed, so no approval is dated before that dialogue; what "
            "changes a plan is approved after that plan was set"
        ),
    ),
)

NONE = N_(
    "{change} has no approvals; let the pejabat penilai kinerja and a pengelola kinerja organisasi approve it: skpkit "
    "approve {path} --entry {entry} --as pejabat_penilai_kinerja, then --as pengelola_kinerja_organisasi"
)
UNAPPROVED = N_(
    "{change} lacks the approval of the pejabat penilai kinerja; let them give it: skpkit approve {path} --entry "
    "{entry} --as pejabat_penilai_kinerja"
)
ANOTHER = N_(
    "{change} is approved as pejabat penilai kinerja by somebody who was not in office on {day}; let the one in office "
    "approve it"
)
UNREVIEWED = N_(
    "{change} lacks the review of a pengelola kinerja organisasi; let one give it: skpkit approve {path} --entry "
    "{entry} --as pengelola_kinerja_organisasi"
)
OWN_REVIEW = N_("{change} is reviewed by the employee; another pengelola kinerja organisasi must review it")
APPRAISERS_REVIEW = N_(
    "{change} is reviewed by the pejabat penilai kinerja, whose approval it needs besides; another pengelola kinerja "
    "organisasi must review it"
)
UNLISTED = N_(
    "{change} is reviewed by somebody whom `pengelola` in skpkit.yaml does not list for this unit; let one who "
    "is listed review it"
)
EARLY = N_(
    "{change} is approved by the {who} on {given}, before {dialogue} of {held}, in which it was agreed; mend the date "
    "that is wrong"
)
UNSET = N_(
    "{change} is approved by the {who} on {given}, before the penetapan of its SKP on {held}; mend the date that is "
    "wrong"
)
ANYBODY = N_(
    "`pengelola` in skpkit.yaml lists nobody, so a review by anybody who is neither the employee nor the appraiser was "
    "accepted; list who reviews for which unit"
)


ROLES = {APPRAISER: "appraiser", REVIEWER: "reviewer"}


def _by_anybody(facts: Facts, settings: Settings) -> frozenset[tuple[str, ...]]:
    return frozenset() if settings.reviewers else facts.reviews


@dossier_rule(basis=BASIS, approval=True, remark=Remark(ANYBODY, _by_anybody))
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each approval that a change lacks."""
    for folder, skp in dossier.established():
        name = folder.name_of(skp.name)
        if each := skp.complement:
            told: dict[str, Value] = {"change": f"komplemen {each.nomor}", "entry": "komplemen", "day": each.tanggal}
            place = partial(skp.key_at, "komplemen"), told, (name, "komplemen")
            yield from _problems(dossier, skp, each.persetujuan, each.tanggal, place)
            yield from _early(dossier, folder, (skp, skp), each, place[1:])
        for change in skp.changes:
            told = {"change": f"adendum {change.nomor}", "entry": change.nomor, "day": change.tanggal}
            where = partial(skp.at, *change.path), told, (name, "adendum", str(change.nomor))
            yield from _problems(dossier, skp, change.persetujuan, change.tanggal, where)
            yield from _early(dossier, folder, (skp, skp), change, where[1:])
        yield from _manuals(dossier, folder, skp)


def _manuals(dossier: Dossier, folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    for manual in folder.manuals.values():
        for change in manual.changes:
            what = f"manual {manual.kode} perubahan {change.nomor}"
            told: dict[str, Value] = {"change": what, "entry": change.nomor, "day": change.tanggal}
            about = (folder.name_of(manual.name), str(change.nomor))
            yield from _early(dossier, folder, (manual, skp), change, (told, about))
            if flaw := _appraiser(skp, change.persetujuan, change.tanggal):
                yield _problem(manual.at(*change.path), told, about, {"appraiser": flaw})


def _problems(
    dossier: Dossier,
    skp: Skp,
    given: Sequence[Approval],
    day: date,
    place: tuple[Callable[[], Location], dict[str, Value], tuple[str, ...]],
) -> Iterator[Problem]:
    at, told, about = place
    appraiser, reviewer = _appraiser(skp, given, day), _reviewer(dossier, skp, given, day)
    if appraiser and reviewer and not any(each.sebagai in (APPRAISER, REVIEWER) for each in given):
        yield _problem(at(), told, about, {"appraiser": Flaw(NONE), "reviewer": Flaw(NONE)})
        return
    if appraiser:
        yield _problem(at(), told, about, {"appraiser": appraiser})
    if reviewer:
        yield _problem(at(), told, about, {"reviewer": reviewer})


def _problem(at: Location, told: dict[str, Value], about: tuple[str, ...], flaws: Mapping[str, Flaw]) -> Problem:
    """What is wrong with one approval or both: another's is worse than none."""
    message, left_to = next(iter(flaws.values()))
    extent = {of: 1 if each.message in (NONE, UNAPPROVED, UNREVIEWED) else 2 for of, each in flaws.items()}
    return Problem(at, message, {**told, "path": at.path}, about=(*about, *flaws), left_to=left_to, extent=extent)


def _early(
    dossier: Dossier,
    folder: SkpFolder,
    of_skp: tuple[Skp | Manual, Skp],
    change: Amendment | Complement,
    place: tuple[dict[str, Value], tuple[str, ...]],
) -> Iterator[Problem]:
    """Each role in which somebody approved before the dialogue that agreed on a change, or before the SKP was set, and
    not again after it."""
    record, skp = of_skp
    since = skp.set_before(change) if isinstance(change, Amendment) else None
    dialogue = soundness(dossier).agreed_in(folder, change, change.tanggal)
    about = place[1]
    for role, of in ROLES.items():
        given = [each for each in change.persetujuan if each.sebagai == role]
        if dialogue and (early := approved_before(dialogue.tanggal, given)):
            told = {**place[0], "who": role.replace("_", " "), "given": early.tanggal}
            told |= {"dialogue": dialogue.name, "held": dialogue.tanggal}
            at, evidence = record.at(*early.path, "tanggal"), (Evidence(dialogue.key_at("tanggal")),)
            yield Problem(at, EARLY, told, evidence=evidence, about=(*about, "date", of), extent={of: 2})
        elif since and (early := approved_before(since, given)):
            told = {**place[0], "who": role.replace("_", " "), "given": early.tanggal, "held": since}
            at, evidence = record.at(*early.path, "tanggal"), (Evidence(skp.at("penetapan", "tanggal")),)
            yield Problem(at, UNSET, told, evidence=evidence, about=(*about, "date", of), extent={of: 2})


class Flaw(NamedTuple):
    """What is wrong with an approval, and what it is left to."""

    message: str
    left_to: tuple[Cause, ...] = ()


def _appraiser(skp: Skp, given: Sequence[Approval], day: date) -> Flaw | None:
    approving = [each for each in given if each.sebagai == APPRAISER]
    if not approving:
        return Flaw(UNAPPROVED)
    entitled = approvers(skp, day)
    if any(each.by in entitled.in_office for each in approving):
        return None
    disputed = any(each.by in entitled.disputed for each in approving)
    told_there = (causes.unapproved(skp.path, APPRAISER),) if disputed else ()
    return Flaw(ANOTHER, (*entitled.doubts, *mistyped(approving), *told_there))


def _reviewer(dossier: Dossier, skp: Skp, given: Sequence[Approval], day: date) -> Flaw | None:
    reviewing = [each for each in given if each.sebagai == REVIEWER]
    if not reviewing:
        return Flaw(UNREVIEWED)
    others = [each for each in reviewing if each.by not in (dossier.nip, skp.nip)]
    if not others:
        return Flaw(OWN_REVIEW)
    appraisers = {who(each) for each in skp.appraisers_around(day)}
    appraisers |= {each.by for each in given if each.sebagai == APPRAISER}
    others = [each for each in others if each.by not in appraisers]
    if not others:
        return Flaw(APPRAISERS_REVIEW)
    listed = dossier.settings.reviewers
    entitled = {each.nip for each in listed if each.reviews(dossier.unit)}
    unlisted = listed and not any(each.by in entitled for each in others)
    return Flaw(UNLISTED, mistyped(others)) if unlisted else None
