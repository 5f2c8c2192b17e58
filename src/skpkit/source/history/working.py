"""The working tree, of which no more is read than is asked for.

Names are what lies on the disk, a folder at a time; what is at a path, and below, is taken as git would commit it, into
an index of its own that knows nothing else. So what it costs does not grow with what lies elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from skpkit.source.history.disk import not_seen
from skpkit.source.history.snapshots import Snapshots
from skpkit.source.history.states import Snapshot
from skpkit.source.history.trees import Leaf, entry_at
from skpkit.source.tree import FILE_MODES, FOLDER_MODE, MISNAMED, Entry, folders_in, is_other, lies_in

_OWN = b".git"


class WorkingPart:
    """What lies on the disk, in a throw-away folder that can make trees of it."""

    def __init__(self, made: Snapshots) -> None:
        self._made = made
        self._index = Path(made.new_index())
        self._taken: set[str] = set()
        self._noted: dict[bytes, Leaf] | None = {}  # None once git was asked what lies there
        self.snapshot = Snapshot("", (), made.reading)

    @cached_property
    def whole(self) -> Snapshot:
        """All of it."""
        return self._made.worktree(())

    def take(self, paths: Collection[str]) -> None:
        """Know what lies at some paths, and below, whole."""
        wanted = sorted({each for each in paths if each and not self._knows(each)})
        if not wanted:
            return
        if self._noted is not None:
            found = self._made.untouched(wanted)
            if found is not None:
                self._noted.update((each[0], each) for each in found)
                self.snapshot = self._made.noted(self._noted.values())
                self._taken.update(wanted)
                return
            self._noted, wanted = None, sorted({*wanted, *self._taken})
        self.snapshot = self._made.taken(self._index, wanted)
        self._taken.update(wanted)

    def _knows(self, path: str) -> bool:
        return any(lies_in(path, each) for each in self._taken)

    def children(self, folders: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """What lies in each of some folders itself: names alone, but for what was taken."""
        return {each: self._children(each) for each in folders}

    def folders(self, above: Collection[str], nip: str) -> Mapping[str, Sequence[Entry]]:
        """The folders among it, without those of other numbers as long as an NIP, which are not looked at."""
        return folders_in({each: self._children(each, nip) for each in above}, nip)

    def _children(self, folder: str, nip: str | None = None) -> Sequence[Entry]:
        known = [each for each in self.snapshot.folders.get(folder, ()) if self._knows(each.path)]
        if self._knows(folder):
            return known
        named = (each for each in self._named(folder, nip) if each.mode == MISNAMED or not self._knows(each.path))
        return sorted((*known, *named), key=lambda each: each.path)

    def _named(self, folder: str, nip: str | None) -> Iterator[Entry]:
        """What lies in a folder on the disk, with an NIP without other numbers as long. Raises
        SkpkitError where it cannot be looked at."""
        prefix = os.fsencode(folder) + b"/" if folder else b""
        try:
            with os.scandir(os.fsencode(self._made.top / folder)) as found:
                lying = [
                    (each.name, _mode(each))
                    for each in found
                    if nip is None or not is_other(os.fsdecode(each.name), nip)
                ]
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise not_seen(prefix, error) from None
        if folder and any(name == _OWN for name, _ in lying):  # a repository of its own, unless git knows files there
            for each in self.whole.folders.get(folder, ()):
                if nip is None or not is_other(each.path.rpartition("/")[2], nip):
                    yield each._replace(oid="")
            return
        for name, mode in lying:
            if name != _OWN:
                yield from entry_at(prefix + name, mode, "")


def _mode(lying: os.DirEntry[bytes]) -> str:
    if lying.is_symlink():
        return "120000"
    return FOLDER_MODE if lying.is_dir(follow_symlinks=False) else FILE_MODES[0]
