"""What rules rest on: regulations, and what was read of them or about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from skpkit.messages import N_
from skpkit.rules._rule import OWN


class CitedSource(NamedTuple):
    """A source by its short name, as citations have it, with its title as it bears it, where it bears one.

    `about` says what kind of text it is, `seen` what of it was read. What a source that is not `read` says is cited as
    others report it. `name`, `about` and `seen` are catalogue keys.
    """

    name: str
    title: str
    year: int | None
    about: str
    seen: str
    address: str = ""
    read: bool = True


SOURCES: Mapping[str, CitedSource] = {
    "permenpanrb-6-2022": CitedSource(
        "PermenPANRB 6/2022",
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 6 Tahun 2022 tentang "
        "Pengelolaan Kinerja Pegawai Aparatur Sipil Negara",
        2022,
        N_("in force"),
        N_("Only its opening was read; its articles and forms are cited as others report them."),
        "https://www.scribd.com/document/683205653",
        read=False,
    ),
    "kmk-300-2022": CitedSource(
        "KMK 300/2022",
        "Keputusan Menteri Keuangan Nomor 300/KMK.01/2022 tentang Manajemen Kinerja di Lingkungan Kementerian Keuangan",
        2022,
        N_("in force since 28 July 2022; whether KMK 127/2026 repeals it was not seen"),
        N_("Only its recitals were read; what it rules is cited as others report it."),
        "https://www.scribd.com/document/650431351",
        read=False,
    ),
    "kmk-127-2026": CitedSource(
        "KMK 127/2026",
        "Keputusan Menteri Keuangan Nomor 127 Tahun 2026 tentang Manajemen Kinerja di Lingkungan Kementerian Keuangan",
        2026,
        N_("the newer rules of the ministry"),
        N_("Its text was not seen; pages and contents are cited as others report them."),
        read=False,
    ),
    "perka-bkn-22-2007": CitedSource(
        "Perka BKN 22/2007",
        "Peraturan Kepala Badan Kepegawaian Negara Nomor 22 Tahun 2007",
        2007,
        N_("on the NIP"),
        N_("Its text was not seen; it is cited as others report it."),
        read=False,
    ),
    "djkn-2023": CitedSource(
        N_("DJKN article 2023"),
        "Pelaksanaan Kinerja Pegawai Melalui Dialog Kinerja Individu",
        2023,
        N_("article of the DJKN regional office of Banten, 21 December 2023"),
        N_("Read as a whole. It retells the rules of its day (KMK 300/2022) and names none of their articles."),
        "https://www.djkn.kemenkeu.go.id/kanwil-banten/baca-artikel/16713",
    ),
    "adendum-2023": CitedSource(
        N_("DJKN article on the adendum 2023"),
        "Adendum Kinerja Sesuai Dengan KMK 300",
        2023,
        N_("article of the DJKN regional office of Papua, Papua Barat and Maluku, 27 September 2023"),
        N_("Its opening was read, down to the second number of its list."),
        "https://www.djkn.kemenkeu.go.id/kanwil-papuamaluku/baca-artikel/16474",
    ),
    "faq-2025": CitedSource(
        N_("FAQ of the Ministry of Finance 2025"),
        "Manajemen Kinerja Kemenkeu",
        2025,
        N_("questions and answers of the Secretariat General, August 2025"),
        N_("Its opening was read."),
        "https://sites.google.com/view/manajemenkinerjakemenkeu",
    ),
    "buku-pintar": CitedSource(
        N_("Guide of the KPPN Denpasar"),
        "Buku Pintar Pengelolaan Kinerja KPPN Denpasar",
        None,
        N_("a guide to KMK 467/KMK.01/2014, which KMK 300/2022 replaced"),
        N_("Pages 15, 43, 76 and 78 were read."),
        "https://yukirin.xyz/pintar-kinerja",
    ),
    "jadwal-2026": CitedSource(
        N_("Schedule of the Kanwil DJPb Riau 2026"),
        "",
        2026,
        N_("the dates of quarter II of 2026, on a public page of that office"),
        N_("Read; it is the practice of one office, not a rule."),
    ),
    "formulir-asn": CitedSource(
        N_("Print forms of six applications"),
        "Sasaran Kinerja Pegawai, Evaluasi Kinerja Pegawai, Dokumen Evaluasi Kinerja Pegawai",
        None,
        N_("forms after PermenPANRB 6/2022 in the public sources of six agencies' applications"),
        N_("Read in their sources. What they agree on is cited; the annex that they follow was not seen."),
    ),
    "ringkasan-pasal": CitedSource(
        N_("Summary by the JDIH of the Kemenko Marves"),
        "Pengelolaan Kinerja Pegawai Aparatur Sipil Negara",
        None,
        N_("what articles 2, 3, 5 and 38 of PermenPANRB 6/2022 say"),
        N_("Its opening was read."),
        "https://jdih.maritim.go.id/index.php/en/pengelolaan-kinerja-pegawai-aparatur-sipil-negara",
    ),
    "kakin": CitedSource(
        "Kakin",
        "Kakin – Kalkulator Kinerja",
        2026,
        N_("a public calculator after KMK 127/2026, not an official one"),
        N_("Its source was read: it names pages of the decree, and is tested with the decree's own examples."),
        "https://kinerja-app-jade.vercel.app",
    ),
    "latihan-2026": CitedSource(
        N_("Study material of the DJBC 2026"),
        "",
        2026,
        N_("questions and answers for a competency exam, in a public application"),
        N_("Read in its source; a part of it was made from notes by a machine."),
    ),
    "paparan-jumlah": CitedSource(
        N_("Slide on the number of IKI 2026"),
        "Perubahan Ketentuan Jumlah IKU",
        2026,
        N_("a slide of a presentation of KMK 127/2026"),
        N_("Read as public code quotes it."),
    ),
    "formulir-iku": CitedSource(
        N_("Form for a new IKU"),
        "Tambah IKU",
        None,
        N_("a page of an application in the manner of the ministry's, in public sources"),
        N_("Read, but for its first rows."),
    ),
    "pers-nip": CitedSource(
        N_("Press on the NIP"),
        "",
        None,
        N_("articles of Tempo (tekno.tempo.co, number 1511377) and Kompasiana that explain it"),
        N_("Read."),
    ),
    OWN: CitedSource(
        N_("Own reading of skpkit"),
        "",
        None,
        N_("what no source says, most often what keeps records consistent with each other"),
        N_("Where the sources leave something open, docs/decisions.md says how it was settled, and why."),
    ),
}
