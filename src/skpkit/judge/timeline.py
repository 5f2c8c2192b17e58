"""What became of each dossier, step by step of the history that landed: one walk for all of them.

A step is told as what it changed in the dossier, in the words of a review; and of each fact by which something is
frozen it tells the first step that held it, wherever the dossier lay then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from skpkit.change.account import NamedThing, names_of
from skpkit.change.changelist import Change, changes_of
from skpkit.change.revision import Revision
from skpkit.judge.frozen import Fact, first_holders
from skpkit.judge.office import Office
from skpkit.model.dossier import Dossier, load_dossier
from skpkit.model.facts import facts_of
from skpkit.model.files import File, load_file
from skpkit.model.listing import Place
from skpkit.model.paths import Identity, dossier_path, records_folder
from skpkit.model.people import NamedPerson
from skpkit.source.tree import FILE_MODES, FOLDER_MODE, MISNAMED, Entry

if TYPE_CHECKING:
    from skpkit.source.history import LandedStep


class Trace(NamedTuple):
    """What a step did to the files of one dossier: those that it wrote, by the folder of the dossier, and took away."""

    commit: str
    written: tuple[tuple[str, Entry], ...]
    gone: tuple[str, ...]


class PastStep(NamedTuple):
    """A step of the history of a dossier: what it changed, and what IKI and RHK were called then."""

    commit: str
    changes: tuple[Change, ...]
    names: Mapping[tuple[str, str], NamedThing]


@dataclass(frozen=True)
class Timeline:
    """The history of a dossier, the oldest step first; the commit that first held each fact; all people who were named
    in any of its records."""

    steps: tuple[PastStep, ...] = ()
    first: Mapping[Fact, str] = field(default_factory=dict)
    people: frozenset[NamedPerson] = frozenset()


def traces_of(walk: Iterable[LandedStep], records: str) -> dict[Identity, list[Trace]]:
    """A walk as what it did to each dossier: those in the records folder, or in any that held records once."""
    found: dict[Identity, list[Trace]] = {}
    for step in walk:
        written: dict[Identity, list[tuple[str, Entry]]] = {}
        gone: dict[Identity, list[str]] = {}
        for entry in step.files.entries:
            place = _place(entry.path, records) if entry.mode not in (FOLDER_MODE, MISNAMED) else None
            if place:
                written.setdefault(place[0], []).append((place[1], entry))
        for path in step.files.gone:
            if place := _place(path, records):
                gone.setdefault(place[0], []).append(path)
        for each in {**written, **gone}:
            trace = Trace(step.files.commit, tuple(written.get(each, ())), tuple(gone.get(each, ())))
            found.setdefault(each, []).append(trace)
    return found


def _place(path: str, records: str) -> tuple[Identity, str] | None:
    """Whose a path is, and the folder of the dossier."""
    found = dossier_path(path, records)
    if not found and (root := records_folder(path)):
        found = dossier_path(path, root)
    return (found.identity, found.folder) if found and found.below else None


def timelines(
    office: Office, traces: Mapping[Identity, Sequence[Trace]], today: date, identities: Sequence[Identity]
) -> list[Timeline]:
    """The history of some dossiers; each version of a file is read once, all of them by one process."""
    oids = {
        entry.oid
        for each in identities
        for trace in traces.get(each, ())
        for _, entry in trace.written
        if entry.mode in FILE_MODES
    }
    contents = office.tree.read(sorted(oids))
    return [_timeline(office, each, traces.get(each, ()), contents, today) for each in identities]


def _timeline(
    office: Office, identity: Identity, traces: Sequence[Trace], contents: Mapping[str, bytes], today: date
) -> Timeline:
    known: dict[tuple[str, str], File] = {}

    def load(entry: Entry, folder: str) -> File:
        key = (entry.path, entry.oid)
        if key not in known:
            known[key] = load_file(entry, contents.get(entry.oid, b""), folder)
        return known[key]

    def holders() -> Iterator[tuple[File, str]]:
        for trace in traces:
            yield from ((load(entry, folder), trace.commit) for folder, entry in trace.written)

    files: dict[str, tuple[str, Entry]] = {}
    before: Dossier | None = None
    steps, people = [], set[NamedPerson]()
    for trace in traces:
        for path in trace.gone:
            files.pop(path, None)
        files |= {entry.path: (folder, entry) for folder, entry in trace.written}
        places = _places(files.values(), office.settings.records)
        after = load_dossier(identity, places, load, office.settings) if places else None
        if before or after:
            revision = Revision(before, after, today)
            if changes := tuple(changes_of(revision)):
                steps.append(PastStep(trace.commit, changes, names_of(before, after)))
        if after:
            people |= facts_of(after).people
        before = after
    return Timeline(tuple(steps), first_holders(holders()), frozenset(people))


def _places(files: Iterable[tuple[str, Entry]], records: str) -> list[Place]:
    """The folders that a dossier lies in, the one among the records first; the same content has the same tree."""
    folders: dict[str, list[Entry]] = {}
    for folder, entry in files:
        folders.setdefault(folder, []).append(entry)
    found = []
    for folder, entries in folders.items():
        ordered = tuple(sorted(entries, key=lambda each: each.path))
        told = "\n".join(f"{each.mode} {each.oid} {each.path.removeprefix(folder)}" for each in ordered)
        found.append(Place(folder, sha256(told.encode()).hexdigest(), ordered))
    return sorted(found, key=lambda each: (dossier_path(each.path, records) is None, each.path))
