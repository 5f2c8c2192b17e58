"""A komplemen: a new SKP within the year, made of the one before, which is closed for it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.findings import Note
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import complement_folder, complement_number, manual_name
from skpkit.model.periods import RHYTHMS, parts
from skpkit.model.records import APPRAISER, CLOSED, EMPLOYEE, REVIEWER, Manual, Skp
from skpkit.source.schemas import SKP
from skpkit.writing import amending
from skpkit.writing.amending import SkpEdit
from skpkit.writing.declaring import MANUAL_MADE, Declared, how_of, new_manual, read_skp, resting_on, total_of_new
from skpkit.writing.desk import EditedFiles
from skpkit.writing.editing import RecordText
from skpkit.writing.meeting import new_dialogue

NOT_ESTABLISHED = N_("{path} is still rancangan, so it needs no komplemen; edit it directly until it is set")
NOT_WITHIN = N_("{day} is no day within {path} but its first one, which runs from {start} to {end}; give one that is")
REALISED = N_(
    "before {day} a period would end that has a realisasi, and what was realised stays where it is; the first day that "
    "is open: --mulai {first}"
)
NOT_AFTER = N_("{path} ended on {end}; a new SKP begins after that, and within the year")
OVER_BY_THEN = N_(
    "{period} ends on {end}, before the new SKP begins on {start}, so it has no target there; give one of: {known}"
)
OPENED = N_("{path}: SKP from {start} on, komplemen {nth}")
CLOSED_NOW = N_("{path}: closed, its period ending on {end}")
CARRIED = N_("{path}: manual carried over")
LEFT_OUT = N_("{iki} is not carried over: none of its periods is left")
HELD = N_("{path}: the dialogue that it rests on")

_DROPPED = ("perubahan", "komplemen", "penetapan", "tidak_bertugas")
ACTION = "Serah terima tugas"


class Opening(NamedTuple):
    """What was made of a komplemen: what is told of it, its SKP (None for a text that is none), the approvals that this
    needs, and what comes later."""

    done: tuple[Note, ...]
    path: str
    skp: Skp | None
    wanted: tuple[tuple[str, str], ...]
    later: tuple[Note, ...]


def complement(
    desk: EditedFiles,
    dossier: Dossier,
    plan: tuple[SkpFolder, Skp],
    start: date,
    edits: Sequence[SkpEdit],
    declared: Declared,
    content: bytes | None = None,
) -> Opening:
    """Let a new SKP follow one from a day on: with edits, or with the `content` that it is to have. Raises WrongUsage
    where none can."""
    folder, skp = plan
    _fits(folder, skp, start)
    _assure_ahead(folder, skp, start, edits)
    nth = 1 + max((complement_number(each) or 0 for each in dossier.folders if each), default=0)
    name = complement_folder(nth)
    home = f"{dossier.path}/{name}"
    path = f"{home}/{SKP}.yaml"
    done = [Note(OPENED, {"path": path, "start": start, "nth": nth})]
    later: list[Note] = []
    if content is not None and read_skp(path, content, dossier.path) is None:
        desk.new_text(path, content)  # which is judged, and refused
        return Opening((), path, None, (), ())
    text = RecordText(path, content or first_text(desk, plan, start))
    amending.apply(text, edits, declared.reason)
    manuals = {kode: _manual_text(desk, home, each) for kode, each in folder.manuals.items()}
    for kode, manual in manuals.items():
        amending.edit_manual(manual, [each for each in edits if each.part == "manual" and each.of == kode])
    _add_up(text, edits, manuals)
    for kode in amending.indicators_in(text.data):
        if kode not in manuals:
            done += total_of_new(text, kode, how_of(kode, edits, declared.manuals))
    fresh = read_skp(path, text.content, dossier.path)
    dialogue = _dialogue(desk, folder, home, fresh or skp, declared, nth, done)
    _settle(text, nth, folder, declared, dialogue)
    desk.new_text(path, text.content)
    done += _close(desk, skp, start)
    for kode in amending.indicators_in(text.data):
        if kode in manuals:
            desk.new_text(manuals[kode].path, _shown(manuals[kode], text.data, kode).content)
            done.append(Note(CARRIED, {"path": manuals[kode].path}))
        elif fresh:
            done.append(Note(MANUAL_MADE, {"path": new_manual(desk, home, fresh, kode, edits, declared.manuals)}))
    left = [kode for kode in skp.by_kode if kode not in amending.indicators_in(text.data)]
    later += [Note(LEFT_OUT, {"iki": each}) for each in left if not _dropped(each, edits)]
    wanted = [("penetapan", EMPLOYEE), ("penetapan", APPRAISER), ("komplemen", APPRAISER), ("komplemen", REVIEWER)]
    return Opening(tuple(done), path, fresh, tuple(wanted), tuple(later))


def first_text(desk: EditedFiles, plan: tuple[SkpFolder, Skp], start: date) -> bytes:
    """The text of the new SKP before any edit: the old one, from a day on, with the comments on what is taken over."""
    folder, skp = plan
    end = max(skp.term.selesai, date(skp.tahun, 12, 31)) if skp.closed else skp.term.selesai
    data = {key: each for key, each in skp.data.items() if key not in _DROPPED}
    data["periode"] = {"mulai": start.isoformat(), "selesai": end.isoformat()}
    data["status"] = "ditetapkan"
    plan_data = data["hasil_kerja"]
    data["hasil_kerja"] = {
        section: [
            {**rhk, "indikator": [made for iki in rhk["indikator"] if (made := _cut(folder, skp, iki, start))]}
            for rhk in rows or ()
        ]
        for section, rows in plan_data.items()
    }
    data["hasil_kerja"] = {
        section: [rhk for rhk in rows if rhk["indikator"]] for section, rows in data["hasil_kerja"].items()
    }
    text = RecordText(skp.path, desk.text(skp.path).content)
    text.become(data)
    return text.content


def _cut(folder: SkpFolder, skp: Skp, iki: Mapping[str, Any], start: date) -> dict[str, Any] | None:
    """An IKI with the targets that are left from a day on; None where none is."""
    made = dict(iki)
    own = iki.get("periode")
    if own:
        if own["selesai"] < start.isoformat():
            return None
        made["periode"] = {"mulai": max(own["mulai"], start.isoformat()), "selesai": own["selesai"]}
        if made["periode"]["mulai"] == made["periode"]["selesai"]:
            return None
    if "target" not in iki:
        return made
    manual = folder.manuals.get(str(iki["kode"]))
    indicator = skp.indicator(str(iki["kode"]))
    rhythm = indicator.rhythm(manual) if indicator else "tahunan"
    term = folder.profile.term
    kept = {
        period: value
        for period, value in iki["target"].items()
        if period in RHYTHMS[rhythm] and term(period, skp.tahun).selesai >= start
    }
    if not kept:
        return None
    totals = {
        period: value
        for period, value in iki["target"].items()
        if period not in RHYTHMS[rhythm] and any(each in kept for each in parts(period, rhythm))
    }
    made["target"] = {period: value for period, value in iki["target"].items() if period in {**kept, **totals}}
    return made


def earliest_start(folder: SkpFolder, skp: Skp) -> date:
    """The first day on which a komplemen of an SKP may begin: after each period with a realisasi, which stays there."""
    ends = [folder.profile.term(period, skp.tahun).selesai for _, period in folder.realised]
    ends = [min(each, skp.term.selesai) for each in ends]
    return max([skp.term.mulai + timedelta(1), *ends]) + timedelta(1)


def _fits(folder: SkpFolder, skp: Skp, start: date) -> None:
    assure_replaceable(skp)
    if skp.closed and not (skp.term.selesai < start <= date(skp.tahun, 12, 30)):
        raise WrongUsage(NOT_AFTER, path=skp.path, end=skp.term.selesai)
    if not skp.closed and not (skp.term.mulai + timedelta(1) < start < skp.term.selesai):
        raise WrongUsage(NOT_WITHIN, day=start, path=skp.path, start=skp.term.mulai, end=skp.term.selesai)
    if not skp.closed and start < (first := earliest_start(folder, skp)):
        raise WrongUsage(REALISED, day=start, first=first.isoformat())


def _assure_ahead(folder: SkpFolder, skp: Skp, start: date, edits: Sequence[SkpEdit]) -> None:
    """Raises WrongUsage for a target of a period that is over before the new SKP begins: nothing could be realised."""
    for each in edits:
        if each.part == "target" and each.value not in ("", "-"):
            alike = next(periods for periods in RHYTHMS.values() if each.field in periods)
            ends = {period: folder.profile.term(period, skp.tahun).selesai for period in alike}
            if (end := ends[each.field]) < start:
                known = tuple(period for period in alike if ends[period] >= start)
                raise WrongUsage(OVER_BY_THEN, period=each.field, end=end, start=start, known=known)


def assure_replaceable(skp: Skp) -> None:
    """Raises WrongUsage for an SKP that no other one follows."""
    if not skp.established:
        raise WrongUsage(NOT_ESTABLISHED, path=skp.path)


def _manual_text(desk: EditedFiles, home: str, manual: Manual) -> RecordText:
    text = RecordText(f"{home}/{manual_name(manual.kode)}", desk.text(manual.path).content)
    if "perubahan" in text.data:
        text.remove(("perubahan",))
    return text


def _shown(manual: RecordText, skp: Mapping[str, Any], kode: str) -> RecordText:
    """The manual with what the new SKP shows of its IKI."""
    path = amending.indicators_in(skp)[kode]
    rhk = skp["hasil_kerja"][path[1]][path[2]]
    iki = rhk["indikator"][path[-1]]
    shown = {key: iki.get(key) for key in ("nama", "satuan", "aspek", "ukuran", "target")}
    shown |= {"rhk": rhk["kode"], "perspektif": rhk.get("perspektif")}
    amending.show_in_manual(manual, shown, {})
    return manual


def _add_up(text: RecordText, edits: Sequence[SkpEdit], manuals: Mapping[str, RecordText]) -> None:
    given: dict[str, set[str]] = {}
    for each in edits:
        if each.part == "target":
            given.setdefault(each.of, set()).add(each.field)
    for kode in amending.indicators_in(text.data):
        manual = manuals[kode].data if kode in manuals else None
        if manual or kode in given:
            amending.add_up(text, kode, manual, given.get(kode, ()))


def _dialogue(
    desk: EditedFiles, folder: SkpFolder, home: str, skp: Skp, declared: Declared, nth: int, done: list[Note]
) -> str:
    """How the new SKP names the dialogue that it rests on; one that is written lies beside it."""
    beside = f"../{folder.name}/" if folder.name else "../"
    declared = declared._replace(dialogue=declared.dialogue.removeprefix(beside))
    if name := resting_on(folder, declared, "komplemen", nth):
        return posixpath.normpath(f"{beside}{name}")
    told = declared.agreed or declared.reason
    agreed = [
        {"perihal": "komplemen", "nomor": nth, "uraian": told},
        {"perihal": SKP, "uraian": "Rencana hasil kerja SKP komplemen disepakati"},
    ]
    assert declared.held is not None  # noqa: S101 - who lets one be written says when it was held
    held = declared.held._replace(reported=True)
    action = {"uraian": ACTION, "tenggat": max(declared.day, held.day) + timedelta(14), "status": "belum"}
    empty = SkpFolder(home.rpartition("/")[2], home, None, {}, (), {}, frozenset(), frozenset())
    name = new_dialogue(desk, empty, skp, held, ["perencanaan"], {"kesepakatan": agreed, "rencana_aksi": [action]})
    done.append(Note(HELD, {"path": f"{home}/{name}"}))
    return name


def _settle(text: RecordText, nth: int, folder: SkpFolder, declared: Declared, dialogue: str) -> None:
    """Set the new SKP: when, what it replaces, why, and where that was agreed."""
    text.set(("penetapan",), {"tanggal": declared.day})
    replaced = f"../{folder.name}/{SKP}.yaml" if folder.name else f"../{SKP}.yaml"
    block = {"nomor": nth, "menggantikan": replaced, "tanggal": declared.day, "alasan": declared.reason}
    text.set(("komplemen",), {**block, "dialog": dialogue})


def _close(desk: EditedFiles, skp: Skp, start: date) -> list[Note]:
    """Close the old SKP on the day before, if it is open, its IKI ending alike."""
    if skp.closed:
        return []
    end = start - timedelta(1)
    text = desk.text(skp.path)
    text.set(("periode", "selesai"), end)
    amending.end_within(text, end)
    text.set(("status",), CLOSED)
    return [Note(CLOSED_NOW, {"path": skp.path, "end": end})]


def _dropped(kode: str, edits: Sequence[SkpEdit]) -> bool:
    return any(each.part in ("drop_iki", "drop_rhk") and each.of == kode for each in edits)
