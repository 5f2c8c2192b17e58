"""Where the work is ahead of the next target, an adendum is due.

If what was achieved so far already reaches what is wanted up to the next period, and that target was meant to be
harder, it no longer asks for anything. The appraiser and the employee agree on a new one while the period is open.
Targets that stay as they are, yearly IKI and a polarisasi of stabilize call for none.

Silent of a manual or dialogue that cannot be read (SKP001 to SKP005), and of a code used twice (SKP102).

**Fix:** agree an adendum that moves the target of the next period.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model.achievement import legible
from skpkit.model.facts import Facts, World
from skpkit.model.owing import adendum_owed
from skpkit.rules._rule import cite, fact_rule, own

BASIS = (
    cite(
        "kmk-300-2022",
        N_("on the Adendum PK, number 2"),
        N_(
            "an adendum is compulsory where the achievement already reaches or passes the target of the next period; "
            "yearly IKU are an exception"
        ),
        "adendum-2023",
    ),
    own(
        N_("what is said there of a unit's PK is taken here for an SKP, as a warning"),
    ),
)

MESSAGE = N_(
    "{iki} reached {value} up to {reached}, which already meets the target up to {period} ({target}); agree an adendum "
    "that moves it"
)


@fact_rule(basis=BASIS, severity=Severity.WARNING, duty="adendum")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each IKI whose next target, in a period that has not ended, is reached already."""
    for plan, cell in adendum_owed(facts, world):
        told: dict[str, Value] = {
            "iki": cell.iki,
            "value": legible(cell.value),
            "reached": cell.reached,
            "period": cell.period,
            "target": legible(cell.target),
        }
        yield Problem(
            cell.at(),
            MESSAGE,
            told,
            about=(plan.record, cell.iki, cell.period),
            left_to=cell.left_to,
            values=(cell.value, cell.target),
        )
