"""Files merged line by line, as git merges any text, and how this machine wants conflicts shown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from skpkit.errors import SkpkitError
from skpkit.source.history.plumbing import FAILED, Plumbing, runner

_MOST_CONFLICTS = 127  # how git ends with as many or more; beyond are errors


def merge_by_lines(folder: Path, files: Sequence[Path], width: int) -> tuple[bytes, bool]:
    """The text of a base and two sides, given as files, merged by lines with marks of a width; and whether there are
    any. Raises SkpkitError where git cannot, as with what is no text."""
    base, ours, theirs = (str(each) for each in files)
    labels = [word for each in ("ours", "base", "theirs") for word in ("-L", each)]
    asked = ("merge-file", "-p", f"--marker-size={width}", *labels, ours, base, theirs)
    answer = _git(folder).run(*asked)
    if not 0 <= answer.status <= _MOST_CONFLICTS:
        raise SkpkitError(FAILED, path=str(folder), words=answer.words)
    return answer.output, answer.status > 0


def shows_base(folder: Path) -> bool:
    """Whether conflicts are to show the base too."""
    asked = _git(folder).run("config", "--get", "merge.conflictStyle").output
    return os.fsdecode(asked).strip() in ("diff3", "zdiff3")


def _git(folder: Path) -> Plumbing:
    return Plumbing(runner(folder), folder, {})
