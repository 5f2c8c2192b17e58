"""First drafts of what the project has many of: `make rule`, `make document`.

A draft has every file that is needed, and fails its tests until what is marked in it is filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

MARK = "FILL IN"


def edited(root: Path, path: str, edit: Callable[[str], str]) -> str:
    """The text of a file below `root` as an edit makes it."""
    return edit((root / path).read_text(encoding="utf-8"))
