"""Which commit first gave a file a content: every version of some files along a history, as it landed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from skpkit.source.history.plumbing import BROKEN, Plumbing
from skpkit.source.history.trees import printable
from skpkit.source.tree import Entry

# The first commit is all new, whatever the settings prefer to see; a merge is what it brought to its first parent.
_OPTIONS = ("--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "-z")
_SETTINGS = ("log.showRoot=true", "log.showSignature=false")


class Writer(NamedTuple):
    """A commit that wrote something, and when it was made, by its own clock."""

    commit: str
    when: datetime


class FileVersion(NamedTuple):
    """What a commit made of a file."""

    writer: Writer
    entry: Entry


def versions(git: Plumbing, commit: str, wanted: Callable[[str], bool]) -> Iterator[FileVersion]:
    """Every version of the files with `wanted` paths on the first-parent line up to a commit, the oldest first."""
    log = git.ask("log", *_OPTIONS, "--format=commit %H %cI", commit, settings=_SETTINGS, otherwise=BROKEN)
    words = iter(log.split(b"\0"))
    writer: Writer | None = None
    for word in words:
        facts = word.strip(b"\n")
        if facts.startswith(b"commit "):
            _, oid, when = facts.decode("ascii").split(" ")
            writer = Writer(oid, datetime.fromisoformat(when))
        elif facts.startswith(b":"):
            path = printable(next(words))
            _, mode, _, oid, status = facts.decode("ascii").split(" ")
            if writer and status != "D" and wanted(path):
                yield FileVersion(writer, Entry(path, mode, oid))
