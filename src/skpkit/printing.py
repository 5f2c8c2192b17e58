"""Printing from a state of the records: finds the record, what its form cites, and the commit that holds it all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol

from skpkit.dossier import Dossier, File, SkpFolder
from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.office import Office
from skpkit.periods import Term
from skpkit.records import Skp
from skpkit.render import Format, Paper, Source, SuperiorResult, print_skp, superior_result
from skpkit.tree import FILE_MODES, Tree

TEMPLATES = "templates"
SETTINGS = "skpkit.yaml"
NO_RECORD = N_("there is no record at {path}; give the path of an skp.yaml, or of the folder it lies in")
NO_SKP = N_("{path} is not an SKP; this version prints SKP only")
UNREADABLE = N_("{path} cannot be read as a record, so it cannot be printed; `skpkit check {path}` tells why")


class Commits(Protocol):
    """What the history tells of the commit that a document comes from."""

    def head(self) -> Tree | None:
        """The state of the newest commit; None where there is none yet."""

    def commit_date(self, commit: str) -> datetime:
        """The day and time of a commit, in UTC."""


@dataclass(frozen=True)
class Desk:
    """A state to print from. `recorded` is the commit that holds it, or the newest one for the working tree."""

    office: Office
    commits: Commits
    today: date

    def file_name(self, path: str) -> str:
        """A name for the document of a record: NIP, komplemen, and document."""
        dossier, file = self._file(path)
        return "-".join(word for word in (dossier.nip, file.folder, "skp") if word)

    def pages(self, path: str, style: Format) -> list[bytes]:
        """The document of a record: one file, or one a page for pictures.

        Raises SkpkitError where there is no such record, it cannot be read, or this version cannot print it.
        """
        dossier, file = self._file(path)
        skp = file.record
        if file.kind != "skp":
            raise SkpkitError(NO_SKP, path=file.path)
        if not isinstance(skp, Skp):
            raise SkpkitError(UNREADABLE, path=file.path)
        cited = {file.path}

        def superiors(nip: str, kode: str) -> SuperiorResult | None:
            for superior in self._superior_plans(dossier, nip):
                if found := superior_result(superior, kode):
                    cited.add(superior.path)
                    return found
            return None

        folder = dossier.folders[file.folder]
        for result in skp.results:
            if result.superior:
                superiors(*result.superior)
        own = self._own_templates()
        replaced = self._replaced(dossier, folder, skp)
        if replaced:
            cited.add(replaced.path)
        printed = print_skp(
            skp,
            source=self._source(file, {*cited, *(f"{TEMPLATES}/{name}" for name in own), SETTINGS}),
            superiors=superiors,
            templates=own,
            replaced=_term(replaced),
            paper=_paper(self.office.settings.paper),
            format=style,
        )
        return printed if isinstance(printed, list) else [printed]

    def _file(self, path: str) -> tuple[Dossier, File]:
        if dossier := self.office.dossier_at(path):
            for wanted in (path, f"{path.rstrip('/')}/skp.yaml"):
                if found := next((each for each in dossier.files if each.path == wanted), None):
                    return dossier, found
        raise SkpkitError(NO_RECORD, path=path)

    def _superior_plans(self, dossier: Dossier, nip: str) -> Iterable[Skp]:
        """The superior's SKP of the year, the latest first."""
        superior = self.office.dossier((dossier.year, nip))
        plans = [skp for _, skp in superior.plans()] if superior else []
        return sorted(plans, key=lambda skp: skp.term.mulai, reverse=True)

    def _replaced(self, dossier: Dossier, folder: SkpFolder, skp: Skp) -> Skp | None:
        record = dossier.record_at(folder, skp.complement.menggantikan) if skp.complement else None
        return record if isinstance(record, Skp) else None

    def _own_templates(self) -> dict[str, bytes]:
        entries = [each for each in self.office.tree.entries(TEMPLATES) if each.mode in FILE_MODES]
        contents = self.office.tree.read([each.oid for each in entries]) if entries else {}
        return {each.path.removeprefix(f"{TEMPLATES}/"): contents[each.oid] for each in entries}

    def _source(self, file: File, used: set[str]) -> Source:
        """Where the document comes from: the commit that holds all that it shows, or none."""
        tree = self.office.tree
        content = tree.read([file.oid])[file.oid]
        commit = getattr(tree, "commit", None)
        if commit is None:
            head = self.commits.head()
            commit = getattr(head, "commit", None) if head and _same(tree, head, used) else None
        when = self.commits.commit_date(commit) if commit else datetime.combine(self.today, time(), UTC)
        return Source(file.path, commit, file.oid if commit else None, when, content)


def _same(one: Tree, two: Tree, paths: set[str]) -> bool:
    """Whether two states hold the same at all these paths."""
    ids = [{each.path: each.oid for each in tree.entries() if each.path in paths} for tree in (one, two)]
    return ids[0] == ids[1]


def _term(skp: Skp | None) -> Term | None:
    return skp.term if skp else None


def _paper(word: str) -> Paper:
    return "f4" if word == "f4" else "a4"
