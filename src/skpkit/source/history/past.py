"""What came before a state in the history that has landed: what it held, and when something came into a range of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property

from skpkit.source.history.plumbing import BROKEN, Plumbing
from skpkit.source.history.ranges import NamedCommits
from skpkit.source.history.states import END_OF_TIME, State


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

    def had(self, path: str, oid: str) -> bool:
        """Whether a commit of it held that content, at that path or another one."""
        return oid in self._contents

    def states(self, folder: str) -> Iterator[State]:
        """The states in which what lies in a folder changed, the newest first; the last one is not among them."""
        return iter(self.commits.versions(folder, self.commit)[1:])

    def landed(self, oid: str) -> date | None:
        """The day of the step that brought a content into the range, not before one of an earlier step; None where
        there is no range, or none of its steps did."""
        return self._arrivals.get(oid)

    @cached_property
    def _contents(self) -> frozenset[str]:
        listing = self.git.ask("rev-list", "--objects", self.commit, otherwise=BROKEN)
        return frozenset(line.partition(b" ")[0].decode("ascii") for line in listing.splitlines())

    @cached_property
    def _arrivals(self) -> Mapping[str, date]:
        if self.until is None:
            return {}
        range_ = (self.until, "--not", self.commit)
        options = ("-m", "--first-parent", "--reverse", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff")
        log = self.git.ask("log", *options, "--format=commit %ct", *range_, otherwise=BROKEN)
        found: dict[str, date] = {}
        day = date.min
        for line in log.splitlines():
            words = line.split(b"\t")[0].split()
            if line.startswith(b"commit "):
                day = max(day, day_of(int(words[1]), self.zone))
            elif line.startswith(b":"):
                found.setdefault(words[3].decode("ascii"), day)
        return found


def day_of(seconds: int, zone: tzinfo) -> date:
    """The day on which a clock in a time zone showed a moment, given in seconds since 1970."""
    moment = datetime.fromtimestamp(min(max(seconds, 0), END_OF_TIME), UTC)
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()
