"""Being ended by a signal: what cleans up after itself gets to do so, as after an interrupt."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

# What ends a process from outside; Windows knows the first alone.
NAMES = ("SIGTERM", "SIGHUP")


class EndedError(BaseException):
    """The process was told to end. The exit code is what a shell shows of a signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextmanager
def endings() -> Iterator[None]:
    """While it lasts such a signal raises EndedError; one that is ignored, as nohup wants it, stays so."""
    before: dict[signal.Signals, Any] = {}
    for number in (getattr(signal, each) for each in NAMES if hasattr(signal, each)):
        if signal.getsignal(number) == signal.SIG_DFL:
            try:
                before[number] = signal.signal(number, _end)
            except ValueError:  # not in the main thread
                break
    try:
        yield
    except EndedError:
        for number in before:
            before[number] = signal.SIG_IGN  # what is left to clean up is not to be disturbed
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> None:
    raise EndedError(number)
