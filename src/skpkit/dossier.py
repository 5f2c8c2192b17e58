"""A dossier: everything about one employee in one year, at one moment, as typed records.

A dossier is made of the files below a folder named by an NIP. Each file is kept with what is wrong with it, so
that a record that cannot be read is something to tell and the others are still judged.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from skpkit.findings import Location
from skpkit.profiles import Profile, known_profiles, profile
from skpkit.records import (
    Data,
    Dialogue,
    Evaluation,
    Line,
    Manual,
    Record,
    Skp,
    dialogue_of,
    evaluation_of,
    manual_of,
    skp_of,
)
from skpkit.schemas import accepts
from skpkit.settings import Settings
from skpkit.tree import FILE_MODES, FOLDER_MODE, Entry
from skpkit.yamlfile import Document, read

Identity: TypeAlias = tuple[int, str]
Cell: TypeAlias = tuple[str, str]
VERSION = 1
EXEMPTIONS = "pengecualian.yaml"

_IN_SKP_FOLDER = re.compile(
    r"(?:(?P<folder>komplemen-[1-9][0-9]*)/)?"
    r"(?P<name>(?P<skp>skp)\.yaml|(?:(?P<manual_iki>iki)|(?P<dki>dki)|(?P<evaluasi>evaluasi))/[^/]+\.yaml)"
)
_VIEWS: Mapping[str, Callable[[str, str, Data, Document], Record]] = {
    "skp": skp_of,
    "manual_iki": manual_of,
    "dki": dialogue_of,
    "evaluasi": evaluation_of,
}


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A file of the records. `kind` is what its place says it is (None: nothing belongs there).

    `record` is its view; without one the file has something wrong: it is no plain file, it has slips, its
    version or `aturan` is unknown, or its schema refuses it.
    """

    path: str
    oid: str
    mode: str
    folder: str
    name: str
    kind: str | None
    document: Document | None
    record: Record | None

    @property
    def top(self) -> Location:
        """The file's first line."""
        return Location(self.path)

    @property
    def data(self) -> object:
        """The plain data, where the text could be read."""
        return self.document.data if self.document and not self.document.slips else None

    def at(self, *path: str | int) -> Location:
        """The place of the value at a path of the data."""
        return Location(self.path, *self.document.span(path)) if self.document else self.top

    def unknown_word(self) -> str | None:
        """`versi` or `aturan`, where this version does not know its value."""
        data = self.data
        if not isinstance(data, dict):
            return None
        version = data.get("versi")
        if isinstance(version, int) and not isinstance(version, bool) and version != VERSION:
            return "versi"
        named = data.get("aturan")
        return "aturan" if isinstance(named, str) and named not in known_profiles() else None


@dataclass(frozen=True)
class SkpFolder:
    """One SKP with its manuals, dialogues and evaluations; `name` is empty, or `komplemen-<n>`."""

    name: str
    path: str
    skp: Skp | None
    manuals: Mapping[str, Manual]
    dialogues: tuple[Dialogue, ...]
    evaluations: Mapping[str, Evaluation]
    unread: frozenset[str]

    @property
    def profile(self) -> Profile:
        """The rules that its SKP names."""
        assert self.skp is not None  # noqa: S101 - asked of folders with an SKP only
        found = profile(self.skp.aturan)
        assert found is not None  # noqa: S101 - an SKP with an unknown aturan has no view
        return found

    def name_of(self, record: str) -> str:
        """A record's name within the dossier: `komplemen-1/iki/1a-N.yaml`."""
        return f"{self.name}/{record}" if self.name else record

    def dialogue(self, name: str) -> Dialogue | None:
        """The dialogue in the file of that name."""
        return next((each for each in self.dialogues if each.name == name), None)

    def records(self) -> Iterator[Record]:
        """Every record that could be read."""
        if self.skp:
            yield self.skp
        yield from self.manuals.values()
        yield from self.dialogues
        yield from self.evaluations.values()

    @cached_property
    def realised(self) -> Mapping[Cell, tuple[tuple[Dialogue, Line], ...]]:
        """The lines that record a realisation, by cell, oldest first; drafts count."""
        found: dict[Cell, list[tuple[Dialogue, Line]]] = {}
        for dialogue in self.dialogues:
            for line in dialogue.lines:
                if line.realises:
                    found.setdefault((line.iki, line.periode), []).append((dialogue, line))
        return {cell: tuple(lines) for cell, lines in found.items()}

    @cached_property
    def effective(self) -> Mapping[Cell, float | str]:
        """The realisasi of each realised cell: the last koreksi, else the value first recorded."""
        values: dict[Cell, float | str] = {}
        for cell, lines in self.realised.items():
            corrected = [line for _, line in lines if line.is_correction]
            value = (corrected[-1] if corrected else lines[0][1]).value
            assert value is not None  # noqa: S101 - a realised line has a value
            values[cell] = value
        return values


@dataclass(frozen=True)
class Dossier:
    """One employee-year at one moment. `twins` are other folders of the same NIP and year."""

    year: int
    nip: str
    path: str
    tree: str
    files: tuple[File, ...]
    folders: Mapping[str, SkpFolder]
    settings: Settings
    twins: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """What makes it the same dossier in another state: year and NIP."""
        return self.year, self.nip

    @property
    def title(self) -> str:
        """Its name in reports: `<tahun>/<nip>`."""
        return f"{self.year}/{self.nip}"

    @property
    def unit(self) -> str:
        """The unit folder below the year, empty where there is none."""
        below_year = self.path.removeprefix(f"{self.settings.records}/{self.year}/")
        return below_year.rpartition("/")[0]

    def plans(self) -> Iterator[tuple[SkpFolder, Skp]]:
        """The folders whose SKP could be read, with it."""
        for folder in self.folders.values():
            if folder.skp:
                yield folder, folder.skp

    def established(self) -> Iterator[tuple[SkpFolder, Skp]]:
        """The folders with an established SKP."""
        return ((folder, skp) for folder, skp in self.plans() if skp.established)

    def dialogues(self) -> Iterator[Dialogue]:
        """The dialogues of all its SKP."""
        for folder in self.folders.values():
            yield from folder.dialogues

    def file_at(self, folder: SkpFolder, reference: str) -> File | None:
        """The file that a path named in a record of `folder` leads to; None where it leads nowhere."""
        return self.file(posixpath.normpath(posixpath.join(folder.name or ".", reference)))

    def record_at(self, folder: SkpFolder, reference: str) -> Record | None:
        """The record in that file, where it could be read."""
        found = self.file_at(folder, reference)
        return found.record if found else None

    def unread(self) -> list[File]:
        """Files that belong here but could not be read as the record they should be."""
        return [each for each in self.files if each.kind and each.record is None]

    def file(self, name: str) -> File | None:
        """The file of that name within the dossier."""
        return next((each for each in self.files if each.path == f"{self.path}/{name}"), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dossier lies in a state: its folder, the folder's tree id, and what is below it."""

    path: str
    tree: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Listing:
    """The files of a state: dossiers by identity (one place each, or twins), and what lies outside of them."""

    places: Mapping[Identity, tuple[Place, ...]]
    outside: tuple[Entry, ...]


def list_records(entries: Iterable[Entry], root: str) -> Listing:
    """Sort the entries below the records folder `root` into dossiers and the rest."""
    prefix = f"{re.escape(root)}/" if root not in ("", ".") else ""
    in_dossier = re.compile(
        rf"(?P<path>{prefix}(?P<year>[0-9]{{4}})/(?:(?:(?![0-9]{{18}}/)[^/]+)/)*?(?P<nip>[0-9]{{18}}))(?P<below>/.*)?",
        re.DOTALL,
    )
    trees: dict[str, str] = {}
    below: dict[tuple[Identity, str], list[Entry]] = {}
    outside = []
    for entry in entries:
        found = in_dossier.fullmatch(entry.path)
        if not found or (not found["below"] and entry.mode != FOLDER_MODE):
            if entry.mode != FOLDER_MODE:
                outside.append(entry)
            continue
        key = ((int(found["year"]), found["nip"]), found["path"])
        members = below.setdefault(key, [])
        if not found["below"]:
            trees[found["path"]] = entry.oid
        elif entry.mode != FOLDER_MODE:
            members.append(entry)
    places: dict[Identity, list[Place]] = {}
    for (identity, path), members in sorted(below.items()):
        places.setdefault(identity, []).append(Place(path, trees.get(path, ""), tuple(members)))
    return Listing({identity: tuple(each) for identity, each in places.items()}, tuple(outside))


def load_file(entry: Entry, content: bytes, dossier_path: str) -> File:
    """One file of a dossier with its document, and its view where its schema accepts it."""
    found = _IN_SKP_FOLDER.fullmatch(entry.path[len(dossier_path) + 1 :])
    if not found or entry.mode not in FILE_MODES:
        return File(entry.path, entry.oid, entry.mode, "", "", None, None, None)
    kind = next(each for each in _VIEWS if found[each])
    folder, name = found["folder"] or "", found["name"]
    document = read(content)
    file = File(entry.path, entry.oid, entry.mode, folder, name, kind, document, None)
    data = file.data
    if document.slips or not isinstance(data, dict) or data.get("jenis") != kind:
        return file
    if file.unknown_word() or not accepts(kind, data):
        return file
    return replace(file, record=_VIEWS[kind](entry.path, name, data, document))


def _folder(name: str, path: str, files: Sequence[File]) -> SkpFolder:
    records = [each.record for each in files if each.record]
    # of two manuals of one code the one in the file of that name counts; the other is SKP004
    records.sort(key=lambda each: isinstance(each, Manual) and each.name == f"iki/{each.kode}.yaml")
    return SkpFolder(
        name=name,
        path=f"{path}/{name}" if name else path,
        skp=next((each for each in records if isinstance(each, Skp)), None),
        manuals={each.kode: each for each in records if isinstance(each, Manual)},
        dialogues=tuple(
            sorted(
                (each for each in records if isinstance(each, Dialogue)),
                key=lambda each: (each.tanggal, _nth(each.name)),
            )
        ),
        evaluations={each.periode: each for each in records if isinstance(each, Evaluation)},
        unread=frozenset(each.name for each in files if each.kind and not each.record),
    )


def _nth(name: str) -> int:
    """The number that tells several dialogues of one day apart: 2 for `dki/2026-04-07-2.yaml`."""
    found = re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-([0-9]+)\.yaml$", name)
    return int(found[1]) if found else 0


def load_dossier(
    identity: Identity,
    places: Sequence[Place],
    load: Callable[[Entry, str], File],
    settings: Settings,
    at: str | None = None,
) -> Dossier:
    """The dossier in the first of its places (or in the one at path `at`), the others kept as twins."""
    place = next((each for each in places if each.path == at), places[0])
    files = tuple(load(entry, place.path) for entry in place.entries)
    twins = tuple(each.path for each in places if each.path != place.path)
    return assemble(Dossier(*identity, place.path, place.tree, files, {}, settings, twins))


def assemble(dossier: Dossier) -> Dossier:
    """The dossier with its SKP folders made anew from its files."""
    names = sorted({each.folder for each in dossier.files if each.kind})
    folders = {
        name: _folder(name, dossier.path, [each for each in dossier.files if each.kind and each.folder == name])
        for name in names
    }
    return replace(dossier, folders=folders)
