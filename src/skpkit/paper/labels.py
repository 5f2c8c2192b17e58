"""The words of the forms: what a key of a record is called on paper. Every label is in this file alone."""

from __future__ import annotations

from collections.abc import Mapping

QUANTITATIVE = "kuantitatif"
HEADS_OF_UNIT = "pimpinan_unit"
STAFF = "administrasi_fungsional"

APPROACH: Mapping[str, str] = {
    QUANTITATIVE: "PENDEKATAN HASIL KERJA KUANTITATIF",
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
SECTION: Mapping[str, str] = {"utama": "A. UTAMA", "tambahan": "B. TAMBAHAN"}
ASPECT: Mapping[str, str] = {
    "kuantitas": "Kuantitas",
    "kualitas": "Kualitas",
    "waktu": "Waktu",
    "biaya": "Biaya",
}
PERSPECTIVE: Mapping[str, str] = {
    "penerima_layanan": "Penerima Layanan",
    "proses_bisnis": "Proses Bisnis",
    "penguatan_internal": "Penguatan Internal",
    "anggaran": "Anggaran",
    "penguatan_internal_dan_anggaran": "Penguatan Internal dan Anggaran",
}
NUMBER_OF: Mapping[str, str] = {"pns": "NIP", "pppk": "NI PPPK"}
ATTACHMENTS: Mapping[str, str] = {
    "dukungan_sumber_daya": "DUKUNGAN SUMBER DAYA",
    "skema_pertanggungjawaban": "SKEMA PERTANGGUNGJAWABAN",
    "konsekuensi": "KONSEKUENSI",
}

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
NO_PLACE = "(tempat)"

FEEDBACK_FROM: Mapping[str, str] = {
    "pejabat_penilai_kinerja": "Pejabat Penilai Kinerja",
    "pegawai": "Pegawai",
    "atasan_langsung": "Atasan langsung",
    "atasan": "Atasan",
    "rekan_setingkat": "Rekan setingkat",
    "bawahan": "Bawahan",
    "ketua_tim": "Ketua tim",
    "anggota_tim": "Anggota tim",
    "pimpinan_institusi": "Pimpinan institusi",
    "pengajar_pembimbing": "Pengajar/pembimbing",
    "rekan_kuliah": "Rekan kuliah",
    "pejabat_konseling": "Pejabat konseling",
    "konselor_internal": "Konselor internal",
    "konselor_profesional": "Konselor profesional",
    "pengelola_kinerja": "Pengelola kinerja",
    "pihak_lain": "Pihak lain",
}
ORGANISATION: Mapping[str, str] = {
    "istimewa": "ISTIMEWA",
    "baik": "BAIK",
    "butuh_perbaikan": "BUTUH PERBAIKAN",
    "kurang": "KURANG",
    "sangat_kurang": "SANGAT KURANG",
}
RATING: Mapping[str, str] = {
    "di_atas_ekspektasi": "DI ATAS EKSPEKTASI",
    "sesuai_ekspektasi": "SESUAI EKSPEKTASI",
    "di_bawah_ekspektasi": "DI BAWAH EKSPEKTASI",
}
PREDICATE: Mapping[str, str] = {
    "sangat_baik": "SANGAT BAIK",
    "baik": "BAIK",
    "butuh_perbaikan": "BUTUH PERBAIKAN",
    "kurang": "KURANG",
    "sangat_kurang": "SANGAT KURANG",
}
CURVE_TITLE = "KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN CAPAIAN KINERJA ORGANISASI {}"
CURVE_STEPS = ("Sangat Kurang", "Kurang/Misconduct", "Butuh Perbaikan", "Baik", "Sangat Baik")
FINAL_PERIOD = "Akhir"
CHOOSE_NOTE = "* pilih salah satu"
PERIOD_NOTE = "* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah"
OBJECTION: Mapping[str, str] = {
    "isi": "KEBERATAN",
    "penjelasan": "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN",
    "keputusan": "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
}

RECORDED = "tercatat"  # what stands for a realisasi in words
DRAFT_MARK = "RANCANGAN"
UNRECORDED_MARK = "SALINAN KERJA — BELUM TERCATAT"
CLOSED_MARK = "DITUTUP"

YES_OR_NO: Mapping[bool, str] = {True: "Ya", False: "Tidak"}
VALIDITY: Mapping[str, str] = {"exact": "Exact", "proxy": "Proxy", "activity": "Activity"}
CONTROL: Mapping[str, str] = {"high": "High", "moderate": "Moderate", "low": "Low"}
CASCADING: Mapping[str, str] = {
    "cascading_peta": "Cascading Peta",
    "cascading": "Cascading",
    "non_cascading": "Non Cascading",
}
CASCADING_WAY: Mapping[str, str] = {"direct": "Direct", "indirect": "Indirect"}
CONSOLIDATION: Mapping[str, str] = {"sum": "Sum", "average": "Average", "take_last_known": "Take Last Known"}
PLACES: Mapping[str, str] = {**CONSOLIDATION, "raw_data": "Raw Data"}
POLARISATION: Mapping[str, str] = {"maximize": "Maximize", "minimize": "Minimize", "stabilize": "Stabilize"}
RHYTHM: Mapping[str, str] = {
    "bulanan": "Bulanan",
    "triwulanan": "Triwulanan",
    "semesteran": "Semesteran",
    "tahunan": "Tahunan",
}
SHORT_POLARISATION: Mapping[str, str] = {"maximize": "Max", "minimize": "Min", "stabilize": "Stab"}
SHORT_CONSOLIDATION: Mapping[str, str] = {"sum": "Sum", "average": "Average", "take_last_known": "TLK"}
HISTORY: Mapping[str, str] = {
    "lama": "Lama",
    "baru_dengan_historis": "Baru, ada data historis",
    "baru_tanpa_historis": "Baru, tanpa data historis",
    "mandatory": "Mandatory",
}
UP_TO: Mapping[str, str] = {"Q2": "s.d. Q2", "Q3": "s.d. Q3"}
SEMESTER: Mapping[str, str] = {"S1": "Sm. I", "S2": "Sm. II"}
NO_NUMBER = "-"
NARRATIVE_LABEL = "Kode / Ukuran Keberhasilan/Indikator Kinerja Individu, dan Target"

QUARTER: Mapping[str, str] = {"Q1": "Triwulan I", "Q2": "Triwulan II", "Q3": "Triwulan III", "Q4": "Triwulan IV"}
NATURE: Mapping[str, str] = {"berkala": "Berkala", "insidental": "Insidental", "triwulanan": "Triwulanan"}
MEDIUM: Mapping[str, str] = {
    "tatap_muka": "Tatap muka",
    "konferensi_video": "Konferensi video",
    "telepon": "Telepon",
    "pesan": "Pesan",
    "lainnya": "Lainnya",
}
STAGE: Mapping[str, str] = {
    "perencanaan": "Perencanaan",
    "pelaksanaan": "Pelaksanaan",
    "pemantauan": "Pemantauan",
    "umpan_balik": "Umpan balik",
    "pembinaan": "Pembinaan",
    "evaluasi": "Evaluasi",
    "tindak_lanjut": "Tindak lanjut",
}
RELATION: Mapping[str, str] = {
    "pegawai": "Pegawai",
    "atasan_langsung": "Atasan langsung",
    "atasan": "Atasan",
    "rekan_setingkat": "Rekan setingkat",
    "bawahan": "Bawahan",
    "ketua_tim": "Ketua tim",
    "anggota_tim": "Anggota tim",
    "pimpinan_institusi": "Pimpinan institusi",
    "pengajar_pembimbing": "Pengajar/pembimbing",
    "rekan_kuliah": "Rekan kuliah",
    "pejabat_konseling": "Pejabat konseling",
    "konselor_internal": "Konselor internal",
    "konselor_profesional": "Konselor profesional",
    "pengelola_kinerja": "Pengelola kinerja",
    "pihak_lain": "Pihak lain",
}
SUBJECT: Mapping[str, str] = {"hasil_kerja": "Hasil Kerja", "perilaku_kerja": "Perilaku Kerja"}
WAY: Mapping[str, str] = {
    "langsung": "Langsung",
    "tidak_langsung": "Tidak langsung",
    "individual": "Individual",
    "kelompok": "Kelompok",
}
COACHING: Mapping[str, str] = {"bimbingan": "Bimbingan", "konseling": "Konseling"}
COACHING_FORM: Mapping[str, str] = {
    "coaching": "Coaching",
    "mentoring": "Mentoring",
    "training_formal": "Training formal",
    "training_informal": "Training informal",
}
TRAINING_MEDIUM: Mapping[str, str] = {"e_learning": "E-Learning", "pjj": "PJJ", "lainnya": "Lainnya"}
COACHING_REASON: Mapping[str, str] = {
    "umpan_balik": "atas umpan balik",
    "inisiatif_pegawai": "atas inisiatif pegawai",
}
PROGRESS: Mapping[str, str] = {"belum": "Belum", "berjalan": "Berjalan", "selesai": "Selesai", "batal": "Batal"}
AGREEMENT: Mapping[str, str] = {
    "skp": "SKP",
    "adendum": "Adendum",
    "komplemen": "Komplemen",
    "manual_iki": "Manual IKI",
    "lainnya": "Lainnya",
}
NOTHING_AGREED = "Nihil"
DRAFT_DIALOGUE_MARK = "DRAF"
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
REALISED_TOO = "{}; ada realisasi"
REVIEWS_AS = "Mereviu: Pengelola Kinerja Organisasi,"
RECORDED_TOGETHER = "Dicatat bersama perubahan {}; yang tampil di sini hanya komponen perubahan ini."
