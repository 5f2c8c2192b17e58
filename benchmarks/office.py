"""An invented office with records as full as a year makes them, for `bench.py`; clean under every rule.

Each employee has an SKP of ten IKI over four RHK, ten manuals with definitions of several sentences, a dialogue a
month with a line for each IKI, feedback, guidance and action plans, and an evaluation a quarter: 26 records of
4.5 KB on average. No two employees have the same texts or numbers; every run makes the same ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

YEAR = 2026
HEAD = "Kepala Kantor"
PLACE = "Kota Contoh"
OFFICE = "KPPN Kota Contoh"
RANK = "Penata Muda / III/a"
LENGTHS = {"B": 1, "Q": 3, "S": 6, "Y": 12}  # months in a period of each rhythm
RHYTHMS = {"B": "bulanan", "Q": "triwulanan", "S": "semesteran", "Y": "tahunan"}
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
FIRST_NAMES = "Arief Bagas Citra Dian Eka Fajar Gita Hendra Indah Joko Kartini Lukman Maya Nining Oki Putri".split()
LAST_NAMES = "Wiratama Pratama Lestari Saputra Handayani Nugroho Hapsari Siregar Wulandari Santoso Sembiring".split()
VALUES = "berorientasi_pelayanan akuntabel kompeten harmonis loyal adaptif kolaboratif".split()
WORK = (
    "pengujian surat perintah membayar",
    "pembinaan satuan kerja mitra",
    "rekonsiliasi laporan keuangan",
    "pengelolaan rekening pemerintah",
    "pemantauan deviasi halaman III DIPA",
    "penatausahaan penerimaan negara",
    "penyusunan laporan norma waktu",
    "pendampingan pengguna aplikasi SAKTI",
    "verifikasi data kontrak dan pemasok",
    "penyelesaian retur SP2D",
    "pengelolaan arsip dokumen pencairan",
    "penyusunan bahan bimbingan teknis",
    "pemutakhiran data supplier",
    "survei kepuasan pengguna layanan",
)
GOALS = (
    "Terselesaikannya {work} sesuai norma waktu dan ketentuan yang berlaku",
    "Meningkatnya mutu {work} bagi seluruh satuan kerja di wilayah pembayaran",
    "Berkurangnya kesalahan dalam {work} melalui pengendalian yang terukur",
    "Terlaksananya {work} secara tertib, transparan, dan dapat dipertanggungjawabkan",
)
SENTENCES = (
    "Indikator ini mengukur {work} yang selesai pada periode berjalan dibandingkan dengan seluruh berkas yang masuk.",
    "Berkas dinyatakan selesai apabila telah diperiksa, disetujui pejabat yang berwenang, dan tercatat pada aplikasi.",
    "Waktu dihitung sejak berkas diterima lengkap di loket sampai dengan hasilnya disampaikan kepada satuan kerja.",
    "Berkas yang dikembalikan karena kekurangan syarat tidak dihitung sampai diajukan kembali oleh satuan kerja.",
    "Gangguan jaringan dan aplikasi yang dinyatakan resmi oleh kantor pusat dikeluarkan dari perhitungan.",
    "Data dihimpun setiap akhir bulan oleh seksi dan dicocokkan dengan register yang dikelola petugas verifikasi.",
    "Hasil pengukuran dilaporkan berjenjang kepada atasan langsung dan dibahas dalam dialog kinerja bulan berikutnya.",
    "Apabila terdapat perbedaan data, yang dipakai adalah data pada aplikasi setelah rekonsiliasi dengan satuan kerja.",
    "Capaian tahun sebelumnya menjadi dasar penetapan target, dengan memperhatikan jumlah mitra dan beban kerja.",
    "Pengendalian dilakukan melalui pemeriksaan silang, kartu kendali, dan rapat singkat pada awal setiap pekan.",
)
PROGRESS = (
    "{nth} berkas {work} selesai sampai akhir {month}, dan sisanya menunggu kelengkapan dari satuan kerja",
    "Tahap persiapan {work} telah tuntas; {nth} satuan kerja sudah dihubungi dan jadwal bulan berikutnya disepakati",
    "Dari {nth} permohonan pada bulan {month}, seluruhnya sudah ditindaklanjuti dan dicatat dalam register seksi",
)
TROUBLES = (
    "Sebagian satuan kerja baru menyampaikan dokumen menjelang batas waktu sehingga antrean menumpuk",
    "Pergantian operator di beberapa satuan kerja membuat kesalahan pengisian data berulang",
    "Beban {month} lebih tinggi daripada perkiraan karena ada pencairan yang tertunda dari bulan sebelumnya",
)
REMEDIES = (
    "Menyampaikan pengingat lebih awal dan membuka layanan konsultasi setiap pagi",
    "Menyusun panduan ringkas dan mengulang bimbingan teknis bagi operator baru",
    "Membagi ulang penugasan harian dan menambah pemeriksaan silang di antara petugas",
)


@dataclass(frozen=True)
class Person:
    """Somebody of the office."""

    name: str
    nip: str
    post: str
    unit: str = OFFICE

    def party(self, key: str, role: str) -> str:
        """The person as dialogues name people."""
        return f'{{nama: {self.name}, nip: "{self.nip}", {key}: {role}}}'

    def identity(self) -> str:
        """The person as an SKP names people."""
        return (
            f'\n  nama: {self.name}\n  nip: "{self.nip}"\n  pangkat_golongan: {RANK}\n  jabatan: {self.post}\n'
            f"  unit_kerja: {self.unit}\n"
        )


def period_of(rhythm: str, end: int) -> str:
    """The period of a rhythm that ends with a month."""
    number = end // LENGTHS[rhythm]
    return {"B": f"B{number:02}", "Y": "Y"}.get(rhythm, f"{rhythm}{number}")


@dataclass(frozen=True)
class Indicator:
    """An IKI: what it measures, in which rhythm (`B` monthly, `Q` quarterly, `S` half-yearly, `Y` yearly), its target a
    period, the first month that it is for, and how much `more` is to be done in the last of its periods.
    """

    code: str
    result: str
    work: str
    rhythm: str
    target: int
    since: int = 1
    more: int = 0

    def name(self) -> str:
        """Its name in the SKP and in its manual."""
        return f"Jumlah hasil {self.work} yang selesai tepat waktu dan tanpa catatan"

    def targets(self) -> str:
        """Its targets, with the sums that its rhythm has above: of quarters for months, and of the year."""
        length = LENGTHS[self.rhythm]
        own = {month: self.target for month in range(length, 13, length) if month >= self.since}
        own[12] += self.more
        shown = {self.rhythm, *("Q" if self.rhythm == "B" else ""), "Y"}
        return ", ".join(
            f"{period_of(kind, end)}: {sum(value for month, value in own.items() if end - each < month <= end)}"
            for kind, each in LENGTHS.items()
            if kind in shown
            for end in range(each, 13, each)
            if end >= self.since
        )

    def period(self, month: int) -> tuple[str, bool]:
        """The period that a dialogue after that month speaks of, and whether it has ended."""
        length = LENGTHS[self.rhythm]
        return period_of(self.rhythm, -(-month // length) * length), month % length == 0


class Writer:
    """Writes the records of one employee; those of an SKP that follows another begin with a later month than the
    first.
    """

    first = 1  # the month in which the SKP is agreed on
    left = 13  # the month in which another SKP follows, and nothing is left to do
    agreed = '  - {perihal: skp, uraian: "Rencana hasil kerja, target dan perilaku kerja disepakati"}\n'

    def __init__(self, nth: int, employee: Person, appraiser: Person, peer: Person, count: int = 10) -> None:
        self.some = random.Random(nth)  # noqa: S311 - texts, not secrets
        self.employee, self.appraiser, self.peer = employee, appraiser, peer
        works = self.some.sample(WORK, 10)
        codes = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "4a", "4b")
        self.indicators = [
            Indicator(f"{code}-N", f"RHK-{code[0]}", work, rhythm, self.some.randint(3, 60))
            for code, work, rhythm in zip(codes, works, "BQQBQQBQQY", strict=True)
        ][:count]

    def records(self) -> Iterator[tuple[str, str]]:
        """The name in the dossier and the text of each record."""
        yield "skp.yaml", self.skp()
        for each in self.indicators:
            yield f"iki/{each.code}.yaml", self.manual(each)
        for month in range(1, 13):
            yield f"dki/{self.day(month)}.yaml", self.planning() if month == 1 else self.dialogue(month)
        for quarter in (1, 2, 3):
            yield f"evaluasi/Q{quarter}.yaml", self.evaluation(quarter)

    def day(self, month: int) -> str:
        """The day of a month's dialogue."""
        return f"{YEAR}-{month:02}-{8 if month > self.first else 12:02}"

    def reported(self, month: int) -> str:
        """The day on which that dialogue is reported."""
        return f"{YEAR}-{month:02}-13"

    def say(self, *texts: str, work: str = "", month: int = 1) -> str:
        """One of some texts, filled in."""
        return self.some.choice(texts).format(work=work, month=MONTHS[month - 1], nth=self.some.randint(3, 240))

    def folded(self, count: int, work: str) -> str:
        """Several sentences, on lines of their own."""
        lines = (f"  {each.format(work=work)}" for each in self.some.sample(SENTENCES, count))
        return ">-\n" + "\n".join(lines)

    def skp(self) -> str:
        """The SKP."""
        nip, other, agreed = self.employee.nip, self.appraiser.nip, f"{YEAR}-{self.first:02}"
        results = "".join(self._result(each) for each in dict.fromkeys(each.result for each in self.indicators))
        behaviour = "".join(
            f"  - {{nilai: {each}, ekspektasi: {self.say(*REMEDIES)} tanpa menunggu diminta}}\n" for each in VALUES
        )
        lines = "".join(
            f"  {key}:\n" + "".join(f"    - {self.say(*GOALS, work=work)}\n" for work in self.some.sample(WORK, 3))
            for key in ("dukungan_sumber_daya", "skema_pertanggungjawaban", "konsekuensi")
        )
        return (
            "# yaml-language-server: $schema=../../../skema/skp.schema.json\n"
            f"jenis: skp\nversi: 1\naturan: kmk-300-2022\ntahun: {YEAR}\n"
            f"periode: {{mulai: {YEAR}-{self.first:02}-01, selesai: {YEAR}-12-31}}\ninstansi: Kementerian Keuangan\n"
            "pendekatan: kuantitatif\nkelompok: administrasi_fungsional\nstatus: ditetapkan\n"
            f"pegawai:{self.employee.identity()}  kelompok_jabatan: pelaksana\n"
            f"pejabat_penilai_kinerja:{self.appraiser.identity()}"
            f"penetapan:\n  tempat: {PLACE}\n  tanggal: {agreed}-15\n  persetujuan:\n"
            f'    - {{sebagai: pegawai, nip: "{nip}", tanggal: {agreed}-14}}\n'
            f'    - {{sebagai: pejabat_penilai_kinerja, nip: "{other}", tanggal: {agreed}-15}}\n'
            f"hasil_kerja:\n  utama:\n{results}  tambahan: []\nperilaku_kerja:\n{behaviour}lampiran:\n{lines}"
        )

    def _result(self, code: str) -> str:
        mine = [each for each in self.indicators if each.result == code]
        above = "" if self.employee.post == HEAD else f'{{nip: "{self.appraiser.nip}", kode: {code}}}'
        return (
            f"    - kode: {code}\n      rencana: {self.say(*GOALS, work=mine[0].work)}\n"
            + (f"      rhk_pimpinan: {above}\n" if above else "")
            + "      indikator:\n"
            + "".join(
                f"        - kode: {each.code}\n          nama: {each.name()}\n          aspek: kuantitas\n"
                f"          satuan: berkas\n          target: {{{each.targets()}}}\n"
                for each in mine
            )
        )

    def manual(self, each: Indicator) -> str:
        """The manual of an IKI."""
        return (
            f"jenis: manual_iki\nversi: 1\naturan: kmk-300-2022\nkode: {each.code}\nrhk: {each.result}\n"
            f"nama: {each.name()}\n"
            f"tujuan: {self.say(*GOALS, work=each.work)}\n"
            f"definisi: {self.folded(8, each.work)}\n"
            f"formula: Jumlah berkas {each.work} yang selesai tanpa catatan, dijumlahkan menurut periode pelaporan\n"
            "satuan: berkas\naspek: kuantitas\ntingkat_validitas: proxy\ntingkat_kendali: moderate\n"
            f"pihak_penanggung_jawab: {self.appraiser.name}, {self.appraiser.post} {self.appraiser.unit}\n"
            f"pihak_penyedia_data: {self.peer.name}, {self.peer.post} {self.peer.unit}\n"
            f"sumber_data: Register {each.work} pada aplikasi SAKTI\n"
            "cascading: {jenis: non_cascading, metode: direct}\nkonsolidasi_periode: sum\npolarisasi: maximize\n"
            f"periode_pelaporan: {RHYTHMS[each.rhythm]}\njenis_iki: baru_tanpa_historis\nkonversi_120: false\n"
            f"target: {{{each.targets()}}}\n"
        )

    def planning(self) -> str:
        """The dialogue that the SKP is agreed in."""
        return (
            self._head(self.first, "[perencanaan]")
            + f"kesepakatan:\n{self.agreed}"
            + self._actions(self.first)
            + f"kesimpulan: {self.folded(6, self.indicators[0].work)}\n"
        )

    def dialogue(self, month: int) -> str:
        """The dialogue of a month, which looks back on the month before."""
        lines = "".join(self._line(each, month - 1) for each in self.indicators)
        leader = self.appraiser.party("hubungan", "atasan_langsung")
        one, other = self.some.sample(self.indicators, 2)
        noted = "".join(
            f"    - {{nilai: {each}, catatan: {self.say(*REMEDIES)}}}\n" for each in self.some.sample(VALUES, 3)
        )
        return (
            self._head(month, "[pelaksanaan, pemantauan, umpan_balik, pembinaan, tindak_lanjut]")
            + f"pemantauan:\n  hasil_kerja:\n{lines}  perilaku_kerja:\n{noted}umpan_balik:\n"
            + "".join(
                f"  - dari: {leader}\n    atas: hasil_kerja\n    iki: {each.code}\n"
                f"    isi: {self.say(*PROGRESS, work=each.work, month=month - 1)}\n    cara: langsung\n"
                for each in (one, other)
            )
            + f"  - dari: {self.peer.party('hubungan', 'rekan_setingkat')}\n    atas: perilaku_kerja\n"
            + f"    nilai: {self.some.choice(VALUES)}\n    isi: {self.say(*REMEDIES)}\n"
            + f"pembinaan:\n  - jenis: bimbingan\n    bentuk: coaching\n    cara: individual\n    oleh: {leader}\n"
            + f"    uraian: {self.say(*GOALS, work=one.work)}\n"
            + f"  - jenis: konseling\n    cara: individual\n    oleh: {leader}\n    uraian: {self.say(*REMEDIES)}\n"
            + f"pengembangan_kompetensi:\n  - uraian: Pelatihan {one.work}\n    bentuk: pjj\n"
            + f"    tanggal: {YEAR}-{month:02}-03\n    status: selesai\n    evaluasi: Lulus\n"
            + f"usulan_pelatihan:\n  - topik: Pendalaman {other.work}\n    penyelenggara: Pusdiklat\n"
            + self._actions(month)
            + f"tindak_lanjut:\n  - atas: dki/{self.day(month - 1)}.yaml\n    uraian: {self.say(*REMEDIES)}\n"
            + f"    status: selesai\nkesimpulan: {self.folded(3, other.work)}\n"
        )

    def _head(self, month: int, stages: str) -> str:
        return (
            f"jenis: dki\nversi: 1\ntanggal: {self.day(month)}\nsifat: berkala\nmedia: tatap_muka\ntahap: {stages}\n"
            f"status: dilaporkan\ndilaporkan: {self.reported(month)}\n"
            f"nomor_laporan: DK-{self.some.randint(100, 9999)}/{YEAR}\npeserta:\n"
            f"  - {self.employee.party('peran', 'pegawai')}\n  - {self.appraiser.party('peran', 'atasan_langsung')}\n"
        )

    def _line(self, each: Indicator, month: int) -> str:
        period, ended = each.period(month)
        said = f"    - iki: {each.code}\n      periode: {period}\n"
        if ended:
            said += f"      realisasi: {each.target + self.some.randint(-2, 0)}\n"
        said += f"      kemajuan: {self.say(*PROGRESS, work=each.work, month=month)}\n"
        said += f"      bukti_dukung: [Rekap {each.work} {MONTHS[month - 1]}, Register seksi]\n"
        if self.some.random() < 0.4:
            said += f"      kendala: {self.say(*TROUBLES, month=month)}\n      usulan_strategi: {self.say(*REMEDIES)}\n"
        return said

    def _actions(self, month: int) -> str:
        """What was to be done until now, and what is to be done until the next dialogue."""
        due = f"{YEAR}-{month + 1:02}-05" if month < 12 else f"{YEAR + 1}-01-05"
        done = [("selesai", self.day(month), month - 1)] if month > self.first else []
        coming = [("berjalan", due, month)] if month < self.left else []
        return "rencana_aksi:\n" + "".join(
            f"  - uraian: Menuntaskan {each.work} yang tertunda dari bulan {MONTHS[of - 1]}\n    rhk: {each.result}\n"
            f"    tenggat: {day}\n    status: {status}\n    penanggung_jawab: {self.employee.name}\n"
            for status, day, of in (*done, *coming)
            for each in self.indicators[:3]
        )

    def evaluation(self, quarter: int) -> str:
        """The evaluation of a quarter."""
        results = "".join(
            f"  - rhk: {code}\n    umpan_balik:\n      - dari: pejabat_penilai_kinerja\n"
            f"        isi: {self.say(*PROGRESS, work=self.some.choice(WORK), month=3 * quarter)}\n"
            for code in dict.fromkeys(each.result for each in self.indicators)
        )
        behaviour = "".join(
            f"  - nilai: {each}\n    umpan_balik:\n      - {{dari: rekan_setingkat, isi: {self.say(*REMEDIES)}}}\n"
            for each in VALUES
        )
        return (
            f"jenis: evaluasi\nversi: 1\nperiode: Q{quarter}\nstatus: ditetapkan\ntempat: {PLACE}\n"
            f"tanggal: {YEAR}-{3 * quarter + 1:02}-24\ncapaian_organisasi: baik\nhasil_kerja:\n{results}"
            f"rating_hasil_kerja: sesuai_ekspektasi\nperilaku_kerja:\n{behaviour}"
            "rating_perilaku_kerja: sesuai_ekspektasi\npredikat: baik\n"
            f"catatan: {self.folded(4, self.indicators[quarter].work)}\n"
            f"atasan_pejabat_penilai:{self.appraiser.identity()}"
        )


def write_office(folder: Path, dossiers: int, *, plans_only: bool = False) -> None:
    """Write the dossiers of an office of so many people, the head's among them; or an SKP of three pages of each."""
    people = [
        Person(
            f"{FIRST_NAMES[nth % len(FIRST_NAMES)]} {LAST_NAMES[nth % len(LAST_NAMES)]}",
            f"19{70 + nth % 30}{nth % 12 + 1:02}{nth % 28 + 1:02}201502{nth % 2 + 1}{nth % 999 + 1:03}",
            "Pelaksana Seksi Pencairan Dana" if nth else HEAD,
        )
        for nth in range(dossiers)
    ]
    above = Person("Endang Murniasih", "196902111994032001", "Kepala Kantor Wilayah")
    for nth, person in enumerate(people):
        writer = Writer(nth, person, people[0] if nth else above, people[nth - 1], 5 if plans_only else 10)
        for name, text in [("skp.yaml", writer.skp())] if plans_only else writer.records():
            file = folder / "records" / str(YEAR) / person.nip / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
