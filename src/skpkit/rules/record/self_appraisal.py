"""Nobody is appraised by himself: employee and appraiser have different NIP.

An SKP is an agreement of two, and its changes are reviewed by a third. An appraiser who has no NIP (a head of region, a
minister) is told from the employee by name and post.

**Fix:** write the appraiser's NIP under `pejabat_penilai_kinerja`.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.approvals import is_employee
from skpkit.model.dossier import Dossier
from skpkit.model.records import APPRAISER
from skpkit.rules._rule import dossier_rule, own

BASIS = (
    own(
        N_("an SKP is the agreement of two, so one person cannot make it alone"),
    ),
)

MESSAGE = N_("employee and appraiser have the same NIP; write the appraiser's own")
NAMELESS = N_("the appraiser, who has no NIP, has the employee's name and post; write who the appraiser is")


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each SKP whose employee appraises himself, or did before a change of the appraiser."""
    for folder, skp in dossier.plans():
        name, tells = folder.name_of(skp.name), (causes.self_appraised(skp.path),)
        former = ((each.former_appraiser, (*each.path, "penilai_lama"), (str(each.nomor),)) for each in skp.changes)
        for person, path, nth in ((skp.appraiser, (APPRAISER,), ()), *former):
            if person and is_employee(skp, person, {dossier.nip}):
                has_nip = "nip" in person
                place = skp.at(*path, "nip" if has_nip else "nama")
                yield Problem(place, MESSAGE if has_nip else NAMELESS, about=(name, *nth), tells=tells)
