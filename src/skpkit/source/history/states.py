"""A state of the records: a git tree, and how its entries and files are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.commits import Commit, commit_of
from skpkit.source.history.plumbing import BROKEN, Plumbing
from skpkit.source.history.trees import (
    Leaf,
    are_numbered,
    entry_at,
    is_orderly,
    is_text,
    numbered_in,
    orderly_leaves,
    printable,
    read_listing,
    tree_id,
)
from skpkit.source.tree import FOLDER_MODE, MISNAMED, Entry, below, by_folder, entry_of, folders_in, is_other

if TYPE_CHECKING:
    from skpkit.source.history.writers import LandedFiles

IRREGULAR = N_(
    "the folder {path} in the tree {tree} was not made by git: it has an entry twice, a name with a slash, or one that "
    "git refuses, and no two programs read it alike; git fsck tells more. Make the commit anew with git"
)

_TREES, _LEAVES = 8, 20_000  # of which it is kept what they hold, and how much in all: four megabytes
Kind: TypeAlias = Literal["commit", "index", "worktree", "folder", "merge"]


class GitObject(NamedTuple):
    """An object of the repository."""

    oid: str
    kind: str
    content: bytes


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A tree made from an index in the throw-away folder. `git` looks at that index."""

    tree: str
    entries: tuple[Entry, ...]
    git: Plumbing

    @cached_property
    def folders(self) -> Mapping[str, Sequence[Entry]]:
        """The entries by the folder that they lie in."""
        return by_folder(self.entries)


class PartlyKnown(Protocol):
    """A working tree of which no more is known than was asked for."""

    @property
    def whole(self) -> Snapshot:
        """All of it."""

    @property
    def snapshot(self) -> Snapshot:
        """As much of it as was taken."""

    def take(self, paths: Collection[str]) -> None:
        """Know what lies at some paths, and below, whole."""

    def children(self, folders: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """What lies in each of some folders itself: names alone, but for what was taken."""

    def folders(self, above: Collection[str], nip: str) -> Mapping[str, Sequence[Entry]]:
        """The folders among it, without those of other numbers as long as an NIP."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The records at one moment. `label` is what was asked for: a revision's name, `worktree`, `index`.

    `commit` is its id, None for what is not committed. States with the same `tree` hold the same.
    """

    label: str
    commit: str | None
    kind: Kind
    tree: str
    objects: Objects
    snapshot: Snapshot | PartlyKnown | None = None

    @property
    def grows(self) -> bool:
        """Whether more of it becomes known when that is asked for."""
        return self.snapshot is not None and not isinstance(self.snapshot, Snapshot)

    def entries(self, folder: str = "") -> Sequence[Entry]:
        """What lies at `folder` and below it, folders too, sorted by path; nothing where there is none."""
        inside = folder.strip("/")
        if not inside and self.snapshot:
            return self.whole.entries
        if not inside:
            return self.objects.entries(self.tree)
        there = entry_of(self, inside)
        if there is None or there.mode != FOLDER_MODE:
            return (there,) if there else ()
        return sorted((there, *below(self, [inside])), key=lambda each: each.path)

    def children(self, folders: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """What lies in each of some folders itself; of a commit these alone are read, and what leads to them.

        Raises SkpkitError for one that git would not have written.
        """
        if isinstance(self.snapshot, Snapshot):
            return {each: self.snapshot.folders.get(each, ()) for each in folders}
        return self.snapshot.children(folders) if self.snapshot else self.objects.children(self.tree, folders)

    def folders(self, above: Collection[str], nip: str) -> Mapping[str, Sequence[Entry]]:
        """The folders in each of some folders itself, without those of other numbers as long as an NIP."""
        if isinstance(self.snapshot, Snapshot):
            return folders_in(self.children(above), nip)
        return self.snapshot.folders(above, nip) if self.snapshot else self.objects.folders(self.tree, above, nip)

    @property
    def whole(self) -> Snapshot:
        """All of what is in no commit."""
        assert self.snapshot is not None  # noqa: S101 - it is asked for where there is one
        return self.snapshot if isinstance(self.snapshot, Snapshot) else self.snapshot.whole

    def take(self, paths: Collection[str]) -> None:
        """Know what lies at some paths, and below, whole."""
        if self.snapshot and not isinstance(self.snapshot, Snapshot):
            self.snapshot.take(paths)

    def read(self, oids: Sequence[str]) -> dict[str, bytes]:
        """The contents of files by id, all read by one process."""
        return self.objects.contents(oids)

    def grep(self, needles: Sequence[str], folder: str) -> set[str]:
        """The paths of files below `folder` that contain one of the needles, as it is written."""
        if self.snapshot:
            return grep(self.whole.git, "--cached", needles, folder)
        return {path.removeprefix(f"{self.tree}:") for path in grep(self.objects.git, self.tree, needles, folder)}


class Objects:
    """The objects of a repository, and those of the throw-away folder once there is one."""

    def __init__(self, git: Plumbing) -> None:
        self.git = git
        self._listed: dict[str, tuple[Entry, ...]] = {}
        self._folders: dict[str, tuple[Leaf, ...]] = {}  # what trees hold, by their ids
        self._leaves = 0  # about how much that is
        self._numbered: dict[str, bytes] = {}  # the content of those in which folders lie that are named by numbers
        self._paths: dict[str, dict[str, str | None]] = {}  # the ids of folders of a tree by their paths, None for none
        self._sound: dict[str, int] = {}  # the folders that are as git would write them, with their numbers of entries
        self._known: dict[str, Commit | None] = {}  # by id
        self.written: dict[
            tuple[str, ...], Sequence[LandedFiles]
        ] = {}  # what commits wrote, by what `git log` was asked

    def entries(self, tree: str) -> tuple[Entry, ...]:
        """All entries of a tree."""
        if tree not in self._listed:
            if len(self._listed) > 3:  # a review looks at three states
                del self._listed[next(iter(self._listed))]
            self._listed[tree] = tuple(self._list(tree))
        return self._listed[tree]

    def _list(self, tree: str) -> Iterator[Entry]:
        """Raises SkpkitError for a tree that git would not have written."""
        listing = self.git.ask("ls-tree", "-r", "-t", "-z", "--full-tree", tree, otherwise=BROKEN)
        entries, irregular = read_listing(listing, tree, self._sound)
        for path, (oid, count) in irregular.items():
            content = next(self._batch([oid])) if count >= 0 else None
            if content is None or not is_orderly(content.content, len(oid), count):
                raise SkpkitError(IRREGULAR, path=printable(path) or ".", tree=tree)
        yield from entries

    def children(self, tree: str, folders: Collection[str]) -> dict[str, tuple[Entry, ...]]:
        """What lies in each of some folders of a tree, of which these alone are read, and what leads to them."""
        self._let_go(folders)
        return self._lying(tree, folders)

    def _lying(self, tree: str, folders: Collection[str]) -> dict[str, tuple[Entry, ...]]:
        placed = self._placed_in(tree, folders)
        self._open(tree, {oid: path for path in folders if (oid := placed[path]) and oid not in self._folders})
        return {path: tuple(self._children_of(path, placed)) for path in folders}

    def folders(self, tree: str, above: Collection[str], nip: str) -> dict[str, list[Entry]]:
        """The folders that lie in each of some folders of a tree, without those of other numbers as long as an NIP. Of
        a folder in which nothing but such numbers lies one is looked up, and the others are no objects."""
        self._let_go(above)
        placed = self._placed_in(tree, above)
        self._open(
            tree,
            {
                oid: path
                for path in above
                if (oid := placed[path]) and oid not in self._folders and oid not in self._numbered
            },
            numbered=True,
        )
        return {path: list(self._folders_of(path, placed, nip)) for path in above}

    def _folders_of(self, folder: str, placed: dict[str, str | None], nip: str) -> Iterator[Entry]:
        content = self._numbered.get(placed[folder] or "")
        if content is None:
            yield from self._children_of(folder, placed, but=nip)
        elif oid := numbered_in(content, len(placed[folder] or ""), nip):
            path = f"{folder}/{nip}" if folder else nip
            placed[path] = oid
            yield Entry(path, FOLDER_MODE, oid)

    def _let_go(self, wanted: Collection[str]) -> None:
        """Where much is known of what folders hold, know it no more, nor which folders lie in dossiers, but for some
        paths: of many dossiers each is looked into once."""
        if self._leaves > _LEAVES:
            self._folders.clear()
            self._numbered.clear()
            self._leaves = 0
            for placed in self._paths.values():
                inner = {each for each in placed if any(is_other(one, "") for one in each.split("/")[:-1])}
                for each in inner.difference(wanted):
                    del placed[each]

    def _placed_in(self, tree: str, folders: Collection[str]) -> dict[str, str | None]:
        """The ids of folders of a tree by their paths, with some that are asked for."""
        placed = self._paths.setdefault(tree, {"": tree})
        if len(self._paths) > _TREES:
            del self._paths[next(iter(self._paths))]
        unknown = [each for each in folders if each not in placed]
        self._reach(tree, placed, [each for each in unknown if "\n" not in each])
        for each in unknown:
            if each not in placed:  # a name of several lines: it is found by what lies above
                self._lying(tree, [each.rpartition("/")[0]])
                placed.setdefault(each, None)
        return placed

    def leaves(self, tree: str, folders: Collection[str]) -> dict[str, tuple[Leaf, ...]]:
        """What some folders of a tree hold, by git's bytes; nothing where there is no such folder."""
        self.children(tree, folders)
        placed = self._paths[tree]
        return {each: self._folders[placed[each] or ""] if placed[each] else () for each in folders}

    def _children_of(self, folder: str, placed: dict[str, str | None], but: str | None = None) -> Iterator[Entry]:
        """What lies in a folder; with an NIP the folders, `but` those of other numbers as long."""
        prefix = f"{folder}/".encode() if folder else b""
        for name, mode, oid in self._folders[placed[folder] or ""] if placed[folder] else ():
            if but is not None and (mode != FOLDER_MODE or is_other(printable(name), but)):
                continue
            for each in entry_at(prefix + name, mode, oid):
                if mode == FOLDER_MODE and each.mode != MISNAMED:
                    placed[each.path] = oid
                yield each

    def _reach(self, tree: str, placed: dict[str, str | None], folders: Iterable[str]) -> None:
        """Find some folders, and all that lead to them, by asking once."""
        paths = dict.fromkeys(
            path for each in folders for path in accumulate(each.split("/"), "{}/{}".format) if path not in placed
        )
        for path, found in zip(paths, self._batch([f"{tree}:{each}" for each in paths]), strict=True):
            placed[path] = found.oid if found and found.kind == "tree" else None
            if found and found.kind == "tree":
                self._keep(tree, path, found)

    def _open(self, tree: str, wanted: Mapping[str, str], *, numbered: bool = False) -> None:
        """Read some trees, given with the folders that they are; those with numbers alone may be kept as they are."""
        for (oid, path), found in zip(wanted.items(), self._batch(list(wanted)), strict=True):
            if found is None or found.kind != "tree":
                raise self._unread(f"missing object {oid}")
            if numbered and are_numbered(found.content, len(oid)):
                self._numbered[oid] = found.content
                self._leaves += 1
            else:
                self._keep(tree, path, found)

    def _keep(self, tree: str, path: str, found: GitObject) -> None:
        """Raises SkpkitError for a tree that git would not have written."""
        leaves = orderly_leaves(found.content, len(found.oid))
        if leaves is None:
            raise SkpkitError(IRREGULAR, path=path or ".", tree=tree)
        self._folders[found.oid] = leaves
        self._leaves += len(leaves) + 1

    def folders_held(self, oids: Collection[str]) -> dict[str, tuple[Leaf, ...] | None]:
        """What some trees hold, by their ids, all read at once and not kept; None for one that git would not have
        written, or that is not there."""
        found: dict[str, tuple[Leaf, ...] | None] = {
            each: self._folders[each] for each in oids if each in self._folders
        }
        rest = [each for each in oids if each not in found]
        for oid, content in zip(rest, self._batch(rest), strict=True):
            is_tree = content is not None and content.kind == "tree"
            found[oid] = orderly_leaves(content.content, len(oid)) if content and is_tree else None
        return found

    def contents(self, oids: Sequence[str]) -> dict[str, bytes]:
        """The contents of objects by id. Raises SkpkitError where one is not there."""
        wanted = list(dict.fromkeys(oids))
        found = {}
        for oid, content in zip(wanted, self._batch(wanted), strict=True):
            if content is None:
                raise self._unread(f"missing object {oid}")
            found[oid] = content.content
        return found

    def kinds(self, names: Sequence[str]) -> list[str | None]:
        """What objects that are named are, as a `tree`; None where there is none."""
        return [each and each.kind for each in self._batch(names)]

    def commits(self, revisions: Sequence[str]) -> list[Commit | None]:
        """The commits that some revisions mean, None for one that means none."""
        if all(each in self._known for each in revisions):
            return [self._known[each] for each in revisions]
        clean = [self._placed(each) if is_plain(each) else "" for each in revisions]
        names = [each if each.startswith(":/") else f"{each}^{{commit}}" for each in clean]  # :/ would search for that
        found = [content and commit_of(content.oid, content.content) for content in self._batch(names)]
        self._known.update((each.oid, each) for each in found if each)
        return found

    def _placed(self, revision: str) -> str:
        """A revision as `cat-file` may be asked for it, which ends at a place in a reflog that is not there."""
        if "@{" not in revision:
            return revision
        return self.git.run("rev-parse", "--verify", "--quiet", revision).output.decode("ascii", "replace").strip()

    def _batch(self, names: Sequence[str]) -> Iterator[GitObject | None]:
        """Each object named, None where there is no such object."""
        if not names:
            return
        feed = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        answer = self.git.ask("cat-file", "--batch", "--buffer", given=feed, otherwise=BROKEN)
        at = 0
        for _ in names:
            end = answer.find(b"\n", at)
            if end < 0:
                raise self._unread("cat-file ended early")
            header = answer[at:end]
            at = end + 1
            if header.endswith((b" missing", b" ambiguous")):
                yield None
                continue
            oid, kind, size = header.decode("ascii").split(" ")
            yield GitObject(oid, kind, answer[at : at + int(size)])
            at += int(size) + 1

    def _unread(self, words: str) -> SkpkitError:
        return SkpkitError(BROKEN, path=str(self.git.place), words=words)


def grep(git: Plumbing, where: str, needles: Sequence[str], folder: str) -> set[str]:
    """The paths, as git names them, of files of a tree or an index that contain a needle. A needle is one line."""
    if not needles:
        return set()
    options = ("-l", "-z", "-F", "-a", "--full-name", "--no-color", "--no-recurse-submodules", "--no-textconv")
    feed = "".join(f"{each}\n" for each in needles).encode()
    inside = [folder] if folder else []
    answer = git.run("grep", *options, "-f", "-", where, "--", *inside, given=feed)
    if answer.status not in (0, 1) or "error: " in answer.complaint:  # it goes on after a file that it cannot read
        raise SkpkitError(BROKEN, path=str(git.place), words=answer.words)
    return {each.decode("utf-8") for each in answer.output.split(b"\0")[:-1] if is_text(each)}


def state_of(commit: Commit, label: str, objects: Objects) -> State:
    """The state that a commit records."""
    return State(label, commit.oid, "commit", commit.tree, objects)


def nothing(digits: int, objects: Objects) -> State:
    """The state before a first commit: a tree without entries, named as the repository names its objects."""
    return State("-", None, "commit", tree_id((), digits), objects)


def is_plain(revision: str) -> bool:
    """Whether a text can mean a commit: one line, no option, and no place in the index."""
    return not (set(revision) & set("\n\0") or revision[:1] == "-" or (revision[:1] == ":" and revision[1:2] != "/"))
