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
