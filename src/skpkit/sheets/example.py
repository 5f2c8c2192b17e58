"""An SKP of invented people, as the rows of a template that show how it is filled in."""

from __future__ import annotations

from skpkit.sheets.spreading import Rows, SpreadRecord, rows_of
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP

_NIP, _HEAD = "199203172015021003", "197805142003121002"
_EMPLOYEE = {
    "nama": "Bagas Pratama",
    "nip": _NIP,
    "pangkat_golongan": "Penata Muda / III/a",
    "jabatan": "Pelaksana Seksi Pencairan Dana",
    "unit_kerja": "KPPN Contoh",
    "kelompok_jabatan": "pelaksana",
}
_APPRAISER = {
    "nama": "Ratna Wulandari",
    "nip": _HEAD,
    "pangkat_golongan": "Pembina / IV/a",
    "jabatan": "Kepala Kantor",
    "unit_kerja": "KPPN Contoh",
}
_IKI = {
    "nama": "Persentase SPM yang diuji tepat waktu",
    "aspek": "waktu",
    "satuan": "persen",
    "target": {"Q1": 95, "Q2": 95, "Q3": 96, "Q4": 96, "Y": 95.5},
}


def example_rows(year: int, aturan: str) -> Rows:
    """The rows of an SKP, a manual, a dialogue and an evaluation of a year."""
    skp = {
        "jenis": SKP,
        "versi": 1,
        "aturan": aturan,
        "tahun": year,
        "periode": {"mulai": f"{year}-01-01", "selesai": f"{year}-12-31"},
        "instansi": "Kementerian Keuangan",
        "pendekatan": "kuantitatif",
        "kelompok": "administrasi_fungsional",
        "status": "ditetapkan",
        "pegawai": _EMPLOYEE,
        "pejabat_penilai_kinerja": _APPRAISER,
        "penetapan": {
            "tempat": "Banda Contoh",
            "tanggal": f"{year}-01-28",
            "persetujuan": [
                {"sebagai": "pegawai", "nip": _NIP, "tanggal": f"{year}-01-27"},
                {"sebagai": "pejabat_penilai_kinerja", "nip": _HEAD, "tanggal": f"{year}-01-28"},
            ],
        },
        "hasil_kerja": {
            "utama": [
                {
                    "kode": "RHK-1",
                    "rencana": "Terselesaikannya pengujian SPM sesuai norma waktu",
                    "rhk_pimpinan": {"nip": _HEAD, "kode": "RHK-1"},
                    "indikator": [{"kode": "1a-C", **_IKI}],
                }
            ]
        },
        "perilaku_kerja": [{"nilai": "akuntabel", "ekspektasi": "Laporan bulanan selalu lengkap"}],
        "lampiran": {"dukungan_sumber_daya": ["Akses aplikasi SAKTI", "Pelatihan pengujian SPM"]},
    }
    manual = {
        "jenis": MANUAL,
        "versi": 1,
        "kode": "1a-C",
        "tujuan": "Menjaga kelancaran pencairan",
        "definisi": "SPM yang selesai diuji dalam satu jam kerja",
        "formula": "(SPM tepat waktu / seluruh SPM) x 100%",
        "tingkat_validitas": "exact",
        "tingkat_kendali": "moderate",
        "sumber_data": "Aplikasi SAKTI",
        "cascading": {"jenis": "cascading", "metode": "indirect"},
        "konsolidasi_periode": "average",
        "polarisasi": "maximize",
        "periode_pelaporan": "triwulanan",
        "konversi_120": False,
    }
    first, day = f"{year}-01-22", f"{year}-04-07"
    planning = {
        "jenis": DIALOGUE,
        "versi": 1,
        "tanggal": first,
        "sifat": "berkala",
        "media": "tatap_muka",
        "tahap": ["perencanaan"],
        "status": "dilaporkan",
        "dilaporkan": f"{year}-01-23",
        "kesepakatan": [{"perihal": "skp", "uraian": f"Rencana hasil kerja dan target tahun {year} disepakati"}],
    }
    dialogue = {
        "jenis": DIALOGUE,
        "versi": 1,
        "tanggal": day,
        "sifat": "berkala",
        "media": "tatap_muka",
        "tahap": ["pemantauan", "umpan_balik"],
        "status": "dilaporkan",
        "dilaporkan": f"{year}-04-09",
        "pemantauan": {
            "hasil_kerja": [
                {"iki": "1a-C", "periode": "Q1", "realisasi": 96.2, "bukti_dukung": ["Rekap norma waktu triwulan I"]}
            ]
        },
    }
    evaluation = {
        "jenis": EVALUATION,
        "versi": 1,
        "periode": "Q1",
        "status": "ditetapkan",
        "tanggal": f"{year}-04-20",
        "capaian_organisasi": "baik",
        "rating_hasil_kerja": "sesuai_ekspektasi",
        "rating_perilaku_kerja": "sesuai_ekspektasi",
        "predikat": "baik",
    }
    lie = {
        (SKP, "skp.yaml"): skp,
        (MANUAL, "iki/1a-C.yaml"): manual,
        (DIALOGUE, f"dki/{first}.yaml"): planning,
        (DIALOGUE, f"dki/{day}.yaml"): dialogue,
        (EVALUATION, "evaluasi/Q1.yaml"): evaluation,
    }
    return rows_of(
        SpreadRecord(name, kind, year, _NIP, "kppn-contoh", "", name, data) for (kind, name), data in lie.items()
    )
