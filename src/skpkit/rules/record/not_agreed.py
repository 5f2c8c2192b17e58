"""An established SKP carries both approvals: the employee's and the appraiser's, not later than its penetapan.

An SKP is set when both have agreed on it in their dialogue. The appraiser is the one in office on that day: an
appraiser who came later by an adendum did not agree on the plan. One who has no NIP approves by name and post, as the
SKP has them; nobody else does. Neither approves before the dialogue in which the plan was agreed.

Silent of an NIP that cannot be true (SKP101), and of an appraiser who is the employee (SKP109).

**Fix:** add the missing approval under `penetapan`, with its date, or set `status: rancangan` until it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.approvals import (
    WantingApproval,
    appraiser_approval,
    approved_before,
    employee_approval,
    late_approvals,
)
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import APPRAISER, EMPLOYEE, Skp
from skpkit.model.soundness import soundness
from skpkit.rules._rule import cite, dossier_rule, own

BASIS = (
    cite(
        "djkn-2023",
        N_("on what it is used for"),
        N_("superior and employee agree in their dialogue on results, targets and behaviour in the SKP"),
    ),
    cite(
        "permenpanrb-6-2022",
        N_("form of the SKP, signatures"),
        N_("the employee and the pejabat penilai kinerja sign, with place and date"),
        "formulir-asn",
    ),
    own(
        N_("both have approved when the SKP is set, not later, and not before the dialogue that agreed on it"),
    ),
)

NO_PENETAPAN = N_("an SKP with status {status} needs `penetapan` with its date and both approvals; add it")
NONE = N_(
    "penetapan has no approvals; let both approve (skpkit approve {path} --as pegawai, then --as "
    "pejabat_penilai_kinerja), or set `status: rancangan` until they have"
)
MISSING = N_(
    "penetapan lacks the approval of the {who}; let them approve (skpkit approve {path} --as {role}), or set "
    "`status: rancangan` until they have"
)
OTHER = N_(
    "the approval as {who} bears another NIP than the {who} in office on {day}; let the right one approve, or "
    "record the change of appraiser as an adendum"
)
WITHOUT_NIP = N_(
    "the approval as {who} is given by name and post, but the {who} in office on {day} has an NIP; write that NIP"
)
WITH_NIP = N_(
    "the approval as {who} bears an NIP, but the {who} in office on {day} has none; let the right one approve, named "
    "by `nama` and `jabatan`, or write the NIP in the SKP too"
)
OTHER_NAME = N_(
    "the approval as {who} bears another name or post than the {who} in office on {day}; let the right one approve, or "
    "write both as the SKP has them"
)
OTHER_EMPLOYEE = N_("the approval as pegawai bears another NIP than this SKP's employee; mend the NIP")
NO_FORMER = N_(
    "the approval as {who} is not by today's, and adendum {nth}, which changes the appraiser, does not say who it was "
    "before; add `penilai_lama` to it"
)
LATE = N_("the approval of the {who} is dated {given}, after penetapan on {day}; mend the date that is wrong")
EARLY = N_(
    "the approval of the {who} is dated {given}, before {dialogue} of {held}, in which the plan was agreed; mend the "
    "date that is wrong"
)
BOTH_LATE = N_("both approvals are dated after penetapan on {day}; mend the date that is wrong")


GIVEN, MISSED, WRONG = 1, 2, 3


@dossier_rule(basis=BASIS, approval=True)
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each approval that is missing, another's, or late; one finding where one slip explains both."""
    for folder, skp in dossier.established():
        for each in _problems(dossier, folder, skp):
            tells = tuple(causes.unapproved(skp.path, who) for who in each.extent)
            yield replace(each, about=(folder.name_of(skp.name), *each.about, *each.extent), tells=tells)


def _problems(dossier: Dossier, folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    """The problems, whose `extent` says how bad it is with each approval: none is worse than one that is late, and
    another's is worse."""
    both = dict.fromkeys((EMPLOYEE, APPRAISER), MISSED)
    day = skp.established_on
    if day is None:
        yield Problem(skp.key_at("status"), NO_PENETAPAN, {"status": skp.status}, about=("penetapan",), extent=both)
    elif not any(each.sebagai in (EMPLOYEE, APPRAISER) for each in skp.approvals):
        yield Problem(skp.key_at("penetapan"), NONE, {"path": skp.path}, extent=both)
    elif late := late_approvals(skp):
        evidence = tuple(Evidence(skp.at(*each.path, "tanggal")) for each in late)
        at = skp.at("penetapan", "tanggal")
        yield Problem(at, BOTH_LATE, {"day": day}, evidence=evidence, extent=dict.fromkeys(both, GIVEN))
    else:
        yield from _approvals(dossier, folder, skp, day)


def _approvals(dossier: Dossier, folder: SkpFolder, skp: Skp, day: date) -> Iterator[Problem]:
    dialogue = soundness(dossier).agreed_in(folder, skp, day)
    for who, found in (
        (EMPLOYEE, employee_approval(skp, {skp.nip, dossier.nip})),
        (APPRAISER, appraiser_approval(skp)),
    ):
        for wanting in found:
            at, message = _told(skp, who, wanting)
            told: dict[str, Value] = {"who": who.replace("_", " "), "role": who, "path": skp.path, "day": day}
            if wanting.flaw == "late" and wanting.given:
                told["given"] = wanting.given.tanggal
            if wanting.doubtful:
                told["nth"] = wanting.doubtful.nomor
            extent = {who: {"missing": MISSED, "late": GIVEN}.get(wanting.flaw, WRONG)}
            yield Problem(at, message, told, left_to=wanting.left_to, extent=extent)
        given = [each for each in skp.approvals if each.sebagai == who]
        if dialogue and not found and (early := approved_before(dialogue.tanggal, given)):
            told = {"who": who.replace("_", " "), "given": early.tanggal}
            told |= {"dialogue": dialogue.name, "held": dialogue.tanggal}
            evidence = (Evidence(dialogue.key_at("tanggal")),)
            at = skp.at(*early.path, "tanggal")
            yield Problem(at, EARLY, told, evidence=evidence, extent={who: WRONG})


def _told(skp: Skp, who: str, wanting: WantingApproval) -> tuple[Location, str]:
    """Where an approval is wanting, and the sentence on it."""
    given, doubtful = wanting.given, wanting.doubtful
    if given is None:
        return skp.key_at("penetapan"), MISSING
    if wanting.flaw == "late":
        return skp.at(*given.path, "tanggal"), LATE
    if doubtful:
        return skp.at(*doubtful.path, "komponen"), NO_FORMER
    if who == EMPLOYEE:
        return skp.at(*given.path, "nip"), OTHER_EMPLOYEE
    at = skp.at(*given.path, "nip" if given.nip else "nama")
    if skp.appraiser_on(skp.established_on or given.tanggal).get("nip"):
        return at, OTHER if given.nip else WITHOUT_NIP
    return at, WITH_NIP if given.nip else OTHER_NAME
