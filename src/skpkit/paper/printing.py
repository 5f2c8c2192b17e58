"""Printing from a state of the records: finds the record, what its form cites, and the commit that holds it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Protocol

from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.files import File
from skpkit.model.paths import Identity
from skpkit.paper.documents import FORMS, Case, Form, Past, documents_of
from skpkit.paper.typeset import Format, Look, Paper, Source, print_document
from skpkit.source.tree import FILE_MODES, Tree

TEMPLATES = "templates"
SETTINGS = "skpkit.yaml"
PLAN = "skp"
NO_RECORD = N_("there is no record at {path}; give the path of a record, or of the folder an skp.yaml lies in")
NO_DOCUMENT = N_("{path} has no document {document}; it has: {known}")
NONE = N_("{path} has no document; print an SKP, a manual, a dialogue or an evaluation")
UNREADABLE = N_("{path} cannot be read as a record, so it cannot be printed; `skpkit check {path}` tells why")


class Commits(Past, Protocol):
    """What the history tells of the commit that a document comes from."""

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

    def read_ahead(self, identities: Sequence[Identity]) -> None:
        """Read the files of some dossiers at once."""
        self.office.read_ahead(identities)
        oids = {each.oid for identity in identities for each in self._files(identity) if each.kind == PLAN}
        self._contents.update(self.office.tree.read(sorted(oids)))

    def records(self, identity: Identity, document: str | None = None) -> Iterator[str]:
        """The records of a dossier that have a document of that name: its SKP where none is named, and those that may
        have it but cannot be read.
        """
        kinds = {each.kind for each in FORMS}
        for file in self._files(identity):
            if document is None:
                wanted = file.kind == PLAN
            elif file.record is None:
                wanted = any(each.kind == file.kind and document.startswith(each.name) for each in FORMS)
            else:
                wanted = file.kind in kinds and document in dict(documents_of(self._case(file.path)))
            if wanted:
                yield file.path

    def prepare(self) -> None:
        """Look up what every document needs, before processes are made that would each look it up."""
        commit = getattr(self.office.tree, "commit", None)
        if commit is None and self._held:
            commit = getattr(self._head, "commit", None)
        if commit:
            self._date(commit)
        self._own_templates, self.office.folders  # noqa: B018 - kept where they are first asked for

    def place(self, path: str, document: str | None = None) -> str:
        """Where a document lies among many: its file name in the folders of its dossier, from the year down."""
        dossier, _ = self._file(path)
        folder, _, _ = dossier.path.removeprefix(f"{self.office.settings.records}/").rpartition("/")
        return f"{folder}/{self.file_name(path, document)}"

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
        if dossier := self.office.dossier_at(path):
            for wanted in (path, f"{path.rstrip('/')}/skp.yaml"):
                if found := next((each for each in dossier.files if each.path == wanted), None):
                    return dossier, found
        raise SkpkitError(NO_RECORD, path=path)

    def _files(self, identity: Identity) -> Sequence[File]:
        dossier = self.office.dossier(identity)
        return dossier.files if dossier else ()

    @cached_property
    def _held(self) -> tuple[dict[str, str], dict[str, str]] | None:
        """The ids of all files by path, here and in the newest commit; None where there is no commit."""
        if self._head is None:
            return None
        here, head = ({each.path: each.oid for each in tree.entries()} for tree in (self.office.tree, self._head))
        return here, head

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """Contents of files that were read ahead, by id."""
        return {}

    @cached_property
    def _dates(self) -> dict[str, datetime]:
        """Dates of commits that were looked up."""
        return {}

    @cached_property
    def _head(self) -> Tree | None:
        return self.commits.head()

    @cached_property
    def _own_templates(self) -> dict[str, bytes]:
        entries = [each for each in self.office.tree.entries(TEMPLATES) if each.mode in FILE_MODES]
        contents = self.office.tree.read([each.oid for each in entries]) if entries else {}
        return {each.path.removeprefix(f"{TEMPLATES}/"): contents[each.oid] for each in entries}

    def _source(self, file: File, used: set[str]) -> Source:
        """Where the document comes from: the commit that holds all that it shows, or none."""
        tree = self.office.tree
        content = self._contents.get(file.oid) or tree.read([file.oid])[file.oid]
        commit = getattr(tree, "commit", None)
        if commit is None:
            commit = getattr(self._head, "commit", None) if self._recorded(used) else None
        when = self._date(commit) if commit else datetime.combine(self.today, time(), UTC)
        return Source(file.path, commit, file.oid if commit else None, when, content)

    def _recorded(self, paths: set[str]) -> bool:
        """Whether the newest commit holds the same at all these paths."""
        if self._held is None:
            return False
        here, head = self._held
        return all(here.get(each) == head.get(each) for each in paths)

    def _date(self, commit: str) -> datetime:
        if commit not in self._dates:
            self._dates[commit] = self.commits.commit_date(commit)
        return self._dates[commit]


def _paper(word: str) -> Paper:
    return "f4" if word == "f4" else "a4"
