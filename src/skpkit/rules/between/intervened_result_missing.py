"""The superior's RHK that an RHK intervenes exists in the superior's dossier of that year.

Work is cascaded: a result of the superior becomes results of staff. A reference into nothing prints an empty column
on the form. Where the superior's dossier is not in this repository it is a warning, since nobody can look.

Silent of an NIP that cannot be true (SKP101), and of a superior's SKP that cannot be read (SKP001 to SKP005).

**Fix:** write NIP and code of the superior's RHK as the superior's SKP has them.
"""

from collections.abc import Iterator

from skpkit.findings import Evidence, Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.facts import Facts, Reference, World
from skpkit.model.paths import Identity
from skpkit.rules._rule import cite, fact_rule

BASIS = (
    cite(
        "permenpanrb-6-2022",
        N_("form of the SKP, part Hasil Kerja"),
        N_("a column names the superior's result that is intervened (Rencana Hasil Kerja Pimpinan yang Diintervensi)"),
        "formulir-asn",
    ),
)

NO_RESULT = N_("the superior's SKP has no {kode}; write the code of the RHK that {rhk} intervenes")
NO_DOSSIER = N_(
    "the dossier of {year} of the superior whose {kode} is intervened is not in this repository, so nobody can look it "
    "up; mend the NIP if it is wrong"
)


@fact_rule(basis=BASIS)
def rule(facts: Facts, world: World) -> Iterator[Problem]:
    """Each RHK or dossier that is referred to and missing, once for each SKP that refers to it."""
    found: dict[tuple[str, str, str], list[Reference]] = {}
    for each in facts.references:
        identity = Identity(facts.identity.year, each.nip)
        if each.kode in world.results_of(identity):
            continue
        superior = world.superior(identity)
        if superior and superior.whole:
            found.setdefault((each.about[0], each.nip, each.kode), []).append(each)
        elif not superior:
            found.setdefault((each.about[0], each.nip, ""), []).append(each)
    for (record, nip, kode), references in found.items():
        told: dict[str, Value] = {
            "kode": tuple(dict.fromkeys(each.kode for each in references)),
            "rhk": tuple(each.about[-1] for each in references),
            "year": str(facts.identity.year),
        }
        evidence = tuple(Evidence(each.at()) for each in references[1:])
        message, severity = (NO_RESULT, None) if kode else (NO_DOSSIER, Severity.WARNING)
        about = (record, nip, *(each.about[-1] for each in references if kode))
        at, left_to = references[0].at(), (causes.false_nip(nip),)
        yield Problem(at, message, told, evidence=evidence, about=about, severity=severity, left_to=left_to)
