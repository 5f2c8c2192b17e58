"""Every manual belongs to an IKI of its SKP.

A manual that no IKI needs is a remnant, or its code is misspelt and the IKI stands without one.

**Fix:** give the manual the code of its IKI, or delete it.
"""

from collections.abc import Iterator

from skpkit.dossier import Dossier
from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.rules._rule import dossier_rule

MESSAGE = N_("the SKP has no IKI {iki}; give this manual the code of its IKI, or delete it")
NO_SKP = N_("this manual belongs to no SKP: {folder} has no skp.yaml; add it, or move the manual")


@dossier_rule(basis="T")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each manual whose IKI the SKP does not have."""
    for folder in dossier.folders.values():
        if "skp.yaml" in folder.unread:
            continue
        for manual in folder.manuals.values():
            if not folder.skp or not folder.skp.indicator(manual.kode):
                told = {"iki": manual.kode, "folder": folder.path}
                about = (folder.name_of(manual.name),)
                yield Problem(manual.at("kode"), MESSAGE if folder.skp else NO_SKP, told, about=about)
