"""What came before a state in the history that has landed: what it held, and when something came into a range of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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
