"""An established SKP was agreed in a dialogue at the stage of planning, reported and not later than penetapan.

The plan is the outcome of a dialogue between employee and appraiser: its results, targets and behaviour. The
dialogue has `perencanaan` among its `tahap` and an agreement with `perihal: skp`; that of a komplemen may say
`perihal: komplemen` with its number, and may lie in the folder of the SKP before.

**Fix:** record the dialogue in which the plan was agreed, and report it.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.dossier import Dossier, SkpFolder
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.records import Dialogue, Skp
from skpkit.rules._rule import dossier_rule

MESSAGE = N_(
    "no reported DKI at stage perencanaan agrees on this SKP by its penetapan on {day}; record it with "
    "`tahap: [perencanaan]` and `kesepakatan: [{{perihal: skp, …}}]`"
)


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each established SKP without such a dialogue."""
    for folder, skp in dossier.established():
        day = skp.established_on
        if day is None or any(name.startswith("dki/") for name in folder.unread):
            continue
        if not any(_agrees(each, folder, skp) for each in dossier.dialogues() if each.tanggal <= day):
            about = (folder.name_of(skp.name),)
            yield Problem(skp.key_at("penetapan"), MESSAGE, {"day": day}, about=about)


def _agrees(dialogue: Dialogue, folder: SkpFolder, skp: Skp) -> bool:
    if not dialogue.reported or "perencanaan" not in dialogue.data.get("tahap", ()):
        return False
    own = any(each is dialogue for each in folder.dialogues)
    number = skp.complement.nomor if skp.complement else None
    return any(
        (own and each.get("perihal") == "skp")
        or (number is not None and each.get("perihal") == "komplemen" and each.get("nomor") == number)
        for each in dialogue.agreements
    )
