"""Whether a run hides who people are: as the last `--mask` or `--no-mask` says, else the settings' `samarkan`; else
where strangers may read what it prints."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import click

from skpkit.forge.hosts import in_public


@dataclass
class Hiding:
    """What was `asked` for on the command line, and what is `settled` in the settings; None where nothing was said."""

    asked: bool | None = None
    settled: bool | None = None

    def hides(self, *, fetched: bool = False) -> bool:
        """Whether names and NIP are hidden in what is printed, or in a file that somebody has to fetch."""
        said = self.settled if self.asked is None else self.asked
        return in_public(os.environ) and not fetched if said is None else said

    def fit(self, sentence: str) -> str:
        """A sentence of an error as it may be shown: it names no people, but may hold an NIP."""
        if not self.hides():
            return sentence
        from skpkit.model.nip import without_nip

        return without_nip(sentence)


def hiding_of(arguments: Sequence[str]) -> Hiding:
    """What a command line asks for. It is read before click does, whose own errors may hold an NIP."""
    asked = None
    for word in arguments:
        if word == "--":
            break
        if word in ("--mask", "--no-mask"):
            asked = word == "--mask"
    return Hiding(asked)


def hiding() -> Hiding:
    """That of the command that runs; one of which nothing was said where none does."""
    context = click.get_current_context(silent=True)
    return (context.find_object(Hiding) if context else None) or Hiding()
