"""Which of what a document shows no commit holds as it lies on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from skpkit.errors import WrongUsage
from skpkit.judge.office import Office
from skpkit.model.dossier import Dossier
from skpkit.model.facts import facts_of
from skpkit.model.paths import Identity
from skpkit.model.settings import Settings
from skpkit.source.tree import FOLDER_MODE, MISNAMED, SETTINGS

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


_NO_FILES = (FOLDER_MODE, MISNAMED)


@dataclass(frozen=True)
class Desk:
    """Records as they lie on the disk, and the newest commit's."""

    here: Office
    head: Office
    _known: dict[str, set[str]] = field(default_factory=dict)

    def uncommitted(self, paths: Iterable[str]) -> list[str]:
        """The files at or below some paths that the commit holds otherwise, or not at all, or that are there alone."""
        return sorted({each for path in paths for each in self._differing(path)})

    def settings_differ(self) -> bool:
        """Whether the settings have another meaning for what is printed."""
        if not self._differing(SETTINGS):
            return False
        try:
            return _shown(self.here.settings) != _shown(self.head.settings)
        except WrongUsage:
            return True

    def may_judge_otherwise(self, dossier: Dossier) -> bool:
        """Whether there is anything by which a dossier could be judged otherwise than by the commit: settings,
        exemptions, signers, or what it refers to."""
        settings = self.here.settings
        if self.uncommitted([SETTINGS, settings.exemptions, *([settings.signers] if settings.signers else [])]):
            return True
        for each in facts_of(dossier).references:
            named = Identity(dossier.year, each.nip)
            here, head = (office.results(named) for office in (self.here, self.head))
            if here != head or each.kode not in here:
                return True
        return False

    def _differing(self, path: str) -> set[str]:
        if path not in self._known:
            here, head = (
                {(each.path, each.mode, each.oid) for each in office.tree.entries(path) if each.mode not in _NO_FILES}
                for office in (self.here, self.head)
            )
            self._known[path] = {each for each, *_ in here ^ head}
        return self._known[path]


def _shown(settings: Settings) -> Settings:
    plain = Settings()
    return replace(settings, **{each: getattr(plain, each) for each in _NOT_SHOWN})
