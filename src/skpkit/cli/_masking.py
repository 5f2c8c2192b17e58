"""Whether a run hides who people are: as the last `--mask` or `--no-mask` says, else the settings' `samarkan`; else
where strangers may read what it prints."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

PLACES = (
    "CI",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "GITEA_ACTIONS",
    "FORGEJO_ACTIONS",
    "TF_BUILD",
    "JENKINS_URL",
    "TEAMCITY_VERSION",
)
"""Variables of the environment that say that a CI reads along, whose logs and comments others may read."""

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


def in_public(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether what is printed may be read by strangers: in the log of a CI."""
    return any(environment.get(each, "").casefold() not in ("", "0", "false") for each in PLACES)


def hides(*, fetched: bool = False) -> bool:
    """Whether names and NIP are hidden in what is printed, or in a file that somebody has to fetch."""
    said = _settled if _asked is None else _asked
    return in_public() and not fetched if said is None else said


def fit(sentence: str) -> str:
    """A sentence of an error as it may be shown: it names no people, but may hold an NIP."""
    if not hides():
        return sentence
    from skpkit.model.nip import without_nip

    return without_nip(sentence)
