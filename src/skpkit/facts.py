"""Small facts of a dossier: all that judgements across dossiers, or of a day, need to know of it.

They are taken once from a dossier's content, so neither a new day nor a neighbour's edit makes it be read anew. Where
a fact stands is worked out when somebody tells of it, for most never are told.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias

from skpkit.dossier import Dossier, Identity, SkpFolder
from skpkit.findings import Location
from skpkit.periods import Term
from skpkit.records import Skp

Place: TypeAlias = Callable[[], Location]


class Reference(NamedTuple):
    """An RHK that intervenes one of a superior."""

    about: tuple[str, ...]
    nip: str
    kode: str
    at: Place


class Missing(NamedTuple):
    """An IKI without a manual."""

    iki: str
    at: Place


class Plan(NamedTuple):
    """An established SKP: when it runs, the day from which its manuals are due, and which are missing."""

    name: str
    record: str
    aturan: str
    term: Term
    at: Place
    manuals_since: date | None
    missing: tuple[Missing, ...]


class Facts(NamedTuple):
    """What others may ask of a dossier.

    `name` is the employee's, empty where no SKP can be read. `whole` is False where one of its SKP is missing or cannot
    be read, or part of it lies elsewhere; `doubtful_from` is the first day on which a dialogue that cannot be read may
    have been reported.
    """

    identity: Identity
    path: str
    name: str
    whole: bool
    results: frozenset[str]
    references: tuple[Reference, ...]
    plans: tuple[Plan, ...]
    reported: tuple[date, ...]
    doubtful_from: date | None

    @property
    def title(self) -> str:
        """The dossier's name in reports: `<tahun>/<nip>`."""
        return f"{self.identity[0]}/{self.identity[1]}"


class World(NamedTuple):
    """What a judgement of facts may look at besides them: the day, and the facts of another dossier.

    Of those its results are had for less than all: few records need to be read for them.
    """

    today: date
    facts_of: Callable[[Identity], Facts | None]
    results_of: Callable[[Identity], Collection[str]]


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _manuals_since(skp: Skp) -> date | None:
    renewed = [each.tanggal for each in skp.changes if each.komponen & {"iki", "rencana_hasil_kerja"}]
    return max([day for day in (skp.established_on, *renewed) if day], default=None)


def missing_manuals(folder: SkpFolder, skp: Skp) -> Iterator[Missing]:
    """The IKI without manual; not those whose manual is there, but has something wrong that is told."""
    meant = [each for _, each in folder.orphans()]
    for each in skp.indicators():
        told = each in meant or f"iki/{each.kode}.yaml" in folder.lost or skp.indicator(each.kode) is not each
        if each.kode not in folder.manuals and not told:
            yield Missing(each.kode, partial(skp.at, *each.path, "kode"))


def _plan(folder: SkpFolder, skp: Skp) -> Plan:
    return Plan(
        name=folder.name,
        record=folder.name_of(skp.name),
        aturan=skp.aturan,
        term=skp.term,
        at=partial(skp.key_at, "periode"),
        manuals_since=_manuals_since(skp),
        missing=tuple(missing_manuals(folder, skp)),
    )


def _is_whole(dossier: Dossier) -> bool:
    lost = any("skp.yaml" in each.lost() for each in dossier.files)
    return not lost and not dossier.twins and not any(each.lacks_skp for each in dossier.folders.values())


def _doubtful_from(dossier: Dossier) -> date | None:
    names = [each for folder in dossier.folders.values() for each in folder.lost_dialogues()]
    days = [re.match(r"dki/([12][0-9]{3}-[0-9]{2}-[0-9]{2})", each) for each in names]
    return min((_day(found[1]) if found else date.min for found in days), default=None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def facts_of(dossier: Dossier) -> Facts:
    """The facts of a dossier."""
    references = tuple(
        Reference(
            (folder.name_of(skp.name), result.kode),
            *result.superior,
            at=partial(skp.at, *result.path, "rhk_pimpinan"),
        )
        for folder, skp in dossier.plans()
        for result in skp.results
        if result.superior
    )
    return Facts(
        identity=dossier.identity,
        path=dossier.path,
        name=next((str(skp.employee["nama"]) for _, skp in dossier.plans()), ""),
        whole=_is_whole(dossier),
        results=frozenset(result.kode for _, skp in dossier.plans() for result in skp.results),
        references=references,
        plans=tuple(_plan(folder, skp) for folder, skp in dossier.established()),
        reported=tuple(each.reported_on for each in dossier.dialogues() if each.reported and each.reported_on),
        doubtful_from=_doubtful_from(dossier),
    )
