"""A command that is really killed: a process of its own, ended by SIGKILL at a drawn moment, half of them while it
writes. `KILLS=100 pytest tests/cli/test_killed.py` tries that many of every command that writes.

The process is a fork of this one, which spares it the start; what git runs for it is left alone, as a kill leaves it.
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

from skpkit.writing import journal
from tests.support.command import run_here
from tests.support.killing import held

ADOPT = 36  # PR_SET_CHILD_SUBREAPER: what a killed process had started becomes ours, to be waited for


class Timed(NamedTuple):
    """How a run of a command went: how long it took, when it began to write and when it was done with that."""

    whole: float
    writing: tuple[float, float]


class Killed(NamedTuple):
    """What came of many kills: how often the command was killed, how often it was done before that, how often the
    records were the new ones, and how often a journal was left."""

    killed: int
    done: int
    new: int
    journals: int


def killed_for_real(
    office: Path, place: Path, words: Sequence[str], day: Sequence[str], times: int, seed: str
) -> Killed:
    """Run a command in copies of a repository, killed so many times at a drawn moment: git is in order, the records are
    the old ones or the new ones once the next command ran, and that one, a check, finds what it did of one of them."""
    whole = place / "utuh"
    shutil.copytree(office, whole)
    timed = _run(whole, words, None)
    assert timed.whole, "the command ends with an error"
    ends = [_seen(each, day) for each in (office, whole)]
    assert ends[0][0] != ends[1][0], "the command wrote nothing"
    dice = Random(seed)  # noqa: S311 - no secret
    counted = [0, 0, 0, 0]
    pace = 1.0  # a machine that was busy when the run was timed is quicker later
    for nth in range(4 * times):
        if counted[0] == times:
            break
        copy = place / f"saat-{nth}"
        shutil.copytree(office, copy)
        span = (0.0, timed.whole) if nth % 2 else timed.writing
        ended = _run(copy, words, dice.uniform(*span) * pace, whole=nth % 2 == 1)
        counted[1 if ended.whole else 0] += 1
        pace = max(0.1, pace * 0.8) if ended.whole else min(1.0, pace * 1.1)
        if (copy / ".git").exists():
            for asked in (("fsck", "--strict"), ("status", "--porcelain")):
                subprocess.run(("git", *asked), cwd=copy, check=True, capture_output=True)
        found = journal.place_of(copy)
        counted[3] += bool(found and journal.ended_in(*found))
        assert _seen(copy, day) in ends, (words, nth)
        counted[2] += held(copy) == ends[1][0]
        shutil.rmtree(copy)
    shutil.rmtree(whole)
    return Killed(*counted)


def _seen(folder: Path, day: Sequence[str]) -> tuple[dict[str, bytes], int, str]:
    """What the next command, a check, says, and the files as they are after it."""
    done = run_here(folder, "check", "--format", "json", *day)
    return held(folder), done.returncode, done.stdout


def _run(folder: Path, words: Sequence[str], moment: float | None, *, whole: bool = True) -> Timed:
    """Run a command, killed at a `moment` of the whole of it or of its writing; without a time where it did not end
    well."""
    _adopting(True)
    reading, telling = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _command(folder, words, reading, telling)
    os.close(telling)
    ended = os.pidfd_open(child)
    marks: list[float] = []
    try:
        for _ in range(2):
            if moment is not None and (whole or marks):
                break
            if not os.read(reading, 1):
                break
            marks.append(time.monotonic() - began)
        if moment is not None and not select.select([ended], [], [], moment)[0]:
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        took = time.monotonic() - began
        assert code in (0, -signal.SIGKILL), code
    finally:
        os.close(ended)
        os.close(reading)
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-child, 0)  # what it had started goes on to its end
        _adopting(False)
    spent = (0.0, marks[1] - marks[0]) if len(marks) > 1 else (0.0, took / 2)
    return Timed(took if code == 0 else 0.0, spent)


def _command(folder: Path, words: Sequence[str], reading: int, telling: int) -> None:
    """The process of the command; it never comes back."""
    code = 99
    try:
        os.setpgid(0, 0)
        os.close(reading)
        journal.write_together = _marking(journal.write_together, telling)
        code = run_here(folder, *words).returncode
    finally:
        os._exit(code)


def _marking(real: Callable[..., None], telling: int) -> Callable[..., None]:
    def write(*given: object) -> None:
        os.write(telling, b"a")
        real(*given)
        os.write(telling, b"z")

    return write


def _adopting(on: bool) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(ADOPT, int(on), 0, 0, 0)
