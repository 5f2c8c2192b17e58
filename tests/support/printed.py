"""Documents printed from records in memory, with what their history tells."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from PIL import Image

from skpkit.judge.office import Office
from skpkit.paper.press import Allowance
from skpkit.paper.printing import Format, Printer
from skpkit.source.yamlfile import read
from tests.support.memory import MemoryTree
from tests.support.places import GOLDEN
from tests.support.tagged import Tagged, outline

COMMIT, BLOB = "0123456789abcdef" * 2 + "01234567", "fedcba9876543210" * 2 + "fedcba98"
WHEN = datetime(2026, 5, 13, 3, 30, tzinfo=UTC)
NAUGHTY = [  # what a person may write, and what must print as it is written; each text is printed on every form
    '#eval("1+1") #read("/etc/passwd") #import "@preview/cetz:0.3.0": *',
    "$x^2$ *tebal* _miring_ `raw` <label> @ref ~ -- --- ... // komentar /* x */",
    "= Judul \\ \\u{41} \\n \\",
    "/ istilah: arti ]]] ))) }}} {{ 7*7 }} {% raw %} {# x #}",
    "http://contoh.go.id/" + "jalur-panjang/" * 18,
    "W" * 299,
    '"kutip" \'tunggal\' ” " + panic() + " Ω Ж ẍ ạ ½ ² ≥ € → ✓ ① đ ﬁ',
    "שלום مرحبا",
]


class Recorded(MemoryTree):
    """A state that a commit holds."""

    commit = COMMIT


class History:
    """The states of a first-parent line, the oldest first; the last is the newest commit's."""

    def __init__(self, states: Sequence[MemoryTree] = ()) -> None:
        self.states = [Recorded({**each.files}) for each in states]

    def before(self, paths: Sequence[str], commit: str) -> Iterator[Recorded]:
        """Those that a change of the files at these paths came upon, the newest first."""
        assert commit == COMMIT
        return self._before(paths)

    def _before(self, paths: Sequence[str]) -> Iterator[Recorded]:
        held = [[each.files.get(path) for path in paths] for each in self.states]
        for nth in range(len(self.states) - 1, 0, -1):
            if held[nth] != held[nth - 1]:
                yield self.states[nth - 1]

    def head(self) -> Recorded | None:
        """The newest."""
        return self.states[-1] if self.states else None

    def commit(self, revision: str) -> Recorded:
        """The newest."""
        assert revision == COMMIT
        return self.states[-1]

    def landing(self, commit: str) -> str:
        """Itself: each was accepted."""
        return commit

    def commit_date(self, commit: str) -> datetime:
        """The same moment for each."""
        assert commit == COMMIT
        return WHEN


def printer(tree: MemoryTree, past: History | None = None, allowance: Allowance | None = None) -> Printer:
    """A printer of a state, recorded, or where a history is given as it lies on the disk after that."""
    state = tree if past else Recorded({**tree.files})
    return Printer(Office(state), past or History([tree]), date(2026, 6, 15), allowance)


def pages(
    tree: MemoryTree, path: str, document: str | None = None, style: Format = "pdf", past: History | None = None
) -> list[bytes]:
    """A document of a record of a state; a commit holds that, unless a history without it is given."""
    return printer(tree, past).made(path, style, document).pages


def paper(tree: MemoryTree, path: str, document: str | None = None, past: History | None = None) -> Tagged:
    """The same as a PDF to ask."""
    (made,) = pages(tree, path, document, past=past)
    return Tagged(made)


def documents(tree: MemoryTree, path: str) -> list[str]:
    """The documents that a record has."""
    return list(Printer(Office(tree), History(), date(2026, 6, 15)).documents(path))


def with_data(tree: MemoryTree, path: str, **changes: Any) -> MemoryTree:
    """The state with some keys of a record changed; None takes one away."""
    data = {**read(tree.files[path]).data, **changes}
    return tree.changed({path: record({key: value for key, value in data.items() if value is not None})})


def record(data: Mapping[str, Any]) -> str:
    """The text of a record."""
    return json.dumps(data, ensure_ascii=True)


def same_as_golden(printed: Tagged, name: str) -> bool:
    """Whether a document says what its golden file has; UPDATE_GOLDEN=1 writes that anew, to be read."""
    said, golden = outline(printed), GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    return said == golden.read_text(encoding="utf-8")


def margins_are_white(pictures: Sequence[bytes], margin: int = 15) -> bool:
    """Whether nothing is set in the margins (millimetres) of pages of 144 dots an inch, but the foot in the lowest."""
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as page:
            grey = page.convert("L")
            wide, high = grey.size
            side, lowest = round((margin - 1) * 144 / 25.4), 22
            strips = [
                (0, 0, side, high),
                (wide - side, 0, wide, high),
                (0, 0, wide, side),
                (0, high - lowest, wide, high),
            ]
            if any(grey.crop(strip).getextrema() != (255, 255) for strip in strips):
                return False
    return True


def bare(text: str) -> str:
    """A text without its spaces and breaks, which a column may change."""
    return "".join(text.replace("~", "").replace("\u00a0", "").split())
