"""Small facts of a dossier: all that judgements across dossiers, or of a day, need to know of it.

They are taken once from a dossier's content, so neither a new day nor a neighbour's edit makes it be read anew.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from skpkit.dossier import Dossier, Identity, SkpFolder
from skpkit.findings import Location
from skpkit.periods import Term
from skpkit.records import Skp


@dataclass(frozen=True, slots=True)
class Reference:
    """An RHK that intervenes one of a superior."""

    about: tuple[str, ...]
    nip: str
    kode: str
    at: Location


@dataclass(frozen=True, slots=True)
class Missing:
    """An IKI without a manual."""

    iki: str
    at: Location


@dataclass(frozen=True, slots=True)
class Plan:
    """An established SKP: when it runs, the day from which its manuals are due, and which are missing."""

    name: str
    record: str
    aturan: str
    term: Term
    at: Location
    manuals_since: date | None
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What others may ask of a dossier. `whole` is False where one of its SKP could not be read."""

    identity: Identity
    path: str
    whole: bool
    results: frozenset[str]
    references: tuple[Reference, ...]
    plans: tuple[Plan, ...]
    reported: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What a judgement of facts may look at besides them: the day, and the facts of another dossier."""

    today: date
    facts_of: Callable[[Identity], Facts | None]


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _manuals_since(skp: Skp) -> date | None:
    renewed = [each.tanggal for each in skp.changes if each.komponen & {"iki", "rencana_hasil_kerja"}]
    return max([day for day in (skp.established_on, *renewed) if day], default=None)


def _plan(folder: SkpFolder, skp: Skp) -> Plan:
    missing = tuple(
        Missing(each.kode, skp.at(*each.path, "kode"))
        for each in skp.indicators()
        if each.kode not in folder.manuals and f"iki/{each.kode}.yaml" not in folder.unread
    )
    return Plan(
        name=folder.name,
        record=folder.name_of(skp.name),
        aturan=skp.aturan,
        term=skp.term,
        at=skp.key_at("periode"),
        manuals_since=_manuals_since(skp),
        missing=missing,
    )


def facts_of(dossier: Dossier) -> Facts:
    """The facts of a dossier."""
    references = tuple(
        Reference((folder.name_of(skp.name), result.kode), *result.superior, skp.at(*result.path, "rhk_pimpinan"))
        for folder, skp in dossier.plans()
        for result in skp.results
        if result.superior
    )
    return Facts(
        identity=dossier.identity,
        path=dossier.path,
        whole=not any(each.kind == "skp" for each in dossier.unread()),
        results=frozenset(result.kode for _, skp in dossier.plans() for result in skp.results),
        references=references,
        plans=tuple(_plan(folder, skp) for folder, skp in dossier.established()),
        reported=tuple(each.reported_on for each in dossier.dialogues() if each.reported and each.reported_on),
    )


def lookup(facts: Mapping[Identity, Facts], today: date) -> World:
    """A world that holds just these facts."""
    return World(today, facts.get)
