"""A realisation is recorded when its period has ended, or marked as a projection.

What has not ended cannot be measured. Where a value is wanted earlier, a projection is recorded, which freezes
nothing and is replaced by the value. If the IKI's or the SKP's own period ends earlier, that end counts.

**Fix:** add `proyeksi: true`, or record the realisation in a dialogue after the period's end.
"""

from collections.abc import Iterator

from skpkit.dossier import Dossier
from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.rules._rule import dossier_rule

MESSAGE = N_("{period} of {iki} ends on {end}, after this dialogue of {day}; add `proyeksi: true`, or record it later")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each realisation of a period that had not ended."""
    for folder, skp in dossier.plans():
        for (iki, period), lines in folder.realised.items():
            indicator = skp.indicator(iki)
            if not indicator:
                continue
            end = min(folder.profile.term(period, skp.tahun).selesai, skp.term_of(indicator).selesai)
            for dialogue, line in lines:
                if dialogue.tanggal < end:
                    told: dict[str, Value] = {"iki": iki, "period": period, "end": end, "day": dialogue.tanggal}
                    about = (folder.name_of(dialogue.name), iki, period)
                    yield Problem(dialogue.at(*line.path, "realisasi"), MESSAGE, told, about=about)
