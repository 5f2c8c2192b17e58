"""A terminal at which somebody sits: skpkit asks there, and gets the answers that he types."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread


def at_terminal(folder: Path, words: Sequence[str], said: Sequence[str]) -> tuple[int, str]:
    """Run skpkit in a folder at a terminal where these lines are typed ahead: its exit code, and all that is shown."""
    import pty

    ours, theirs = pty.openpty()
    shown: list[bytes] = []

    def read() -> None:
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # nobody holds the other end any more
                return
            if not part:
                return
            shown.append(part)

    reader = Thread(target=read)
    reader.start()
    os.write(ours, "".join(f"{each}\n" for each in said).encode())
    settled = {"TERM": "dumb", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    kept = {key: each for key, each in os.environ.items() if not key.startswith(("GIT", "SKPKIT"))}
    command = [sys.executable, "-m", "skpkit", *words]
    done = subprocess.run(
        command, cwd=folder, env=kept | settled, stdin=theirs, stdout=theirs, stderr=theirs, check=False
    )
    os.close(theirs)
    reader.join()
    os.close(ours)
    return done.returncode, b"".join(shown).decode(errors="replace")
