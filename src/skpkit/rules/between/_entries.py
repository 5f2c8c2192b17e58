"""Entries of a dialogue that name who gives them: what is wrong with each, told once for each person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from skpkit.findings import Evidence, Problem, Severity
from skpkit.messages import Value
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.people import spelled
from skpkit.model.records import Data, Dialogue


class WrongEntry(NamedTuple):
    """One way in which the entry `nth` of `key` is wrong: the path in it, the message, and whose entry it is."""

    key: str
    nth: int
    path: tuple[str, ...]
    message: str
    by: Data
    severity: Severity | None = None


def entries(dossier: Dossier, key: str) -> Iterator[tuple[SkpFolder, Dialogue, list[Data]]]:
    """Each dialogue that has entries of that key, with its SKP folder and them."""
    for folder in dossier.folders.values():
        for dialogue in folder.dialogues:
            found: list[Data] = dialogue.data.get(key, [])
            if found:
                yield folder, dialogue, found


def once_a_person(folder: SkpFolder, dialogue: Dialogue, wrong: Iterable[WrongEntry]) -> Iterator[Problem]:
    """A finding for each person and each way of being wrong, at the first entry; the others are evidence."""
    found: dict[tuple[str, ...], list[WrongEntry]] = {}
    for each in wrong:
        person = each.by.get("nip") or spelled(each.by["nama"])
        found.setdefault((each.message, person, each.by["hubungan"]), []).append(each)
    for (_, person, _), alike in found.items():
        first, *others = [dialogue.at(each.key, each.nth, *each.path) for each in alike]
        key, _, _, message, by, severity = alike[0]
        told: dict[str, Value] = {"who": by["hubungan"].replace("_", " ")}
        about = (folder.name_of(dialogue.name), key, by["hubungan"], person)
        yield Problem(
            first,
            message,
            told,
            evidence=tuple(map(Evidence, others)),
            about=about,
            severity=severity,
            extent={"entries": len(alike)},
        )
