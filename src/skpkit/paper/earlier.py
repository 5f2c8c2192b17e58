"""Earlier states of a record, as the history at hand tells them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from skpkit.judge.office import Office
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


def amendable(material: Material) -> Amendable:
    """The record, for a document that only those with `perubahan` have."""
    record = material.file.record
    assert isinstance(record, Amendable)  # noqa: S101 - see above
    return record


def amended(material: Material, number: int) -> Amended | None:
    """What the entry of a number made of the record; None where the history does not hold the state before it."""
    record = amendable(material)
    order = [each.nomor for each in record.changes]
    later = frozenset(order[order.index(number) + 1 :])
    after, clean = record, not later
    for state in _states(material):
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


def _states(material: Material) -> Iterator[Amendable]:
    """The record as it is and as it was, the newest state first; where it could not be read, it is left out.

    A dossier is followed to the unit folder that it lay in before.
    """
    yield amendable(material)
    now = material.newest
    place: str | None = material.dossier.path
    below = material.file.full_name
    while now and place:
        oldest: Tree | None = None
        for oldest in material.history.versions(f"{place}/{below}", now.commit or ""):
            found = record_in(oldest, f"{place}/{below}", place)
            if isinstance(found, Amendable):
                yield found
        now = _before(material, oldest) if oldest else now
        place = _place_in(material, now, below, place) if now else None


def _numbers(record: Amendable) -> frozenset[int]:
    return frozenset(each.nomor for each in record.changes)


def _before(material: Material, state: Tree) -> Tree | None:
    """The state of the records before one that changed them."""
    changed = material.history.versions(material.office.settings.records, state.commit or "")
    return next(islice(changed, 1, None), None)


def _place_in(material: Material, state: Tree, below: str, other_than: str) -> str | None:
    """Where the dossier with that file lay in a state, if not where it is known to be."""
    places = Office(state, material.office.settings).listing.places.get(material.dossier.identity, ())
    held = (each.path for each in places if any(entry.path == f"{each.path}/{below}" for entry in each.entries))
    return next((each for each in held if each != other_than), None)
