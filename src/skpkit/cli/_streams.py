"""The standard streams, made to take any text and never to fail: a report that cannot be shown changes no verdict.

What the encoding of a stream lacks is replaced. A stream that is closed or full, or whose reader went away, takes what
is written to it and keeps nothing. The first page of help needs this module, so it imports little: `typing` alone takes
a quarter of the time in which Python starts.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

# What people write for it where there is only ASCII; what else is missing is told by its number.
_PLAIN = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "→": "->",
    "–": "-",
    "—": "-",
    "≠": "!=",
    "·": "-",
    "×": "x",
    "\u00a0": " ",
}


class Outlet(io.TextIOBase):
    """A standard stream that takes any text; `lost` tells why some went nowhere."""

    encoding = "utf-8"  # to whoever asks: any text may be written
    errors = "strict"

    def __init__(self, under: TextIO | None) -> None:
        super().__init__()
        self._under = under
        self._encoding = getattr(under, "encoding", None) or "utf-8"
        self.lost: OSError | None = None

    @property
    def takes_all(self) -> bool:
        """Whether the stream can show every character."""
        return self._encoding.lower().startswith("utf")

    @property
    def reader_left(self) -> bool:
        """Whether nobody reads any more, as after `| head`: there is nobody to tell. Windows calls it EINVAL."""
        return self.lost is not None and self.lost.errno in (errno.EPIPE, errno.EINVAL)

    def write(self, text: str) -> int:
        """Write what can be written of a text."""
        shown = self._shown(text)
        with self._losing():
            if self._under:
                self._under.write(shown)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        with self._losing():
            if self._under and not self._under.closed:
                self._under.flush()

    def isatty(self) -> bool:
        """Whether a terminal reads along."""
        return bool(self._under and self._under.isatty())

    def fileno(self) -> int:
        """The number of the stream to the system."""
        if self._under is None:
            raise io.UnsupportedOperation
        return self._under.fileno()

    def writable(self) -> bool:
        """It is."""
        return True

    def _shown(self, text: str) -> str:
        """The text with what the encoding lacks replaced."""
        if _fits(text, self._encoding):
            return text
        plain = "".join(each if _fits(each, self._encoding) else _PLAIN.get(each, each) for each in text)
        return plain.encode(self._encoding, "backslashreplace").decode(self._encoding)

    @contextmanager
    def _losing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.lost, under, self._under = error, self._under, None
            with suppress(OSError, ValueError):  # what it still holds goes nowhere when the process ends
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, under.fileno() if under else nowhere)
                os.close(nowhere)


class Outlets:
    """Standard output and standard error."""

    def __init__(self, out: Outlet, err: Outlet) -> None:
        self.out, self.err = out, err


@contextmanager
def outlets() -> Iterator[Outlets]:
    """The standard streams as such outlets, while it lasts."""
    _fill()
    before = sys.stdout, sys.stderr
    made = Outlets(Outlet(sys.stdout), Outlet(sys.stderr))
    sys.stdout, sys.stderr = made.out, made.err
    try:
        yield made
    finally:
        made.out.flush()
        made.err.flush()
        sys.stdout, sys.stderr = before


def takes_all(stream: object) -> bool:
    """Whether a stream shows every character as it is."""
    return not isinstance(stream, Outlet) or stream.takes_all


def say(sentence: str, *, err: bool = False) -> None:
    """Print a sentence as a line of its own that nothing takes for a command, whatever names it holds."""
    from skpkit.messages import visible

    stream, line = sys.stderr if err else sys.stdout, visible(sentence)
    if stream.isatty():
        from skpkit.cli._wrapping import wrapped

        line = wrapped(line)
    print(line, file=stream, flush=True)


def _fill() -> None:
    """Put nothing where a standard stream is closed: else the next file that is opened would be taken for it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
