"""A command that is killed while it writes: from some call to the system on nothing is done any more.

Only what writes records counts, so the moments are few, and every one can be tried. A command that writes has a test
that calls `killed_everywhere`, and a row in `tests/cli/test_killed.py`, where real processes are killed.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from skpkit.writing import journal
from tests.support.command import git, run_here

CALLS = ("replace", "fsync", "mkdir", "unlink", "rmdir", "chmod", "open")


class KilledError(BaseException):
    """The process is gone: from here on nothing is done any more, not even what cleans up."""


@contextmanager
def killed_at(nth: int) -> Iterator[list[str]]:
    """End at the nth call by which files are changed; gives the calls up to there."""
    made: list[str] = []

    def ending(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            made.append(name)
            if len(made) > nth:
                raise KilledError
            return call(*given, **named)

        return run

    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, ending(name, getattr(os, name)))
        patched.setattr(io, "open", ending("io.open", io.open))
        yield made


@contextmanager
def killed_while_writing(nth: int) -> Iterator[None]:
    """End at the nth call of what writes records together, and at none before."""
    real = journal.write_together

    def write(*given: Any) -> None:
        with killed_at(nth):
            real(*given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(journal, "write_together", write)
        yield


def held(folder: Path) -> dict[str, bytes]:
    """All files of a working tree."""
    files = (each for each in folder.rglob("*") if each.is_file() and ".git" not in each.relative_to(folder).parts)
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def killed_everywhere(office: Path, place: Path, words: Sequence[str], *, every: int = 3) -> None:
    """Run a command in copies of a repository, each time killed a little later, until it is done: git is in order, and
    the next command leaves the files that were there or those that are to be, and says which.

    `every` leaves moments out, where the command takes long.
    """
    before, ends = held(office), list[dict[str, bytes]]()
    moments = 0
    for nth in range(0, 10_000, every):
        copy = place / f"saat-{nth}"
        shutil.copytree(office, copy)
        with killed_while_writing(nth):
            try:
                done = run_here(copy, *words)
            except KilledError:
                moments += 1
            else:
                assert done.returncode == 0, done.stderr
                break
        git(copy, "fsck")
        git(copy, "status")
        asked = journal.place_of(copy)
        assert asked
        left = journal.ended_in(*asked)
        said = run_here(copy, "rules").stderr  # the cheapest of all commands
        assert ("terhenti" in said) == left
        ends.append(held(copy))
        shutil.rmtree(copy)
    after = held(copy)
    assert after != before, "the command wrote nothing"
    assert moments > 2
    assert all(each in (before, after) for each in ends)
    assert before in ends
