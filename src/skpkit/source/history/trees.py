"""Trees from the files of an index, with the ids that git gives them.

git's own way to them, `write-tree`, writes each into a file; for a thousand records that takes longer than all else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeAlias

from skpkit.source.tree import FOLDER_MODE, Entry

Leaf: TypeAlias = tuple[bytes, str, str]  # path, mode and id of a file, link or submodule


def planted(leaves: Iterable[Leaf], digits: int) -> tuple[str, list[Entry]]:
    """The id of the tree with these leaves, and its entries: the leaves and the folders that hold them, by path.

    `digits` is how many an id has: 40, or 64 in a repository with SHA-256.
    """
    entries = []
    folders: dict[bytes, list[Leaf]] = {b"": []}
    for path, mode, oid in leaves:
        entries.append(Entry(printable(path), mode, oid))
        folder, _, name = path.rpartition(b"/")
        folders.setdefault(folder, []).append((name, mode, oid))
        while folder:
            folder = folder.rpartition(b"/")[0]
            if folder in folders:
                break
            folders[folder] = []
    # The deepest first: a folder's id is made of those of the folders in it.
    for folder in sorted(folders, key=lambda each: each.count(b"/"), reverse=True):
        if folder:
            above, _, name = folder.rpartition(b"/")
            oid = tree_id(folders[folder], digits)
            folders[above].append((name, FOLDER_MODE, oid))
            entries.append(Entry(printable(folder), FOLDER_MODE, oid))
    return tree_id(folders[b""], digits), sorted(entries, key=lambda each: each.path)


def tree_id(items: Iterable[Leaf], digits: int) -> str:
    """The id of a folder, of the names, modes and ids in it."""
    content = b"".join(
        mode.lstrip("0").encode() + b" " + name + b"\0" + bytes.fromhex(oid)
        for name, mode, oid in sorted(items, key=lambda each: each[0] + b"/" * (each[1] == FOLDER_MODE))
    )
    made = hashlib.sha256 if digits == 64 else hashlib.sha1
    return made(b"tree %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def printable(name: bytes) -> str:
    """A name in git's bytes as text that can be printed, different for different bytes."""
    return name.decode("utf-8", "backslashreplace")
