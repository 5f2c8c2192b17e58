"""The course of a dossier through a history: every step that changes it, judged one after another, each file read once.

Most steps of a history are in order, and of those there is nothing to tell but whose dossiers they changed. Whether a
step is quiet so can be said dossier by dossier, of its content before and after; what a dossier asks of others is
written down, to be looked up when all are judged. A step that may have more to tell is judged as a whole instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from skpkit import rules
from skpkit.change.changelist import changes_of
from skpkit.change.revision import Landing, Revision
from skpkit.findings import Finding, Note, with_fingerprints
from skpkit.judge.added import found_with, silent_on, with_added_alone
from skpkit.judge.claims import offences
from skpkit.judge.engine import remarks
from skpkit.judge.known import set_apart
from skpkit.judge.stages import judge_dossier, judge_facts, sign
from skpkit.model.dossier import Dossier, load_dossier
from skpkit.model.elapsed import counted_since
from skpkit.model.facts import Facts, Superior, World, facts_of, facts_with
from skpkit.model.files import File, load_file
from skpkit.model.listing import Place
from skpkit.model.paths import SKP_FILE, Identity
from skpkit.model.people import NamedPerson
from skpkit.model.records import same
from skpkit.model.settings import Settings
from skpkit.model.signers import Signers
from skpkit.source.tree import FILE_MODES, Entry, Past

Ask: TypeAlias = tuple[Identity, str]  # whose RHK, and its code


class Ground(NamedTuple):
    """By what steps are judged."""

    settings: Settings
    signers: Signers | None


class Turn(NamedTuple):
    """A step as one dossier sees it: which one it is, where the dossier lies after it (None: nowhere), and the files
    that went and came. By `ground` it is judged; None where the step is judged as a whole anyway."""

    nth: int
    place: tuple[str, str] | None
    gone: tuple[Entry, ...]
    come: tuple[Entry, ...]
    ground: int | None


class Course(NamedTuple):
    """A dossier, as it lies before the first step, and its turns, in their order."""

    identity: Identity
    begins: Place | None
    turns: Sequence[Turn]

    def oids(self) -> Iterator[str]:
        """What its files hold in any state."""
        entries = [*(self.begins.entries if self.begins else ()), *(each for turn in self.turns for each in turn.come)]
        return (each.oid for each in entries if each.mode in FILE_MODES)


class Links(NamedTuple):
    """What of a dossier matters to others: the RHK that it has, and those of others that it refers to."""

    results: frozenset[str] = frozenset()
    asks: frozenset[Ask] = frozenset()


NO_LINKS = Links()


class Turned(NamedTuple):
    """What a turn came to: whether it is `quiet`, and what is then told of it; the links of the dossier from then on,
    whether others may see it otherwise now, and the RHK of others that it was taken to find; whether it was only
    `rewritten`, and says what it said before."""

    nth: int
    quiet: bool
    links: Links
    renewed: bool = True
    title: str = ""
    name: str = ""
    counted: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    remarks: tuple[Note, ...] = ()
    assumed: frozenset[Ask] = frozenset()
    rewritten: bool = False


class Coursed(NamedTuple):
    """What the course of a dossier came to: its links before, its turns, whom its records named at quiet ones, and
    whether it may lack approvals at its end."""

    identity: Identity
    before: Links
    turns: tuple[Turned, ...]
    people: frozenset[NamedPerson]
    lacks_approval: bool


class Footing(NamedTuple):
    """What all courses are judged by: the day of each step, the grounds, the settings at the end, the history before a
    step, and whether a dossier is there after one."""

    days: Sequence[date]
    grounds: Sequence[Ground]
    at_the_end: Settings
    past: Callable[[int], Past | None]
    is_there: Callable[[Identity, int], bool]


class _Unknown(Exception):
    """Nobody can say without judging the step as a whole."""


class _Assumed(Collection[str]):
    """The RHK of another dossier, which is taken to have any that is asked for; what was, is written down."""

    def __init__(self, identity: Identity, asked: set[Ask]) -> None:
        self._identity, self._asked = identity, asked

    def __contains__(self, kode: object) -> bool:
        self._asked.add((self._identity, str(kode)))
        return True

    def __iter__(self) -> Iterator[str]:
        raise _Unknown

    def __len__(self) -> int:
        raise _Unknown


class _State:
    """A dossier at a moment, with what the map stage makes of it; `alone` where it got dialogues or evaluations since
    the one before and nothing else: with these alone."""

    def __init__(self, dossier: Dossier, old: _State | None = None, alone: Dossier | None = None) -> None:
        self.dossier, self.alone = dossier, alone
        self.facts: Facts = facts_with(old.facts, dossier, alone) if old and alone else facts_of(dossier)
        self._found: list[Finding] | None = None

    @property
    def found(self) -> list[Finding]:
        if self._found is None:
            self._found = list(judge_dossier(self.dossier))
        return self._found

    def come_from(self, old: _State) -> None:
        """Look again at nothing that was found before what it has `alone` came."""
        if self.alone and old._found is not None and self._found is None:
            self._found = list(judge_dossier(self.dossier, found_with(self.alone, old._found)))

    @property
    def is_readable(self) -> bool:
        """Whether every record could be read, and no other file may be one."""
        return all(each.record if each.kind else not each.may_be_record for each in self.dossier.files)


class _Files:
    """The files of a dossier along its course, each parsed once."""

    def __init__(self, course: Course, contents: Mapping[str, bytes]) -> None:
        self._identity, self._contents = course.identity, contents
        self._known: dict[tuple[str, str], File] = {}
        self._entries = {each.path: each for each in (course.begins.entries if course.begins else ())}
        self._place = (course.begins.path, course.begins.tree) if course.begins else None

    def turn(self, turn: Turn) -> None:
        """Go on to what is there after a turn."""
        for each in turn.gone:
            del self._entries[each.path]
            self._known.pop((each.path, each.oid), None)
        self._entries.update((each.path, each) for each in turn.come)
        self._place = turn.place

    def dossier(self, settings: Settings, *, plans_alone: bool = False) -> Dossier | None:
        """The dossier as it is there, by some settings; or its SKP alone."""
        if self._place is None:
            return None
        entries = (self._entries[each] for each in sorted(self._entries) if not plans_alone or each.endswith(SKP_FILE))
        return load_dossier(self._identity, [Place(*self._place, entries)], self._load, settings)

    def _load(self, entry: Entry, folder: str) -> File:
        key = (entry.path, entry.oid)
        if key not in self._known:
            self._known[key] = load_file(entry, self._contents.get(entry.oid, b""), folder)
        return self._known[key]


def judge_courses(
    footing: Footing, read: Callable[[Sequence[str]], Mapping[str, bytes]], courses: Sequence[Course]
) -> list[Coursed]:
    """What some courses come to, all that their files held read at once."""
    contents = read(sorted({oid for each in courses for oid in each.oids()}))
    return [judge_course(footing, contents, each) for each in courses]


def judge_course(footing: Footing, contents: Mapping[str, bytes], course: Course) -> Coursed:
    """What the course of a dossier comes to."""
    files = _Files(course, contents)
    people: set[NamedPerson] = set()
    turned: list[Turned] = []
    first = files.dossier(footing.at_the_end, plans_alone=True)
    links = before = links_of(first) if first else NO_LINKS
    state: _State | None = None
    known: int | None = None  # by which ground it is
    for turn in course.turns:
        if turn.ground is None:
            files.turn(turn)
            known = None
            if any(each.path.endswith(SKP_FILE) for each in (*turn.gone, *turn.come)):
                dossier = files.dossier(footing.at_the_end, plans_alone=True)
                links = links_of(dossier) if dossier else NO_LINKS
            turned.append(Turned(turn.nth, quiet=False, links=links))
            continue
        settings = footing.grounds[turn.ground].settings
        if known != turn.ground:
            dossier = files.dossier(settings)
            state, known = _State(dossier) if dossier else None, turn.ground
        files.turn(turn)
        dossier = files.dossier(settings)
        assert dossier is not None  # noqa: S101 - a step after which it is gone is judged as a whole
        alone = with_added_alone(state.dossier, dossier, turn.gone, turn.come) if state else None
        step = _Step(footing, turn, state, _State(dossier, state, alone))
        turned.append(step.turned())
        if turned[-1].quiet:  # whoever judges the others names their people
            people |= step.people
        links, state = turned[-1].links, step.new
    last = files.dossier(footing.at_the_end)
    return Coursed(course.identity, before, tuple(turned), frozenset(people), last is not None and _may_lack(last))


def links_of(dossier: Dossier) -> Links:
    """What of a dossier matters to others."""
    results = [result for _, skp in dossier.plans() for result in skp.results]
    asks = (each.superior for each in results if each.superior)
    return Links(
        frozenset(each.kode for each in results), frozenset((Identity(dossier.year, nip), kode) for nip, kode in asks)
    )


def _may_lack(dossier: Dossier) -> bool:
    """Whether a rule that wants what another person may add finds something, or a record cannot be read."""
    problems = ((code, each) for code in rules.approval_rules() for each in rules.rule(code).check(dossier))
    found = any(sign(code, each, dossier.title, dossier.settings) for code, each in problems)
    return found or any(each.kind and not each.record for each in dossier.files)


class _Step:
    """A turn that is judged as a review judges it, as far as there is nothing to tell."""

    def __init__(self, footing: Footing, turn: Turn, old: _State | None, new: _State) -> None:
        assert turn.ground is not None  # noqa: S101 - it is judged
        self.footing, self.turn, self.old, self.new = footing, turn, old, new
        self.ground, self.today = footing.grounds[turn.ground], footing.days[turn.nth]
        self.assumed: set[Ask] = set()

    @property
    def people(self) -> frozenset[NamedPerson]:
        return self.new.facts.people.union(self.old.facts.people if self.old else ())

    def turned(self) -> Turned:
        """What it came to."""
        old, new = self.old, self.new
        was = old.facts if old else None
        links = links_of(new.dossier)
        renewed = was is None or was.as_superior != new.facts.as_superior
        landing = Landing(self.footing.past(self.turn.nth), proposal=False, signers=self.ground.signers)
        revision = Revision(old.dossier if old else None, new.dossier, self.today, landing=landing)
        if (was and _beyond_results(was.as_superior, new.facts.as_superior)) or not self._is_quiet(revision):
            return Turned(self.turn.nth, quiet=False, links=links, renewed=renewed)
        states = (new.dossier, old.dossier) if old else (new.dossier,)
        name = next((str(skp.employee["nama"]) for each in states for _, skp in each.plans()), "")
        settings = self.ground.settings
        counted = tuple(counted_since([new.facts], settings, self.today))
        notes = counted, tuple(rules.notes(revision)), tuple(remarks([(was, new.facts)], settings))
        rewritten = old is not None and _says_the_same(self.turn, old, new) and not any(changes_of(revision))
        return Turned(
            self.turn.nth, True, links, renewed, new.dossier.title, name, *notes, frozenset(self.assumed), rewritten
        )

    def _is_quiet(self, revision: Revision) -> bool:
        old, new = self.old, self.new
        if not new.is_readable or (old and not old.is_readable):
            return False
        if offences([revision], sign, silent_on(new.alone) if new.alone else ()):
            return False
        if old:
            new.come_from(old)
        try:
            found = with_fingerprints(self._found(new, self.turn.nth))
            known = with_fingerprints(self._found(old, self.turn.nth - 1)) if found and old else []
        except _Unknown:
            return False
        return not set_apart(found, known).fresh

    def _found(self, state: _State, nth: int) -> list[Finding]:
        """What the rules find of a state, of the dossier alone and on the day."""

        def results_of(identity: Identity) -> Collection[str]:
            if identity == state.dossier.identity:
                return state.facts.results
            return _Assumed(identity, self.assumed) if self.footing.is_there(identity, nth) else ()

        def superior(identity: Identity) -> Superior | None:
            if identity == state.dossier.identity:
                return state.facts.as_superior
            if self.footing.is_there(identity, nth):
                raise _Unknown
            return None

        settings = self.ground.settings
        world = World(self.today, superior, results_of, settings.starts or date.min)
        return [*state.found, *judge_facts(state.facts.on(self.today), world, settings)]


def _beyond_results(one: Superior, other: Superior) -> bool:
    """Whether others may see a dossier otherwise in more than its results: who asks for these alone is known."""
    return one._replace(whole=other.whole, results=other.results) != other


def _says_the_same(turn: Turn, old: _State, new: _State) -> bool:
    """Whether no more than the way of writing may have changed."""
    if {each.path for each in turn.gone} != {each.path for each in turn.come}:
        return False
    for each in turn.come:
        one, other = old.dossier.file_of(each.path), new.dossier.file_of(each.path)
        if not one or not other or not one.record or not other.record or not same(one.record.data, other.record.data):
            return False
    return True
