"""An SKP plans at least one RHK under `utama`, and each RHK has at least one indikator.

What is not measured cannot be appraised: the form has rows for results, and each row has its indicator.

**Fix:** add the RHK or the indikator, or delete the empty RHK.
"""

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "permenpanrb-6-2022",
        N_("form of the SKP, part Hasil Kerja"),
        N_("rows of main results (A. UTAMA), each RHK with its indikator kinerja individu and target"),
        "formulir-asn",
    ),
)

NO_MAIN = N_("this SKP plans no RHK under `utama`; add at least one")
NO_INDICATOR = N_("{rhk} has no indikator; add at least one, or delete the RHK")


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The missing main result, and every RHK without indicator."""
    for folder, skp in dossier.plans():
        name, tells = folder.name_of(skp.name), (causes.unfilled(folder.name),)
        if not skp.has_main_result:
            yield Problem(skp.at("hasil_kerja", "utama"), NO_MAIN, about=(name,), tells=tells)
        for result in skp.results:
            if not result.indicators:
                yield Problem(
                    skp.at(*result.path, "kode"),
                    NO_INDICATOR,
                    {"rhk": result.kode},
                    about=(name, result.kode),
                    tells=tells,
                )
