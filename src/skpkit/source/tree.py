"""A state of the records as all but its maker sees it: a list of entries, and a way to read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Protocol

SETTINGS = "skpkit.yaml"
ATTRIBUTES = ".gitattributes"
RECORDS = "records"  # the folder that records lie in where no settings name another

NIP_DIGITS = 18

FOLDER_MODE = "040000"
FILE_MODES = ("100644", "100755")
MISNAMED = "000000"  # no mode of git: what lies at a path that is not UTF-8, which no text can name


class Entry(NamedTuple):
    """A file, link, submodule or folder: its path from the repository's top, git's mode, and the id of its content.

    Where the mode is MISNAMED, the path only tells people which one is meant: it is no key, nothing below it is listed,
    and another entry may have a path of the same letters.
    """

    path: str
    mode: str
    oid: str


class Tree(Protocol):
    """A state of the records. Same ids, same content."""

    def __hash__(self) -> int:
        """Each is another one."""

    @property
    def commit(self) -> str | None:
        """The id of the commit that holds it; None for what is not committed."""

    @property
    def grows(self) -> bool:
        """Whether more of it becomes known when that is asked for: several processes must not ask at once."""

    def entries(self, folder: str = "") -> Sequence[Entry]:
        """Everything below `folder` (and `folder` itself), sorted by path; nothing where there is no such folder."""

    def children(self, folders: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """What lies in each of some folders itself, all read at once; nothing where there is no such folder. In a
        working tree the id of what was not taken is empty, and what is ignored may be among it."""

    def folders(self, above: Collection[str], nip: str) -> Mapping[str, Sequence[Entry]]:
        """The folders that lie in each of some folders itself, without those of other numbers as long as an NIP: of
        these nothing is made, however many there are. In a working tree it is as with all that lies there."""

    def take(self, paths: Collection[str]) -> None:
        """Know what lies at some paths, and below, whole."""

    def read(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents of files by id."""

    def grep(self, needles: Sequence[str], folder: str) -> set[str]:
        """The paths of files below `folder` that contain one of the needles."""


class Past(Protocol):
    """What came before a state, in the history that has landed."""

    def places(self, oid: str, folder: str = "", whose: tuple[int, str] | None = None) -> Collection[str]:
        """The paths at which an earlier state that landed held that content; with a `folder` and `whose` dossier lies
        there (a year and an NIP) those alone where that dossier lay."""

    def landed(self, oid: str) -> date | None:
        """The day of the step that brought a content, where the change is made of steps that landed; else None."""

    def states(self, folder: str) -> Iterator[Tree]:
        """The states in which what lies in a folder changed, the newest first; the state itself is none of them."""


def is_other(name: str, nip: str) -> bool:
    """Whether a name is a number as long as an NIP, and another."""
    return len(name) == NIP_DIGITS and name != nip and name.isascii() and name.isdigit()


def folders_in(lying: Mapping[str, Sequence[Entry]], nip: str) -> dict[str, list[Entry]]:
    """The folders in what lies in each of some folders, without those of other numbers as long as an NIP."""
    return {
        folder: [
            each for each in entries if each.mode == FOLDER_MODE and not is_other(each.path.rpartition("/")[2], nip)
        ]
        for folder, entries in lying.items()
    }


def entry_of(tree: Tree, path: str) -> Entry | None:
    """What lies at a path; None where nothing does, and for the top."""
    tree.take([path])
    return next((each for each in lying_beside(tree, path) if each.path == path and each.mode != MISNAMED), None)


def lying_beside(tree: Tree, path: str) -> Sequence[Entry]:
    """What lies in the folder that a path is in; where the path is the folder of an NIP, that alone."""
    folder, _, name = path.rpartition("/")
    if is_other(name, "") and (alone := [each for each in tree.folders([folder], name)[folder] if each.path == path]):
        return alone
    return tree.children([folder])[folder]


def below(tree: Tree, folders: Iterable[str], but: Collection[str] = ()) -> Iterator[Entry]:
    """Everything below some folders, level by level, the folders in them too; but not what lies below some others."""
    level = [each for each in folders if each not in but]
    tree.take(level)
    while level:
        found = [each for entries in tree.children(level).values() for each in entries]
        yield from found
        level = [each.path for each in found if each.mode == FOLDER_MODE and each.path not in but]


class Differing(NamedTuple):
    """The files in which two states differ, as the one and as the other has them."""

    before: tuple[Entry, ...]
    after: tuple[Entry, ...]

    @property
    def paths(self) -> frozenset[str]:
        """Where they differ."""
        return frozenset(each.path for each in (*self.before, *self.after))


class Stride(NamedTuple):
    """What a step changed: the files, and the folders that hold them, by their paths, with their ids before and after,
    empty where there is none."""

    files: Differing
    folders: Mapping[str, tuple[str, str]]


def differing(one: Tree, other: Tree) -> Differing:
    """What two states differ in: from the top down, and no further where a folder is the same in both."""
    return _found_differing(one, other) if one.grows or other.grows else _known_differing(one, other)


@lru_cache(maxsize=4)
def _known_differing(one: Tree, other: Tree) -> Differing:
    """It is asked again and again in a review, of the same states."""
    return _found_differing(one, other)


def _found_differing(one: Tree, other: Tree) -> Differing:
    was: list[Entry] = []
    now: list[Entry] = []
    level = {""}
    while level:
        both = [state.children(level) for state in (one, other)]
        below_ = set()
        for folder in level:
            old, new = (frozenset(each[folder]) for each in both)
            for entries, found in ((old - new, was), (new - old, now)):
                found += [each for each in entries if each.mode != FOLDER_MODE]
                below_ |= {each.path for each in entries if each.mode == FOLDER_MODE}
        level = below_
    return Differing(*(tuple(sorted(each)) for each in (was, now)))


def by_folder(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """Entries by the folder that they lie in."""
    found: dict[str, list[Entry]] = {}
    for each in entries:
        found.setdefault(each.path.rpartition("/")[0], []).append(each)
    return found


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder's or below it; all paths are below the top, which has no name."""
    return not folder or path == folder or path.startswith(f"{folder}/")
