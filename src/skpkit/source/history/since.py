"""Working tree and index as what they change of the newest commit: whatever they share with it is neither listed, nor
hashed, nor made into a tree anew. So it costs one look of git at the disk, and the folders above what differs.

What git's own look would miss is looked at again, as where everything is taken: a file that was changed about when the
index was written, and one that the index only marks as unchanged. Where the index says nothing of some files, where
very much differs, or something is in the way, everything is taken, which tells what it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from skpkit.errors import SkpkitError
from skpkit.source.history.commits import Commit
from skpkit.source.history.indexes import doubts_of
from skpkit.source.history.snapshots import Snapshots
from skpkit.source.history.states import Objects
from skpkit.source.history.trees import Leaf, is_text, tree_content, tree_id
from skpkit.source.tree import FOLDER_MODE, MISNAMED

MOST = 500  # paths that are looked at one by one
_FIELDS = {b"1": 8, b"u": 10, b"?": 1}  # of a line of `git status --porcelain=v2`, before the path

Changes: TypeAlias = Mapping[str, tuple[str, str] | None]
"""Modes and ids of files by their paths, None for one that is gone."""


class SinceCommit(NamedTuple):
    """What is in no commit yet, as what it changes of one."""

    made: Snapshots
    objects: Objects
    commit: Commit

    def on_disk(self) -> str | None:
        """The tree of what lies on the disk and is not ignored; None where everything has to be taken."""
        if not self.made.can_be_taken_in_parts:
            return None
        try:
            paths = self._differing()
            changes = None if paths is None or self._lies_in_a_repository(paths) else self._lying(paths)
            return None if changes is None else replanted(self.made, self.objects, self.commit.tree, changes)
        except SkpkitError:
            return None

    def in_index(self) -> str | None:
        """The tree of what is staged; None where all of that has to be listed."""
        if not self.made.can_be_taken_in_parts:
            return None
        try:
            leaves = self.made.staged(self.commit.tree)
            if not all(is_text(path) for path, *_ in leaves):
                return None
            changes = {path.decode(): (mode, oid) if int(mode) else None for path, mode, oid in leaves}
            return replanted(self.made, self.objects, self.commit.tree, changes)
        except SkpkitError:
            return None

    def _differing(self) -> list[str] | None:
        """The paths at which the disk, the index and the commit are not all the same."""
        index = self.made.copied_index()
        doubts = doubts_of(index, len(self.commit.oid))
        if doubts is None or doubts.skipped:
            return None
        self.made.doubt(index, doubts)
        told = list(_paths_in(self.made.status(index, self.commit.oid)))
        return [each.decode() for each in told] if len(told) <= MOST and all(map(is_text, told)) else None

    def _lies_in_a_repository(self, paths: list[str]) -> bool:
        """Whether a folder above some paths looks like a repository of its own, but for the top: only who knows all
        that the index has there goes on into it, as git does."""
        folders = {above for path in paths for above in _above(path) if above}
        return any(os.path.lexists(self.made.top / each / ".git") for each in folders)

    def _lying(self, paths: list[str]) -> Changes | None:
        """What lies on the disk at some paths, and below."""
        if not paths:
            return {}
        entries = self.made.taken(Path(self.made.new_index()), paths).entries
        if any(each.mode == MISNAMED for each in entries):
            return None
        lying = {each.path: (each.mode, each.oid) for each in entries if each.mode != FOLDER_MODE}
        return {**dict.fromkeys(paths), **lying}


def _paths_in(status: bytes) -> Iterator[bytes]:
    """The paths that `git status --porcelain=v2 -z` tells of; that of a repository among the files has a slash more."""
    for line in status.split(b"\0")[:-1]:
        yield line.split(b" ", _FIELDS[line[:1]])[-1].rstrip(b"/")


def replanted(made: Snapshots, objects: Objects, tree: str, changes: Changes) -> str:
    """A tree with other files at some paths: only the folders above these are read, and written beside the repository.

    Raises SkpkitError for a folder that git would not have written.
    """
    if not changes:
        return tree
    digits = len(tree)
    folders = {above for path in changes for above in _above(path)}
    held = {
        folder: {name: (mode, oid) for name, mode, oid in leaves}
        for folder, leaves in objects.leaves(tree, folders).items()
    }
    for path, leaf in changes.items():
        folder, _, name = path.rpartition("/")
        key = name.encode()
        if leaf:
            held[folder][key] = leaf
        elif held[folder].get(key, (FOLDER_MODE, ""))[0] != FOLDER_MODE:
            del held[folder][key]
    contents: dict[str, bytes] = {}
    found = tree_id((), digits)
    for folder in sorted(folders, key=lambda each: each.count("/") + bool(each), reverse=True):  # the deepest first
        leaves: list[Leaf] = [(name, mode, oid) for name, (mode, oid) in held[folder].items()]
        found = tree_id(leaves, digits)
        if leaves:
            contents[found] = tree_content(leaves)
        if folder:
            above, _, name = folder.rpartition("/")
            key = name.encode()
            if leaves:
                held[above][key] = (FOLDER_MODE, found)
            elif held[above].get(key, ("", ""))[0] == FOLDER_MODE:
                del held[above][key]
    made.write_trees(contents)
    return found


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in, up to the top."""
    while path:
        path = path.rpartition("/")[0]
        yield path
