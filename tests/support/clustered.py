"""Work that a worker of a cluster is killed at."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from skpkit import afar
from skpkit.judge.courses import Course, Coursed
from skpkit.judge.stages import Judged
from skpkit.model.paths import Identity
from skpkit.paper.print_run import Aside

FOLDER = "SKPKIT_TEST_FOLDER"  # where workers leave word


def judged_once_killed(state: afar.Sent, today: date, identities: Sequence[Identity]) -> list[Judged]:
    """What is found of some dossiers; the first worker that is asked is killed over it."""
    _killed_once()
    return afar.judged_there(state, today, identities)


def coursed_once_killed(history: afar.SentHistory, courses: Sequence[Course]) -> list[Coursed]:
    """The same of what courses come to."""
    _killed_once()
    return afar.coursed_there(history, courses)


def printed_once_killed(prints: afar.SentPrints, identities: Sequence[Identity]) -> Aside:
    """The same of documents."""
    _killed_once()
    return afar.printed_there(prints, identities)


def _killed_once() -> None:
    if _is_first("killed"):
        os.kill(os.getpid(), signal.SIGKILL)


def never(*_: object) -> list[object]:
    """Nothing: the first that is asked tells so, and all wait until somebody lets them go."""
    folder = Path(os.environ[FOLDER])
    if _is_first("stuck"):
        (folder / "asked").write_bytes(b"asked")
    (folder / "let go").read_bytes()
    return []


def _is_first(word: str) -> bool:
    try:
        (Path(os.environ[FOLDER]) / word).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
