"""The courses of the dossiers that the steps of a history change, laid out before any is judged: what each step
changed, whose it is, where dossiers lie meanwhile, and by what each step is judged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.judge.courses import Course, Ground, Turn
from skpkit.judge.ground import ground_people
from skpkit.judge.office import Office
from skpkit.judge.offices import Offices
from skpkit.model.exemptions import Exemption
from skpkit.model.paths import Identity, dossier_path, names_alike
from skpkit.model.people import NamedPerson
from skpkit.model.signers import REVOKED, SIGNATURE
from skpkit.source.tree import MISNAMED, RECORDS, SETTINGS, Entry, Stride, Tree


class HistoryAhead(NamedTuple):
    """A step to come: its commit, the states before and after it, the day it is judged on, and what it changed; None
    where that cannot be told."""

    commit: str
    before: Tree
    after: Tree
    day: date
    stride: Stride | None


class Grounds:
    """By what each step is judged, known anew where a step changed that, and whom that names."""

    def __init__(self, offices: Offices, root: str) -> None:
        self.found: list[Ground] = []
        self.named: list[frozenset[NamedPerson]] = []
        self._offices, self._root = offices, root
        self._now: int | None = None
        self._exempted: tuple[Exemption, ...] = ()
        self._paths: frozenset[str] = frozenset()
        self.is_known = False

    def of(self, before: Tree) -> int | None:
        """The ground of a step that comes upon a state; None where there is none to judge it by here."""
        if not self.is_known:
            self.is_known, self._now = True, None
            office = self._offices.of(before)
            try:
                if office.settings.records == self._root:
                    self._know(office)
            except SkpkitError:
                self._now = None
        return self._now

    def _know(self, office: Office) -> None:
        settings, signers, self._exempted = office.settings, office.signers, office.exemptions
        names = ((each.approver, name) for each in self._exempted for name in (each.approver_name, each.written))
        approvers = (NamedPerson(name, nip) for nip, name in names)
        self.named.append(settings.people.union(approvers, ground_people(office, office)))
        lists = [settings.signers, settings.signers + REVOKED] if settings.signers else []
        files = [SETTINGS, settings.exemptions, *lists]
        self._paths = frozenset([*files, *(each + SIGNATURE for each in files)])
        self.found.append(Ground(settings, signers))
        self._now = len(self.found) - 1

    def rest_on(self, entry: Entry) -> bool:
        """Whether records are judged by a file."""
        return entry.mode == MISNAMED or entry.path in self._paths

    def leave_alone(self, path: str) -> bool:
        """Whether a file outside of dossiers is neither one of those, nor may be taken for a record or for settings."""
        first, below, _ = path.partition("/")
        roots = {each.partition("/")[0] for each in (RECORDS, self._root)}
        if self._root in ("", ".") or (not below and first.casefold().startswith(SETTINGS.rpartition(".")[0])):
            return False
        return self.is_known and not any(names_alike(first, each) for each in roots)

    def excuse(self, identities: Iterable[Identity]) -> bool:
        """Whether an exemption may be of one of some dossiers, or by one of their employees."""
        words = [f"{each.path} {each.approver} {each.beneficiary}" for each in self._exempted]
        return any(each.nip in one for each in identities for one in words)


class Whereabouts:
    """Where the dossiers lie after each step."""

    def __init__(self, first: Office, root: str) -> None:
        self._root = root
        places = first.listing.places
        self._now: dict[Identity, tuple[tuple[str, str], ...]] = {
            each: tuple((place.path, place.tree) for place in places[each]) for each in places
        }
        self._came = {each: [(-1, True)] for each in self._now}
        self.begun = frozenset(self._now)

    def __bool__(self) -> bool:
        return bool(self._now)

    def of(self, identity: Identity) -> tuple[tuple[str, str], ...]:
        """Where a dossier lies now."""
        return self._now.get(identity, ())

    def go(self, nth: int, folders: Mapping[str, tuple[str, str]]) -> None:
        """Go on to after a step."""
        for path, (old, new) in folders.items():
            found = dossier_path(path, self._root)
            if found is None or found.below:
                continue
            lying = [each for each in self.of(found.identity) if each != (path, old)]
            lying = sorted([*lying, (path, new)] if new else lying)
            if lying:
                self._now[found.identity] = tuple(lying)
            else:
                self._now.pop(found.identity, None)
            self._came.setdefault(found.identity, []).append((nth, bool(lying)))

    def is_there(self, identity: Identity, nth: int) -> bool:
        """Whether a dossier is there after a step."""
        known = self._came.get(identity, [])
        at = bisect_right(known, nth, key=lambda each: each[0])
        return at > 0 and known[at - 1][1]


class _Changes(NamedTuple):
    """The files that a step took and gave, by dossier, and whether it changed any others that matter."""

    gone: dict[Identity, list[Entry]]
    come: dict[Identity, list[Entry]]
    beside: bool


def _changes(stride: Stride, grounds: Grounds, root: str) -> _Changes:
    gone: dict[Identity, list[Entry]] = {}
    come: dict[Identity, list[Entry]] = {}
    beside = False
    for entries, by_dossier in ((stride.files.before, gone), (stride.files.after, come)):
        for each in entries:
            place = dossier_path(each.path, root) if each.mode != MISNAMED else None
            if place and place.below:
                by_dossier.setdefault(place.identity, []).append(each)
            if grounds.rest_on(each) or not ((place and place.below) or grounds.leave_alone(each.path)):
                beside = True
    return _Changes(gone, come, beside)


class PlannedCourses(NamedTuple):
    """The courses of the dossiers that steps change, but for the `odd` ones that lie in several folders; which steps
    are judged as a whole whatever comes of these; and what courses are judged by."""

    courses: Sequence[Course]
    loud: set[int]
    odd: set[Identity]
    places: Whereabouts
    grounds: Grounds
    by: Mapping[int, int]


def planned_courses(steps: Sequence[HistoryAhead], offices: Offices, root: str) -> PlannedCourses:
    first = offices.of(steps[0].before)
    places, grounds = Whereabouts(first, root), Grounds(offices, root)
    turns: dict[Identity, list[Turn]] = {}
    loud: set[int] = set()
    odd: set[Identity] = set()
    by: dict[int, int] = {}
    for nth, step in enumerate(steps):
        assert step.stride  # noqa: S101 - the others are left out
        ground = grounds.of(step.before)
        changes = _changes(step.stride, grounds, root)
        touched = {*changes.gone, *changes.come}
        was = {each: places.of(each) for each in touched}
        begun = bool(places)
        places.go(nth, step.stride.folders)
        now = {each: places.of(each) for each in touched}
        odd.update(each for each in touched if max(len(was[each]), len(now[each])) > 1)
        moved = any(len(now[each]) != 1 or (was[each] and was[each][0][0] != now[each][0][0]) for each in touched)
        if changes.beside or not begun or moved or ground is None or grounds.excuse(touched):
            loud.add(nth)
        else:
            by[nth] = ground
        for each in touched:
            place = now[each][0] if now[each] else None
            gone, come = (tuple(found.get(each, ())) for found in (changes.gone, changes.come))
            turns.setdefault(each, []).append(Turn(nth, place, gone, come, by.get(nth)))
        grounds.is_known = not changes.beside and ground is not None
    for each in odd:
        loud.update(turn.nth for turn in turns.pop(each))
    begun_with = {each: first.listing.places[each][0] for each in turns if each in places.begun}
    first.listing.load(begun_with)
    courses = [Course(each, begun_with.get(each), turns[each]) for each in sorted(turns)]
    return PlannedCourses(courses, loud, odd, places, grounds, by)
