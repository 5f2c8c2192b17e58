"""A period starts before it ends and lies inside its year; an IKI's own period lies inside its SKP's.

On a move the periods of the SKP and of each IKI are set to the months served. A period that ends before
it starts, or reaches outside, gives nobody a time to be appraised for.

**Fix:** mend the date that is wrong.
"""

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.model.dossier import Dossier
from skpkit.model.periods import Term
from skpkit.rules._rule import dossier_rule
from skpkit.source.yamlfile import Path

BACKWARDS = N_("{what} ends on {end}, not after its start on {start}; mend the date that is wrong")
OUTSIDE_YEAR = N_("{what} reaches outside of {year}; mend `mulai` or `selesai`")
OUTSIDE_SKP = N_("the period of {what} reaches outside of its SKP's ({start} to {end}); mend it")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each period that cannot be."""
    for folder, skp in dossier.plans():
        terms: list[tuple[str, Term, Path]] = [("SKP", skp.term, ())]
        terms += [(each.kode, each.term, each.path) for each in skp.indicators() if each.term]
        for what, term, path in terms:
            told: dict[str, Value] = {"what": what, "start": term.mulai, "end": term.selesai, "year": str(dossier.year)}
            if term.mulai >= term.selesai:
                message = BACKWARDS
            elif not term.is_possible(dossier.year):
                message = OUTSIDE_YEAR
            elif skp.term.is_possible(dossier.year) and not skp.term.holds(term):
                message = OUTSIDE_SKP
                told |= {"start": skp.term.mulai, "end": skp.term.selesai}
            else:
                continue
            yield Problem(skp.at(*path, "periode"), message, told, about=(folder.name_of(skp.name), what))
