"""The record schemas: what they accept, what they say of the rest, and that two validators agree on both."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from calendar import monthrange
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skpkit.messages import tell
from skpkit.rules import ALL_RULES
from skpkit.source import schemas
from skpkit.source.resources import data_folder
from skpkit.source.schemas import KINDS, accepts, explain, schema_of, words
from skpkit.source.yamlfile import read
from tests.support.places import EXAMPLES
from tests.support.records import Data

RECORDS = sorted(path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.yaml"))
ALL_KINDS = (*KINDS, "profil")
SHARED = (
    *("baris", "teks", "kode", "tanggal", "nomor", "angka", "jalur_dki", "rentang", "pejabat"),
    *("persetujuan", "perspektif", "aspek", "target", "nilai"),
)
EXEMPTIONS = {
    "jenis": "pengecualian",
    "versi": 1,
    "pengecualian": [
        {
            "kode": "SKP301",
            "berkas": "records/2026/199203172015021003/skp.yaml",
            "tentang": {"iki": "1b-N", "periode": "Q1"},
            "nilai": {"semula": 5, "menjadi": None},
            "alasan": "Target salah ketik pada penetapan",
            "dasar": "ND-12/KPPN/2026",
            "disetujui": {"nip": "198806212010122001", "nama": "Nining Kartika", "jabatan": "Kepala Subbagian"},
            "tanggal": "2026-05-20",
            "berlaku_sampai": "2026-12-31",
        },
        {"kode": "SKP213", "sidik": "0f1e", "alasan": "a", "disetujui": {"nip": "1"}, "tanggal": "2026-05-20"},
    ],
}
FULL_SETTINGS = {
    "bahasa": "en",
    "rekaman": "arsip/kinerja",
    "pembekuan": "iki",
    "tingkat": {"SKP212": "kesalahan", "SKP207": "mati", "SKP213": "info", "SKP106": "peringatan"},
    "hari_libur": ["2026-01-01"],
    "kertas": "f4",
    "penandatangan": "penandatangan.txt",
    "pengelola": [{"nip": "198806212010122001", "nama": "Nining", "jabatan": "Kepala", "unit": "kanwil/kppn"}],
}


@cache
def _example(name: str) -> Any:
    return read((EXAMPLES / name).read_bytes()).data


def example(name: str) -> Any:
    """A fresh copy of an example, by its path below the year, `skpkit.yaml` or `pengecualian`."""
    if name == "pengecualian":
        return copy.deepcopy(EXEMPTIONS)
    return copy.deepcopy(_example(name if name == "skpkit.yaml" else f"records/2026/{name}"))


SKP = "199203172015021003/skp.yaml"
KOMPLEMEN = "199001152014021005/komplemen-1/skp.yaml"
NARRATED_SKP = "199611102024212003/skp.yaml"
MANUAL = "199203172015021003/iki/1b-N.yaml"
NARRATED_MANUAL = "199611102024212003/iki/1a-N.yaml"
STABILIZE = "199001152014021005/komplemen-1/iki/1b-C.yaml"
DKI = "199203172015021003/dki/2026-04-07.yaml"
EVALUASI = "199203172015021003/evaluasi/Q1.yaml"
SETTINGS = "skpkit.yaml"
IKI = ("hasil_kerja", "utama", 0, "indikator", 1)
FIRST_IKI = ("hasil_kerja", "utama", 0, "indikator", 0)
LINE = ("pemantauan", "hasil_kerja", 0)

Step = str | int
Change = Callable[[Any], None]


def reach(data: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def put(*path: Step, to: object) -> Change:
    """Set the value at a path."""

    def change(data: Any) -> None:
        reach(data, path[:-1])[path[-1]] = to

    return change


def drop(*path: Step) -> Change:
    """Delete the key at a path."""

    def change(data: Any) -> None:
        del reach(data, path[:-1])[path[-1]]

    return change


def rename(*path: Step, to: str) -> Change:
    """Give the key at a path another name, at the same place."""

    def change(data: Any) -> None:
        mapping = reach(data, path[:-1])
        entries = [(to if key == path[-1] else key, value) for key, value in mapping.items()]
        mapping.clear()
        mapping.update(entries)

    return change


def wrong(name: str, *changes: Change) -> tuple[str, Data]:
    """The kind and the data of an example with mistakes in it."""
    data = example(name)
    kind = data["jenis"]
    for change in changes:
        change(data)
    return kind, data


def told(kind: str, data: object) -> list[tuple[tuple[Step, ...], bool, str]]:
    return [(each.path, each.on_key, tell(each.message, each.told, "en")) for each in explain(kind, data)]


# ---- what is valid


@pytest.mark.parametrize("name", RECORDS)
def test_examples_are_valid(name: str) -> None:
    data = _example(name)
    assert accepts(data["jenis"], data)
    assert explain(data["jenis"], data) == []


NAMED = {"nama": "Hendra Saputra", "jabatan": "Bupati Contoh", "tanggal": "2026-01-28"}
VALID: dict[str, tuple[str, list[Change]]] = {
    "a draft needs neither penetapan nor lampiran": (
        SKP,
        [put("status", to="rancangan"), drop("penetapan"), drop("lampiran"), drop("perubahan")],
    ),
    "an appraiser without NIP, pangkat and unit": (
        SKP,
        [drop("pejabat_penilai_kinerja", word) for word in ("nip", "pangkat_golongan", "unit_kerja")],
    ),
    "an approval by name and post": (
        SKP,
        [put("penetapan", "persetujuan", 1, to={"sebagai": "pejabat_penilai_kinerja", **NAMED})],
    ),
    "how many behaviours there are is a rule's": (SKP, [put("perilaku_kerja", to=[])]),
    "how many results there are is a rule's": (SKP, [put("hasil_kerja", "utama", to=[])]),
    "how many indicators there are is a rule's": (SKP, [put("hasil_kerja", "utama", 0, "indikator", to=[])]),
    "the form of an NIP is a rule's": (SKP, [put("pegawai", "nip", to="123")]),
    "the profiles and versions known are a rule's": (SKP, [put("aturan", to="kmk-1-1999"), put("versi", to=7)]),
    "approvals are a rule's": (SKP, [drop("perubahan", 0, "persetujuan"), drop("perubahan", 0, "dialog")]),
    "which periods fit is a rule's": (SKP, [put(*IKI, "target", to={"B01": 1, "Q3": 2.5, "S1": -3, "Y": 0})]),
    "an own period and a mandate": (
        SKP,
        [
            put(*IKI, "periode", to={"mulai": "2026-04-01", "selesai": "2026-12-31"}),
            put(*IKI, "mandat", to="mandatory"),
        ],
    ),
    "all of the employee": (
        SKP,
        [
            put("pegawai", "kelompok_jabatan", to="jf_ahli"),
            put("pegawai", "kepegawaian", to="pns"),
            put("pegawai", "bentuk_penugasan", to="tugas_belajar"),
        ],
    ),
    "text on several lines, in any script": (
        SKP,
        [put("perubahan", 0, "alasan", to="Satu:\n\t- dua – ≥ 95 % 漢字 👍\n")],
    ),
    "the longest text": (SKP, [put("perubahan", 0, "alasan", to="é" * 10_000), put("instansi", to="é" * 300)]),
    "a whole number written with a decimal point": (SKP, [put("perubahan", 0, "nomor", to=1.0)]),
    "the replaced SKP may be a komplemen": (
        KOMPLEMEN,
        [
            put("komplemen", "menggantikan", to="../komplemen-1/skp.yaml"),
            put("komplemen", "dialog", to="../komplemen-1/dki/2026-04-08-2.yaml"),
        ],
    ),
    "a dialogue of the old folder": (KOMPLEMEN, [put("komplemen", "dialog", to="../dki/2026-04-02.yaml")]),
    "a manual's optional keys": (
        MANUAL,
        [
            put("tahun_lalu", to={"target": 25, "realisasi": None}),
            put("jenis_iki", to="baru_dengan_historis"),
            put("target_ditetapkan", to=True),
            put("konsolidasi_lokasi", to="sum"),
            put("nilai_terburuk", to=-1.5),
            put("perspektif", to="penguatan_internal_dan_anggaran"),
            put("perubahan", to=[{"nomor": 1, "tanggal": "2026-05-20", "alasan": "a", "dialog": "dki/x.yaml"}]),
        ],
    ),
    "a narrated manual may have a formula": (NARRATED_MANUAL, [put("formula", to="a / b")]),
    "a realisation not known, and one in words": (
        DKI,
        [put(*LINE, "realisasi", to=None), put("pemantauan", "hasil_kerja", 1, "realisasi", to="Selesai")],
    ),
    "a draft dialogue has no report": (DKI, [put("status", to="draf"), drop("dilaporkan")]),
    "a correction": (
        DKI,
        [put(*LINE, "koreksi", to={"dki": "dki/2026-02-04.yaml", "alasan": "a"}), put(*LINE, "proyeksi", to=False)],
    ),
    "peserta without NIP": (DKI, [drop("peserta", 0, "nip"), put("peserta", 1, "peran", to="pihak_lain")]),
    "who coaches is a rule's": (DKI, [put("pembinaan", 0, "oleh", "hubungan", to="bawahan")]),
    "who takes part is a rule's": (DKI, [drop("peserta")]),
    "an evaluation in the making": (
        EVALUASI,
        [put("status", to="rancangan"), *(drop(word) for word in ("tanggal", "tempat", "predikat", "catatan"))],
    ),
    "an objection and signatures": (
        EVALUASI,
        [
            put("keberatan", to={"isi": "a", "tanggal": "2026-04-27", "penjelasan": "b", "keputusan": "c"}),
            put("persetujuan", to=[{"sebagai": "pegawai", "nip": "1", "tanggal": "2026-04-21"}]),
        ],
    ),
    "every setting": (SETTINGS, [lambda data: data.update(FULL_SETTINGS)]),
    "no setting": (SETTINGS, [lambda data: data.clear()]),
    "exemptions": ("pengecualian", []),
    "no exemption": ("pengecualian", [put("pengecualian", to=[]), drop("versi"), drop("jenis")]),
    "29 February of a leap year": (SKP, [put("penetapan", "tanggal", to="2024-02-29")]),
}


@pytest.mark.parametrize("case", VALID)
def test_what_the_schema_leaves_open(case: str) -> None:
    name, changes = VALID[case]
    kind, data = wrong(name, *changes)
    assert told(kind, data) == []
    assert accepts(kind, data)


# ---- what is not, and how it is told: name, changes, path (with "key" in front where it is the key), sentence

KEY = "key"
WRONG: list[tuple[str, list[Change], tuple[Step, ...], str]] = [
    # numbers
    (
        SKP,
        [put(*IKI, "target", "Q1", to="lima")],
        (*IKI, "target", "Q1"),
        "Target Q1 (IKI 1b-N) must be a number, such as 95 or 95.5",
    ),
    (
        SKP,
        [put(*IKI, "target", "Q1", to="95,5")],
        (*IKI, "target", "Q1"),
        "Target Q1 (IKI 1b-N) has a comma, but decimals begin with a point here; write 95.5",
    ),
    (
        SKP,
        [put(*IKI, "target", "Q2", to="95 %")],
        (*IKI, "target", "Q2"),
        "Target Q2 (IKI 1b-N) is a number without a percent sign, which stands in the satuan; write 95",
    ),
    *[
        (
            SKP,
            [put(*IKI, "target", "Q1", to=given)],
            (*IKI, "target", "Q1"),
            f"Target Q1 (IKI 1b-N) has a zero in front and is text therefore; write {meant}, without quotes",
        )
        for given, meant in (("05", "5"), ("-007", "-7"), ("00", "0"), ("01.5", "1.5"))
    ],
    *[
        (
            SKP,
            [put(*IKI, "target", "Q1", to=given)],
            (*IKI, "target", "Q1"),
            f"Target Q1 (IKI 1b-N) must be a number without dots between thousands; write {meant}, without quotes",
        )
        for given, meant in (("1.000.000", "1000000"), ("-30.000,5", "-30000.5"), ("1.250.000,75", "1250000.75"))
    ],
    *[
        (
            SKP,
            [put(*IKI, "target", "Q1", to=given)],
            (*IKI, "target", "Q1"),
            "Target Q1 (IKI 1b-N) may be 1 or 1000, since a dot before three digits is read as a decimal point; "
            "write one of them, without quotes",
        )
        for given in ("1.000", "1,000")
    ],
    (
        SKP,
        [put(*IKI, "target", "Q1", to="0,125")],
        (*IKI, "target", "Q1"),
        "Target Q1 (IKI 1b-N) has a comma, but decimals begin with a point here; write 0.125",
    ),
    (
        SKP,
        [put(*IKI, "target", "Q1", to="-")],
        (*IKI, "target", "Q1"),
        "Target Q1 (IKI 1b-N) is “-”, but a target is a number; where nothing is aimed at in that period, delete the "
        "whole line",
    ),
    (
        SKP,
        [put(*IKI, "target", "Q1", to=True)],
        (*IKI, "target", "Q1"),
        "Target Q1 (IKI 1b-N) must be a number, such as 95 or 95.5",
    ),
    (
        SKP,
        [put(*IKI, "target", "Y", to=None)],
        (*IKI, "target", "Y"),
        "Target Y (IKI 1b-N) is empty; fill it in, or delete the line",
    ),
    (
        SKP,
        [put(*IKI, "target", "Y", to=10**400)],
        (*IKI, "target", "Y"),
        "Target Y (IKI 1b-N) must be 1,000,000,000,000,000,000 or less",
    ),
    (
        SKP,
        [put(*IKI, "target", to=30)],
        (*IKI, "target"),
        "Target (IKI 1b-N) must have a number for each period, such as {Q1: 95, Y: 95}",
    ),
    (
        SKP,
        [put("perubahan", 0, "nomor", to=0)],
        ("perubahan", 0, "nomor"),
        "Nomor (Adendum 1) must be 1 or more",
    ),
    (
        SKP,
        [put("perubahan", 0, "nomor", to=1.5)],
        ("perubahan", 0, "nomor"),
        "Nomor (Adendum 1) must be a whole number, such as 1",
    ),
    (SKP, [put("tahun", to=26)], ("tahun",), "Tahun must be a year of four digits, such as 2026"),
    (
        MANUAL,
        [put("konversi_120", to="ya")],
        ("konversi_120",),
        "Konversi 120 must be `true` or `false`; for “ya” write true",
    ),
    (
        MANUAL,
        [put("konversi_120", to="True")],
        ("konversi_120",),
        "Konversi 120 must be `true` or `false`, without quotes; write true",
    ),
    (MANUAL, [put("konversi_120", to="entah")], ("konversi_120",), "Konversi 120 must be `true` or `false`"),
    (
        STABILIZE,
        [put("skala_stabilize", 1, "ca", to=[])],
        ("skala_stabilize", 1, "ca"),
        "Ca (Skala stabilize 2) must be a number, such as 95 or 95.5",
    ),
    (
        MANUAL,
        [put("tahun_lalu", to={"realisasi": "banyak"})],
        ("tahun_lalu", "realisasi"),
        "Realisasi tahun lalu (Tahun lalu) must be a number, such as 95 or 95.5",
    ),
    (
        DKI,
        [put(*LINE, "realisasi", to=[96.2])],
        (*LINE, "realisasi"),
        "Realisasi (IKI 1a-C) must be a number, or a text where pendekatan is kualitatif",
    ),
    # text
    (
        SKP,
        [put("pegawai", "nip", to=199203172015021003)],
        ("pegawai", "nip"),
        "NIP (Pegawai yang dinilai) must stand between straight quotation marks, or its digits are taken for "
        "a quantity; "
        'write one " before the first digit and one behind the last',
    ),
    (
        SKP,
        [put("pegawai", "nip", to=1.992e17)],
        ("pegawai", "nip"),
        "NIP (Pegawai yang dinilai): a spreadsheet made a rounded number of this NIP, and its last digits are gone; it "
        "should be the 18 digits that the folder of this dossier is named, between two straight quotation marks",
    ),
    (
        SKP,
        [put("pejabat_penilai_kinerja", "nip", to=197805142003121000)],
        ("pejabat_penilai_kinerja", "nip"),
        "NIP (Pejabat penilai kinerja): a spreadsheet made a rounded number of this NIP, and its last digits are gone; "
        "copy the NIP anew from the letter of appointment, between two straight quotation marks",
    ),
    (
        SKP,
        [put("pegawai", "nip", to=19920317201502100)],
        ("pegawai", "nip"),
        "NIP (Pegawai yang dinilai) has 17 digits, but an NIP has 18; copy it from the letter of appointment, between "
        "two straight quotation marks",
    ),
    *(
        (
            SKP,
            [put("penetapan", "persetujuan", 1, to=approval)],
            ("penetapan", "persetujuan", 1),
            "Persetujuan 2 (Penetapan) must name who approves; add `nip`, or `nama` and `jabatan` of a pejabat penilai "
            "kinerja who has no NIP",
        )
        for approval in (
            {"sebagai": "pegawai", **NAMED},
            {"sebagai": "pengelola_kinerja_organisasi", **NAMED},
            {"sebagai": "pejabat_penilai_kinerja", "nama": "Hendra Saputra", "tanggal": "2026-01-28"},
            {"sebagai": "pejabat_penilai_kinerja", "tanggal": "2026-01-28"},
        )
    ),
    (
        SKP,
        [put("perubahan", 0, "persetujuan", 1, "nip", to=198806212010122001)],
        ("perubahan", 0, "persetujuan", 1, "nip"),
        "NIP (Persetujuan 2, Adendum 1) must stand between straight quotation marks, or its digits are taken for a "
        'quantity; write one " before the first digit and one behind the last',
    ),
    (
        SKP,
        [put("hasil_kerja", "utama", 1, "kode", to=2)],
        ("hasil_kerja", "utama", 1, "kode"),
        'Kode RHK (Utama 2, Hasil kerja) is text: put it in quotes, "2"',
    ),
    (SKP, [put("instansi", to=True)], ("instansi",), 'Instansi is text: put it in quotes, "true"'),
    (SKP, [put("instansi", to=None)], ("instansi",), "Instansi is empty; fill it in"),
    (SKP, [put("instansi", to=" ")], ("instansi",), "Instansi is empty; fill it in"),
    (SKP, [put("instansi", to=["a"])], ("instansi",), "Instansi must be one text, not a list"),
    (
        DKI,
        [put("kesimpulan", to={"Catatan": "baik"})],
        ("kesimpulan",),
        "Kesimpulan must be one text, not keys and values; put a text with a colon in quotes",
    ),
    (
        SKP,
        [put(*IKI, "nama", to="Jumlah satuan kerja\n")],
        (*IKI, "nama"),
        "Nama IKI (IKI 1b-N) must stand on one line",
    ),
    (
        SKP,
        [put(*IKI, "satuan", to="per\x07sen")],
        (*IKI, "satuan"),
        "Satuan (IKI 1b-N) has a character that cannot be printed; type the text anew",
    ),
    (
        SKP,
        [put("pegawai", "nama", to="Bagas\tPratama")],
        ("pegawai", "nama"),
        "Nama (Pegawai yang dinilai) has a tab in it; write a space instead",
    ),
    (
        SKP,
        [put("perubahan", 0, "alasan", to="a\x00b")],
        ("perubahan", 0, "alasan"),
        "Alasan (Adendum 1) has a character that cannot be printed; type the text anew",
    ),
    (
        SKP,
        [put("pegawai", "nama", to="x" * 301)],
        ("pegawai", "nama"),
        "Nama (Pegawai yang dinilai) is longer than 300 characters; shorten it",
    ),
    (
        DKI,
        [put("rencana_karier", to="x" * 10_001)],
        ("rencana_karier",),
        "Rencana karier is longer than 10,000 characters; shorten it",
    ),
    # dates
    (
        SKP,
        [put("periode", "mulai", to="2026-02-30")],
        ("periode", "mulai"),
        "Mulai (Periode penilaian): there is no 2026-02-30 in the calendar, for that month ends on "
        "2026-02-28; write that, "
        "or the day that was meant",
    ),
    *[
        (
            SKP,
            [put("penetapan", "tanggal", to=given)],
            ("penetapan", "tanggal"),
            "Tanggal (Penetapan) must be a date as year-month-day, such as 2026-01-31",
        )
        for given in ("besok", "", 2026)
    ],
    *[
        (
            SKP,
            [put("penetapan", "tanggal", to=given)],
            ("penetapan", "tanggal"),
            "Tanggal (Penetapan) must be a date as year-month-day: write 2026-01-31",
        )
        for given in ("31-01-2026", "2026-1-31", "2026-01-31\n", "31 Januari 2026")
    ],
    (
        SKP,
        [put("penetapan", "tanggal", to="2026-13-01")],
        ("penetapan", "tanggal"),
        "Tanggal (Penetapan): there is no month 13; a date is written as year-month-day, so write 2026-01-13",
    ),
    (
        SETTINGS,
        [put("hari_libur", to=["2026-01-01", "2025-02-29"])],
        ("hari_libur", 1),
        "Hari libur 2: there is no 2025-02-29 in the calendar, for that month ends on 2025-02-28; write "
        "that, or the day "
        "that was meant",
    ),
    # words
    (
        SKP,
        [put(*IKI, "aspek", to="Kuantitas")],
        (*IKI, "aspek"),
        "Aspek (IKI 1b-N) cannot be `Kuantitas`; did you mean `kuantitas`?",
    ),
    (
        SKP,
        [put(*IKI, "aspek", to="warna")],
        (*IKI, "aspek"),
        "Aspek (IKI 1b-N) cannot be `warna`; it must be one of: kuantitas, kualitas, waktu, biaya",
    ),
    (
        SKP,
        [put(*IKI, "aspek", to="mutu")],
        (*IKI, "aspek"),
        "Aspek (IKI 1b-N) cannot be `mutu`; did you mean `kualitas`?",
    ),
    (
        MANUAL,
        [put("periode_pelaporan", to="Triwulanan ")],
        ("periode_pelaporan",),
        "Periode pelaporan cannot be `Triwulanan `; did you mean `triwulanan`?",
    ),
    (
        DKI,
        [put(*LINE, "periode", to="q1")],
        (*LINE, "periode"),
        "Periode (IKI 1a-C) cannot be `q1`; did you mean `Q1`?",
    ),
    (
        DKI,
        [put("peserta", 1, "peran", to="Atasan langsung")],
        ("peserta", 1, "peran"),
        "Peran (Peserta 2) cannot be `Atasan langsung`; did you mean `atasan_langsung`?",
    ),
    (
        SKP,
        [put("status", to=["ditetapkan"])],
        ("status",),
        "Status must be one of: rancangan, ditetapkan, ditutup",
    ),
    (
        DKI,
        [put("tahap", 0, to=None)],
        ("tahap", 0),
        "Tahap 1 is empty; fill it in, or delete the line",
    ),
    (SKP, [put("jenis", to="dki")], ("jenis",), "`jenis` of this file must be `skp`"),
    (
        SKP,
        [put("perubahan", 0, "jenis", to="komplemen")],
        ("perubahan", 0, "jenis"),
        "Jenis perubahan (Adendum 1) cannot be `komplemen`; it must be one of: adendum",
    ),
    (
        DKI,
        [put(*LINE, "periode", to="Triwulan pertama")],
        (*LINE, "periode"),
        "Periode (IKI 1a-C) must be a period: B01 to B12, Q1 to Q4, S1, S2 or Y",
    ),
    # lists and mappings
    (
        DKI,
        [put("tahap", to="pemantauan")],
        ("tahap",),
        "Tahap must be a list: each entry on a line of its own, behind a hyphen and a space",
    ),
    (
        SKP,
        [put("lampiran", "konsekuensi", to="a")],
        ("lampiran", "konsekuensi"),
        "Konsekuensi (Lampiran SKP) must be a list: each entry on a line of its own, behind a hyphen and a space",
    ),
    (SKP, [put("lampiran", to=None)], ("lampiran",), "Lampiran SKP is empty; fill it in, or delete the line"),
    (
        SKP,
        [put("perubahan", 0, "persetujuan", 0, to="ya")],
        ("perubahan", 0, "persetujuan", 0),
        "Persetujuan 1 (Adendum 1) must consist of keys and values, each pair on a line of its own: sebagai, "
        "nip, nama, jabatan, unit_kerja, tanggal, "
        "tanda_tangan",
    ),
    (
        SKP,
        [put("hasil_kerja", to=[])],
        ("hasil_kerja",),
        "Hasil kerja must consist of keys and values, each pair on a line of its own: utama, tambahan",
    ),
    # keys
    (
        SKP,
        [rename("pegawai", "jabatan", to="jabatn")],
        (KEY, "pegawai", "jabatn"),
        "`jabatn` is not a key here; did you mean `jabatan`?",
    ),
    (
        SKP,
        [rename("pegawai", "unit_kerja", to="Unit Kerja")],
        (KEY, "pegawai", "Unit Kerja"),
        "`Unit Kerja` is not a key here; did you mean `unit_kerja`?",
    ),
    (
        SKP,
        [drop("pegawai", "jabatan")],
        ("pegawai",),
        "Jabatan (Pegawai yang dinilai) is missing; add `jabatan`",
    ),
    (SKP, [drop("instansi")], (), "Instansi is missing; add `instansi`"),
    (SKP, [drop(*IKI, "satuan")], IKI, "Satuan (IKI 1b-N) is missing; add `satuan`"),
    (DKI, [drop("dilaporkan")], (), "Tanggal pelaporan is missing; add `dilaporkan`"),
    (
        SKP,
        [drop(*IKI, "satuan"), put(*IKI, "target", "satuan", to="berkas")],
        (KEY, *IKI, "target", "satuan"),
        "`satuan` is not a period; it belongs beside `target`, so its line begins where that of `target` begins",
    ),
    (
        SKP,
        [put("kelompok_jabatan", to="pelaksana")],
        (KEY, "kelompok_jabatan"),
        "`kelompok_jabatan` is not a key here; it belongs under `pegawai`",
    ),
    (
        SKP,
        [put("penetapan", "perubahan", to=[])],
        (KEY, "penetapan", "perubahan"),
        "`perubahan` is not a key here; it belongs to the top level of the file, so its line begins at the very left",
    ),
    (
        SKP,
        [put("pangkat_golongan", to="III/a")],
        (KEY, "pangkat_golongan"),
        "`pangkat_golongan` is not a key here; it belongs, indented, under one of: pegawai, pejabat_penilai_kinerja, "
        "penilai_lama",
    ),
    (
        SETTINGS,
        [put("tahun", to=2026)],
        (KEY, "tahun"),
        "`tahun` is not a key here; delete it, or use one of: instansi, unit_kerja, tingkat, hari_libur, kertas, kop, "
        "lambang, tampilan, penandatangan, tanda_tangan, pengelola, "
        "penyetuju_pengecualian, cabang, gabung, zona, batas_mundur, samarkan, mulai, cetak",
    ),
    (
        SETTINGS,
        [put("aturan", to="kmk-1")],
        ("aturan",),
        "Aturan cannot be `kmk-1`; it must be one of: kmk-300-2022, kmk-127-2026, permenpanrb-6-2022",
    ),
    (
        SKP,
        [put("periode", "x", to=1)],
        (KEY, "periode", "x"),
        "`x` is not a key here; delete it",
    ),
    (
        SKP,
        [put("zzz", to=1)],
        (KEY, "zzz"),
        "`zzz` is not a key here; delete it, or use one of: tidak_bertugas, komplemen",
    ),
    (
        SKP,
        [rename(*IKI, "target", "Q1", to="Maret")],
        (KEY, *IKI, "target", "Maret"),
        "`Maret` is not a period: that month is B03, and its quarter Q1; write the one that the other periods here are "
        "like",
    ),
    (
        SKP,
        [rename(*IKI, "target", "Q1", to="Lebaran")],
        (KEY, *IKI, "target", "Lebaran"),
        "`Lebaran` is not a period; the periods are B01 to B12, Q1 to Q4, S1, S2 and Y",
    ),
    *[
        (
            SKP,
            [rename(*IKI, "target", "Q1", to=given)],
            (KEY, *IKI, "target", given),
            f"`{given}` is not a key here; did you mean `{meant}`?",
        )
        for given, meant in (
            *(("q1", "Q1"), (" Q1", "Q1"), ("s1", "S1"), ("b03", "B03"), ("B3", "B03"), ("b1", "B01")),
            *(("TW1", "Q1"), ("tw I", "Q1"), ("Triwulan I", "Q1")),
        )
    ],
    (
        SKP,
        [put(*IKI, "target", "TW IV", to=1)],
        (KEY, *IKI, "target", "TW IV"),
        "`TW IV` is not a period; the periods are B01 to B12, Q1 to Q4, S1, S2 and Y",
    ),
    (
        SETTINGS,
        [put("tingkat", to={"208": "mati"})],
        (KEY, "tingkat", "208"),
        "`208` is not the code of a rule; write SKP and three digits, such as SKP212",
    ),
    (
        SKP,
        [put("pegawai", "199203172015021003", to="nip")],
        (KEY, "pegawai", "199203172015021003"),
        "`1992…` is not a key here; delete it, or use one of: kelompok_jabatan, kepegawaian, bentuk_penugasan",
    ),
    (
        SKP,
        [put(*IKI, "aspek", to=199203172015021003)],
        (*IKI, "aspek"),
        "Aspek (IKI 1b-N) cannot be `1992…`; it must be one of: kuantitas, kualitas, waktu, biaya",
    ),
    # codes and paths
    *[
        (
            SKP,
            [put(*IKI, "kode", to=given)],
            (*IKI, "kode"),
            "Kode IKI (Indikator kinerja individu 2, RHK-1) must be a code of at most 32 letters, digits, dots, "
            "hyphens and underscores that begins with a letter or digit, such as 1a-N",
        )
        for given in ("1a/N", "../1a", ".1a", "x" * 33, "1a-N\n", "")
    ],
    *[
        (
            SKP,
            [put("perubahan", 0, "dialog", to=given)],
            ("perubahan", 0, "dialog"),
            "Dialog (Adendum 1) must be the file of a DKI in this dossier, such as dki/2026-05-08.yaml",
        )
        for given in (
            *("dki/../../x.yaml", "../../dki/a.yaml", "/dki/a.yaml", "dki/a.yml", "dki/a.yaml\n", "iki/a.yaml"),
            *("../komplemen-0/dki/a.yaml", "../../komplemen-1/dki/a.yaml", 5),
        )
    ],
    (
        KOMPLEMEN,
        [put("komplemen", "menggantikan", to="skp.yaml")],
        ("komplemen", "menggantikan"),
        "Menggantikan (Komplemen) must be the SKP that this one replaces: ../skp.yaml or ../komplemen-1/skp.yaml",
    ),
    *[
        (
            SETTINGS,
            [put("rekaman", to=given)],
            ("rekaman",),
            "Folder rekaman must be a path inside the repository, such as records, with / between folders and no ..",
        )
        for given in ("/records", "..", "a/../b", "a//b", "C:/records", "a\\b", ".", "~/records", "records\n", "")
    ],
    (
        "pengecualian",
        [put("pengecualian", 0, "kode", to="301")],
        ("pengecualian", 0, "kode"),
        "Kode aturan (Pengecualian 1) must be the code of a rule, such as SKP212",
    ),
    (
        "pengecualian",
        [drop("pengecualian", 0, "berkas")],
        ("pengecualian", 0),
        "Pengecualian 1 must name what it exempts; add `berkas` or `sidik`",
    ),
    # the two approaches
    (
        NARRATED_SKP,
        [put(*FIRST_IKI, "target", to={"Q1": 1})],
        (KEY, *FIRST_IKI, "target"),
        "only pendekatan kuantitatif has `target`; a kualitatif IKI has `ukuran` instead",
    ),
    (
        NARRATED_SKP,
        [
            put(*FIRST_IKI, to={"kode": "1a-N", "nama": "a", "aspek": "waktu", "satuan": "a", "target": {"Y": 1}}),
        ],
        (KEY, *FIRST_IKI, "nama"),
        "only pendekatan kuantitatif has `nama`, `aspek`, `satuan`, `target`; a kualitatif IKI has `ukuran` instead",
    ),
    (
        SKP,
        [put(*IKI, to={"kode": "1b-N", "ukuran": "a"})],
        (KEY, *IKI, "ukuran"),
        "only pendekatan kualitatif has `ukuran`; a kuantitatif IKI has `nama`, `aspek`, `satuan` and `target`",
    ),
    (
        SKP,
        [put("pendekatan", to="kualitatif")],
        ("pendekatan",),
        "`pendekatan` is kualitatif, but every IKI of this SKP is kuantitatif; change one of them",
    ),
    (
        NARRATED_SKP,
        [put("pendekatan", to="kualitatip")],
        ("pendekatan",),
        "Pendekatan cannot be `kualitatip`; did you mean `kualitatif`?",
    ),
    (NARRATED_SKP, [drop("pendekatan")], (), "Pendekatan is missing; add `pendekatan`"),
    (
        NARRATED_MANUAL,
        [put("satuan", to="persen")],
        (KEY, "satuan"),
        "only pendekatan kuantitatif has `satuan`; a kualitatif IKI has `ukuran` instead",
    ),
    (
        NARRATED_MANUAL,
        [drop("ukuran")],
        (),
        "what this IKI measures is missing; add `ukuran` where pendekatan is kualitatif, or else `nama`, `satuan`, "
        "`aspek`, `formula`, `konsolidasi_periode`, `polarisasi`, `target`",
    ),
    (
        NARRATED_MANUAL,
        [drop("ukuran"), put("formula", to="a / b")],
        (),
        "what this IKI measures is missing; add `ukuran` where pendekatan is kualitatif, or else `nama`, `satuan`, "
        "`aspek`, `konsolidasi_periode`, `polarisasi`, `target`",
    ),
    (
        DKI,
        [put(*LINE, "koreksi", to={"dki": "dki/2026-02-04.yaml", "alasan": "a"}), put(*LINE, "proyeksi", to=True)],
        (KEY, *LINE, "proyeksi"),
        "a koreksi replaces a realisasi that was reported, and a proyeksi is none yet; delete `proyeksi` or `koreksi`",
    ),
    (
        NARRATED_MANUAL,
        [rename("ukuran", to="ukurann")],
        (KEY, "ukurann"),
        "`ukurann` is not a key here; did you mean `ukuran`?",
    ),
]


@pytest.mark.parametrize(
    ("name", "changes", "place", "sentence"), WRONG, ids=[f"{row[3][:60]}-{nth}" for nth, row in enumerate(WRONG)]
)
def test_a_mistake_is_told_once_at_its_place(
    name: str, changes: list[Change], place: tuple[Step, ...], sentence: str
) -> None:
    kind, data = wrong(name, *changes)
    assert not accepts(kind, data)
    on_key = place[:1] == (KEY,)
    assert told(kind, data) == [(place[1:] if on_key else place, on_key, sentence)]


@pytest.mark.parametrize(
    ("name", "change", "shape"),
    [
        (SKP, put("perubahan", to=[{"nomor": 1}]), ["- jenis: adendum", "  nomor: 1", "  tanggal: 2026-01-31"]),
        (SKP, put("penetapan", "persetujuan", to=[{"nip": "199203172015021003"}]), ["- sebagai: pegawai"]),
        (DKI, put("pemantauan", to=[{"iki": "1b-N"}]), ["pemantauan:", "  hasil_kerja:", "  - iki: 1a-N"]),
    ],
    ids=["adendum", "approval", "monitoring"],
)
def test_a_shape_is_shown_where_it_is_easier_shown_than_named(name: str, change: Change, shape: list[str]) -> None:
    shown = [each.example for each in explain(*wrong(name, change)) if each.example]
    assert [list(each[: len(shape)]) for each in shown] == [shape]


@pytest.mark.parametrize("data", [None, [], "skp", 5])
def test_a_record_is_a_mapping(data: object) -> None:
    (violation,) = explain("skp", data)
    assert not accepts("skp", data)
    assert violation.path == ()
    assert violation.message == (words.NO_MAPPING if data is not None else words.EMPTY_FILE)
    assert violation.told == {"kind": "skp"}


def test_every_mistake_is_told_from_top_to_bottom() -> None:
    kind, data = wrong(
        SKP,
        put("pendekatan", to="x"),
        put("lampiran", "zzzzzz", to=[]),
        put(*IKI, "target", "Q1", to="lima"),
        put("pegawai", "nip", to=1),
        drop("versi"),
    )
    places = [path for path, _, _ in told(kind, data)]
    assert places == [(), ("pendekatan",), ("pegawai", "nip"), (*IKI, "target", "Q1"), ("lampiran", "zzzzzz")]


def test_what_no_json_can_hold_is_refused_with_a_sentence() -> None:
    kind, data = wrong(SKP, put("instansi", to="\ud800"))
    assert not accepts(kind, data)
    assert [each.message for each in explain(kind, data)] == [schemas.REFUSED]


def test_the_shape_of_an_adendum_is_that_of_one_that_passes() -> None:
    """It has what the rules want of an entry, too: the dialogue, and the approvals."""
    (passing,) = example(SKP)["perubahan"][-1:]
    (shown,) = [each.example for each in explain(*wrong(SKP, put("perubahan", to=[{"nomor": 1}]))) if each.example]
    (entry,) = read("\n".join(("perubahan:", *shown, "")).encode()).data["perubahan"]
    assert entry.keys() >= passing.keys()
    assert {each["sebagai"] for each in entry["persetujuan"]} == {each["sebagai"] for each in passing["persetujuan"]}


def test_examples_in_sentences_and_descriptions_name_rules_that_exist() -> None:
    texts = [*vars(words).values(), *(json.dumps(schema_of(kind)) for kind in KINDS)]
    named = {code for text in texts if isinstance(text, str) for code in re.findall("SKP[0-9]{3}", text)}
    assert named
    assert named <= set(ALL_RULES)


def test_the_settings_name_the_profiles_that_exist() -> None:
    assert sorted(schema_of("pengaturan")["properties"]["aturan"]["enum"]) == [file.stem for file in PROFILES]


def test_the_table_shows_every_sentence() -> None:
    sentences = {
        value
        for name, value in vars(words).items()
        if name.isupper() and isinstance(value, str) and (" " in value or "{" in value)
    }
    shown = {each.message for row in WRONG for each in explain(*wrong(row[0], *row[1]))}
    assert sentences - shown == {words.NO_MAPPING, words.EMPTY_FILE}


def test_validators_load_only_when_asked() -> None:
    code = (
        "import sys, skpkit.source.schemas as s\n"
        "assert not {'jsonschema', 'jsonschema_rs'} & set(sys.modules)\n"
        "s.accepts('skp', {})\n"
        "assert 'jsonschema' not in sys.modules\n"
        "import skpkit.library, skpkit.rules as rules\n"
        "assert all(map(rules.rule, (*rules.DOSSIER_RULES, *rules.FACT_RULES)))\n"
        "from skpkit.source.yamlfile import read\n"
        "assert read(b'a: 1\\nb: [2]').data\n"
        "told = {'yamlfile.repairs', 'yamlfile.syntax', 'yamlfile.numbers', 'schemas.words', 'schemas.texts'}\n"
        "assert not {f'skpkit.source.{each}' for each in told} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


# ---- the two validators agree


@cache
def _oracle(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        dict(schema_of(kind)), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@cache
def _judge(kind: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(dict(schema_of(kind)), validate_formats=True)


def assert_agreement(kind: str, data: object) -> None:
    """Both give the same verdict for the same keywords at the same places, and so do accepts and explain."""
    slow = {(tuple(error.absolute_path), str(error.validator)) for error in _oracle(kind).iter_errors(data)}
    fast = {(tuple(error.instance_path), error.kind.name) for error in _judge(kind).iter_errors(data)}
    assert slow == fast
    assert accepts(kind, data) == (not slow)
    violations = explain(kind, data)
    assert bool(violations) == bool(slow)
    spots = [(each.path, each.on_key, tell(each.message, each.told, "en")) for each in violations]
    assert len(set(spots)) == len(spots)
    for path, _, sentence in spots:
        reach(data, path)
        assert "\n" not in sentence


@pytest.mark.parametrize("name", RECORDS)
def test_validators_agree_on_the_examples(name: str) -> None:
    assert_agreement(_example(name)["jenis"], _example(name))


@pytest.mark.parametrize(("name", "changes"), [row[:2] for row in WRONG])
def test_validators_agree_on_mistakes(name: str, changes: list[Change]) -> None:
    assert_agreement(*wrong(name, *changes))


SOURCES = (SKP, KOMPLEMEN, NARRATED_SKP, MANUAL, STABILIZE, NARRATED_MANUAL, DKI, EVALUASI, SETTINGS, "pengecualian")
WORDS = sorted(
    {
        word
        for kind in KINDS
        for each in re.findall(r'"enum": \[(.*?)\]', json.dumps(schema_of(kind)))
        for word in json.loads(f"[{each}]")
    }
)
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(WORDS),
    st.sampled_from(
        ["", " ", "a\n", "2026-01-31\n", "2026-02-30", "1a-N\n", "dki/a.yaml\n", "Q1\n", "\u2028", "\x85a"]
    ),
    st.integers(0, 400).map("x".__mul__),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2), max_leaves=4
)


def paths_of(data: object, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The path of every value below the top."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield (*path, step)
        yield from paths_of(value, (*path, step))


@st.composite
def mistakes(draw: st.DrawFn) -> tuple[str, Data]:
    """An example with one to three things deleted, replaced, misspelt, added or moved."""
    data = example(draw(st.sampled_from(SOURCES)))
    kind = data["jenis"]
    for _ in range(draw(st.integers(1, 3))):
        paths = list(paths_of(data))
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        parent, step = reach(data, path[:-1]), path[-1]
        what = draw(st.sampled_from(["delete", "replace", "misspell", "add", "copy", "word"]))
        if what == "delete":
            del parent[step]
        elif what == "replace":
            parent[step] = draw(VALUES)
        elif what == "word" and isinstance(parent[step], str):
            parent[step] = draw(st.sampled_from(WORDS))
        elif what == "copy":
            parent[step] = copy.deepcopy(reach(data, draw(st.sampled_from(paths))))
        elif isinstance(step, str):
            key = draw(st.one_of(TEXTS, st.just(step + step[-1:]), st.just(step[1:]), st.just(step.upper())))
            parent[key] = parent.pop(step) if what == "misspell" else draw(VALUES)
    return kind, data


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(mistakes())
def test_validators_agree_on_any_mistake(record: tuple[str, Data]) -> None:
    assert_agreement(*record)


# ---- the schemas themselves


def subschemas(schema: Any, place: str = "") -> Iterator[tuple[str, Data]]:
    """Every schema inside a schema, with its place, but not the names of properties or definitions."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for word in ("properties", "patternProperties", "$defs"):
        for name, child in schema.get(word, {}).items():
            yield from subschemas(child, f"{place}/{word}/{name}")
    for word in ("items", "if", "then", "else", "not"):
        if word in schema:
            yield from subschemas(schema[word], f"{place}/{word}")
    for word in ("allOf", "anyOf", "prefixItems"):
        for nth, child in enumerate(schema.get(word, ())):
            yield from subschemas(child, f"{place}/{word}/{nth}")


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_schema_is_closed_and_stands_alone(kind: str) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(dict(schema))
    jsonschema_rs.meta.validate(dict(schema))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"schemas/v1/{kind}.schema.json"
    assert schema["unevaluatedProperties"] is False
    used = set()
    for place, each in subschemas(schema):
        if each.get("type") == "object":
            assert each["unevaluatedProperties"] is False, place
            assert set(each.get("required", ())) <= {*each.get("properties", ())}, place
        if "$ref" in each:
            used.add(each["$ref"])
        assert not {"$dynamicRef", "multipleOf", "additionalProperties"} & {*each}, place
        assert r"\d" not in each.get("pattern", ""), place
    assert used == {f"#/$defs/{name}" for name in schema["$defs"]}


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_property_has_a_title_and_a_description(kind: str) -> None:
    for place, each in subschemas(schema_of(kind)):
        properties = {**each.get("properties", {}), **each.get("patternProperties", {})}
        for name, child in properties.items():
            assert child["title"].strip(), f"{place}/{name}"
            assert child["description"].endswith("."), f"{place}/{name}"
            assert "$ref" not in child or "title" not in schema_of(kind)["$defs"][child["$ref"][8:]]


@pytest.mark.parametrize("name", SHARED)
def test_shared_definitions_are_the_same_everywhere(name: str) -> None:
    found = [schema_of(kind)["$defs"][name] for kind in ALL_KINDS if name in schema_of(kind)["$defs"]]
    assert found
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize("name", RECORDS)
def test_every_key_of_the_examples_is_described(name: str) -> None:
    data = _example(name)
    described = {key for _, each in subschemas(schema_of(data["jenis"])) for key in each.get("properties", {})}
    assert {step for path in paths_of(data) for step in path if isinstance(step, str)} <= described


# ---- the rule profiles

PROFILES = sorted((data_folder("schemas") / "profil").glob("*.yaml"))


def profile_data(name: str) -> Any:
    return read((data_folder("schemas") / "profil" / f"{name}.yaml").read_bytes()).data


def test_the_profiles_are_those_that_a_record_may_name() -> None:
    assert [file.stem for file in PROFILES] == ["kmk-127-2026", "kmk-300-2022", "permenpanrb-6-2022"]


@pytest.mark.parametrize("file", PROFILES, ids=lambda file: file.stem)
def test_profiles_are_valid(file: Path) -> None:
    data = profile_data(file.stem)
    assert [error.message for error in _oracle("profil").iter_errors(data)] == []
    assert _judge("profil").is_valid(data)
    assert data["id"] == file.stem


@pytest.mark.parametrize("file", PROFILES, ids=lambda file: file.stem)
def test_periods_are_those_of_the_calendar(file: Path) -> None:
    bounds = profile_data(file.stem)["periode"]
    first = {**{f"B{month:02}": month for month in range(1, 13)}, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}
    first |= {"S1": 1, "S2": 7, "Y": 1}
    length = {"B": 1, "Q": 3, "S": 6, "Y": 12}
    for period, month in first.items():
        last = month + length[period[0]] - 1
        days = monthrange(2024, last)[1]  # a leap year: 29 stands for the last day of February
        assert bounds[period] == {"mulai": f"{month:02}-01", "selesai": f"{last:02}-{days:02}"}


@pytest.mark.parametrize("file", PROFILES, ids=lambda file: file.stem)
def test_the_predikat_follows_from_both_ratings(file: Path) -> None:
    above, meets, below = "di_atas_ekspektasi", "sesuai_ekspektasi", "di_bawah_ekspektasi"
    matrix = profile_data(file.stem)["matriks_predikat"]
    rows = {work: tuple(matrix[work][conduct] for conduct in (below, meets, above)) for work in matrix}
    assert rows == {
        above: ("kurang", "baik", "sangat_baik"),
        meets: ("kurang", "baik", "baik"),
        below: ("sangat_kurang", "butuh_perbaikan", "butuh_perbaikan"),
    }


def test_what_the_ministry_asks_and_the_general_rule_does_not() -> None:
    older, newer, general = map(profile_data, ("kmk-300-2022", "kmk-127-2026", "permenpanrb-6-2022"))
    forbidden = [["exact", "high"], ["activity", "low"]]
    assert [each["kualitas_dilarang"] for each in (older, newer, general)] == [forbidden, forbidden, []]
    assert newer["jumlah_iki"]["pelaksana"] == {"min": 3, "max": 6, "tingkat": "kesalahan"}
    assert older["jumlah_iki"]["pelaksana"] == {"max": 10, "tingkat": "peringatan"}
    assert "jumlah_iki" not in general
    assert ["penilaian" in each for each in (older, newer, general)] == [False, True, False]
    quality = newer["penilaian"]["bobot_kualitas"]
    assert [(validity, control) for validity, control in forbidden if control in quality[validity]] == []
    assert newer["penilaian"]["nilai"] == {"minimum": 0, "maksimum": 120}
