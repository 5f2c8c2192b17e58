"""Which steps of a history are in order, found dossier by dossier before any step is judged as a whole.

A step is quiet that changes records of dossiers alone, where each of these is quiet by itself and finds of the others
what it asks for. Whatever else a step does, it is judged as a whole: nothing is decided here but that there is nothing
to tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeAlias

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import Note
from skpkit.judge.cache import Cache
from skpkit.judge.courses import (
    NO_LINKS,
    Course,
    Coursed,
    Footing,
    Links,
    Turned,
    judge_courses,
    links_of,
)
from skpkit.judge.engine import Verdict
from skpkit.judge.office import Office
from skpkit.judge.offices import Offices
from skpkit.judge.planned import HistoryAhead, PlannedCourses, Whereabouts, planned_courses
from skpkit.judge.referring import referring
from skpkit.judge.remembered import Remembered
from skpkit.judge.review import REWRITTEN, notes_of
from skpkit.judge.takenback import Touched, touched_by
from skpkit.judge.workers import HERE, NotShared, OnProgress, Workers, silent
from skpkit.messages import N_
from skpkit.model.elapsed import counted_since
from skpkit.model.paths import Identity
from skpkit.model.people import NamedPerson
from skpkit.model.settings import Settings
from skpkit.source.tree import Past

AT_ONCE = 1_000  # files whose contents are held
AUDITING = N_("Auditing")


@dataclass(frozen=True)
class Foreseen:
    """What is known of steps before they are judged: the verdicts on quiet ones by commit, what each changed, and
    whether all approvals that count at the end are there. `named` are all whom the quiet ones name."""

    quiet: Mapping[str, Verdict] = field(default_factory=dict)
    touched: Mapping[str, Touched] = field(default_factory=dict)
    named: frozenset[NamedPerson] = frozenset()
    approved: bool = False


NOTHING = Foreseen()


Afar: TypeAlias = Callable[
    [Footing, Callable[[Sequence[Course]], Sequence[Coursed]], Sequence[Sequence[Course]]],
    Generator[Sequence[Coursed], None, None],
]
"""How other machines judge courses."""


class Means(NamedTuple):
    """By what means steps are judged: who shares the work, who is told how far it is, and what remembers it; `afar` is
    how it is shared with other machines."""

    workers: Workers = HERE
    on_progress: OnProgress = silent
    cache: Cache | None = None
    afar: Afar | None = None

    def shared(
        self, footing: Footing, work: Callable[[Sequence[Course]], Sequence[Coursed]], parts: Sequence[Sequence[Course]]
    ) -> Generator[Sequence[Coursed], None, None]:
        """What courses come to, a part at a time; `work` is what this process makes of one."""
        return self.afar(footing, work, parts) if self.afar else self.workers.share(work, parts)


ALONE = Means()


def foresee(
    steps: Sequence[HistoryAhead], offices: Offices, past: Callable[[str], Past], means: Means = ALONE
) -> Foreseen:
    """Which of some steps are quiet, each of which comes upon the state that the one before it made; `past` gives the
    history up to a commit."""
    readable = next((nth for nth, each in enumerate(steps) if each.stride is None), len(steps))
    try:
        return _foresee(steps[:readable], offices, past, means) if readable else NOTHING
    except NotShared:
        raise
    except SkpkitError:  # whoever judges the steps tells it
        return NOTHING


def _foresee(steps: Sequence[HistoryAhead], offices: Offices, past: Callable[[str], Past], means: Means) -> Foreseen:
    last = offices.of(steps[-1].after)
    planned = planned_courses(steps, offices, last.settings.records)
    ends = _at_the_ends(offices.of(steps[0].before), last)
    commits = [each.before.commit for each in steps]

    def past_of(nth: int) -> Past | None:
        commit = commits[nth]
        return past(commit) if commit else None

    footing = Footing(
        [each.day for each in steps], planned.grounds.found, ends.settings, past_of, planned.places.is_there
    )
    remembered = Remembered(means.cache, footing, [each.commit for each in steps]) if means.cache else None
    coursed = _coursed(planned.courses, footing, last.tree.read, means, remembered)
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
        frozenset[NamedPerson]().union(
            *(planned.grounds.named[planned.by[nth]] for nth in planned.by.keys() - loud),
            *(each.people for each in coursed),
        ),
        ends.sound and not planned.odd and not any(each.lacks_approval for each in coursed),
    )


def _coursed(
    courses: Sequence[Course],
    footing: Footing,
    read: Callable[[Sequence[str]], Mapping[str, bytes]],
    means: Means,
    remembered: Remembered | None,
) -> list[Coursed]:
    """What all courses come to, those that are not remembered judged a part at a time."""
    work = partial(judge_courses, footing, read)
    known = remembered.known(courses) if remembered else {}
    fresh = [each for each in courses if each.identity not in known]
    parts, turns, done = list(_parts(fresh)), sum(len(each.turns) for each in fresh), 0
    means.on_progress(AUDITING, 0, turns)
    with closing(means.shared(footing, work, parts)) as shares:
        for part, made in zip(parts, shares, strict=True):
            known.update((each.identity, each) for each in made)
            if remembered:
                remembered.keep(part, made)
            done += sum(len(each.turns) for each in part)
            means.on_progress(AUDITING, done, turns)
    return [known[each.identity] for each in courses]


class _Ends(NamedTuple):
    """By which settings the first and the last state are compared, and whether both are in order for that."""

    settings: Settings
    sound: bool


def _at_the_ends(first: Office, last: Office) -> _Ends:
    settings = (first if first.listing.places else last).settings
    for each in (first, last):
        _ = each.settings, each.signers, each.exemptions
    return _Ends(settings, bool(last.listing.places) and settings.records == last.settings.records)


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


def _heard(coursed: Sequence[Coursed], planned: PlannedCourses, first: Office) -> set[int]:
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

    def __init__(self, coursed: Sequence[Coursed], places: Whereabouts, first: Office) -> None:
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
        asking = {*referring(self._first, renewed)} - self._known.keys()
        for identity, links in self._plans(asking).items():
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
