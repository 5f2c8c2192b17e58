"""Judging one state: its dossiers, what lies outside of them, its exemptions; and what stands of the findings.

It takes a state of the records and a day, and returns a verdict as data; nothing here knows files, git or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from skpkit import rules
from skpkit.change.accounts import NO_ACCOUNTS, Accounts
from skpkit.errors import SkpkitError
from skpkit.findings import (
    CommitWords,
    Day,
    Finding,
    Gathering,
    Location,
    Note,
    Severity,
    Unjudged,
    with_fingerprints,
)
from skpkit.judge.office import ELSEWHERE, FIRST, NO_RECORDS, Office
from skpkit.judge.stages import Judging, judge_dossier, judge_shared, sign
from skpkit.messages import N_
from skpkit.model.elapsed import counted_since
from skpkit.model.exemptions import Exemption, Exemptions, divided, passes_of
from skpkit.model.facts import Facts
from skpkit.model.paths import Identity, dossier_path, identity_of
from skpkit.model.people import NamedPerson
from skpkit.model.settings import Settings
from skpkit.source.tree import SETTINGS, entry_of, lies_in

if TYPE_CHECKING:
    from skpkit.change.asked import SeenApproval
    from skpkit.change.changelist import Change
    from skpkit.change.guarded import GuardedFiles

NO_MATCH = N_("no record lies at {path}; give a path below {folder}")
TWIN = N_("{path} was not judged, for {other} is a dossier of the same employee and year; keep one of them")
USED = N_("exemptions that let a change pass have ended and may be taken out of {path}: {exemptions}")
NO_RECORD = N_("{path} is no record, and nothing of it was judged")
JudgedAs: TypeAlias = Literal["proposal", "history", "ends"]


class StateName(NamedTuple):
    """How a state is told of: the words it was asked for by, or `worktree`, `index`, `folder`; and its commit."""

    label: str = ""
    commit: str | None = None


NAMELESS = StateName()
NO_DAY = Day(date.min, "")


@dataclass(frozen=True)
class Verdict:
    """What a check or a review found. `failures` and `unjudged` are why a part of it could not be judged (exit code 3).
    `beyond` is how many are counted but not listed: of each severity, `known`, `exempted`, `changes`, `approvals`;
    `along` is what each finding speaks for, by its fingerprint.

    `titles` are those of the dossiers that were checked, or in a review of those that changed; `people` are their
    employees, `named` are all whom the records that were judged name. `judged_as` is what a review or audit took them
    for: a proposal, of which nothing has landed; history, each step by itself; or the ends of a range, as they are.
    Where a merge brings two sides together, `gathering` says what each changed; `others` are requests that
    would land with this one.

    `approvals` are those that a change brings, or leaves without what they approved; `accounts` tell of each changed
    dossier what a reviewer wants to know besides. `passes` are the exemptions that pass each exempted finding, by its
    fingerprint.

    In an audit `steps` are the commits that were judged, each with the one that it was compared with; in a review where
    each commit was judged these are `parents`.

    `head` is the state that was judged; in a review `base` is the one that it was compared with, or would
    be merged into.

    `commits` are those that a range brings, oldest first, or all steps of an audit, with what each says of itself;
    `taken_back` are steps with the later one that takes each back.

    `shown` are the places that stand for those of findings where only a line of a file can be shown. `lines` are, by
    path and number, the lines of places in which a character is several bytes; None where nobody knows them. `source`
    are the lines that findings begin on, as far as they are known. `unlisted` are findings that
    nobody asked to see: they count.
    """

    findings: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    exempted: tuple[Finding, ...] = ()
    along: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    approvals: tuple[SeenApproval, ...] = ()
    accounts: Accounts = field(default=NO_ACCOUNTS, compare=False)
    passes: Mapping[str, tuple[Exemption, ...]] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    people: Mapping[str, str] = field(default_factory=dict)
    named: frozenset[NamedPerson] = frozenset()
    failures: tuple[SkpkitError, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    notes: tuple[Note, ...] = ()
    beyond: Mapping[str, int] = field(default_factory=dict)
    day: Day = NO_DAY
    head: StateName = NAMELESS
    base: StateName | None = None
    steps: Mapping[str, str | None] | None = None
    parents: Mapping[str, str | None] = field(default_factory=dict)
    commits: Mapping[str, CommitWords] = field(default_factory=dict)
    taken_back: Mapping[str, str] = field(default_factory=dict)
    judged_as: JudgedAs | None = None
    shown: Mapping[Location, Location] = field(default_factory=dict)
    gathering: Gathering | None = None
    others: tuple[StateName, ...] = ()
    lines: Mapping[tuple[str, int], str] | None = None
    source: Mapping[tuple[str, int], str] = field(default_factory=dict, compare=False)
    unlisted: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(1 for each in self.findings if each.severity is severity) + self.beyond.get(severity, 0)

    @property
    def dossiers(self) -> int:
        """How many dossiers were checked, or in a review changed."""
        return len(self.titles)

    @property
    def left_out(self) -> int:
        """How many findings are counted but not listed."""
        return sum(self.beyond.get(each, 0) for each in Severity)

    @property
    def known_count(self) -> int:
        """How many findings are known."""
        return len(self.known) + self.beyond.get("known", 0)

    @property
    def exempted_count(self) -> int:
        """How many findings an exemption passes."""
        return len(self.exempted) + self.beyond.get("exempted", 0)

    @property
    def numbers(self) -> Mapping[str, int]:
        """How much was found, whether it is listed or not, by kind, and of how many dossiers."""
        return {
            **{f"{each.value}s": self.count(each) for each in Severity},
            "known": self.known_count,
            "exempted": self.exempted_count,
            "dossiers": self.dossiers,
        }

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings at error severity, even where a part could not be judged, 3 that alone."""
        if self.count(Severity.ERROR):
            return 1
        return 3 if self.failures or self.unjudged else 0


def judge_exemptions(exemptions: Exemptions, settings: Settings) -> Iterator[Finding]:
    """What is wrong with the exemptions themselves."""
    for code in rules.EXEMPTION_RULES if exemptions.entries else ():
        for problem in rules.rule(code).check(exemptions):
            if finding := sign(code, problem, "", settings):
                yield finding


def judge_guarded(guarded: GuardedFiles, settings: Settings) -> Iterator[Finding]:
    """What is wrong with a change of what signatures rest on."""
    for code in rules.GUARDED_RULES if guarded.files else ():
        for problem in rules.rule(code).check(guarded):
            if finding := sign(code, problem, "", settings):
                yield finding


def remarks(judged: Iterable[tuple[Facts | None, Facts | None]], settings: Settings) -> Iterator[Note]:
    """What the rules say once of all dossiers that were judged, each given as it was before and as it is: of what it
    did not have before."""
    known = list(judged)
    for code in rules.REMARKS:
        remark = rules.rule(code).remark
        off = code in settings.levels and settings.levels[code][0] is None
        if remark and not off:
            about = ([remark.about(each, settings) if each else frozenset() for each in pair] for pair in known)
            if any(now - was for was, now in about):
                yield Note(remark.message, code=code)


def named_by(office: Office, people: Iterable[NamedPerson]) -> frozenset[NamedPerson]:
    """All whom a state names: its settings and exemptions, and some dossiers, whose `people` are given."""
    approvers = (
        NamedPerson(name, each.approver) for each in office.exemptions for name in (each.approver_name, each.written)
    )
    return office.settings.people.union(approvers, people)


def _not_kept_back(standing: Sequence[Finding]) -> list[Finding]:
    """Findings of a state but for those that others speak for."""
    if not standing:
        return []
    from skpkit.judge.claims import kept_back

    back = kept_back(standing)
    return [each for each in standing if each.fingerprint not in back]


def check(office: Office, today: date, paths: Sequence[str] = (), judge: Judging = judge_shared) -> Verdict:
    """Validate the records of a state, or those at some paths, by its settings; `judge` judges the dossiers.

    A path that is no record is said to be none, one where nothing lies is a failure, and the others go on. Raises
    SkpkitError where there are no records, or none at any path; WrongUsage for wrong settings, or a wrong list of
    signers.
    """
    settings, _ = office.settings, office.signers
    paths = ["" if each == "." else each for each in paths]
    places = office.listing.places
    loose = office.outside(paths or None)
    chosen = chosen_at(office, paths)
    if not places and all(each.record for each in office.outside().files) and not office.begun:
        lying = tuple(sorted(office.elsewhere))
        raise SkpkitError(ELSEWHERE if lying else NO_RECORDS, folder=settings.records, found=lying)
    astray = [each for each in paths if not any(_named(office, [each])) and not _known(office, each)]
    if astray and len(astray) == len(paths):
        raise SkpkitError(NO_MATCH, path=astray[0] or ".", folder=settings.records)
    there = {each for each in astray if office.tree.entries(each)}
    lost = [SkpkitError(NO_MATCH, path=each, folder=settings.records) for each in astray if each not in there]
    around = list(judge_dossier(loose)) if loose.files else []
    facts: list[Facts] = []
    people: set[NamedPerson] = set()
    for each in judge(office, today, chosen):
        around += each.findings
        people |= each.facts.people
        facts.append(each.facts._replace(people=frozenset()))  # many name the same
    found = with_fingerprints(around)
    standing, exempted, exemptions = divided(found, office.exemptions, today, settings)
    findings = _not_kept_back(standing)
    exemptions = exemptions._replace(
        silent=frozenset(_unjudged(exemptions.entries, found, paths)), landed=landed(office, today)
    )
    asked = not paths or any(lies_in(settings.exemptions, path) for path in paths)
    findings += with_fingerprints(judge_exemptions(exemptions, settings)) if asked else []
    ordered = tuple(sorted(findings, key=lambda each: each.order))
    heard = {each.problem.at.path for each in findings if each.severity is Severity.ERROR}
    twins = [
        SkpkitError(TWIN, path=place.path, other=places[each][0].path)
        for each in chosen
        for place in places[each][1:]
        if place.path not in heard
    ]
    notes = (
        *([Note(FIRST, {})] if office.begun else ()),
        *counted_since(facts, settings, today),
        *(Note(NO_RECORD, {"path": each}) for each in astray if each in there),
        *remarks(((None, each) for each in facts), settings),
        *(_used_up(exemptions) if asked else ()),
    )
    return Verdict(
        ordered,
        exempted=tuple(exempted),
        passes=passes_of(exempted, office.exemptions, today, settings),
        titles=frozenset(each.title for each in chosen),
        people={each.title: each.name for each in facts if each.name},
        named=named_by(office, people),
        notes=notes,
        failures=(*twins, *lost),
    )


def landed(office: Office, today: date) -> frozenset[Exemption]:
    """The exemptions that have ended, and passed a change which the state holds."""
    return frozenset(each for each in office.exemptions if each.expired(today) and _has_landed(office, each))


def _has_landed(office: Office, exemption: Exemption) -> bool:
    dossier = office.dossier_at(exemption.path)
    file = dossier.file_of(exemption.path) if dossier else None
    return exemption.landed(file.oid if file else None, file.record if file else None)


def _used_up(exemptions: Exemptions) -> Iterator[Note]:
    """One note on all exemptions that were used and have ended."""
    named = sorted(f"{each.code} {each.path}" for each in exemptions.landed)
    if named:
        yield Note(USED, {"path": exemptions.settings.exemptions, "exemptions": tuple(named)})


def _unjudged(entries: Sequence[Exemption], findings: Sequence[Finding], paths: Sequence[str]) -> Iterator[Exemption]:
    """The exemptions whose records were not all judged: they lie elsewhere, or have one that cannot be read."""
    if not entries:
        return
    broken = {identity_of(each.dossier).nip for each in findings if each.code in rules.reading_rules()}
    for each in entries:
        here = not paths or any(each.path and lies_in(each.path, path) for path in paths)
        if not here or (each.beneficiary in broken if each.beneficiary else broken):
            yield each


def chosen_at(office: Office, paths: Sequence[str]) -> list[Identity]:
    """The dossiers at some paths and below; without paths all."""
    return list(_named(office, paths)) if paths else list(office.listing.places)


def _named(office: Office, paths: Sequence[str]) -> Iterator[Identity]:
    """The dossiers below some paths, and those that a path lies in, whether or not something is there: a file that was
    deleted stands for the dossier that it is missing in, one that was moved for where that lies now."""
    read = [(path, dossier_path(path, office.settings.records)) for path in paths]
    inside = {found.identity for _, found in read if found}
    above = [path for path, found in read if not found]
    places = office.listing.places
    yield from sorted(
        {*(each for each in inside if each in places), *(each for one in above for each in places.below(one))}
    )


def _known(office: Office, path: str) -> bool:
    """Whether a path is something of the repository that is no dossier: the settings, the exemptions."""
    if path == SETTINGS:
        return entry_of(office.tree, SETTINGS) is not None
    return bool(office.listing.outside_at([path]))
