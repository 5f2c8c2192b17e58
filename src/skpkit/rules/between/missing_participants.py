"""A dialogue has the employee and the direct superior among its participants.

A Dialog Kinerja Individu is one between employee and superior; others may join them.

Silent of an NIP that cannot be true (SKP101), and of a missing appraiser on whom a change rests (SKP212).

**Fix:** add the missing one under `peserta`, with `peran: pegawai` or `peran: atasan_langsung`.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.records import DIRECT_SUPERIOR, EMPLOYEE
from skpkit.model.soundness import soundness
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on who talks with whom"),
        N_("the superior, as pejabat penilai, and the employee hold it, face to face or through a medium"),
    ),
)

NO_EMPLOYEE = N_("the employee is not among the peserta of this dialogue; add them with `peran: pegawai`")
NO_SUPERIOR = N_("no atasan langsung is among the peserta of this dialogue; add one with `peran: atasan_langsung`")
NEITHER = N_(
    "neither the employee nor an atasan langsung is among the peserta of this dialogue; add both, with "
    "`peran: pegawai` and `peran: atasan_langsung`"
)
OTHER = N_("the pegawai among the peserta bears another NIP than the employee of this dossier; mend the NIP")


@dossier_rule(basis=BASIS, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each dialogue in which one of the two is missing, or both."""
    sound = soundness(dossier)
    for folder in dossier.folders.values():
        own = {dossier.nip, *([folder.skp.nip] if folder.skp else [])}
        for dialogue in folder.dialogues:
            employees = [each for each in dialogue.participants if each["peran"] == EMPLOYEE]
            has_superior = any(each["peran"] == DIRECT_SUPERIOR for each in dialogue.participants)
            if has_superior and any(each.get("nip", dossier.nip) in own for each in employees):
                continue
            name = folder.name_of(dialogue.name)
            if not employees and not has_superior:
                extent = dict.fromkeys((EMPLOYEE, DIRECT_SUPERIOR), 1.0)
                about, tells = (name, *extent), (causes.absent(name),)
                yield Problem(dialogue.key_at("peserta"), NEITHER, about=about, tells=tells, extent=extent)
            elif not employees:
                yield Problem(dialogue.key_at("peserta"), NO_EMPLOYEE, about=(name, EMPLOYEE), extent={EMPLOYEE: 1})
            elif not has_superior:
                at, left_to = dialogue.key_at("peserta"), tuple(sound.without_appraiser(dialogue))
                extent = {DIRECT_SUPERIOR: 1}
                yield Problem(at, NO_SUPERIOR, about=(name, DIRECT_SUPERIOR), left_to=left_to, extent=extent)
            if employees and not any(each.get("nip", dossier.nip) in own for each in employees):
                nth = dialogue.participants.index(employees[0])
                left_to = tuple(causes.false_nip(each["nip"]) for each in employees)
                at, extent = dialogue.at("peserta", nth, "nip"), {EMPLOYEE: 2}
                yield Problem(at, OTHER, about=(name, EMPLOYEE), left_to=left_to, extent=extent)
