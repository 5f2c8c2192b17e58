"""Every IKI of an established SKP has its Manual IKI, at the latest a month after penetapan.

Without a manual nobody knows how a target is measured. The month runs from penetapan, or from the latest
adendum that changed `iki` or `rencana_hasil_kerja`, or from the setting `mulai`, if that is later; until it is over a
missing manual is a warning.

Silent of a manual that cannot be read (SKP001 to SKP005), one of another code (SKP202), a code used twice (SKP102).

**Fix:** write `iki/<kode>.yaml` for the IKI.
"""

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.facts import Facts, World
from skpkit.model.owing import manuals_owed
from skpkit.rules._rule import cite, fact_rule, own

BASIS = (
    cite(
        "kmk-127-2026",
        N_("on the Manual IKI"),
        N_("it is due one month after the SKP is set, and before the K3 review of that period ends"),
        "latihan-2026",
    ),
    own(
        N_("after an adendum that brings IKI the month runs anew"),
    ),
)

DUE = N_("{iki} has no manual yet; write iki/{iki}.yaml by {day}")
LATE = N_("{iki} has no manual, which was due by {day}; write iki/{iki}.yaml")


@fact_rule(basis=BASIS, duty="manual")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each IKI without manual: a warning until the month is over."""
    for plan, each, until in manuals_owed(facts, world):
        late = world.today > until
        yield Problem(
            each.at(),
            LATE if late else DUE,
            {"iki": each.iki, "day": until},
            about=(plan.record, each.iki),
            severity=None if late else Severity.WARNING,
            left_to=each.left_to,
        )
