"""What would land: two commits merged as git merges them, by the same terms on every machine.

It is done in the throw-away folder as a bare repository, so no setting, attribute or merge driver has a say: neither of
the machine nor of the commits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.plumbing import BROKEN, Plumbing
from skpkit.source.history.trees import Leaf, printable
from skpkit.source.tree import FILE_MODES

OLD_GIT = N_(
    "this git cannot merge without a working tree, which a review of what would land needs; install git 2.38 or newer, "
    "or compare the two as they are: skpkit review {first}..{last}"
)

_TERMS = ("merge.renames=true", "merge.directoryRenames=conflict", "merge.renameLimit=0", "core.fsync=none")
_ATTRIBUTES = f"core.attributesFile={os.devnull}"  # else one in the user's home counts
_USAGE = 129  # how git ends that does not know an option
_CLASH = b"CONFLICT"
_BASE, _OURS, _THEIRS = "1", "2", "3"


class Merged(NamedTuple):
    """The tree of a merge. `clashes` are the paths where it cannot be made; `base`, `ours` and `theirs` what lies at
    them in the merge base, in what is merged into, and on the side that is merged in."""

    tree: str
    clashes: tuple[bytes, ...] = ()
    base: tuple[Leaf, ...] = ()
    ours: tuple[Leaf, ...] = ()
    theirs: tuple[Leaf, ...] = ()

    def unmerged(self) -> Iterator[Unmerged]:
        """Where it cannot be made, with what the three have there; nothing where one of them has no file."""
        sides = [{path: (mode, oid) for path, mode, oid in each} for each in (self.base, self.ours, self.theirs)]
        for path in self.clashes:
            there = [side[path] for side in sides if path in side]
            plain = all(mode in FILE_MODES for mode, _ in there)
            yield Unmerged(printable(path), *(side[path][1] if plain and path in side else None for side in sides))


class Unmerged(NamedTuple):
    """A path where two sides do not merge, and the ids of what lies there; None where nothing does, or no file."""

    path: str
    base: str | None = None
    ours: str | None = None
    theirs: str | None = None


def merge(bare: Plumbing, one: str, other: str) -> Merged | None:
    """Merge one commit into another; None where git is too old to. Raises SkpkitError where git cannot read what it
    needs."""
    asked = ("merge-tree", "--write-tree", "-z", "--messages", "--allow-unrelated-histories", one, other)
    answer = bare.run(*asked, settings=(*_TERMS, _ATTRIBUTES))
    if answer.status == _USAGE:
        return None
    if answer.status not in (0, 1):
        raise SkpkitError(BROKEN, path=str(bare.place), words=answer.words)
    tree, *words = answer.output.split(b"\0")
    if answer.status == 0:
        return Merged(tree.decode("ascii"))
    end = words.index(b"")
    stages: dict[str, list[Leaf]] = {_BASE: [], _OURS: [], _THEIRS: []}
    for facts, _, path in (each.partition(b"\t") for each in words[:end]):
        mode, oid, stage = facts.decode("ascii").split(" ")
        stages[stage].append((path, mode, oid))
    named = dict.fromkeys([*(path for leaves in stages.values() for path, *_ in leaves), *_told(words[end + 1 :])])
    return Merged(tree.decode("ascii"), tuple(named), *(tuple(stages[each]) for each in (_BASE, _OURS, _THEIRS)))


def _told(words: Sequence[bytes]) -> Iterable[bytes]:
    """The paths that messages about conflicts name: of each how many paths, these, its kind, its text."""
    at = 0
    while at < len(words) and words[at].isdigit():
        end = at + 1 + int(words[at])
        if words[end].startswith(_CLASH):
            yield from words[at + 1 : end]
        at = end + 2


def lying_at(bare: Plumbing, tree: str, paths: Sequence[bytes]) -> tuple[Leaf, ...]:
    """The files of a tree at some paths."""
    words = [os.fsdecode(each) for each in paths]
    listing = bare.ask("ls-tree", "-r", "-z", "--full-tree", tree, "--", *words, otherwise=BROKEN)
    found = []
    for facts, _, path in (each.partition(b"\t") for each in listing.split(b"\0")[:-1]):
        mode, _, oid = facts.decode("ascii").split(" ")
        found.append((path, mode, oid))
    return tuple(found)


def replaced(bare: Plumbing, tree: str, paths: Iterable[bytes], leaves: Iterable[Leaf], index: str) -> str:
    """A tree with other files at some paths, made with an index file that is not there yet."""
    mine = bare.with_environment(GIT_INDEX_FILE=index)
    mine.ask("read-tree", tree, settings=_TERMS, otherwise=BROKEN)
    gone = [b"0 " + b"0" * len(tree) + b"\t" + each for each in paths]
    put = [f"{mode} {oid}\t".encode() + path for path, mode, oid in leaves]
    mine.ask("update-index", "-z", "--replace", "--index-info", given=b"".join(each + b"\0" for each in (*gone, *put)))
    return mine.ask("write-tree", "--missing-ok", settings=_TERMS).decode("ascii").strip()
