"""Which errors `check` has on what a document shows, so that the sheet says so.

Only the document's own dossier is judged. What a day makes or mends (a dialogue not reported yet, a date ahead) says
nothing of what is shown, and the same document has the same bytes on every day: so only those errors count that the
dossier had long before and will have long after.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from skpkit.errors import WrongUsage
from skpkit.findings import Finding, Severity, with_fingerprints
from skpkit.judge.claims import kept_back
from skpkit.judge.office import Office
from skpkit.judge.stages import judge_dossier, judge_facts
from skpkit.model.dossier import Dossier
from skpkit.model.exemptions import Exemption, divided
from skpkit.model.facts import World, facts_of
from skpkit.paper.material import Material
from skpkit.source.tree import lies_in

_FAR = 3  # years


def faults(material: Material, day: date, office: Office | None = None) -> tuple[str, ...]:
    """The codes of the rules that find errors in what a document shows, of those that no exemption passes on a day, by
    the settings and exemptions of its office or of another one.

    Where an SKP of then is shown, what it makes an error of alone counts no more than what today's does.
    """
    office = office or material.office
    found = _errors(office, material.dossier, day)
    if found and material.instead:
        folders = {**material.dossier.folders, material.instead.name: material.instead}
        there = _errors(office, replace(material.dossier, folders=folders), day)
        found = {mark: each for mark, each in found.items() if mark in there}
    shown = (each for each in found.values() if any(lies_in(each.problem.at.path, path) for path in material.cited))
    return tuple(sorted({each.code for each in shown}))


def _errors(office: Office, dossier: Dossier, day: date) -> Mapping[str, Finding]:
    """The errors on a dossier, by their fingerprints."""
    facts = facts_of(dossier)
    judged = list(judge_dossier(replace(dossier, settings=office.settings)))

    def on(year: int) -> dict[str, Finding]:
        then = date(min(max(year, date.min.year), date.max.year), 1, 1)
        world = World(then, office.superior, office.results, office.settings.starts or date.min)
        found = [*judged, *judge_facts(facts.on(then), world, office.settings)]
        standing, *_ = divided(with_fingerprints(found), _exemptions(office), day, office.settings)
        back = kept_back(standing)
        errors = (each for each in standing if each.severity is Severity.ERROR)
        return {each.fingerprint: each for each in errors if each.fingerprint not in back}

    late = on(dossier.year + _FAR)
    return {mark: each for mark, each in on(dossier.year - _FAR).items() if mark in late} if late else {}


def _exemptions(office: Office) -> tuple[Exemption, ...]:
    with suppress(WrongUsage):  # `check` tells it
        return office.exemptions
    return ()
