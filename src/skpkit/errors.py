"""Why a command cannot run: one sentence with place and remedy, and an exit code."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Self

from skpkit.messages import N_, SHORT, Told, Value, tell

_SYSTEM = {
    errno.EACCES: N_("permission is denied"),
    errno.EPERM: N_("permission is denied"),
    errno.EROFS: N_("the disk may only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the space that you may use is full"),
    errno.EFBIG: N_("the file would be too large"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is a file, no folder"),
    errno.EEXIST: N_("a part of the path is a file, no folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("its links lead round in a circle"),
    errno.EIO: N_("the disk fails"),
    errno.EBUSY: N_("another program uses it"),
    errno.EPIPE: N_("nobody reads any more"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENOMEM: N_("there is not enough memory"),
}


def system_reason(error: OSError) -> str:
    """Why the system could not do something, in the reader's language where the reason is a common one."""
    known = _SYSTEM.get(error.errno or 0)
    return Told(known) if known else error.strerror or str(error)


class SkpkitError(Exception):
    """A command could not complete (exit code 3). `message` is a catalogue key, `told` fills it."""

    exit_code = 3
    listed = False  # whether its sentence has a line for each thing that it is about

    def __init__(self, message: str, **told: Value) -> None:
        super().__init__(message)
        self.message = message
        self.told: Mapping[str, Value] = told
        self.place = ""
        self.commit = ""

    def at(self, path: str, line: int) -> Self:
        """The same error with the place that it is about."""
        self.place = f"{path}:{line}: "
        return self

    def of(self, commit: str | None) -> Self:
        """The same error with the commit that holds the file that it is about, where one does and none is named yet."""
        if commit and self.place and not self.commit:
            self.commit, self.place = commit, f"{commit[:SHORT]}:{self.place}"
        return self

    def sentence(self, lang: str) -> str:
        """The finished sentence in `lang`, after its place."""
        return self.place + tell(self.message, self.told, lang)

    def __str__(self) -> str:
        return self.sentence("en")


class WrongUsage(SkpkitError):
    """The command line or the settings ask for something that cannot be (exit code 2)."""

    exit_code = 2


@contextmanager
def told_of(commit: str | None) -> Iterator[None]:
    """What is wrong in the files of a state, told with its commit, if it is one."""
    try:
        yield
    except WrongUsage as error:
        error.of(commit)
        raise


NOT_INSTALLED = N_(
    "{library} is not installed here, which skpkit needs; install skpkit anew, so that it comes along (pip install "
    "--upgrade skpkit, or pip install --editable . in its own repository)"
)


def not_installed(error: ImportError) -> SkpkitError:
    """What to say where a library is missing, as after an update of skpkit alone."""
    return SkpkitError(NOT_INSTALLED, library=error.name or str(error))
