"""A cell has one effective realisasi: a different second value is a `koreksi` of the last one.

Two values without a word on the first leave it open which one counts. A correction names the dialogue whose
value it replaces and the reason; that file stays as it was. A value after a projection needs no correction.

**Fix:** record the new value with `koreksi: {dki: dki/<file>.yaml, alasan: …}`, naming the last value's dialogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.dossier import Dossier, SkpFolder
from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value
from skpkit.records import Dialogue, Line, same
from skpkit.rules._rule import dossier_rule
from skpkit.rules.premature_realisation import too_early
from skpkit.rules.unknown_indicator import cell_flaw

SECOND = N_(
    "realisasi {iki} {period} is {new} here, but {dialogue} line {line} says {old}; record a different value "
    "as `koreksi: {{dki: {dialogue}, alasan: …}}`"
)
TWICE = N_("this dialogue records {iki} {period} twice, as {old} on line {line} and as {new} here; keep one of them")
SELF = N_("this koreksi of {iki} {period} names its own dialogue; name the earlier one whose value it replaces")
WRONG_ONE = N_("this koreksi of {iki} {period} names {named}, but the last value stands in {dialogue}; name that one")
NOTHING = N_("this koreksi of {iki} {period} corrects nothing: no earlier dialogue records a value; leave it out")


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each value that contradicts an earlier one, and each correction that does not name the last one."""
    for folder in dossier.folders.values():
        for lines in folder.realised.values():
            if not any(dialogue.misdated for dialogue, _ in lines):
                yield from _cell(dossier, folder, lines)


def _cell(dossier: Dossier, folder: SkpFolder, lines: Sequence[tuple[Dialogue, Line]]) -> Iterator[Problem]:
    """The problems of one cell. What counts of the lines before one are those from the last koreksi on."""
    current: list[tuple[Dialogue, Line]] = []
    for dialogue, line in lines:
        if not (current or line.is_correction) or _is_told(dossier, folder, dialogue, line):
            found = None
        elif line.is_correction:
            found = _wrong_correction(dossier, folder, current, dialogue, line)
        elif any(same(line.value, other.value) for _, other in current):
            found = None  # if one of those contradicts the first, it is told there
        else:
            timely = [each for each in current if not _is_told(dossier, folder, *each)]
            found = _second(timely, dialogue, line)
        if found:
            at, message, told = found
            evidence = tuple(Evidence(other.at(*each.path)) for other, each in current[:1])
            told |= {"iki": line.iki, "period": line.periode}
            about = (folder.name_of(dialogue.name), line.iki, line.periode)
            yield Problem(at, message, told, evidence=evidence, about=about)
        current = [(dialogue, line)] if line.is_correction else [*current, (dialogue, line)]


def _is_told(dossier: Dossier, folder: SkpFolder, dialogue: Dialogue, line: Line) -> bool:
    """Whether a realisation is told to have no target, or to be too early: then its cell or value may not be meant."""
    if not folder.skp:
        return False
    indicator = folder.skp.indicator(line.iki)
    if not indicator or cell_flaw(folder, dossier.year, indicator, line.periode):
        return True
    return too_early(folder, dossier.year, dialogue, line) is not None


def _second(
    current: Sequence[tuple[Dialogue, Line]], dialogue: Dialogue, line: Line
) -> tuple[Location, str, dict[str, Value]] | None:
    if not current:
        return None
    last, old = current[0]
    told: dict[str, Value] = {"new": _short(line.value), "old": _short(old.value), "dialogue": last.name}
    told["line"] = last.at(*old.path).line
    return dialogue.at(*line.path, "realisasi"), TWICE if last is dialogue else SECOND, told


def _wrong_correction(
    dossier: Dossier, folder: SkpFolder, current: Sequence[tuple[Dialogue, Line]], dialogue: Dialogue, line: Line
) -> tuple[Location, str, dict[str, Value]] | None:
    at = dialogue.at(*line.path, "koreksi", "dki")
    named = dossier.record_at(folder, line.corrects) if line.corrects else None
    if named is dialogue:
        return at, SELF, {}
    if line.corrects and dossier.may_hold(folder, line.corrects):
        return None
    if not current:
        is_told = isinstance(named, Dialogue) and any(
            each.realises and _is_told(dossier, folder, named, each) for each in named.lines
        )
        return None if is_told else (dialogue.at(*line.path, "koreksi"), NOTHING, {})
    if any(named is other for other, _ in current):
        return None
    return at, WRONG_ONE, {"named": line.corrects, "dialogue": current[0][0].name}


def _short(value: float | str | None) -> float | str | None:
    return f"{value[:39]}…" if isinstance(value, str) and len(value) > 40 else value
