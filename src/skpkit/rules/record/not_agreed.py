"""An established SKP carries both approvals: the employee's and the appraiser's, not later than its penetapan.

An SKP is set when both have agreed on it in their dialogue. The appraiser is the one in office on that day: an
appraiser who came later by an adendum did not agree on the plan.

**Fix:** add the missing approval under `penetapan`, with its date, or set `status: rancangan` until it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.model.dossier import Dossier
from skpkit.model.records import APPRAISER, EMPLOYEE, Amendment, Approval, Skp
from skpkit.rules._rule import dossier_rule
from skpkit.rules.record.invalid_nip import flaw

NO_PENETAPAN = N_("an SKP with status {status} needs `penetapan` with its date and both approvals; add it")
NONE = N_(
    "penetapan has no approvals; add those of the pegawai and of the pejabat penilai kinerja, or set "
    "`status: rancangan` until they are given"
)
MISSING = N_("penetapan lacks the approval of the {who}; add it, or set `status: rancangan` until it is given")
OTHER = N_(
    "the approval as {who} bears another NIP than the {who} in office on {day}; let the right one approve, or "
    "record the change of appraiser as an adendum"
)
OTHER_EMPLOYEE = N_("the approval as pegawai bears another NIP than this SKP's employee; mend the NIP")
NO_FORMER = N_(
    "the approval as {who} is not by today's, and adendum {nth}, which changes the appraiser, does not say who it was "
    "before; add `penilai_lama` to it"
)
LATE = N_("the approval of the {who} is dated {given}, after penetapan on {day}; mend the date that is wrong")
BOTH_LATE = N_("both approvals are dated after penetapan on {day}; mend the date that is wrong")

Flaw = tuple[Location, str, dict[str, Value]]


@dossier_rule(basis="SP")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each approval that is missing, another's, or late; one finding where one slip explains both."""
    for folder, skp in dossier.established():
        name = folder.name_of(skp.name)
        day = skp.established_on
        if day is None:
            told: dict[str, Value] = {"status": skp.status}
            yield Problem(skp.key_at("status"), NO_PENETAPAN, told, about=(name, "penetapan"))
        elif not any(each.sebagai in (EMPLOYEE, APPRAISER) for each in skp.approvals):
            yield Problem(skp.key_at("penetapan"), NONE, about=(name, "penetapan"))
        elif both := _both_late(skp, day):
            evidence = tuple(Evidence(skp.at(*each.path, "tanggal")) for each in both)
            at = skp.at("penetapan", "tanggal")
            yield Problem(at, BOTH_LATE, {"day": day}, evidence=evidence, about=(name, "penetapan", "tanggal"))
        else:
            for who, found in ((EMPLOYEE, _employee(dossier, skp, day)), (APPRAISER, _appraiser(skp, day))):
                if found:
                    told = {"who": who.replace("_", " "), "day": day, **found[2]}
                    yield Problem(found[0], found[1], told, about=(name, who))


def is_predated(dossier: Dossier, skp: Skp) -> bool:
    """Whether an approval is told to be later than penetapan, so that one of the dates is wrong."""
    day = skp.established_on
    if day is None:
        return False
    found = (_employee(dossier, skp, day), _appraiser(skp, day))
    return bool(_both_late(skp, day)) or any(each is not None and each[1] == LATE for each in found)


def approvers(skp: Skp, day: date) -> set[str] | None:
    """The NIP of those who may act as appraiser around a day. None where it cannot be said who they are, since the
    appraiser has no NIP, or one that is wrong, which is told already."""
    nips = {each.get("nip") for each in skp.appraisers_around(day)}
    if any(not nip or nip == skp.nip or flaw(nip, with_month=False) for nip in nips):
        return None
    return {str(nip) for nip in nips} | _disputed(skp)


def _disputed(skp: Skp) -> set[str]:
    """Who approved as appraiser at penetapan and was not in office: which of the two it was, is told there."""
    day = skp.established_on
    found = _appraiser(skp, day) if day else None
    return {each.nip for each in _given(skp, APPRAISER)} if found and found[1] in (OTHER, NO_FORMER) else set()


def _given(skp: Skp, who: str) -> list[Approval]:
    return [each for each in skp.approvals if each.sebagai == who]


def _both_late(skp: Skp, day: date) -> list[Approval]:
    """The approvals, where those of both are later than penetapan."""
    firsts = [min(_given(skp, who), key=lambda each: each.tanggal, default=None) for who in (EMPLOYEE, APPRAISER)]
    late = [each for each in firsts if each and each.tanggal > day]
    return late if len(late) == 2 else []


def _employee(dossier: Dossier, skp: Skp, day: date) -> Flaw | None:
    given = _given(skp, EMPLOYEE)
    right = [each for each in given if each.nip in (skp.nip, dossier.nip) or flaw(each.nip, with_month=False)]
    if right or not given:
        return _flaw(skp, day, given, right)
    return _nip_of(skp, given), OTHER_EMPLOYEE, {}


def _appraiser(skp: Skp, day: date) -> Flaw | None:
    given = _given(skp, APPRAISER)
    nip = skp.appraiser_on(day).get("nip")
    unsure = not nip or nip == skp.nip or flaw(nip, with_month=False)
    # an adendum that is not after penetapan has a wrong date, or it changed the appraiser on that very day
    doubtful = [each.former_appraiser for each in skp.changes if each.tanggal <= day]
    nips = {nip} | {each.get("nip") for each in doubtful if each}
    right = [each for each in given if unsure or each.nip in nips or flaw(each.nip, with_month=False)]
    if right or not given:
        return _flaw(skp, day, given, right)
    nameless = next((each for each in skp.changes if _names_no_former(each, day)), None)
    if nameless:
        return skp.at(*nameless.path, "komponen"), NO_FORMER, {"nth": nameless.nomor}
    return _nip_of(skp, given), OTHER, {}


def _names_no_former(change: Amendment, day: date) -> bool:
    return change.tanggal > day and "penilai" in change.komponen and not change.former_appraiser


def _nip_of(skp: Skp, given: list[Approval]) -> Location:
    return skp.at(*given[0].path, "nip")


def _flaw(skp: Skp, day: date, given: list[Approval], right: list[Approval]) -> Flaw | None:
    if not given:
        return skp.key_at("penetapan"), MISSING, {}
    if all(each.tanggal > day for each in right):
        return skp.at(*right[0].path, "tanggal"), LATE, {"given": right[0].tanggal}
    return None
