"""Work that is shared out gives what one process makes of it, and ends when nobody waits for it any more."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import sys
from collections.abc import Generator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import given

from skpkit.judge import stages, workers
from skpkit.judge.engine import check
from skpkit.judge.office import Office
from skpkit.judge.stages import judge_dossiers, judge_shared
from skpkit.judge.workers import Workers, given_up
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.groups import in_a_group, interrupted, processes_of
from tests.support.memory import MemoryTree
from tests.support.year import Moment, offices
from tests.support.year import examples as drawn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there alone")


def test_what_nobody_waits_for_is_given_up(tmp_path: Path) -> None:
    def work(part: int) -> int:
        until = monotonic() + 20
        while part and monotonic() < until:
            if given_up():
                return part
        (tmp_path / str(part)).touch()
        return part

    made = Workers(2).share(work, range(8), on_interrupt=signal.SIG_IGN)  # as of those that finish what they write
    assert next(made) == 0
    assert isinstance(made, Generator)
    made.close()
    assert [each.name for each in tmp_path.iterdir()] == ["0"]
    assert not given_up()


def test_a_part_whose_process_is_killed_is_done_here() -> None:
    here = os.getpid()

    def work(part: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    assert list(Workers(2).share(work, range(4))) == [0, 1, 2, 3]


@drawn(6)
@given(offices())
def test_dossiers_that_are_let_go_of_are_judged_alike(moment: Moment) -> None:
    day = date.fromisoformat(moment.day)
    tree = MemoryTree({**examples().files, **moment.tree.files})
    kept = check(Office(tree), day, judge=judge_dossiers)
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(stages, "PART", 1)
        patching.setattr(stages, "ENOUGH", 1)
        for jobs in (1, 2):
            office = Office(tree)
            assert check(office, day, judge=partial(judge_shared, workers=Workers(jobs))) == kept
            assert not office._dossiers  # nothing is held in the end


_WAITING = """
import multiprocessing
import os
from skpkit.cli import main
from skpkit.judge import stages, workers
def judge_never(office, today, identities):
    open(os.environ["ASKED"], "w").close()
    open(os.environ["ASKED"] + " again").read()
stages.ENOUGH = 1
stages.judge_dossiers = judge_never
main(["check", "--rev", "HEAD", "--jobs", "2"])
"""


@pytest.mark.parametrize("whole", [True, False])
def test_an_interrupt_ends_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool) -> None:
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "repo")
    repo.commit(examples().files)
    asked, temporary = tmp_path / "asked", tmp_path / "temporary"
    temporary.mkdir()
    for each in (asked, tmp_path / "asked again"):
        os.mkfifo(each)
    process = in_a_group(_WAITING, repo.path, ASKED=str(asked), TMPDIR=str(temporary))
    asked.read_bytes()
    interrupted(process, whole=whole)
    assert not list(temporary.iterdir())


def test_processes_end_with_the_one_that_made_them_however_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "repo")
    repo.commit(examples().files)
    asked = tmp_path / "asked"
    for each in (asked, tmp_path / "asked again"):
        os.mkfifo(each)
    process = in_a_group(_WAITING, repo.path, ASKED=str(asked))
    asked.read_bytes()
    others = processes_of(process.pid)
    others.remove(process.pid)
    watched = []
    for number in others:
        with suppress(ProcessLookupError):  # a git that ended just now
            watched.append(os.pidfd_open(number))
    assert watched
    process.kill()
    process.communicate(timeout=60)
    for number in watched:
        ended, _, _ = select.select([number], [], [], 60)
        assert ended
        os.close(number)


def test_an_interrupt_while_processes_are_made_ends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits until they are there, and so nothing of it is lost."""
    before, results = signal.signal(signal.SIGINT, signal.default_int_handler), workers.results

    def pressed(*given: Any, **named: Any) -> Any:
        made = results(*given, **named)
        signal.raise_signal(signal.SIGINT)
        return made

    monkeypatch.setattr(workers, "results", pressed)
    try:
        with pytest.raises(KeyboardInterrupt):
            Workers(2).share(str, ["a", "b"])
    finally:
        signal.signal(signal.SIGINT, before)
    assert not multiprocessing.active_children()
