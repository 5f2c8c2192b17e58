"""Work that a worker of a cluster is killed at."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from skpkit import afar
from skpkit.judge.stages import Judged
from skpkit.model.paths import Identity

FOLDER = "SKPKIT_TEST_FOLDER"  # where workers leave word


def judged_once_killed(state: afar.Sent, today: date, identities: Sequence[Identity]) -> list[Judged]:
    """What is found of some dossiers; the first worker that is asked is killed over it."""
    try:
        (Path(os.environ[FOLDER]) / "killed").touch(exist_ok=False)
    except FileExistsError:
        return afar.judged_there(state, today, identities)
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def judged_never(state: afar.Sent, today: date, identities: Sequence[Identity]) -> list[Judged]:
    """Nothing: it tells that it was asked, and waits until somebody lets it go."""
    folder = Path(os.environ[FOLDER])
    (folder / "asked").write_bytes(b"asked")
    (folder / "let go").read_bytes()
    return []
