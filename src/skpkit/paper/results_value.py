"""The lines on the value of the results (NHK): what the records hold the inputs of, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.model.dossier import SkpFolder
from skpkit.model.progress import results_to_date
from skpkit.model.records import Skp
from skpkit.paper import words

_FEW = 3  # so many IKI without K3 are named


def value_lines(folder: SkpFolder, skp: Skp) -> Iterator[str]:
    """The lines on the NHK; none where there is none to date. Where the K3 of an IKI is not known, the line names it,
    or counts them where there are many.
    """
    found = results_to_date(folder, skp)
    if found is None:
        return
    if found.unknown:
        many = f"{len(found.unknown)} di antara {found.counted} IKI"
        which = ", ".join(found.unknown) if len(found.unknown) <= _FEW else many
        yield f"NHK s.d. {words.day(found.day)} tidak dihitung: K3 {which} tidak dapat ditentukan dari manual."
    elif found.value is not None:
        yield f"Nilai hasil kerja (NHK) awal s.d. {words.day(found.day)}: {words.two_decimals(found.value)}"
        counted = f"dari {found.counted} di antara {found.total} IKI"
        yield f"{counted}; belum dikalibrasi, tanpa koreksi, hukuman disiplin, dan NKO"
