"""What lies on the disk, as it lies there: which settings count for reading it, and what the index may be wrong about.

- Of the settings of machine, user and repository only those count that say how git would commit a file: line ends,
  modes, and which files are ignored. None runs a program, and none makes git look less closely.
- The index knows files by size and times. A file that was changed about when the index was written may look as it did
  before, so such files are compared by content. A file that cannot be looked at is no deleted one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from skpkit.errors import SkpkitError, system_reason
from skpkit.messages import N_
from skpkit.source.history.plumbing import Plumbing
from skpkit.source.history.trees import printable
from skpkit.source.tree import FILE_MODES

NOT_SEEN = N_("{path} cannot be looked at ({why}), so it is not known what lies there; let it be read, and run again")

_COUNTING = {
    "core.attributesfile",
    "core.autocrlf",
    "core.eol",
    "core.excludesfile",
    "core.filemode",
    "core.longpaths",
    "core.precomposeunicode",
    "core.symlinks",
}
COARSE = 2.0  # seconds that the times of a file may be off, on the coarsest file system


def counting_settings(git: Plumbing, folder: Path) -> list[str]:
    """The settings that count where `folder` is read, each as `-c` takes it."""
    found = {}
    for each in git.ask("config", "--list", "-z").split(b"\0")[:-1]:
        key, assigned, value = os.fsdecode(each).partition("\n")
        found[key] = value if assigned else "true"
    alike = str(_ignores_case(folder)).lower()
    return [*(f"{key}={value}" for key, value in found.items() if key in _COUNTING), f"core.ignoreCase={alike}"]


def _ignores_case(folder: Path) -> bool:
    """Whether the file system takes names for each other that differ in capitals only."""
    other = folder.with_name(folder.name.swapcase())
    try:
        return other != folder and other.samefile(folder)
    except OSError:
        return False


def lines_to_compare(top: Path, listing: bytes, written: float) -> Iterator[bytes]:
    """The lines of an index (`git ls-files --stage -z`), written at a time, whose files are to be compared by content.

    Raises SkpkitError for a file that cannot be looked at.
    """
    since = written - COARSE
    folder = os.fsencode(top) + b"/"
    for line in listing.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        try:
            found = os.lstat(folder + path)
        except (FileNotFoundError, NotADirectoryError):
            continue  # gone, or another thing lies in its place
        except OSError as error:
            raise not_seen(path, error) from None
        mode, _, stage = facts.decode("ascii").split(" ")
        if stage == "0" and mode in FILE_MODES and max(found.st_ctime, found.st_mtime) >= since:
            yield line


def not_seen(path: bytes, error: OSError) -> SkpkitError:
    """Why something cannot be looked at."""
    return SkpkitError(NOT_SEEN, path=printable(path), why=system_reason(error))
