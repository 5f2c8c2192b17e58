"""Documents of records held in memory, printed as the command prints them."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from memory import MemoryTree
from skpkit.office import Office, read_settings
from skpkit.printing import Desk
from skpkit.render import Format
from skpkit.tree import Tree
from skpkit.yamlfile import read
from tagged import Tagged, outline

GOLDEN = Path(__file__).parent / "golden"
COMMIT = "0123456789abcdef" * 2 + "01234567"
WHEN = datetime(2026, 5, 13, 3, 30, tzinfo=UTC)


class Recorded(MemoryTree):
    """A state that a commit holds."""

    commit = COMMIT


class Commits:
    """A history whose newest commit holds `newest`."""

    def __init__(self, newest: Tree | None = None) -> None:
        self.newest = newest

    def head(self) -> Tree | None:
        """The newest commit."""
        return self.newest

    def commit_date(self, commit: str) -> datetime:
        """The same for all."""
        return WHEN

    def versions(self, path: str, commit: str) -> Iterable[Tree]:
        """None."""
        return ()


def desk(tree: MemoryTree, head: Tree | None = None) -> Desk:
    """A desk over a state: recorded, or where `head` is given not yet, with that one as the newest commit."""
    state = tree if head else Recorded(tree.files)
    return Desk(Office(state, read_settings(state)), Commits(head or state), date(2026, 6, 15))


def paper(tree: MemoryTree, path: str, document: str, head: Tree | None = None) -> Tagged:
    """A document as a PDF."""
    (printed,) = desk(tree, head).pages(path, "pdf", document)
    return Tagged(printed)


def with_data(tree: MemoryTree, path: str, **changes: Any) -> MemoryTree:
    """The state with some keys of a record changed; None takes one away."""
    data = {**read(tree.files[path]).data, **changes}
    return tree.changed({path: record({key: value for key, value in data.items() if value is not None})})


def record(data: Mapping[str, Any]) -> str:
    """The text of a record."""
    return json.dumps(data, ensure_ascii=True)


def is_golden(printed: Tagged, name: str) -> bool:
    """Whether a document says what its golden file holds; UPDATE_GOLDEN=1 writes that."""
    said, golden = outline(printed), GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    return said == golden.read_text(encoding="utf-8")


def margins_are_white(tree: MemoryTree, path: str, document: str) -> bool:
    """Whether nothing is set in the margins, the foot's place in the lowest one excepted."""
    style: Format = "png"
    for picture in desk(tree).pages(path, style, document):
        with Image.open(io.BytesIO(picture)) as page:
            grey = page.convert("L")
            (wide, high), edge = grey.size, 80  # 144 dots an inch: 15 mm are 85
            strips = [(0, 0, edge, high), (wide - edge, 0, wide, high), (0, 0, wide, edge), (0, high - 34, wide, high)]
            if any(grey.crop(strip).getextrema() != (255, 255) for strip in strips):
                return False
    return True
