"""Nobody is appraised by himself: employee and appraiser have different NIP.

An SKP is an agreement of two, and its changes are reviewed by a third.

**Fix:** write the appraiser's NIP under `pejabat_penilai_kinerja`.
"""

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import dossier_rule

MESSAGE = N_("employee and appraiser have the same NIP; write the appraiser's own")


@dossier_rule(basis="T")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each SKP whose employee appraises himself, or did before a change of the appraiser."""
    for folder, skp in dossier.plans():
        name, tells = folder.name_of(skp.name), (causes.self_appraised(folder.name),)
        if skp.appraiser.get("nip") == dossier.nip:
            yield Problem(skp.at("pejabat_penilai_kinerja", "nip"), MESSAGE, about=(name,), tells=tells)
        for change in skp.changes:
            if change.former_appraiser and change.former_appraiser.get("nip") == dossier.nip:
                place = skp.at(*change.path, "penilai_lama", "nip")
                yield Problem(place, MESSAGE, about=(name, str(change.nomor)), tells=tells)
