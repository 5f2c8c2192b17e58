"""The commits of a repository by their parents and branches: what can be known of them without reading a record."""

from __future__ import annotations

from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.source.history.branches import Branches
from skpkit.source.history.ranges import NamedCommits
from skpkit.source.history.trees import tree_id

_HEADS, _REMOTES, _ORIGIN = "refs/heads/", "refs/remotes/", "refs/remotes/origin/"


class Graph(NamedTuple):
    """The commits of a repository, and its branches. `digits` is how many an id has."""

    commits: NamedCommits
    branches: Branches
    digits: int

    @property
    def nothing(self) -> str:
        """The id of the tree that holds nothing, which a range may begin with."""
        return tree_id((), self.digits)

    @property
    def shallow(self) -> bool:
        """Whether this clone holds only a part of the history."""
        return self.commits.is_shallow()

    @property
    def cloned(self) -> bool:
        """Whether there are branches of a remote."""
        return any(each.startswith(_REMOTES) for each in self.branches.names())

    def id_of(self, revision: str) -> str | None:
        """The commit that a revision names, None where it is not here."""
        found = self.commits.objects.commits([revision])[0]
        return found.oid if found else None

    def parents(self, revision: str) -> tuple[str, ...]:
        """The parents of a commit as it names them, whether they are here or not."""
        found = self.commits.objects.commits([revision])[0]
        return found.parents if found else ()

    def holds(self, commit: str, tip: str) -> bool:
        """Whether a commit is another or in its history, as far as this clone knows; both are here."""
        return self.commits.within(commit, [tip])

    def branch(self, name: str) -> str | None:
        """A branch of the remote as a range names it; in a repository without a remote's branches, one of its own."""
        ref = f"{_ORIGIN if self.cloned else _HEADS}{name}"
        tip = self.id_of(ref)
        short = ref.removeprefix(_HEADS).removeprefix(_REMOTES)
        return next(each for each in (short, ref) if self._means(each, tip)) if tip else None

    def default(self) -> str:
        """The default branch as a range names it. Raises SkpkitError where it is not certain which one that is."""
        found = self.branches.default()
        names = (found.name, f"origin/{found.name}")
        return next((each for each in names if self._means(each, found.tip.oid)), found.tip.oid)

    def is_default(self, name: str) -> bool:
        """Whether a branch of that name is the default one. Raises SkpkitError where that is not certain."""
        return name == self.branches.default().name.removeprefix("origin/")

    def _means(self, name: str, tip: str) -> bool:
        """Whether a name means a commit, and nothing else besides: anybody may push a tag or branch `origin/main`."""
        try:
            return self.commits.asked(name)[0].oid == tip
        except SkpkitError:
            return False
