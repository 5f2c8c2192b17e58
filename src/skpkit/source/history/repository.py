"""A repository of records, or a plain folder of them, opened where a command runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import CommitWords
from skpkit.messages import N_
from skpkit.source.history.git_folders import GitFolders
from skpkit.source.history.opened import OpenedRecords
from skpkit.source.history.plumbing import NO_REPOSITORY, ON_FORGES, Plumbing
from skpkit.source.history.states import State, nothing, state_of

if TYPE_CHECKING:
    from skpkit.source.history.branches import BranchChoice, Branches
    from skpkit.source.history.graph import Graph
    from skpkit.source.history.merges import Joined, Merges
    from skpkit.source.history.own_settings import OwnSettings
    from skpkit.source.history.past import Lying, WalkedPast
    from skpkit.source.history.ranges import NamedCommits, Range, Sides, Stage, Stages
    from skpkit.source.history.since import SinceCommit
    from skpkit.source.history.walks import LandedStep
    from skpkit.source.history.writers import FileVersion, Writer
    from skpkit.source.tree import Past, Stride

NO_WORKTREE = N_(
    "there is no working tree at {path}, which is a bare repository or git's own folder; "
    "run skpkit in a checkout, or name revisions: --rev REV, A..B"
)
NO_SETTINGS = N_(
    "there is no working tree at {path}, so nothing is shown or merged there; run it in the clone where people work"
)
STAGED_BETWEEN_COMMITS = N_(
    "--staged makes the index the newer state, but {range} names both states; give one revision, or leave --staged out"
)
NOT_LANDED = N_(
    "an audit judges what landed, {first}..{last}; what merging would bring is judged by skpkit review {first}...{last}"
)
NO_WRITER_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so it is not certain since when {path} is frozen; fetch the whole "
    "history: {forges}, here git fetch --unshallow"
)


class Repository(OpenedRecords):
    """A git repository. It is read, never written to, but for `own_settings`."""

    def __init__(self, git: Plumbing, folders: GitFolders, choice: BranchChoice | None) -> None:
        super().__init__(git, folders.top or folders.own, folders)
        self.bare = folders.top is None
        self._digits = folders.digits
        self._common, self._choice = folders.common, choice

    # What a question to the history takes is imported when one is asked: of what lies on the disk none is.

    @cached_property
    def _commits(self) -> NamedCommits:
        from skpkit.source.history.ranges import NamedCommits

        return NamedCommits(self._objects, self._common)

    @cached_property
    def _branches(self) -> Branches:
        from skpkit.source.history.branches import BranchChoice, Branches

        return Branches(self._commits, self._choice or BranchChoice(), self.bare)

    def own_settings(self) -> OwnSettings:
        """git's settings of this repository alone, the one thing here that can be written."""
        from skpkit.source.history.own_settings import OwnSettings

        if self.bare:
            raise SkpkitError(NO_SETTINGS, path=str(self.root))
        return OwnSettings(self._git)

    @property
    def hooks(self) -> Path:
        """The folder of the repository's own hooks."""
        return (self._folders.common if self._folders else self.root) / "hooks"

    def graph(self) -> Graph:
        """The commits by their parents and branches."""
        from skpkit.source.history.graph import Graph

        return Graph(self._commits, self._branches, self._digits)

    def commit(self, revision: str) -> State:
        """The state that a revision names. Raises SkpkitError for one that names no commit."""
        return state_of(self._commits.asked(revision)[0], revision, self._objects)

    def commit_date(self, commit: str) -> datetime:
        """When a commit was made (the committer's date), in UTC."""
        return self._commits.named(commit)[0].date.astimezone(UTC)

    def commit_day(self, commit: str, zone: tzinfo) -> date:
        """The day of a commit in a time zone."""
        from skpkit.source.history.past import day_of

        return day_of(int(self.commit_date(commit).timestamp()), zone)

    def words_of(self, commits: Sequence[str], zone: tzinfo) -> dict[str, CommitWords]:
        """What some commits say of themselves, their days in a time zone."""
        from skpkit.source.history.past import words_of

        return {each.oid: words_of(each, zone) for each in (self._commits.named(*commits) if commits else ())}

    def brought(self, range_: Range) -> list[str]:
        """The commits that a range brings, oldest first: the newest of very many."""
        last = range_.head if range_.head.commit else self.head()
        if last is None or last.commit is None:
            return []
        return [each.oid for each in self._commits.brought(range_.base.commit, last.commit)]

    def head(self) -> State | None:
        """The state of the newest commit; None where there is none yet."""
        try:
            return self.commit("HEAD")
        except SkpkitError:
            return None

    def index(self) -> State:
        """What is staged; inside a hook of `git commit`, what is being committed."""
        self._need_worktree()
        since = self._since_head()
        if since and (tree := since.in_index()):
            return State("index", None, "index", tree, self._objects)
        made = self._made().index()
        return State("index", None, "index", made.tree, self._objects, made)

    def part(self, paths: Collection[str]) -> State:
        """What lies on the disk and is not ignored, taken where it is asked for."""
        self._need_worktree()
        return super().part(paths)

    def worktree(self, only: Sequence[str] = ()) -> State:
        """What lies on the disk and is not ignored; with `only`, at those paths, and elsewhere what is staged."""
        self._need_worktree()
        since = self._since_head() if not only else None
        if since and (tree := since.on_disk()):
            return State("worktree", None, "worktree", tree, self._objects)
        made = self._made().worktree(only)
        return State("worktree", None, "worktree", made.tree, self._objects, made)

    def range(
        self, text: str | None, *, staged: bool = False, only: Sequence[str] = (), head: State | None = None
    ) -> Range:
        """The states that a range names, and what is to be compared.

        `A...B`: A, and what merging B into it would make. `A..B`: A and B. `A`: A, and what merging the working tree
        into it would make, or with `staged` the index, or a `head` that was planned; without a text A is the default
        branch. Where A is git's empty tree, nothing was there before. Raises WrongUsage where a part is empty.
        """
        from skpkit.source.history.ranges import Range, parts_of

        first, dots, last = ("", "", "") if text is None else parts_of(text)
        if not dots:
            return self._uncommitted(first, head or (self.index() if staged else self.worktree(only)))
        if staged:
            raise WrongUsage(STAGED_BETWEEN_COMMITS, range=text)
        if self._commits.is_nothing(first):
            base, head = nothing(self._digits, self._objects), self.commit(last)
            return Range(base, head, ((base, head),), merges=dots == "...")
        one, other = self._commits.asked(first, last)
        if dots == "...":
            return self._merges().range((one, first), (other, last))
        base, head = state_of(one, first, self._objects), state_of(other, last, self._objects)
        return Range(base, head, ((base, head),), merges=False)

    def _uncommitted(self, first: str, head: State) -> Range:
        """The range from a revision to what is not committed; from nothing before the first commit."""
        from skpkit.source.history.ranges import Range

        if self._commits.none_yet(first) or self._commits.is_nothing(first):
            base = nothing(self._digits, self._objects)
            return Range(base, head, ((base, head),), merges=False)
        other = self._commits.named("HEAD")[0]
        one = (self._commits.asked(first)[0], first) if first else self._branches.default()
        return self._merges().range(one, (other, "HEAD"), head)

    def stages(self, range_: Range) -> Stages:
        """The stages of a range: each commit of the head's first-parent line that the base does not have; then what is
        not committed, if that differs.

        Where the range merges, the states are those that merging each commit into the base would make, so what a
        branch takes over from there is none of its own. A commit that does not merge is part of the stage of the next
        one that does. Where the head merged something itself, they are those that a rebase would make of all commits
        but merges: what a line brought that was merged lands so, too.
        """
        from skpkit.source.history.ranges import Stages

        last = range_.head if range_.head.commit or not range_.merges else self.commit("HEAD")
        if range_.merges and range_.base.commit:
            return self._merges().stages(range_, last)
        stages = self._commits.stages(last, range_.base.commit) if last.commit else []
        leads = bool(stages) and stages[0].before.commit == range_.base.commit
        return Stages(tuple(stages), landed=leads and not range_.merges)

    def strides(self, stages: Sequence[Stage]) -> Iterator[Stride | None]:
        """What each of some stages changed, read for all of them at once; None where that cannot be read."""
        from skpkit.source.history.strides import strides

        return strides(self._objects, [(each.before.tree, each.after.tree) for each in stages])

    def request(self, base: State, revision: str) -> Range:
        """The range from a commit to what merging another request into it would make."""
        (other,) = self._commits.asked(revision)
        return self._merges().range((self._commits.named(str(base.commit))[0], base.label), (other, revision))

    def together(self, base: State, requests: Sequence[Range]) -> Joined:
        """What merging some requests into a commit would make, one after another."""
        return self._merges().together(base, requests)

    def sides(self, range_: Range) -> Sides | None:
        """What each side of a range changed since they parted, where it merges and both have gone on."""
        from skpkit.source.history.ranges import Sides

        if not range_.parted or not range_.base.commit:
            return None
        base, head = (self._commits.changed(range_.parted, each) for each in (range_.base.commit, range_.last))
        return Sides(range_.parted, base, head)

    def _merges(self) -> Merges:
        from skpkit.source.history.merges import Merges

        return Merges(self._commits, self._made, self._folders.own if self._folders else None)

    def landed_with(self, state: State) -> State | None:
        """The state itself, or of HEAD where no commit holds it; None where there is none yet."""
        return state if state.commit else self.head()

    def arrivals(self, state: State, folders: Sequence[str]) -> Iterator[FileVersion]:
        """Every version of the files below some folders that commits gave them up to a state that one holds, the oldest
        first, on its first-parent line."""
        from skpkit.source.history.writers import versions

        return versions(self._commits, str(state.commit), folders)

    def borders(self, state: State, folders: Sequence[str]) -> list[State]:
        """The states on that line without one of some folders, beside those that have it."""
        from skpkit.source.history.writers import borders

        found = borders(self._commits, str(state.commit), [each for each in folders if "\n" not in each])
        return [self._commits.state(each) for each in self._commits.named(*found)] if found else []

    def walk(self, state: State, zone: tzinfo) -> list[LandedStep]:
        """Every step that landed up to a commit, the oldest first; its day in a time zone."""
        from skpkit.source.history.walks import walked

        return walked(self._commits, state.commit, zone) if state.commit else []

    def certain(self, writers: Iterable[Writer], path: str) -> None:
        """Raises SkpkitError where a clone does not hold what came before one of some commits, so that nobody knows
        whether it was the first."""
        if self._commits.lacks_before(each.commit for each in writers):
            raise SkpkitError(NO_WRITER_IN_SHALLOW, forges=ON_FORGES, path=path)

    def history(self, text: str | None) -> Range:
        """The states that a history leads from and to: of `A..B`, of `B` from its beginning, or without a text of the
        default branch, or of HEAD where there is none. Its stages are those that landed.

        Raises WrongUsage where a part is empty, or for three dots.
        """
        from skpkit.source.history.ranges import Range, parts_of

        first, dots, last = ("", "", "") if text is None else parts_of(text)
        if dots == "...":
            raise WrongUsage(NOT_LANDED, first=first, last=last)
        if dots:
            return self.range(text)
        head = self.commit(first) if first else self.default()
        base = nothing(self._digits, self._objects)
        return Range(base, head, ((base, head),), merges=False)

    def default(self) -> State:
        """The newest state of the default branch, or of HEAD where nobody can say which that is."""
        try:
            branch = self._branches.default()
            return state_of(branch.tip, branch.name, self._objects)
        except SkpkitError:
            if self._branches.choice.base is not None:
                raise
            return self.commit("HEAD")

    def landed(self, revision: str = "HEAD") -> list[Stage]:
        """Every step of the first-parent history up to a revision, oldest first, its first commit against nothing."""
        return self._commits.stages(self.commit(revision), None)

    def versions(self, path: str, commit: str) -> list[State]:
        """The states in which the file at a path changed, from that commit back, the newest first."""
        return self._commits.versions(path, commit)

    def before(self, paths: Sequence[str], commit: str) -> Iterator[State]:
        """The states that the changes of the files at some paths came upon, from that commit back, the newest first.

        Raises SkpkitError where a clone does not hold the history that it comes to.
        """
        return self._commits.before(paths, commit)

    def past(
        self, state: State, *, until: State | None = None, zone: tzinfo = UTC, lying: Lying | None = None
    ) -> Past | None:
        """What came before a state, which may be nothing. `until` ends a range of steps that landed after it, whose
        days are those of a time zone; `lying` tells where a dossier lies in a state."""
        from skpkit.source.history.past import LandedPast

        if state.commit is None:
            return None
        return LandedPast(self._git, self._commits, state.commit, until.commit if until else None, zone, lying)

    def walked_past(self, last: State) -> WalkedPast:
        """What came before each of the states that landed up to one, read when first asked and once for all."""
        from skpkit.source.history.past import WalkedPast

        return WalkedPast(self._git, self._commits, str(last.commit))

    def landing(self, commit: str) -> str | None:
        """The step of the default branch that brought a commit, which may be itself; None where it is not in its
        history. Raises SkpkitError where that is not certain."""
        return self._commits.landing(commit, self._branches.default().tip)

    def _since_head(self) -> SinceCommit | None:
        """The newest commit, and what is in none yet; None where there is no commit."""
        from skpkit.source.history.since import SinceCommit

        (head,) = self._commits.objects.commits(["HEAD"])
        return SinceCommit(self._made(), self._objects, head) if head else None

    def _need_worktree(self) -> None:
        if self.bare:
            raise SkpkitError(NO_WORKTREE, path=str(self.root))


class Folder(OpenedRecords):
    """A folder of records in no repository: it has what lies on the disk and nothing else."""

    bare = False

    def __init__(self, git: Plumbing, root: Path) -> None:
        super().__init__(git, root, None)

    def worktree(self, only: Sequence[str] = ()) -> State:
        """What lies on the disk and is not ignored; with `only`, at those paths."""
        made = self._made().worktree(only)
        return State("worktree", None, "folder", made.tree, self._objects, made)

    def commit(self, revision: str) -> State:
        """Raises SkpkitError: no commit is here."""
        raise self._no_repository()

    def versions(self, path: str, commit: str) -> list[State]:
        """None: a plain folder has no history."""
        return []

    def before(self, paths: Sequence[str], commit: str) -> Iterator[State]:
        """None: a plain folder has no history."""
        return iter(())

    def head(self) -> None:
        """A folder outside of any repository has no commit."""

    def commit_date(self, commit: str) -> datetime:
        """A folder outside of any repository has no commit to date."""
        raise self._no_repository()

    def past(self, state: State, *, until: State | None = None, zone: tzinfo = UTC, lying: Lying | None = None) -> None:
        """A folder outside of any repository has no history."""

    def landing(self, commit: str) -> str | None:
        """Raises SkpkitError: no commit is here."""
        raise self._no_repository()

    def index(self) -> State:
        """Raises SkpkitError: nothing is staged here."""
        raise self._no_repository()

    def landed_with(self, state: State) -> None:
        """No commit holds anything here."""

    def walk(self, state: State, zone: tzinfo) -> list[LandedStep]:
        """Nothing: no commit wrote anything here."""
        return []

    def certain(self, writers: Iterable[Writer], path: str) -> None:
        """Nothing is uncertain where no commit is."""

    def range(
        self, text: str | None, *, staged: bool = False, only: Sequence[str] = (), head: State | None = None
    ) -> Range:
        """Raises SkpkitError: there is nothing to compare with."""
        raise self._no_repository()

    def _no_repository(self) -> SkpkitError:
        return SkpkitError(NO_REPOSITORY, path=str(self.root))
