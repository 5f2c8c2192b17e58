"""How dossiers are judged: each by itself (the map stage), then its facts among those of others and on a day (the
reduce stage). Many are judged some at a time, and let go of: what is kept is findings, and of facts what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, TypeVar

from skpkit import rules
from skpkit.findings import Finding, Problem
from skpkit.judge.office import Office
from skpkit.judge.workers import HERE, OnProgress, Workers, given_up, silent
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, under_newest_rules
from skpkit.model.facts import Facts, World
from skpkit.model.paths import Identity
from skpkit.model.settings import Settings

PART = 64  # dossiers whose texts are read at once: some four megabytes, and so many that asking git is nothing
HELD = 16  # of which the records are held at once: some ten megabytes
JUDGING = N_("Judging")
NOTHING_KNOWN: Mapping[str, Sequence[Finding]] = MappingProxyType({})
ENOUGH = 10  # dossiers that keep a process busy for much longer than it takes to make it


Made = TypeVar("Made")


class Judged(NamedTuple):
    """What is found of one dossier, by itself and among others, and of its facts what is told (`Facts.told`)."""

    findings: Sequence[Finding]
    facts: Facts


Judging: TypeAlias = Callable[[Office, date, Sequence[Identity]], Iterable[Judged]]
"""What judges dossiers of a state on a day, in their order; of an identity without a dossier there is nothing."""


def sign(code: str, problem: Problem, dossier: str, settings: Settings) -> Finding | None:
    """The finding of a problem, with the severity that rule, calendar and settings give; None if switched off."""
    severity = problem.severity or rules.rule(code).severity
    if code in settings.levels:
        level, _ = settings.levels[code]
        if level is None:
            return None
        severity = level
    return Finding(code, rules.name(code), severity, problem, dossier)


def judge_dossier(dossier: Dossier, known: Mapping[str, Sequence[Finding]] = NOTHING_KNOWN) -> Iterator[Finding]:
    """What the rules that read one dossier find: the map stage. Those of which that is known are not asked."""
    for code in rules.DOSSIER_RULES:
        if code in known:
            yield from known[code]
            continue
        for problem in rules.rule(code).check(dossier):
            if finding := sign(code, problem, dossier.title, dossier.settings):
                yield finding
    if supposed := under_newest_rules(dossier):
        yield from _whatever_rules(*supposed)


def _whatever_rules(dossier: Dossier, paths: frozenset[str]) -> Iterator[Finding]:
    """What is wrong with records whose `aturan` is unknown, whichever it should be."""
    for code in rules.OF_ANY_PROFILE:
        for problem in rules.rule(code).check(dossier):
            if problem.at.path in paths and (finding := sign(code, problem, dossier.title, dossier.settings)):
                yield finding


def judge_facts(facts: Facts, world: World, settings: Settings) -> Iterator[Finding]:
    """What the rules that read facts and the day find: the reduce stage."""
    for code in rules.FACT_RULES:
        for problem in rules.rule(code).check(facts, world):
            if finding := sign(code, problem, facts.title, settings):
                yield finding


def judge_dossiers(office: Office, today: date, identities: Sequence[Identity]) -> list[Judged]:
    """Both stages of some dossiers, read at once and kept; of a superior the SKP alone is read, unless it lacks what is
    referred to. What nobody waits for any more is given up."""
    office.read_ahead(identities)
    known = [each for one in identities if (each := office.facts(one)) and not given_up()]
    office.read_results(superior for each in known for superior in each.superiors)
    world = world_of(office, today)
    return [Judged(tuple(_found(office, each, world)), each.told()) for each in known if not given_up()]


def judge_state(office: Office, identities: Sequence[Identity], today: date) -> list[Finding]:
    """Every finding on some dossiers of a state, which are kept."""
    return [finding for each in judge_dossiers(office, today, identities) for finding in each.findings]


def world_of(office: Office, today: date) -> World:
    """What a judgement of facts may look at in a state, on a day."""
    return World(today, office.superior, office.results, office.settings.starts or date.min)


def _found(office: Office, facts: Facts, world: World) -> Iterator[Finding]:
    dossier = office.dossier(facts.identity)
    assert dossier  # noqa: S101 - its facts were known
    if facts.identity not in office.found:
        office.found[facts.identity] = tuple(judge_dossier(dossier))
    yield from office.found[facts.identity]
    yield from judge_facts(facts.on(world.today), world, office.settings)


def judge_shared(
    office: Office,
    today: date,
    identities: Sequence[Identity],
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
) -> Iterator[Judged]:
    """Both stages of some dossiers, by several processes where there is enough to read; of many none is kept."""
    return in_parts(office, partial(judge_dossiers, office, today), identities, workers, on_progress)


def in_parts(
    office: Office,
    work: Callable[[Sequence[Identity]], Sequence[Made]],
    identities: Sequence[Identity],
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
    *,
    what: str = JUDGING,
) -> Iterator[Made]:
    """What some work makes of dossiers, which it reads: a part at a time, by several processes where there is enough to
    read. Where there are several parts the records are let go of after each. `on_progress` is told `what` is done."""
    processes = min(workers.jobs, len(identities) // ENOUGH) if not office.tree.grows else 1
    size = min(PART, max(ENOUGH, -(-len(identities) // (4 * max(1, processes)))))
    if processes < 2 and len(identities) <= PART:
        yield from work(identities)
        return
    rules.load()  # once, and not in each process
    parts = [identities[start : start + size] for start in range(0, len(identities), size)]
    done = 0
    on_progress(what, 0, len(identities))
    with closing(workers.share(partial(_passing, office, work), parts, processes)) as shares:
        for part, made in zip(parts, shares, strict=True):
            done += len(part)
            on_progress(what, done, len(identities))
            yield from made


def _passing(
    office: Office, work: Callable[[Sequence[Identity]], Sequence[Made]], identities: Sequence[Identity]
) -> Sequence[Made]:
    made: list[Made] = []
    with office.fetched(identities):
        for start in range(0, len(identities), HELD):
            try:
                made += work(identities[start : start + HELD])
            finally:
                office.let_go()
    return made
