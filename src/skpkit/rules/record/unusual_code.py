"""The code of an IKI is written as everywhere: number of the RHK, letter, a hyphen and `CP`, `C` or `N`.

`1a-CP` is the first indicator of the first result, cascaded from a strategy map; `C` is cascading, `N` non cascading,
and a `T` before the number stands for hasil kerja tambahan. Another code works as well, but tells readers less.

Silent of a code that is used twice: SKP102 tells it.

**Fix:** choose a code of that form for a new IKI; the code of an IKI with a realisation stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import cite, dossier_rule, own

BASIS = (
    cite(
        "formulir-iku",
        N_("field Jenis Cascading"),
        N_("an indicator is Cascading Peta, Cascading or Non Cascading"),
    ),
    own(
        N_("how a code is put together is custom; no source that prescribes it was seen"),
    ),
)

MESSAGE = N_(
    "the code {iki} is unusual; codes are a number, a letter and the kind of cascading, such as 1a-CP, 2b-C or T1a-N"
)


@dossier_rule(basis=BASIS, severity=Severity.INFO, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each unusual code of an IKI; one that is used twice is left to what tells that."""
    for folder, skp in dossier.plans():
        for indicator in skp.indicators():
            kode = indicator.kode
            if not folder.profile.is_usual_code(kode):
                about, left_to = (folder.name_of(skp.name), kode), (causes.repeated_code(folder.name, kode),)
                yield Problem(skp.at(*indicator.path, "kode"), MESSAGE, {"iki": kode}, about=about, left_to=left_to)
