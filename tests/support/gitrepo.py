"""Temporary git repositories for tests: the same commits everywhere, whatever settings the machine has."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ani",
    "GIT_AUTHOR_EMAIL": "ani@example.org",
    "GIT_COMMITTER_NAME": "Ani",
    "GIT_COMMITTER_EMAIL": "ani@example.org",
    "GIT_AUTHOR_DATE": "2026-01-05T08:00:00+07:00",
    "GIT_COMMITTER_DATE": "2026-01-05T08:00:00+07:00",
}


def settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git, in this test and in what it tests, know only the settings above."""
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


class GitRepo:
    """A repository in a folder. `settle` comes first."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def made(cls, path: Path, *options: str) -> GitRepo:
        """A new repository with a branch main."""
        path.mkdir(parents=True, exist_ok=True)
        repo = cls(path)
        repo.git("init", "--quiet", "--template=", "--initial-branch=main", *options)
        return repo

    def git(self, *arguments: str, given: str | None = None, fine: Iterable[int] = (0,), **environment: str) -> str:
        """What a command of git prints, without the line end; fails where it ends with another code."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            input=given,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "LANGUAGE": "en", **environment},  # whatever a test before this one chose
        )
        assert done.returncode in fine, done.stderr
        return done.stdout.rstrip("\n")

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files, or (None) remove them."""
        for name, text in files.items():
            file = self.path / name
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, files: Mapping[str, str | bytes | None] | None = None, message: str = "Rekaman") -> str:
        """Commit all there is after writing some files, and return the commit's id."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "--message", message)
        return self.git("rev-parse", "HEAD")

    def id_of(self, revision: str) -> str:
        """The id that a revision means."""
        return self.git("rev-parse", "--verify", revision)

    def tree_to_be(self) -> str:
        """The tree that committing everything would record, by git's own commands. It changes the index."""
        plain = [word for each in ("fsmonitor=false", "safecrlf=false") for word in ("-c", f"core.{each}")]
        self.git(*plain, "add", "--all")
        return self.git(*plain, "write-tree")


def photograph(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Everything in a folder with contents, modes and times, to see whether anything touched it."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes() if path.is_file() else b"",
            path.lstat().st_mtime_ns,
            path.lstat().st_mode,
        )
        for path in [folder, *folder.rglob("*")]
    }


def age(folder: Path) -> None:
    """Give everything in a folder an old time, so that a touch of it shows."""
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
