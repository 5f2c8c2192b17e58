"""No target makes the capaian undefined.

Capaian divides by the target. A target of 0 cannot be maximized; it can be minimized only against the worst
tolerable value (`nilai_terburuk`), and an IKI to be stabilized needs its scale (`skala_stabilize`).

**Fix:** leave out a target of 0 where nothing is aimed at, set another target or polarisasi, or add `nilai_terburuk`
(not 0) or `skala_stabilize` to the manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.achievement import undefined, undefined_periods, zero_periods
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Manual
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "kmk-127-2026",
        N_("pages 67 to 70"),
        N_(
            "capaian is realisasi by target; it is undefined for a target of 0, but in minimize with a worst value, "
            "and stabilize is converted by a scale"
        ),
        "kakin",
    ),
)

SENTENCES = {
    "maximize zero": N_(
        "{iki}: a target of 0 cannot be maximized ({periods}), for nothing can be measured by it; where nothing is "
        "aimed at in a period, delete its line in SKP and manual, or set another target or polarisasi"
    ),
    "minimize zero": N_(
        "{iki}: a target of 0 is minimized ({periods}) only with `nilai_terburuk`, which is not 0; add it"
    ),
    "no scale": N_("{iki}: an IKI to be stabilized needs `skala_stabilize`; add the scale to the manual"),
    "stabilize zero": N_("{iki}: a target of 0 cannot be stabilized ({periods}); set another target or polarisasi"),
}
IN_PLAN = N_(
    "{iki}: the SKP has a target of 0 for {periods}, by which nothing can be measured; where nothing is aimed at in "
    "that period, delete its line, else write the target that the manual has"
)


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each manual whose target leaves a capaian undefined."""
    for folder in dossier.folders.values():
        for manual in folder.manuals.values():
            if why := undefined(manual.target, manual.data):
                told: dict[str, Value] = {"iki": manual.kode, "periods": zero_periods(manual.target)}
                periods = undefined_periods(manual.target, manual.data)
                evidence = tuple(Evidence(manual.at("target", each)) for each in periods[:1])
                about = (folder.name_of(manual.name),)
                tells = (causes.undefined(folder.name, manual.kode),)
                at = manual.at("polarisasi")
                yield Problem(at, SENTENCES[why], told, evidence=evidence, about=about, tells=tells)
            else:
                yield from _in_plan(folder, manual)


def _in_plan(folder: SkpFolder, manual: Manual) -> Iterator[Problem]:
    """The periods in which the SKP alone has such a target."""
    indicator = folder.skp.indicator(manual.kode) if folder.skp and not manual.narrative else None
    if not folder.skp or not indicator or folder.manual_of(indicator) is not manual:
        return
    if periods := undefined_periods(indicator.target, manual.data):
        yield Problem(
            folder.skp.at(*indicator.path, "target", periods[0]),
            IN_PLAN,
            {"iki": manual.kode, "periods": periods},
            about=(folder.name_of(folder.skp.name), manual.kode, *periods),
            tells=(causes.undefined(folder.name, manual.kode),),
            extent=dict.fromkeys(periods, 1),
        )
