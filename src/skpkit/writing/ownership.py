"""Whose a journal is, and where it may lead: one that others could have written is not carried out."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

from skpkit.errors import SkpkitError, system_reason
from skpkit.messages import N_

OF_ANOTHER = N_(
    "{path} tells what a command that was ended had begun, but {place} belongs to another user, so nothing of it is "
    "done; let that user run skpkit check there, or look at the records and take that file away"
)
UNREADABLE_JOURNAL = N_("{path}, the journal of a command that was ended, cannot be read ({why}); let it be read")


def refuse_foreign(journal: Path, root: Path) -> None:
    """Raises SkpkitError where a journal, or a folder that leads to it, is not one's own.

    On Windows Python does not say whose they are.
    """
    if sys.platform == "win32":
        return
    for each in (journal, journal.parent, journal.parent.parent, root / ".git", root):
        try:
            if os.lstat(each).st_uid != os.geteuid():
                raise SkpkitError(OF_ANOTHER, path=str(journal), place=str(each))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise SkpkitError(UNREADABLE_JOURNAL, path=str(journal), why=system_reason(error)) from None


def is_inside(path: str) -> bool:
    """Whether a path by itself leads to a file below the folder from which it counts, and to none of git's own."""
    parts = PurePosixPath(path).parts
    if sys.platform == "win32" and ("\\" in path or ":" in path):
        return False
    return bool(parts) and parts[0] != "/" and not any(each.casefold() in ("..", ".git") for each in parts)
