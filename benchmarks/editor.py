"""How soon an editor is answered: the first question against importing the protocol's library, and a letter typed in a
dossier of 26 records against parsing that with libyaml.

`python benchmarks/editor.py`; the server is a process of its own, as editors have it. Processor time is compared, so
that others on the machine do not count; a letter is what many cost a server more than none.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench import DAY, DOSSIERS, make_repository, seconds
from office import YEAR

LETTERS = 60
STARTS = 9
SITTINGS = 5


class Asked:
    """A server that is spoken to."""

    def __init__(self, folder: Path) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "skpkit", "lsp", "--today", DAY],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._number = 0

    def tell(self, method: str, params: Any, *, answered: bool = False) -> None:
        """Send a message, which is to be answered or not."""
        assert self._server.stdin  # noqa: S101 - it has one
        self._number += 1
        message = {"jsonrpc": "2.0", "method": method, "params": params, **({"id": self._number} if answered else {})}
        body = json.dumps(message).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def hear(self, method: str | None = None) -> dict[str, Any]:
        """The next answer, or the next message of a method."""
        assert self._server.stdout  # noqa: S101 - it has one
        while True:
            length = 0
            while line := self._server.stdout.readline().strip():
                if line.startswith(b"Content-Length:"):
                    length = int(line.split(b":")[1])
            message: dict[str, Any] = json.loads(self._server.stdout.read(length))
            if message.get("method") == method:
                return message

    def end(self) -> None:
        """End it."""
        self.tell("shutdown", None, answered=True)
        self.hear()
        self.tell("exit", None)
        self._server.wait()


def begin(folder: Path) -> Asked:
    """A server that has answered the first question."""
    asked = Asked(folder)
    asked.tell("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}}, answered=True)
    asked.hear()
    return asked


def spent(what: Callable[[], object]) -> float:
    """The processor time of the processes that are begun and ended meanwhile."""
    before = os.times()
    what()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def first_answers(folder: Path) -> tuple[float, float]:
    """What the first answer takes, and importing the library alone."""
    ours, theirs = [], []
    words = [[sys.executable, "-c", "import pygls.lsp.server"]]
    for _ in range(STARTS):
        ours.append(spent(lambda: begin(folder).end()))
        theirs.append(spent(lambda: seconds(words, folder)))
    return statistics.median(ours), statistics.median(theirs)


def letters(folder: Path) -> tuple[float, float]:
    """What a letter typed takes to be answered, and parsing all records of the dossier."""
    import yaml

    place = sorted((folder / "records" / str(YEAR)).iterdir())[DOSSIERS // 2]
    ours, theirs = [], []
    for _ in range(SITTINGS):
        some, none = (spent(partial(type_letters, folder, place / "skp.yaml", each)) for each in (LETTERS, 0))
        ours.append((some - none) / LETTERS)
        start = time.process_time()
        for _ in range(LETTERS):
            for file in place.rglob("*.yaml"):
                yaml.load(file.read_bytes(), yaml.CSafeLoader)
        theirs.append((time.process_time() - start) / LETTERS)
    return statistics.median(ours), statistics.median(theirs)


def type_letters(folder: Path, skp: Path, count: int) -> None:
    """Open an SKP and type so many letters in it, each once the one before was answered."""
    asked = begin(folder)
    asked.tell("initialized", {})
    text = skp.read_text(encoding="utf-8")
    document = {"uri": skp.as_uri(), "languageId": "yaml", "version": 0, "text": text}
    asked.tell("textDocument/didOpen", {"textDocument": document})
    asked.hear("textDocument/publishDiagnostics")
    for nth in range(count):
        change = [{"text": text.replace("jabatan: ", f"jabatan: {'A' * (nth % 9 + 1)}", 1)}]
        told = {"textDocument": {**document, "version": nth + 1}, "contentChanges": change}
        asked.tell("textDocument/didChange", told)
        asked.hear("textDocument/publishDiagnostics")
    asked.end()


def main() -> int:
    """Measure both, print them, and fail where one is over its limit."""
    fine = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_repository(folder, DOSSIERS)
        for what, (ours, theirs), limit in (
            ("first answer", first_answers(folder), 1.5),
            ("a letter in 26 records", letters(folder), 2.5),
        ):
            ratio = ours / theirs
            fine &= ratio <= limit
            verdict = "" if ratio <= limit else "  MISSED"
            print(f"{what:32}{ours:8.3f}s{theirs:9.3f}s{ratio:8.1f}x   at most {limit:g}x{verdict}")  # noqa: T201
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
