"""Each RHK and each IKI of an SKP has a code of its own.

Realisations, manuals and changes name an IKI by its code; with two of one code nobody knows which is meant.

**Fix:** give the second one a code of its own, and its manual the same.
"""

from collections.abc import Iterator

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.records import Indicator, Result
from skpkit.rules._rule import dossier_rule, own

BASIS = (
    own(
        N_("a code stands for one RHK or IKI, or nobody knows whose realisasi it is"),
    ),
)

MESSAGE = N_("the code {kode} is used twice in this SKP; give the second one a code of its own")


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Every code that was used before."""
    for folder, skp in dossier.plans():
        first: dict[str, Result | Indicator] = {}
        named: list[Result | Indicator] = [*skp.results, *skp.indicators()]
        for each in named:
            other = first.setdefault(each.kode, each)
            if other is not each:
                same_iki = skp.by_kode.get(each.kode, ())
                yield Problem(
                    skp.at(*each.path, "kode"),
                    MESSAGE,
                    {"kode": each.kode},
                    evidence=(Evidence(skp.at(*other.path, "kode")),),
                    about=(folder.name_of(skp.name), each.kode),
                    tells=(
                        causes.repeated(folder.name),
                        causes.repeated_code(folder.name, each.kode),
                        *([causes.repeated_iki(folder.name, each.kode)] if len(same_iki) > 1 else []),
                    ),
                )
