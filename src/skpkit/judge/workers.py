"""Sharing work out, through an executor: by several processes where they can be forked, by the machines of a cluster
(`cluster`), and one part after another where there is neither."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from mmap import mmap
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from skpkit.errors import SkpkitError
from skpkit.messages import N_

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.process import BaseProcess

Given = TypeVar("Given")
Made = TypeVar("Made")
OnProgress: TypeAlias = "Callable[[str, int, int], None]"
"""What is told how far something is: what is done (a key of the catalogues), how much of it is, and of how much."""


_ENDING = [getattr(signal, each) for each in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, each)]
_ENDS_WITH_MAKER = 1  # what prctl(2) calls PR_SET_PDEATHSIG
AHEAD = 4  # parts for each worker that are asked for before the first of them was taken


class NotShared(SkpkitError):
    """Those who should share the work cannot do it; nobody does it in their place."""


READING = N_("Reading")
LAYING_OUT = N_("Laying out")


def silent(what: str, done: int, of: int) -> None:
    """Tell nobody how far it is."""


def in_turn(items: Sequence[Given], what: str, on_progress: OnProgress) -> Iterator[Given]:
    """Some items one after the other; before each it is told how many were taken, and that `what` is done."""
    for done, each in enumerate(items):
        on_progress(what, done, len(items))
        yield each


def processors() -> int:
    """How many processes may share work: one where they are not forked, since a process that begins anew would first
    load everything again."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


class Workers:
    """Who shares work: `jobs` processes of this machine, as many as it lets this one use where nobody says."""

    far = False  # whether they are other machines, to which work is sent

    def __init__(self, jobs: int | None = None) -> None:
        self._jobs = jobs

    @property
    def jobs(self) -> int:
        """How many parts are worked on at once."""
        return processors() if self._jobs is None else self._jobs if sys.platform == "linux" else 1

    def share(
        self,
        work: Callable[[Given], Made],
        parts: Sequence[Given],
        processes: int | None = None,
        on_interrupt: signal.Handlers = signal.SIG_DFL,  # to end without a word
    ) -> Generator[Made, None, None]:
        """What the work makes of each part, in their order. Processes, no more of them than are asked for, are made
        now, with all that there is in this one; a part that one of them could not do, as it was killed, is done
        here."""
        processes = min(self.jobs, len(parts), self.jobs if processes is None else processes)
        if processes < 2:
            return _here(work, parts)
        from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
        from multiprocessing import active_children, get_context

        others = {*active_children()}
        new: list[BaseProcess] = []
        ended = mmap(-1, 1)  # which the processes share
        try:
            pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (work, on_interrupt, ended, os.getpid()))
        except (NotImplementedError, OSError):  # none can be made here
            return _here(work, parts)
        try:
            with _held_back():  # or one would be dropped in what is called around a fork, or told by the new process
                made = results(lambda part: pool.submit(_do, part), work, parts, AHEAD * processes)
                new = [each for each in active_children() if each not in others]
        except (BrokenExecutor, OSError):  # not all of them could be made
            pool.shutdown(cancel_futures=True)
            return _here(work, parts)
        except BaseException:
            _let_go(pool, ended, new)
            raise
        return _until_closed(made, pool, ended, new)


HERE = Workers()


def given_up() -> bool:
    """Whether nobody waits any more for what this process makes: work that takes long asks now and then."""
    return bool(_ended and _ended[0])


def results(
    submit: Callable[[Given], Future[Made]],
    work: Callable[[Given], Made],
    parts: Sequence[Given],
    ahead: int,
    lost: tuple[type[BaseException], ...] = (),
    wait: Callable[[Future[Made]], Made] | None = None,
) -> Generator[Made, None, None]:
    """What an executor, to which parts are submitted, makes of them, in their order; a part that it could not do, as
    what it raises says (`lost` beside what executors raise), is done here.

    The first parts are submitted now, `ahead` of them at a time, so that what is made does not pile up where it is made
    faster than it is taken; and what was taken is let go of. `wait` waits for one, else it takes as long as it takes.
    """
    coming = iter(parts)
    waiting: deque[tuple[Given, Future[Made] | None]] = deque((each, submit(each)) for each in islice(coming, ahead))
    return _taken(submit, work, coming, waiting, lost, wait or _result)


def _taken(
    submit: Callable[[Given], Future[Made]],
    work: Callable[[Given], Made],
    coming: Iterator[Given],
    waiting: deque[tuple[Given, Future[Made] | None]],
    lost: tuple[type[BaseException], ...],
    wait: Callable[[Future[Made]], Made],
) -> Generator[Made, None, None]:
    from concurrent.futures import BrokenExecutor, CancelledError

    gone: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, OSError, *lost)
    while waiting:
        part, future = waiting.popleft()
        for each in islice(coming, 1):
            try:
                waiting.append((each, submit(each)))
            except gone:
                waiting.append((each, None))
        try:
            made = wait(future) if future else work(part)
        except gone:
            made = work(part)
        del future  # and with it what an executor keeps of the result
        yield made
        del made


def _result(future: Future[Made]) -> Made:
    return future.result()


def _here(work: Callable[[Given], Made], parts: Sequence[Given]) -> Generator[Made, None, None]:
    yield from map(work, parts)


def _until_closed(
    made: Generator[Made, None, None], pool: Executor, ended: mmap, processes: Sequence[BaseProcess]
) -> Generator[Made, None, None]:
    done = False
    try:
        yield from made
        done = True
    finally:
        _let_go(pool, ended, () if done else processes)


def _let_go(pool: Executor, ended: mmap, processes: Iterable[BaseProcess]) -> None:
    """Let processes end, `processes` at once, but for those that finish what they write."""
    ended[0] = 1
    for each in processes:
        each.terminate()
    pool.shutdown(cancel_futures=True)


@contextmanager
def _held_back() -> Iterator[None]:
    """While it lasts nothing ends this process or a new one; what would have does so then."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Callable[[Any], Any]
_ended: mmap | None = None


def _begin(work: Callable[[Any], Any], on_interrupt: signal.Handlers, ended: mmap, maker: int) -> None:
    """In a new process: keep the work, which is not sent with every part, and end with its `maker`, however that does:
    nobody else would tell it."""
    from ctypes import CDLL

    global _work, _ended
    _work, _ended = work, ended
    with suppress(AttributeError, OSError):
        CDLL(None).prctl(_ENDS_WITH_MAKER, int(signal.SIGKILL))
    if os.getppid() != maker:
        os._exit(1)
    for number in _ENDING:
        signal.signal(number, on_interrupt)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _do(part: Any) -> Any:
    return _work(part)
