"""A realisation names an IKI and a period that the SKP has a target for, and what is named elsewhere exists.

A realisation of an unknown IKI counts for nothing, and one in a total (`Y`, `S1` over quarters) or outside the IKI's
own period and the SKP's has no target to be held against; nor has a text where the target is a number. A projection
names such a period too, unless an adendum after its dialogue moved targets or periods. Other mentions of an IKI or
RHK name what the SKP has, or had before an adendum with `iki` or `rencana_hasil_kerja` made after the dialogue; a
change agreed in `kesepakatan` may name what does not exist yet.

Silent of a code used twice (SKP102), a period that cannot be (SKP106), a code that a manual has too (SKP202, SKP203).

**Fix:** write the code and period as the SKP has them, and a realisasi as a number where its target is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from skpkit.findings import Cause, Evidence, Location, Problem
from skpkit.messages import N_, Value, cut
from skpkit.model import causes
from skpkit.model.dossier import Cell, Dossier, SkpFolder
from skpkit.model.paths import SKP_FILE
from skpkit.model.periods import in_order
from skpkit.model.records import Data, Dialogue, Line, Record, Skp
from skpkit.model.soundness import CellFlaw, Soundness, soundness
from skpkit.rules._rule import dossier_rule, own
from skpkit.source.yamlfile import Path
from skpkit.source.yamlfile.lookalikes import as_meant

BASIS = (
    own(
        N_("a realisasi counts by the target of its IKI and period, so there is one"),
    ),
)

UNKNOWN = N_("the SKP has no {what} {kode}; write the code as the SKP has it")
MEANT = N_("the SKP has no {what} {kode}; did you mean {near}? Codes are written as the SKP has them, letter by letter")
NO_SKP = N_("{folder} has realisations but no skp.yaml; add the SKP that they belong to, or move the dialogues")
NO_TARGET = N_("{iki} has no target for {period}; its realisation belongs in one of: {known}")
TOTAL = N_("{period} of {iki} is computed from its parts and takes no realisation; record one of: {known}")
ELSEWHEN = N_("{period} lies outside of the period of {iki} ({start} to {end}); record a period inside it")
TEXT = N_(
    "the realisasi of {iki} for {period} is the text “{value}”, but its target is a number; write it in digits, such "
    "as 95 or 95.5"
)
NOTHING = N_(
    "the realisasi of {iki} for {period} is “{value}”, but its target is a number; write 0 if nothing was reached, and "
    "nothing behind the colon if it is not known yet"
)
_NAMING = ("umpan_balik", "rencana_aksi")  # parts of a dialogue that name an IKI or RHK
FIELD = "Realisasi {period} (IKI {iki})"


@dossier_rule(basis=BASIS, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each realisation that the SKP has no target for, and each code that it does not have, once."""
    for folder in dossier.folders.values():
        if folder.skp:
            yield from _cells(soundness(dossier), folder, folder.skp)
            yield from _codes(folder, folder.skp)
        elif folder.lacks_skp and folder.realised:
            dialogue, line = next(iter(folder.realised.values()))[0]
            about, cause = (folder.name_of(SKP_FILE),), (causes.no_skp(folder.name),)
            told: dict[str, Value] = {"folder": folder.path}
            left_to = cause if folder.manuals else ()
            tells = () if folder.manuals else cause
            yield Problem(dialogue.at(*line.path), NO_SKP, told, about=about, tells=tells, left_to=left_to)


# --- cells ---------------------------------------------------------------------------------------------------


def _cells(sound: Soundness, folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    """Each way in which realisations have no target, once for the IKI or the period that makes it so."""
    found: dict[tuple[CellFlaw, str], list[tuple[str, Location, Line]]] = {}
    for (iki, period), lines in _recorded(folder, skp):
        if not (indicator := skp.indicator(iki)):
            continue
        flaw = sound.cell_flaw(folder, indicator, period, even_impossible=True)
        realised = [each for each in lines if each[1].realises]
        lines = lines if flaw and not flaw.total else realised
        if flaw and lines:
            places = [(dialogue.name, dialogue.at(*line.path, "periode"), line) for dialogue, line in lines]
            found.setdefault((flaw, "" if flaw.term else iki), []).extend(places)
        if not skp.narrative:
            yield from _texts(folder, realised)
    for (flaw, _), cells in found.items():
        told: dict[str, Value]
        if flaw.term:
            message, told = ELSEWHEN, {"start": flaw.term.mulai, "end": flaw.term.selesai}
        else:
            message, told = TOTAL if flaw.total else NO_TARGET, {"known": flaw.known}
        yield _unplaced(folder, cells, message, told, doubtful=flaw.term is not None)


def _recorded(folder: SkpFolder, skp: Skp) -> Iterator[tuple[Cell, Sequence[tuple[Dialogue, Line]]]]:
    """The realisations and projections of each cell; not a projection whose target a later adendum may have taken, or
    that a closed SKP had while it ran."""
    moved = [
        each.tanggal for each in skp.changes if each.komponen & {"iki", "rencana_hasil_kerja", "target", "periode"}
    ]
    if skp.closed:
        moved.append(skp.term.selesai)
    found: dict[Cell, Sequence[tuple[Dialogue, Line]]] = {**folder.realised}
    for dialogue in folder.dialogues:
        if not any(each >= dialogue.tanggal for each in moved):
            for line in dialogue.lines:
                if line.projected:
                    cell = line.iki, line.periode
                    found[cell] = (*found.get(cell, ()), (dialogue, line))
    yield from found.items()


def _unplaced(
    folder: SkpFolder,
    cells: Sequence[tuple[str, Location, Line]],
    message: str,
    told: dict[str, Value],
    *,
    doubtful: bool,
) -> Problem:
    ikis = tuple(dict.fromkeys(line.iki for _, _, line in cells))
    periods = tuple(in_order({line.periode for _, _, line in cells}))
    names = tuple(dict.fromkeys(folder.name_of(name) for name, _, _ in cells))
    lines = [(folder.name_of(name), line.iki, line.periode) for name, _, line in cells]
    possible = [causes.impossible(folder.name), *(causes.impossible(folder.name, each) for each in ikis)]
    return Problem(
        cells[0][1],
        message,
        {**told, "iki": ikis, "period": periods},
        evidence=tuple(Evidence(at) for _, at, _ in cells[1:]),
        about=(*names, *ikis, *periods),
        tells=tuple(causes.unplaced(*each) for each in lines),
        left_to=tuple(possible) if doubtful else (),
        extent=dict.fromkeys((*names, *ikis, *periods, *map(" ".join, lines)), 1),
    )


def _texts(folder: SkpFolder, lines: Iterable[tuple[Dialogue, Line]]) -> Iterator[Problem]:
    """Each realisation of a target in numbers that is a text, most often for a decimal comma."""
    for dialogue, line in lines:
        if isinstance(line.value, str):
            told: dict[str, Value] = {"iki": line.iki, "period": line.periode, "value": cut(line.value)}
            about = (folder.name_of(dialogue.name), line.iki, line.periode)
            at, left_to = dialogue.at(*line.path, "realisasi"), (causes.unplaced(*about),)
            from skpkit.source.yamlfile.numbers import is_nothing, number_meant

            message = NOTHING if is_nothing(line.value) else TEXT
            if message == TEXT and (said := number_meant(line.value)):
                field = FIELD.format(period=line.periode, iki=cut(line.iki))
                message, told = said[0], {**told, **said[1], "field": field}
            yield Problem(at, message, told, about=about, left_to=left_to, values=(line.value,))


# --- codes ---------------------------------------------------------------------------------------------------


def _codes(folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    places: dict[tuple[str, str], list[tuple[str, Location]]] = {}
    known = {"iki": {each.kode for each in skp.indicators()}, "rhk": {each.kode for each in skp.results}}
    renewed = [each.tanggal for each in skp.changes if each.renews_indicators]
    if all(_knows(known, each.data) for each in (*folder.dialogues, *folder.evaluations.values())):
        return
    for record, day, mentions in _mentions(folder, skp):
        if day and any(each >= day for each in renewed):
            continue  # an adendum may have taken away what was there then
        for path, code, what in _unknown(known, mentions):
            places.setdefault((what, code), []).append((folder.name_of(record.name), record.at(*path)))
    for (what, code), found in places.items():
        names = dict.fromkeys(name for name, _ in found)
        near = [each for each in known[what.lower()] if as_meant(each).lower() == as_meant(code).strip().lower()]
        told: dict[str, Value] = {"what": what, "kode": code}
        of_code = causes.other_rhk(folder.name, code) if what == "RHK" else causes.orphan(folder.name, code)
        yield Problem(
            found[0][1],
            MEANT if near else UNKNOWN,
            {**told, "near": tuple(sorted(near))} if near else told,
            evidence=tuple(Evidence(at) for _, at in found[1:]),
            about=(*names, what, code),
            tells=tuple(_unplaced_lines(folder, code)) if what == "IKI" else (),
            left_to=(causes.repeated(folder.name), of_code),
            extent=dict.fromkeys(names, 1),
        )


def _knows(known: Mapping[str, set[str]], data: Data) -> bool:
    """Whether every code in a record is known: a quick look, before that for what is not and where it stands."""
    ikis, rhks = known["iki"], known["rhk"]
    for entries in (data.get("pemantauan", data).get("hasil_kerja", ()), *(data.get(key, ()) for key in _NAMING)):
        for each in entries:
            if "iki" in each and each["iki"] not in ikis:
                return False
            if "rhk" in each and each["rhk"] not in rhks:
                return False
    return True


def _unplaced_lines(folder: SkpFolder, code: str) -> Iterator[Cause]:
    """The realisations of an IKI that the SKP does not have."""
    for (iki, period), lines in folder.realised.items():
        if iki == code:
            yield from (causes.unplaced(folder.name_of(dialogue.name), iki, period) for dialogue, _ in lines)


def _mentions(folder: SkpFolder, skp: Skp) -> Iterator[tuple[Record, date | None, list[tuple[Path, Data]]]]:
    """The parts of records that name an IKI or RHK. The day is theirs where a later adendum may have taken away what
    they name: not for a realisation. An agreed change may name what does not exist yet."""
    for dialogue in folder.dialogues:
        lines: tuple[list[tuple[Path, Data]], list[tuple[Path, Data]]] = ([], [])
        for line in dialogue.lines:
            lines[line.realises].append((line.path, dialogue.entry(line)))
        yield dialogue, None, lines[True]
        for key in _NAMING:
            lines[False].extend(((key, nth), each) for nth, each in enumerate(dialogue.data.get(key, ())))
        yield dialogue, dialogue.tanggal, lines[False]
    for evaluation in folder.evaluations.values():
        made = evaluation.data.get("tanggal")
        day = date.fromisoformat(made) if made else date(skp.tahun, 1, 1)
        rows = evaluation.data.get("hasil_kerja", ())
        yield evaluation, day, [(("hasil_kerja", nth), each) for nth, each in enumerate(rows)]


def _unknown(known: Mapping[str, set[str]], mentions: Iterable[tuple[Path, Data]]) -> Iterator[tuple[Path, str, str]]:
    """Each mention of a code that is not known."""
    for path, data in mentions:
        for key, codes in known.items():
            code = data.get(key)
            if code is not None and code not in codes:
                yield (*path, key), code, key.upper()
