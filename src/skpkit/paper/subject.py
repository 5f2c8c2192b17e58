"""A record to print with what its documents may cite, and what a form is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.files import File
from skpkit.model.paths import SKP_FILE
from skpkit.model.records import Record, Skp
from skpkit.paper.typeset import ViewOf
from skpkit.paper.documents.skp import SuperiorResult, superior_result
from skpkit.source.tree import Tree

NO_SKP = N_(
    "{path} is printed with what its SKP says, but {skp} is missing or cannot be read; add it, or mend what "
    "`skpkit check` tells of it"
)


class Past(Protocol):
    """What the history tells of a record."""

    def versions(self, path: str, commit: str) -> Iterable[Tree]:
        """The states in which the file at a path changed, from that commit back, the newest first."""

    def head(self) -> Tree | None:
        """The state of the newest commit; None where there is none yet."""


class Case:
    """A record to print: its dossier, its SKP folder, and what else its document cites, which is kept in `cited`."""

    def __init__(self, office: Office, past: Past, dossier: Dossier, file: File) -> None:
        self.office = office
        self.past = past
        self.dossier = dossier
        self.file = file
        self.cited = {file.path}

    @property
    def folder(self) -> SkpFolder:
        """The SKP folder that the record lies in."""
        return self.dossier.folders[self.file.folder]

    @property
    def skp(self) -> Skp | None:
        """The SKP of that folder, where it can be read; the document cites it."""
        found = self.folder.skp
        if found:
            self.cite(found)
        return found

    def its_skp(self) -> Skp:
        """The SKP of that folder. Raises SkpkitError where it is missing or cannot be read."""
        if self.skp is None:
            raise SkpkitError(NO_SKP, path=self.file.path, skp=f"{self.folder.path}/{SKP_FILE}")
        return self.skp

    def cite(self, *records: Record) -> None:
        """Say that the document shows something of other records."""
        self.cited.update(each.path for each in records)

    def superior(self, nip: str, kode: str) -> SuperiorResult | None:
        """The RHK of that code in the superior's latest SKP of the year that has one."""
        superior = self.office.dossier((self.dossier.year, nip))
        plans = [skp for _, skp in superior.plans()] if superior else []
        for skp in sorted(plans, key=lambda each: each.term.mulai, reverse=True):
            if found := superior_result(skp, kode):
                self.cite(skp)
                return found
        return None

    def superiors(self, skp: Skp) -> dict[tuple[str, str], SuperiorResult | None]:
        """Every RHK of superiors that an SKP intervenes, by NIP and code."""
        return {each.superior: self.superior(*each.superior) for each in skp.results if each.superior}

    def replaced(self, skp: Skp) -> Skp | None:
        """The SKP that a komplemen replaces."""
        record = self.dossier.record_at(self.folder, skp.complement.menggantikan) if skp.complement else None
        if not isinstance(record, Skp):
            return None
        self.cite(record)
        return record


class Form(NamedTuple):
    """A document of one kind of record.

    `name` is what --document takes, `title` what it is called there, `template` the template's name. `names` are those
    that the record has: none where it lacks what the form shows, several for a form with one document each (`ipr-Q1`).
    `gather` collects what the document of a name shows.
    """

    name: str
    title: str
    kind: str
    template: str
    gather: Callable[[Case, str], ViewOf]
    names: Callable[[Case], Sequence[str]]


def always(name: str) -> Callable[[Case], Sequence[str]]:
    """For a document that every record of its kind has."""
    return lambda _: (name,)
