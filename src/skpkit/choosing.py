"""Which dossier an NIP means where several years of it lie there: the one that a command has something to do in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from skpkit.model.awaited import awaited_approvals
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.nip import digits
from skpkit.model.paths import manual_name
from skpkit.model.periods import FORM_ORDER, QUARTERS
from skpkit.model.records import Skp
from skpkit.opening import OnSettings, day, inside, office_of
from skpkit.source.history import open_records
from skpkit.writing.desk import names_in
from skpkit.writing.recording import due_cells

Errand: TypeAlias = Literal[
    "any", "change", "manual", "realisasi", "report", "koreksi", "dialogue", "evaluation", "approval"
]
AskedCells: TypeAlias = Sequence[tuple[str, str]]


class MeantDossier(NamedTuple):
    """The dossier that an NIP means, of a `year`: its path from the top of the records, and its folder on this machine;
    `others` are the paths of its other years."""

    year: int
    path: str
    folder: Path
    others: tuple[str, ...]


def employees(repository: str | Path) -> tuple[str, ...]:
    """The NIPs of all that have a dossier."""
    with open_records(Path(repository)) as records:
        return tuple(sorted({each.nip for each in office_of(records.worktree(), None).listing.places}))


def meant_dossier(
    repository: str | Path,
    given: str,
    task: Errand = "any",
    cells: AskedCells = (),
    *,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> MeantDossier | None:
    """The dossier of an NIP of several years in which a `task` is open on a day, the newest such one; the newest of all
    where it is open in none. `cells`, each an IKI and a period, are what a realisasi, koreksi or evaluation is of.

    None of what is no NIP, and of one with a single year, where nothing is to be chosen.
    """
    nip = digits(given)
    if not nip.isdecimal():
        return None
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        known = sorted(office.listing.places.of(nip), reverse=True)
        if len(known) < 2 or office.dossier_at(inside(records, repository, given)):
            return None
        now = day(today, office.settings).date
        dossiers = [each for each in map(office.dossier, known) if each]
        meant = next((each for each in dossiers if _is_open(each, task, cells, now)), dossiers[0])
        others = tuple(each.path for each in dossiers if each is not meant)
        return MeantDossier(meant.year, meant.path, records.root / meant.path, others)


def _is_open(dossier: Dossier, task: Errand, cells: AskedCells, today: date) -> bool:
    """Whether there is something to do for a task."""
    plans = [*dossier.plans()]
    match task:
        case "change":
            return any(skp.established for _, skp in plans)
        case "manual":
            return any(any(_without_manual(folder, skp)) for folder, skp in plans)
        case "koreksi":
            return any(cell in folder.realised for folder, _ in plans for cell in cells)
        case "report":
            return any(not each.reported for each in dossier.dialogues())
        case "realisasi" if cells:
            return any(all(_has_ended(folder, skp, *cell, today) for cell in cells) for folder, skp in plans)
        case "dialogue" if plans and not any(skp.established for _, skp in plans) and not [*dossier.dialogues()]:
            return True  # whose planning is to be agreed on first
        case "realisasi" | "dialogue":
            return any(any(due_cells(dossier, folder, skp, today)) for folder, skp in plans)
        case "evaluation":
            return any(any(_unevaluated(folder, skp, cells, today)) for folder, skp in plans)
        case "approval":
            return any(not skp.established for _, skp in plans) or any(awaited_approvals(dossier))
    return True


def _without_manual(folder: SkpFolder, skp: Skp) -> Iterator[str]:
    taken = {*names_in(folder)}
    return (each.kode for each in skp.indicators() if manual_name(each.kode) not in taken)


def _has_ended(folder: SkpFolder, skp: Skp, iki: str, period: str, today: date) -> bool:
    return iki in skp.by_kode and period in FORM_ORDER and folder.profile.term(period, skp.tahun).selesai <= today


def _unevaluated(folder: SkpFolder, skp: Skp, cells: AskedCells, today: date) -> Iterator[str]:
    for period in [period for _, period in cells if period in FORM_ORDER] or QUARTERS:
        term = folder.profile.term(period, skp.tahun)
        if term.days_shared(skp.term) and term.selesai <= today and period not in folder.evaluations:
            yield period
