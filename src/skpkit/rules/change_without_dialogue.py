"""An adendum or komplemen was agreed in a dialogue that was reported.

An SKP changes only by agreement of employee and appraiser in their dialogue. The change names it (`dialog`); the
dialogue was reported, the appraiser took part, it is not later than the change, and its `kesepakatan`
records just this change by `perihal` and `nomor`.

**Fix:** record the dialogue and name it, or complete it before it is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.dossier import Dossier, SkpFolder
from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.records import Dialogue
from skpkit.rules._rule import dossier_rule

UNNAMED = N_("{change} names no dialogue; add `dialog: dki/<tanggal>.yaml`, in which it was agreed")
NOWHERE = N_("{change} names {dialog}, which is no dialogue of this dossier; mend the path")
DRAFT = N_("{change} rests on {dialog}, which was not reported; report it first (`status: dilaporkan`)")
ABSENT = N_("{change} rests on {dialog}, but the appraiser is not among its peserta; it takes the appraiser to agree")
LATER = N_("{change} of {day} rests on {dialog}, which is of a later day ({held}); mend the date that is wrong")
UNRECORDED = N_(
    "{change} rests on {dialog}, whose `kesepakatan` does not record it; it needs `perihal: {matter}, nomor: {nth}`"
)


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The first thing wanting with the dialogue of each change."""
    for folder, skp in dossier.established():
        name = folder.name_of(skp.name)
        if skp.complement:
            each = skp.complement
            nips = {str(skp.appraiser.get("nip"))}
            at = skp.at("komplemen", "dialog") if each.dialog else skp.key_at("komplemen")
            yield from _judge(dossier, folder, name, ("komplemen", each.nomor, each.tanggal, each.dialog, nips, at))
        for change in skp.changes:
            nips = skp.appraisers_around(change.tanggal)
            at = skp.at(*change.path, "dialog") if change.dialog else skp.at(*change.path)
            yield from _judge(dossier, folder, name, ("adendum", change.nomor, change.tanggal, change.dialog, nips, at))


def _judge(
    dossier: Dossier,
    folder: SkpFolder,
    name: str,
    change: tuple[str, int, date, str | None, set[str], Location],
) -> Iterator[Problem]:
    matter, nth, day, reference, nips, at = change
    told: dict[str, Value] = {
        "change": f"{matter} {nth}",
        "dialog": reference,
        "matter": matter,
        "nth": nth,
        "day": day,
    }
    dialogue = dossier.record_at(folder, reference) if reference else None
    if not isinstance(dialogue, Dialogue):
        file = dossier.file_at(folder, reference) if reference else None
        if file and file.kind == "dki" and not file.record:
            return  # it cannot be read, and that is the finding
        message: str | None = NOWHERE if reference else UNNAMED
    else:
        told["held"] = dialogue.tanggal
        message = _flaw(dialogue, matter, nth, day, nips)
    if message:
        evidence = (Evidence(dialogue.at()),) if isinstance(dialogue, Dialogue) else ()
        yield Problem(at, message, told, evidence=evidence, about=(name, matter, str(nth)))


def _flaw(dialogue: Dialogue, matter: str, nth: int, day: date, nips: set[str]) -> str | None:
    if not dialogue.reported:
        return DRAFT
    if dialogue.tanggal > day:
        return LATER
    agreed = ((each.get("perihal"), each.get("nomor")) for each in dialogue.agreements)
    if (matter, nth) not in agreed:
        return UNRECORDED
    return None if dialogue.attended_by(nips) else ABSENT
