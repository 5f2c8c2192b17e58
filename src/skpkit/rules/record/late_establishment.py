"""An SKP is set by 31 January; one that starts later in the year, within 15 working days of its start.

A plan that is set when part of its time has gone by describes what happened. Both limits are numbers of the rules
(`aturan`); of the two the later day counts. Working days leave out Saturdays, Sundays and the days under
`hari_libur` in `skpkit.yaml`. The day is that of `penetapan`; one before the setting `mulai` is not asked.

Silent of a period that cannot be (SKP106), and of a missing penetapan (SKP110).

**Fix:** mend the date if it is wrong; if the SKP was really set late, set the next one in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.owing import last_day_to_set
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "kmk-127-2026",
        N_("on setting the SKP"),
        N_("it is set at the latest on 31 January"),
        "latihan-2026",
    ),
    cite(
        "buku-pintar",
        N_("pages 76 and 78"),
        N_("who takes up a post within the year agrees on a plan within 15 working days"),
    ),
)

MESSAGE = N_(
    "this SKP, which starts on {start}, was set on {day}, later than {limit}; mend the date if it is wrong, and set "
    "the next SKP in time"
)


@dossier_rule(basis=BASIS, severity=Severity.WARNING, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each established SKP whose penetapan is dated after its limit."""
    for folder, skp in dossier.established():
        day, start = skp.established_on, skp.term.mulai
        if day is None or day < (dossier.settings.starts or date.min) or start.year != dossier.year:
            continue
        limit = last_day_to_set(folder, skp, dossier.settings)
        if day > limit:
            told = {"start": start, "day": day, "limit": limit}
            about, left_to = (folder.name_of(skp.name),), (causes.impossible(folder.name),)
            yield Problem(skp.at("penetapan", "tanggal"), MESSAGE, told, about=about, left_to=left_to)
