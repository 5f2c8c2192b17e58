"""What of a dossier is settled, and the days that it bears.

Reported dialogues, the penetapan of an SKP, its komplemen, entries of `perubahan` and established evaluations. What is
still a draft may be dated as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from skpkit.model.dossier import Dossier
from skpkit.model.duties import Locate
from skpkit.model.paths import within
from skpkit.model.records import Approval, Dialogue, Evaluation, Manual, Record, Skp
from skpkit.source.yamlfile import Path

# Under which keys days stand.
OWN, REPORTED_ON, APPROVED, OBJECTION = "tanggal", "dilaporkan", "persetujuan", "keberatan"


class Dated(NamedTuple):
    """A day that something bears, under the key `field`. `counts` where it tells when that came about: the approvals
    that go with an entry or a penetapan are collected before and after it.
    """

    field: str
    day: date
    at: Locate
    counts: bool


class Settled(NamedTuple):
    """One settled thing: `about` names it, its record first, `name` is what a sentence calls it."""

    path: str
    about: tuple[str, ...]
    name: str
    days: tuple[Dated, ...]

    @property
    def newest(self) -> date:
        """The latest day that it bears."""
        return max(each.day for each in self.days)

    @property
    def too_early(self) -> Dated | None:
        """By its own word: the report of a dialogue before it was held, or the keberatan before what it objects to."""
        days = {each.field: each for each in self.days}
        own, after = days.get(OWN), days.get(REPORTED_ON) or days.get(OBJECTION)
        return after if own and after and after.day < own.day else None


def settled_in(dossier: Dossier) -> Iterator[Settled]:
    """Every settled thing of a dossier with a day."""
    for name, folder in dossier.folders.items():
        for dialogue in folder.dialogues:
            if dialogue.reported:
                yield _dialogue(name, dialogue)
        for evaluation in folder.evaluations.values():
            if evaluation.established and (found := _evaluation(name, evaluation)).days:
                yield found
        if folder.skp and folder.skp.established:
            yield from _plan(name, folder.skp)
            for manual in folder.manuals.values():
                if manual.changes:  # few have any
                    yield from _entries(name, manual, f"manual {manual.kode} perubahan")


@lru_cache(64)  # a record lies in many states
def _dialogue(folder: str, dialogue: Dialogue) -> Settled:
    days = [Dated(OWN, dialogue.tanggal, partial(dialogue.at, OWN), counts=dialogue.reported_on is None)]
    if dialogue.reported_on:
        days.append(Dated(REPORTED_ON, dialogue.reported_on, partial(dialogue.at, REPORTED_ON), counts=True))
    name = within(folder, dialogue.name)
    return Settled(dialogue.path, (name,), name, tuple(days))


@lru_cache(64)
def _evaluation(folder: str, evaluation: Evaluation) -> Settled:
    data, days = evaluation.data, []
    if OWN in data:
        days.append(Dated(OWN, date.fromisoformat(data[OWN]), partial(evaluation.at, OWN), counts=True))
    for nth, each in enumerate(data.get(APPROVED, ())):
        at = partial(evaluation.at, APPROVED, nth, OWN)
        days.append(Dated(APPROVED, date.fromisoformat(each[OWN]), at, counts=True))
    if objection := data.get(OBJECTION):
        at = partial(evaluation.at, OBJECTION, OWN)
        days.append(Dated(OBJECTION, date.fromisoformat(objection[OWN]), at, counts=False))
    name = within(folder, evaluation.name)
    return Settled(evaluation.path, (name,), name, tuple(days))


@lru_cache(64)
def _plan(folder: str, skp: Skp) -> tuple[Settled, ...]:
    things = []
    if skp.established_on:
        things.append(_thing(folder, skp, ("penetapan",), "penetapan", (skp.established_on, skp.approvals)))
    if each := skp.complement:
        dated = each.tanggal, each.persetujuan
        things.append(_thing(folder, skp, ("komplemen",), f"komplemen {each.nomor}", dated))
    return (*things, *_entries(folder, skp, "adendum"))


def _entries(folder: str, record: Skp | Manual, kind: str) -> Iterator[Settled]:
    for each in record.changes:
        yield _thing(folder, record, each.path, f"{kind} {each.nomor}", (each.tanggal, each.persetujuan))


def _thing(folder: str, record: Record, path: Path, name: str, dated: tuple[date, Sequence[Approval]]) -> Settled:
    day, approvals = dated
    own = Dated(OWN, day, partial(record.at, *path, OWN), counts=True)
    given = (Dated(APPROVED, each.tanggal, partial(record.at, *each.path, OWN), counts=False) for each in approvals)
    return Settled(record.path, (within(folder, record.name), name), name, (own, *given))
