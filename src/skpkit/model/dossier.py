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
from typing import NamedTuple, TypeAlias

from skpkit.findings import Location
from skpkit.model.profiles import Profile, known_profiles, profile
from skpkit.model.records import (
    Data,
    Dialogue,
    Evaluation,
    Indicator,
    Line,
    Manual,
    Record,
    Skp,
    dialogue_of,
    evaluation_of,
    manual_of,
    skp_of,
)
from skpkit.model.settings import Settings
from skpkit.source.schemas import accepts
from skpkit.source.tree import FILE_MODES, FOLDER_MODE, Entry
from skpkit.source.yamlfile import Document, read

Identity: TypeAlias = tuple[int, str]
Cell: TypeAlias = tuple[str, str]
VERSION = 1
EXEMPTIONS = "pengecualian.yaml"

_IN_SKP_FOLDER = re.compile(
    r"(?:(?P<folder>komplemen-[1-9][0-9]*)/)?"
    r"(?P<name>(?P<skp>skp)\.yaml|(?:(?P<manual_iki>iki)|(?P<dki>dki)|(?P<evaluasi>evaluasi))/[^/]+\.yaml)"
)
_FOLDER = re.compile(r"komplemen-[1-9][0-9]*(?=/)")
_YAML = re.compile(r"\.ya?ml$", re.IGNORECASE)
_HOMES = {
    "skp": ("skp.yaml", ""),
    "manual_iki": ("iki", "kode"),
    "dki": ("dki", "tanggal"),
    "evaluasi": ("evaluasi", "periode"),
}
_VIEWS: Mapping[str, Callable[[str, str, Data, Document], Record]] = {
    "skp": skp_of,
    "manual_iki": manual_of,
    "dki": dialogue_of,
    "evaluasi": evaluation_of,
}


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A file of the records. `kind` is what its place says it is (None: nothing belongs there).

    `folder` and `name` are its SKP folder and its name in that. `record` is its view; without one the file has
    something wrong: it is no plain file, it has slips, its version or `aturan` is unknown, or its schema refuses it.
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
        return unknown_word(self.kind, self.data)

    @property
    def home(self) -> str | None:
        """The name that a record with this content has in its SKP folder, whatever the file is called."""
        data = self.data
        kind = data.get("jenis") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(kind, str) or kind not in _HOMES:
            return None
        folder, key = _HOMES[kind]
        value = data.get(key)
        return folder if not key else f"{folder}/{value}.yaml" if isinstance(value, str) else None

    def lost(self) -> set[str]:
        """The names of the records that this file may be meant to be, while something is wrong with it."""
        record = self.record
        if record and (record.name == self.home or (isinstance(record, Dialogue) and not record.misdated)):
            return set()
        return {each for each in (_YAML.sub(".yaml", self.name), self.home) if each}


def unknown_word(kind: str | None, data: object) -> str | None:
    """`versi` or `aturan` of a record's data, where this version does not know its value."""
    if not isinstance(data, dict):
        return None
    version = data.get("versi")
    if isinstance(version, int | float) and not isinstance(version, bool) and version != VERSION:
        return "versi"
    named = data.get("aturan") if kind in ("skp", "manual_iki") else None
    return "aturan" if isinstance(named, str) and named not in known_profiles() else None


@dataclass(frozen=True)
class SkpFolder:
    """One SKP with its manuals, dialogues and evaluations; `name` is empty, or `komplemen-<n>`.

    `unread` are the names of files here that cannot be read as the record they should be; `lost` has besides the
    records that misplaced files may be meant to be, so that only the file itself is told, and not what lacks it.
    """

    name: str
    path: str
    skp: Skp | None
    manuals: Mapping[str, Manual]
    dialogues: tuple[Dialogue, ...]
    evaluations: Mapping[str, Evaluation]
    unread: frozenset[str]
    lost: frozenset[str]

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

    @property
    def lacks_skp(self) -> bool:
        """Whether it holds what belongs to an SKP, but none, nor a file that may be meant to be it."""
        return not self.skp and "skp.yaml" not in self.lost and bool(self.manuals or self.realised)

    def manual_of(self, indicator: Indicator) -> Manual | None:
        """The manual of an IKI; none where two IKI have its code, since nobody can say of which it is."""
        assert self.skp is not None  # noqa: S101 - the IKI is its SKP's
        alike = [each for each in self.skp.indicators() if each.kode == indicator.kode]
        return self.manuals.get(indicator.kode) if len(alike) == 1 else None

    def orphans(self) -> Iterator[tuple[Manual, Indicator | None]]:
        """The manuals whose code no IKI has, each with the IKI without manual that says the same, if one does."""
        indicators = list(self.skp.indicators()) if self.skp else []
        known = {each.kode for each in indicators}
        bare = [each for each in indicators if each.kode not in self.manuals]
        for manual in self.manuals.values():
            if manual.kode not in known:
                yield manual, next((each for each in bare if manual.describes(each)), None)

    def lost_dialogues(self) -> list[str]:
        """The names of dialogues that cannot be read, or lie somewhere else."""
        return sorted(each for each in self.lost if each.startswith("dki/"))

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
    def effective_lines(self) -> Mapping[Cell, tuple[Dialogue, Line]]:
        """The line whose value counts for each realised cell: the last koreksi, else the one first recorded."""
        return {
            cell: next((each for each in reversed(lines) if each[1].is_correction), lines[0])
            for cell, lines in self.realised.items()
        }

    @cached_property
    def effective(self) -> Mapping[Cell, float | str]:
        """The realisasi of each realised cell: the value that counts."""
        values: dict[Cell, float | str] = {}
        for cell, (_, line) in self.effective_lines.items():
            assert line.value is not None  # noqa: S101 - a realised line has a value
            values[cell] = line.value
        return values

    def evaluates(self, evaluation: Evaluation, period: str, year: int) -> bool:
        """Whether an evaluation is of a period, which ends within its own."""
        term = self.profile.term
        return term(period, year).ends_within(term(evaluation.periode, year))

    def established_evaluation(self, period: str, year: int) -> Evaluation | None:
        """The established evaluation of a period."""
        settled = (each for each in self.evaluations.values() if each.established)
        return next((each for each in settled if self.evaluates(each, period, year)), None)


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

    def may_hold(self, folder: SkpFolder, reference: str) -> bool:
        """Whether a path leads to a record that cannot be read, lies somewhere else, or is told to be missing."""
        name = posixpath.normpath(posixpath.join(folder.name or ".", reference))
        for each in self.folders.values():
            missing = {"skp.yaml"} if each.lacks_skp else set()
            if name in map(each.name_of, each.lost | missing):
                return True
        return False

    def unread(self) -> list[File]:
        """Files that belong here but could not be read as the record they should be."""
        return [each for each in self.files if each.kind and each.record is None]

    def file(self, name: str) -> File | None:
        """The file of that name within the dossier."""
        return next((each for each in self.files if each.path == f"{self.path}/{name}"), None)


class Place(NamedTuple):
    """Where a dossier lies in a state: its folder, the folder's tree id, and what is below it."""

    path: str
    tree: str
    entries: tuple[Entry, ...]


class Listing(NamedTuple):
    """The files of a state: dossiers by identity (one place each, or twins), and what lies outside of them."""

    places: Mapping[Identity, tuple[Place, ...]]
    outside: tuple[Entry, ...]


def list_records(entries: Iterable[Entry], root: str) -> Listing:
    """Sort the entries below the records folder `root` into dossiers and the rest."""
    prefix = f"{re.escape(root)}/" if root not in ("", ".") else ""
    in_dossier = re.compile(
        rf"(?P<path>{prefix}(?P<year>[12][0-9]{{3}})/(?:(?:(?![0-9]{{18}}/)[^/]+)/)*?(?P<nip>[0-9]{{18}}))(?P<below>/.*)?",
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
    below = entry.path[len(dossier_path) + 1 :]
    found = _IN_SKP_FOLDER.fullmatch(below)
    if not found or entry.mode not in FILE_MODES:
        return _stray(entry, content, below)
    kind = next(each for each in _VIEWS if found[each])
    folder, name = found["folder"] or "", found["name"]
    document = read(content)
    data = document.data  # None where there are slips
    fits = isinstance(data, dict) and data.get("jenis") == kind and not unknown_word(kind, data)
    record = _VIEWS[kind](entry.path, name, data, document) if fits and accepts(kind, data) else None
    return File(entry.path, entry.oid, entry.mode, folder, name, kind, document, record)


def _stray(entry: Entry, content: bytes, below: str) -> File:
    """A file that has no place in a dossier; it may still be a record under a wrong name."""
    found = _FOLDER.match(below)
    folder = found[0] if found else ""
    is_text = entry.mode in FILE_MODES and _YAML.search(below)
    name = below.removeprefix(f"{folder}/") if folder else below
    return File(entry.path, entry.oid, entry.mode, folder, name, None, read(content) if is_text else None, None)


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
        lost=frozenset(lost for each in files for lost in each.lost()),
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
        name: _folder(name, dossier.path, [each for each in dossier.files if each.folder == name]) for name in names
    }
    return replace(dossier, folders=folders)
