"""An established SKP was agreed in a dialogue at the stage of planning, reported and not later than penetapan.

The plan is the outcome of a dialogue between employee and appraiser: its results, targets and behaviour. The
dialogue has `perencanaan` among its `tahap` and an agreement with `perihal: skp`; that of a komplemen may say
`perihal: komplemen` with its number, and may lie in the folder of the SKP before.

Silent of an unreadable dialogue (SKP001 to SKP005), and of a penetapan (SKP110) or komplemen (SKP212) in doubt.

**Fix:** record the dialogue in which the plan was agreed, and report it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.soundness import DialogueFlaw, soundness
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on its stages"),
        N_("planning ends with an SKP on which both agreed in the dialogue"),
    ),
)

NONE = N_(
    "no DKI agrees on this SKP, which was set on {day}; record the dialogue of its planning, held by then: skpkit new "
    "dki {folder} --tanggal DATE, and report it: skpkit realisasi {folder} --lapor"
)
SENTENCES: Mapping[DialogueFlaw, str] = {
    "draft": N_(
        "this SKP was agreed in {dialogue}, which was not reported; report it: skpkit realisasi {folder} --lapor "
        "--tanggal {dated}"
    ),
    "stage": N_("this SKP was agreed in {dialogue}, which is not at stage perencanaan; add that to its `tahap`"),
    "later": N_("this SKP was set on {day}, but agreed in {dialogue} only on {held}; mend the date that is wrong"),
}


@dossier_rule(basis=BASIS, added="eased")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each established SKP without such a dialogue."""
    for folder, skp in dossier.established():
        plannings = soundness(dossier).plannings(folder, skp)
        if not all(each.flaw for each in plannings.found):
            continue
        told: dict[str, Value] = {"day": skp.established_on, "folder": folder.path}
        evidence: tuple[Evidence, ...] = ()
        message = NONE
        for dialogue, flaw in plannings.found[:1]:
            message = SENTENCES[flaw] if flaw else NONE
            told |= {
                "dialogue": dialogue.name,
                "held": dialogue.tanggal,
                "dated": dialogue.tanggal.isoformat(),
            }
            evidence = (Evidence(dialogue.at()),)
        yield Problem(
            skp.key_at("penetapan") if skp.established_on else skp.key_at("status"),
            message,
            told,
            evidence=evidence,
            about=(folder.name_of(skp.name),),
            tells=(causes.unplanned(folder.name),),
            left_to=plannings.doubts,
        )
