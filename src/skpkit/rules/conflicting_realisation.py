"""A cell has one effective realisasi: a different second value is a `koreksi` of the last one.

Two values without a word on the first leave it open which one counts. A correction names the dialogue whose
value it replaces and the reason; that file stays as it was. A value after a projection needs no correction.

**Fix:** record the new value with `koreksi: {dki: dki/<file>.yaml, alasan: …}`, naming the last value's dialogue.
"""

from collections.abc import Iterator

from skpkit.dossier import Dossier, SkpFolder
from skpkit.edits import same
from skpkit.findings import Evidence, Problem
from skpkit.messages import N_
from skpkit.records import Dialogue, Line
from skpkit.rules._rule import dossier_rule

SECOND = N_(
    "realisasi {iki} {period} is {new} here, but {dialogue} line {line} says {old}; record a different value "
    "as `koreksi: {{dki: {dialogue}, alasan: …}}`"
)
WRONG_ONE = N_("this koreksi of {iki} {period} names {named}, but the last value stands in {dialogue}; name that one")
NOTHING = N_("this koreksi of {iki} {period} corrects nothing: no earlier dialogue records a value; leave it out")


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each value that contradicts an earlier one, and each correction that does not name the last one."""
    for folder in dossier.folders.values():
        for lines in folder.realised.values():
            last: tuple[Dialogue, Line] | None = None
            for each in lines:
                problem = _problem(folder, last, *each)
                if problem:
                    yield problem
                if last is None or each[1].is_correction:
                    last = each


def _problem(folder: SkpFolder, last: tuple[Dialogue, Line] | None, dialogue: Dialogue, line: Line) -> Problem | None:
    about = (folder.name_of(dialogue.name), line.iki, line.periode)
    told = {"iki": line.iki, "period": line.periode, "named": line.corrects, "new": line.value}
    if last is None:
        place = dialogue.at(*line.path, "koreksi")
        return Problem(place, NOTHING, told, about=about) if line.is_correction else None
    earlier = last[0].at(*last[1].path)
    told |= {"dialogue": last[0].name, "line": earlier.line, "old": last[1].value}
    evidence = (Evidence(earlier),)
    if line.is_correction:
        if line.corrects == last[0].name:
            return None
        return Problem(dialogue.at(*line.path, "koreksi"), WRONG_ONE, told, evidence=evidence, about=about)
    if same(line.value, last[1].value):
        return None
    return Problem(dialogue.at(*line.path, "realisasi"), SECOND, told, evidence=evidence, about=about)
