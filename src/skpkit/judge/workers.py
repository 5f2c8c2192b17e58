"""Sharing work out: on several processors where processes can be forked, one part after another where not."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from mmap import mmap
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

MOST = 8  # processes

Given = TypeVar("Given")
Made = TypeVar("Made")


def processors() -> int:
    """How many processes may share work: one where they are not forked, since a process that begins anew would first
    load everything again."""
    return min(len(os.sched_getaffinity(0)), MOST) if sys.platform == "linux" else 1


def share_out(
    work: Callable[[Given], Made],
    parts: Sequence[Given],
    processes: int,
    on_interrupt: signal.Handlers = signal.SIG_DFL,  # to end without a word
) -> Iterator[Made]:
    """What the work makes of each part, in their order. The processes are made now, with all that there is in this
    one; a part that one of them could not do, as it was killed, is done here."""
    if processes < 2:
        return map(work, parts)
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    ended = mmap(-1, 1)  # which the processes share
    try:
        pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (work, on_interrupt, ended))
    except (NotImplementedError, OSError):  # none can be made here
        return map(work, parts)
    try:
        futures = [pool.submit(_do, each) for each in parts]
    except (BrokenExecutor, OSError):  # not all of them could be made
        pool.shutdown(cancel_futures=True)
        return map(work, parts)
    return _made(work, pool, futures, parts, ended)


def given_up() -> bool:
    """Whether nobody waits any more for what this process makes: work that takes long asks now and then."""
    return bool(_ended and _ended[0])


def _made(
    work: Callable[[Given], Made],
    pool: ProcessPoolExecutor,
    futures: Sequence[Future[Made]],
    parts: Sequence[Given],
    ended: mmap,
) -> Iterator[Made]:
    from concurrent.futures import BrokenExecutor

    try:
        for future, part in zip(futures, parts, strict=True):
            try:
                yield future.result()
            except (BrokenExecutor, OSError):
                yield work(part)
    finally:
        ended[0] = 1
        pool.shutdown(cancel_futures=True)


_work: Callable[[Any], Any]
_ended: mmap | None = None


def _begin(work: Callable[[Any], Any], on_interrupt: signal.Handlers, ended: mmap) -> None:
    """In a new process: keep the work, which is not sent with every part."""
    global _work, _ended
    _work, _ended = work, ended
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, on_interrupt)


def _do(part: Any) -> Any:
    return _work(part)
