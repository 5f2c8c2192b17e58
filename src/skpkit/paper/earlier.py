"""Earlier states of a record, as the history at hand tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeAlias

from skpkit.errors import WrongUsage
from skpkit.model.dossier import Dossier
from skpkit.model.files import load_file
from skpkit.model.records import Amendment, Manual, Record, Skp
from skpkit.paper.material import Material
from skpkit.source.tree import FILE_MODES, Tree

Amendable: TypeAlias = Skp | Manual  # what has `perubahan`


class Amended(NamedTuple):
    """An entry of `perubahan` with the record before and after it; `along` are the numbers of those that came with it.

    `after` is the newest state that the next entry did not change yet, so it has the approvals that came later.
    """

    amendment: Amendment
    before: Amendable
    after: Amendable
    along: frozenset[int]


class Earlier(NamedTuple):
    """A state of the records, and the folder that a dossier lay in then."""

    state: Tree
    place: str


def amendable(material: Material) -> Amendable:
    """The record, for a document that only those with `perubahan` have."""
    record = material.file.record
    assert isinstance(record, Amendable)  # noqa: S101 - see above
    return record


def amended(material: Material, number: int) -> Amended | None:
    """What the entry of a number made of the record; None where the history does not hold the state before it.

    Raises SkpkitError where this clone does not hold the history that tells.
    """
    record = amendable(material)
    order = [each.nomor for each in record.changes]
    later = frozenset(order[order.index(number) + 1 :])
    after, clean = record, not later
    for held in states(material, material.dossier, [material.file.full_name]):
        state = record_in(held.state, f"{held.place}/{material.file.full_name}", held.place)
        if not isinstance(state, Amendable):
            continue
        known = _numbers(state)
        if number not in known:
            entry = next(each for each in after.changes if each.nomor == number)
            return Amended(entry, state, after, _numbers(after) - known - {number})
        if not clean:
            after, clean = state, not later & known
    return None


def record_in(state: Tree, path: str, dossier: str) -> Record | None:
    """The record at a path in another state, of the dossier in that folder, where it is there and can be read."""
    entry = next((each for each in state.entries(path) if each.path == path and each.mode in FILE_MODES), None)
    return load_file(entry, state.read([entry.oid])[entry.oid], dossier).record if entry else None


def states(material: Material, dossier: Dossier, names: Sequence[str]) -> Iterator[Earlier]:
    """The states that commits hold, the newest first: the newest one, then of each change of the files of those names
    in a dossier the one that it came upon. A dossier is followed to the folder that it lay in before.

    Raises SkpkitError where this clone does not hold the history that it comes to.
    """
    now, place = material.newest, dossier.path
    while now and (found := _place_in(material, now, dossier, place)):
        place = found
        yield Earlier(now, place)
        last, now = now, None
        for state in material.history.before([f"{place}/{name}" for name in names], last.commit or ""):
            if not state.entries(place):
                now = state
                break
            yield Earlier(state, place)


def _numbers(record: Amendable) -> frozenset[int]:
    return frozenset(each.nomor for each in record.changes)


def _place_in(material: Material, state: Tree, dossier: Dossier, known: str) -> str | None:
    """Where a dossier lay in a state: where it is known to be, if it is there."""
    if state.entries(known):
        return known
    here = material.office
    for office in (here.of_tree(state), here.beside(state)):  # the records' folder may have had another name
        with suppress(WrongUsage):
            if places := office.listing.places.get(dossier.identity):
                return places[0].path
    return None
