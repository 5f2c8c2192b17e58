"""A dialogue has the employee and the direct superior among its participants.

A Dialog Kinerja Individu is one between employee and superior; others may join them.

**Fix:** add the missing one under `peserta`, with `peran: pegawai` or `peran: atasan_langsung`.
"""

from collections.abc import Iterator

from skpkit.dossier import Dossier
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.rules._rule import dossier_rule

EMPLOYEE = N_("the employee is not among the peserta of this dialogue; add them with `peran: pegawai`")
SUPERIOR = N_("no atasan langsung is among the peserta of this dialogue; add one with `peran: atasan_langsung`")


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each dialogue in which one of the two is missing."""
    for folder, skp in dossier.plans():
        for dialogue in folder.dialogues:
            present = dialogue.data.get("peserta", ())
            name = folder.name_of(dialogue.name)
            if not any(each.get("peran") == "pegawai" and each.get("nip", skp.nip) == skp.nip for each in present):
                yield Problem(dialogue.key_at("peserta"), EMPLOYEE, about=(name, "pegawai"))
            if not any(each.get("peran") == "atasan_langsung" for each in present):
                yield Problem(dialogue.key_at("peserta"), SUPERIOR, about=(name, "atasan_langsung"))
