"""The SKP of a dossier follow one another: no day lies in two of them, and the replaced one is closed.

A komplemen sets the SKP again, most often after a move. It names the SKP that it replaces, which is of the same
person and year, ends before the new one starts and has `status: ditutup`.

**Fix:** close the old SKP (`status: ditutup`) and end its period on the day before the new one starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from skpkit.dossier import Dossier, SkpFolder
from skpkit.findings import Evidence, Problem
from skpkit.messages import N_
from skpkit.records import CLOSED, Skp
from skpkit.rules._rule import dossier_rule

NO_BLOCK = N_("a further SKP says which one it replaces; add the `komplemen` block")
NOWHERE = N_("the komplemen replaces {path}, which is no SKP of this dossier; mend the path")
SELF = N_("the komplemen names itself as the SKP that it replaces; mend the path")
OPEN = N_("the SKP that this komplemen replaces is not closed; set `status: ditutup` there")
OVERLAP = N_("this SKP starts on {start}, but another runs until {end}; end that one on the day before")
PERSON = N_("this komplemen is of another person or year than the SKP that it replaces; mend the one that is wrong")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each komplemen that does not follow on the SKP it replaces, and each other overlap."""
    plans = sorted(dossier.established(), key=lambda each: each[1].term.mulai)
    for folder, skp in plans:
        if folder.name:
            yield from _replaced(dossier, folder, skp)
    for (_, earlier), (folder, later) in pairwise(plans):
        if earlier.term.selesai >= later.term.mulai:
            told = {"start": later.term.mulai, "end": earlier.term.selesai}
            about = (folder.name_of(later.name), "overlap")
            evidence = (Evidence(earlier.at("periode")),)
            yield Problem(later.at("periode"), OVERLAP, told, evidence=evidence, about=about)


def _replaced(dossier: Dossier, folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    about = (folder.name_of(skp.name), "replaces")
    if not skp.complement:
        yield Problem(skp.at("jenis"), NO_BLOCK, about=about)
        return
    path = skp.complement.menggantikan
    at = skp.at("komplemen", "menggantikan")
    old = dossier.record_at(folder, path)
    if old is skp:
        yield Problem(at, SELF, about=about)
    elif not isinstance(old, Skp):
        if not any(file.kind == "skp" for file in dossier.unread()):
            yield Problem(at, NOWHERE, {"path": path}, about=about)
    elif (old.nip, old.tahun) != (skp.nip, skp.tahun):
        yield Problem(at, PERSON, evidence=(Evidence(old.at("pegawai", "nip")),), about=about)
    elif old.status != CLOSED:
        yield Problem(at, OPEN, evidence=(Evidence(old.at("status")),), about=about)
