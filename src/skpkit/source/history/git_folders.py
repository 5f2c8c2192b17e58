"""Where a repository is: its git folders and the top of its working tree."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GitFolders:
    """Where a repository is: the git folder of its working tree, the one it shares with others, and the top folder.

    `digits` is how many an id has.
    """

    own: Path
    common: Path
    top: Path | None
    digits: int

    @property
    def index(self) -> Path:
        """The index. That of a hook, which `GIT_INDEX_FILE` names, unless it is another repository's."""
        named = os.environ.get("GIT_INDEX_FILE")
        if named:
            index = (self.top or self.own) / named
            if index.parent.resolve() == self.own or not (index.parent / "HEAD").exists():
                return index
        return self.own / "index"
