"""A repository that is made, and the first commit in it: what a person would do with git, where he agrees."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.history.plumbing import Plumbing, runner

NAMELESS = N_(
    "what was written is in {path}, but git does not know yet who you are, so it made no commit; tell it once on this "
    'computer: git config --global user.name "YOUR NAME", and git config --global user.email YOUR@ADDRESS; then in '
    'that folder: git commit -m "{words}"'
)
NOT_COMMITTED = N_(
    "git made no commit in {path} ({words}); what was written is there, so mend what it names, and commit it yourself"
)


def make_repository(folder: Path, branch: str) -> None:
    """Make a folder a git repository whose first commit will be on a branch. Raises SkpkitError where git cannot."""
    Plumbing(runner(folder), folder, {}).ask("init", "--quiet", f"--initial-branch={branch}")


def commit_files(folder: Path, paths: Sequence[str], message: str) -> None:
    """Commit some files of a working tree, and nothing else. Raises SkpkitError where git cannot, as where it does not
    know who commits."""
    git = Plumbing(runner(folder), folder, {})
    git.ask("add", "--", *paths, otherwise=NOT_COMMITTED)
    if git.run("var", "GIT_AUTHOR_IDENT").status != 0:
        raise SkpkitError(NAMELESS, path=str(folder), words=message)
    git.ask("commit", "--quiet", f"--message={message}", "--", *paths, otherwise=NOT_COMMITTED)


def remote_address(folder: Path) -> str:
    """Where the repository that a folder is was cloned from; empty where that is unknown."""
    answer = Plumbing(runner(folder), folder, {}).run("remote", "get-url", "origin")
    return os.fsdecode(answer.output).strip() if answer.status == 0 else ""


def official_branch(folder: Path) -> str:
    """The branch that a clone's origin calls its own, else that which a working tree is on, even before its first
    commit; empty where it is on none."""
    git = Plumbing(runner(folder), folder, {})
    for name, before in (("refs/remotes/origin/HEAD", "origin/"), ("HEAD", "")):
        answer = git.run("symbolic-ref", "--quiet", "--short", name)
        if answer.status == 0:
            return os.fsdecode(answer.output).strip().removeprefix(before)
    return ""


def hooks_elsewhere(folder: Path) -> str:
    """The folder from which git takes hooks in a working tree where that is not the repository's own; else empty."""
    git = Plumbing(runner(folder), folder, {})
    for scope in ("--local", "--global", "--system"):  # what is given for one run alone is none of a person's
        answer = git.run("config", scope, "--includes", "--get", "core.hooksPath")
        if answer.status == 0:
            return os.fsdecode(answer.output).strip()
    return ""


def never_committed(folder: Path, paths: Sequence[str]) -> list[str]:
    """Those files of a working tree that no commit holds yet."""
    git = Plumbing(runner(folder), folder, {})
    answer = git.run("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
    lines = os.fsdecode(answer.output).split("\0")
    return [each[3:] for each in lines if each[:2] == "??" or each[:1] == "A"]
