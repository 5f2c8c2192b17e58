"""Why a command cannot run: one sentence with place and remedy, and an exit code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from skpkit.messages import Value, tell


class SkpkitError(Exception):
    """A command could not complete (exit code 3). `message` is a catalogue key, `told` fills it."""

    exit_code = 3

    def __init__(self, message: str, **told: Value) -> None:
        super().__init__(message)
        self.message = message
        self.told: Mapping[str, Value] = told
        self.place = ""

    def at(self, path: str, line: int) -> Self:
        """The same error with the place that it is about."""
        self.place = f"{path}:{line}: "
        return self

    def sentence(self, lang: str) -> str:
        """The finished sentence in `lang`, after its place."""
        return self.place + tell(self.message, self.told, lang)

    def __str__(self) -> str:
        return self.sentence("en")


class WrongUsage(SkpkitError):
    """The command line or the settings ask for something that cannot be (exit code 2)."""

    exit_code = 2
