"""Who approved an SKP at penetapan, what is wanting with that, and who may act as appraiser around a day."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from skpkit.model.nip import nip_flaw
from skpkit.model.people import who
from skpkit.model.records import APPRAISER, EMPLOYEE, Amendment, Approval, Data, Skp

# former: by somebody else, and an adendum does not say who was in office; late: dated after penetapan
ApprovalFlaw: TypeAlias = Literal["missing", "other", "former", "late"]


class WantingApproval(NamedTuple):
    """An approval of penetapan that is wanting: the one given, and the adendum that leaves it in doubt."""

    flaw: ApprovalFlaw
    given: Approval | None = None
    doubtful: Amendment | None = None


def employee_approval(skp: Skp, nips: set[str]) -> WantingApproval | None:
    """What is wanting with the employee's approval, who has one of some NIP; None for a good one."""
    given = _given(skp, EMPLOYEE)
    return _wanting(skp, given, [each for each in given if each.nip in nips or is_mistyped(each)])


def appraiser_approval(skp: Skp) -> WantingApproval | None:
    """What is wanting with the approval of the appraiser in office at penetapan; None for a good one."""
    day = skp.established_on
    if day is None:
        return None
    appraiser = skp.appraiser_on(day)
    # an adendum that is not after penetapan has a wrong date, or it changed the appraiser on that very day
    doubtful = [each.former_appraiser for each in skp.changes if each.tanggal <= day]
    entitled = {who(each) for each in (appraiser, *doubtful) if each}
    sure = may_be_appraiser(skp, appraiser)
    given = _given(skp, APPRAISER)
    wanting = _wanting(skp, given, [each for each in given if not sure or each.by in entitled or is_mistyped(each)])
    if wanting and wanting.flaw == "other":
        nameless = next((each for each in skp.changes if _names_no_former(each, day)), None)
        return WantingApproval("former", wanting.given, nameless) if nameless else wanting
    return wanting


def late_approvals(skp: Skp) -> list[Approval]:
    """The approvals of both, where both are later than penetapan, whose own date then is the wrong one."""
    day = skp.established_on
    firsts = [min(_given(skp, who), key=lambda each: each.tanggal, default=None) for who in (EMPLOYEE, APPRAISER)]
    late = [each for each in firsts if day and each and each.tanggal > day]
    return late if len(late) == 2 else []


def approvers(skp: Skp, day: date) -> set[str] | None:
    """Who may act as appraiser around a day: the NIP, or name and post. None where it cannot be said who that is, since
    the NIP of the appraiser is wrong. Who approved at penetapan without being in office is among them: which of the
    two it was, is told there."""
    people = skp.appraisers_around(day)
    if not all(may_be_appraiser(skp, each) for each in people):
        return None
    wanting = appraiser_approval(skp)
    disputed = wanting and wanting.flaw in ("other", "former")
    return {who(each) for each in people} | {each.by for each in _given(skp, APPRAISER) if disputed}


def may_be_appraiser(skp: Skp, person: Data) -> bool:
    """Whether somebody may be the appraiser: the NIP can be true, if there is one, and it is not the employee."""
    return not is_employee(skp, person, {skp.nip}) and not ("nip" in person and nip_flaw(person["nip"]))


def is_employee(skp: Skp, person: Data, nips: set[str]) -> bool:
    """Whether somebody is the employee, who has one of some NIP; one without NIP is by name and post."""
    return who(person) in {*nips, who({**skp.employee, "nip": ""})}


def is_mistyped(approval: Approval) -> bool:
    """Whether an approval bears an NIP that cannot be true, which is told already."""
    return bool(approval.nip and nip_flaw(approval.nip))


def _given(skp: Skp, who: str) -> list[Approval]:
    return [each for each in skp.approvals if each.sebagai == who]


def _wanting(skp: Skp, given: list[Approval], right: list[Approval]) -> WantingApproval | None:
    if not given:
        return WantingApproval("missing")
    if not right:
        return WantingApproval("other", given[0])
    day = skp.established_on
    late = day is not None and all(each.tanggal > day for each in right)
    return WantingApproval("late", right[0]) if late else None


def _names_no_former(amendment: Amendment, day: date) -> bool:
    return amendment.tanggal > day and "penilai" in amendment.komponen and not amendment.former_appraiser
