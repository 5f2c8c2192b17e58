"""A realisation names an IKI and a period that the SKP has a target for, and what is named elsewhere exists.

A realisation of an unknown IKI counts for nothing, and one in a total (`Y`, `S1` over quarters) or outside the IKI's
own period has no target to be held against. Other mentions of an IKI or RHK name what the SKP has, or had before
an adendum with `iki` or `rencana_hasil_kerja` made after the dialogue; a change agreed in `kesepakatan` may name
what does not exist yet.

**Fix:** write the code and period as the SKP has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.dossier import Dossier, SkpFolder
from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.periods import RHYTHMS, rhythm_of
from skpkit.records import Data, Dialogue, Indicator, Line, Path, Skp
from skpkit.rules._rule import dossier_rule

UNKNOWN = N_("the SKP has no {what} {kode}; write the code as the SKP has it")
NO_TARGET = N_("{iki} has no target for {period}; its realisation belongs in one of: {known}")
TOTAL = N_("{period} of {iki} is computed from its parts and takes no realisation; record one of: {known}")
ELSEWHEN = N_("{period} lies outside of the period of {iki} ({start} to {end}); record a period inside it")


@dossier_rule(basis="T")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each mention of something that the SKP does not have."""
    for folder, skp in dossier.plans():
        for dialogue in folder.dialogues:
            yield from _dialogue(folder, skp, dialogue)
        for evaluation in folder.evaluations.values():
            made = evaluation.data.get("tanggal")
            day = date.fromisoformat(made) if made else date(skp.tahun, 1, 1)
            rows = evaluation.data.get("hasil_kerja", ())
            mentions = [((), nth, each, "hasil_kerja") for nth, each in enumerate(rows)]
            for at, kode, what in _unknown(skp, day, [(("hasil_kerja", n), r) for _, n, r, _ in mentions]):
                about = (folder.name_of(evaluation.name), what, kode)
                yield Problem(evaluation.at(*at), UNKNOWN, {"what": what, "kode": kode}, about=about)


def _dialogue(folder: SkpFolder, skp: Skp, dialogue: Dialogue) -> Iterator[Problem]:
    name = folder.name_of(dialogue.name)
    for line in dialogue.lines:
        indicator = skp.indicator(line.iki)
        if indicator and line.realises:
            for message, told in _cell_flaws(folder, skp, indicator, line):
                place = dialogue.at(*line.path, "periode")
                told = {"iki": line.iki, "period": line.periode, **told}
                yield Problem(place, message, told, about=(name, line.iki, line.periode))
        elif line.realises:
            told = {"what": "IKI", "kode": line.iki}
            yield Problem(dialogue.at(*line.path, "iki"), UNKNOWN, told, about=(name, "IKI", line.iki))
    for at, kode, what in _unknown(skp, dialogue.tanggal, _mentions(dialogue)):
        about = (name, what, kode)
        yield Problem(dialogue.at(*at), UNKNOWN, {"what": what, "kode": kode}, about=about)


def _mentions(dialogue: Dialogue) -> list[tuple[Path, Data]]:
    """Parts of a dialogue that may name an IKI or RHK, realisations and agreed changes excepted."""
    found: list[tuple[Path, Data]] = []
    for key in ("umpan_balik", "rencana_aksi"):
        found += [((key, nth), each) for nth, each in enumerate(dialogue.data.get(key, ()))]
    rows = dialogue.data.get("pemantauan", {}).get("hasil_kerja", ())
    return found + [(line.path, rows[line.path[-1]]) for line in dialogue.lines if not line.realises]


def _unknown(skp: Skp, day: date, mentions: list[tuple[Path, Data]]) -> Iterator[tuple[Path, str, str]]:
    """Each mention of a code that the SKP has not, unless a later adendum may have taken it away."""
    if any(each.tanggal >= day and each.komponen & {"iki", "rencana_hasil_kerja"} for each in skp.changes):
        return
    for path, data in mentions:
        if "iki" in data and not skp.indicator(data["iki"]):
            yield (*path, "iki"), data["iki"], "IKI"
        if "rhk" in data and not any(each.kode == data["rhk"] for each in skp.results):
            yield (*path, "rhk"), data["rhk"], "RHK"


def _cell_flaws(
    folder: SkpFolder, skp: Skp, indicator: Indicator, line: Line
) -> Iterator[tuple[str, dict[str, Value]]]:
    manual = folder.manuals.get(indicator.kode)
    rhythm = manual.rhythm if manual else rhythm_of(indicator.target)
    direct = RHYTHMS[rhythm]
    if skp.narrative:
        known = direct if manual else (line.periode,)
    else:
        known = tuple(period for period in direct if period in indicator.target)
    if line.periode not in known:
        total = line.periode in indicator.target
        yield (TOTAL if total else NO_TARGET), {"known": known}
        return
    own = indicator.term or skp.term
    if not folder.profile.term(line.periode, skp.tahun).days_shared(own):
        yield ELSEWHEN, {"start": own.mulai, "end": own.selesai}
