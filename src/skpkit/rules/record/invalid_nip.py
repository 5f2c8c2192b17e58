"""Every NIP has 18 digits that can be true: a birth date, the month of appointment, sex, and a serial number.

A mistyped NIP ties a record to nobody, or to somebody else. The month of appointment is checked for the employee
alone, and not for a PPPK, whose number has a code in its place.

**Fix:** copy the NIP from the letter of appointment, in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.records import Skp
from skpkit.rules._rule import dossier_rule
from skpkit.source.yamlfile import Path

LENGTH = N_("an NIP has 18 digits, this one does not; copy it from the letter of appointment, in quotes")
SIGNS = N_("an NIP is written as its 18 digits alone between straight quotes; delete the blanks, dots and other signs")
BIRTH = N_("the first eight digits of this NIP are no birth date; copy the NIP from the letter of appointment")
MONTH = N_("digits 13 and 14 of this NIP are no month of appointment; mend it, or write `kepegawaian: pppk` for a PPPK")
SEX = N_("the 15th digit of this NIP is neither 1 nor 2; copy the NIP from the letter of appointment")
SERIAL = N_("the last three digits of this NIP are 000, serial numbers begin at 001; copy the NIP again")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each NIP that cannot be true, once; the other places where it stands are evidence."""
    places: dict[tuple[str, str], list[Location]] = {}
    for folder in dossier.folders.values():
        appointed = folder.skp.nip if folder.skp and has_month(folder.skp) else None
        for record in folder.records():
            for path, nip in nips(record.data):
                if message := flaw(nip, with_month=nip == appointed):
                    places.setdefault((nip, message), []).append(record.at(*path))
    for (nip, message), (at, *others) in places.items():
        yield Problem(at, message, evidence=tuple(map(Evidence, others)), about=(nip,))


def has_month(skp: Skp) -> bool:
    """Whether the employee's NIP has the month of appointment in it: not that of a PPPK."""
    return skp.employee.get("kepegawaian") != "pppk"


def nips(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every NIP in a record, with its path."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            if key == "nip":
                yield (*path, key), value
        elif isinstance(value, (dict, list)):
            yield from nips(value, (*path, key))


@lru_cache(maxsize=4096)
def flaw(nip: str, *, with_month: bool) -> str | None:
    """The message for an NIP that cannot be true; None for a good one."""
    if len(nip) != 18 or not (nip.isascii() and nip.isdigit()):
        return SIGNS if len(re.findall("[0-9]", nip)) == 18 else LENGTH
    try:
        date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return BIRTH
    if with_month and not 1 <= int(nip[12:14]) <= 12:
        return MONTH
    if nip[14] not in "12":
        return SEX
    return SERIAL if nip[15:] == "000" else None
