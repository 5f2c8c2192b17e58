"""Whose branch counts: the default branch, whose history has been accepted, and nothing that somebody can push.

It is the branch that one names (`base`); else the one that the setting `cabang` names, where that branch holds the same
setting; else `origin/HEAD`, which says what the remote calls its own; else, in a repository without remote-tracking
branches, the only local one of main and master.

Anybody may push a branch, of any name and with any settings. So the setting is read only where that does not help: from
`origin/HEAD` or the only local one of main and master; where neither is there, from the commit that all branches have
in common. `origin/HEAD` counts only as the symbolic ref that a clone makes: a branch called HEAD would arrive as a
plain one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.commits import Commit
from skpkit.source.history.plumbing import BROKEN, ON_FORGES
from skpkit.source.history.ranges import AMBIGUOUS, WHOLE_ID, NamedCommits
from skpkit.source.history.states import State

NO_DEFAULT = N_(
    "it is not certain which branch is the default one here; name it: --base BRANCH. For good, let it be the only one "
    "of main and master, or set `cabang` in skpkit.yaml on it and merge it into every other branch"
)
NO_DEFAULT_IN_CLONE = N_(
    "it is not certain which branch is the default one here; name it: --base BRANCH. For good, say so in this clone: "
    "git remote set-head origin BRANCH"
)
NOT_CONFIRMED = N_(
    "it is not certain which branch is the default one here: {name} says by `cabang` that it is, but the setting is "
    "missing on {others}; name the right one: --base BRANCH. For good, merge it into the others, or delete those that "
    "are done with"
)
NOT_CONFIRMED_IN_CLONE = N_(
    "it is not certain which branch is the default one here: {name} says by `cabang` that it is, but the setting is "
    "missing on {others}; name the right one: --base BRANCH, or for good in this clone: git remote set-head origin "
    "BRANCH"
)
ALONE_IN_CLONE = N_(
    "it is not certain which branch is the default one here: of the remote this clone holds {name} alone, which "
    "anybody may have pushed; if that is it, name it: --base {name}, or for good in this clone: git remote set-head "
    "origin {name}"
)
NO_DEFAULT_IN_SHALLOW = N_(
    "it is not certain which branch is the default one in this clone, which holds only a part of the history; name "
    'it: --base BRANCH, or fetch everything: {forges}, here git remote set-branches origin "*", git fetch '
    "--unshallow, then git remote set-head origin --auto"
)
UNCERTAIN = (NO_DEFAULT, NO_DEFAULT_IN_CLONE, NOT_CONFIRMED, NOT_CONFIRMED_IN_CLONE, ALONE_IN_CLONE)
"""What is said where the whole history is there, and yet nobody can say which branch is the default one."""
NO_BRANCH = N_(
    "there is no branch {name} in this repository; check its name (git branch --all lists the branches), or fetch it: "
    "git fetch"
)

_HEADS, _REMOTES, _ORIGIN = "refs/heads/", "refs/remotes/", "refs/remotes/origin/"
_USUAL = ("main", "master")
_TOLD = 5  # branches in a sentence
_NAME = re.compile(r"(?P<name>[^~^:@\s]+)(?P<rest>[~^0-9]*)")


class Branch(NamedTuple):
    """A branch: its newest commit, and what people call it."""

    tip: Commit
    name: str


def _nothing(state: State) -> str | None:
    return None


class BranchChoice(NamedTuple):
    """What the default branch is chosen by: the name that somebody gave it, and what the settings of a state say."""

    base: str | None = None
    said: Callable[[State], str | None] = _nothing


class Branches(NamedTuple):
    """The branches of a repository; in a `bare` one HEAD is what it calls its own."""

    commits: NamedCommits
    choice: BranchChoice
    bare: bool = False

    def default(self) -> Branch:
        """The default branch. Raises SkpkitError where it is not certain which one that is."""
        if self.choice.base is not None:
            return self._named(self.choice.base)
        refs = dict(self._refs())
        cloned = any(each.startswith(_REMOTES) for each in refs)
        space = _ORIGIN if cloned else _HEADS
        root = self._origin(refs) if cloned else self._usual(refs)
        state = self._state(root) if root else self._common([each for each in refs if each.startswith(space)], cloned)
        name = self.choice.said(state) if state else None
        settled = f"{space}{name}"
        if name and settled in refs and self.choice.said(self._state(settled)) == name:
            root = settled
        if root is None:
            raise self._uncertain([each for each in refs if each.startswith(space)], cloned)
        return self._branch(root)

    def names(self) -> list[str]:
        """The whole names of the branches, here and of remotes."""
        return [each for each, _ in self._refs()]

    def _refs(self) -> Iterator[tuple[str, str]]:
        """The branches, each with the one that it only stands for, if it does."""
        asked = ("for-each-ref", "--format=%(refname) %(symref)", _HEADS, _REMOTES)
        for line in self.commits.objects.git.ask(*asked, otherwise=BROKEN).decode("utf-8", "replace").splitlines():
            name, _, target = line.partition(" ")
            yield name, target

    def _origin(self, refs: dict[str, str]) -> str | None:
        """The branch that the remote calls its own."""
        target = refs.get(f"{_ORIGIN}HEAD", "")
        return target if target.startswith(_ORIGIN) and target in refs else None

    def _uncertain(self, refs: Sequence[str], cloned: bool) -> SkpkitError:
        """Why it is not certain, and what surely helps."""
        if self.commits.is_shallow():
            return SkpkitError(NO_DEFAULT_IN_SHALLOW, forges=ON_FORGES)
        said = {_short(each): self.choice.said(self._state(each)) for each in refs if each != f"{_ORIGIN}HEAD"}
        own = [name for name, says in said.items() if says == name]
        others = tuple(name for name, says in said.items() if says not in own)
        if cloned and len(said) == 1:
            return SkpkitError(ALONE_IN_CLONE, name=next(iter(said)))
        if len(own) == 1 and others:
            message = NOT_CONFIRMED_IN_CLONE if cloned else NOT_CONFIRMED
            return SkpkitError(message, name=own[0], others=others[:_TOLD])
        return SkpkitError(NO_DEFAULT_IN_CLONE if cloned else NO_DEFAULT)

    def _usual(self, refs: dict[str, str]) -> str | None:
        names = {f"{_HEADS}{each}" for each in _USUAL}
        if self.bare:
            head = self.commits.objects.git.run("symbolic-ref", "--quiet", "HEAD").output
            names.add(head.decode("utf-8", "replace").strip())
        found = sorted(names & set(refs))
        return found[0] if len(found) == 1 else None

    def _common(self, refs: Sequence[str], cloned: bool) -> State | None:
        """The state that all branches have come from. In a clone one alone proves nothing: it may be anybody's."""
        branches = [each for each in refs if each != f"{_ORIGIN}HEAD"]
        if len(branches) < 1 + cloned:
            return None
        tips = sorted({each.oid for each in self.commits.objects.commits(branches) if each})
        found = self.commits.shared(tips) if len(tips) > 1 else tips
        return self._state(found[0]) if found else None

    def _named(self, base: str) -> Branch:
        """The branch that somebody names, here or at the remote, or the commit of a full id; never a tag, which comes
        along with whatever is fetched."""
        found = _NAME.fullmatch(base.strip())
        name, rest = (found["name"], found["rest"]) if found else ("", "")
        if name.startswith("refs/") or name == "HEAD" or WHOLE_ID.fullmatch(name):
            places = [name]
        elif name:
            places = [f"{_HEADS}{name}", f"{_REMOTES}{name}"]
            if not any(self.commits.objects.commits(places)):
                places = [f"{_ORIGIN}{name}"]
        else:
            places = []
        known = dict(zip(places, self.commits.objects.commits([f"{each}{rest}" for each in places]), strict=True))
        tips = {each.oid: each for each in known.values() if each}
        if len(tips) > 1:
            raise SkpkitError(AMBIGUOUS, rev=base, count=len(tips), names=tuple(known))
        if not tips:
            raise SkpkitError(NO_BRANCH, name=" ".join(base.split()))
        return Branch(next(iter(tips.values())), base.strip())

    def _branch(self, ref: str) -> Branch:
        return Branch(self.commits.named(ref)[0], ref.removeprefix(_HEADS).removeprefix(_REMOTES))

    def _state(self, revision: str) -> State:
        return self.commits.state(self.commits.named(revision)[0])


def _short(ref: str) -> str:
    """What people call a branch, here or at the remote."""
    return ref.removeprefix(_HEADS).removeprefix(_ORIGIN)
