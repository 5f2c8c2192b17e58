"""Where records lie, seen from a folder: the git repository around it, or the nearest plain folder of records."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.git_folders import GitFolders
from skpkit.source.history.plumbing import FAILED, NO_REPOSITORY, NOT_TRUSTED, Plumbing, find_repository, runner
from skpkit.source.history.repository import Folder, Repository
from skpkit.source.tree import RECORDS, SETTINGS

if TYPE_CHECKING:
    from skpkit.source.history.branches import BranchChoice

NO_RECORDS = N_(
    "{path} lies in no git repository, and neither it nor a folder above holds skpkit.yaml or a folder records; "
    "go to the folder of your records, or begin new ones: skpkit init"
)

_FOREIGN = re.compile(r"(?:dubious ownership in repository at|unsafe repository \() ?'(?P<path>[^']+)'")
# How a plain folder of records is known: by its settings, or by the folder that records lie in without any.
MARKS = (SETTINGS, RECORDS)


def open_repository(start: Path, choice: BranchChoice | None = None) -> Repository:
    """The repository that a folder lies in. Raises SkpkitError where there is none, or git may not read it."""
    repository = _repository(start.absolute(), choice)
    if repository is None:
        raise SkpkitError(NO_REPOSITORY, path=str(start))
    return repository


def open_folder(root: Path) -> Folder:
    """A folder of records, whether it lies in a repository or not."""
    top = root.resolve()
    return Folder(Plumbing(runner(top), top, {"GIT_WORK_TREE": str(top)}), top)


def open_records(start: Path, choice: BranchChoice | None = None) -> Repository | Folder:
    """The repository that a folder lies in, or where there is none, the nearest folder of records."""
    found = _repository(start.absolute(), choice)
    if found:
        return found
    top = start.resolve()
    for folder in (top, *top.parents):
        if any((folder / mark).exists() for mark in MARKS):
            return open_folder(folder)
    raise SkpkitError(NO_RECORDS, path=str(start))


def _repository(start: Path, choice: BranchChoice | None) -> Repository | None:
    if not find_repository(start):
        return None
    folders = _git_folders(start.resolve())
    if folders is None:
        return None
    root = folders.top or folders.own
    where = {"GIT_DIR": str(folders.own), **({"GIT_WORK_TREE": str(folders.top)} if folders.top else {})}
    return Repository(Plumbing(runner(root), root, where), folders, choice)


def _git_folders(start: Path) -> GitFolders | None:
    """Where the repository around a folder is, by git's own word. Only here git looks whose it is."""
    git = Plumbing(runner(start), start, {})
    asked = ("--git-dir", "--git-common-dir", "--show-object-format", "--is-inside-work-tree", "--show-toplevel")
    answer = git.run("rev-parse", *asked)
    lines = os.fsdecode(answer.output).split("\n")
    if len(lines) < len(asked):
        foreign = _FOREIGN.search(answer.complaint)
        if foreign:
            raise SkpkitError(NOT_TRUSTED, path=foreign["path"])
        if "not a git repository" in answer.complaint:
            return None  # git looks less far than GitPython: GIT_CEILING_DIRECTORIES, another file system
        raise SkpkitError(FAILED, path=str(start), words=answer.words)
    own, common, hashing, inside, top, *_ = lines
    return GitFolders(
        (start / own).resolve(),
        (start / common).resolve(),
        (start / top).resolve() if inside == "true" else None,
        64 if hashing == "sha256" else 40,
    )
