"""The words of the forms: what a key of a record is called on paper. Every label is in this file alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skpkit.model.records import HEADS_OF_UNIT
from skpkit.source.schemas import ADDITIONAL, MAIN


def _capitalised(*keys: str) -> Mapping[str, str]:
    """Keys that are their own words: `tatap_muka` is Tatap muka."""
    return {each: each.replace("_", " ").capitalize() for each in keys}


def _in_capitals(*keys: str) -> Mapping[str, str]:
    """Keys that are their own words, in capital letters."""
    return {each: each.replace("_", " ").upper() for each in keys}


STAFF = "administrasi_fungsional"

APPROACH: Mapping[str, str] = {
    "kuantitatif": "PENDEKATAN HASIL KERJA KUANTITATIF",
    "kualitatif": "PENDEKATAN HASIL KERJA KUALITATIF",
}
GROUP: Mapping[str, str] = {
    HEADS_OF_UNIT: "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
    STAFF: "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
}
MEASURES: Mapping[str, str] = {
    HEADS_OF_UNIT: "Ukuran keberhasilan/Indikator Kinerja Individu, Target, dan Perspektif:",
    STAFF: "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:",
}
SECTION: Mapping[str, str] = {MAIN: "A. UTAMA", ADDITIONAL: "B. TAMBAHAN"}
ASPECT: Mapping[str, str] = _capitalised("kuantitas", "kualitas", "waktu", "biaya")
PERSPECTIVE: Mapping[str, str] = {
    "penerima_layanan": "Penerima Layanan",
    "proses_bisnis": "Proses Bisnis",
    "penguatan_internal": "Penguatan Internal",
    "anggaran": "Anggaran",
    "penguatan_internal_dan_anggaran": "Penguatan Internal dan Anggaran",
}
NUMBER_OF: Mapping[str, str] = {"pns": "NIP", "pppk": "NI PPPK"}
ATTACHMENTS: Mapping[str, str] = _in_capitals("dukungan_sumber_daya", "skema_pertanggungjawaban", "konsekuensi")

VALUES: Mapping[str, tuple[str, tuple[str, str, str]]] = {
    "berorientasi_pelayanan": (
        "Berorientasi Pelayanan",
        (
            "Memahami dan memenuhi kebutuhan masyarakat",
            "Ramah, cekatan, solutif, dan dapat diandalkan",
            "Melakukan perbaikan tiada henti",
        ),
    ),
    "akuntabel": (
        "Akuntabel",
        (
            "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
            "Tidak menyalahgunakan kewenangan jabatan",
        ),
    ),
    "kompeten": (
        "Kompeten",
        (
            "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
            "Membantu orang lain belajar",
            "Melaksanakan tugas dengan kualitas terbaik",
        ),
    ),
    "harmonis": (
        "Harmonis",
        (
            "Menghargai setiap orang apapun latar belakangnya",
            "Suka menolong orang lain",
            "Membangun lingkungan kerja yang kondusif",
        ),
    ),
    "loyal": (
        "Loyal",
        (
            "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, "
            "setia kepada Negara Kesatuan Republik Indonesia serta pemerintahan yang sah",
            "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
            "Menjaga rahasia jabatan dan negara",
        ),
    ),
    "adaptif": (
        "Adaptif",
        (
            "Cepat menyesuaikan diri menghadapi perubahan",
            "Terus berinovasi dan mengembangkan kreativitas",
            "Bertindak proaktif",
        ),
    ),
    "kolaboratif": (
        "Kolaboratif",
        (
            "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
            "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
            "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
        ),
    ),
}

INTERVENED_NOTE = (
    "Dalam hal rencana hasil kerja Pimpinan yang diintervensi adalah hasil kerja pejabat pimpinan tinggi dan "
    "Pimpinan unit kerja mandiri/organisasi maka dituliskan rencana hasil kerja beserta indikator kinerja "
    "individu pejabat pimpinan tinggi dan Pimpinan unit kerja mandiri atau sasaran dan indikator kinerja "
    "organisasi yang diintervensi"
)
EXPECTATION_NOTE = "Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai"

SIGNS_AS: Mapping[str, str] = {
    "pegawai": "Pegawai yang Dinilai,",
    "pejabat_penilai_kinerja": "Pejabat Penilai Kinerja,",
}
DECIDES_AS = "Atasan Pejabat Penilai Kinerja,"
NO_PLACE = "(tempat)"
BLANK_NAME = "(" + "." * 44 + ")"

RELATION: Mapping[str, str] = {
    **_capitalised(
        "pegawai",
        "atasan_langsung",
        "atasan",
        "rekan_setingkat",
        "bawahan",
        "ketua_tim",
        "anggota_tim",
        "pimpinan_institusi",
        "rekan_kuliah",
        "pejabat_konseling",
        "konselor_internal",
        "konselor_profesional",
        "pengelola_kinerja",
        "pihak_lain",
    ),
    "pengajar_pembimbing": "Pengajar/pembimbing",
}
FEEDBACK_FROM: Mapping[str, str] = {"pejabat_penilai_kinerja": "Pejabat Penilai Kinerja", **RELATION}
ORGANISATION: Mapping[str, str] = _in_capitals("istimewa", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
RATING: Mapping[str, str] = _in_capitals("di_atas_ekspektasi", "sesuai_ekspektasi", "di_bawah_ekspektasi")
PREDICATE: Mapping[str, str] = _in_capitals("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
CURVE_TITLE = "KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN CAPAIAN KINERJA ORGANISASI {}"
CURVE_STEPS = ("Sangat Kurang", "Kurang/Misconduct", "Butuh Perbaikan", "Baik", "Sangat Baik")
FINAL_PERIOD = "Akhir"
CHOOSE_NOTE = "* pilih salah satu"
CHOOSE_ALSO_NOTE = f"*{CHOOSE_NOTE}"
PERIOD_NOTE = "* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah"
OBJECTION: Mapping[str, str] = {
    "isi": "KEBERATAN",
    "penjelasan": "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN",
    "keputusan": "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
}

DRAFT_MARK = "RANCANGAN"
DRAFT_RECORD_MARK = "DRAF"  # of a dialogue or an evaluation
UNRECORDED_MARK = "SALINAN KERJA — BELUM TERCATAT"
PROPOSED_MARK = "USULAN"
FAULTY = "pemeriksaan menemukan kesalahan pada rekaman: {}"
CLOSED_MARK = "DITUTUP"
BY_SKP = "menurut SKP per {}"
BY_DRAFT_SKP = "menurut SKP yang belum ditetapkan"

YES_OR_NO: Mapping[bool, str] = {True: "Ya", False: "Tidak"}
VALIDITY: Mapping[str, str] = _capitalised("exact", "proxy", "activity")
CONTROL: Mapping[str, str] = _capitalised("high", "moderate", "low")
CASCADING: Mapping[str, str] = {
    "cascading_peta": "Cascading Peta",
    "cascading": "Cascading",
    "non_cascading": "Non Cascading",
}
CASCADING_WAY: Mapping[str, str] = _capitalised("direct", "indirect")
CONSOLIDATION: Mapping[str, str] = {"sum": "Sum", "average": "Average", "take_last_known": "Take Last Known"}
POLARISATION: Mapping[str, str] = _capitalised("maximize", "minimize", "stabilize")
RHYTHM: Mapping[str, str] = _capitalised("bulanan", "triwulanan", "semesteran", "tahunan")
DIRECTION: Mapping[str, str] = {
    "maximize": "makin tinggi makin baik",
    "minimize": "makin rendah makin baik",
    "stabilize": "makin dekat dengan target makin baik",
}
SHORT_POLARISATION: Mapping[str, str] = {"maximize": "Max", "minimize": "Min", "stabilize": "Stab"}
SHORT_CONSOLIDATION: Mapping[str, str] = {"sum": "Sum", "average": "Average", "take_last_known": "TLK"}
HISTORY: Mapping[str, str] = {
    "lama": "Lama",
    "baru_dengan_historis": "Baru, ada data historis",
    "baru_tanpa_historis": "Baru, tanpa data historis",
    "mandatory": "Mandatory",
}
CHOICES: Mapping[str, Mapping[Any, str]] = {
    "perspektif": PERSPECTIVE,
    "bagian": SECTION,
    "aspek": ASPECT,
    "tingkat_validitas": VALIDITY,
    "tingkat_kendali": CONTROL,
    "konsolidasi_periode": CONSOLIDATION,
    "konsolidasi_lokasi": {**CONSOLIDATION, "raw_data": "Raw Data"},
    "polarisasi": POLARISATION,
    "periode_pelaporan": RHYTHM,
    "jenis_iki": HISTORY,
    "konversi_120": YES_OR_NO,
    "target_ditetapkan": YES_OR_NO,
}
"""Of the fields of SKP and manual that offer words: those, by what the record has."""
UP_TO: Mapping[str, str] = {"Q2": "s.d. Q2", "Q3": "s.d. Q3"}
SEMESTER: Mapping[str, str] = {"S1": "Sm. I", "S2": "Sm. II"}
NO_NUMBER = "-"
NARRATIVE_LABEL = "Kode / Ukuran Keberhasilan/Indikator Kinerja Individu, dan Target"

QUARTER: Mapping[str, str] = {"Q1": "Triwulan I", "Q2": "Triwulan II", "Q3": "Triwulan III", "Q4": "Triwulan IV"}
NATURE: Mapping[str, str] = _capitalised("berkala", "insidental", "triwulanan")
MEDIUM: Mapping[str, str] = _capitalised("tatap_muka", "konferensi_video", "telepon", "pesan", "lainnya")
STAGE: Mapping[str, str] = _capitalised(
    "perencanaan", "pelaksanaan", "pemantauan", "umpan_balik", "pembinaan", "evaluasi", "tindak_lanjut"
)
SUBJECT: Mapping[str, str] = {"hasil_kerja": "Hasil Kerja", "perilaku_kerja": "Perilaku Kerja"}
WAY: Mapping[str, str] = _capitalised("langsung", "tidak_langsung", "individual", "kelompok")
COACHING: Mapping[str, str] = _capitalised("bimbingan", "konseling")
COACHING_FORM: Mapping[str, str] = _capitalised("coaching", "mentoring", "training_formal", "training_informal")
TRAINING_MEDIUM: Mapping[str, str] = {"e_learning": "E-Learning", "pjj": "PJJ", "lainnya": "Lainnya"}
COACHING_REASON: Mapping[str, str] = {
    "umpan_balik": "atas umpan balik",
    "inisiatif_pegawai": "atas inisiatif pegawai",
}
PROGRESS: Mapping[str, str] = _capitalised("belum", "berjalan", "selesai", "batal")
AGREEMENT: Mapping[str, str] = {
    "skp": "SKP",
    "adendum": "Adendum",
    "komplemen": "Komplemen",
    "manual_iki": "Manual IKI",
    "lainnya": "Lainnya",
}
NOTHING_AGREED = "Nihil"
NOT_REPORTED = "belum dilaporkan"
PROJECTED = "(proyeksi)"
CHANGE_NUMBER: Mapping[str, str] = {
    "skp": "ke-",
    "adendum": "ke-",
    "komplemen": "ke-",
    "manual_iki": "perubahan ke-",
    "lainnya": "ke-",
}
LETTERS = "ABCDEFGHIJKLM"
PARTS: Mapping[str, str] = {
    "pelaksanaan": "PELAKSANAAN",
    "peserta": "PESERTA",
    "hasil_kerja": "PEMANTAUAN HASIL KERJA",
    "hasil_kerja_kualitatif": "PEMANTAUAN HASIL KERJA",
    "perilaku_kerja": "PEMANTAUAN PERILAKU KERJA",
    "umpan_balik": "UMPAN BALIK BERKELANJUTAN",
    "pembinaan": "PEMBINAAN KINERJA",
    "pengembangan": "PENGEMBANGAN KOMPETENSI",
    "usulan_pelatihan": "USULAN PELATIHAN",
    "rencana_karier": "RENCANA KARIER",
    "tindak_lanjut": "TINDAK LANJUT ATAS DIALOG SEBELUMNYA",
    "kesepakatan": "KESEPAKATAN",
    "rencana_aksi": "RENCANA AKSI",
    "kesimpulan": "KESIMPULAN",
    "ipr_hasil_kerja": "HASIL KERJA",
    "ipr_perilaku_kerja": "PERILAKU KERJA",
    "ipr_pelatihan": "USULAN PELATIHAN (TRAINING)",
    "ipr_kesimpulan": "KESIMPULAN",
}
_TRAINING = ("Nama/Topik Pelatihan", "Kompetensi yang Dikembangkan", "Waktu", "Penyelenggara")
_REVIEWED = ("Umpan Balik Berkelanjutan", "Kendala/Hambatan dan Penyebabnya", "Usulan Strategi Penyelesaian")
_ACTION = ("NO", "URAIAN", "RENCANA HASIL KERJA", "TENGGAT", "STATUS")
HEADS: Mapping[str, tuple[str, ...]] = {
    "pelaksanaan": ("SIFAT", "MEDIA", "TAHAP", "DILAPORKAN"),
    "peserta": ("NO", "NAMA", "NIP", "PERAN"),
    "hasil_kerja": (
        *("NO", "INDIKATOR KINERJA INDIVIDU", "PERIODE", "TARGET", "REALISASI", "BUKTI DUKUNG", "KENDALA"),
    ),
    "hasil_kerja_kualitatif": (
        *("NO", "INDIKATOR KINERJA INDIVIDU", "PERIODE", "REALISASI", "BUKTI DUKUNG", "KENDALA"),
    ),
    "perilaku_kerja": ("NO", "PERILAKU KERJA", "CATATAN"),
    "umpan_balik": ("NO", "PEMBERI", "ATAS", "ISI"),
    "pembinaan": ("NO", "JENIS", "BENTUK", "CARA", "OLEH", "URAIAN"),
    "pengembangan": ("NO", "URAIAN", "BENTUK", "TANGGAL", "STATUS", "EVALUASI"),
    "usulan_pelatihan": ("NO", *(each.upper() for each in _TRAINING)),
    "rencana_karier": (),
    "tindak_lanjut": ("NO", "ATAS", "URAIAN", "STATUS"),
    "kesepakatan": ("NO", "PERIHAL", "URAIAN"),
    "rencana_aksi": _ACTION,
    "kesimpulan": (),
    "ipr_hasil_kerja": ("IKI", "Capaian pada Periode IPR", *_REVIEWED),
    "ipr_perilaku_kerja": ("Aspek Penilaian", "Capaian pada Periode IPR", *_REVIEWED),
    "ipr_pelatihan": _TRAINING,
    "ipr_kesimpulan": (),
    "semua_aksi": (*_ACTION, "PENANGGUNG JAWAB", "DKI"),
}
RUNNING = "berjalan"
AWAY = "tidak bertugas"
NOT_REALISED = "belum ada realisasi"
INCOMPLETE = "belum lengkap"
RESULTS_AT_LARGE = "Hasil kerja secara umum"
BEHAVIOUR_AT_LARGE = "Perilaku kerja secara umum"

COMPONENT: Mapping[str, str] = {
    "rencana_hasil_kerja": "Rencana Hasil Kerja",
    "iki": "IKI",
    "target": "Target",
    "perilaku_kerja": "Perilaku Kerja",
    "lampiran": "Lampiran",
    "pegawai": "Pegawai",
    "penilai": "Pejabat Penilai",
    "periode": "Periode",
}
FIELD: Mapping[str, str] = {
    "perspektif": "Perspektif",
    "rhk_pimpinan": "Rencana Hasil Kerja Pimpinan yang Diintervensi",
    "penugasan": "Penugasan",
    "bagian": "Bagian",
    "rhk": "Rencana Hasil Kerja",
    "nama": "Nama",
    "aspek": "Aspek",
    "satuan": "Satuan",
    "mandat": "Mandat",
    "ukuran": "Ukuran Keberhasilan/Indikator Kinerja Individu, dan Target",
    "periode": "Periode",
    "tidak_bertugas": "Tidak Bertugas",
    "instansi": "Instansi",
    "pangkat_golongan": "Pangkat/Gol. Ruang",
    "jabatan": "Jabatan",
    "unit_kerja": "Unit Kerja",
    "kelompok_jabatan": "Kelompok Jabatan",
    "kepegawaian": "Kepegawaian",
    "bentuk_penugasan": "Bentuk Penugasan",
    "pejabat_penilai_kinerja": "Pejabat Penilai Kinerja",
    "dukungan_sumber_daya": "Dukungan Sumber Daya",
    "skema_pertanggungjawaban": "Skema Pertanggungjawaban",
    "konsekuensi": "Konsekuensi",
}
EXPECTATION = "Ekspektasi Khusus Pimpinan"
MANUAL: Mapping[str, str] = {
    "perspektif": "Perspektif",
    "rhk": "Rencana Hasil Kerja",
    "nama": "Nama IKI",
    "ukuran": "Ukuran Keberhasilan/Indikator Kinerja Individu, dan Target",
    "tujuan": "Tujuan",
    "definisi": "Definisi",
    "formula": "Formula",
    "satuan": "Satuan Pengukuran",
    "aspek": "Jenis Aspek Target",
    "tingkat_validitas": "Tingkat Validitas",
    "tingkat_kendali": "Tingkat Kendali",
    "pihak_penanggung_jawab": "Unit/Pihak Penanggung Jawab IKI",
    "pihak_penyedia_data": "Unit/Pihak Penyedia Data",
    "sumber_data": "Sumber Data",
    "cascading": "Jenis dan Metode Cascading",
    "konsolidasi_periode": "Jenis Konsolidasi Periode",
    "konsolidasi_lokasi": "Jenis Konsolidasi Lokasi",
    "polarisasi": "Polarisasi",
    "periode_pelaporan": "Periode Pelaporan",
    "konversi_120": "Konversi 120",
    "nilai_terburuk": "Realisasi Terburuk",
    "skala_stabilize": "Skala Stabilize",
    "tahun_lalu": "Target/Realisasi Y-1",
    "jenis_iki": "Jenis IKI",
    "target_ditetapkan": "Target Ditetapkan",
    "target": "Target",
}
NEW, GONE, CHANGED = "Baru", "Dihapus", "Diubah"
HAS_REALISATION = "Ada realisasi"
REALISED_TOO = "{}\nAda realisasi"
REVIEWS_AS = "Mereviu: Pengelola Kinerja Organisasi,"
RECORDED_TOGETHER = "Dicatat bersama perubahan {}; yang tampil di sini hanya komponen perubahan ini."
