"""The SKP of a dossier follow on one another: no day of the year lies between two of them.

Whoever moves has a new SKP from the first day of the new position. A day that no SKP covers is a day for which
nobody is appraised. Before the first SKP and after the last one nothing is asked.

Silent of a period that cannot be (SKP106), an SKP that is unreadable (SKP001 to SKP005) or missing (SKP202, SKP204).

**Fix:** let the new SKP start on the day after the old one ended; record an exemption where somebody was really not
in service between the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from skpkit.findings import Evidence, Problem, Severity
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.paths import SKP_FILE
from skpkit.rules._rule import cite, dossier_rule, own

BASIS = (
    cite(
        "faq-2025",
        N_("on moving to another post"),
        N_("the period of the SKP is set to the months served, before the move and after it"),
    ),
    own(
        N_("no day lies between two SKP; one that does is a warning, since it may be leave"),
    ),
)

MESSAGE = N_(
    "no SKP covers the time from {start} to {end}; let this one start on the day after the one before it ended, or "
    "record an exemption if the employee was not in service"
)
ONE = N_(
    "no SKP covers {start}; let this one start on the day after the one before it ended, or record an exemption if the "
    "employee was not in service"
)
ONE_DAY = timedelta(days=1)


@dossier_rule(basis=BASIS, severity=Severity.WARNING, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each gap before an established SKP; none where a draft, or an SKP that cannot be read, may fill it."""
    plans = sorted(dossier.plans(), key=lambda each: each[1].term)
    folders = dossier.folders.values()
    lost = [causes.lost(folder.name_of(SKP_FILE)) for folder in folders if SKP_FILE in folder.lost]
    left_to = [*lost, *(causes.no_skp(folder.name) for folder in folders if folder.lacks_skp)]
    left_to += [causes.impossible(folder.name) for folder, skp in plans if not skp.term.is_possible(dossier.year)]
    last = None
    for folder, skp in plans:
        if last and skp.established and last.established and skp.term.mulai - last.term.selesai > ONE_DAY:
            told = {"start": last.term.selesai + ONE_DAY, "end": skp.term.mulai - ONE_DAY}
            evidence = (Evidence(last.at("periode", "selesai")),)
            about = (folder.name_of(skp.name),)
            message = ONE if told["start"] == told["end"] else MESSAGE
            yield Problem(
                skp.at("periode", "mulai"), message, told, evidence=evidence, about=about, left_to=tuple(left_to)
            )
        if last is None or skp.term.selesai > last.term.selesai:
            last = skp
