"""A base that can be read: what cannot be read there is taken from the newest state of its history that could.

Who mends a record that is broken on the base could otherwise not be judged, or could change at will what it held.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from skpkit.findings import Note
from skpkit.judge.office import Office
from skpkit.judge.pairs import changed_identities
from skpkit.messages import N_, SHORT
from skpkit.model.files import File, load_file
from skpkit.source.tree import Entry, Past, Tree

OLDER = N_("not readable in the base, so judged against the newest state in its history that is: {files}")
NOWHERE = N_("not readable in the base nor in any state of its history, so judged as new: {files}")


@dataclass(frozen=True, eq=False)
class MendedTree:
    """A state of the records in which some files are as they were in an older one, or (None) not there."""

    tree: Tree
    older: Mapping[str, Entry | None]
    contents: Mapping[str, bytes]

    @property
    def commit(self) -> str | None:
        """The id of the commit that holds the state."""
        return self.tree.commit

    @property
    def grows(self) -> bool:
        """Whether more of it becomes known when that is asked for."""
        return self.tree.grows

    def entries(self, folder: str = "") -> Sequence[Entry]:
        """Everything below a folder, with the older files."""
        both = ((each, self.older.get(each.path, each)) for each in self.tree.entries(folder))
        return [older for _, older in both if older]

    def children(self, folders: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """What lies in each of some folders itself, with the older files."""
        there = self.tree.children(folders)
        return {
            folder: [older for each in entries if (older := self.older.get(each.path, each))]
            for folder, entries in there.items()
        }

    def folders(self, above: Collection[str], nip: str) -> Mapping[str, Sequence[Entry]]:
        """The folders among it, without those of other numbers as long as an NIP: no folder is an older one."""
        return self.tree.folders(above, nip)

    def take(self, paths: Collection[str]) -> None:
        """Know what lies at some paths."""
        self.tree.take(paths)

    def read(self, oids: Sequence[str]) -> Mapping[str, bytes]:
        """The contents of files by id."""
        rest = [each for each in oids if each not in self.contents]
        return {**(self.tree.read(rest) if rest else {}), **{each: self.contents[each] for each in {*oids} - {*rest}}}

    def grep(self, needles: Sequence[str], folder: str) -> set[str]:
        """The paths of files below a folder that contain one of the needles."""
        return self.tree.grep(needles, folder)


class ReadableBase(NamedTuple):
    """The records of a base, and what is to be said of how they were made readable."""

    office: Office
    notes: tuple[Note, ...] = ()


def readable(old: Office, new: Office, past: Past | None) -> ReadableBase:
    """The base of a change, with its unreadable records of changed dossiers as its history last had them readable; the
    base as it is where it has no history, or nothing there is unreadable."""
    broken = list(_unreadable(old, new)) if past else []
    if not past or not broken:
        return ReadableBase(old)
    older: dict[str, Entry | None] = {}
    contents: dict[str, bytes] = {}
    found: list[str] = []
    nowhere: list[str] = []
    for folder, file in broken:
        older[file.path] = None
        for state in past.states(folder):
            entry = next((each for each in state.entries(folder) if each.path == file.path), None)
            content = state.read([entry.oid])[entry.oid] if entry and entry.oid != file.oid else None
            if entry and content is not None and load_file(entry, content, folder).record:
                older[file.path], contents[entry.oid] = entry, content
                found.append(f"{file.path} ({(state.commit or '')[:SHORT]})")
                break
        else:
            nowhere.append(file.path)
    told = ((OLDER, found), (NOWHERE, nowhere))
    notes = tuple(Note(message, {"files": tuple(files)}) for message, files in told if files)
    return ReadableBase(old.of_tree(MendedTree(old.tree, older, contents)), notes)


def _unreadable(old: Office, new: Office) -> Iterator[tuple[str, File]]:
    """The files of changed dossiers that the base cannot read, each with its dossier's folder; but for those that the
    change leaves as they are and that bind no others."""
    identities = changed_identities(old, new)
    old.read_ahead(identities)
    for identity in identities:
        now = {
            each.path.removeprefix(place.path): each.oid
            for place in new.listing.places.get(identity, ())
            for each in place.entries
        }
        for place in old.listing.places.get(identity, ()):
            for file in old.folder(identity, place).unread_files():
                if file.may_bind or now.get(file.path.removeprefix(place.path)) != file.oid:
                    yield place.path, file
