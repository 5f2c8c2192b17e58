"""An adendum or komplemen was agreed in a dialogue that was reported.

An SKP changes only by agreement of employee and appraiser in their dialogue. The change names it (`dialog`); the
dialogue was reported, the appraiser took part, it is not later than the change, and its `kesepakatan`
records just this change by `perihal` and `nomor`.

**Fix:** record the dialogue and name it, or complete it before it is reported.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import DIALOGUE, HOMES, complement_number
from skpkit.model.records import Dialogue, Skp
from skpkit.rules._rule import dossier_rule
from skpkit.rules.record.invalid_nip import flaw
from skpkit.rules.record.not_agreed import approvers

UNNAMED = N_("{change} names no dialogue; add `dialog: dki/<tanggal>.yaml`, in which it was agreed")
NOWHERE = N_("{change} names {dialog}, which is no dialogue of this dossier; mend the path")
ELSEWHERE = N_(
    "{change} names {dialog}, which is not in the folder of this SKP; the dialogue of that name lies in another one of "
    "this dossier, so write `dialog: {path}`"
)
DRAFT = N_("{change} rests on {dialog}, which was not reported; report it first (`status: dilaporkan`)")
ABSENT = N_("{change} rests on {dialog}, but the appraiser is not among its peserta; it takes the appraiser to agree")
LATER = N_("{change} of {day} rests on {dialog}, which is of a later day ({held}); mend the date that is wrong")
UNRECORDED = N_(
    "{change} rests on {dialog}, whose `kesepakatan` does not record it; it needs `perihal: {matter}, nomor: {nth}`"
)


SUPERIORS = ("atasan_langsung", "atasan")


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The first thing wanting with the dialogue of each change."""
    for folder, skp in dossier.established():
        for change in _changes(folder, skp):
            message, dialogue = flaw_of(dossier, folder, skp, change)
            if message:
                told: dict[str, Value] = {
                    "change": f"{change.matter} {change.nth}",
                    "dialog": change.dialog,
                    "path": _elsewhere(dossier, folder, change.dialog or ""),
                    "matter": change.matter,
                    "nth": change.nth,
                    "day": change.day,
                    "held": dialogue.tanggal if dialogue else None,
                }
                evidence = (Evidence(dialogue.at()),) if dialogue else ()
                about = (folder.name_of(skp.name), change.matter, str(change.nth))
                yield Problem(change.at(), message, told, evidence=evidence, about=about)


class Agreed(NamedTuple):
    """A change that a dialogue agreed on: `matter` and `nth` are how its `kesepakatan` names it."""

    matter: str
    nth: int
    day: date
    dialog: str | None
    at: Callable[[], Location]


def complement_of(folder: SkpFolder, skp: Skp) -> Agreed | None:
    """The komplemen of an SKP as something agreed. Its number is its folder's; another one there is told already."""
    each = skp.complement
    if not each:
        return None
    at = partial(skp.at, "komplemen", "dialog") if each.dialog else partial(skp.key_at, "komplemen")
    nth = complement_number(folder.name) if folder.name else each.nomor
    return Agreed("komplemen", nth, each.tanggal, each.dialog, at)


def _changes(folder: SkpFolder, skp: Skp) -> Iterator[Agreed]:
    if complement := complement_of(folder, skp):
        yield complement
    for each in skp.changes:
        at = partial(skp.at, *each.path, *(["dialog"] if each.dialog else []))
        yield Agreed("adendum", each.nomor, each.tanggal, each.dialog, at)


def lacking_appraiser(dossier: Dossier) -> list[Dialogue]:
    """The dialogues of changes that are told to lack the appraiser."""
    flaws = [
        flaw_of(dossier, folder, skp, change)
        for folder, skp in dossier.established()
        for change in _changes(folder, skp)
    ]
    return [dialogue for message, dialogue in flaws if message == ABSENT and dialogue]


def flaw_of(dossier: Dossier, folder: SkpFolder, skp: Skp, change: Agreed) -> tuple[str | None, Dialogue | None]:
    """What is wanting with the dialogue of a change, and the dialogue, where there is one."""
    if not change.dialog:
        return UNNAMED, None
    dialogue = dossier.record_at(folder, change.dialog)
    if not isinstance(dialogue, Dialogue):
        told = dossier.may_hold(folder, change.dialog)
        return None if told else ELSEWHERE if _elsewhere(dossier, folder, change.dialog) else NOWHERE, None
    if not dialogue.reported:
        return DRAFT, dialogue
    if dialogue.tanggal > change.day and not dialogue.misdated:
        return LATER, dialogue
    if (change.matter, change.nth) not in [(each["perihal"], each.get("nomor")) for each in dialogue.agreements]:
        return UNRECORDED, dialogue
    return None if _attended(dialogue, skp, change.day) else ABSENT, dialogue


def _elsewhere(dossier: Dossier, folder: SkpFolder, path: str) -> str | None:
    """How the SKP must name a dialogue of that file name which lies beside another SKP of the dossier."""
    name = f"{HOMES[DIALOGUE].folder}/{posixpath.basename(path)}"
    for other in dossier.folders.values():
        if other is not folder and isinstance(dossier.record_at(other, name), Dialogue):
            return posixpath.relpath(other.name_of(name), folder.name or ".")
    return None


def _attended(dialogue: Dialogue, skp: Skp, day: date) -> bool:
    """Whether the appraiser took part: by NIP, or by name where an NIP is missing on either side. Where nobody is
    said to have taken part, that is told already."""
    if not {"pegawai", "atasan_langsung"} & {each["peran"] for each in dialogue.participants}:
        return True
    nips = approvers(skp, day)
    names = {each["nama"].casefold() for each in skp.appraisers_around(day)}
    for each in dialogue.participants:
        nip, is_superior = str(each.get("nip", "")), each["peran"] in SUPERIORS
        if nip and nips is not None:
            present = nip in nips or (is_superior and flaw(nip, with_month=False) is not None)
        else:
            present = each["nama"].casefold() in names or (nips is None and is_superior)
        if present:
            return True
    return False
