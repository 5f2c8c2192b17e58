"""A file of the records, kept with what is wrong with it: so one that cannot be read is told, and the others judged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from skpkit.findings import Location
from skpkit.model.paths import HOMES, SKP_FILE, record_name, record_path, within
from skpkit.model.people import NamedPerson, named_in, people_of
from skpkit.model.profiles import NEWEST, known_profiles
from skpkit.model.records import Dialogue, Record
from skpkit.model.views import VIEWS
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP, accepts
from skpkit.source.tree import FILE_MODES, MISNAMED, Entry
from skpkit.source.yamlfile import Document, read

VERSION = 1

BINDING = tuple(f"{HOMES[kind].folder}/" for kind in (DIALOGUE, EVALUATION))  # beside the SKP itself


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

    @property
    def people(self) -> frozenset[NamedPerson]:
        """All whom its data name."""
        if self.record and self.document and self.kind in VIEWS:
            return self.document.once(named_in).people
        return self.document.once(people_of) if self.document and not self.document.slips else frozenset()

    def at(self, *path: str | int) -> Location:
        """The place of the value at a path of the data."""
        return Location(self.path, *self.document.span(path)) if self.document else self.top

    def unknown_word(self) -> str | None:
        """`versi` or `aturan`, where this version does not know its value."""
        return unknown_word(self.kind, self.data)

    @property
    def full_name(self) -> str:
        """Its name within the dossier: `komplemen-1/iki/1a-N.yaml`."""
        return within(self.folder, self.name)

    @property
    def home(self) -> str | None:
        """The name that a record with this content has in its SKP folder, whatever the file is called."""
        data = self.data
        kind = data.get("jenis") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(kind, str) or kind not in HOMES:
            return None
        key = HOMES[kind].key
        value = data.get(key) if key else ""
        return record_name(kind, value) if isinstance(value, str) else None

    @property
    def may_be_record(self) -> bool:
        """Whether it is a record, or may hide one: by its content, a text that cannot be read, or a link."""
        unclear = self.document is not None and bool(self.document.slips)
        return self.home is not None or unclear or self.mode not in (*FILE_MODES, MISNAMED)

    @property
    def may_bind(self) -> bool:
        """Whether it is, by its place or by its own word, a record by which changes of others are judged: an SKP, a
        dialogue or an evaluation."""
        names = [each for each in (self.name, self.home) if each]
        return any(each == SKP_FILE or each.startswith(BINDING) for each in names)

    def lost(self) -> set[str]:
        """The names of the records that this file may be meant to be, while something is wrong with it."""
        record = self.record
        if record and (record.name == self.home or (isinstance(record, Dialogue) and not record.misdated)):
            return set()
        from skpkit.model.leftovers import as_yaml, meant_name

        return {each for each in (as_yaml(self.name), meant_name(self.name), self.home) if each}


def under_newest_rules(file: File) -> File | None:
    """A file whose `aturan` alone is unknown, with the view that it has under the newest rules; None for any other, and
    where its schema refuses it."""
    data = file.data
    if file.record or not file.kind or not file.document or not isinstance(data, dict):
        return None
    if file.unknown_word() != "aturan" or data.get("jenis") != file.kind:
        return None
    known = {**data, "aturan": NEWEST}
    if not accepts(file.kind, known):
        return None
    return replace(file, record=VIEWS[file.kind](file.path, file.name, known, file.document))


def unknown_word(kind: str | None, data: object) -> str | None:
    """`versi` or `aturan` of a record's data, where this version does not know its value."""
    if not isinstance(data, dict):
        return None
    version = data.get("versi")
    if isinstance(version, int | float) and not isinstance(version, bool) and version != VERSION:
        return "versi"
    named = data.get("aturan") if kind in (SKP, MANUAL) else None
    return "aturan" if isinstance(named, str) and named not in known_profiles() else None


def load_file(entry: Entry, content: bytes, dossier_path: str) -> File:
    """One file of a dossier with its document, and its view where its schema accepts it.

    One that has no place there may still be a record under a wrong name, so its document is read too.
    """
    folder, name, kind, _ = record_path(entry.path[len(dossier_path) + 1 :])
    path, mode, oid = entry
    if kind is None or mode not in FILE_MODES:
        from skpkit.model.leftovers import is_text

        readable = mode in FILE_MODES and is_text(name)
        return File(path, oid, mode, folder, name, None, read(content) if readable else None, None)
    document = read(content)
    data = document.data  # None where there are slips
    fits = isinstance(data, dict) and data.get("jenis") == kind and not unknown_word(kind, data)
    record = VIEWS[kind](path, name, data, document) if fits and accepts(kind, data) else None
    return File(path, oid, mode, folder, name, kind, document, record)
