"""What a range means: `A...B`, `A..B`, `A` or nothing, as the states to compare; and the commits that a name means.

A may be git's empty tree, by its whole id: before the first push of a default branch there was nothing. The zeros that
CI names there are never taken for it, since a new branch has them too, and against nothing no change shows.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_
from skpkit.source.history.commits import Commit
from skpkit.source.history.landing import Unmerged
from skpkit.source.history.plumbing import BROKEN, ON_FORGES
from skpkit.source.history.states import Objects, State, is_plain, nothing, state_of
from skpkit.source.history.trees import printable, tree_id

NO_COMMIT = N_(
    "there is no commit {rev} in this repository; check its name (git branch --all lists the branches), "
    "or fetch it: git fetch"
)
NO_COMMIT_IN_SHALLOW = N_(
    "there is no commit {rev} in this clone, which holds only a part of the history; check its name, or fetch the "
    "whole history: {forges}, here git fetch --unshallow"
)
NO_COMMIT_YET = N_(
    "there is no commit yet, so there is nothing to compare with; commit the records first (git commit), "
    "or validate them as they are: skpkit check"
)
NO_BASE_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so it is not certain where {first} and {last} parted; fetch the "
    "whole history: {forges}, here git fetch --unshallow"
)
NO_STEPS_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so the commits up to {rev} cannot be judged one by one; fetch the "
    "whole history: {forges}, here git fetch --unshallow"
)
NOT_CERTAIN_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so it is not certain whether commit {rev} was accepted; fetch the "
    "whole history: {forges}, here git fetch --unshallow"
)
NO_EARLIER_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so it is not certain what {path} held before; fetch the whole "
    "history: {forges}, here git fetch --unshallow"
)
NO_BASE = N_("{first} and {last} have no commit in common; compare them as they are: skpkit review {first}..{last}")

NO_FIRST = N_("the range {range} does not say with what to compare; name it before the dots: skpkit review A...B")
NO_LAST = N_(
    "the range {range} does not say what to judge; name it behind the dots, or leave the dots out for the working "
    "tree: skpkit review A"
)
EMPTY = N_(
    "the range is empty, as where a variable of CI is not set; name what to compare (skpkit review A...B), or leave "
    "it out for the default branch: skpkit review"
)
PART_EMPTY = N_(
    "{part} in the range {range} lacks a name, as where a variable of CI is not set; write the whole name of a branch "
    "or commit"
)
NOTHING_BEFORE = N_(
    "zeros are what CI names where a branch was pushed for the first time; compare with the default branch (skpkit "
    "review origin/main...HEAD), or, where that one itself was pushed, with nothing: skpkit review {nothing}...HEAD"
)
AMBIGUOUS = N_(
    "{rev} means {count} things in this repository ({names}), and they are different commits; name the one that you "
    "mean in full"
)

MOST_BROUGHT = 1_000  # commits of which it is told who wrote them

_NAME = re.compile(r"[^~^:@\s]+")
_SHORT_ID = re.compile(r"(?:.*-g)?([0-9a-f]{4,63})")  # with what `git describe` writes before it
WHOLE_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Range(NamedTuple):
    """Two states, `base` and `head`, as they were asked for, and the `pairs` of states to compare.

    With two dots these are the two. Where B would be merged into A it is A and the result. Where they do not merge,
    `clashes` are the paths, and there is a pair for each merge base: A and the result, but at those paths the merge
    base's files and B's. `merges` tells that it is a proposal, of which nothing has landed; so is what no commit holds.

    Where both went on since they parted, `parted` are the merge bases, and `last` is the commit of B, which was made
    for it where no commit holds it.
    """

    base: State
    head: State
    pairs: tuple[tuple[State, State], ...]
    merges: bool
    clashes: tuple[Unmerged, ...] = ()
    parted: tuple[str, ...] = ()
    last: str = ""

    @property
    def proposed(self) -> bool:
        """Whether nothing of it has landed."""
        return self.merges or self.head.commit is None


class Sides(NamedTuple):
    """What each side of a merge changed since they parted, at the commits `since`: the paths of files."""

    since: tuple[str, ...]
    base: frozenset[str]
    head: frozenset[str]


class Stage(NamedTuple):
    """A stage of a range: the states before and after, and the one that `brought` it, as it is committed."""

    before: State
    after: State
    brought: State


class Stages(NamedTuple):
    """The stages of a range, oldest first. `landed` says that each landed by itself, from its one end to the other.
    `unlike` is the newest merge commit of a request of which a rebase would not bring what merging it brings."""

    stages: tuple[Stage, ...]
    landed: bool
    unlike: str = ""


def parts_of(text: str) -> tuple[str, str, str]:
    """The two revisions of a range and the dots between them; no dots where it names one.

    Raises WrongUsage where any part of it is empty, most often a variable of CI that is not set: it is never taken for
    HEAD, the working tree or the default branch.
    """
    first, dots, last = text, "", ""
    for each in ("...", ".."):
        if each in text:
            first, dots, last = text.partition(each)
            break
    if not text.strip():
        raise WrongUsage(EMPTY)
    if not first.strip():
        raise WrongUsage(NO_FIRST, range=text)
    if dots and not last.strip():
        raise WrongUsage(NO_LAST, range=text)
    for part in (first, last):
        if _lacks_name(part.strip()):
            raise WrongUsage(PART_EMPTY, part=part.strip(), range=text)
    return first, dots, last


def _lacks_name(revision: str) -> bool:
    """Whether a revision is the rest of one whose name was left out: `^1`, `~2`, `origin/`."""
    return revision.startswith(("^", "~")) or (revision.endswith("/") and not revision.startswith(":/"))


class NamedCommits(NamedTuple):
    """The commits of a repository. `common` is the git folder that holds them."""

    objects: Objects
    common: Path

    def is_nothing(self, revision: str) -> bool:
        """Whether a revision names no commit but git's empty tree. Raises SkpkitError for zeros, by which CI may mean
        that or another."""
        for digits in (40, 64):
            empty = tree_id((), digits)
            if revision == empty:
                return True
            if revision == "0" * digits:
                raise SkpkitError(NOTHING_BEFORE, nothing=empty)
        return False

    def named(self, *revisions: str) -> list[Commit]:
        """The commits that revisions name. Raises SkpkitError for one that names none."""
        found = self.objects.commits(revisions)
        for revision, commit in zip(revisions, found, strict=True):
            if commit is None:
                raise self._why_missing(revision)
        return [each for each in found if each]

    def asked(self, *revisions: str) -> list[Commit]:
        """The commits that people's words name. Raises SkpkitError also for a name of several different commits: a tag
        named like the base branch would make any review compare with what the tag names."""
        for revision in revisions:
            self._refuse_ambiguous(revision)
        return self.named(*revisions)

    def _refuse_ambiguous(self, revision: str) -> None:
        found = _NAME.match(revision)
        if not found or WHOLE_ID.fullmatch(found[0]) or found[0].startswith(("-", "refs/")):
            return
        name = found[0]
        places = [f"refs/{kind}{name}" for kind in ("", "tags/", "heads/", "remotes/")]
        places.append(f"refs/remotes/{name}/HEAD")
        known = {place: each.oid for place, each in zip(places, self.objects.commits(places), strict=True) if each}
        meant = self.objects.commits([name])[0]
        if meant and name != "HEAD" and meant.oid not in known.values():
            known[name] = meant.oid  # git looks for a name in its own folder first
        if known and (short := _SHORT_ID.fullmatch(name)):  # a tag may be called like the short id of any commit
            asked = self.objects.git.run("rev-parse", f"--disambiguate={short[1]}").output.decode("ascii").split()
            ids = {each.oid: each.oid for each in self.objects.commits(asked) if each}
            known = {place: oid for place, oid in known.items() if oid not in ids} | ids
        if len(set(known.values())) > 1:
            raise SkpkitError(AMBIGUOUS, rev=name, count=len(known), names=tuple(known))

    def landing(self, commit: str, tip: Commit) -> str | None:
        """The commit on the first-parent line up to `tip` that brought a commit there, itself where it is on it; None
        where it is not in that history.

        Raises SkpkitError where a clone does not hold enough of the history to be certain.
        """
        if self.within(commit, [tip.oid]):
            line = self._list("--first-parent", "--reverse", tip.oid)
            if commit in line:
                return commit
            return line[bisect_left(line, True, key=lambda each: self.within(commit, [each]))]
        if self.is_shallow():
            raise SkpkitError(NOT_CERTAIN_IN_SHALLOW, forges=ON_FORGES, rev=commit)
        return None

    def bases(self, first: tuple[Commit, str], last: tuple[Commit, str]) -> list[str]:
        """The merge bases of two commits, several after merges crosswise.

        Raises SkpkitError where there is none, or where a clone does not hold enough of the history to be certain.
        """
        cut = self._cut()
        found: list[str] = []
        tips = [first[0].oid, last[0].oid]
        while len(tips) > 1:  # git merges several bases with each other, so these must be certain too
            bases = self.shared(tips)
            if cut and (not bases or not cut.isdisjoint(self._list(*tips, "--not", *bases))):
                raise SkpkitError(NO_BASE_IN_SHALLOW, forges=ON_FORGES, first=first[1], last=last[1])
            found = found or bases
            tips = bases if cut else []
        if not found:
            raise SkpkitError(NO_BASE, first=first[1], last=last[1])
        return found

    def within(self, commit: str, tips: Sequence[str]) -> bool:
        """Whether a commit is one of some others or in their history, as far as this clone knows."""
        return not self._list("--max-count=1", commit, "--not", *tips)

    def certain(self, first: str, other: Commit) -> None:
        """Raises SkpkitError where a clone does not hold enough of the history to merge a commit into the first."""
        if self._cut():
            self.bases((self.named(first)[0], first), (other, other.oid))

    def none_yet(self, revision: str) -> bool:
        """Whether there is no commit at all, and a revision (or none) names what will be the first one's branch."""
        git = self.objects.git
        if self.objects.commits(["HEAD"])[0] or git.ask("for-each-ref", "--count=1", otherwise=BROKEN):
            return False
        branch = git.run("symbolic-ref", "--quiet", "--short", "HEAD").output.decode(errors="replace").strip()
        return revision in ("", "HEAD", "@", branch)

    def shared(self, tips: Sequence[str]) -> list[str]:
        """The newest commits that are in the history of all of some, as far as this clone knows."""
        asked = ("merge-base", "--octopus", "--all", *tips)
        return self.objects.git.ask(*asked, fine=(0, 1), otherwise=BROKEN).decode("ascii").split()

    def line(self, last: State, since: str | None) -> list[Commit]:
        """The commits on the first-parent line up to `last` that `since` has not in its history, oldest first."""
        line = self._list("--first-parent", "--reverse", str(last.commit), *(("--not", since) if since else ()))
        if line and line[0] in self._cut():
            raise SkpkitError(NO_STEPS_IN_SHALLOW, forges=ON_FORGES, rev=last.label)
        return self.named(*line)

    def single(self, last: State, since: str) -> list[Commit]:
        """The commits up to `last` that `since` has not in its history and that merge nothing, in the order in which
        `git rebase` takes them."""
        tip = self.named(str(last.commit))[0]
        found = self._list("--topo-order", "--reverse", "--no-merges", tip.oid, "--not", since)
        if not self._cut().isdisjoint(found):
            raise SkpkitError(NO_STEPS_IN_SHALLOW, forges=ON_FORGES, rev=last.label)
        self.certain(since, tip)
        return self.named(*found) if found else []

    def merging(self, last: State, since: str) -> str:
        """The newest merge commit up to `last` that `since` has not in its history; empty where there is none."""
        return next(iter(self._list("--max-count=1", "--merges", str(last.commit), "--not", since)), "")

    def brought(self, base: str | None, last: str) -> list[Commit]:
        """The commits up to `last` that `base` has not in its history, oldest first: the newest of very many."""
        found = self._list("--reverse", f"--max-count={MOST_BROUGHT}", last, *(("--not", base) if base else ()))
        return self.named(*found) if found else []

    def parents(self, last: str) -> dict[str, list[str]]:
        """The parents of every commit up to one, that one first."""
        listed = self.objects.git.ask("rev-list", "--parents", last, otherwise=BROKEN).decode("ascii").splitlines()
        return {words[0]: words[1:] for words in (each.split() for each in listed)}

    def following(self, first: str, last: str) -> set[str]:
        """The commits up to the last that have the first in their history."""
        return set(self._list("--ancestry-path", last, "--not", first))

    def stages(self, last: State, since: str | None) -> list[Stage]:
        """The line up to `last`, each against its first parent; a first commit against nothing."""
        commits = self.line(last, since)
        if not commits:
            return []
        states = [self.state(each) for each in commits]
        return [Stage(*pair, pair[1]) for pair in zip([self._before(commits[0]), *states], states, strict=False)]

    def lacks_before(self, commits: Iterable[str]) -> bool:
        """Whether this clone does not hold what came before one of some commits."""
        return not self._cut().isdisjoint(commits)

    def changed(self, since: Sequence[str], commit: str) -> frozenset[str]:
        """The paths of the files that differ in a commit from each of some others."""
        asked = ("diff-tree", "-r", "--name-only", "--no-renames", "--no-ext-diff", "-z")
        found = [self.objects.git.ask(*asked, each, commit, otherwise=BROKEN).split(b"\0")[:-1] for each in since]
        return frozenset(map(printable, set(found[0]).intersection(*found[1:])))

    def versions(self, path: str, commit: str) -> list[State]:
        """The commits on the first-parent line up to one in which the file at a path changed, the newest first."""
        found = self._list("--first-parent", commit, "--", path)
        return [self.state(each) for each in self.named(*found)] if found else []

    def before(self, paths: Sequence[str], commit: str) -> Iterator[State]:
        """The states that the changes of the files at some paths came upon, on the first-parent line up to a commit,
        the newest first: each is the last one with what the files held then. None stands before a first commit.

        Raises SkpkitError at the commit behind which this clone holds nothing.
        """
        found = self._list("--first-parent", commit, "--", *paths)
        for each in self.named(*found) if found else ():
            if each.oid in self._cut():
                raise SkpkitError(NO_EARLIER_IN_SHALLOW, forges=ON_FORGES, path=paths[0])
            if each.parents:
                yield self._before(each)

    def _before(self, commit: Commit) -> State:
        return self.state(*self.named(commit.parents[0])) if commit.parents else nothing(len(commit.oid), self.objects)

    def state(self, commit: Commit) -> State:
        """The state of a commit, called by its id."""
        return state_of(commit, commit.oid, self.objects)

    def _list(self, *arguments: str) -> Sequence[str]:
        return self.objects.git.ask("rev-list", *arguments, otherwise=BROKEN).decode("ascii").split()

    def is_shallow(self) -> bool:
        """Whether this clone does not hold the whole history."""
        return bool(self._cut())

    def _cut(self) -> frozenset[str]:
        """The commits whose parents a shallow clone does not have."""
        file = self.common / os.environ.get("GIT_SHALLOW_FILE", "shallow")  # a server's hook has one of its own
        return frozenset(file.read_text(encoding="ascii").split()) if file.exists() else frozenset()

    def _why_missing(self, revision: str) -> SkpkitError:
        git = self.objects.git
        if is_plain(revision) and not WHOLE_ID.fullmatch(revision):
            meant = git.run("rev-parse", "--verify", "--quiet", revision).output.decode("ascii", "replace").strip()
            answer = git.run("cat-file", "-t", meant) if meant else None
            if answer and answer.status:
                return SkpkitError(BROKEN, path=str(git.place), words=answer.words)
        if revision == "HEAD" or not git.ask("for-each-ref", "--count=1", otherwise=BROKEN):
            return SkpkitError(NO_COMMIT_YET)
        named = " ".join(revision.split())
        if self._cut():
            return SkpkitError(NO_COMMIT_IN_SHALLOW, forges=ON_FORGES, rev=named)
        return SkpkitError(NO_COMMIT, rev=named)
