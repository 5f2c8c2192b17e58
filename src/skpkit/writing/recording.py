"""Realisations that a command records: which are due, what is odd in them, and the dialogue that they come into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.findings import Note
from skpkit.messages import N_, Value
from skpkit.model.dossier import Cell, Dossier, SkpFolder
from skpkit.model.periods import RHYTHMS
from skpkit.model.plausible import Oddity, leaps, oddity
from skpkit.model.records import Dialogue, Indicator, Line, Skp
from skpkit.model.soundness import CellFlaw, soundness
from skpkit.source.yamlfile.numbers import NO_RESULT, number_in
from skpkit.writing.desk import EditedFiles
from skpkit.writing.editing import RecordText
from skpkit.writing.meeting import LINES, HeldOn, draft_of, new_dialogue, report

NO_IKI = N_("the SKP has no IKI {iki}; its IKI are {known}")
NO_CELL = N_("{iki} has no target for {period}; it is measured in {known}")
A_TOTAL = N_(
    "{period} of {iki} is computed from its parts, so no realisasi is recorded for it; record those of {known}"
)
OUTSIDE = N_(
    "{period} lies outside of the period of {iki}, which runs from {start} to {end}; record a period inside it, and "
    "one of another SKP there: skpkit realisasi NIP"
)
TOO_EARLY = N_("{period} of {iki} ends on {end}, so its realisasi is recorded from that day on")
NO_TEXT = N_("the realisasi of {iki} is told in words, since the SKP is kualitatif; write what was reached")
REPORTED_ALREADY = N_(
    "{iki} {period} was reported as {value} in {dialogue}, and stays there; to put it right: "
    "skpkit koreksi {dossier} {iki} {period} VALUE --alasan REASON"
)
EVALUATED = N_(
    "{period} has been evaluated, so its realisasi stays as it is; who does not agree writes a keberatan into "
    "{evaluation}, as a line of its own: {example}"
)
IN_DRAFT = N_(
    "{iki} {period} stands in a dialogue that is a draft; set it there: "
    "skpkit realisasi {dossier} --nilai {iki} {period} VALUE"
)
TWICE = N_("{iki} {period} is given twice; give one realisasi for it")
NO_DRAFT = N_("no dialogue is a draft on {day}, so there is nothing to report; record what was reached: --nilai")
WHICH_DRAFT = N_("several dialogues are drafts ({known}); say which one is reported, by its day: --tanggal DATE")
NOT_REALISED = N_(
    "{iki} {period} has no realisasi yet, so there is nothing to correct; record it: skpkit realisasi {dossier}"
)
STILL_DRAFT = N_(
    "{iki} {period} stands in {dialogue}, which is not reported yet, so it needs no koreksi; set it there: "
    "skpkit realisasi {dossier} --nilai {iki} {period} VALUE"
)
SAME_VALUE = N_("{iki} {period} counts as {value} already, so there is nothing to correct")
TOO_SOON = N_(
    "a koreksi is made in a dialogue after the one that it corrects, which was held on {day}; give a later --tanggal"
)

ODDITIES: dict[Oddity, str] = {
    "negative": N_("{iki} {period}: {value} is less than nothing, while the target is {target} {unit}"),
    "over hundred": N_("{iki} {period}: {value} is more than 100 per cent"),
    "far above": N_("{iki} {period}: {value} is ten times the target of {target} {unit}, or more"),
    "thousandth": N_(
        "{iki} {period}: {value} is next to nothing of the target {target}; was a mark of thousands meant?"
    ),
}
NOT_SET = N_(
    "{path} is still rancangan, and what is recorded now comes before its plan is set; set it first: skpkit new manual "
    "{folder}, skpkit new dki {folder}, skpkit realisasi {folder} --lapor, skpkit approve {folder} --as pegawai, and "
    "the appraiser with --as pejabat_penilai_kinerja"
)
LEAP = N_("{iki} {period}: {value} is far from the {earlier} of the period before")


class GivenValue(NamedTuple):
    """A realisasi as somebody gives it, with what proves it and what stood in the way."""

    iki: str
    period: str
    value: str
    proof: tuple[str, ...] = ()
    hindrance: str = ""


class DueCell(NamedTuple):
    """An IKI whose realisasi of a period is due, with its target; `earlier` is what counts for the period before, and
    `in_words` says that it is told in words, no number."""

    indicator: Indicator
    period: str
    target: float | str | None
    earlier: float | str | None
    in_words: bool = False

    @property
    def told(self) -> dict[str, Value]:
        """What a question tells of it."""
        name = self.indicator.data.get("nama") or self.indicator.ukuran
        unit = self.indicator.data.get("satuan", "")
        return {"iki": self.indicator.kode, "name": name, "period": self.period, "target": self.target, "unit": unit}

    def doubts(self, value: float | str) -> list[Note]:
        """What is odd in a realisasi of it, which may be so all the same."""
        earlier = [self.earlier] if isinstance(self.earlier, int | float) else []
        return _doubts(self.indicator, self.period, value, earlier)


def due_cells(dossier: Dossier, folder: SkpFolder, skp: Skp, day: date) -> Iterator[DueCell]:
    """The cells whose period has ended by a day, and which have no realisasi and no evaluation yet."""
    sound = soundness(dossier)
    for indicator in skp.indicators():
        earlier: float | str | None = None
        for period in RHYTHMS[indicator.rhythm(folder.manuals.get(indicator.kode))]:
            if (indicator.kode, period) in folder.realised:
                earlier = folder.effective[indicator.kode, period]
            elif (
                not sound.cell_flaw(folder, indicator, period)
                and _end(dossier, folder, indicator, period) <= day
                and not folder.excuses(indicator, period)
                and not folder.established_evaluation(period, skp.tahun)
            ):
                target = indicator.ukuran or indicator.target.get(period)
                yield DueCell(indicator, period, target, earlier, skp.narrative)


def record(
    desk: EditedFiles, dossier: Dossier, plan: tuple[SkpFolder, Skp], given: Sequence[GivenValue], held: HeldOn
) -> tuple[str, list[Note]]:
    """Put realisations into the draft dialogue of a day, or a new one; one that stands in a draft of another day is set
    there. The dialogue's path, and what is odd in them. Raises WrongUsage for what cannot be recorded."""
    folder, skp = plan
    cells = [(each.iki, each.period) for each in given]
    for iki, period in cells:
        if cells.count((iki, period)) > 1:
            raise WrongUsage(TWICE, iki=iki, period=period)
    lines, doubts = [], list[Note]()
    touched: list[Dialogue] = []
    path = ""
    for each in given:
        value = _allowed(dossier, folder, skp, each, held.day)
        doubts += doubts_of(folder, skp.indicator(each.iki), each.period, value)
        there = folder.effective_lines.get((each.iki, each.period))
        if there and not there[0].reported:
            path = _set_in_draft(desk, there, each, value, held)
            touched.append(there[0])
        else:
            lines.append(_entry(each, value))
    if held.reported:
        own = draft_of(folder, held.day) if lines else None
        for draft in {each.path: each for each in (*touched, *([own] if own else []))}.values():
            doubts += _doubts_in(folder, skp, draft, cells)
    return (_put(desk, folder, skp, lines, held) if lines else path), doubts


def report_draft(desk: EditedFiles, plan: tuple[SkpFolder, Skp], held: HeldOn) -> tuple[str, list[Note]]:
    """Report the draft dialogue of a day, or the only one until then. Its path, and what is odd in what it records.
    Raises WrongUsage where nobody can say which."""
    folder, skp = plan
    drafts = [each for each in folder.dialogues if not each.reported and each.tanggal <= held.day]
    draft = draft_of(folder, held.day) or (drafts[0] if len(drafts) == 1 else None)
    if draft is None:
        known = tuple(each.name for each in drafts)
        raise WrongUsage(WHICH_DRAFT if drafts else NO_DRAFT, day=held.day, known=known)
    report(desk.text(draft.path), held.reported_on)
    return draft.path, _doubts_in(folder, skp, draft, ())


def _doubts_in(folder: SkpFolder, skp: Skp, draft: Dialogue, but: Sequence[Cell]) -> list[Note]:
    """What is odd in the realisations of a draft, some cells left out."""
    return [
        note
        for line in draft.lines
        if line.value is not None and line.realises and (line.iki, line.periode) not in but
        for note in doubts_of(folder, skp.indicator(line.iki), line.periode, line.value)
    ]


def unset_plan(folder: SkpFolder, skp: Skp) -> Iterator[Note]:
    """What is odd about recording any realisasi now: that the plan was not set yet."""
    if not skp.established:
        yield Note(NOT_SET, {"path": skp.path, "folder": folder.path})


def lines_of(
    dossier: Dossier, plan: tuple[SkpFolder, Skp], given: Sequence[GivenValue], day: date
) -> list[dict[str, Any]]:
    """The lines of a new dialogue that record realisations. Raises WrongUsage for what cannot be recorded there."""
    folder, skp = plan
    for each in given:
        there = folder.effective_lines.get((each.iki, each.period))
        if there:
            _allowed(dossier, folder, skp, each, day)
        if there and not there[0].reported:
            raise WrongUsage(IN_DRAFT, iki=each.iki, period=each.period, dossier=dossier.path)
    return [_entry(each, _allowed(dossier, folder, skp, each, day)) for each in given]


def correct(
    desk: EditedFiles, dossier: Dossier, plan: tuple[SkpFolder, Skp], given: GivenValue, reason: str, held: HeldOn
) -> tuple[str, list[Note]]:
    """Put a koreksi of what counts for a cell into the draft dialogue of a day, or a new one."""
    folder, skp = plan
    value = _sound(dossier, folder, skp, given, held.day)
    told: dict[str, Value] = {"iki": given.iki, "period": given.period, "dossier": dossier.path}
    lines = folder.realised.get((given.iki, given.period), ())
    if not lines:
        raise WrongUsage(NOT_REALISED, **told)
    dialogue = lines[-1][0]
    if not dialogue.reported:
        raise WrongUsage(STILL_DRAFT, **told, dialogue=dialogue.name)
    if dialogue.tanggal > held.day:
        raise WrongUsage(TOO_SOON, day=dialogue.tanggal)
    if folder.effective[given.iki, given.period] == value:
        raise WrongUsage(SAME_VALUE, **told, value=value)
    entry = _entry(given, value)
    entry["koreksi"] = {"dki": dialogue.name, "alasan": reason}
    return _put(desk, folder, skp, [entry], held), doubts_of(folder, skp.indicator(given.iki), given.period, value)


def doubts_of(folder: SkpFolder, indicator: Indicator | None, period: str, value: float | str) -> list[Note]:
    """What is odd in a realisasi, which may be so all the same."""
    if indicator is None or period not in indicator.target:
        return []
    rhythm = RHYTHMS[indicator.rhythm(folder.manuals.get(indicator.kode))]
    before = [folder.effective.get((indicator.kode, each)) for each in rhythm[: rhythm.index(period)]]
    return _doubts(indicator, period, value, [each for each in before if isinstance(each, int | float)])


def _doubts(indicator: Indicator, period: str, value: float | str, earlier: Sequence[float]) -> list[Note]:
    if isinstance(value, str) or period not in indicator.target:
        return []
    target, unit = indicator.target[period], str(indicator.data.get("satuan", ""))
    told: dict[str, Value] = {"iki": indicator.kode, "period": period, "value": value, "target": target, "unit": unit}
    found = oddity(value, indicator, period)
    if found:
        return [Note(ODDITIES[found], told)]
    if leaps(value, target, earlier):
        return [Note(LEAP, {**told, "earlier": earlier[-1]})]
    return []


def _allowed(dossier: Dossier, folder: SkpFolder, skp: Skp, given: GivenValue, day: date) -> float | str:
    """The value, where it may be recorded: one that was reported only later, with what proves it, which nothing did."""
    value = _sound(dossier, folder, skp, given, day)
    there = folder.effective_lines.get((given.iki, given.period))
    if there and there[0].reported:
        shown: Value = folder.effective[given.iki, given.period]
        lacked = given.proof and not folder.evidence_of(given.iki, given.period)
        if lacked and value == shown and there[0].tanggal < day:
            return value
        told: dict[str, Value] = {"iki": given.iki, "period": given.period, "value": shown}
        raise WrongUsage(REPORTED_ALREADY, **told, dialogue=there[0].name, dossier=dossier.path)
    return value


def _sound(dossier: Dossier, folder: SkpFolder, skp: Skp, given: GivenValue, day: date) -> float | str:
    indicator = skp.indicator(given.iki)
    if indicator is None:
        raise WrongUsage(NO_IKI, iki=given.iki, known=tuple(skp.by_kode))
    if flaw := soundness(dossier).cell_flaw(folder, indicator, given.period):
        raise _no_cell(given, flaw)
    evaluation = folder.established_evaluation(given.period, skp.tahun)
    if evaluation and skp.established:
        example = evaluation.objection_on(day)
        raise WrongUsage(EVALUATED, period=given.period, evaluation=evaluation.path, example=example)
    end = _end(dossier, folder, indicator, given.period)
    if end > day:
        raise WrongUsage(TOO_EARLY, iki=given.iki, period=given.period, end=end)
    if skp.narrative:
        if not given.value.strip():
            raise WrongUsage(NO_TEXT, iki=given.iki)
        return given.value.strip()
    return number_in(given.value, nothing=NO_RESULT)


def _no_cell(given: GivenValue, flaw: CellFlaw) -> WrongUsage:
    told: dict[str, Value] = {"iki": given.iki, "period": given.period}
    if flaw.term:
        return WrongUsage(OUTSIDE, **told, start=flaw.term.mulai, end=flaw.term.selesai)
    return WrongUsage(A_TOTAL if flaw.total else NO_CELL, **told, known=flaw.known)


def _end(dossier: Dossier, folder: SkpFolder, indicator: Indicator, period: str) -> date:
    line = Line(indicator.kode, period, None, projected=False, corrects=None, is_correction=False, path=())
    return soundness(dossier).end_of(folder, line) or date.max


def _entry(given: GivenValue, value: float | str) -> dict[str, Any]:
    entry: dict[str, Any] = {"iki": given.iki, "periode": given.period, "realisasi": value}
    if given.proof:
        entry["bukti_dukung"] = list(given.proof)
    if given.hindrance:
        entry["kendala"] = given.hindrance
    return entry


def _set_in_draft(
    desk: EditedFiles, there: tuple[Dialogue, Line], given: GivenValue, value: float | str, held: HeldOn
) -> str:
    """Set a realisasi where it stands in a draft, which is reported, where that is asked for."""
    dialogue, line = there
    text = desk.text(dialogue.path)
    for key, each in _entry(given, value).items():
        if key not in ("iki", "periode"):
            text.set((*line.path, key), each)
    if held.reported:
        report(text, held.reported_on)
    return dialogue.path


def _put(desk: EditedFiles, folder: SkpFolder, skp: Skp, lines: Sequence[dict[str, Any]], held: HeldOn) -> str:
    """Put lines into the draft of a day, or a new dialogue, which is reported where that is asked for."""
    draft = draft_of(folder, held.day)
    if draft is None:
        parts = {LINES[0]: {LINES[1]: [*lines]}}
        return f"{folder.path}/{new_dialogue(desk, folder, skp, held, ['pemantauan'], parts, regular=True)}"
    text = desk.text(draft.path)
    if not text.data.get(LINES[0]):
        text.set(LINES[:1], {LINES[1]: [*lines]})
    else:
        _fill(text, lines)
    if "pemantauan" not in text.data["tahap"]:
        text.append(("tahap",), "pemantauan")
    if held.reported:
        report(text, held.reported_on)
    return draft.path


def _fill(text: RecordText, lines: Sequence[dict[str, Any]]) -> None:
    """Put lines behind those of a dialogue; one of a cell that it mentions without a value gets the value there."""
    for line in lines:
        rows = text.data[LINES[0]].get(LINES[1]) or []
        cell = (line["iki"], line["periode"])
        own = next((nth for nth, row in enumerate(rows) if (row["iki"], row["periode"]) == cell), None)
        if own is None or "koreksi" in line:
            text.append(LINES, line)
            continue
        for key, each in line.items():
            if key not in ("iki", "periode"):
                text.set((*LINES, own, key), each)
        if rows[own].get("proyeksi"):
            text.remove((*LINES, own, "proyeksi"))
