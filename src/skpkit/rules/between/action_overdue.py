"""A rencana aksi comes to an end by its deadline.

What was agreed is done (`selesai`) or given up (`batal`) by its `tenggat`. The latest dialogue that names an action
tells how it stands; one is known by its text.

Silent where a later dialogue that cannot be read may tell the end: SKP001 to SKP005 tell it.

**Fix:** name the action in the next dialogue, with its status now or a new `tenggat`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value, cut
from skpkit.model.facts import Facts, World
from skpkit.model.owing import actions_owed
from skpkit.rules._rule import cite, fact_rule, own

BASIS = (
    cite(
        "djkn-2023",
        N_("on what it is used for"),
        N_("the dialogue serves to carry out the plan, and to monitor it"),
    ),
    own(
        N_("an action is done or given up by the deadline that both set"),
    ),
)

MESSAGE = N_(
    "“{action}” was due by {day} and has no end yet; say in the next dialogue how it stands, or a new `tenggat`"
)


@fact_rule(basis=BASIS, severity=Severity.INFO, duty="action")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each action past its deadline."""
    for action in actions_owed(facts, world):
        if action.deadline < world.today:
            doubtful = (lost for lost in facts.lost if lost.day >= action.named or lost.day == date.min)
            left_to = tuple(lost.cause for lost in doubtful)
            about = (action.record, action.text)
            told: dict[str, Value] = {"action": " ".join(cut(action.text, 60).split()), "day": action.deadline}
            yield Problem(action.at(), MESSAGE, told, about=about, left_to=left_to)
