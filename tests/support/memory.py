"""A state of the records held in memory, for tests that need no git."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import sha1
from pathlib import Path

from skpkit.source.tree import Entry, by_folder, folders_in


class MemoryTree:
    """Files by path; ids are made of their contents, as git makes them."""

    commit: str | None = None

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}

    @classmethod
    def of_folder(cls, folder: Path) -> MemoryTree:
        """The files below a folder."""
        return cls(
            {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            }
        )

    def changed(self, changes: Mapping[str, str | bytes | None]) -> MemoryTree:
        """The same with some files written, or (None) taken away."""
        files: dict[str, str | bytes] = {**self.files}
        for path, text in changes.items():
            if text is None:
                files.pop(path)
            else:
                files[path] = text
        return MemoryTree(files)

    grows = False  # everything is known

    def entries(self, folder: str = "") -> list[Entry]:
        """Files and folders below `folder`."""
        return [each for each in self._entries if not folder or f"{each.path}/".startswith(f"{folder}/")]

    @cached_property
    def _entries(self) -> list[Entry]:
        """Everything, listed once: no state is changed where it is."""
        found = []
        folders: dict[str, list[str]] = {}
        for path, content in self.files.items():
            oid = _id(content)
            found.append(Entry(path, "100644", oid))
            parts = path.split("/")
            for depth in range(1, len(parts)):
                above = "/".join(parts[:depth])
                folders.setdefault(above, []).append(f"{path.removeprefix(above)} {oid}")
        found += [Entry(path, "040000", _id("\n".join(sorted(below)).encode())) for path, below in folders.items()]
        return sorted(found, key=lambda each: each.path)

    def children(self, folders: Collection[str]) -> dict[str, Sequence[Entry]]:
        """What lies in some folders."""
        return {each: self._by_folder.get(each, ()) for each in folders}

    def folders(self, above: Collection[str], nip: str) -> dict[str, list[Entry]]:
        """The folders in some folders, but those of others."""
        return folders_in(self.children(above), nip)

    def take(self, paths: Collection[str]) -> None:
        """Everything is known."""

    @cached_property
    def _by_folder(self) -> Mapping[str, Sequence[Entry]]:
        return by_folder(self.entries())

    def read(self, oids: Sequence[str]) -> dict[str, bytes]:
        """Contents by id."""
        return {oid: self._by_id[oid] for oid in oids}

    @cached_property
    def _by_id(self) -> dict[str, bytes]:
        return {_id(content): content for content in self.files.values()}

    def grep(self, needles: Sequence[str], folder: str) -> set[str]:
        """Paths of the files below `folder` that contain one of the needles."""
        return {
            path
            for path, content in self.files.items()
            if path.startswith(f"{folder}/") and any(needle.encode() in content for needle in needles)
        }


@lru_cache(20_000)  # what a run draws by chance has no end
def _id(content: bytes) -> str:
    return sha1(content, usedforsecurity=False).hexdigest()
