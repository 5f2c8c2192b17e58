"""Whether a run hides who people are: as the last `--mask` or `--no-mask` says, else the settings' `samarkan`; else
where strangers may read what it prints."""

from __future__ import annotations

import os
from collections.abc import Sequence

from skpkit.forge.hosts import in_public

_asked: bool | None = None
_settled: bool | None = None


def listen(arguments: Sequence[str]) -> None:
    """Take what the command line asks for, before anything is told."""
    global _asked, _settled
    _asked = _settled = None
    for word in arguments:
        if word == "--":
            break
        if word in ("--mask", "--no-mask"):
            _asked = word == "--mask"


def settle(samarkan: bool | None) -> None:
    """Take what the settings say."""
    global _settled
    _settled = samarkan


def hides(*, fetched: bool = False) -> bool:
    """Whether names and NIP are hidden in what is printed, or in a file that somebody has to fetch."""
    said = _settled if _asked is None else _asked
    return in_public(os.environ) and not fetched if said is None else said


def fit(sentence: str) -> str:
    """A sentence of an error as it may be shown: it names no people, but may hold an NIP."""
    if not hides():
        return sentence
    from skpkit.model.nip import without_nip

    return without_nip(sentence)
