"""Where a document comes from: the commit that holds all that it shows, and whether that was accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property

from skpkit.findings import Note
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.paper.accepted import Landed, landing_of, objection
from skpkit.paper.faults import faults
from skpkit.paper.material import History, Material
from skpkit.paper.origin import Source
from skpkit.paper.recorded import Desk
from skpkit.source.tree import SETTINGS

TEMPLATES = "templates"
MANY = 5  # files that are named
NOT_COMMITTED = N_(
    "printed as a working copy (SALINAN KERJA), for no commit holds {files} as it lies here; commit that (git add, "
    "then git commit), and print again"
)
NO_COMMITS = N_(
    "printed as a working copy (SALINAN KERJA), for there is no commit here yet; keep the records in git, and commit "
    "them"
)


@dataclass(frozen=True)
class Provenance:
    """A state of the records that documents are printed from on a day, and what the history knows of it."""

    office: Office
    history: History
    today: date

    def of(
        self, material: Material, content: bytes | None, alike: Callable[[str], bool], proposal: bool | None
    ) -> tuple[Source, list[Note]]:
        """Where a document comes from, a commit or none, and what is to be said of that.

        `content` is the record's, where it was read; `alike` tells whether another commit shows the same, and
        `proposal` whether it is marked as one, where that is known.
        """
        tree, file = self.office.tree, material.file
        if content is None:
            content = tree.read([file.oid])[file.oid]
        commit, lacking = tree.commit, None if tree.commit else self._lacking(material)
        if commit is None and self._desk and not lacking:
            commit = self._desk.head.tree.commit
        if commit is None:
            when = datetime.combine(self.today, time(), UTC)
            return Source(file.path, None, None, when, content), [lacking] if lacking else []
        told = objection(self._landing(commit), commit, file.path, alike) if proposal is None else None
        source = Source(file.path, commit, file.oid, self._date(commit), content, bool(proposal or told))
        return source, [told] if told else []

    def look_up(self, landing: Landed | None = None) -> Landed | None:
        """Look up what every document needs. The step that brought its commit, which another one may have looked up."""
        commit = self.office.tree.commit
        if commit is None and self._desk:
            commit = self._desk.head.tree.commit
        if commit is None:
            return None
        self._date(commit)
        if landing is not None:
            self._landings[commit] = landing
        return self._landing(commit)

    def _lacking(self, material: Material) -> Note | None:
        """What of a document the newest commit does not hold."""
        desk = self._desk
        if desk is None:
            return Note(NO_COMMITS)
        files = desk.uncommitted([*material.cited, TEMPLATES])
        if desk.settings_differ():
            files.append(SETTINGS)
        if (
            not files
            and desk.may_judge_otherwise(material.dossier)
            and faults(material, self.today) != faults(material, self.today, desk.head)
        ):
            files = desk.uncommitted([SETTINGS, self.office.settings.exemptions]) or [material.file.path]
        told = (*files[:MANY], f"… (+{len(files) - MANY})") if len(files) > MANY else tuple(files)
        return Note(NOT_COMMITTED, {"files": told}) if files else None

    @cached_property
    def _desk(self) -> Desk | None:
        """The records beside the newest commit's; None where there is none."""
        head = self.history.head()
        return Desk(self.office, self.office.beside(head)) if head else None

    def _date(self, commit: str) -> datetime:
        if commit not in self._dates:
            self._dates[commit] = self.history.commit_date(commit)
        return self._dates[commit]

    def _landing(self, commit: str) -> Landed:
        if commit not in self._landings:
            self._landings[commit] = landing_of(self.history, commit)
        return self._landings[commit]

    @cached_property
    def _dates(self) -> dict[str, datetime]:
        return {}

    @cached_property
    def _landings(self) -> dict[str, Landed]:
        return {}
