"""Every NIP has 18 digits that can be true: a birth date, the month of appointment, sex, and a serial number.

A mistyped NIP ties a record to nobody, or to somebody else. The month of appointment is checked for the employee
alone, and not for a PPPK, whose number has a code in its place. The approver of an exemption is held to it too.

**Fix:** copy the NIP from the letter of appointment, in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.nip import NipFlaw, nip_flaw
from skpkit.model.people import named_in
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
    "length": N_("an NIP has 18 digits, this one has {count}; copy it from the letter of appointment, in quotes"),
    "characters": N_(
        "an NIP is written as its 18 digits alone between straight quotes; delete the blanks, dots and other signs: "
        '"{near}"'
    ),
    "birth": N_("the first eight digits of this NIP are no birth date; copy the NIP from the letter of appointment"),
    "month": N_(
        "digits 13 and 14 of this NIP are no month of appointment; mend it, or write `kepegawaian: pppk` for a PPPK"
    ),
    "sex": N_("the 15th digit of this NIP is neither 1 nor 2; copy the NIP from the letter of appointment"),
    "serial": N_(
        "the last three digits of this NIP are 000, which a spreadsheet makes of them that takes an NIP for a number; "
        "copy the NIP anew from the letter of appointment, in quotes"
    ),
}
LETTERS = N_(
    "this NIP has the letter O, l or I in place of the digit 0 or 1; type it anew from the letter of appointment, in "
    "quotes"
)
ROUNDED = N_(
    "a spreadsheet made a rounded number of this NIP, and its last digits are gone; copy the NIP anew from the letter "
    "of appointment, in quotes"
)
ROUNDED_HERE = N_(
    "a spreadsheet made a rounded number of this NIP, and its last digits are gone; it should be the 18 digits that "
    "the folder of this dossier is named, in quotes"
)


@dossier_rule(basis=BASIS, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each NIP that cannot be true, once; the other places where it stands are evidence."""
    places: dict[tuple[str, NipFlaw], dict[str, Location]] = {}
    for folder in dossier.folders.values():
        appointed = folder.skp.nip if folder.skp and not folder.skp.is_pppk else None
        for record in folder.records():
            if not any(nip_flaw(each, with_month=each == appointed) for each in record.document.once(named_in).nips):
                continue  # of few records the places of their NIP are looked for
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
        message, told = _sentence(nip, flaw, of_employee=any(" pegawai.nip " in each for each in found))
        yield Problem(
            at,
            message,
            told,
            evidence=tuple(map(Evidence, others)),
            about=(nip, *found),
            tells=(causes.false_nip(nip),),
            extent=dict.fromkeys(found, 1),
        )


def _sentence(nip: str, flaw: NipFlaw, *, of_employee: bool) -> tuple[str, dict[str, Value]]:
    """What is wrong with an NIP, and what fills the sentence: of one that has all its digits, these alone."""
    from skpkit.source.schemas.texts import is_rounded
    from skpkit.source.yamlfile.lookalikes import as_meant

    if is_rounded(nip):
        return (ROUNDED_HERE if of_employee else ROUNDED), {}
    plain = as_meant(nip)
    figures = "".join(each for each in plain if each in "0123456789")
    if flaw == "length" and len(re.sub("[^0-9OolI]", "", plain)) == 18 and re.search("[OolI]", plain):
        return LETTERS, {}
    if len(figures) == 18 and flaw in ("length", "characters"):
        return SENTENCES["characters"], {"near": figures}
    return SENTENCES[flaw], {"count": len(figures)} if flaw == "length" else {}


def _nips(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every NIP in a record, with its path."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            if key == "nip":
                yield (*path, key), value
        elif isinstance(value, (dict, list)):
            yield from _nips(value, (*path, key))
