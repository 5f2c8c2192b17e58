"""A cell has one effective realisasi: a different second value is a `koreksi` of the last one.

Two values without a word on the first leave it open which one counts. A correction names the dialogue whose
value it replaces and the reason; that file stays as it was. A value after a projection needs no correction.

Silent of a dialogue under another day (SKP004), and of a value without target (SKP204) or too early (SKP206).

**Fix:** record the new value with `koreksi: {dki: dki/<file>.yaml, alasan: …}`, naming the last value's dialogue;
where both dialogues have been reported, in a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value, quoted
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Dialogue, Line, same
from skpkit.model.soundness import soundness
from skpkit.rules._rule import dossier_rule

SECOND = N_(
    "realisasi {iki} {period} is {new} here, but {dialogue} line {line} says {old}; record a different value "
    "as `koreksi: {{dki: {dialogue}, alasan: …}}`"
)
EARLIER = N_(
    "realisasi {iki} {period} is {new} in this draft, but {dialogue} line {line} was reported with {old}; take it out "
    "here, and record a different value as `koreksi: {{dki: {latest}, alasan: …}}` in a DKI of a later date"
)
IN_REPORTED = N_(
    "realisasi {iki} {period} is {new} here, but {dialogue} line {line} says {old}; a reported DKI stays as it is, so "
    "record the right value as `koreksi: {{dki: {latest}, alasan: …}}` in a new DKI"
)
TWICE = N_("this dialogue records {iki} {period} twice, as {old} on line {line} and as {new} here; keep one of them")
TWICE_IN_REPORTED = N_(
    "this dialogue, which was reported, records {iki} {period} twice, as {old} on line {line} and as {new} here; "
    "record the right value as `koreksi: {{dki: {dialogue}, alasan: …}}` in a new DKI"
)
SELF = N_("this koreksi of {iki} {period} names its own dialogue; name the earlier one whose value it replaces")
WRONG_ONE = N_("this koreksi of {iki} {period} names {named}, but the last value stands in {dialogue}; name that one")
NOTHING = N_("this koreksi of {iki} {period} corrects nothing: no earlier dialogue records a value; leave it out")

Recorded: TypeAlias = "tuple[Dialogue, Line]"


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each value that contradicts an earlier one, and each correction that does not name the last one."""
    for folder in dossier.folders.values():
        for lines in folder.realised.values():
            if not any(dialogue.misdated for dialogue, _ in lines):
                yield from _cell(dossier, folder, lines)


def _cell(dossier: Dossier, folder: SkpFolder, lines: Sequence[Recorded]) -> Iterator[Problem]:
    """The problems of one cell. What counts of the lines before one are those from the last koreksi on."""
    sound = soundness(dossier)
    current: list[Recorded] = []
    for nth, (dialogue, line) in enumerate(lines):
        if not (current or line.is_correction) or sound.misplaces(folder, dialogue, line):
            found = None
        elif line.is_correction:
            found = _wrong_correction(dossier, folder, current, (dialogue, line), lines[nth + 1 :])
        elif any(same(line.value, other.value) for _, other in current):
            found = None  # if one of those contradicts the first, it is told there
        else:
            timely = [each for each in current if not sound.misplaces(folder, *each)]
            found = _second(folder, timely[0], (dialogue, line), lines[nth + 1 :]) if timely else None
        if found:
            yield found
        current = [(dialogue, line)] if line.is_correction else [*current, (dialogue, line)]


def _second(folder: SkpFolder, first: Recorded, second: Recorded, later: Sequence[Recorded]) -> Problem | None:
    """Of two values the younger, which may still be mended; none of two reported ones that a younger koreksi ends."""
    old, new = sorted((first, second), key=_age)
    latest = next((each for each in reversed(later) if each[1].is_correction and _age(each) < _age(new)), second)
    if first[0] is second[0]:
        message = TWICE_IN_REPORTED if new[0].reported else TWICE
    elif new[0].reported:
        message = IN_REPORTED
    else:
        message = SECOND if new is latest else EARLIER
    if new[0].reported and any(each[1].is_correction and _age(each) >= _age(new) for each in later):
        return None
    told: dict[str, Value] = {
        "new": quoted(new[1].value),
        "old": quoted(old[1].value),
        "dialogue": old[0].name,
        "line": old[0].at(*old[1].path).line,
        "latest": latest[0].name,
    }
    return _problem(folder, new, "realisasi", message=message, told=told, other=old)


def _age(recorded: Recorded) -> tuple[bool, date]:
    """Sorts what was reported later, or may still be edited, after what was reported before."""
    dialogue, _ = recorded
    return not dialogue.reported, dialogue.reported_on or dialogue.tanggal


def _wrong_correction(
    dossier: Dossier, folder: SkpFolder, current: Sequence[Recorded], new: Recorded, later: Sequence[Recorded]
) -> Problem | None:
    dialogue, line = new
    named = dossier.record_at(folder, line.corrects) if line.corrects else None
    first = current[0] if current else None
    if named is dialogue:
        return _problem(folder, new, "koreksi", "dki", message=SELF, other=first)
    if line.corrects and dossier.may_hold(folder, line.corrects):
        return None
    if first is None:
        is_told = isinstance(named, Dialogue) and any(
            each.realises and soundness(dossier).misplaces(folder, named, each) for each in named.lines
        )
        return None if is_told else _problem(folder, new, "koreksi", message=NOTHING)
    if any(named is other for other, _ in current):
        return None
    if dialogue.reported and _age(first) > _age(new) and not same(first[1].value, line.value):
        return _second(folder, first, new, later)
    told: dict[str, Value] = {"named": line.corrects, "dialogue": first[0].name}
    return _problem(folder, new, "koreksi", "dki", message=WRONG_ONE, told=told, other=first)


def _problem(
    folder: SkpFolder,
    recorded: Recorded,
    *key: str,
    message: str,
    told: Mapping[str, Value] = MappingProxyType({}),
    other: Recorded | None = None,
) -> Problem:
    dialogue, line = recorded
    return Problem(
        dialogue.at(*line.path, *key),
        message,
        {**told, "iki": line.iki, "period": line.periode},
        evidence=(Evidence(other[0].at(*other[1].path)),) if other else (),
        about=(folder.name_of(dialogue.name), line.iki, line.periode),
    )
