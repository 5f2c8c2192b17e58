"""Working tree, index and plain folder as git trees, made beside the repository and never in it.

The throw-away folder is a git folder of its own, as a linked working tree has one: settings, attributes and excludes
come from the repository (`GIT_COMMON_DIR`), while index, locks and new objects land here. So three things are kept off
the repository that plain commands would touch: index and shared index, the hook `post-index-change`, and the
modification times of objects, which git renews when it is about to write one that it has. For the last, objects are
written where git sees none of the repository's.

As a bare repository the same folder merges (`bare`): there git knows all objects and none of the settings and
attributes of machine, user and repository. Only what it makes that the repository has already gets a new time there.

The working tree is what lies on the disk and is not ignored, as `git add --all` would take it, whatever files the index
marks as unchanged or skipped; what a sparse checkout leaves out is taken from the index.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.plumbing import Plumbing, runner
from skpkit.source.history.states import Snapshot
from skpkit.source.history.trees import planted, printable, tree_id
from skpkit.source.tree import FOLDER_MODE, lies_in

UNMERGED = N_(
    "the index holds a conflict in {path}; settle it and git add the file, or judge the working tree in place of "
    "the index"
)

_WRITING = (
    "core.fsync=none",
    "core.looseCompression=0",
    "pack.compression=0",
    "core.safecrlf=false",  # true would refuse files over their line ends
    "core.sparseCheckout=true",  # makes git look at files that are there although the index says skip
    "sparse.expectFilesOutsideOfPatterns=false",
    "index.sparse=false",
    "filter.lfs.process=",  # an empty one keeps LFS from storing files in .git/lfs
    "filter.lfs.required=false",
)
# Makes git write new files into one pack, since a file for each takes longer; where it only compares, it takes longer.
_ADDING = (*_WRITING, "core.bigFileThreshold=1")
_CONFIG = {
    40: "[core]\n\trepositoryFormatVersion = 0\n\tbare = true\n",
    64: "[core]\n\trepositoryFormatVersion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = sha256\n",
}
# What keeps from git the settings and attributes of machine and user, those in the environment too.
_ON_ITS_OWN = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_CONFIG_SYSTEM": os.devnull,
}
_NOBODY = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "skpkit"), ("EMAIL", "skpkit@localhost"), ("DATE", "@0 +0000"))
}


@dataclass(frozen=True, slots=True)
class GitFolders:
    """Where a repository is: the git folder of its working tree, the one it shares with others, and the top folder.

    `digits` is how many an id has.
    """

    own: Path
    common: Path
    top: Path | None
    digits: int

    @property
    def index(self) -> Path:
        """The index. That of a hook, which `GIT_INDEX_FILE` names, unless it is another repository's."""
        named = os.environ.get("GIT_INDEX_FILE")
        if named:
            index = (self.top or self.own) / named
            if index.parent.resolve() == self.own or not (index.parent / "HEAD").exists():
                return index
        return self.own / "index"


class Snapshots:
    """Makes trees in a throw-away folder.

    There are four ways to look at it: git `beside` the repository has an index here and knows the repository's
    objects and those written here; `apart` it knows only what it writes here; `reading` is git in the repository
    itself that knows what was written here; and `bare` is this folder as a repository of its own.
    """

    def __init__(self, git: Plumbing, folders: GitFolders | None) -> None:
        self._folders = folders
        self._digits = folders.digits if folders else 40
        self._folder = TemporaryDirectory(prefix="skpkit-", ignore_cleanup_errors=True)
        self._own = own = Path(self._folder.name).resolve()
        self._copies = 0
        if folders is None:
            self._beside = self._apart = self.reading = self.bare = git.with_environment(GIT_DIR=str(own))
            self._init()
            return
        objects = own / "objects"
        for each in (objects, own / "refs"):
            each.mkdir()
        (own / "HEAD").write_text("ref: refs/heads/skpkit\n", encoding="ascii")
        if (folders.own / "config.worktree").exists():
            shutil.copyfile(folders.own / "config.worktree", own / "config.worktree")
        handed_down = os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES")
        more = os.pathsep.join([_quoted(objects), *([handed_down] if handed_down else [])])
        self.reading = git.with_environment(GIT_ALTERNATE_OBJECT_DIRECTORIES=more)
        self._beside = self.reading.with_environment(GIT_DIR=str(own), GIT_COMMON_DIR=str(folders.common))
        self._apart = self._beside.with_environment(
            GIT_OBJECT_DIRECTORY=str(objects), GIT_ALTERNATE_OBJECT_DIRECTORIES=""
        )
        (own / "config").write_text(_CONFIG[folders.digits], encoding="ascii")
        shallow = folders.common / os.environ.get("GIT_SHALLOW_FILE", "shallow")
        if shallow.exists():
            shutil.copyfile(shallow, own / "shallow")
        quarantine = os.environ.get("GIT_OBJECT_DIRECTORY")
        theirs = [folders.common / "objects", *([Path(quarantine)] if quarantine else [])]
        known = [*map(_quoted, theirs), *([handed_down] if handed_down else [])]
        self.bare = Plumbing(
            runner(own),  # git looks for attributes where it runs
            git.place,
            {
                **_ON_ITS_OWN,
                "GIT_DIR": str(own),
                "GIT_SHALLOW_FILE": str(own / "shallow"),
                "GIT_OBJECT_DIRECTORY": str(objects),
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": os.pathsep.join(known),
            },
        )

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()

    def index(self) -> Snapshot:
        """What is staged. Raises SkpkitError while the index holds a conflict."""
        return self._taken(self._copied_index())

    def commit(self, snapshot: Snapshot, parents: Sequence[str]) -> str:
        """The id of a commit made here, which holds a snapshot and follows some commits."""
        index = snapshot.git.environment["GIT_INDEX_FILE"]
        mine = self.bare.with_environment(GIT_INDEX_FILE=index, **_NOBODY)
        tree = mine.ask("write-tree", "--missing-ok", settings=_WRITING).decode("ascii").strip()
        after = [word for each in parents for word in ("-p", each)]
        return mine.ask("commit-tree", tree, *after, settings=_WRITING).decode("ascii").strip()

    def worktree(self, only: Sequence[str]) -> Snapshot:
        """What lies on the disk; with `only`, at those paths, and elsewhere what is staged."""
        index = self._copied_index()
        # First forget what is only marked as changed, or as unchanged, while there are objects to compare with.
        self._ask(self._beside, index, "update-index", "-q", "--unmerged", "--really-refresh", fine=(0, 1))
        paths = self._present(index, only)
        if paths or not only:
            self._ask(self._apart, index, "add", "--all", "--", *paths, settings=_ADDING)
        try:
            return self._taken(index)
        except SkpkitError as error:
            if error.message != UNMERGED or not only:
                raise
            return self.worktree(())  # a conflict elsewhere: on the disk it has a content, in the index none

    def _taken(self, index: Path) -> Snapshot:
        """The entries of an index, as the tree that git would write; files that are only intended to be are no part."""
        nothing = tree_id((), self._digits)
        listing = self._ask(
            self._apart, index, "diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-relative", "--no-renames",
            "--ita-invisible-in-index", "--ignore-submodules=none", nothing,
        )  # fmt: skip
        words = listing.split(b"\0")[:-1]
        leaves = []
        for facts, path in zip(words[::2], words[1::2], strict=True):
            _, mode, _, oid, status = facts.decode("ascii").split(" ")
            if status == "U":
                raise SkpkitError(UNMERGED, path=printable(path))
            leaves.append((path, mode, oid))
        tree, entries = planted(leaves, self._digits)
        return Snapshot(tree, tuple(entries), self._beside.with_environment(GIT_INDEX_FILE=str(index)))

    def _init(self) -> None:
        try:
            self._apart.ask("init", "--quiet", "--template=", settings=("init.defaultBranch=skpkit",))
        except SkpkitError:
            self.close()
            raise

    def _ask(
        self,
        git: Plumbing,
        index: Path,
        *arguments: str,
        fine: Collection[int] = (0,),
        settings: Collection[str] = _WRITING,
    ) -> bytes:
        return git.with_environment(GIT_INDEX_FILE=str(index)).ask(*arguments, settings=settings, fine=fine)

    def new_index(self) -> str:
        """A name for an index that is not there yet."""
        self._copies += 1
        return str(self._own / f"index-{self._copies}")

    def _copied_index(self) -> Path:
        """A copy of the index with its time: git looks closely at files that are not older."""
        copy = Path(self.new_index())
        if self._folders and self._folders.index.exists():
            shutil.copy2(self._folders.index, copy)
            for shared in self._folders.own.glob("sharedindex.*"):
                shutil.copyfile(shared, self._own / shared.name)
            if b"sdir" in copy.read_bytes():
                self._expand(copy)
        return copy

    def _expand(self, index: Path) -> None:
        """Make a sparse index a full one. It names folders in place of the files in them, and git writes each folder
        that it opens, so what it needs is brought here first."""
        mine = self.reading.with_environment(GIT_INDEX_FILE=str(index))
        listing = mine.ask(
            "ls-files", "--sparse", "--stage", "-z", settings=("sparse.expectFilesOutsideOfPatterns=true",)
        ).decode("utf-8", "replace")
        folders = [each.split(" ")[1] for each in listing.split("\0") if each.startswith(FOLDER_MODE)]
        if folders:
            feed = "".join(f"{each}\n" for each in folders).encode()
            below = mine.ask("rev-list", "--objects", "--no-object-names", "--filter=blob:none", "--stdin", given=feed)
            self._apart.ask("index-pack", "--stdin", given=mine.ask("pack-objects", "--quiet", "--stdout", given=below))
        self._ask(self._apart, index, "update-index", "--force-write-index")

    def _present(self, index: Path, paths: Sequence[str]) -> list[str]:
        """Those of some paths that git knows or that are on the disk; it refuses to add any other."""
        top = Path(self._beside.environment["GIT_WORK_TREE"])
        gone = [each for each in paths if not os.path.lexists(top / each)]
        if not gone:
            return list(paths)
        listing = self._ask(self._beside, index, "ls-files", "-z", "--", *gone)
        known = printable(listing).split("\0")[:-1]
        return [each for each in paths if each not in gone or any(lies_in(name, each) for name in known)]


def _quoted(path: Path) -> str:
    """A path as git reads it in a list of paths."""
    text = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
