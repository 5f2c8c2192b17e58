"""A realisation is recorded when its period has ended, or marked as a projection.

What has not ended cannot be measured. Where a value is wanted earlier, a projection is recorded, which freezes
nothing and is replaced by the value. If the IKI's or the SKP's own period ends earlier, that end counts.

Silent of a dialogue under another day (SKP004), and of a value that has no target (SKP204).

**Fix:** add `proyeksi: true`, or record the realisation in a dialogue after the period's end.
"""

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.records import Dialogue, Line
from skpkit.model.soundness import soundness
from skpkit.rules._rule import dossier_rule

MESSAGE = N_("{period} of {iki} ends on {end}, after this dialogue of {day}; add `proyeksi: true`, or record it later")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each period in a dialogue that had not ended; not of an IKI that has no target for it, which is told already."""
    sound = soundness(dossier)
    for folder, _ in dossier.plans():
        found: dict[tuple[str, str, date], list[tuple[Dialogue, Line]]] = {}
        for (_, period), lines in folder.realised.items():
            for dialogue, line in lines:
                if end := sound.end_not_reached(folder, dialogue, line):
                    found.setdefault((dialogue.name, period, end), []).append((dialogue, line))
        for (name, period, end), early in found.items():
            dialogue = early[0][0]
            ikis = tuple(dict.fromkeys(line.iki for _, line in early))
            told: dict[str, Value] = {"iki": ikis, "period": period, "end": end, "day": dialogue.tanggal}
            first, *others = [dialogue.at(*line.path, "realisasi") for _, line in early]
            about = (folder.name_of(name), *ikis, period)
            tells = tuple(causes.premature(folder.name_of(name), each, period) for each in ikis)
            extent = dict.fromkeys(ikis, 1)
            evidence = tuple(map(Evidence, others))
            yield Problem(first, MESSAGE, told, evidence=evidence, about=about, tells=tells, extent=extent)
