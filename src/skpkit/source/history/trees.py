"""Trees from the files of an index, with the ids that git gives them, and the listings of trees that somebody made.

git's own way to the ids, `write-tree`, writes each tree into a file; for a thousand records that takes longer than all
else. The ids tell too whether a listing is what git would write: a tree made by hand may have two entries of one name,
or a name with a slash, and git shows them where they are not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from operator import lt
from typing import NamedTuple, TypeAlias

from skpkit.source.tree import FILE_MODES, FOLDER_MODE, MISNAMED, NIP_DIGITS, Entry

Leaf: TypeAlias = tuple[bytes, str, str]  # path, mode and id of a file, link or submodule


def planted(leaves: Iterable[Leaf], digits: int) -> tuple[str, list[Entry]]:
    """The id of the tree with these leaves, and its entries: the leaves and the folders that hold them, by path.

    `digits` is how many an id has: 40, or 64 in a repository with SHA-256.
    """
    entries: list[Entry] = []
    folders: dict[bytes, list[Leaf]] = {b"": []}
    for path, mode, oid in leaves:
        entries += entry_at(path, mode, oid)
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
            entries += entry_at(folder, FOLDER_MODE, oid)
    return tree_id(folders[b""], digits), sorted(entries, key=lambda each: each.path)


def tree_id(items: Iterable[Leaf], digits: int) -> str:
    """The id of a folder, of the names, modes and ids in it."""
    content = tree_content(items)
    made = hashlib.sha256 if digits == 64 else hashlib.sha1
    return made(b"tree %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def tree_content(items: Iterable[Leaf]) -> bytes:
    """What git keeps of a folder, of the names, modes and ids in it."""
    return b"".join(
        mode.lstrip("0").encode() + b" " + name + b"\0" + bytes.fromhex(oid)
        for name, mode, oid in sorted(items, key=lambda each: each[0] + b"/" * (each[1] == FOLDER_MODE))
    )


class TreeListing(NamedTuple):
    """What `git ls-tree -r -t -z` says of a tree: the entries, and the folders that hold something else than git would
    write there, each by its id with the number of entries that were listed in it."""

    entries: list[Entry]
    irregular: dict[bytes, tuple[str, int]]


def read_listing(listing: bytes, tree: str, known: dict[str, int]) -> TreeListing:
    """Read a listing. `known` has the ids of folders that hold what git would write, with their numbers of entries;
    those that are found are added."""
    entries: list[Entry] = []
    held: dict[bytes, list[Leaf]] = {b"": []}
    ids = {b"": tree}
    irregular = {}
    for path, mode, oid in leaves_in(listing):
        folder, _, name = path.rpartition(b"/")
        if folder not in held or path in held or is_reserved(name):
            irregular[folder] = (ids.get(folder, ""), -1)
        held.setdefault(folder, []).append((name, mode, oid))
        if mode == FOLDER_MODE:
            held.setdefault(path, [])
            ids[path] = oid
        entries += entry_at(path, mode, oid)
    for folder, oid in ids.items():
        leaves = held[folder]
        count = len(leaves)
        if folder not in irregular and known.get(oid) != count:
            if tree_id(leaves, len(oid)) == oid and len({name for name, *_ in leaves}) == count:
                known[oid] = count
            else:
                irregular[folder] = (oid, count)
    return TreeListing(sorted(entries, key=lambda each: each.path), irregular)


def leaves_in(listing: bytes) -> Iterator[Leaf]:
    """What `git ls-tree -z` lists, a line each."""
    for line in listing.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, _, oid = facts.decode("ascii").split(" ")
        yield path, mode, oid


def is_orderly(content: bytes, digits: int, count: int) -> bool:
    """Whether a tree object holds so many entries, each name once, in git's order, and none that git refuses; whatever
    modes it gives them, for early versions of git wrote some that it does not write today."""
    leaves = orderly_leaves(content, digits)
    return leaves is not None and len(leaves) == count


def orderly_leaves(content: bytes, digits: int) -> tuple[Leaf, ...] | None:
    """What a tree object holds, as git lists it; None for one that is not as git would order it."""
    leaves: list[Leaf] = []
    names, last, at = set(), b"", 0
    while at < len(content):
        end = content.index(b"\0", at)
        word, _, name = content[at:end].partition(b" ")
        mode = _MODES.get(word) or _mode(word)
        key = name + b"/" if mode == FOLDER_MODE else name
        if key < last or b"/" in name or not name or is_reserved(name):
            return None
        at = end + 1 + digits // 2
        leaves.append((name, mode, content[end + 1 : at].hex()))
        names.add(name)
        last = key
    return tuple(leaves) if len(names) == len(leaves) else None


def are_numbered(content: bytes, digits: int) -> bool:
    """Whether a tree object holds nothing but folders named by numbers as long as an NIP, as git would order them."""
    if not _NUMBERED[digits].fullmatch(content):
        return False
    names = [content[at : at + NIP_DIGITS] for at in range(_FOLDER, len(content), _size(digits))]
    return all(map(lt, names, names[1:]))


def numbered_in(content: bytes, digits: int, name: str) -> str | None:
    """The id of the folder of a name in such a tree object; None where there is none."""
    at, sought = -1, b"40000 %b\0" % name.encode()
    while (at := content.find(sought, at + 1)) >= 0:
        if at % _size(digits) == 0:  # elsewhere it would be a part of an id
            return content[at + len(sought) : at + _size(digits)].hex()
    return None


def _size(digits: int) -> int:
    return _FOLDER + NIP_DIGITS + 1 + digits // 2


_FOLDER = len(b"40000 ")
_NUMBERED = {
    digits: re.compile(rb"(?:40000 [0-9]{%d}\0.{%d})*" % (NIP_DIGITS, digits // 2), re.DOTALL) for digits in (40, 64)
}
_MODES = {b"40000": FOLDER_MODE, b"100644": FILE_MODES[0], b"100755": FILE_MODES[1]}
_KINDS = {0o040000: FOLDER_MODE, 0o120000: "120000"}  # what is no file besides is taken for a submodule


def _mode(word: bytes) -> str:
    """A mode in a tree object as git lists it: early versions wrote some that it does not write today."""
    mode = int(word, 8)
    if mode & 0o170000 == 0o100000:
        return FILE_MODES[bool(mode & 0o100)]
    return _KINDS.get(mode & 0o170000, "160000")


def is_reserved(name: bytes) -> bool:
    """Whether git takes no file or folder of that name out of a tree."""
    return name[:1] == b"." and (name in (b".", b"..") or name.lower() == b".git")


def entry_at(path: bytes, mode: str, oid: str) -> Iterator[Entry]:
    """The entry at a path of git's bytes; one that is not UTF-8 is MISNAMED, and what lies below it is none."""
    try:
        yield Entry(path.decode("utf-8"), mode, oid)
    except UnicodeDecodeError:
        if is_text(path.rpartition(b"/")[0]):
            yield Entry(printable(path), MISNAMED, oid)


def is_text(name: bytes) -> bool:
    """Whether a name is UTF-8, as that of every record is."""
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def printable(name: bytes) -> str:
    """A name in git's bytes as text that can be printed. Never a key: other bytes may give the same text."""
    return name.decode("utf-8", "backslashreplace")
