"""Which dossier of one state is compared with which of another: by year and NIP, each folder with its own earlier one.

What cannot be compared so is told besides the findings: nobody knows which of two folders of one NIP speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from skpkit.change.revision import Revision
from skpkit.errors import SkpkitError
from skpkit.findings import Location
from skpkit.judge.office import Office
from skpkit.judge.stages import PART
from skpkit.judge.workers import READING, OnProgress, in_turn, silent
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.listing import Place
from skpkit.model.paths import Identity, dossier_path
from skpkit.source.tree import differing, lies_in

TWINS = N_(
    "{dossier} has more than one folder ({paths}), so nobody can say which of them its change is judged by; leave one "
    "of them, in a change of its own that someone else looks at"
)
NO_TEXT = N_(
    "the name of {path} is not UTF-8, so what changed there cannot be compared; rename it, with its content as it is"
)

FolderPair: TypeAlias = tuple[Place | None, Place | None]


def changed_identities(old: Office, new: Office) -> list[Identity]:
    """Whose dossiers differ, in place or content, between two states."""
    before, after = old.listing.places, new.listing.places
    return [
        each
        for each in sorted(_touched(old, new))
        if [(place.path, place.tree) for place in before.get(each, ())]
        != [(place.path, place.tree) for place in after.get(each, ())]
    ]


def _touched(old: Office, new: Office) -> set[Identity]:
    """Whose dossiers may differ: those that a file that differs lies in; all where the records lie elsewhere."""
    root = new.settings.records
    if old.settings.records != root:
        return {*old.listing.places, *new.listing.places}
    read = (dossier_path(each, root) for each in differing(old.tree, new.tree).paths)
    return {each.identity for each in read if each and each.below}


def touched_outside(old: Office, new: Office) -> frozenset[str] | None:
    """Where two states differ, and where exemptions are; None for everywhere, where the records lie elsewhere."""
    if old.settings.records != new.settings.records:
        return None
    return differing(old.tree, new.tree).paths | {new.settings.exemptions}


def revisions_of(old: Office, new: Office, today: date, on_progress: OnProgress = silent) -> Iterator[Revision]:
    """Each dossier that changed between two states, before and after; `on_progress` is told how many
    parts of them were read."""
    before, after = old.listing.places, new.listing.places
    changed = changed_identities(old, new)
    for start in in_turn(range(0, len(changed), PART), READING, on_progress):
        old.read_ahead(changed[start : start + PART])
        new.read_ahead(changed[start : start + PART])
    right = dict(_set_right(old, new, changed))
    paired = {**dict(_renamed(old, new, [each for each in changed if each not in right])), **right}
    for identity in changed:
        if identity in paired:
            target = paired[identity]
            yield Revision(old.dossier(identity), new.dossier(target), today, renamed=identity not in right)
        elif identity not in paired.values():
            for one, other in pairs(before.get(identity, ()), after.get(identity, ())):
                was = old.folder(identity, one) if one else None
                now = new.folder(identity, other) if other else None
                yield Revision(was, now, today, _surviving_parent(new, was) if was and not now else None)


def pairs(before: Sequence[Place], after: Sequence[Place]) -> Iterator[FolderPair]:
    """The folders of one identity in two states, each with its own earlier one: at the same path, of the same content,
    in their order. One that has come besides is compared with the first that was there, one that is gone with the first
    that stays. What stayed as it was is none.
    """
    earlier = {each.path: each for each in before}
    kept = {each.path for each in after}
    gone = [each for each in before if each.path not in kept]
    for place in after:
        if place.path in earlier and earlier[place.path].tree != place.tree:
            yield earlier[place.path], place
    come = [each for each in after if each.path not in earlier]
    moved = {one.path: next((each for each in gone if each.tree == one.tree), None) for one in come}
    left = [each for each in gone if each not in moved.values()]
    for place in come:
        was = moved[place.path] or (left.pop(0) if left else None)
        yield was or next(iter((*gone, *before)), None), place
    for place in left:
        yield place, next(iter((*come, *after)), None)


def not_compared(old: Office, new: Office) -> Iterator[SkpkitError]:
    """What of a change cannot be judged: a dossier in several folders, before or after, and names that are no text."""
    for identity in changed_identities(old, new):
        both = [office.listing.places.get(identity, ()) for office in (old, new)]
        if any(len(each) > 1 for each in both):
            paths = sorted({place.path for places in both for place in places})
            yield SkpkitError(TWINS, dossier=identity.title, paths=tuple(paths))
    at = touched_outside(old, new)
    before, after = ({(each.path, each.oid) for each in office.misnamed(at)} for office in (old, new))
    ids = {each.oid for each in new.tree.entries()} if before - after else set()
    for path, oid in sorted(before ^ after):
        if (path, oid) in after or oid not in ids:  # what was given a name as it is can be judged from there
            yield SkpkitError(NO_TEXT, path=path)


def _surviving_parent(new: Office, gone: Dossier) -> Location:
    parent = gone.path
    while "/" in parent:
        parent = parent.rpartition("/")[0]
        if lies_in(parent, new.settings.records) and new.tree.children([parent])[parent]:
            return Location(parent)
    return Location(new.settings.records)


def _set_right(old: Office, new: Office, changed: Sequence[Identity]) -> Iterator[tuple[Identity, Identity]]:
    """Dossiers that are gone and come in the folder of the NIP and year that their SKP named all along."""
    for identity in changed:
        dossier = old.dossier(identity) if identity not in new.listing.places else None
        named = {Identity(skp.tahun, skp.nip) for _, skp in dossier.plans()} if dossier else set()
        for other in named if len(named) == 1 else ():
            if other in changed and other not in old.listing.places:
                yield identity, other


def _renamed(old: Office, new: Office, changed: Sequence[Identity]) -> Iterator[tuple[Identity, Identity]]:
    """Dossiers that are gone and reappear under another NIP or year, otherwise equal."""
    gone = [each for each in changed if each not in new.listing.places]
    come = [each for each in changed if each not in old.listing.places]
    for identity in gone:
        dossier = old.dossier(identity)
        if dossier and any(dossier.established()):
            for other in come:
                twin = new.dossier(other)
                if twin and _alike(dossier, twin):
                    come.remove(other)
                    yield identity, other
                    break


def _alike(one: Dossier, two: Dossier) -> bool:
    """Whether two dossiers hold the same but for NIP and year."""
    nips = {one.nip, two.nip}
    return _neutral(one, nips) == _neutral(two, nips)


def _neutral(dossier: Dossier, nips: set[str]) -> dict[str, object]:
    def mask(value: object) -> object:
        if isinstance(value, dict):
            return {key: "" if key == "tahun" else mask(each) for key, each in value.items()}
        if isinstance(value, list):
            return [mask(each) for each in value]
        return "" if isinstance(value, str) and value in nips else value

    return {dossier.below(file.path): file.oid if file.data is None else mask(file.data) for file in dossier.files}
