"""One writer at a time: a lock that the system takes back when its process ends, however that was."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN, EDEADLK
from pathlib import Path

_HELD = (EACCES, EAGAIN, EDEADLK)  # what the systems say of a lock that another process holds

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockedError(Exception):
    """Another process holds the lock."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock that a file stands for; the file is taken away again. Raises LockedError where another process
    holds it, and OSError where the file cannot be made."""
    held = _held(file)
    try:
        yield
    finally:
        try:
            with suppress(OSError):  # Windows takes no file away that is open
                file.unlink()  # while it is locked: who opened it meanwhile sees that it is another by now
        finally:
            os.close(held)


def _held(file: Path) -> int:
    while True:
        opened = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _take(opened)
        except OSError as error:
            os.close(opened)
            if error.errno in _HELD:
                raise LockedError from None
            raise
        try:
            if os.path.samestat(os.fstat(opened), file.stat()):
                return opened
        except FileNotFoundError:  # its holder took it away before we had the lock
            pass
        os.close(opened)
