"""No target makes the capaian undefined.

Capaian divides by the target. A target of 0 cannot be maximized; it can be minimized only against the worst
tolerable value (`nilai_terburuk`), and an IKI to be stabilized needs its scale (`skala_stabilize`).

**Fix:** set another target or polarisasi, or add `nilai_terburuk` (not 0) or `skala_stabilize` to the manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model.dossier import Dossier
from skpkit.model.records import Manual
from skpkit.rules._rule import dossier_rule

MAXIMIZE = N_("{iki}: a target of 0 cannot be maximized ({periods}); set another target or polarisasi")
MINIMIZE = N_("{iki}: a target of 0 is minimized ({periods}) only with `nilai_terburuk`, which is not 0; add it")
STABILIZE = N_("{iki}: an IKI to be stabilized needs `skala_stabilize`; add the scale to the manual")
STABILIZE_ZERO = N_("{iki}: a target of 0 cannot be stabilized ({periods}); set another target or polarisasi")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each manual whose target leaves a capaian undefined."""
    for folder in dossier.folders.values():
        for manual in folder.manuals.values():
            if message := _flaw(manual):
                told: dict[str, Value] = {"iki": manual.kode, "periods": _zero_periods(manual)}
                about = (folder.name_of(manual.name),)
                zero = tuple(Evidence(manual.at("target", period)) for period in undefined_periods(manual)[:1])
                yield Problem(manual.at("polarisasi"), message, told, evidence=zero, about=about)


def undefined_periods(manual: Manual) -> tuple[str, ...]:
    """The periods whose target of 0 leaves their capaian undefined."""
    return _zero_periods(manual) if _flaw(manual) not in (None, STABILIZE) else ()


def _zero_periods(manual: Manual) -> tuple[str, ...]:
    return tuple(period for period, value in manual.target.items() if value == 0)


def _flaw(manual: Manual) -> str | None:
    zero = _zero_periods(manual)
    match manual.data.get("polarisasi"):
        case "maximize" if zero:
            return MAXIMIZE
        case "minimize" if zero and not manual.data.get("nilai_terburuk"):
            return MINIMIZE
        case "stabilize" if not manual.data.get("skala_stabilize"):
            return STABILIZE
        case "stabilize" if zero:
            return STABILIZE_ZERO
    return None
