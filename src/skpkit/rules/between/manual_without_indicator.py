"""Every manual belongs to an IKI of its SKP.

A manual that no IKI needs is a remnant, or its code is misspelt and the IKI stands without one.

Silent of a wrong file name (SKP004), a code used twice (SKP102) and an RHK without indikator (SKP103).

**Fix:** give the manual the code of its IKI, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import SKP_FILE
from skpkit.model.records import Indicator, Manual, Skp
from skpkit.rules._rule import dossier_rule

MESSAGE = N_("the SKP has no IKI {iki}; give this manual the code of its IKI, or delete it")
OTHERWISE = N_("this manual is of IKI {iki}, but the SKP calls the IKI of that name {skp}; write one code in both")
NO_RHK = N_("the SKP has no {rhk} with the IKI {iki} of these manuals; add them to the SKP, or delete the manuals")
NO_SKP = N_("{folder} has manuals but no skp.yaml; add the SKP that they belong to, or move them")


@dossier_rule(basis="T")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each manual whose IKI the SKP does not have; those of an RHK that is missing once."""
    for folder in dossier.folders.values():
        if folder.lacks_skp and folder.manuals:
            first = next(iter(folder.manuals.values()))
            told: dict[str, Value] = {"folder": folder.path}
            yield Problem(first.at(), NO_SKP, told, about=(folder.name_of(SKP_FILE),))
        unclaimed: dict[str, list[Manual]] = {}
        for manual, meant in _orphans(folder):
            if meant and folder.skp:
                evidence = (Evidence(folder.skp.at(*meant.path, "kode")),)
                told = {"iki": manual.kode, "skp": meant.kode}
                about = (folder.name_of(manual.name),)
                yield Problem(manual.at("kode"), OTHERWISE, told, evidence=evidence, about=about)
            else:
                without = folder.skp and not folder.skp.result(manual.rhk)
                unclaimed.setdefault(manual.rhk if without else manual.name, []).append(manual)
        for manuals in unclaimed.values():
            yield _orphaned(folder, manuals)


def _orphaned(folder: SkpFolder, manuals: Sequence[Manual]) -> Problem:
    first, *others = manuals
    told: dict[str, Value] = {"iki": tuple(each.kode for each in manuals), "rhk": first.rhk}
    evidence = tuple(Evidence(each.at("kode")) for each in others)
    about = tuple(folder.name_of(each.name) for each in manuals)
    return Problem(first.at("kode"), NO_RHK if others else MESSAGE, told, evidence=evidence, about=about)


def _orphans(folder: SkpFolder) -> Iterator[tuple[Manual, Indicator | None]]:
    """The manuals without IKI, with the IKI that each may be of; not where a slip told by another rule makes them so:
    a manual under a wrong file name, two IKI of one code, an RHK without indikator."""
    skp = folder.skp
    for manual, meant in folder.orphans() if skp and not skp.repeats_code else ():
        if not manual.misnamed and skp and not _lacks_indicators(skp, manual.rhk):
            yield manual, meant


def _lacks_indicators(skp: Skp, rhk: str) -> bool:
    """Whether an RHK of the SKP (or the main part, if it lacks any) has no indikator, so that IKI are missing."""
    result = skp.result(rhk)
    return not skp.has_main_result or (result is not None and not result.indicators)
