"""Where the dossiers of a state lie: the files below the records folder, sorted by whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from skpkit.model.paths import Identity, dossier_path
from skpkit.source.tree import FOLDER_MODE, MISNAMED, Entry


class Place(NamedTuple):
    """Where a dossier lies in a state: its folder, the folder's tree id, and what is below it."""

    path: str
    tree: str
    entries: tuple[Entry, ...]

    def edited(self, entries: Mapping[str, Entry]) -> Place:
        """The place where some entries are others, by path."""
        tree = entries[self.path].oid if self.path in entries else self.tree
        return Place(self.path, tree, tuple(entries.get(each.path, each) for each in self.entries))


class Listing(NamedTuple):
    """The files of a state: dossiers by identity (one place each, or twins), and what lies outside of them."""

    places: Mapping[Identity, tuple[Place, ...]]
    outside: tuple[Entry, ...]


def list_records(entries: Iterable[Entry], root: str) -> Listing:
    """Sort the entries below the records folder `root` into dossiers and the rest."""
    trees: dict[str, str] = {}
    below: dict[tuple[Identity, str], list[Entry]] = {}
    outside = []
    for entry in entries:
        found = dossier_path(entry.path, root) if entry.mode != MISNAMED else None
        if not found or (not found.below and entry.mode != FOLDER_MODE):
            if entry.mode != FOLDER_MODE:
                outside.append(entry)
            continue
        members = below.setdefault((found.identity, found.folder), [])
        if not found.below:
            trees[found.folder] = entry.oid
        elif entry.mode != FOLDER_MODE:
            members.append(entry)
    places: dict[Identity, list[Place]] = {}
    for (identity, path), members in sorted(below.items()):
        places.setdefault(identity, []).append(Place(path, trees.get(path, ""), tuple(members)))
    return Listing({identity: tuple(each) for identity, each in places.items()}, tuple(outside))
