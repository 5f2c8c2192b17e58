"""An employee on tugas belajar has the compulsory IKI of studying, a squad member an IKI from the squad.

Who studies full-time is judged by the learning programme, its result and its being finished on time; who works in
a squad, by at least one of its outputs. An IKI says by `mandat` which of them it is. How many of which are needed is
said by the rules (`aturan`) that the SKP names.

Silent where an RHK has no indikator: SKP103 tells it.

**Fix:** add the IKI that is missing, or write `mandat` where the SKP has it already; mend `bentuk_penugasan` if that
is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Skp
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "kmk-127-2026",
        N_("on tugas belajar and squads"),
        N_(
            "tugas belajar has three compulsory IKI: programme, academic result, graduation in time; a full-time squad "
            "member at least one of the squad's output"
        ),
        "latihan-2026",
    ),
)

STUDY = N_(
    "an employee on tugas belajar has an IKI for each compulsory `mandat`, but none is of {missing}; add it, or write "
    "`mandat` at the one that is meant"
)
SQUAD = N_(
    "a squad member needs IKI with `mandat: {mandate}`, {least} or more, but has {count}; add what is missing, or "
    "write `mandat` at the IKI that is meant"
)


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each established SKP that lacks an IKI of its assignment."""
    for folder, skp in dossier.established():
        bare = not all(each.indicators for each in skp.results)
        left_to = (causes.unfilled(folder.name),) if bare else ()
        for message, told, extent in _wanting(folder, skp):
            at, about = skp.at("pegawai", "bentuk_penugasan"), (folder.name_of(skp.name), "mandat")
            yield Problem(at, message, told, about=about, left_to=left_to, extent=extent)


def _wanting(folder: SkpFolder, skp: Skp) -> Iterator[tuple[str, dict[str, Value], dict[str, float]]]:
    """What an SKP lacks: the message, what it tells, and how much of what is missing."""
    assignment = skp.employee.get("bentuk_penugasan")
    found = Counter(each.data.get("mandat") for each in skp.indicators())
    if assignment == "tugas_belajar":
        missing = tuple(each for each in folder.profile.mandates_of_study if not found[each])
        if missing:
            yield STUDY, {"missing": missing}, dict.fromkeys(missing, 1)
    elif assignment == "squad":
        mandate, least = folder.profile.squad_indicators
        if found[mandate] < least:
            told: dict[str, Value] = {"mandate": mandate, "least": least, "count": found[mandate]}
            yield SQUAD, told, {mandate: least - found[mandate]}
