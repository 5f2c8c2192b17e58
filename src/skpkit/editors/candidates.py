"""What the records know that may be typed: codes, periods, people, dialogues, each with what tells it apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from skpkit.model.people import people_in
from skpkit.model.periods import FORM_ORDER, RHYTHMS, TOTALS, in_order

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords
    from skpkit.model.dossier import Dossier, SkpFolder
    from skpkit.model.records import Skp

_FEW = 100  # dossiers whose SKP are read for what stands in them


class Candidate(NamedTuple):
    """A word that may stand somewhere: as it is typed, what it is, and more of it."""

    text: str
    detail: str = ""
    description: str = ""
    is_key: bool = False
    label: str = ""  # how it is called where that is not the text itself


def dialogues_of(folder: SkpFolder) -> Iterator[Candidate]:
    """The dialogues of an SKP folder, the newest first."""
    for each in reversed(folder.dialogues):
        yield Candidate(each.name, f"{each.data['tanggal']} ({each.data['status']})")


def codes_of(folder: SkpFolder) -> Iterator[Candidate]:
    """The codes of the IKI of an SKP."""
    if folder.skp:
        for each in folder.skp.indicators():
            yield Candidate(each.kode, str(each.data.get("nama", each.data.get("ukuran", ""))))


def results_of(folder: SkpFolder) -> Iterator[Candidate]:
    """The codes of the RHK of an SKP."""
    if folder.skp:
        for each in folder.skp.results:
            yield Candidate(each.kode, str(each.data["rencana"]))


def periods_of(folder: SkpFolder | None, code: str | None, *, totals: bool) -> Iterator[Candidate]:
    """The periods that a cell of an IKI may have, or all where nobody knows which."""
    known: tuple[str, ...] = tuple(FORM_ORDER)
    indicator = folder.skp.indicator(code) if folder and folder.skp and code else None
    if folder and indicator:
        rhythm = indicator.rhythm(folder.manual_of(indicator))
        known = (*RHYTHMS[rhythm], *(TOTALS[rhythm] if totals else ()))
    yield from (Candidate(each) for each in in_order(known))


def people_of(session: EditedRecords, dossier: Dossier | None) -> Iterator[Candidate]:
    """The NIP of people whom the dossier, the settings, or in an office that is not large its SKP name, in quotes."""
    found: dict[str, str] = {}
    records = [each.data for folder in dossier.folders.values() for each in folder.records()] if dossier else []
    plans = [each.data for each in plans_near(session, dossier.year if dossier else None)]
    for named in (*people_in(records), *session.usable.settings.people, *people_in(plans)):
        found.setdefault(named.nip, named.name)
    yield from (Candidate(f'"{nip}"', name) for nip, name in found.items() if nip)


def plans_near(session: EditedRecords, year: int | None) -> list[Skp]:
    """The SKP of an office that is not large, of a year and the one before it, the newer ones first."""
    places = sorted(session.usable.listing.places, reverse=True)
    chosen = [each for each in places if year is None or 0 <= year - each.year <= 1]
    dossiers = session.usable.plans_alone(chosen) if len(chosen) <= _FEW else {}
    return [skp for each in dossiers.values() for _, skp in each.plans()]
