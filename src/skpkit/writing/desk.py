"""The files of a working tree that a command is about to change: what it read of each, and what they are to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from skpkit.errors import SkpkitError, system_reason
from skpkit.messages import N_
from skpkit.model.dossier import SkpFolder
from skpkit.writing.composing import NO_GLOSSES, Glosses, text_of
from skpkit.writing.editing import RecordText

NOT_READ = N_("{path} could not be read ({why})")


class EditedFiles:
    """Texts that are edited, new files, and files that go; nothing of it is written here."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, RecordText] = {}
        self._made: dict[str, bytes | None] = {}
        self.seen: dict[str, bytes | None] = {}

    def text(self, path: str) -> RecordText:
        """The text of a record, a new one too, which is read once and then edited. Raises SkpkitError where it cannot
        be read."""
        if path not in self._texts:
            made = self._made.pop(path, None)
            self._texts[path] = RecordText(path, self._read(path) if made is None else made)
        return self._texts[path]

    def replace(self, path: str, content: bytes) -> RecordText:
        """Let a record have another text, such as somebody wrote in an editor, which is edited on."""
        self._read(path)
        self._texts[path] = RecordText(path, content)
        return self._texts[path]

    def new(self, path: str, kind: str, data: Mapping[str, Any], glosses: Glosses = NO_GLOSSES) -> None:
        """Let a new record be there."""
        self.new_text(path, text_of(kind, data, glosses).encode())

    def new_text(self, path: str, content: bytes) -> None:
        """Let a new file hold some bytes."""
        self.seen.setdefault(path, None)
        self._made[path] = content

    def put(self, path: str, content: bytes) -> None:
        """Let a file hold some bytes, whatever they are."""
        self._read(path)
        self._made[path] = content

    def drop(self, path: str) -> None:
        """Let a file go."""
        self._read(path)
        self._made[path] = None

    def files(self) -> dict[str, bytes | None]:
        """What files are to hold that hold something else; None of one that goes."""
        edited = {path: text.content for path, text in self._texts.items()}
        return {path: each for path, each in {**edited, **self._made}.items() if self.seen.get(path) != each}

    def _read(self, path: str) -> bytes:
        if path not in self.seen:
            try:
                self.seen[path] = (self._root / path).read_bytes()
            except OSError as error:
                raise SkpkitError(NOT_READ, path=path, why=system_reason(error)) from None
        return self.seen[path] or b""


def names_in(folder: SkpFolder) -> Iterator[str]:
    """The names of all that lies, or should lie, in an SKP folder."""
    yield from (each.name for each in folder.records())
    yield from folder.lost
