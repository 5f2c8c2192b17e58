"""A command as a terminal runs it: the first of a group of processes, which an interrupt reaches all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

from tests.support.command import settled
from tests.support.places import PROJECT

_LONG = 5  # seconds; a quiet machine takes a tenth of one
_FOR_EVER = 120


def in_a_group(code: str, folder: Path, **more: str) -> subprocess.Popen[bytes]:
    """Python code that runs in a group of its own, which an interrupt reaches also where this run is deaf to one."""
    environment = settled() | {"PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}"} | more
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        start_new_session=True,
        preexec_fn=_hearing,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _hearing() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(process: subprocess.Popen[bytes], *, whole: bool = True) -> None:
    """Interrupt a command, with the `whole` group or alone: it ends soon, says so, and leaves no process behind."""
    since = monotonic()
    (os.killpg if whole else os.kill)(process.pid, signal.SIGINT)
    try:
        _out, complaint = process.communicate(timeout=_FOR_EVER)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    assert monotonic() - since < _LONG
    assert process.returncode == 130, complaint
    assert (b"Traceback" in complaint, len(complaint.strip().splitlines())) == (False, 1), complaint
    assert "tertulis sebagian" in complaint.decode()  # for what is whole by then stays
    assert not processes_of(process.pid)


def processes_of(group: int) -> list[int]:
    """The processes of a session that are still there."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = each.read_text().rpartition(")")[2].split()
        except OSError:  # it ended just now
            continue
        if int(after_name[3]) == group and after_name[0] != "Z":
            found.append(int(each.parent.name))
    return found
