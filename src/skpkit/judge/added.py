"""What a dossier that got dialogues or evaluations, and nothing else, is judged by: what the rules found of it before,
and what they find of it with the new ones alone. Most steps of a history are such, and a dossier has a dozen dialogues.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from skpkit import rules
from skpkit.findings import Finding
from skpkit.model.dossier import Dossier, SkpFolder, assemble
from skpkit.model.records import Dialogue, Evaluation
from skpkit.source.tree import Entry


def with_added_alone(old: Dossier, new: Dossier, gone: Collection[Entry], come: Collection[Entry]) -> Dossier | None:
    """A readable dossier with those of its dialogues and evaluations alone that a change brought. None where it did
    more, where dialogues do not come after the others, where a file may be meant to be another one, and where an SKP
    lacks, which is told once there is something of it: then more changes than comes."""
    added = {each.path for each in come}
    if gone or not all(isinstance(each.record, Dialogue | Evaluation) for each in new.files if each.path in added):
        return None
    if old.path != new.path or new.twins or any(each.lost or not each.skp for each in new.folders.values()):
        return None
    if old.folders.keys() != new.folders.keys():
        return None
    if not all(_come_last(folder, added) and _are_new(folder, old, added) for folder in new.folders.values()):
        return None
    those = (each for each in new.files if each.path in added or not isinstance(each.record, Dialogue | Evaluation))
    alone = assemble(replace(new, files=tuple(those)))
    return alone if new.folders.keys() == alone.folders.keys() else None


def _come_last(folder: SkpFolder, added: Collection[str]) -> bool:
    """Whether the added dialogues of an SKP are its last ones."""
    whether = [each.path in added for each in folder.dialogues]
    return whether == sorted(whether)


def _are_new(folder: SkpFolder, old: Dossier, added: Collection[str]) -> bool:
    """Whether the added evaluations of an SKP are of periods that had none, each in the file that is named for it."""
    before = old.folders[folder.name].evaluations
    return all(
        each.path not in added or not (each.misnamed or period in before) for period, each in folder.evaluations.items()
    )


def silent_on(alone: Dossier) -> frozenset[str]:
    """The rules on changes that find nothing where a dossier got what it has `alone`."""
    return rules.silent_on_added(dialogues_alone=_has_dialogues_alone(alone))


def found_with(alone: Dossier, before: Sequence[Finding]) -> Mapping[str, Sequence[Finding]]:
    """What is known to be found of a dossier that got dialogues or evaluations, by rule, of what was found `before` and
    is found of it with those `alone`."""
    known: dict[str, list[Finding]] = {}
    for each in before:
        known.setdefault(each.code, []).append(each)
    again: dict[str, Sequence[Finding]] = {}
    eased = _has_dialogues_alone(alone)
    for code in rules.DOSSIER_RULES:
        rule = rules.rule(code)
        if rule.added == "unread":
            again[code] = known.get(code, ())
        elif code in known:
            continue
        elif (rule.added == "eased" and eased) or (rule.added == "apart" and not any(True for _ in rule.check(alone))):
            again[code] = ()
    return again


def _has_dialogues_alone(dossier: Dossier) -> bool:
    return not any(each.evaluations for each in dossier.folders.values())
