"""A cell has one effective realisasi: a different second value is a `koreksi` of the last one.

Two values without a word on the first leave it open which one counts. A correction names the dialogue whose
value it replaces and the reason; that file stays as it was. A value after a projection needs no correction.

Silent of a dialogue under another day (SKP004), and of a value without target (SKP204) or too early (SKP206).

**Fix:** record the new value with `koreksi: {dki: dki/<file>.yaml, alasan: …}`, naming the last value's dialogue;
where both dialogues have been reported, in a new one, unless the one with the new value comes in just now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from skpkit.findings import Cause, Evidence, Problem
from skpkit.messages import N_, Value, quoted
from skpkit.model import causes
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Dialogue, Line, same
from skpkit.model.soundness import soundness
from skpkit.rules._rule import cite, dossier_rule, own

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("the achievement of an IKI that has a realisation is not revised"),
    ),
    own(
        N_("a wrong value is replaced by a `koreksi` with its reason, and stays to be seen"),
    ),
)

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


@dossier_rule(basis=BASIS)
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each value that contradicts an earlier one, and each correction that does not name the last one."""
    for folder in dossier.folders.values():
        for lines in folder.realised.values():
            if len(lines) == 1 and not lines[0][1].is_correction:
                continue  # as most are
            misdated = tuple(_lost(folder, dialogue) for dialogue, _ in lines if dialogue.misdated)
            for problem in _cell(dossier, folder, lines):
                yield replace(problem, left_to=(*problem.left_to, *misdated))


def _cell(dossier: Dossier, folder: SkpFolder, lines: Sequence[Recorded]) -> Iterator[Problem]:
    """The problems of one cell. What counts of the lines before one are those from the last koreksi on: the first of
    all, and the first that has a target and comes in time."""
    sound = soundness(dossier)
    corrections = [(nth, each) for nth, each in enumerate(lines) if each[1].is_correction]
    contested = len({line.value for _, line in lines}) > 1
    current: list[Recorded] = []
    firsts: dict[Recorded, None] = {}
    timely: set[float | str | None] = set()
    for nth, recorded in enumerate(lines):
        _, line = recorded
        later = [each for place, each in corrections if place > nth]
        if line.is_correction:
            if found := _wrong_correction(dossier, folder, current, recorded, later):
                yield found
            current, firsts, timely = [], {}, set()
        elif line.value not in timely:  # else it is told where that value came first
            for first in firsts:
                if not same(first[1].value, line.value) and (found := _second(folder, first, recorded, later)):
                    yield found
        if not current:
            firsts[recorded] = None
        if contested and line.value not in timely and not sound.misplaces(folder, *recorded):
            if not timely:
                firsts[recorded] = None
            timely.add(line.value)
        current.append(recorded)


def _lost(folder: SkpFolder, dialogue: Dialogue) -> Cause:
    return causes.lost(folder.name_of(dialogue.name))


def _doubts(folder: SkpFolder, recorded: Recorded) -> tuple[Cause, ...]:
    """Why a realisation may not be meant as it stands: its dialogue, its cell or its time is wrong."""
    dialogue, line = recorded
    cell = (folder.name_of(dialogue.name), line.iki, line.periode)
    return causes.unplaced(*cell), causes.premature(*cell)


def _second(folder: SkpFolder, first: Recorded, second: Recorded, later: Sequence[Recorded]) -> Problem | None:
    """Of two values the younger, which may still be mended; none of two reported ones that a younger koreksi, one of
    the `later` ones, ends."""
    old, new = sorted((first, second), key=_age)
    latest = next((each for each in reversed(later) if _age(each) < _age(new)), second)
    if first[0] is second[0]:
        message = TWICE_IN_REPORTED if new[0].reported else TWICE
    elif new[0].reported:
        message = IN_REPORTED
    else:
        message = SECOND if new is latest else EARLIER
    if new[0].reported and any(_age(each) >= _age(new) for each in later):
        return None
    told: dict[str, Value] = {
        "new": quoted(new[1].value),
        "old": quoted(old[1].value),
        "dialogue": old[0].name,
        "line": old[0].at(*old[1].path).line,
        "latest": latest[0].name,
    }
    anew = {TWICE_IN_REPORTED: TWICE, IN_REPORTED: SECOND if new is latest else ""}.get(message, "")
    return replace(_problem(folder, new, "realisasi", message=message, told=told, other=old), anew=anew)


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
    unread = (causes.lost(dossier.name_at(folder, line.corrects)),) if line.corrects else ()
    if first is None:
        others = [(named, each) for each in named.lines if each.realises] if isinstance(named, Dialogue) else []
        doubts = (cause for each in others for cause in _doubts(folder, each))
        return _problem(folder, new, "koreksi", message=NOTHING, left_to=(*unread, *doubts))
    if any(named is other for other, _ in current):
        return None
    if dialogue.reported and _age(first) > _age(new) and not same(first[1].value, line.value):
        return _second(folder, first, new, later)
    told: dict[str, Value] = {"named": line.corrects, "dialogue": first[0].name}
    return _problem(folder, new, "koreksi", "dki", message=WRONG_ONE, told=told, other=first, left_to=unread)


def _problem(
    folder: SkpFolder,
    recorded: Recorded,
    *key: str,
    message: str,
    told: Mapping[str, Value] = MappingProxyType({}),
    other: Recorded | None = None,
    left_to: tuple[Cause, ...] = (),
) -> Problem:
    dialogue, line = recorded
    return Problem(
        dialogue.at(*line.path, *key),
        message,
        {**told, "iki": line.iki, "period": line.periode},
        evidence=(Evidence(other[0].at(*other[1].path)),) if other else (),
        about=(
            folder.name_of(dialogue.name),
            line.iki,
            line.periode,
            *([folder.name_of(other[0].name)] if other else []),
        ),
        tells=(causes.conflicting(folder.name, line.iki, line.periode),),
        left_to=(*left_to, *_doubts(folder, recorded), *(_doubts(folder, other) if other else ())),
        values=(line.value, other[1].value if other else None),
    )
