"""Whether the disk holds just what the index lists, so that git need not be asked how it would commit it.

Files are compared by their content, never by times. Wherever git might make something else of the same bytes, or leave
them out, the answer is that it is to be asked: line ends, `$Id$`, an encoding that attributes name, links, repositories
in folders, whatever is no plain file, and any file that the index does not have.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from skpkit.source.history.trees import Leaf, is_text
from skpkit.source.tree import ATTRIBUTES, FILE_MODES

_OWN = os.fsencode(".git")
_OF_MACHINE = Path("/etc/gitattributes")  # where git is commonly built to look
_ENCODED = b"working-tree-encoding"


class _ToBeAskedError(Exception):
    """git is to be asked."""


def untouched(
    top: Path, listing: bytes, paths: Sequence[str], common: Path, settings: Iterable[str]
) -> list[Leaf] | None:
    """What an index lists at some paths, and below (`git ls-files -v --stage -z`), where the disk holds just that; None
    where git is to be asked. `common` is git's own folder, `settings` are those that count."""
    if any(each.startswith("core.attributesfile=") for each in settings):
        return None
    try:
        listed = dict(_listed(listing))
        home = os.environ.get("XDG_CONFIG_HOME") or str(Path("~/.config").expanduser())
        for each in (common / "info" / "attributes", Path(home, "git", "attributes"), _OF_MACHINE):
            _need_plain(os.fsencode(each))
        lying = set(_lying(os.fsencode(top), [os.fsencode(each) for each in paths]))
        if lying != listed.keys():
            return None
        for leaf in listed.values():
            _compare(os.fsencode(top) + b"/" + leaf[0], leaf)
    except (_ToBeAskedError, OSError):
        return None
    return list(listed.values())


def _listed(listing: bytes) -> Iterator[tuple[bytes, Leaf]]:
    for line in listing.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        kind, mode, oid, stage = facts.decode("ascii").split(" ")
        if kind != "H" or stage != "0" or mode not in FILE_MODES or not is_text(path):
            raise _ToBeAskedError
        yield path, (path, mode, oid)


def _lying(top: bytes, paths: Sequence[bytes]) -> Iterator[bytes]:
    """The files that lie at some paths and below."""
    above = {top}
    for path in paths:
        while path := path.rpartition(b"/")[0]:
            above.add(top + b"/" + path)
    for folder in above:
        if os.path.lexists(folder) and (os.path.islink(folder) or not os.path.isdir(folder)):  # noqa: PTH112, PTH114
            raise _ToBeAskedError
        if folder != top and os.path.lexists(folder + b"/" + _OWN):
            raise _ToBeAskedError
        _need_plain(folder + b"/" + ATTRIBUTES.encode())
    for path in paths:
        there = top + b"/" + path
        if os.path.islink(there):  # noqa: PTH114
            raise _ToBeAskedError
        if os.path.isdir(there):  # noqa: PTH112
            yield from _below(there, path)
        elif os.path.lexists(there):
            yield path


def _below(folder: bytes, path: bytes) -> Iterator[bytes]:
    with os.scandir(folder) as found:
        for each in found:
            name = path + b"/" + each.name
            if each.name == _OWN or each.is_symlink():
                raise _ToBeAskedError
            if each.is_dir():
                yield from _below(each.path, name)
                continue
            if each.name == ATTRIBUTES.encode():
                _need_plain(each.path)
            yield name


def _need_plain(attributes: bytes) -> None:
    try:
        with open(attributes, "rb") as file:  # noqa: PTH123
            if _ENCODED in file.read():
                raise _ToBeAskedError
    except FileNotFoundError:
        pass


def _compare(file: bytes, leaf: Leaf) -> None:
    _, mode, oid = leaf
    if mode != FILE_MODES[bool(os.lstat(file).st_mode & 0o100)] or not os.path.isfile(file):  # noqa: PTH113
        raise _ToBeAskedError
    with open(file, "rb") as opened:  # noqa: PTH123
        content = opened.read()
    made = (hashlib.sha256 if len(oid) == 64 else hashlib.sha1)(b"blob %d\0" % len(content), usedforsecurity=False)
    made.update(content)
    if made.hexdigest() != oid or b"\r" in content or b"$Id" in content:
        raise _ToBeAskedError
