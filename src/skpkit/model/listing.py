"""Where the dossiers of a state lie: found by the names of folders alone, and what is in one when that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from skpkit.model.nip import is_written_plain
from skpkit.model.paths import SKP_FILE, Identity, dossier_path, names_alike, record_path
from skpkit.source.tree import FOLDER_MODE, MISNAMED, Entry, Tree, below, entry_of, lies_in, lying_beside

_YEAR = re.compile("[12][0-9]{3}")
_TOP = ("", ".")
AT_ONCE = 500  # dossiers in which names are looked at
FEW = 16  # dossiers that are each looked for by name: to find all takes as long as some hundred times one


class Place:
    """Where a dossier lies in a state: its folder, the folder's tree id, and what is below it, which is listed when
    first asked for."""

    def __init__(self, path: str, tree: str, entries: Iterable[Entry] | None = None, state: Tree | None = None) -> None:
        self.path, self.tree, self._state = path, tree, state
        self._entries = tuple(entries) if entries is not None else None
        self._misnamed: tuple[Entry, ...] = ()
        self._folded = b""
        self.is_plain = False  # whether somebody knows that it has no such entries

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The files below it."""
        if self._folded and self._entries is None:
            self._entries = tuple(self._unfolded())
        if self._entries is None:
            list_places([self])
        assert self._entries is not None  # noqa: S101 - it was listed just now
        return self._entries

    @property
    def misnamed(self) -> tuple[Entry, ...]:
        """What lies below it at a path that is no text: it is no file of the dossier."""
        list_places([self])
        return self._misnamed

    @property
    def is_listed(self) -> bool:
        """Whether it is known what is below it."""
        return self._entries is not None or bool(self._folded)

    def fold(self) -> None:
        """Know what is below it in a tenth of the memory, until somebody asks for it."""
        from zlib import compress

        if self._entries is not None and self._state is not None:
            words = (word for each in self._entries for word in (each.path[len(self.path) :], each.mode, each.oid))
            self._folded, self._entries = compress("\0".join(words).encode(), 1), None

    def _unfolded(self) -> Iterator[Entry]:
        from zlib import decompress

        words = decompress(self._folded).decode().split("\0")
        for path, mode, oid in zip(words[::3], words[1::3], words[2::3], strict=False):  # of nothing there is one
            yield Entry(self.path + path, mode, oid)

    def with_entries(self, entries: Iterable[Entry]) -> Place:
        """The same place with so much of what is below it."""
        return Place(self.path, self.tree, entries)

    def hold(self, entries: Iterable[Entry]) -> None:
        """Know what is below it."""
        files = sorted((each for each in entries if each.mode != FOLDER_MODE), key=lambda each: each.path)
        self._entries = tuple(each for each in files if each.mode != MISNAMED)
        self._misnamed = tuple(each for each in files if each.mode == MISNAMED)

    def let_go(self) -> None:
        """Know no more what is below it, if that can be found again."""
        if self._state is not None:
            self._entries, self._misnamed, self._folded = None, (), b""

    def edited(self, entries: Mapping[str, Entry]) -> Place:
        """The place where some entries are others, by path."""
        tree = entries[self.path].oid if self.path in entries else self.tree
        return Place(self.path, tree, tuple(entries.get(each.path, each) for each in self.entries))


def list_places(places: Iterable[Place]) -> None:
    """List what is below some places of one state, all at once."""
    wanted = {each.path: each for each in places if not each.is_listed}
    if not wanted:
        return
    state = next(iter(wanted.values()))._state
    assert state is not None  # noqa: S101 - where nobody says what is there, it is known where to look
    found: dict[str, list[Entry]] = {each: [] for each in wanted}
    depths = {each.count("/") + 1 for each in wanted}
    for entry in below(state, list(wanted)):
        parts = entry.path.split("/")
        folder = next(path for depth in depths if (path := "/".join(parts[:depth])) in wanted)
        found[folder].append(entry)
    for path, entries in found.items():
        wanted[path].hold(entries)


class _Found(NamedTuple):
    """What lies below a folder: dossiers by whose they are, and the files that are in none."""

    places: Mapping[Identity, tuple[Place, ...]]
    loose: tuple[Entry, ...]

    def outside(self) -> Iterator[Entry]:
        """These files, and what no text can name in the dossiers."""
        lying = [place for places in self.places.values() for place in places if not place.is_plain]
        yield from self.loose
        for start in range(0, len(lying), AT_ONCE):
            part = lying[start : start + AT_ONCE]
            fresh = [each for each in part if not each.is_listed]
            list_places(fresh)
            yield from (each for place in part for each in place.misnamed)
            for each in fresh:
                each.fold()


class Places(Mapping[Identity, tuple[Place, ...]]):
    """The dossiers of a state by identity, one place each, or twins; whoever asks for one has its year alone looked
    through."""

    def __init__(self, tree: Tree, root: str) -> None:
        self._tree = tree
        self._root = "" if root in _TOP else root
        self._years: dict[int, _Found] = {}
        self._sought: dict[Identity, tuple[Place, ...]] = {}
        self._confirmed: dict[Identity, tuple[Place, ...]] = {}

    def __getitem__(self, identity: Identity) -> tuple[Place, ...]:
        named = self._named(identity)
        if not named:
            raise KeyError(identity)
        if all(each.tree for each in named):
            return named
        if identity not in self._confirmed:
            self._tree.take([each.path for each in named])
            there = [entry_of(self._tree, each.path) for each in named]
            self._confirmed[identity] = tuple(
                Place(each.path, each.oid, state=self._tree) for each in there if each and each.mode == FOLDER_MODE
            )
        if not self._confirmed[identity]:  # on the disk are names that no state would hold
            raise KeyError(identity)
        return self._confirmed[identity]

    def _named(self, identity: Identity) -> tuple[Place, ...]:
        """The folders that are named for a dossier. The first few are looked for by their names alone; who asks for
        more has all of the year found."""
        if identity.year not in self._years and identity not in self._sought:
            if len(self._sought) >= FEW:
                self.in_year(identity.year)
            else:
                self._sought[identity] = tuple(self._search(identity))
        known = self._years.get(identity.year)
        return known.places.get(identity, ()) if known else self._sought[identity]

    def _search(self, identity: Identity) -> Iterator[Place]:
        if identity.year not in self.years or not is_written_plain(identity.nip):
            return
        level, found = [self._folder(identity.year)], list[Entry]()
        while level:
            there = [each for lying in self._tree.folders(level, identity.nip).values() for each in lying]
            level = [each.path for each in there if each.path.rpartition("/")[2] != identity.nip]
            found += [each for each in there if each.path.rpartition("/")[2] == identity.nip]
        yield from (Place(each.path, each.oid, state=self._tree) for each in sorted(found))

    def plans(self, identities: Iterable[Identity]) -> dict[Identity, list[Place]]:
        """Where some dossiers lie, with nothing below but their SKP, all listed at once. Where several folders bear the
        name of one, those count that a state would hold."""
        named = {each: self._named(each) for each in identities}
        named |= {each: self.get(each, ()) for each, found in named.items() if len(found) > 1}
        named = {each: found for each, found in named.items() if found}
        inside = self._tree.children([place.path for places in named.values() for place in places])
        homes = {folder: [folder, *_skp_folders(folder, entries)] for folder, entries in inside.items()}
        plans = {folder: [f"{each}/{SKP_FILE}" for each in found] for folder, found in homes.items()}
        self._tree.take([path for paths in plans.values() for path in paths])
        lying = self._tree.children([each for found in homes.values() for each in found])
        there = {each.path: each for entries in lying.values() for each in entries if each.mode != MISNAMED}
        return {
            identity: [each.with_entries(there[path] for path in plans[each.path] if path in there) for each in places]
            for identity, places in named.items()
        }

    def edited(self, tree: Tree, changed: Mapping[Identity, tuple[Place, ...]]) -> Places:
        """The dossiers of a state in which some are others, and none has come or gone."""
        other = Places(tree, self._root)
        for year in self.years:
            found = self.in_year(year)
            here = {each: places for each, places in changed.items() if each.year == year}
            other._years[year] = _Found({**found.places, **here}, found.loose)
        other.years, other._all = self.years, self._all
        return other

    def __iter__(self) -> Iterator[Identity]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __bool__(self) -> bool:
        if any(each.places for each in self._years.values()) or any(map(self.get, self._sought)):
            return True
        return any(self._holds_one(self._folder(year)) for year in self.years)

    @cached_property
    def _all(self) -> Sequence[Identity]:
        return sorted(each for year in self.years for each in self.in_year(year).places)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have a folder."""
        names = (
            each.path.rpartition("/")[2]
            for each in self._tree.children([self._root])[self._root]
            if each.mode == FOLDER_MODE
        )
        return tuple(int(each) for each in names if _YEAR.fullmatch(each))

    def of(self, nip: str) -> Iterator[Identity]:
        """The dossiers of an NIP, the earliest year first."""
        for year in self.years:
            if (identity := Identity(year, nip)) in self:
                yield identity

    def below(self, path: str) -> Iterator[Identity]:
        """The dossiers in a folder that is none, nor lies in one."""
        for year in self.years:
            folder = self._folder(year)
            if lies_in(folder, path) or lies_in(path, folder):
                for identity, places in self.in_year(year).places.items():
                    if any(lies_in(each.path, path) for each in places):
                        yield identity

    def in_year(self, year: int) -> _Found:
        """What lies in the folder of a year."""
        if year not in self._years:
            self._years[year] = self.found_in(self._folder(year)) if year in self.years else _Found({}, ())
        return self._years[year]

    def found_in(self, folder: str) -> _Found:
        """What lies in a folder, found by names: a dossier is not looked into."""
        places: dict[Identity, list[Place]] = {}
        outside = []
        level = [folder]
        while level:
            entries = [each for found in self._tree.children(level).values() for each in found]
            level = []
            for each in entries:
                if each.mode != FOLDER_MODE:
                    outside.append(each)
                elif found := dossier_path(each.path, self._root):
                    places.setdefault(found.identity, []).append(Place(each.path, each.oid, state=self._tree))
                else:
                    level.append(each.path)
        ordered = {one: tuple(sorted(places[one], key=lambda each: each.path)) for one in sorted(places)}
        return _Found(ordered, tuple(outside))

    def _folder(self, year: int) -> str:
        return f"{self._root}/{year:04}" if self._root else f"{year:04}"

    def _holds_one(self, folder: str) -> bool:
        """Whether there is a dossier in a folder, looking no further than the first."""
        children = self._tree.children([folder])[folder]
        inside = [each.path for each in children if each.mode == FOLDER_MODE]
        return any(dossier_path(each, self._root) for each in inside) or any(map(self._holds_one, inside))


def _skp_folders(dossier: str, entries: Iterable[Entry]) -> Iterator[str]:
    """The folders in a dossier that hold an SKP of their own."""
    for each in entries:
        if each.mode == FOLDER_MODE and record_path(f"{each.path.removeprefix(f'{dossier}/')}/{SKP_FILE}").kind:
            yield each.path


class Listing:
    """The records of a state below its records folder: dossiers, and what lies outside of them."""

    def __init__(self, tree: Tree, root: str) -> None:
        self._tree = tree
        self._root = "" if root in _TOP else root
        self.places = Places(tree, root)

    def edited(self, tree: Tree, changed: Mapping[Identity, tuple[Place, ...]]) -> Listing:
        """The records of a state in which some dossiers are others, and nothing else is."""
        other = Listing(tree, self._root)
        other.places = self.places.edited(tree, changed)
        other.outside = self.outside
        return other

    def load(self, identities: Iterable[Identity]) -> None:
        """List what is in some dossiers, all at once."""
        list_places(place for each in identities for place in self.places.get(each, ()))

    def let_go(self, identities: Iterable[Identity]) -> None:
        """Know no more what is in some dossiers."""
        for each in identities:
            for place in self.places.get(each, ()):
                place.let_go()

    @cached_property
    def outside(self) -> tuple[Entry, ...]:
        """The files that lie in no dossier, by path."""
        years = {self._year_folder(each): each for each in self.places.years}
        top = self._tree.children([self._root])[self._root]
        found = [each for each in top if each.mode != FOLDER_MODE]
        for each in top:
            if each.path in years:
                found += self.places.in_year(years[each.path]).outside()
            elif each.mode == FOLDER_MODE:
                found += self.places.found_in(each.path).outside()
        return tuple(sorted(found, key=lambda each: each.path))

    def outside_at(self, paths: Iterable[str]) -> tuple[Entry, ...]:
        """Those of them that lie at some paths, or below."""
        found: dict[str, Entry] = {}
        for path in paths:
            if lies_in(self._root, path):
                return self.outside
            if lies_in(path, self._root):
                found.update((each.path, each) for each in self._outside_at(path))
        return tuple(found[each] for each in sorted(found))

    def _outside_at(self, path: str) -> Iterator[Entry]:
        self._tree.take([path])
        within = dossier_path(path, self._root)
        for each in lying_beside(self._tree, path):
            if each.path == path and each.mode == FOLDER_MODE:
                if within:
                    yield from (one for one in below(self._tree, [path]) if one.mode == MISNAMED)
                else:
                    yield from self.places.found_in(path).outside()
            elif each.path == path and (each.mode == MISNAMED or not (within and within.below)):
                yield each

    def _year_folder(self, year: int) -> str:
        return f"{self._root}/{year:04}" if self._root else f"{year:04}"


def folders_alike(tree: Tree, folder: str) -> list[str]:
    """The folders of a name that a file system may take for that of a folder."""
    found = [""]
    for nth in range(folder.count("/") + 1):
        above = "/".join(folder.split("/")[: nth + 1])
        level = (each for entries in tree.children(found).values() for each in entries)
        found = [each.path for each in level if each.mode == FOLDER_MODE and names_alike(each.path, above)]
    return found
