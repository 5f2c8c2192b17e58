"""Printing from a state of the records: finds the record, what its form cites, and the commit that holds it all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Protocol

from skpkit.dossier import Dossier, File
from skpkit.errors import SkpkitError
from skpkit.forms import Case, Form, Past, documents_of
from skpkit.messages import N_
from skpkit.office import Office
from skpkit.render import Format, Look, Paper, Source, print_document
from skpkit.tree import FILE_MODES, Tree

TEMPLATES = "templates"
SETTINGS = "skpkit.yaml"
NO_RECORD = N_("there is no record at {path}; give the path of a record, or of the folder an skp.yaml lies in")
NO_DOCUMENT = N_("{path} has no document {document}; it has: {known}")
NONE = N_("{path} has no document; print an SKP, a manual, a dialogue or an evaluation")
UNREADABLE = N_("{path} cannot be read as a record, so it cannot be printed; `skpkit check {path}` tells why")


class Commits(Past, Protocol):
    """What the history tells of the commit that a document comes from."""

    def head(self) -> Tree | None:
        """The state of the newest commit; None where there is none yet."""

    def commit_date(self, commit: str) -> datetime:
        """The day and time of a commit, in UTC."""


@dataclass(frozen=True)
class Desk:
    """A state to print from: its records, and the commit that holds it, or the newest one for the working tree."""

    office: Office
    commits: Commits
    today: date

    def documents(self, path: str) -> dict[str, str]:
        """The documents of a record: what --document takes, and what each is.

        Raises SkpkitError where there is no such record, or it cannot be read.
        """
        return {name: form.title for name, form in documents_of(self._case(path))}

    def file_name(self, path: str, document: str | None = None) -> str:
        """A name for a document of a record: NIP, komplemen, record and document."""
        case = self._case(path)
        name, _ = self._chosen(case, document)
        record = case.file.name.removesuffix(".yaml").replace("/", "-")
        words = (case.dossier.nip, case.file.folder, record, name if name != record else "")
        return "-".join(word for word in words if word)

    def pages(self, path: str, style: Format, document: str | None = None) -> list[bytes]:
        """A document of a record, the usual one where none is named: one file, or one a page for pictures.

        Raises SkpkitError where there is no such record or document, or it cannot be read.
        """
        case = self._case(path)
        name, form = self._chosen(case, document)
        view_of = form.gather(case, name)
        templates = self._own_templates
        used = {*case.cited, *(f"{TEMPLATES}/{each}" for each in templates), SETTINGS}
        look = Look(style, _paper(self.office.settings.paper), templates)
        return print_document(form.template, view_of, self._source(case.file, used), look, name)

    def _case(self, path: str) -> Case:
        dossier, file = self._file(path)
        if file.kind and file.record is None:
            raise SkpkitError(UNREADABLE, path=file.path)
        return Case(self.office, self.commits, dossier, file)

    def _chosen(self, case: Case, document: str | None) -> tuple[str, Form]:
        known = dict(documents_of(case))
        if not known:
            raise SkpkitError(NONE, path=case.file.path)
        name = next(iter(known)) if document is None else document
        if name not in known:
            raise SkpkitError(NO_DOCUMENT, path=case.file.path, document=name, known=tuple(known))
        return name, known[name]

    def _file(self, path: str) -> tuple[Dossier, File]:
        for identity, places in self.office.listing.places.items():
            for place in places:
                if path == place.path or path.startswith(f"{place.path}/"):
                    dossier = self.office.dossier(identity)
                    for wanted in (path, f"{path.rstrip('/')}/skp.yaml"):
                        found = next((each for each in dossier.files if each.path == wanted), None) if dossier else None
                        if dossier and found:
                            return dossier, found
        raise SkpkitError(NO_RECORD, path=path)

    @cached_property
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


def _paper(word: str) -> Paper:
    return "f4" if word == "f4" else "a4"
