"""A pengembangan kompetensi that is finished has its `evaluasi`.

To evaluate what was learned is one of the uses of the dialogue. Development is finished when an entry with
`status: selesai` says so; any entry of the same `uraian`, in this dialogue or another, may hold the evaluation.

Silent where a dialogue that cannot be read may have it: SKP001 to SKP005 tell it.

**Fix:** write the outcome under `evaluasi`; if the dialogue was reported, name the development with its evaluation in
the next one.
"""

from collections.abc import Iterator

from skpkit.findings import Location, Problem, Severity
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.duties import wording_of
from skpkit.rules._rule import cite, dossier_rule
from skpkit.rules.between._entries import entries
from skpkit.source.schemas import DIALOGUE

BASIS = (
    cite(
        "djkn-2023",
        N_("on what it is used for"),
        N_("the competence development that was done is evaluated in the dialogue"),
    ),
)

MESSAGE = N_(
    "this pengembangan kompetensi is finished and has no `evaluasi`; add it, here or in a later dialogue that names "
    "the same `uraian`"
)


@dossier_rule(basis=BASIS, severity=Severity.INFO, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each finished development, once, that no dialogue evaluates."""
    finished: dict[str, tuple[str, Location]] = {}
    evaluated = set()
    for folder, dialogue, developed in entries(dossier, "pengembangan_kompetensi"):
        for nth, each in enumerate(developed):
            what = wording_of(each)
            if "evaluasi" in each:
                evaluated.add(what)
            elif each.get("status") == "selesai":
                finished[what] = folder.name_of(dialogue.name), dialogue.at("pengembangan_kompetensi", nth, "status")
    folders = dossier.folders.values()
    left_to = tuple(causes.lost(folder.name_of(name)) for folder in folders for name in folder.lost_of(DIALOGUE))
    for what, (name, at) in finished.items():
        if what not in evaluated:
            yield Problem(at, MESSAGE, about=(name, "pengembangan_kompetensi", what), left_to=left_to)
