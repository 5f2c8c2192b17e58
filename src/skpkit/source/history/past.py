"""What came before a state in the history that has landed: what it held, and when something came into a range of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import TypeAlias

from skpkit.findings import CommitWords
from skpkit.source.history.commits import END_OF_TIME, Commit
from skpkit.source.history.plumbing import Plumbing
from skpkit.source.history.ranges import NamedCommits
from skpkit.source.history.states import State
from skpkit.source.history.writers import borders, written, written_below

Lying: TypeAlias = Callable[[State, tuple[int, str]], Iterable[str]]
"""The folders in which a dossier, given by year and NIP, lies in a state."""


@dataclass(eq=False)
class LandedPast:
    """The history up to a commit; with `until`, a commit after it, also the first-parent steps to that, each on its
    committer's day in a time zone. It is read when first asked, for most changes ask nothing; where it is known how to
    find a dossier in a state (`lying`), of the folders alone in which the one that is asked about lay.
    """

    git: Plumbing
    commits: NamedCommits
    commit: str
    until: str | None = None
    zone: tzinfo = UTC
    lying: Lying | None = None

    def places(self, oid: str, folder: str = "", whose: tuple[int, str] | None = None) -> Collection[str]:
        """The paths at which a commit of its first-parent line held that content: what a branch held on its way, and
        took back before it was merged, never landed."""
        if (folder, whose) not in self._known:
            folders = self._followed(folder, whose, self.lying) if whose and self.lying else ()
            self._known[folder, whose] = self._contents(tuple(folders))
        return self._known[folder, whose].get(oid, ())

    def states(self, folder: str) -> Iterator[State]:
        """The states in which what lies in a folder changed, the newest first; the last one is not among them."""
        return iter(self.commits.versions(folder, self.commit)[1:])

    def landed(self, oid: str) -> date | None:
        """The day of the step that brought a content into the range, not before one of an earlier step; None where
        there is no range, or none of its steps did."""
        return self._arrivals.get(oid)

    @cached_property
    def _known(self) -> dict[tuple[str, tuple[int, str] | None], Mapping[str, set[str]]]:
        """What was found of dossiers."""
        return {}

    def _followed(self, folder: str, whose: tuple[int, str], lying: Lying) -> Iterator[str]:
        """The folders in which a dossier lay: from where it came to one, that which it lay in just before."""
        seen: set[str] = set()
        fresh = {folder, *lying(self.commits.state(*self.commits.named(self.commit)), whose)}
        while fresh:
            yield from sorted(fresh)
            seen |= fresh
            beside = borders(self.commits, self.commit, [each for each in fresh if "\n" not in each])
            states = [self.commits.state(each) for each in self.commits.named(*beside)] if beside else []
            fresh = {each for one in states for each in lying(one, whose)} - seen

    def _contents(self, folders: tuple[str, ...]) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for step in written_below(self.commits, self.commit, folders) if folders else written(self.git, self.commit):
            for each in step.entries:
                found.setdefault(each.oid, set()).add(each.path)
        return found

    @cached_property
    def _arrivals(self) -> Mapping[str, date]:
        if self.until is None:
            return {}
        steps = list(written(self.git, self.until, "--not", self.commit))
        found: dict[str, date] = {}
        day = date.min
        for step, commit in zip(steps, self.commits.named(*(each.commit for each in steps)), strict=True):
            day = max(day, day_of(int(commit.date.timestamp()), self.zone))
            for each in step.entries:
                found.setdefault(each.oid, day)
        return found


@dataclass(eq=False)
class WalkedPast:
    """The first-parent line up to a commit, read once for all that ask what came before one of its commits."""

    git: Plumbing
    commits: NamedCommits
    last: str

    def up_to(self, commit: str) -> PartOfPast:
        """The history up to a commit of the line."""
        return PartOfPast(self, commit)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The number of each commit, from the oldest."""
        return {each: nth for nth, each in enumerate(self._read[0])}

    @property
    def contents(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """By the id of each content which commit gave it to which path, the oldest first."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[list[str], Mapping[str, Sequence[tuple[int, str]]]]:
        line: list[str] = []
        found: dict[str, list[tuple[int, str]]] = {}
        for nth, step in enumerate(written(self.git, self.last)):
            line.append(step.commit)
            for each in step.entries:
                found.setdefault(each.oid, []).append((nth, each.path))
        return line, found


@dataclass(eq=False)
class PartOfPast:
    """What came before the state of a commit, itself included."""

    walked: WalkedPast
    commit: str

    def places(self, oid: str, folder: str = "", whose: tuple[int, str] | None = None) -> Collection[str]:
        """The paths at which a commit of the line up to it held that content, wherever they are."""
        last = self.walked.order[self.commit]
        return {path for nth, path in self.walked.contents.get(oid, ()) if nth <= last}

    def states(self, folder: str) -> Iterator[State]:
        """The states in which what lies in a folder changed, the newest first; the last one is not among them."""
        return iter(self.walked.commits.versions(folder, self.commit)[1:])

    def landed(self, oid: str) -> date | None:
        """None: every step is judged on its own day."""


def words_of(commit: Commit, zone: tzinfo) -> CommitWords:
    """What a commit says of itself, its day in a time zone."""
    day = day_of(int(commit.date.timestamp()), zone)
    return CommitWords(commit.author, day, commit.subject, len(commit.parents) > 1)


def day_of(seconds: int, zone: tzinfo) -> date:
    """The day on which a clock in a time zone showed a moment, given in seconds since 1970."""
    moment = datetime.fromtimestamp(min(max(seconds, 0), END_OF_TIME), UTC)
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()
