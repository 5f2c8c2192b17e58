"""A key stands once in its mapping.

With two values under one key nobody can say which one was agreed, and most programs silently take the last.

Silent of a file that belongs nowhere: SKP004 tells it.

**Fix:** keep the one that was agreed and delete the other; both places are shown.
"""

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import dossier_rule, own
from skpkit.rules.files._slips import slips

BASIS = (
    own(
        N_("of two values under one key nobody could say which one was agreed"),
    ),
)


@dossier_rule(basis=BASIS, reading=True, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Every key that stands twice."""
    yield from slips(dossier, repeated=True)
