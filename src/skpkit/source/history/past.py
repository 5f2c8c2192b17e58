"""What came before a state in the history that has landed: what it held, and when something came into a range of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property

from skpkit.findings import CommitWords
from skpkit.source.history.plumbing import Plumbing
from skpkit.source.history.ranges import NamedCommits
from skpkit.source.history.states import END_OF_TIME, Commit, State
from skpkit.source.history.writers import written


@dataclass(eq=False)
class LandedPast:
    """The history up to a commit; with `until`, a commit after it, also the first-parent steps to that, each on its
    committer's day in a time zone. It is read when first asked, for most changes ask nothing.
    """

    git: Plumbing
    commits: NamedCommits
    commit: str
    until: str | None = None
    zone: tzinfo = UTC

    def places(self, oid: str) -> Collection[str]:
        """The paths at which a commit of its first-parent line held that content: what a branch held on its way, and
        took back before it was merged, never landed."""
        return self._contents.get(oid, ())

    def states(self, folder: str) -> Iterator[State]:
        """The states in which what lies in a folder changed, the newest first; the last one is not among them."""
        return iter(self.commits.versions(folder, self.commit)[1:])

    def landed(self, oid: str) -> date | None:
        """The day of the step that brought a content into the range, not before one of an earlier step; None where
        there is no range, or none of its steps did."""
        return self._arrivals.get(oid)

    @cached_property
    def _contents(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for step in written(self.git, self.commit):
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

    def places(self, oid: str) -> Collection[str]:
        """The paths at which a commit of the line up to it held that content."""
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
