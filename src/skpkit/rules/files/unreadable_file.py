"""A record is one YAML document in UTF-8, written within the strict limits that keep it unambiguous.

Records are read the same way by everyone only if nothing in them depends on a program's habits: no
anchors, tags or several documents, no tabs as indentation, no file over 256 KiB. A record that cannot be
read is reported here and all others are still checked.

Silent of a key that stands twice (SKP002), and of a file that belongs nowhere (SKP004).

**Fix:** write the text at the place named as the message says, and check again.
"""

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import dossier_rule, own
from skpkit.rules.files._slips import slips

BASIS = (
    own(
        N_(
            "regulations know paper and applications; a record in a file is evidence only if everybody reads the same "
            "in it"
        ),
    ),
)


@dossier_rule(basis=BASIS, reading=True, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Every slip of the text, as the reader of the file names it."""
    yield from slips(dossier, repeated=False)
