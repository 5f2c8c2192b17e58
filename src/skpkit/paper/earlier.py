"""What a record was before an entry of its `perubahan` was made, as the history at hand tells it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from skpkit.judge.office import Office
from skpkit.model.files import load_file
from skpkit.model.records import Amendment, Manual, Skp
from skpkit.paper.subject import Case
from skpkit.source.tree import FILE_MODES, Tree

Changing: TypeAlias = Skp | Manual


class Step(NamedTuple):
    """An entry of `perubahan` with the record before and after it; `along` are the numbers of those that came with it.

    `after` is the newest state that the next entry did not change yet, so it has the approvals that came later.
    """

    change: Amendment
    before: Changing
    after: Changing
    along: frozenset[int]


def step_of(case: Case, number: int) -> Step | None:
    """The step that the entry of a number made; None where the history does not hold the state before it."""
    record = case.file.record
    assert isinstance(record, Changing)  # noqa: S101 - only these have `perubahan`
    order = [each.nomor for each in record.changes]
    later = frozenset(order[order.index(number) + 1 :])
    after, clean = record, not later
    for state in states(case):
        known = _numbers(state)
        if number not in known:
            change = next(each for each in after.changes if each.nomor == number)
            return Step(change, state, after, _numbers(after) - known - {number})
        if not clean:
            after, clean = state, not later & known
    return None


def states(case: Case) -> Iterator[Changing]:
    """The record as it is and as it was, the newest state first; where it could not be read, it is left out.

    A dossier is followed to the unit folder that it lay in before.
    """
    record = case.file.record
    assert isinstance(record, Changing)  # noqa: S101 - only these have `perubahan`
    yield record
    now: Tree | None = case.office.tree if _commit(case.office.tree) else case.past.head()
    place: str | None = case.dossier.path
    below = case.file.path.removeprefix(f"{case.dossier.path}/")
    while now and place:
        oldest: Tree | None = None
        for oldest in case.past.versions(f"{place}/{below}", _commit(now)):
            found = _record_in(oldest, f"{place}/{below}", place)
            if found:
                yield found
        now = _before(case, oldest) if oldest else now
        place = _place_in(case, now, below, place) if now else None


def _numbers(record: Changing) -> frozenset[int]:
    return frozenset(each.nomor for each in record.changes)


def _commit(tree: Tree) -> str:
    return getattr(tree, "commit", None) or ""


def _record_in(state: Tree, path: str, place: str) -> Changing | None:
    entry = next((each for each in state.entries(path) if each.path == path and each.mode in FILE_MODES), None)
    if entry is None:
        return None
    record = load_file(entry, state.read([entry.oid])[entry.oid], place).record
    return record if isinstance(record, Changing) else None


def _before(case: Case, state: Tree) -> Tree | None:
    """The state of the records before one that changed them."""
    changed = case.past.versions(case.office.settings.records, _commit(state))
    return next(islice(changed, 1, None), None)


def _place_in(case: Case, state: Tree, below: str, other_than: str) -> str | None:
    """Where the dossier with that file lay in a state, if not where it is known to be."""
    places = Office(state, case.office.settings).listing.places.get(case.dossier.identity, ())
    held = (each.path for each in places if any(entry.path == f"{each.path}/{below}" for entry in each.entries))
    return next((each for each in held if each != other_than), None)
