"""What git keeps of a repository's own settings on this machine: read, and, where its owner agrees, written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from skpkit.source.history.plumbing import Plumbing

_ABSENT = (0, 1)  # git config ends with 1 where it finds nothing


class OwnSettings(NamedTuple):
    """The settings in a repository's own file, by their names, and what attributes say of a path there."""

    git: Plumbing

    def read(self, names: Sequence[str]) -> Mapping[str, str]:
        """The values of those that are set."""
        found = {}
        for name in names:
            answer = self.git.ask("config", "--local", "-z", "--get", name, fine=_ABSENT)
            if answer:
                found[name] = os.fsdecode(answer).removesuffix("\0")
        return found

    def write(self, name: str, value: str) -> None:
        """Set one. Raises SkpkitError where git cannot."""
        self.git.ask("config", "--local", "--replace-all", name, value)

    def remove(self, name: str) -> None:
        """Take one away. Raises SkpkitError where git cannot."""
        self.git.ask("config", "--local", "--unset-all", name, fine=(0, 5))  # 5: it is not there

    def attributes(self, path: str, names: Sequence[str]) -> Mapping[str, str]:
        """What the attributes of the working tree say of a path."""
        words = os.fsdecode(self.git.ask("check-attr", "-z", *names, "--", path)).split("\0")[:-1]
        return {name: value for _, name, value in zip(*[iter(words)] * 3, strict=True)}
