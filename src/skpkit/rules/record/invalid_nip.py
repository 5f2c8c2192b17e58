"""Every NIP has 18 digits that can be true: a birth date, the month of appointment, sex, and a serial number.

A mistyped NIP ties a record to nobody, or to somebody else. The month of appointment is checked for the employee
alone, and not for a PPPK, whose number has a code in its place. The approver of an exemption is held to it too.

**Fix:** copy the NIP from the letter of appointment, in quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.nip import NipFlaw, nip_flaw
from skpkit.rules._rule import cite, dossier_rule, own
from skpkit.source.schemas import EXEMPTIONS_KIND
from skpkit.source.yamlfile import Path

BASIS = (
    cite(
        "perka-bkn-22-2007",
        N_("on the make-up of the NIP"),
        N_("18 digits: birth date, year and month of appointment, 1 or 2 for the sex, a serial number from 001"),
        "pers-nip",
    ),
    own(
        N_("the number of a PPPK is held to no month, since the rule on its make-up was not seen"),
    ),
)

SENTENCES: Mapping[NipFlaw, str] = {
    "length": N_("an NIP has 18 digits, this one does not; copy it from the letter of appointment, in quotes"),
    "characters": N_(
        "an NIP is written as its 18 digits alone between straight quotes; delete the blanks, dots and other signs"
    ),
    "birth": N_("the first eight digits of this NIP are no birth date; copy the NIP from the letter of appointment"),
    "month": N_(
        "digits 13 and 14 of this NIP are no month of appointment; mend it, or write `kepegawaian: pppk` for a PPPK"
    ),
    "sex": N_("the 15th digit of this NIP is neither 1 nor 2; copy the NIP from the letter of appointment"),
    "serial": N_("the last three digits of this NIP are 000, serial numbers begin at 001; copy the NIP again"),
}


@dossier_rule(basis=BASIS)
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each NIP that cannot be true, once; the other places where it stands are evidence."""
    places: dict[tuple[str, NipFlaw], dict[str, Location]] = {}
    for folder in dossier.folders.values():
        appointed = folder.skp.nip if folder.skp and not folder.skp.is_pppk else None
        for record in folder.records():
            for path, nip in _nips(record.data):
                if flaw := nip_flaw(nip, with_month=nip == appointed):
                    found = places.setdefault((nip, flaw), {})
                    keys = ".".join(step for step in path if isinstance(step, str))
                    place = f"{folder.name_of(record.name)} {keys}"
                    nth = sum(1 for each in found if each.startswith(f"{place} "))
                    found[f"{place} {nth}"] = record.at(*path)
    for listed in (each.record for each in dossier.files if each.kind == EXEMPTIONS_KIND and each.record):
        for path, nip in _nips(listed.data):
            if flaw := nip_flaw(nip):
                found = places.setdefault((nip, flaw), {})
                found[f"{listed.name} {len(found)}"] = listed.at(*path)
    for (nip, flaw), found in places.items():
        at, *others = found.values()
        yield Problem(
            at,
            SENTENCES[flaw],
            evidence=tuple(map(Evidence, others)),
            about=(nip, *found),
            tells=(causes.false_nip(nip),),
            extent=dict.fromkeys(found, 1),
        )


def _nips(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every NIP in a record, with its path."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            if key == "nip":
                yield (*path, key), value
        elif isinstance(value, (dict, list)):
            yield from _nips(value, (*path, key))
