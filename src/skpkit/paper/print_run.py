"""Printing many: a document of every dossier, on several processors where processes can be forked."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from skpkit.errors import SkpkitError
from skpkit.model.dossier import Identity
from skpkit.paper.printing import Desk
from skpkit.paper.typeset import Format

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

ENOUGH = 8  # dossiers that keep a process busy for longer than it takes to make it
PORTION = 16  # dossiers that are printed before anything is told of them
MOST = 8  # processes

Keep: TypeAlias = Callable[[str, Sequence[bytes]], None]


class Order(NamedTuple):
    """What to print: a document of every record that has it (without a name: every SKP), and where the pages go.

    `keep` is given a name for the document, with folders and without suffix, and its pages. It raises SkpkitError
    where it cannot keep them, which ends the run.
    """

    desk: Desk
    keep: Keep
    style: Format = "pdf"
    document: str | None = None


class Portion(NamedTuple):
    """What came of some dossiers: how many there were, the records printed, why others were not, and why it ends."""

    dossiers: int
    printed: int
    failures: tuple[tuple[str, SkpkitError], ...]
    end: SkpkitError | None = None


def print_all(order: Order, identities: Sequence[Identity]) -> Iterator[Portion]:
    """Print the documents of some dossiers. The processes are made now, and what they did is told as it is done.

    Each document has the bytes that it has alone. A failure of one record leaves the others; one of `keep` is the end.
    """
    processes = min(_processors(), len(identities) // ENOUGH, MOST)
    size = max(1, min(PORTION, len(identities) // (4 * max(1, processes))))
    parts = [identities[start : start + size] for start in range(0, len(identities), size)]
    if processes < 2:
        return _until_the_end(map(partial(_print, order), parts))
    return _until_the_end(_shared_out(order, parts, processes))


def _processors() -> int:
    """How many processes may print: one where a new process would first load everything again, or where this one has
    a press, whose threads a forked process would wait for in vain."""
    from skpkit.paper.press import press, workplace

    if sys.platform != "linux" or press.cache_info().currsize:
        return 1
    workplace()
    return len(os.sched_getaffinity(0))


def _until_the_end(portions: Iterator[Portion]) -> Iterator[Portion]:
    for each in portions:
        yield each
        if each.end:
            return


def _shared_out(order: Order, parts: Sequence[Sequence[Identity]], processes: int) -> Iterator[Portion]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    order.desk.prepare()
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (order,))
    try:
        futures = [pool.submit(_print_here, each) for each in parts]
    except (NotImplementedError, OSError):  # no process could be made
        pool.shutdown(cancel_futures=True)
        return map(partial(_print, order), parts)
    return _as_done(order, pool, dict(zip(futures, parts, strict=True)))


def _as_done(
    order: Order, pool: ProcessPoolExecutor, parts: dict[Future[Portion], Sequence[Identity]]
) -> Iterator[Portion]:
    """What is done, as it gets done. What a process that was killed leaves undone is done here."""
    from concurrent.futures import BrokenExecutor, as_completed

    try:
        for each in as_completed(parts):
            try:
                yield each.result()
            except BrokenExecutor:
                yield _print(order, parts[each])
    finally:
        pool.shutdown(cancel_futures=True)


_order: Order


def _begin(order: Order) -> None:
    """In a new process: take the order, and leave it to the first process to answer an interrupt."""
    global _order
    _order = order
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _print_here(identities: Sequence[Identity]) -> Portion:
    return _print(_order, identities)


def _print(order: Order, identities: Sequence[Identity]) -> Portion:
    """Print the documents of some dossiers."""
    desk, printed, failures = order.desk, 0, []
    try:
        desk.read_ahead(identities)
        for path in chain.from_iterable(desk.records(each, order.document) for each in identities):
            try:
                name, pages = desk.place(path, order.document), desk.pages(path, order.style, order.document)
            except SkpkitError as error:
                failures.append((path, error))
                continue
            order.keep(name, pages)
            printed += 1
    except SkpkitError as error:
        return Portion(len(identities), printed, tuple(failures), error)
    return Portion(len(identities), printed, tuple(failures))
