"""Working tree, index and plain folder as git trees, made beside the repository and never in it.

The throw-away folder is a git folder of its own: index, locks and new objects land here, and of the settings only those
count that `disk` names, with the repository's attributes and excludes. So four things are kept off that plain commands
would touch: index and shared index, the hook `post-index-change`, programs that filter contents, and the modification
times of objects, which git renews when it is about to write one that it has. For the last, objects are written where
git sees none of the repository's.

As a bare repository the same folder merges (`bare`): there git knows all objects and none of the settings and
attributes of machine, user and repository. Only what it makes that the repository has already gets a new time there.

The working tree is what lies on the disk and is not ignored, as `git add --all` would take it, whatever files the index
marks as unchanged or skipped; what a sparse checkout leaves out is taken from the index. git goes on after a folder
that it cannot read, and only says so: whatever it says here, nothing is judged.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.disk import counting_settings, lines_to_compare, not_seen
from skpkit.source.history.git_folders import GitFolders
from skpkit.source.history.indexes import Doubts, leaves_out
from skpkit.source.history.plumbing import FAILED, NOBODY, ON_ITS_OWN, UNSET, Plumbing, quoted, runner
from skpkit.source.history.states import Snapshot
from skpkit.source.history.trees import Leaf, planted, printable, tree_id
from skpkit.source.history.untouched import untouched
from skpkit.source.tree import FILE_MODES, FOLDER_MODE, lies_in

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
)
# Makes git write new files into one pack, since a file for each takes longer; where it only compares, it takes longer.
_ADDING = ("core.bigFileThreshold=1",)
_CONFIG = {
    40: "[core]\n\trepositoryFormatVersion = 0\n\tbare = true\n",
    64: "[core]\n\trepositoryFormatVersion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = sha256\n",
}
_IGNORED = "The following paths are ignored by"
_TAIL = 4096  # bytes, of which the last words of an index are


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
        self._said: tuple[Sequence[str], bytes] = ((), b"")
        if folders is None:
            self._settings = [*_WRITING, *counting_settings(git, git.place)]
            self._beside = self._apart = self.reading = self.bare = git.with_environment(**UNSET, GIT_DIR=str(own))
            self._init()
            return
        self._settings = [*_WRITING, *counting_settings(git, folders.own / "HEAD")]
        objects = own / "objects"
        self._tree = tree = own / "tree"  # the git folder of the working tree: merging is to know no attributes
        for each in (objects, own / "refs", tree, tree / "refs", tree / "info"):
            each.mkdir()
        for each in (own, tree):
            (each / "HEAD").write_text("ref: refs/heads/skpkit\n", encoding="ascii")
            (each / "config").write_text(_CONFIG[folders.digits], encoding="ascii")
        for name in ("attributes", "exclude"):
            if (folders.common / "info" / name).exists():
                shutil.copyfile(folders.common / "info" / name, tree / "info" / name)
        handed_down = os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES")
        more = os.pathsep.join([quoted(objects), *([handed_down] if handed_down else [])])
        self.reading = git.with_environment(GIT_ALTERNATE_OBJECT_DIRECTORIES=more)
        shallow = folders.common / os.environ.get("GIT_SHALLOW_FILE", "shallow")
        if shallow.exists():
            shutil.copyfile(shallow, own / "shallow")
        quarantine = os.environ.get("GIT_OBJECT_DIRECTORY")
        theirs = [folders.common / "objects", *([Path(quarantine)] if quarantine else [])]
        known = [*map(quoted, theirs), *([handed_down] if handed_down else [])]
        self._beside = git.with_environment(
            **UNSET,
            GIT_DIR=str(tree),
            GIT_OBJECT_DIRECTORY=str(objects),
            GIT_ALTERNATE_OBJECT_DIRECTORIES=os.pathsep.join(known),
        )
        self._apart = self._beside.with_environment(GIT_ALTERNATE_OBJECT_DIRECTORIES="")
        self.bare = Plumbing(
            runner(own),  # git looks for attributes where it runs
            git.place,
            {
                **ON_ITS_OWN,
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
        return self._taken(self.copied_index())

    def staged(self, tree: str) -> list[Leaf]:
        """The files in which what is staged differs from a tree. Raises SkpkitError in a conflict."""
        return list(self._listed(self._beside, self.copied_index(), tree))

    def doubt(self, index: Path, doubts: Doubts) -> None:
        """Let git compare the files of a copied index by content of which there are doubts."""
        if doubts.touched:
            lines = self._ask(self._beside, index, "ls-files", "--stage", "-z").split(b"\0")
            files = [line for each in doubts.touched if (line := lines[each])[:6].decode() in FILE_MODES]
            doubtful = b"".join(each + b"\0" for each in files if each.partition(b"\t")[0].endswith(b" 0"))
            self._ask(self._beside, index, "update-index", "-z", "--index-info", given=doubtful)
        if doubts.assumed:
            self._ask(self._beside, index, "update-index", "-q", "--unmerged", "--really-refresh", fine=(0, 1))
        os.utime(index, (doubts.since, doubts.since))

    def status(self, index: Path, commit: str) -> bytes:
        """In what the disk, a copied index and a commit differ, as `git status --porcelain=v2 -z` tells it."""
        (self._tree / "HEAD").write_text(f"{commit}\n", encoding="ascii")
        asked = ("--porcelain=v2", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty")
        return self._ask(self._beside, index, "status", *asked, settings=("core.untrackedCache=false",))

    def write_trees(self, contents: Mapping[str, bytes]) -> None:
        """Write some folders, given by their ids."""
        place = Path(self.new_index())
        place.mkdir()
        for oid, content in contents.items():
            (place / oid).write_bytes(content)
        feed = "".join(f"{quoted(place / each)}\n" for each in contents).encode()
        asked = ("hash-object", "-t", "tree", "-w", "--no-filters", "--stdin-paths")
        self._apart.ask(*asked, given=feed, settings=_WRITING)
        shutil.rmtree(place, ignore_errors=True)

    def commit(self, snapshot: Snapshot, parents: Sequence[str]) -> str:
        """The id of a commit made here, which holds a snapshot and follows some commits."""
        index = snapshot.git.environment["GIT_INDEX_FILE"]
        mine = self.bare.with_environment(GIT_INDEX_FILE=index, **NOBODY)
        return self.commit_tree(
            mine.ask("write-tree", "--missing-ok", settings=_WRITING).decode("ascii").strip(), parents
        )

    def commit_tree(self, tree: str, parents: Sequence[str]) -> str:
        """The id of a commit made here of a tree, which follows some commits."""
        after = [word for each in parents for word in ("-p", each)]
        mine = self.bare.with_environment(**NOBODY)
        return mine.ask("commit-tree", tree, *after, settings=_WRITING).decode("ascii").strip()

    def filtered(self, tree: str, snapshot: Snapshot | None, paths: Sequence[str], *, here: bool) -> list[str]:
        """Those of some paths of a tree, or of a snapshot, whose content its attributes let a filter change; `here` the
        attributes of the repository itself count too."""
        looking = self._beside if here else self.bare
        git = snapshot.git if snapshot else looking.with_environment(GIT_INDEX_FILE=self.new_index())
        if not snapshot:
            git.ask("read-tree", tree, settings=_WRITING)
        elif snapshot.entries and "GIT_INDEX_FILE" not in git.environment:
            git = self._indexed(snapshot)
        feed = b"".join(each.encode() + b"\0" for each in paths)
        told = git.ask("check-attr", "--cached", "-z", "--stdin", "filter", given=feed).split(b"\0")[:-1]
        values = zip(told[::3], told[2::3], strict=True)
        return [path.decode() for path, value in values if value not in (b"unspecified", b"unset", b"set")]

    def worktree(self, only: Sequence[str]) -> Snapshot:
        """What lies on the disk; with `only`, at those paths, and elsewhere what is staged."""
        index = self.copied_index()
        top = Path(self._beside.environment["GIT_WORK_TREE"])
        listing = self._ask(self._beside, index, "ls-files", "--stage", "-z", "--", *only)
        if listing:
            doubtful = b"".join(each + b"\0" for each in lines_to_compare(top, listing, index.stat().st_mtime))
            if doubtful:
                self._ask(self._beside, index, "update-index", "-z", "--index-info", given=doubtful)
            # Forget what is only marked as changed, or as unchanged, while there are objects to compare with.
            self._ask(self._beside, index, "update-index", "-q", "--unmerged", "--really-refresh", fine=(0, 1))
        paths = self._present(top, listing, only)
        if paths or not only:
            self._ask(self._apart, index, "add", "--all", "--no-warn-embedded-repo", "--", *paths, settings=_ADDING)
        try:
            return self._taken(index)
        except SkpkitError as error:
            if error.message != UNMERGED or not only:
                raise
            return self.worktree(())  # a conflict elsewhere: on the disk it has a content, in the index none

    @property
    def can_be_taken_in_parts(self) -> bool:
        """Whether what the index says of a part can be read without the rest: not where folders stand in it for what is
        in them, where it is split, or where a part of the files is not checked out, or marked as left out."""
        if not self._folders:
            return True
        if any(self._folders.own.glob("sharedindex.*")) or (self._folders.own / "info" / "sparse-checkout").exists():
            return False
        try:
            with self._folders.index.open("rb") as index:
                index.seek(max(0, self._folders.index.stat().st_size - _TAIL))
                return b"sdir" not in index.read() and not leaves_out(self._folders.index, self._digits)
        except FileNotFoundError:
            return True
        except OSError as error:
            raise not_seen(os.fsencode(self._folders.index), error) from None

    @property
    def top(self) -> Path:
        """The folder of the working tree."""
        return Path(self._beside.environment["GIT_WORK_TREE"])

    def untouched(self, paths: Sequence[str]) -> list[Leaf] | None:
        """What the repository's index says of some paths, where the disk holds just that; None where git is asked."""
        said = self._said_of(paths)
        return untouched(self.top, said, paths, self._folders.common, self._settings) if self._folders else None

    def noted(self, leaves: Iterable[Leaf]) -> Snapshot:
        """Some files that lie as the repository's index says, as a tree; an index of their own is not made."""
        tree, entries = planted(leaves, self._digits)
        return Snapshot(tree, tuple(entries), self._beside)

    def _indexed(self, snapshot: Snapshot) -> Plumbing:
        """git with an index made of a snapshot that has none."""
        index = Path(self.new_index())
        files = (each for each in snapshot.entries if each.mode != FOLDER_MODE)
        lines = "".join(f"{each.mode} {each.oid} 0\t{each.path}\0" for each in files)
        self._ask(self._beside, index, "update-index", "-z", "--index-info", given=lines.encode())
        return self._beside.with_environment(GIT_INDEX_FILE=str(index))

    def _said_of(self, paths: Sequence[str]) -> bytes:
        """What the repository's index says of some paths."""
        if self._said[0] != paths:
            listing = b""
            if self._folders and self._folders.index.exists():
                listing = self._ask(self._beside, self._folders.index, "ls-files", "-v", "--stage", "-z", "--", *paths)
            self._said = paths, listing
        return self._said[1]

    def taken(self, index: Path, paths: Sequence[str]) -> Snapshot:
        """What an index made here holds, and what lies on the disk at some paths besides, of which it knows what the
        repository's index says."""
        listing = self._said_of(paths)
        settled = [each for each in listing.split(b"\0")[:-1] if each.partition(b"\t")[0].endswith(b" 0")]
        if settled:
            known = b"".join(each[2:] + b"\0" for each in settled)
            self._ask(self._beside, index, "update-index", "-z", "--index-info", given=known)
            for kinds, mark in ((b"Ss", "--skip-worktree"), (b"hs", "--assume-unchanged")):
                marked = b"".join(each.partition(b"\t")[2] + b"\0" for each in settled if each[:1] in kinds)
                if marked:
                    self._ask(self._beside, index, "update-index", mark, "-z", "--stdin", given=marked)
            self._ask(self._beside, index, "update-index", "-q", "--really-refresh", fine=(0, 1))
        if present := self._present(self.top, listing, paths):
            self._add(index, present)
        return self._taken(index)

    def _add(self, index: Path, paths: Sequence[str]) -> None:
        """Add what lies at some paths; what is ignored there is left out."""
        mine = self._apart.with_environment(GIT_INDEX_FILE=str(index))
        asked = ("add", "--all", "--no-warn-embedded-repo", "--", *paths)
        answer = mine.run(*asked, settings=[*self._settings, *_ADDING, "advice.addIgnoredFile=false"])
        left_out = answer.status == 1 and answer.complaint.startswith(_IGNORED)
        if not left_out and (answer.status or answer.complaint.strip()):
            raise SkpkitError(FAILED, path=str(mine.place), words=answer.words)

    def planned(self, snapshot: Snapshot, files: Mapping[str, bytes | None]) -> Snapshot:
        """What lay on the disk, with some files as they would be; None for one that would be gone. Their line ends are
        normalised as `git add` would."""
        index = Path(snapshot.git.environment["GIT_INDEX_FILE"])
        modes = {each.path: each.mode for each in snapshot.entries}
        ids = self._written(index, files)
        gone = ("0", "0" * self._digits)
        lines = []
        for path in files:
            mode, oid = (modes.get(path, FILE_MODES[0]), ids[path]) if path in ids else gone
            lines.append(f"{mode} {oid}\t{path}\0")
        self._ask(self._apart, index, "update-index", "-z", "--index-info", given="".join(lines).encode())
        return self._taken(index)

    def _written(self, index: Path, files: Mapping[str, bytes | None]) -> dict[str, str]:
        """The ids of contents by their paths, written here by one run of git however many they are. They lie in a
        folder of their own, beside what the working tree says of the attributes of such paths."""
        contents = {path: content for path, content in files.items() if content is not None}
        if not contents:
            return {}
        top, place = Path(self._beside.environment["GIT_WORK_TREE"]), Path(self.new_index())
        for path, content in contents.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
        for folder in {parent for path in contents for parent in PurePosixPath(path).parents}:
            name = folder / ".gitattributes"
            if str(name) not in files and (top / name).is_file() and not (top / name).is_symlink():
                shutil.copyfile(top / name, place / name)
        feed = "".join(f"{quoted(path)}\n" for path in contents).encode()
        git = self._apart.with_environment(GIT_WORK_TREE=str(place))
        told = self._ask(git, index, "-C", str(place), "hash-object", "-w", "--stdin-paths", given=feed)
        shutil.rmtree(place, ignore_errors=True)
        return dict(zip(contents, told.decode("ascii").split(), strict=True))

    def _taken(self, index: Path) -> Snapshot:
        """The entries of an index, as the tree that git would write; files that are only intended to be are no part."""
        tree, entries = planted(self._listed(self._apart, index, tree_id((), self._digits)), self._digits)
        return Snapshot(tree, tuple(entries), self._beside.with_environment(GIT_INDEX_FILE=str(index)))

    def _listed(self, git: Plumbing, index: Path, tree: str) -> Iterator[Leaf]:
        """The files in which an index differs from a tree, without a mode where it has none."""
        words = self._ask(
            git, index, "diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-relative", "--no-renames",
            "--ita-invisible-in-index", "--ignore-submodules=none", tree,
        ).split(b"\0")[:-1]  # fmt: skip
        for facts, path in zip(words[::2], words[1::2], strict=True):
            _, mode, _, oid, status = facts.decode("ascii").split(" ")
            if status == "U":
                raise SkpkitError(UNMERGED, path=printable(path))
            yield path, mode, oid

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
        given: bytes = b"",
        fine: Collection[int] = (0,),
        settings: Collection[str] = (),
    ) -> bytes:
        """What a command on an index prints. Raises SkpkitError where git says anything else besides."""
        mine = git.with_environment(GIT_INDEX_FILE=str(index))
        answer = mine.run(*arguments, given=given, settings=[*self._settings, *settings])
        if answer.status not in fine or answer.complaint.strip():
            raise SkpkitError(FAILED, path=str(git.place), words=answer.words)
        return answer.output

    def new_index(self) -> str:
        """A name for an index that is not there yet."""
        self._copies += 1
        return str(self._own / f"index-{self._copies}")

    def copied_index(self) -> Path:
        """A copy of the index with its time: git looks closely at files that are not older."""
        copy = Path(self.new_index())
        if not self._folders:
            return copy
        try:
            shutil.copy2(self._folders.index, copy)
            for shared in self._folders.own.glob("sharedindex.*"):
                for folder in (self._own, self._tree):
                    shutil.copyfile(shared, folder / shared.name)
        except FileNotFoundError:
            return copy
        except OSError as error:
            raise not_seen(os.fsencode(self._folders.index), error) from None
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
        # It complains of files, which need not be brought here.
        apart = self._apart.with_environment(GIT_INDEX_FILE=str(index))
        apart.ask("update-index", "--force-write-index", settings=self._settings)

    def _present(self, top: Path, listing: bytes, paths: Sequence[str]) -> list[str]:
        """Those of some paths that git knows or that are on the disk; it refuses to add any other."""
        known = [printable(each.partition(b"\t")[2]) for each in listing.split(b"\0")[:-1]] if paths else []
        return [each for each in paths if os.path.lexists(top / each) or any(lies_in(name, each) for name in known)]
