"""An SKP names each of the seven BerAKHLAK values once.

Perilaku kerja is the other half of an SKP. A special expectation (`ekspektasi`) may stand at any value and
need not stand at one; the values themselves are always the seven.

**Fix:** add the missing value, or delete the one that stands twice.
"""

from collections.abc import Iterator

from skpkit.dossier import Dossier
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.rules._rule import dossier_rule

VALUES = (
    "berorientasi_pelayanan",
    "akuntabel",
    "kompeten",
    "harmonis",
    "loyal",
    "adaptif",
    "kolaboratif",
)
MISSING = N_("perilaku kerja lacks: {values}; add each as `- {{nilai: …}}`")
TWICE = N_("perilaku kerja names {value} twice; delete one of them")


@dossier_rule(basis="P")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The values that are missing, and each one that stands twice."""
    for folder, skp in dossier.plans():
        named = [each["nilai"] for each in skp.data.get("perilaku_kerja", ())]
        name = folder.name_of(skp.name)
        if missing := tuple(value for value in VALUES if value not in named):
            yield Problem(skp.key_at("perilaku_kerja"), MISSING, {"values": missing}, about=(name, *missing))
        for nth, value in enumerate(named):
            if value in named[:nth]:
                place = skp.at("perilaku_kerja", nth, "nilai")
                yield Problem(place, TWICE, {"value": value}, about=(name, "twice", value))
