"""A realisasi is such as its target and its unit let one expect.

A slip of the finger freezes like any other value once its dialogue is reported, and then only a koreksi mends it. So
what is ten times the target or more, below zero where no target of the IKI is, over 120 of a percentage, or a
thousandth of what may be meant is noted while it can still be looked at. A target of zero has no measure. An IKI of
which one target is negative, or all are zero of a unit that may go both ways, allows a negative realisasi.

Silent of a realisasi without a target (SKP204), and of a value that a later koreksi replaced.

**Fix:** look the number up; where it is right, nothing has to be done, and where it is reported, write a koreksi.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.plausible import Oddity, oddity
from skpkit.rules._rule import dossier_rule, own

BASIS = (
    own(
        N_("a reported realisasi stays, so an unlikely one is looked at in time; where it is right, it stands"),
    ),
)

COUNTED = 120  # the highest capaian; a percentage a little over 100 is common where a plan is passed
SENTENCES: dict[Oddity, str] = {
    "negative": N_(
        "the realisasi of {iki} for {period} is {value}, while no target of it is below zero ({target} {unit}); look "
        "the number up, for once reported it stays"
    ),
    "over hundred": N_(
        "the realisasi of {iki} for {period} is {value}, which is more than 100 {unit}; look the number up, for once "
        "reported it stays"
    ),
    "far above": N_(
        "the realisasi of {iki} for {period} is {value}, {times} times its target of {target}; look the number up, "
        "for once reported it stays"
    ),
    "thousandth": N_(
        "the realisasi of {iki} for {period} is {value}, far below its target of {target}; if {other} was meant, "
        "write it without a dot between thousands"
    ),
}


@dossier_rule(basis=BASIS, severity=Severity.INFO, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each realisasi that counts and is unlikely."""
    for folder in dossier.folders.values():
        for (iki, period), (dialogue, line) in folder.effective_lines.items() if folder.skp else ():
            indicator = folder.skp.indicator(iki) if folder.skp else None
            target = indicator.target.get(period) if indicator else None
            value = line.value
            if not indicator or target is None or isinstance(value, str) or value is None:
                continue
            unit = str(indicator.data.get("satuan", ""))
            if (found := oddity(value, indicator, period)) and (found != "over hundred" or value > COUNTED):
                about = (folder.name_of(dialogue.name), iki, period)
                told: dict[str, Value] = {"iki": iki, "period": period, "value": value, "target": target, "unit": unit}
                told["times"] = round(value / target) if target else 0
                told["other"] = str(round(value * 1000))
                yield Problem(
                    dialogue.at(*line.path, "realisasi"),
                    SENTENCES[found],
                    told,
                    about=about,
                    left_to=(causes.unplaced(*about),),
                    values=(value, target),
                )
