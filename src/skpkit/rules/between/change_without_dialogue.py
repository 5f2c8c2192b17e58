"""An adendum or komplemen was agreed in a dialogue that was reported.

An SKP changes only by agreement of employee and appraiser in their dialogue. The change names it (`dialog`); the
dialogue was reported, the appraiser took part, it is not later than the change, and its `kesepakatan`
records just this change by `perihal` and `nomor`. Where two changes got the same number in two branches, the later one
to come in takes the next number, and its dialogue stays as it is: it may record a smaller number, if the entry with
that number names another dialogue.

Silent of an unreadable dialogue (SKP001 to SKP005), an NIP that cannot be true (SKP101), missing peserta (SKP220).

**Fix:** record the dialogue and name it under `dialog` of the change. An agreement that it lacks is added before it is
reported; one that was reported stays, so agree in a new one, name that, and date the change not before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.soundness import DialogueFlaw, soundness
from skpkit.rules._rule import cite, dossier_rule, own

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it is agreed in a dialogue with the pejabat penilai kinerja; so is a komplemen"),
    ),
    own(
        N_("the agreement names the change by its number, and was reported"),
    ),
)

SENTENCES: Mapping[DialogueFlaw, str] = {
    "unnamed": N_("{change} names no dialogue; add `dialog: dki/<tanggal>.yaml`, in which it was agreed"),
    "nowhere": N_(
        "{change} names {dialog}, which is no dialogue of this dossier; mend the path, or take the file along where "
        "it lies there already: git add {add}"
    ),
    "elsewhere": N_(
        "{change} names {dialog}, which is not in the folder of this SKP; the dialogue of that name lies in another "
        "one of this dossier, so write `dialog: {path}`"
    ),
    "draft": N_("{change} rests on {dialog}, which was not reported; report it first (`status: dilaporkan`)"),
    "absent": N_(
        "{change} rests on {dialog}, but the appraiser is not among its peserta; it takes the appraiser to agree"
    ),
    "later": N_("{change} of {day} rests on {dialog}, which is of a later day ({held}); mend the date that is wrong"),
    "unrecorded": N_(
        "{change} rests on {dialog}, whose `kesepakatan` does not record it; it needs `perihal: {matter}, nomor: {nth}`"
    ),
}


@dossier_rule(basis=BASIS, added="eased")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The first thing wanting with the dialogue of each change."""
    agreements = soundness(dossier).agreements
    for folder, skp in dossier.established():
        for agreed in agreements[folder.name]:
            for flaw, left_to in agreed.wanting:
                told: dict[str, Value] = {
                    "change": f"{agreed.matter} {agreed.nth}",
                    "dialog": agreed.named,
                    "path": agreed.elsewhere,
                    "add": dossier.path,
                    "matter": agreed.matter,
                    "nth": agreed.nth,
                    "day": agreed.day,
                    "held": agreed.dialogue.tanggal if agreed.dialogue else None,
                }
                evidence = (Evidence(agreed.dialogue.at()),) if agreed.dialogue else ()
                yield Problem(
                    agreed.at(),
                    SENTENCES[flaw],
                    told,
                    evidence=evidence,
                    about=(folder.name_of(skp.name), agreed.matter, str(agreed.nth)),
                    tells=(causes.unagreed(folder.name, agreed.matter, agreed.nth),),
                    left_to=left_to,
                )
