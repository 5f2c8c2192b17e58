"""What a document is made of, a record and what else it cites; and what a kind of document is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.files import File
from skpkit.model.paths import HOMES, SKP_FILE
from skpkit.model.records import Record, Skp
from skpkit.paper.frame import Printable
from skpkit.source.tree import Tree, lies_in

NO_SKP = N_(
    "{path} is printed with what its SKP says, but {skp} is missing or cannot be read; add it, or mend what "
    "`skpkit check` tells of it"
)
UNREAD = N_(
    "{record} cannot be read, and {document} of {path} shows what it says; `skpkit check {record}` tells what to mend"
)
_Record = TypeVar("_Record", bound=Record)


class History(Protocol):
    """What the history tells of a record, and of the commit that a document comes from."""

    def before(self, paths: Sequence[str], commit: str) -> Iterator[Tree]:
        """The states that the changes of the files at some paths came upon, from that commit back, the newest first.

        Raises SkpkitError where a clone does not hold the history that it comes to.
        """

    def head(self) -> Tree | None:
        """The state of the newest commit; None where there is none yet."""

    def commit(self, revision: str) -> Tree:
        """The state that a revision names; SkpkitError for none."""

    def landing(self, commit: str) -> str | None:
        """The step of the default branch that brought a commit, which may be itself; None where none did. Raises
        SkpkitError where that is not certain."""

    def commit_date(self, commit: str) -> datetime:
        """The day and time of a commit, in UTC."""


class Material:
    """What a document is made of: a record with its dossier and history; what else it cites is kept in `cited`, and an
    SKP folder of then that it shows in place of the record's in `instead`.
    """

    def __init__(self, office: Office, history: History, dossier: Dossier, file: File) -> None:
        self.office = office
        self.history = history
        self.dossier = dossier
        self.file = file
        self.cited = {file.path}
        self.instead: SkpFolder | None = None

    @property
    def folder(self) -> SkpFolder:
        """The SKP folder that the record lies in."""
        return self.dossier.folders[self.file.folder]

    @property
    def newest(self) -> Tree | None:
        """The newest state that a commit holds: this one, or where it lies on the disk the one before it."""
        return self.office.tree if self.office.tree.commit else self.history.head()

    def shown(self) -> Iterator[Record]:
        """The records that a document shows as they are, or in part: the own one first."""
        dossiers = dict.fromkeys(filter(None, map(self.office.dossier_at, sorted(self.cited))))
        instead = list(self.instead.records()) if self.instead else []
        own = [each for each in (self.file.record,) if each]
        for record in dict.fromkeys([*own, *instead, *(each.record for held in dossiers for each in held.files)]):
            if record and (record in instead or any(lies_in(record.path, path) for path in self.cited)):
                yield record

    def record(self, kind: type[_Record]) -> _Record:
        """The record, which is of that kind, since a document is made of records of its kinds alone."""
        record = self.file.record
        assert isinstance(record, kind)  # noqa: S101 - see above
        return record

    def skp(self) -> Skp:
        """The SKP of that folder, which is cited. Raises SkpkitError where it is missing or cannot be read."""
        if self.folder.skp is None:
            raise SkpkitError(NO_SKP, path=self.file.path, skp=f"{self.folder.path}/{SKP_FILE}")
        self.cite(self.folder.skp)
        return self.folder.skp

    def cite(self, *records: Record) -> None:
        """Say that the document shows something of other records."""
        self.cited.update(each.path for each in records)

    def cite_all(self, *kinds: str, folder: SkpFolder | None = None) -> None:
        """Say that it shows all records of these kinds in an SKP folder (its own), so that one less would change it."""
        self.cited.update(f"{(folder or self.folder).path}/{HOMES[each].folder}" for each in kinds)

    def need(self, folder: SkpFolder, names: Iterable[str], document: str) -> None:
        """Raises SkpkitError for records of a folder that the document shows and that cannot be read, if any."""
        for name in names:
            raise SkpkitError(UNREAD, record=f"{folder.path}/{name}", document=document, path=self.file.path)


class DocumentKind(NamedTuple):
    """A kind of document; its name is that of its template, with a hyphen for an underscore.

    `titles` says what --document calls it, by the kind of record that has it. `make` gathers what the document of a
    name shows. `names` are those that a record has: without it the kind's name alone, none where the record lacks what
    is shown, several where it has one document each (`ipr-Q1`). `body` is what the template is given, for its page.
    """

    titles: Mapping[str, str]
    body: type
    make: Callable[[Material, str], Printable]
    names: Callable[[Material], Iterator[str]] | None = None
