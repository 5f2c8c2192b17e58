"""The examples that pages of the documentation hold, each by the file that it stands for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^```([a-z]*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """A block of YAML of a page: which one of it, what its first line says that it is, and its text."""

    page: str
    nth: int
    file: str
    text: str

    @property
    def name(self) -> str:
        """As tests call it."""
        return f"{self.page}-{self.nth}"


def examples_in(page: Path) -> list[Example]:
    """The blocks of YAML of a page, in order."""
    blocks = blocks_in(page, "yaml")
    return [
        Example(page.stem, nth, text.splitlines()[0].removeprefix("# ").partition(",")[0], text)
        for nth, text in enumerate(blocks)
    ]


def blocks_in(page: Path, language: str) -> list[str]:
    """The blocks of a page that are marked as of a language, or as of none, in order."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [text for each, text in found if each == language]
