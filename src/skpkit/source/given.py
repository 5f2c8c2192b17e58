"""Files that somebody names on a command line, which may be anything that a system has a name for."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG

from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.messages import N_

NOT_READ = N_("{path} could not be read ({why})")
NO_FILE = N_("{path} is a folder, a device or a pipe, and no file; name a file")
TOO_LARGE = N_("{path} holds more than {most} megabytes, and so cannot be what is wanted here; name another file")


def refuse_no_file(path: Path) -> None:
    """Raises WrongUsage for what is no file, before it is opened: a pipe may never say anything, and a device never
    end. Raises SkpkitError where the system cannot look at it."""
    try:
        if not S_ISREG(path.stat().st_mode):
            raise WrongUsage(NO_FILE, path=str(path))
    except OSError as error:
        raise SkpkitError(NOT_READ, path=str(path), why=system_reason(error)) from None


def bytes_of(path: Path, megabytes: int) -> bytes:
    """What a file holds. Raises SkpkitError where it cannot be read or is larger than that."""
    refuse_no_file(path)
    most = megabytes * 1_000_000
    try:
        with path.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise SkpkitError(NOT_READ, path=str(path), why=system_reason(error)) from None
    if len(content) > most:
        raise WrongUsage(TOO_LARGE, path=str(path), most=megabytes)
    return content
