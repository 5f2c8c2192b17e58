"""Who approved an SKP at penetapan, what is wanting with that, and who may act as appraiser around a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from skpkit.findings import Cause
from skpkit.model import causes
from skpkit.model.nip import nip_flaw
from skpkit.model.people import who
from skpkit.model.records import APPRAISER, EMPLOYEE, Amendment, Approval, Data, Skp

# former: by somebody else, and an adendum does not say who was in office; late: dated after penetapan
ApprovalFlaw: TypeAlias = Literal["missing", "other", "former", "late"]


class WantingApproval(NamedTuple):
    """An approval of penetapan that is wanting: the one given, and the adendum that leaves it in doubt; what it is left
    to, where it may only follow from that."""

    flaw: ApprovalFlaw
    given: Approval | None = None
    doubtful: Amendment | None = None
    left_to: tuple[Cause, ...] = ()


def employee_approval(skp: Skp, nips: set[str]) -> list[WantingApproval]:
    """What is wanting with the employee's approval, who has one of some NIP; nothing with a good one."""
    return _wanting(skp, _given(skp, EMPLOYEE), nips, ())


def appraiser_approval(skp: Skp) -> list[WantingApproval]:
    """What is wanting with the approval of the appraiser in office at penetapan; nothing with a good one."""
    day = skp.established_on
    if day is None:
        return []
    appraiser = skp.appraiser_on(day)
    # an adendum that is not after penetapan has a wrong date, or it changed the appraiser on that very day
    doubtful = [each.former_appraiser for each in skp.changes if each.tanggal <= day]
    entitled = {who(each) for each in (appraiser, *doubtful) if each}
    found = _wanting(skp, _given(skp, APPRAISER), entitled, doubts_on(skp, appraiser))
    nameless = next((each for each in skp.changes if _names_no_former(each, day)), None)
    return [
        each._replace(flaw="former", doubtful=nameless) if nameless and each.flaw == "other" else each for each in found
    ]


def late_approvals(skp: Skp) -> list[Approval]:
    """The approvals of both, where both are later than penetapan, whose own date then is the wrong one."""
    day = skp.established_on
    firsts = [min(_given(skp, role), key=lambda each: each.tanggal, default=None) for role in (EMPLOYEE, APPRAISER)]
    late = [each for each in firsts if day and each and each.tanggal > day]
    return late if len(late) == 2 else []


def approved_before(day: date, given: Iterable[Approval]) -> Approval | None:
    """The last approval of somebody who approved before a day, and not again on it or later."""
    last = {each.by: each for each in sorted(given, key=lambda each: each.tanggal)}
    return next((each for each in last.values() if each.tanggal < day), None)


class Approvers(NamedTuple):
    """Who may act as appraiser around a day: the NIP, or name and post, of those `in_office`, and of those who approved
    at penetapan without being in office, since which of the two it was, is told there; and what leaves it in doubt."""

    in_office: frozenset[str]
    disputed: frozenset[str]
    doubts: tuple[Cause, ...]

    @property
    def all(self) -> frozenset[str]:
        """Those in office, and those of whom that is disputed."""
        return self.in_office | self.disputed


@lru_cache(64)  # an SKP lies in many states
def approvers(skp: Skp, day: date) -> Approvers:
    """Who may act as appraiser around a day."""
    people = skp.appraisers_around(day)
    doubts = tuple(cause for each in people for cause in doubts_on(skp, each))
    return Approvers(frozenset(map(who, people)), _disputed(skp), doubts)


@lru_cache(64)
def _disputed(skp: Skp) -> frozenset[str]:
    """Who approved as appraiser at penetapan, if that was not the one in office."""
    disputed = any(each.flaw in ("other", "former") and not each.left_to for each in appraiser_approval(skp))
    return frozenset(each.by for each in _given(skp, APPRAISER) if disputed)


def doubts_on(skp: Skp, appraiser: Data) -> tuple[Cause, ...]:
    """What leaves in doubt who somebody called the appraiser is: a false NIP, or that it is the employee."""
    nip = str(appraiser.get("nip", ""))
    if nip and nip_flaw(nip):
        return (causes.false_nip(nip),)
    return (causes.self_appraised(skp.path),) if is_employee(skp, appraiser, {skp.nip}) else ()


def is_employee(skp: Skp, person: Data, nips: set[str]) -> bool:
    """Whether somebody is the employee, who has one of some NIP; one without NIP is by name and post."""
    return who(person) in {*nips, who({**skp.employee, "nip": ""})}


def mistyped(approvals: Iterable[Approval]) -> tuple[Cause, ...]:
    """That approvals bear an NIP that cannot be true."""
    return tuple(causes.false_nip(each.nip) for each in approvals if each.nip and nip_flaw(each.nip))


def _given(skp: Skp, role: str) -> list[Approval]:
    return [each for each in skp.approvals if each.sebagai == role]


def _wanting(skp: Skp, given: list[Approval], entitled: set[str], doubts: tuple[Cause, ...]) -> list[WantingApproval]:
    if not given:
        return [WantingApproval("missing")]
    right = [each for each in given if each.by in entitled]
    left_to = (*doubts, *mistyped(given))
    found = [] if right else [WantingApproval("other", given[0], left_to=left_to)]
    told = right or (given if left_to else [])
    day = skp.established_on
    if told and day is not None and all(each.tanggal > day for each in told):
        found.append(WantingApproval("late", told[0]))
    return found


def _names_no_former(amendment: Amendment, day: date) -> bool:
    return amendment.tanggal > day and "penilai" in amendment.komponen and not amendment.former_appraiser
