"""The targets of an IKI stand in periods of its manual's rhythm, and its totals agree with them.

A yearly target split over quarters shows deviations early only if the parts add up to it: by sum, by average, or
by the last one, as `konsolidasi_periode` says. `Y`, and `S1`, `S2` or `Q1` to `Q4` over shorter periods, are
computed from the parts that are present, and agree within the two decimals that are printed.

**Fix:** write the computed value, or mend the period that is wrong; SKP and manual alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.achievement import consolidate
from skpkit.dossier import Dossier, SkpFolder
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.periods import RHYTHMS, TOTALS, parts
from skpkit.records import Indicator, Manual, Skp
from skpkit.rules._rule import dossier_rule

TOLERANCE = 0.005 + 1e-9
UNFIT = N_("{iki}: a target for {period} does not fit `periode_pelaporan: {rhythm}`; such an IKI has {allowed}")
NO_PARTS = N_("{iki}: target {period} is a total, but no period that it is made of has a target; add those")
UNEQUAL = N_("{iki}: target {period} is {given}, but {how} of {counted} gives {computed}; mend the total or a part")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Every target of a wrong period, and every total that its parts do not give."""
    for folder, skp in dossier.plans():
        for indicator in skp.indicators():
            manual = folder.manuals.get(indicator.kode)
            if manual and not skp.narrative and "konsolidasi_periode" in manual.data:
                yield from _trajectory(folder, skp, indicator, manual)


def _trajectory(folder: SkpFolder, skp: Skp, indicator: Indicator, manual: Manual) -> Iterator[Problem]:
    rhythm, how = manual.rhythm, manual.data["konsolidasi_periode"]
    for period, given in indicator.target.items():
        told = {"iki": indicator.kode, "period": period, "rhythm": rhythm, "given": given, "how": how}
        counted = tuple(part for part in parts(period, rhythm) if part in indicator.target)
        if period in TOTALS[rhythm]:
            computed = consolidate(how, [indicator.target[part] for part in counted])
            if computed is not None and abs(computed - given) <= TOLERANCE:
                continue
            message = UNEQUAL if counted else NO_PARTS
            told |= {"counted": counted, "computed": None if computed is None else round(computed, 2)}
        elif period in RHYTHMS[rhythm]:
            continue
        else:
            message, told["allowed"] = UNFIT, (*RHYTHMS[rhythm], *TOTALS[rhythm])
        yield Problem(
            skp.at(*indicator.path, "target", period),
            message,
            told,
            about=(folder.name_of(skp.name), indicator.kode, period),
        )
