"""A realisation is recorded when its period has ended, or marked as a projection.

What has not ended cannot be measured. It must have ended by the dialogue's date and, whatever that says, by today.
Where a value is wanted earlier, a projection is recorded, which freezes nothing and is replaced by the value. If the
IKI's or the SKP's own period ends earlier, that end counts.

Silent of a dialogue under another day (SKP004), and of a value that has no target (SKP204).

**Fix:** add `proyeksi: true`, or record the realisation in a dialogue after the period's end.
"""

from collections.abc import Iterator

from skpkit.findings import Cause, Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.facts import Facts, World
from skpkit.model.soundness import RecordedPeriod
from skpkit.rules._rule import cite, fact_rule

BASIS = (
    cite(
        "jadwal-2026",
        N_("quarter II"),
        N_("the realisasi is recorded in the month after the quarter; where it is not there yet, a projection is"),
    ),
)

MESSAGE = N_("{period} of {iki} ends on {end}, after this dialogue of {day}; add `proyeksi: true`, or record it later")
NOT_YET = N_("{period} of {iki} ends on {end}, after today, {today}; add `proyeksi: true`, or record it later")


@fact_rule(basis=BASIS)
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each period in a dialogue that had not ended."""
    for each in facts.realised:
        if each.is_early(world.today):
            by_dialogue = each.held < each.end
            told: dict[str, Value] = {"iki": each.ikis, "period": each.period, "end": each.end}
            told |= {"day": each.held} if by_dialogue else {"today": world.today}
            first, *others = [at() for at in each.at]
            yield Problem(
                first,
                MESSAGE if by_dialogue else NOT_YET,
                told,
                evidence=tuple(map(Evidence, others)),
                about=(each.record, *each.ikis, each.period),
                tells=tuple(causes.premature(each.record, iki, each.period) for iki in each.ikis),
                left_to=(*_doubts(each), *([causes.lost(each.record)] if each.misdated and by_dialogue else [])),
                extent=dict.fromkeys(each.ikis, 1),
            )


def _doubts(recorded: RecordedPeriod) -> tuple[Cause, ...]:
    """That they have no target, where they have none."""
    cells = (causes.unplaced(recorded.record, iki, recorded.period) for iki in recorded.ikis)
    return tuple(cells) if recorded.unplaced else ()
