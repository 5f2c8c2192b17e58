"""What an opened repository and an opened plain folder have in common."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.attributes import may_be_filtered
from skpkit.source.history.git_folders import GitFolders
from skpkit.source.history.plumbing import Plumbing, keep_apart
from skpkit.source.history.snapshots import Snapshots
from skpkit.source.history.states import Objects, Snapshot, State
from skpkit.source.history.working import WorkingPart

OUTSIDE = N_("{path} lies outside of {root}; give a path of the records there")


class OpenedRecords(ABC):
    """What a repository and a plain folder have in common. Use it in a `with`, which removes the throw-away folder."""

    def __init__(self, git: Plumbing, root: Path, folders: GitFolders | None) -> None:
        keep_apart(root)
        self.root = root
        self._git = git
        self._folders = folders
        self._objects = Objects(git)
        self._snapshots: Snapshots | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def journals(self) -> Path:
        """The folder for what is written down before files of the working tree are."""
        return self._folders.own / "skpkit" if self._folders else self.root / ".skpkit"

    def planned(self, files: Mapping[str, bytes | None]) -> State:
        """What would lie on the disk with `files`, None for one that is gone. Raises SkpkitError for a path outside."""
        inside = {self.relative(self.root, path): content for path, content in files.items()}
        made = self._made().planned(self._made().worktree(()), inside)
        return State("worktree", None, "worktree" if self._folders else "folder", made.tree, self._objects, made)

    def part(self, paths: Collection[str]) -> State:
        """What lies on the disk and is not ignored, taken where it is asked for: at some paths first."""
        made = self._made()
        if not made.can_be_taken_in_parts:
            return self.worktree()
        taken = WorkingPart(made)
        taken.take(paths)
        return State("worktree", None, "worktree" if self._folders else "folder", "", self._objects, taken)

    @abstractmethod
    def worktree(self) -> State:
        """What lies on the disk and is not ignored."""

    def close(self) -> None:
        """Remove what was made for reading; states of the working tree and the index cannot be read any more."""
        if self._snapshots:
            self._snapshots.close()
            self._snapshots = None

    def relative(self, start: Path, path: str) -> str:
        """A path that is given from the folder `start`, as it is from the top of the records; empty for the top.

        Raises SkpkitError for one that leads out. It need not exist, and a link is not followed.
        """
        given = Path(os.path.abspath(start / path))  # noqa: PTH100 - resolve() would follow a link
        for place in (given, given.parent.resolve() / given.name, given.resolve()):
            if place.is_relative_to(self.root):
                inside = place.relative_to(self.root).as_posix()
                return "" if inside == "." else inside
        raise SkpkitError(OUTSIDE, path=path, root=str(self.root))

    def is_own(self, file: Path) -> bool:
        """Whether a file, where links lead, lies in a folder of git's own."""
        folders = (self._folders.own, self._folders.common) if self._folders else ()
        return ".git" in file.parts or any(file.is_relative_to(each.resolve()) for each in folders)

    def tracks(self, file: Path) -> bool:
        """Whether git tracks a file, where links lead."""
        top = self._folders.top.resolve() if self._folders and self._folders.top else None
        if top is None or not file.is_relative_to(top):
            return False
        return bool(self._git.ask("ls-files", "-z", "--", os.fspath(file.relative_to(top))))

    def filtered(self, state: State, paths: Collection[str], plain: Collection[str] = ()) -> list[str]:
        """The files at some paths, or below, whose content the attributes of a state let a filter change, which is
        never run. In the `plain` folders no attributes are."""
        judged, taken = may_be_filtered(state, paths, plain), state.snapshot
        taken = taken if taken is None or isinstance(taken, Snapshot) else taken.snapshot
        here = state.kind in ("worktree", "index")
        return self._made().filtered(state.tree, taken, judged, here=here) if judged else []

    def _made(self) -> Snapshots:
        """The throw-away folder, made when first asked for; what is written there can be read from then on."""
        if self._snapshots is None:
            self._snapshots = Snapshots(self._git, self._folders)
            self._objects.git = self._snapshots.reading
        return self._snapshots
