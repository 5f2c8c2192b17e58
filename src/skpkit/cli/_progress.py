"""How far something is, on a terminal: a bar on standard error, for what takes longer than a moment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from skpkit.cli._language import chosen_language
from skpkit.messages import tell

if TYPE_CHECKING:
    from rich.progress import Progress

    from skpkit.judge.workers import OnProgress

PATIENCE = 2.0  # seconds that nothing is shown for
OFTEN = 0.1  # seconds between two times that it is drawn
_REMEMBERED = 600.0  # seconds by which it is told how long the rest takes: some parts take minutes


@contextmanager
def bar(*, wanted: bool = True) -> Iterator[OnProgress]:
    """A bar on standard error, where that is a terminal and one is `wanted`; what it gives is told what is done, how
    much of it is, and of how much. It is taken away at the end, and drawn as it is told: no thread draws it, since
    processes are made meanwhile."""
    shown = _Bar()
    try:
        yield shown.told if wanted and sys.stderr.isatty() else _nothing
    finally:
        shown.end()


def _nothing(what: str, done: int, of: int) -> None:
    """Show nothing."""


class _Bar:
    def __init__(self) -> None:
        self._since = monotonic()
        self._drawn = 0.0
        self._progress: Progress | None = None
        self._what = "", 0

    def told(self, what: str, done: int, of: int) -> None:
        """Show how far it is, if it takes long and there is anything to do."""
        if not of or (self._progress is None and monotonic() - self._since < PATIENCE):
            return
        is_new = (what, of) != self._what  # one thing may come twice, of other numbers
        if not is_new and done < of and monotonic() - self._drawn < OFTEN:
            return
        self._drawn = monotonic()
        progress = self._progress = self._progress or _drawn()
        if is_new:
            for each in progress.task_ids:
                progress.remove_task(each)
            progress.add_task(tell(what, {}, chosen_language()), total=of, completed=done)
            self._what = what, of
        progress.update(progress.task_ids[0], completed=done, total=of)
        progress.refresh()

    def end(self) -> None:
        """Take it away."""
        if self._progress:
            self._progress.stop()


def _drawn() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    made = Progress(*columns, console=console, transient=True, auto_refresh=False, speed_estimate_period=_REMEMBERED)
    made.start()
    return made
