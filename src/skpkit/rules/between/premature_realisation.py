"""A realisation is recorded when its period has ended, or marked as a projection.

What has not ended cannot be measured. Where a value is wanted earlier, a projection is recorded, which freezes
nothing and is replaced by the value. If the IKI's or the SKP's own period ends earlier, that end counts.

**Fix:** add `proyeksi: true`, or record the realisation in a dialogue after the period's end.
"""

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Dialogue, Indicator, Line, Skp
from skpkit.rules._rule import dossier_rule
from skpkit.rules.between.unknown_indicator import cell_flaw
from skpkit.rules.record.impossible_period import is_possible

MESSAGE = N_("{period} of {iki} ends on {end}, after this dialogue of {day}; add `proyeksi: true`, or record it later")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each period in a dialogue that had not ended; not of an IKI that has no target for it, which is told already."""
    for folder, _ in dossier.plans():
        found: dict[tuple[str, str, date], list[tuple[Dialogue, Line]]] = {}
        for (_, period), lines in folder.realised.items():
            for dialogue, line in lines:
                if end := too_early(folder, dossier.year, dialogue, line):
                    found.setdefault((dialogue.name, period, end), []).append((dialogue, line))
        for (name, period, end), early in found.items():
            dialogue = early[0][0]
            ikis = tuple(dict.fromkeys(line.iki for _, line in early))
            told: dict[str, Value] = {"iki": ikis, "period": period, "end": end, "day": dialogue.tanggal}
            first, *others = [dialogue.at(*line.path, "realisasi") for _, line in early]
            about = (folder.name_of(name), *ikis, period)
            yield Problem(first, MESSAGE, told, evidence=tuple(map(Evidence, others)), about=about)


def too_early(folder: SkpFolder, year: int, dialogue: Dialogue, line: Line) -> date | None:
    """The end of the period of a realisation, where its dialogue was held before; None where it was not."""
    skp = folder.skp
    indicator = skp.indicator(line.iki) if skp else None
    if not skp or not indicator or dialogue.misdated:
        return None
    end = folder.profile.term(line.periode, year).selesai
    if dialogue.tanggal < end:  # seldom, and only then the rest is worth a look
        end = min(end, *_ends(skp, indicator, year))
    early = dialogue.tanggal < end and not cell_flaw(folder, year, indicator, line.periode)
    return end if early else None


def _ends(skp: Skp, indicator: Indicator, year: int) -> tuple[date, ...]:
    """When the IKI's own period and the SKP's end; not of one that cannot be, which is told already."""
    terms = (indicator.term, skp.term)
    return tuple(each.selesai for each in terms if each and is_possible(each, year)) or (date.max,)
