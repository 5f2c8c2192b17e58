"""Being ended by a signal: what cleans up after itself gets to do so, as after an interrupt.

Where Python may raise nothing, as in what is called when something is let go of, it drops an interrupt and goes on;
so one that was dropped is raised again a moment later.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_MOMENT = 0.01  # seconds
# What ends a process from outside; Windows knows the first alone.
NAMES = ("SIGTERM", "SIGHUP")


class EndedError(BaseException):
    """The process was told to end. The exit code is what a shell shows of a signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextmanager
def endings() -> Iterator[None]:
    """While it lasts such a signal raises EndedError; one that is ignored, as nohup wants it, stays so. What Python
    dropped of these and of interrupts is raised again."""
    before: dict[signal.Signals, Any] = {}
    for number in (getattr(signal, each) for each in NAMES if hasattr(signal, each)):
        if signal.getsignal(number) == signal.SIG_DFL:
            try:
                before[number] = signal.signal(number, _end)
            except ValueError:  # not in the main thread
                break
    told = sys.unraisablehook
    dropped = sys.unraisablehook = _Dropped(told)
    try:
        yield
    except EndedError:
        for number in before:
            before[number] = signal.SIG_IGN  # what is left to clean up is not to be disturbed
        raise
    finally:
        sys.unraisablehook = told
        dropped.forget()
        for number, handler in before.items():
            signal.signal(number, handler)


class _Dropped:
    """Raises again what ends the process and was raised where nothing can be; of anything else it is told as before."""

    def __init__(self, told: Callable[[Any], object]) -> None:
        self._told = told
        self._before: Any = None  # what heard the alarm by which it is raised

    def __call__(self, unraisable: Any) -> None:
        """Take what was dropped."""
        error = unraisable.exc_value
        if isinstance(error, KeyboardInterrupt | EndedError) and hasattr(signal, "setitimer"):

            def again(_number: int, _frame: FrameType | None) -> None:
                raise error

            before = signal.signal(signal.SIGALRM, again)
            self._before = before if self._before is None else self._before
            signal.setitimer(signal.ITIMER_REAL, _MOMENT)
        else:
            self._told(unraisable)

    def forget(self) -> None:
        """Raise nothing any more."""
        if self._before is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)


def _end(number: int, _: FrameType | None) -> None:
    raise EndedError(number)
