"""What a range means: `A...B`, `A..B`, `A` or nothing, as two states and the newest one of the base branch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_
from skpkit.source.history.plumbing import BROKEN
from skpkit.source.history.states import Commit, Objects, State, is_plain, nothing, state_of

NO_COMMIT = N_(
    "there is no commit {rev} in this repository; check its name (git branch --all lists the branches), "
    "or fetch it: git fetch"
)
NO_COMMIT_IN_SHALLOW = N_(
    "there is no commit {rev} in this clone, which holds only a part of the history; check its name, or fetch the "
    'whole history: on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`, here git fetch --unshallow'
)
NO_COMMIT_YET = N_(
    "there is no commit yet, so there is nothing to compare with; commit the records first (git commit), "
    "or validate them as they are: skpkit check"
)
NO_DEFAULT = N_("this repository has none of {names}; name the branch to compare with: skpkit review BRANCH")
NO_DEFAULT_IN_SHALLOW = N_(
    "this clone holds only a part of the history and none of {names}; fetch the whole history and every branch: on "
    'GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`, here git remote set-branches origin "*", then git fetch '
    "--unshallow; or name the branch to compare with: skpkit review BRANCH"
)
NO_BASE_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so it is not certain where {first} and {last} parted; fetch the "
    'whole history: on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`, here git fetch --unshallow'
)
NO_STEPS_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so the commits up to {rev} cannot be judged one by one; fetch the "
    'whole history: on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`, here git fetch --unshallow'
)
NOT_CERTAIN_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so it is not certain whether commit {rev} was accepted; fetch the "
    'whole history: on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`, here git fetch --unshallow'
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
AMBIGUOUS = N_(
    "{rev} means {count} things in this repository ({names}), and they are different commits; name the one that you "
    "mean in full"
)

_NAME = re.compile(r"[^~^:@\s]+")
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
DEFAULTS = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_PLACES = tuple(f"refs/remotes/{each}" if "/" in each else f"refs/heads/{each}" for each in DEFAULTS)


class Range(NamedTuple):
    """Two states to compare. `tip` is the newest state of the base branch, where `base` is only where they parted."""

    base: State
    head: State
    tip: State | None


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
        if not found or _ID.fullmatch(found[0]) or found[0].startswith(("-", "refs/")):
            return
        places = [f"refs/{kind}{found[0]}" for kind in ("", "tags/", "heads/", "remotes/")]
        places.append(f"refs/remotes/{found[0]}/HEAD")
        known = {place: each.oid for place, each in zip(places, self.objects.commits(places), strict=True) if each}
        if len(set(known.values())) > 1:
            raise SkpkitError(AMBIGUOUS, rev=found[0], count=len(known), names=tuple(known))

    def default(self) -> tuple[Commit, str]:
        """The newest commit of the default branch, and the branch's name."""
        head, *found = self.objects.commits(["HEAD", *_PLACES])
        if head is None:
            raise self._why_missing("HEAD")
        for commit, name in zip(found, DEFAULTS, strict=True):
            if commit:
                return commit, name
        settled = self._settled()
        (commit,) = self.objects.commits([f"refs/heads/{settled}"])
        if commit is None:
            raise SkpkitError(NO_DEFAULT_IN_SHALLOW if self._cut() else NO_DEFAULT, names=DEFAULTS)
        return commit, settled

    def _settled(self) -> str:
        """The name that the user's settings give to a first branch."""
        return self.objects.git.run("config", "--get", "init.defaultBranch").output.decode(errors="replace").strip()

    def accepted(self, commit: str) -> bool:
        """Whether a commit is in the history of a branch that may be the default one, or of HEAD where there is none.

        Raises SkpkitError where a clone does not hold enough of the history to be certain.
        """
        names = (*_PLACES, f"refs/heads/{self._settled()}")
        tips = {each.oid for each in self.objects.commits(names) if each} or {each.oid for each in self.named("HEAD")}
        if not self._list("--max-count=1", commit, "--not", *sorted(tips)):
            return True
        if self._cut():
            raise SkpkitError(NOT_CERTAIN_IN_SHALLOW, rev=commit)
        return False

    def parting(self, first: tuple[Commit, str], last: tuple[Commit, str]) -> State:
        """The state in which two lines of history parted: their merge base, the first that git names of several.

        Raises SkpkitError where there is none, or where a clone does not hold enough of the history to be certain.
        """
        one, other = first[0].oid, last[0].oid
        if one == other:
            return state_of(*first, self.objects)
        found = self.objects.git.ask("merge-base", one, other, fine=(0, 1), otherwise=BROKEN).decode("ascii").split()
        cut = self._cut()
        if cut and (not found or cut & set(self._list(one, other, "--not", found[0]))):
            raise SkpkitError(NO_BASE_IN_SHALLOW, first=first[1], last=last[1])
        if not found:
            raise SkpkitError(NO_BASE, first=first[1], last=last[1])
        for commit, label in (first, last):
            if commit.oid == found[0]:
                return state_of(commit, label, self.objects)
        return state_of(self.named(found[0])[0], f"{first[1]}...{last[1]}", self.objects)

    def steps(self, last: State, since: str | None) -> list[tuple[State, State]]:
        """The commits on the first-parent line up to `last` that `since` has not in its history, oldest first, each
        against its first parent; a first commit against nothing."""
        line = self._list("--first-parent", "--reverse", str(last.commit), *(("--not", since) if since else ()))
        if not line:
            return []
        if line[0] in self._cut():
            raise SkpkitError(NO_STEPS_IN_SHALLOW, rev=last.label)
        commits = self.named(*line)
        before = [self._before(commits[0]), *(self._state(each) for each in commits[:-1])]
        return list(zip(before, (self._state(each) for each in commits), strict=True))

    def lacks_before(self, commits: Iterable[str]) -> bool:
        """Whether this clone does not hold what came before one of some commits."""
        return not self._cut().isdisjoint(commits)

    def versions(self, path: str, commit: str) -> list[State]:
        """The commits on the first-parent line up to one in which the file at a path changed, the newest first."""
        found = self._list("--first-parent", commit, "--", path)
        return [self._state(each) for each in self.named(*found)] if found else []

    def _before(self, commit: Commit) -> State:
        return self._state(*self.named(commit.parents[0])) if commit.parents else nothing(commit, self.objects)

    def _state(self, commit: Commit) -> State:
        return state_of(commit, commit.oid, self.objects)

    def _list(self, *arguments: str) -> Sequence[str]:
        return self.objects.git.ask("rev-list", *arguments, otherwise=BROKEN).decode("ascii").split()

    def _cut(self) -> frozenset[str]:
        """The commits whose parents a shallow clone does not have."""
        file = self.common / "shallow"
        return frozenset(file.read_text(encoding="ascii").split()) if file.exists() else frozenset()

    def _why_missing(self, revision: str) -> SkpkitError:
        git = self.objects.git
        if is_plain(revision) and not _ID.fullmatch(revision):
            meant = git.run("rev-parse", "--verify", "--quiet", revision).output.decode("ascii", "replace").strip()
            answer = git.run("cat-file", "-t", meant) if meant else None
            if answer and answer.status:
                return SkpkitError(BROKEN, path=str(git.place), words=answer.words)
        if revision == "HEAD" or not git.ask("for-each-ref", "--count=1", otherwise=BROKEN):
            return SkpkitError(NO_COMMIT_YET)
        return SkpkitError(NO_COMMIT_IN_SHALLOW if self._cut() else NO_COMMIT, rev=" ".join(revision.split()))
