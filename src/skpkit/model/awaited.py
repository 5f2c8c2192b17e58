"""Which approvals something still waits for: in which role, and from whom, as far as the records and settings tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from skpkit.model.dossier import Dossier
from skpkit.model.people import NamedPerson
from skpkit.model.records import APPRAISER, EMPLOYEE, REVIEWER, Approval, Evaluation, Manual, Skp
from skpkit.model.settings import Settings
from skpkit.model.signable import Approved, things_with_approvals


class AwaitedApproval(NamedTuple):
    """An approval of a `thing` of a record that is `missing`, or was given and is `unsigned` where the settings ask for
    a signature. `people` are those who may give it, none where nobody is known; `folder` is that of the SKP."""

    folder: str
    record: str
    thing: str
    role: str
    people: tuple[NamedPerson, ...]
    why: Literal["missing", "unsigned"]
    since: date | None


def awaited_approvals(dossier: Dossier) -> Iterator[AwaitedApproval]:
    """The approvals that the records of a dossier wait for.

    Whether one that was given is by the right person, or a signature holds, the rules tell. An evaluation is asked only
    where one of both approved it, or where the settings ask for signatures.
    """
    for folder, skp in dossier.plans():
        for thing, given in things_with_approvals(dossier.identity, folder):
            for role in _roles(thing, given, dossier.settings):
                mine = [each for each in given if each.sebagai == role]
                unsigned = bool(mine) and _must_be_signed(dossier.settings, thing, role, mine)
                if not mine or unsigned:
                    people = _people(dossier, skp, thing, role)
                    why: Literal["missing", "unsigned"] = "unsigned" if unsigned else "missing"
                    yield AwaitedApproval(folder.name, thing.name, thing.thing, role, people, why, thing.day)


def _roles(thing: Approved, given: Sequence[Approval], settings: Settings) -> tuple[str, ...]:
    record = thing.record
    if isinstance(record, Evaluation):
        asked = given or (settings.demand and thing.day and thing.day >= settings.demand.since)
        return (EMPLOYEE, APPRAISER) if record.established and asked else ()
    if isinstance(record, Manual):
        return (APPRAISER,)
    return (EMPLOYEE, APPRAISER) if thing.path == ("penetapan",) else (APPRAISER, REVIEWER)


def _must_be_signed(settings: Settings, thing: Approved, role: str, given: Sequence[Approval]) -> bool:
    """Whether none of the approvals in a role is signed, and the settings ask for that since a day before them."""
    demand = settings.demand
    if demand is None or role not in demand.roles or any(each.signature for each in given):
        return False
    days = (*(each.tanggal for each in given), *([thing.day] if thing.day else []))
    return max(days) >= demand.since


def _people(dossier: Dossier, skp: Skp, thing: Approved, role: str) -> tuple[NamedPerson, ...]:
    """Who may approve something in a role."""
    if role == REVIEWER:
        listed = (each for each in dossier.settings.reviewers if each.reviews(dossier.unit))
        own = (dossier.nip, skp.appraiser.get("nip"))
        return tuple(NamedPerson(each.nama, each.nip) for each in listed if each.nip not in own)
    person = skp.employee if role == EMPLOYEE else skp.appraiser_on(thing.day) if thing.day else skp.appraiser
    return (NamedPerson(str(person.get("nama", "")), str(person.get("nip", ""))),)
