"""The dialogue in which an SKP was agreed has a rencana aksi.

Planning yields two things: the agreed SKP and the steps by which it is carried out, each with its deadline. Where
several dialogues agreed on the SKP, one of them has the steps.

Silent where no dialogue agrees on the SKP as it should: SKP215 tells it.

**Fix:** write the steps under `rencana_aksi` in the dialogue of planning, before it is reported.
"""

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.soundness import soundness
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on its stages"),
        N_("planning yields an action plan beside the SKP"),
    ),
)

MESSAGE = N_("this dialogue agrees on the SKP without a rencana aksi; add the steps under `rencana_aksi`")


@dossier_rule(basis=BASIS, severity=Severity.WARNING)
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The dialogue of planning of each established SKP, where none has a step."""
    for folder, skp in dossier.established():
        plannings = soundness(dossier).plannings(folder, skp)
        sound = [each.dialogue for each in plannings.found if not each.flaw]
        dialogues = sound or [each.dialogue for each in plannings.found]
        left_to = (*plannings.doubts, *(() if sound else (causes.unplanned(folder.name),)))
        if dialogues and not any(each.data.get("rencana_aksi") for each in dialogues):
            last = dialogues[-1]
            key = "rencana_aksi" if "rencana_aksi" in last.data else "kesepakatan"
            about = (folder.name_of(skp.name), "rencana_aksi")
            yield Problem(last.key_at(key), MESSAGE, about=about, left_to=left_to)
