"""A record names a format version and a rule profile that skpkit knows.

Records stay valid for ever under the `versi` and `aturan` that they name. A record of a newer version cannot
be judged by an older tool, and an unknown `aturan` names no rules at all.

Silent of a text that cannot be read (SKP001, SKP002), and of a file that belongs nowhere (SKP004).

**Fix:** write `versi: 1` and one of the known `aturan`, or update skpkit.
"""

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.profiles import known_profiles
from skpkit.rules._rule import dossier_rule, own
from skpkit.rules.files._slips import lost_by

BASIS = (
    own(
        N_("a record is judged by the format and the rules that it names, whatever comes after them"),
    ),
)

VERSION = N_("format version {given} is not known here; write `versi: 1`, or update skpkit")
LIKELY = N_("the rules `{given}` are not known; write `{near}` if that was meant, or one of: {known}")
PROFILE = N_("the rules `{given}` are not known; `aturan` is one of: {known}")

_ALIKE = 0.85  # how alike two names of rules are of which one was meant


@dossier_rule(basis=BASIS, reading=True, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Every record with a version or profile that this tool does not know."""
    for file in dossier.files:
        word = file.unknown_word() if file.kind else None
        if word and isinstance(file.data, dict):
            from skpkit.source.schemas.guesses import nearest

            given = str(file.data[word])
            near = nearest(given, known_profiles(), least=_ALIKE)
            message = VERSION if word == "versi" else LIKELY if near else PROFILE
            yield Problem(
                file.at(word),
                message,
                {"given": given, "known": known_profiles(), "near": near[0] if near else ""},
                about=(dossier.below(file.path), word),
                tells=lost_by(file),
            )
