"""The code of an IKI is written as everywhere: number of the RHK, letter, a hyphen and `CP`, `C` or `N`.

`1a-CP` is the first indicator of the first result, cascaded from a strategy map; `C` is cascading, `N` non cascading,
and a `T` before the number stands for hasil kerja tambahan. Another code works as well, but tells readers less.

Silent of a code that is used twice: SKP102 tells it.

**Fix:** choose a code of that form for a new IKI; the code of an IKI with a realisation stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import dossier_rule

MESSAGE = N_(
    "the code {iki} is unusual; codes are a number, a letter and the kind of cascading, such as 1a-CP, 2b-C or T1a-N"
)


@dossier_rule(basis="K", severity=Severity.INFO)
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each unusual code of an IKI; one that is used twice is told already."""
    for folder, skp in dossier.plans():
        codes = Counter([*(each.kode for each in skp.results), *(each.kode for each in skp.indicators())])
        for indicator in skp.indicators():
            kode = indicator.kode
            if codes[kode] == 1 and not folder.profile.is_usual_code(kode):
                about = (folder.name_of(skp.name), kode)
                yield Problem(skp.at(*indicator.path, "kode"), MESSAGE, {"iki": kode}, about=about)
