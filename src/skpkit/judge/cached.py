"""Judging through the cache of the user, where so many dossiers are asked for that it pays: else it is not loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from skpkit.judge.engine import chosen_at
from skpkit.judge.office import Office
from skpkit.judge.workers import OnProgress, Workers

if TYPE_CHECKING:
    from skpkit.judge.kept import KeptJudging

FEW = 8  # dossiers, for which to ask the cache takes as long as to judge


def kept_judging(office: Office, paths: Sequence[str], workers: Workers, on_progress: OnProgress) -> KeptJudging | None:
    """What judges the dossiers at some paths (all without them) through the cache of the user; None where there is no
    cache, and for so few dossiers that to ask it takes as long as to judge."""
    _ = office.signers  # which are told first where they are wrong
    chosen = chosen_at(office, ["" if each == "." else each for each in paths])
    if len(chosen) < FEW:
        return None
    from skpkit.judge.cache import usual_cache
    from skpkit.judge.kept import KeptJudging

    cache = usual_cache()
    if cache is None:
        return None
    try:
        kept = KeptJudging(cache, office, workers, on_progress)
    except OSError:  # an install without its sources: nobody knows which program it is
        return None
    kept.look_up(chosen)
    return kept
