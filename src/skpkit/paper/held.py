"""What held on a day: an SKP and its manuals as they were before any change that is dated later.

A document of a period shows what was true at its end, however late it is made. The history is asked only where the
records name such a change; where it begins after that, the oldest state that it has comes nearest, and the sheet says
so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from skpkit.model.dossier import Dossier, SkpFolder, load_dossier
from skpkit.model.files import File, load_file
from skpkit.model.listing import Place
from skpkit.model.paths import HOMES, SKP_FILE, manual_name
from skpkit.model.records import Manual, Skp
from skpkit.paper import labels, words
from skpkit.paper.earlier import Earlier, record_in, states
from skpkit.paper.material import Material
from skpkit.source.schemas import MANUAL
from skpkit.source.tree import FILE_MODES, Entry, lies_in


class HeldSkp(NamedTuple):
    """An SKP as it held on a day, of the records that are printed from or (`of`) of an earlier state; `since` is the
    day of the last change that it has, and `certain` says that nothing else held that day.
    """

    skp: Skp
    since: date | None
    certain: bool
    of: Earlier | None = None

    @property
    def remark(self) -> tuple[str, ...]:
        """What the foot says of it; nothing where it is certain."""
        if self.certain:
            return ()
        return (labels.BY_SKP.format(words.day(self.since)) if self.since else labels.BY_DRAFT_SKP,)


def as_it_is(dossier: Dossier, folder: SkpFolder, skp: Skp) -> HeldSkp:
    """The SKP as the records have it, for what is not settled yet."""
    return HeldSkp(skp, _since(dossier, folder.name, skp), certain=False)


def held_on(material: Material, dossier: Dossier, folder: SkpFolder, skp: Skp, day: date) -> HeldSkp:
    """The SKP of a folder as it held on a day: in the newest state in which its last adendum, or the komplemen that
    replaced it, is dated no later. What decides that is cited.

    Raises SkpkitError where this clone does not hold the history that tells.
    """
    if stands_since(material, dossier, folder, skp, day):
        return HeldSkp(skp, _since(dossier, folder.name, skp), certain=True)
    nearest = HeldSkp(skp, _since(dossier, folder.name, skp), certain=False)
    names = [dossier.below(each.path)[1:] for each in (skp, *_replacing(dossier, folder.name))]
    for held in states(material, dossier, names):
        then = _plans_in(held, dossier, names)
        found = then.folders[folder.name].skp if folder.name in then.folders else None
        if found is None or (skp.established and not found.established):
            continue
        certain = _changed(then, folder.name, found) <= day
        nearest = HeldSkp(found, _since(then, folder.name, found), certain, held)
        if certain:
            break
    return nearest


def stands_since(material: Material, dossier: Dossier, folder: SkpFolder, skp: Skp, day: date) -> bool:
    """Whether the SKP of a folder is what it was on a day: no adendum is dated later, nor a komplemen that replaced it.
    What decides that is cited.
    """
    material.cite(skp, *_replacing(dossier, folder.name))
    return _changed(dossier, folder.name, skp) <= day


def folder_of(material: Material, folder: SkpFolder, plan: HeldSkp, day: date) -> SkpFolder:
    """The folder with that SKP and its manuals as they held then; dialogues and evaluations are those that there are.

    Of a manual that came later, the first version is taken.
    """
    manuals = dict(folder.manuals)
    if plan.of:
        manuals = {each.kode: each for each in _manuals_in(plan.of, folder, material.dossier)}
    for indicator in plan.skp.indicators():
        manual = manuals.get(indicator.kode)
        name = folder.name_of(manual_name(indicator.kode))
        if manual is None and plan.of:
            manual = _first(material, name)
        elif manual and _latest(manual) > day:
            manual = _manual_on(material, name, manual, day)
        if manual:
            manuals[indicator.kode] = manual
    gone = {manual_name(each) for each in manuals}
    held = replace(folder, skp=plan.skp, manuals=manuals, lost=folder.lost - gone)
    material.instead = held if plan.of else None
    return held


def _since(dossier: Dossier, name: str, skp: Skp) -> date | None:
    """The day from which an SKP holds as it is: of its last change, else of penetapan."""
    return max(_changed(dossier, name, skp), skp.established_on or date.min) if skp.established else None


def _changed(dossier: Dossier, name: str, skp: Skp) -> date:
    """The day of its last adendum, or of the komplemen that replaced it; the calendar's first for an SKP without."""
    days = [each.tanggal for each in skp.changes]
    days += [each.complement.tanggal for each in _replacing(dossier, name) if each.complement]
    return max(days, default=date.min)


def _replacing(dossier: Dossier, name: str) -> Iterator[Skp]:
    """The komplemen that replace the SKP of a folder."""
    for folder, skp in dossier.plans():
        replaced = skp.complement and dossier.name_at(folder, skp.complement.menggantikan)
        if folder.name != name and replaced == dossier.folders[name].name_of(SKP_FILE):
            yield skp


def _plans_in(held: Earlier, dossier: Dossier, names: Sequence[str]) -> Dossier:
    """The dossier as it was, with its SKP alone."""
    wanted = {f"{held.place}/{each}" for each in names}
    return _loaded(held, dossier, [each for each in held.state.entries(held.place) if each.path in wanted])


def _manuals_in(held: Earlier, folder: SkpFolder, dossier: Dossier) -> Iterator[Manual]:
    below = f"{held.place}/{folder.name_of(HOMES[MANUAL].folder)}"
    entries = [each for each in held.state.entries(held.place) if lies_in(each.path, below)]
    then = _loaded(held, dossier, entries)
    if folder.name in then.folders:
        yield from then.folders[folder.name].manuals.values()


def _loaded(held: Earlier, dossier: Dossier, entries: Sequence[Entry]) -> Dossier:
    files = [each for each in entries if each.mode in FILE_MODES]
    contents = held.state.read([each.oid for each in files]) if files else {}

    def load(entry: Entry, place: str) -> File:
        return load_file(entry, contents[entry.oid], place)

    return load_dossier(dossier.identity, [Place(held.place, "", tuple(files))], load, dossier.settings)


def _latest(manual: Manual) -> date:
    return max((each.tanggal for each in manual.changes), default=date.min)


def _versions(material: Material, name: str) -> Iterator[Manual]:
    """A manual as commits have it, the newest first."""
    for held in states(material, material.dossier, [name]):
        found = record_in(held.state, f"{held.place}/{name}", held.place)
        if isinstance(found, Manual):
            yield found


def _manual_on(material: Material, name: str, now: Manual, day: date) -> Manual:
    """A manual before any change dated after a day; the first one where all have such."""
    nearest = now
    for nearest in _versions(material, name):
        if _latest(nearest) <= day:
            break
    return nearest


def _first(material: Material, name: str) -> Manual | None:
    """The first version of a manual that came after the day; None where none ever did."""
    return next(iter(deque(_versions(material, name), maxlen=1)), None)
