"""A realisation is recorded by the end of the month after its period.

Until then the evidence comes in; later than that a missing value is forgotten, or should stand as a projection. A
period that goes on after a closed SKP's end is left to the SKP that follows it, and one of which the employee was on
duty for less than a third (`tidak_bertugas`) needs none.

Silent of a manual or dialogue that cannot be read (SKP001 to SKP005), and of a code used twice (SKP102).

**Fix:** record `realisasi` of the cell in the next dialogue.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model.facts import Facts, World
from skpkit.model.owing import realisations_owed
from skpkit.rules._rule import cite, fact_rule

BASIS = (
    cite(
        "jadwal-2026",
        N_("quarter II"),
        N_("all staff record the realisasi by the end of the month after the quarter"),
    ),
)

MESSAGE = N_("{iki} has no realisation for {period} (until {end}); record it in the next dialogue")


@fact_rule(basis=BASIS, severity=Severity.INFO, duty="realisation")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each cell that lacks its realisation for longer than the profile allows."""
    for plan, cell, until in realisations_owed(facts, world):
        if world.today > until:
            about = (plan.record, cell.iki, cell.period)
            told: dict[str, Value] = {"iki": cell.iki, "period": cell.period, "end": cell.end}
            yield Problem(cell.at(), MESSAGE, told, about=about, left_to=cell.left_to)
