"""The superior's RHK that an RHK intervenes exists in the superior's dossier of that year.

Work is cascaded: a result of the superior becomes results of staff. A reference into nothing prints an empty column
on the form. Where the superior's dossier is not in this repository it is a warning, since nobody can look.

**Fix:** write NIP and code of the superior's RHK as the superior's SKP has them.
"""

from collections.abc import Iterator

from skpkit.facts import Facts, World
from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.rules._rule import fact_rule

NO_RESULT = N_("the superior's SKP has no {kode}; write the code of the RHK that {rhk} intervenes")
NO_DOSSIER = N_("the superior's dossier of {year} is not in this repository, so {kode} cannot be looked up")


@fact_rule(basis="P")
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each reference that leads nowhere."""
    year = facts.identity[0]
    for each in facts.references:
        superior = world.facts_of((year, each.nip))
        if superior and (not superior.whole or each.kode in superior.results):
            continue
        told = {"kode": each.kode, "rhk": each.about[-1], "year": str(year)}
        message, severity = (NO_RESULT, None) if superior else (NO_DOSSIER, Severity.WARNING)
        yield Problem(each.at, message, told, about=each.about, severity=severity)
