"""A terminal at which somebody sits: skpkit asks there, and gets the answers that he types."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from select import select
from threading import Thread


def at_terminal(folder: Path, words: Sequence[str], said: Sequence[str], columns: int = 1000) -> tuple[int, str]:
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
    command, settled = [sys.executable, "-m", "skpkit", *words], _environment() | {"COLUMNS": f"{columns}"}
    done = subprocess.run(command, cwd=folder, env=settled, stdin=theirs, stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    reader.join()
    os.close(ours)
    return done.returncode, b"".join(shown).decode(errors="replace")


def seen_at_terminal(folder: Path, words: Sequence[str], said: Sequence[str], columns: int) -> list[str]:
    """Run skpkit in a folder at a terminal of some columns, where somebody answers each question once it stands there,
    and ends the input at the one after the last answer: the lines that are shown, without what is typed."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    settings = termios.tcgetattr(theirs)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    command = [sys.executable, "-m", "skpkit", *words]
    answers, shown, asked = iter(said), "", ""
    with subprocess.Popen(command, cwd=folder, env=_environment(), stdin=theirs, stdout=theirs, stderr=theirs) as run:
        os.close(theirs)
        while True:
            if not select([ours], [], [], 15)[0]:
                run.kill()
                raise AssertionError(shown)
            try:
                part = os.read(ours, 65_536).decode(errors="replace")
            except OSError:  # nobody holds the other end any more
                break
            shown += part
            asked += part
            if asked.endswith((": ", "? ")):
                answer = next(answers, None)
                os.write(ours, b"\x04" if answer is None else f"{answer}\n".encode())
                shown += "\n"
                asked = ""
    os.close(ours)
    return shown.replace("\r", "").split("\n")


def _environment() -> dict[str, str]:
    settled = {"TERM": "dumb", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    kept = {key: each for key, each in os.environ.items() if not key.startswith(("GIT", "SKPKIT", "COLUMNS"))}
    return kept | settled
