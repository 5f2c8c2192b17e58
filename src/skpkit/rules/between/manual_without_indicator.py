"""Every manual belongs to an IKI of its SKP.

A manual that no IKI needs is a remnant, or its code is misspelt and the IKI stands without one.

Silent of a wrong file name (SKP004), a code used twice (SKP102) and an RHK without indikator (SKP103).

**Fix:** give the manual the code of its IKI, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import SKP_FILE
from skpkit.model.records import Manual, Skp
from skpkit.rules._rule import dossier_rule, own

BASIS = (
    own(
        N_("a manual tells how an IKI is measured, so there is one that it belongs to"),
    ),
)

MESSAGE = N_("the SKP has no IKI {iki}; give this manual the code of its IKI, or delete it")
OTHERWISE = N_("this manual is of IKI {iki}, but the SKP calls the IKI of that name {skp}; write one code in both")
NO_RHK = N_("the SKP has no {rhk} with the IKI {iki} of these manuals; add them to the SKP, or delete the manuals")
NO_SKP = N_("{folder} has manuals but no skp.yaml; add the SKP that they belong to, or move them")


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each manual whose IKI the SKP does not have; those of an RHK that is missing once."""
    for folder in dossier.folders.values():
        if folder.lacks_skp and folder.manuals:
            first = next(iter(folder.manuals.values()))
            told: dict[str, Value] = {"folder": folder.path}
            about, tells = (folder.name_of(SKP_FILE),), (causes.no_skp(folder.name),)
            yield Problem(first.at(), NO_SKP, told, about=about, tells=tells)
        unclaimed: dict[str, list[Manual]] = {}
        for manual, meant in folder.orphans() if folder.skp else ():
            if meant and folder.skp:
                told = {"iki": manual.kode, "skp": meant.kode}
                evidence: tuple[Evidence, ...] = (Evidence(folder.skp.at(*meant.path, "kode")),)
                yield _problem(folder, [manual], OTHERWISE, told, evidence)
            else:
                without = folder.skp and not folder.skp.result(manual.rhk) and not manual.misnamed
                unclaimed.setdefault(manual.rhk if without else manual.name, []).append(manual)
        for manuals in unclaimed.values():
            first, *others = manuals
            told = {"iki": tuple(each.kode for each in manuals), "rhk": first.rhk}
            evidence = tuple(Evidence(each.at("kode")) for each in others)
            yield _problem(folder, manuals, NO_RHK if others else MESSAGE, told, evidence)


def _problem(
    folder: SkpFolder, manuals: Sequence[Manual], message: str, told: dict[str, Value], evidence: tuple[Evidence, ...]
) -> Problem:
    skp, rhk = folder.skp, manuals[0].rhk
    names = [folder.name_of(each.name) for each in manuals]
    left_to = [causes.repeated(folder.name), *map(causes.lost, names)]
    if skp and _lacks_indicators(skp, rhk):
        left_to.append(causes.unfilled(folder.name))
    return Problem(
        manuals[0].at("kode"),
        message,
        told,
        evidence=evidence,
        about=tuple(names),
        tells=(*(causes.orphan(folder.name, each.kode) for each in manuals), causes.other_rhk(folder.name, rhk)),
        left_to=tuple(left_to),
        extent=dict.fromkeys(names, 1),
    )


def _lacks_indicators(skp: Skp, rhk: str) -> bool:
    """Whether an RHK of the SKP (or the main part, if it lacks any) has no indikator, so that IKI are missing."""
    result = skp.result(rhk)
    return not skp.has_main_result or (result is not None and not result.indicators)
