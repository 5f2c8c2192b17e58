"""Which of what a document shows no commit holds as it lies on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from skpkit.errors import WrongUsage
from skpkit.judge.office import Office
from skpkit.model.settings import Settings
from skpkit.source.tree import MISNAMED, SETTINGS, differing, lies_in

# What judging, committing and the command itself go by, and no page shows.
_NOT_SHOWN = (
    "language",
    "freeze",
    "levels",
    "holidays",
    "reviewers",
    "exemption_approvers",
    "branch",
    "zone",
    "days_back",
    "starts",
    "print_seconds",
    "print_memory_mb",
)


@dataclass(frozen=True)
class Desk:
    """Records as they lie on the disk, and the newest commit's."""

    here: Office
    head: Office

    @property
    def clean(self) -> bool:
        """Whether the commit holds all there is."""
        return not self._differing

    def uncommitted(self, paths: Iterable[str]) -> list[str]:
        """The files at or below some paths that the commit holds otherwise, or not at all, or that are there alone."""
        wanted = list(paths)
        return sorted(each for each in self._differing if any(lies_in(each, path) for path in wanted))

    def settings_differ(self) -> bool:
        """Whether the settings have another meaning for what is printed."""
        if SETTINGS not in self._differing:
            return False
        try:
            return _shown(self.here.settings) != _shown(self.head.settings)
        except WrongUsage:
            return True

    @cached_property
    def _differing(self) -> frozenset[str]:
        found = differing(self.here.tree, self.head.tree)
        return frozenset(each.path for each in (*found.before, *found.after) if each.mode != MISNAMED)


def _shown(settings: Settings) -> Settings:
    plain = Settings()
    return replace(settings, **{each: getattr(plain, each) for each in _NOT_SHOWN})
