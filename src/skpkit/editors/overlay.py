"""A state of the records with unsaved texts laid over it: made anew at every letter typed, without git."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from skpkit.source.tree import FILE_MODES, FOLDER_MODE, Entry, Tree, by_folder, folders_in, lies_in


def blob_id(content: bytes, digits: int = 40) -> str:
    """The id that git gives a content."""
    digest = hashlib.sha1 if digits == 40 else hashlib.sha256
    return digest(b"blob %d\0" % len(content) + content).hexdigest()


class LaidOver:
    """A state with some texts in the place of what its files hold, or where it has none. `kept` are contents by id that
    were read before; what is read here comes to them.

    A folder with such a text has an id that is no tree's, but another one for other contents.
    """

    commit = None

    def __init__(self, under: Tree, texts: Mapping[str, bytes], kept: dict[str, bytes]) -> None:
        self._under = under
        self._kept = kept
        self._there = there = {each.path: each for each in under.entries()}
        digits = len(next(iter(there.values())).oid) if there else 40
        self._laid: dict[str, Entry] = {}
        self._contents: dict[str, bytes] = {}
        for path, content in texts.items():
            was = there.get(path)
            oid = blob_id(content, digits)
            if was and was.oid in (oid, blob_id(content.replace(b"\r\n", b"\n"), digits)):
                continue  # git would take its line ends for those of the file
            self._laid[path] = Entry(path, was.mode if was and was.mode in FILE_MODES else FILE_MODES[0], oid)
            self._contents[oid] = content

    @cached_property
    def changed(self) -> Mapping[str, Entry]:
        """The entries that are others than in the state under it, by path: files and the folders above them."""
        found = dict(self._laid)
        folders: dict[str, list[str]] = {}
        for path, entry in self._laid.items():
            for nth, letter in enumerate(path):
                if letter == "/":
                    folders.setdefault(path[:nth], []).append(f"{path}\0{entry.oid}")
        for folder, laid in folders.items():
            was = self._there[folder].oid if folder in self._there else ""
            oid = blob_id("\0".join((was, *sorted(laid))).encode(errors="surrogateescape"))
            found[folder] = Entry(folder, FOLDER_MODE, oid)
        return found

    def since(self, other: LaidOver) -> Mapping[str, Entry] | None:
        """The entries that are others than in the same state with other texts; None where some are in one alone."""
        paths = {*self.changed, *other.changed}
        both = [(each, self.entry(each), other.entry(each)) for each in paths]
        if any(now is None or was is None for _, now, was in both):
            return None
        return {path: now for path, now, was in both if now and now != was}

    def entry(self, path: str) -> Entry | None:
        """The entry at a path; None without one."""
        return self.changed.get(path) or self._there.get(path)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        if not self._laid:
            return tuple(self._under.entries())
        return tuple(sorted({**self._there, **self.changed}.values(), key=lambda each: each.path))

    @property
    def grows(self) -> bool:
        """Everything is known."""
        return False

    def entries(self, folder: str = "") -> Sequence[Entry]:
        """Everything below a folder, with what is laid over it."""
        inside = folder.strip("/")
        return self._entries if not inside else [each for each in self._entries if lies_in(each.path, inside)]

    @cached_property
    def _by_folder(self) -> Mapping[str, Sequence[Entry]]:
        return by_folder(self._entries)

    def children(self, folders: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """What lies in each of some folders itself, with what is laid over it."""
        return {each: self._by_folder.get(each, ()) for each in folders}

    def folders(self, above: Collection[str], nip: str) -> Mapping[str, Sequence[Entry]]:
        """The folders among it, without those of other numbers as long as an NIP."""
        return folders_in(self.children(above), nip)

    def take(self, paths: Collection[str]) -> None:
        """Everything is known."""

    def read(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents of files by id."""
        unknown = [each for each in dict.fromkeys(oids) if each not in self._contents and each not in self._kept]
        if unknown:
            self._kept.update(self._under.read(unknown))
        return {each: self._contents[each] if each in self._contents else self._kept[each] for each in oids}

    def grep(self, needles: Sequence[str], folder: str) -> set[str]:
        """The paths of files below a folder that contain one of the needles."""
        found = self._under.grep(needles, folder) - self._laid.keys()
        sought = [each.encode() for each in needles]
        for path, entry in self._laid.items():
            if lies_in(path, folder) and any(each in self._contents[entry.oid] for each in sought):
                found.add(path)
        return found
