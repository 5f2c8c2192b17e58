"""An established SKP was agreed in a dialogue at the stage of planning, reported and not later than penetapan.

The plan is the outcome of a dialogue between employee and appraiser: its results, targets and behaviour. The
dialogue has `perencanaan` among its `tahap` and an agreement with `perihal: skp`; that of a komplemen may say
`perihal: komplemen` with its number, and may lie in the folder of the SKP before.

**Fix:** record the dialogue in which the plan was agreed, and report it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import DIALOGUE
from skpkit.model.records import Dialogue, Skp
from skpkit.rules._rule import dossier_rule
from skpkit.rules.between.change_without_dialogue import complement_of, flaw_of
from skpkit.rules.record.not_agreed import is_predated

NONE = N_(
    "no DKI agrees on this SKP, which was set on {day}; record the dialogue of its planning, with "
    "`kesepakatan: [{{perihal: skp, …}}]`"
)
DRAFT = N_("this SKP was agreed in {dialogue}, which was not reported; report it (`status: dilaporkan`)")
STAGE = N_("this SKP was agreed in {dialogue}, which is not at stage perencanaan; add that to its `tahap`")
LATER = N_("this SKP was set on {day}, but agreed in {dialogue} only on {held}; mend the date that is wrong")


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each established SKP without such a dialogue."""
    for folder, skp in dossier.established():
        day = skp.established_on
        if day is None or _is_told(dossier, folder, skp):
            continue
        agreeing = [(each, _flaw(each, day)) for each in _agreeing(dossier, folder, skp)]
        if any(message is None for _, message in agreeing):
            continue
        told: dict[str, Value] = {"day": day}
        evidence: tuple[Evidence, ...] = ()
        message = NONE
        for dialogue, flaw in agreeing[:1]:
            message = flaw or NONE
            told |= {"dialogue": dialogue.name, "held": dialogue.tanggal}
            evidence = (Evidence(dialogue.at()),)
        about = (folder.name_of(skp.name),)
        yield Problem(skp.key_at("penetapan"), message, told, evidence=evidence, about=about)


def planned_in(dossier: Dossier, folder: SkpFolder, skp: Skp) -> list[Dialogue]:
    """The dialogues that agree on an established SKP as they should; none where one that does may not be readable."""
    day = skp.established_on
    if day is None or _is_told(dossier, folder, skp):
        return []
    return [each for each in _agreeing(dossier, folder, skp) if _flaw(each, day) is None]


def _is_told(dossier: Dossier, folder: SkpFolder, skp: Skp) -> bool:
    """Whether another finding says already why no dialogue fits: one that cannot be read, the date of penetapan, or
    what is wanting with the dialogue of a komplemen."""
    complement = complement_of(folder, skp)
    if complement and flaw_of(dossier, folder, skp, complement)[0]:
        return True
    lost = folder.lost_of(DIALOGUE) or (complement and any(each.lost_of(DIALOGUE) for each in dossier.folders.values()))
    return bool(lost) or is_predated(dossier, skp)


def _agreeing(dossier: Dossier, folder: SkpFolder, skp: Skp) -> Iterator[Dialogue]:
    """The dialogues that agree on the SKP: its own, and on a komplemen those of any folder."""
    complement = complement_of(folder, skp)
    number = complement.nth if complement else None
    for dialogue in dossier.dialogues():
        own = any(each is dialogue for each in folder.dialogues)
        for each in dialogue.agreements:
            matter = each["perihal"]
            if (own and matter == "skp") or (number and matter == "komplemen" and each.get("nomor") == number):
                yield dialogue
                break


def _flaw(dialogue: Dialogue, day: date) -> str | None:
    if not dialogue.reported:
        return DRAFT
    if "perencanaan" not in dialogue.data["tahap"]:
        return STAGE
    return LATER if dialogue.tanggal > day else None
