"""What both SKP and manual show of an IKI is equal: its name, RHK, unit, aspect, perspective and targets.

The manual says how the IKI of the SKP is measured. If they differ, it measures something else.

**Fix:** write in the manual what the SKP says; a change of the SKP itself needs an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.dossier import Dossier
from skpkit.edits import same
from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.periods import in_order
from skpkit.records import Indicator, Manual, Skp
from skpkit.rules._rule import dossier_rule

FIELD = N_("{iki}: {field} in the manual is “{manual}”, in the SKP “{skp}”; write in both what was agreed")
TARGET = N_("{iki}: target {periods} in the manual is {manual}, in the SKP {skp}; write in both what was agreed")
SHOWN = ("nama", "satuan", "aspek", "ukuran")


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each field of an IKI that its manual shows differently; its target is one field."""
    for folder, skp in dossier.plans():
        for indicator in skp.indicators():
            if manual := folder.manuals.get(indicator.kode):
                for field, at, message, told, there in _differences(skp, indicator, manual):
                    about = (folder.name_of(manual.name), field, *map(str, told.get("about", ())))  # type: ignore[arg-type]
                    evidence = (Evidence(there),)
                    yield Problem(at, message, {"iki": manual.kode, **told}, evidence=evidence, about=about)


def _differences(
    skp: Skp, indicator: Indicator, manual: Manual
) -> Iterator[tuple[str, Location, str, dict[str, Value], Location]]:
    result = next(each for each in skp.results if each.kode == indicator.rhk)
    pairs = [(field, indicator.data.get(field), (*indicator.path, field)) for field in SHOWN]
    pairs.append(("rhk", indicator.rhk, (*result.path, "kode")))
    pairs.append(("perspektif", result.data.get("perspektif"), (*result.path, "perspektif")))
    for field, ours, path in pairs:
        theirs = manual.data.get(field)
        if ours is not None and theirs is not None and not same(ours, theirs):
            told = {"field": field, "manual": theirs, "skp": ours}
            yield field, manual.at(field), FIELD, told, skp.at(*path)
    if manual.target and indicator.target:
        both = {*manual.target, *indicator.target}
        wrong = [
            period for period in in_order(both) if not same(manual.target.get(period), indicator.target.get(period))
        ]
        if wrong:
            told = {
                "periods": tuple(wrong),
                "about": tuple(wrong),
                "manual": tuple(manual.target.get(period) for period in wrong),
                "skp": tuple(indicator.target.get(period) for period in wrong),
            }
            at, there = manual.at("target", wrong[0]), skp.at(*indicator.path, "target", wrong[0])
            yield "target", at, TARGET, told, there
