"""What a record that comes or goes as a whole says, thing by thing, each as an edit from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from skpkit.change.edits import REALISATION, Edit
from skpkit.findings import Key
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import SKP_FILE
from skpkit.model.records import Dialogue, Evaluation, Indicator, Manual, Record, Result, Skp
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from skpkit.source.yamlfile import Path

RATINGS = ("capaian_organisasi", "rating_hasil_kerja", "rating_perilaku_kerja", "predikat", "catatan")
"""What an evaluation says in the end."""
RATED, SUMMED = ("rating_hasil_kerja", "rating_perilaku_kerja", "predikat"), "rating_dan_predikat"
OF_LINE = ("kemajuan", "bukti_dukung", "kendala", "usulan_strategi")
HELD, RECORDED, DIALOGUES = "pelaksanaan", "realisasi_yang_tercatat", "dialog_yang_tercatat"
APPROVED = ("penetapan", "perubahan")
BY_WHOM = ("penetapan", "persetujuan")
"""What says who approved, which a review tells of what comes by itself."""
_HOW_HELD = ("sifat", "media", "tahap", "status", "dilaporkan", "nomor_laporan")
_LISTS = (
    *("umpan_balik", "pembinaan", "pengembangan_kompetensi", "usulan_pelatihan", "rencana_karier"),
    *("tindak_lanjut", "kesepakatan", "rencana_aksi", "kesimpulan"),
)
_OF_MANUAL = (  # besides what the SKP shows too
    *("polarisasi", "konsolidasi_periode", "periode_pelaporan", "formula", "definisi", "sumber_data", "tujuan"),
    *("tingkat_validitas", "tingkat_kendali", "konversi_120", "nilai_terburuk", "skala_stabilize"),
    *("pihak_penanggung_jawab", "pihak_penyedia_data", "cascading", "konsolidasi_lokasi", "jenis_iki", "tahun_lalu"),
    "target_ditetapkan",
)


def contents(folder: SkpFolder, record: Record) -> Iterator[Edit]:
    """What a record says, in the order of its form."""
    if isinstance(record, Dialogue):
        yield from _dialogue(folder, record)
    elif isinstance(record, Evaluation):
        yield from _evaluation(folder, record)
    elif isinstance(record, Manual):
        yield _manual(folder, record)
    elif isinstance(record, Skp):
        yield from _skp(folder, record)


# --- a dialogue ----------------------------------------------------------------------------------------------


def _dialogue(folder: SkpFolder, dialogue: Dialogue) -> Iterator[Edit]:
    def said(path: Path, value: Any, field: str, iki: str = "", period: str = "") -> Edit:
        key = Key(folder.name, dialogue.name, (*map(str, path), field))
        return Edit(key, DIALOGUE, field, dialogue.at(*path), new=value, iki=iki, field=field, period=period)

    data = dialogue.data
    for line in dialogue.lines:
        if line.value is not None:
            key = Key(folder.name, dialogue.name, (line.iki, line.periode, REALISATION))
            at = dialogue.at(*line.path)
            yield Edit(
                key, DIALOGUE, REALISATION, at, new=line.value, iki=line.iki, field=REALISATION, period=line.periode
            )
        entry = dialogue.entry(line)
        for field in OF_LINE:
            if entry.get(field):
                yield said((*line.path, field), entry[field], field, line.iki, line.periode)
    held = {each: data[each] for each in _HOW_HELD if each in data and not (each == "status" and dialogue.reported)}
    yield said(("sifat",), held, HELD)
    if dialogue.participants:
        yield said(("peserta",), dialogue.participants, "peserta")
    for nth, each in enumerate(data.get("pemantauan", {}).get("perilaku_kerja", ())):
        yield said(("pemantauan", "perilaku_kerja", nth), each, "perilaku_kerja")
    for field in _LISTS:
        value = data.get(field, ())
        for nth, each in enumerate(value if isinstance(value, list) else ()):
            yield said((field, nth), each, field)
        if isinstance(value, str):
            yield said((field,), value, field)


# --- an evaluation and a manual ------------------------------------------------------------------------------


def _evaluation(folder: SkpFolder, evaluation: Evaluation) -> Iterator[Edit]:
    def said(path: Path, value: Any, field: str) -> Edit:
        key = Key(folder.name, evaluation.name, tuple(map(str, path)))
        return Edit(key, EVALUATION, field, evaluation.at(*path), new=value, field=field)

    data = evaluation.data
    yield said(("status",), data["status"], "status")
    for field in RATINGS:
        if field in data:
            yield said((field,), data[field], field)
    for field in ("hasil_kerja", "perilaku_kerja"):
        for nth, each in enumerate(data.get(field, ())):
            if each.get("umpan_balik"):
                yield said((field, nth), each, field)
    for field in ("keberatan", "persetujuan"):
        if data.get(field):
            yield said((field,), data[field], field)


def _manual(folder: SkpFolder, manual: Manual) -> Edit:
    told = {each: manual.data[each] for each in _OF_MANUAL if each in manual.data}
    return Edit(
        Key(folder.name, manual.name, ("isi",)), MANUAL, "manual", manual.at(), new=told, iki=manual.kode, field="isi"
    )


# --- an SKP --------------------------------------------------------------------------------------------------


def _skp(folder: SkpFolder, skp: Skp) -> Iterator[Edit]:
    def said(path: Path, value: Any, field: str, part: str) -> Edit:
        key = Key(folder.name, skp.name, tuple(map(str, path)))
        return Edit(key, SKP, part, skp.at(*path), new=value, field=field)

    data = skp.data
    yield said(("pegawai",), skp.employee, "nama", "pegawai")
    yield said(("pejabat_penilai_kinerja",), skp.appraiser, "pejabat_penilai_kinerja", "penilai")
    yield said(("periode",), data["periode"], "periode", "periode")
    yield said(("status",), data["status"], "status", "status")
    for result in skp.results:
        yield of_result(folder, skp, result)
        for each in result.indicators:
            yield from of_indicator(folder, skp, each)
    for nth, row in enumerate(data.get("perilaku_kerja", ())):
        if row.get("ekspektasi"):
            yield said(("perilaku_kerja", nth), row["ekspektasi"], row["nilai"], "perilaku_kerja")
    for field, value in (data.get("lampiran") or {}).items():
        yield said(("lampiran", field), value, field, "lampiran")
    if approvals := (data.get("penetapan") or {}).get("persetujuan"):
        yield said(("penetapan",), approvals, "penetapan", "penetapan")
    for entry in skp.changes:
        yield said(entry.path, entry.data, "perubahan", "perubahan")


def of_result(folder: SkpFolder, skp: Skp, result: Result) -> Edit:
    """What an RHK says, without its IKI."""
    told = {key: value for key, value in result.data.items() if key != "indikator"}
    at = skp.at(*result.path, "kode")
    return Edit(Key(folder.name, skp.name, (result.kode,)), SKP, "rencana_hasil_kerja", at, new=told, rhk=result.kode)


def of_indicator(folder: SkpFolder, skp: Skp, indicator: Indicator) -> Iterator[Edit]:
    """What an IKI says, and its targets."""
    told = {key: value for key, value in indicator.data.items() if key != "target"}
    key, at = Key(folder.name, skp.name, (indicator.kode,)), skp.at(*indicator.path, "kode")
    yield Edit(key, SKP, "iki", at, new=told, rhk=indicator.rhk, iki=indicator.kode)
    yield from targets(folder, skp, indicator)


def targets(folder: SkpFolder, skp: Skp, indicator: Indicator) -> Iterator[Edit]:
    """The targets of an IKI, all of them as one thing."""
    if indicator.target:
        key, at = Key(folder.name, skp.name, (indicator.kode, "target")), skp.at(*indicator.path, "target")
        told = indicator.data["target"]
        yield Edit(key, SKP, "target", at, new=told, rhk=indicator.rhk, iki=indicator.kode, field="target")


# --- a folder of records -------------------------------------------------------------------------------------


def summary(folder: SkpFolder) -> Iterator[Edit]:
    """What was recorded in a folder, by IKI, how it was rated, who approved its SKP, and when dialogues were held."""
    by_iki: dict[str, dict[str, Any]] = {}
    for (iki, period), value in folder.effective.items():
        by_iki.setdefault(iki, {})[period] = value
    for iki, values in by_iki.items():
        dialogue = folder.effective_lines[iki, next(iter(values))][0]
        key = Key(folder.name, dialogue.name, (iki, RECORDED))
        yield Edit(key, DIALOGUE, RECORDED, dialogue.at(), new=values, iki=iki, field=RECORDED)
    for evaluation in folder.evaluations.values():
        rated = {each: evaluation.data[each] for each in RATED if each in evaluation.data}
        key = Key(folder.name, evaluation.name, (SUMMED,))
        yield Edit(key, EVALUATION, SUMMED, evaluation.at(), new=rated, field=SUMMED)
    if folder.skp:
        yield from (each for each in _skp(folder, folder.skp) if each.field in APPROVED)
    if folder.dialogues:
        held = [each.data["tanggal"] for each in folder.dialogues]
        key = Key(folder.name, SKP_FILE, (DIALOGUES,))
        yield Edit(key, SKP, DIALOGUES, folder.dialogues[0].at(), new=held, field=DIALOGUES)
