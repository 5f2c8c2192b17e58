"""Which steps of a history are in order, found dossier by dossier before any step is judged as a whole.

A step is quiet that changes records of dossiers alone, where each of these is quiet by itself and finds of the others
what it asks for. Whatever else a step does, it is judged as a whole: nothing is decided here but that there is nothing
to tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import Note
from skpkit.judge.courses import (
    NO_LINKS,
    Course,
    Coursed,
    Footing,
    Ground,
    Links,
    Turn,
    Turned,
    judge_courses,
    links_of,
)
from skpkit.judge.engine import Verdict
from skpkit.judge.ground import ground_people
from skpkit.judge.office import Office, Offices
from skpkit.judge.review import REWRITTEN, notes_of
from skpkit.judge.takenback import Touched, touched_by
from skpkit.judge.workers import HERE
from skpkit.model.elapsed import counted_since
from skpkit.model.exemptions import Exemption
from skpkit.model.paths import Identity, dossier_path, names_alike
from skpkit.model.people import NamedPerson
from skpkit.model.settings import Settings
from skpkit.model.signers import REVOKED, SIGNATURE
from skpkit.source.tree import MISNAMED, RECORDS, SETTINGS, Entry, Past, Stride, Tree

AT_ONCE = 1_000  # files whose contents are held


class Ahead(NamedTuple):
    """A step to come: its commit, the states before and after it, the day it is judged on, and what it changed; None
    where that cannot be told."""

    commit: str
    before: Tree
    after: Tree
    day: date
    stride: Stride | None


@dataclass(frozen=True)
class Foreseen:
    """What is known of steps before they are judged: the verdicts on quiet ones by commit, what each changed, and
    whether all approvals that count at the end are there. `named` are all whom the quiet ones name."""

    quiet: Mapping[str, Verdict] = field(default_factory=dict)
    touched: Mapping[str, Touched] = field(default_factory=dict)
    named: frozenset[NamedPerson] = frozenset()
    approved: bool = False


NOTHING = Foreseen()


class _Grounds:
    """By what each step is judged, known anew where a step changed that."""

    def __init__(self, offices: Offices, root: str) -> None:
        self.found: list[Ground] = []
        self.named: set[NamedPerson] = set()
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
        self.named |= settings.people.union(approvers, ground_people(office, office))
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


class _Places:
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


def _changes(stride: Stride, grounds: _Grounds, root: str) -> _Changes:
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


class _Planned(NamedTuple):
    """The courses of the dossiers that steps change, but for the `odd` ones that lie in several folders; which steps
    are judged as a whole whatever comes of these; and what courses are judged by."""

    courses: Sequence[Course]
    loud: set[int]
    odd: set[Identity]
    places: _Places
    grounds: _Grounds
    by: Mapping[int, int]


def foresee(steps: Sequence[Ahead], offices: Offices, past: Callable[[str], Past]) -> Foreseen:
    """Which of some steps are quiet, each of which comes upon the state that the one before it made; `past` gives the
    history up to a commit."""
    readable = next((nth for nth, each in enumerate(steps) if each.stride is None), len(steps))
    try:
        return _foresee(steps[:readable], offices, past) if readable else NOTHING
    except SkpkitError:  # whoever judges the steps tells it
        return NOTHING


def _foresee(steps: Sequence[Ahead], offices: Offices, past: Callable[[str], Past]) -> Foreseen:
    last = offices.of(steps[-1].after)
    planned = _planned(steps, offices, last.settings.records)
    ends = _at_the_ends(offices.of(steps[0].before), last)
    commits = [each.before.commit for each in steps]

    def past_of(nth: int) -> Past | None:
        commit = commits[nth]
        return past(commit) if commit else None

    footing = Footing(
        [each.day for each in steps], planned.grounds.found, ends.settings, past_of, planned.places.is_there
    )
    work = partial(judge_courses, footing, last.tree.read)
    parts = list(_parts(planned.courses))
    coursed = [each for some in HERE.share(work, parts) for each in some]
    loud = planned.loud | _heard(coursed, planned, offices.of(steps[0].before))
    touching: dict[int, list[tuple[Identity, Turned]]] = {}
    for course in coursed:
        for turn in course.turns:
            touching.setdefault(turn.nth, []).append((course.identity, turn))
    quiet = {
        each.commit: _verdict(
            [turn for _, turn in sorted(touching.get(nth, []), key=lambda pair: pair[0])],
            counted_since([], planned.grounds.found[planned.by[nth]].settings, each.day),
        )
        for nth, each in enumerate(steps)
        if nth not in loud
    }
    return Foreseen(
        quiet,
        {each.commit: touched_by(each.commit, each.stride.files) for each in steps if each.stride},
        frozenset(planned.grounds.named).union(*(each.people for each in coursed)),
        ends.sound and not planned.odd and not any(each.lacks_approval for each in coursed),
    )


class _Ends(NamedTuple):
    """By which settings the first and the last state are compared, and whether both are in order for that."""

    settings: Settings
    sound: bool


def _at_the_ends(first: Office, last: Office) -> _Ends:
    settings = (first if first.listing.places else last).settings
    for each in (first, last):
        _ = each.settings, each.signers, each.exemptions
    return _Ends(settings, bool(last.listing.places) and settings.records == last.settings.records)


def _planned(steps: Sequence[Ahead], offices: Offices, root: str) -> _Planned:
    first = offices.of(steps[0].before)
    places, grounds = _Places(first, root), _Grounds(offices, root)
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
    return _Planned(courses, loud, odd, places, grounds, by)


def _parts(courses: Sequence[Course]) -> Iterator[Sequence[Course]]:
    """The courses in parts of about so many files."""
    some: list[Course] = []
    count = 0
    for each in courses:
        some.append(each)
        count += sum(1 for _ in each.oids())
        if count > AT_ONCE:
            yield some
            some, count = [], 0
    if some:
        yield some


def _heard(coursed: Sequence[Coursed], planned: _Planned, first: Office) -> set[int]:
    """The steps that are not quiet: where a dossier is not, or one does not find what it asks for, or no more does."""
    links = _Linked(coursed, planned.places, first)
    counting = {nth for nth, each in planned.by.items() if planned.grounds.found[each].settings.starts}
    loud: set[int] = set()
    for course in coursed:
        for turn in course.turns:
            lacking = (kode not in links.of(identity, turn.nth).results for identity, kode in turn.assumed)
            if (
                not turn.quiet
                or any(lacking)
                or (turn.renewed and links.is_missed(course.identity, turn, by_any=turn.nth in counting))
            ):
                loud.add(turn.nth)
    return loud


class _Linked:
    """What dossiers have and ask of each other, after each step."""

    def __init__(self, coursed: Sequence[Coursed], places: _Places, first: Office) -> None:
        self._known = {each.identity: each for each in coursed}
        self._first = first
        self._asking: dict[Identity, set[Identity]] = {}
        for course in coursed:
            for links in (course.before, *(each.links for each in course.turns)):
                for identity, _ in links.asks:
                    self._asking.setdefault(identity, set()).add(course.identity)
        others = {identity for each in coursed for turn in each.turns for identity, _ in turn.assumed}
        self._begun = self._plans((others & places.begun) - self._known.keys())
        renewed = {each.identity for each in coursed if any(turn.renewed for turn in each.turns)}
        if renewed and places.begun - self._known.keys():
            self._ask(renewed)

    def _plans(self, identities: Collection[Identity]) -> dict[Identity, Links]:
        found = self._first.plans_alone(sorted(identities)) if identities else {}
        return {identity: links_of(each) for identity, each in found.items()}

    def _ask(self, renewed: Collection[Identity]) -> None:
        """Who of those whom no step changes asks something of dossiers that others may see otherwise."""
        root = self._first.settings.records
        hits = self._first.tree.grep(sorted({each.nip for each in renewed}), root)
        asking = {found.identity for each in hits if (found := dossier_path(each, root)) and found.below}
        for identity, links in self._plans(asking - self._known.keys()).items():
            self._begun[identity] = links
            for asked, _ in links.asks:
                self._asking.setdefault(asked, set()).add(identity)

    def of(self, identity: Identity, nth: int) -> Links:
        """What a dossier has and asks after a step."""
        course = self._known.get(identity)
        if course is None:
            return self._begun.get(identity, NO_LINKS)
        at = bisect_right(course.turns, nth, key=lambda each: each.nth)
        return course.turns[at - 1].links if at else course.before

    def is_missed(self, identity: Identity, turn: Turned, *, by_any: bool) -> bool:
        """Whether somebody asks for something that a dossier does not have after its turn; or, `by_any`, whatever."""
        asking = self._asking.get(identity, ())
        asked = {kode for each in asking for whose, kode in self.of(each, turn.nth).asks if whose == identity}
        return (by_any and bool(asked)) or not asked <= turn.links.results


def _verdict(turned: Sequence[Turned], counted: Iterable[Note]) -> Verdict:
    """The verdict on a quiet step, of its turns in the order of the dossiers; `counted` is told of any."""
    book = {code: nth for nth, code in enumerate(rules.DOSSIER_RULES)}
    remarked = sorted((each for turn in turned for each in turn.remarks), key=lambda each: book[each.code or ""])
    rewritten = sum(each.rewritten for each in turned)
    first = [Note(REWRITTEN, {"count": rewritten})] if rewritten else []
    first += [*counted, *(each for turn in turned for each in turn.counted)]
    return Verdict(
        findings=(),
        titles=frozenset(each.title for each in turned if not each.rewritten),
        people={each.title: each.name for each in turned if each.name},
        notes=notes_of([*first, *(each for turn in turned for each in turn.notes), *remarked]),
    )
