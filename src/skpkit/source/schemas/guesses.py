"""What a word that a form does not know was most likely meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from skpkit.source.schemas.dates import month_named
from skpkit.source.yamlfile.lookalikes import as_meant

_FEW, _SURE = 8, 0.85  # words of a short list, and how like one of them a misspelt one is
_QUARTER = re.compile(
    r"(?:tw|triwulan|triw|kuartal|kwartal|quarter|qtr)[ ._-]*(?:ke[ -]*)?([1-4]|iv|i{1,3})"
    r"|([1-4]|iv|i{1,3})[ -]*(?:tw|q)"
)
_HALF = re.compile(r"(?:smt|sem|semester)[ ._-]*(?:ke[ -]*)?([12]|ii?)")
_YEAR = re.compile(r"tahun|tahunan|setahun|total|jumlah|year|yearly")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SAME = {
    "tgl": "tanggal",
    "date": "tanggal",
    "start": "mulai",
    "awal": "mulai",
    "dari": "mulai",
    "end": "selesai",
    "akhir": "selesai",
    "sampai": "selesai",
    "name": "nama",
    "position": "jabatan",
    "title": "jabatan",
    "unit": "satuan",
    "uom": "satuan",
    "aspect": "aspek",
    "code": "kode",
    "golongan": "pangkat_golongan",
    "pangkat": "pangkat_golongan",
    "rank": "pangkat_golongan",
    "year": "tahun",
    "period": "periode",
    "rules": "aturan",
    "agency": "instansi",
    "indicators": "indikator",
    "indicator": "indikator",
    "iki": "indikator",
    "targets": "target",
    "realization": "realisasi",
    "realisation": "realisasi",
    "evidence": "bukti_dukung",
    "bukti": "bukti_dukung",
    "reason": "alasan",
    "number": "nomor",
    "no": "nomor",
    "participants": "peserta",
    "role": "peran",
    "atasan": "pejabat_penilai_kinerja",
    "atasan_langsung": "pejabat_penilai_kinerja",
    "penilai": "pejabat_penilai_kinerja",
    "appraiser": "pejabat_penilai_kinerja",
    "employee": "pegawai",
    "approval": "persetujuan",
    "approvals": "persetujuan",
    "changes": "perubahan",
    "adendum": "perubahan",
    "rhk": "hasil_kerja",
    "nip_pegawai": "nip",
    "nama_pegawai": "nama",
    "unit_organisasi": "unit_kerja",
    "language": "bahasa",
    "lang": "bahasa",
    "records": "rekaman",
    "branch": "cabang",
    "timezone": "zona",
    "holidays": "hari_libur",
    "libur": "hari_libur",
    "freeze": "pembekuan",
    "reviewers": "pengelola",
}
"""What people call a key, in English, in short or by another word of their office."""
_SAME_WORD = {
    **dict.fromkeys(("zoom", "gmeet", "google_meet", "teams", "vicon", "daring", "online"), "konferensi_video"),
    **dict.fromkeys(("wa", "whatsapp", "chat", "email", "surel"), "pesan"),
    **dict.fromkeys(("langsung", "luring", "offline", "rapat"), "tatap_muka"),
    **dict.fromkeys(("telpon", "telp", "hp"), "telepon"),
    **dict.fromkeys(("naik", "maksimal", "max", "maks", "maximum", "higher_is_better"), "maximize"),
    **dict.fromkeys(("turun", "minimal", "min", "minimum", "lower_is_better"), "minimize"),
    **dict.fromkeys(("stabil", "tetap", "stable"), "stabilize"),
    **dict.fromkeys(("jumlah", "total", "dijumlahkan", "jumlahkan", "penjumlahan", "akumulasi", "akumulatif"), "sum"),
    **dict.fromkeys(("rata_rata", "dirata_ratakan", "rata", "rerata", "mean", "avg"), "average"),
    **dict.fromkeys(("terakhir", "nilai_terakhir", "posisi_akhir", "akhir", "last"), "take_last_known"),
    **dict.fromkeys(("atasan", "atasan_langsung", "penilai", "pejabat_penilai", "ppk"), "pejabat_penilai_kinerja"),
    **dict.fromkeys(("pengelola", "pengelola_kinerja", "pko"), "pengelola_kinerja_organisasi"),
    **dict.fromkeys(("tinggi",), "high"),
    **dict.fromkeys(("sedang", "menengah"), "moderate"),
    **dict.fromkeys(("rendah",), "low"),
    **dict.fromkeys(("eksak", "tepat"), "exact"),
    **dict.fromkeys(("proksi",), "proxy"),
    **dict.fromkeys(("aktivitas", "kegiatan"), "activity"),
    **dict.fromkeys(("rekan", "rekan_kerja", "kolega", "teman_kerja", "sejawat", "rekan_sejawat"), "rekan_setingkat"),
    **dict.fromkeys(("sedang_berjalan", "dalam_proses", "proses"), "berjalan"),
    **dict.fromkeys(("sudah", "sudah_selesai", "tuntas", "rampung"), "selesai"),
    **dict.fromkeys(("belum_mulai", "belum_dimulai", "belum_selesai"), "belum"),
    **dict.fromkeys(("pelayanan", "berorientasi"), "berorientasi_pelayanan"),
    **dict.fromkeys(("akuntabilitas",), "akuntabel"),
    **dict.fromkeys(("kompetensi",), "kompeten"),
    **dict.fromkeys(("loyalitas",), "loyal"),
    **dict.fromkeys(("kolaborasi",), "kolaboratif"),
    **dict.fromkeys(("bulan", "tiap_bulan", "setiap_bulan", "per_bulan", "monthly"), "bulanan"),
    **dict.fromkeys(("triwulan", "tiap_triwulan", "per_triwulan", "kuartal", "kuartalan", "quarterly"), "triwulanan"),
    **dict.fromkeys(("semester", "tiap_semester", "per_semester"), "semesteran"),
    **dict.fromkeys(("tahun", "setahun", "tiap_tahun", "per_tahun", "yearly"), "tahunan"),
    **dict.fromkeys(("sesuai", "sesuai_harapan", "memenuhi_ekspektasi"), "sesuai_ekspektasi"),
    **dict.fromkeys(("diatas_ekspektasi", "di_atas", "diatas", "melebihi_ekspektasi"), "di_atas_ekspektasi"),
    **dict.fromkeys(("dibawah_ekspektasi", "di_bawah", "dibawah"), "di_bawah_ekspektasi"),
    **dict.fromkeys(("cukup", "perlu_perbaikan"), "butuh_perbaikan"),
    **dict.fromkeys(("indonesia", "bahasa_indonesia", "ind", "idn"), "id"),
    **dict.fromkeys(("inggris", "bahasa_inggris", "english", "eng"), "en"),
    **dict.fromkeys(("mutu", "quality"), "kualitas"),
    **dict.fromkeys(("jumlah_keluaran", "quantity", "output"), "kuantitas"),
    **dict.fromkeys(("draft", "konsep"), "draf"),
    **dict.fromkeys(("final", "disetujui", "disahkan"), "ditetapkan"),
    **dict.fromkeys(("reported", "terlapor", "lapor"), "dilaporkan"),
}
"""What people write for a word of a list."""


def _plain(word: str) -> str:
    """A word as a form would write it."""
    return as_meant(word).strip(" \"'").lower().replace(" ", "_").replace("-", "_").replace(".", "")


def _squeezed(word: str) -> str:
    """A word without signs: `KMK 300/2022` as `kmk-300-2022` has it."""
    return re.sub(r"[\W_]", "", word)


def nearest(word: str, allowed: Iterable[str], most: int = 1, least: float = 0.65) -> list[str]:
    """The allowed words that a misspelt one was most likely meant to be, the likeliest first: each as like it as is
    asked for at `least`."""
    written = {each.lower().replace("-", "_"): each for each in allowed}
    plain = _plain(word)
    if plain in written:
        return [written[plain]]
    squeezed = {_squeezed(each): found for each, found in written.items()}
    if _squeezed(plain) in squeezed:
        return [squeezed[_squeezed(plain)]]
    if _SAME.get(plain) in written:
        return [written[_SAME[plain]]]
    return [written[each] for each in get_close_matches(plain, written, most, least)]


def nearest_choices(word: str, allowed: Sequence[str]) -> list[str]:
    """The same for the words of a list. A short list can be told as a whole, unless next to nothing differs."""
    near = nearest(word, allowed, 3)
    if (meant := _SAME_WORD.get(_plain(word))) in allowed:
        return [str(meant)]
    return near if len(allowed) > _FEW else nearest(word, allowed, 1, _SURE)


def nearest_period(word: str, allowed: Iterable[str]) -> str:
    """The allowed period that a word such as `q1`, `B3`, `TW I` or `Juni` was meant to be; empty for any other word."""
    short = as_meant(word).strip(" \"'.").lower()
    short = re.sub("^tahun$|[ /-]+(?:tahun )?[12][0-9]{3}$", "", short) or "tahun"
    if found := _QUARTER.fullmatch(short):
        nth = found[1] or found[2]
        short = "q" + _ROMAN.get(nth, nth)
    elif found := _HALF.fullmatch(short):
        short = "s" + _ROMAN.get(found[1], found[1])
    elif found := re.fullmatch("(?:b|bulan|bln)[ ._-]*(?:ke[ -]*)?0?([1-9]|1[0-2])", short):
        short = f"b{int(found[1]):02d}"
    elif month := month_named(re.sub(r"^bulan |[ -]*'?[0-9]{2}$", "", short)):
        short = f"b{month:02d}"
    elif _YEAR.fullmatch(short):
        short = "y"
    return next((each for each in allowed if each.lower() == short), "")


def quarter_of(month: str) -> str:
    """The quarter that a month (`B06`) lies in."""
    return f"Q{(int(month[1:]) + 2) // 3}"
