"""A period starts before it ends and lies inside its year; an IKI's own period lies inside its SKP's.

On a move the periods of the SKP and of each IKI are set to the months served. A period that ends before
it starts, or reaches outside, gives nobody a time to be appraised for. What an SKP says of days not on duty
(`tidak_bertugas`) lies inside its period too, and none of these spans overlaps another; one may be a single day.

**Fix:** mend the date that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.periods import Term
from skpkit.model.records import Absence, Skp
from skpkit.rules._rule import cite, dossier_rule, own
from skpkit.source.yamlfile import Path

BASIS = (
    cite(
        "faq-2025",
        N_("on moving to another post"),
        N_("the period of the SKP and that of every IKI are set to the months served"),
    ),
    own(
        N_("an SKP is that of one year, so no period reaches beyond it"),
    ),
)

BACKWARDS = N_("{what} ends on {end}, not after its start on {start}; mend the date that is wrong")
OUTSIDE_YEAR = N_("{what} reaches outside of {year}; mend `mulai` or `selesai`")
OUTSIDE_SKP = N_("the period of {what} reaches outside of its SKP's ({start} to {end}); mend it")
AWAY_BACKWARDS = N_("this `tidak_bertugas` ends on {end}, before its start on {start}; mend the date that is wrong")
AWAY_OUTSIDE = N_("this `tidak_bertugas` reaches outside of the period of its SKP ({start} to {end}); mend it")
AWAY_TWICE = N_(
    "this `tidak_bertugas` begins on {start}, before the one on line {line} ends ({end}); make one of both, or mend "
    "the date that is wrong"
)


@dossier_rule(basis=BASIS, added="unread")
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
            tells = (causes.impossible(folder.name, what if path else ""),)
            yield Problem(skp.at(*path, "periode"), message, told, about=(folder.name_of(skp.name), what), tells=tells)
        yield from _absences(skp, folder.name_of(skp.name))


def _absences(skp: Skp, name: str) -> Iterator[Problem]:
    """What is wrong with each span that the employee is not on duty, in the order of their days."""
    before: Absence | None = None
    for each in sorted(skp.absences):
        term, told = each.term, dict[str, Value]()
        about = (name, "tidak_bertugas", term.mulai.isoformat(), term.selesai.isoformat())
        evidence: tuple[Evidence, ...] = ()
        message = ""
        if term.mulai > term.selesai:
            message, told = AWAY_BACKWARDS, {"start": term.mulai, "end": term.selesai}
        elif skp.term.mulai <= skp.term.selesai and not skp.term.holds(term):
            message, told = AWAY_OUTSIDE, {"start": skp.term.mulai, "end": skp.term.selesai}
        elif before and before.term.selesai >= term.mulai:
            message, evidence = AWAY_TWICE, (Evidence(skp.at(*before.path)),)
            told = {"start": term.mulai, "end": before.term.selesai, "line": evidence[0].at.line}
        if message:
            yield Problem(skp.at(*each.path), message, told, evidence=evidence, about=about)
        if not before or before.term.selesai < term.selesai:
            before = each
