"""Change sheets, and the bars beside what the last adendum changed: what was before is found in the history."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.model.settings import Settings
from skpkit.paper.differing import LINES, compared
from skpkit.paper.printing import Printer
from skpkit.source.history import open_records
from tests.support.edits import PEOPLE, examples
from tests.support.forms import altered, amended, entry, grown
from tests.support.gitrepo import GitRepo, settle
from tests.support.memory import MemoryTree
from tests.support.printed import NAUGHTY, History, bare, documents, margins_are_white, pages, paper, same_as_golden
from tests.support.records import Data
from tests.support.tagged import Tagged, lines_of, outline

BAGAS, SARI = (f"{PEOPLE[each]}/skp.yaml" for each in ("bagas", "sari"))
MANUAL = f"{PEOPLE['yoga']}/komplemen-1/iki/2a-N.yaml"
EVERY = ["rencana_hasil_kerja", "iki", "target", "perilaku_kerja", "lampiran", "pegawai", "penilai", "periode"]

LEAVE = {"alasan": "Cuti besar"}


def sheet(states: Sequence[MemoryTree], path: str = BAGAS, document: str = "perubahan") -> Tagged:
    return paper(states[-1], path, document, History(states))


def rows(states: Sequence[MemoryTree], path: str = BAGAS, document: str = "perubahan") -> list[str]:
    """The rows of the sheet below its heads, without the cells that keep the last one with the signatures."""
    said = [each for each in outline(sheet(states, path, document)).splitlines() if each.startswith("|")]
    first = next(nth for nth, each in enumerate(said) if "SEMULA" in each)
    *above, last, keeper = said[first + 1 :]
    assert keeper == "| |"
    return [*above, last.removesuffix(" |")]


def refusal(states: Sequence[MemoryTree], path: str = BAGAS, document: str = "perubahan") -> str:
    with pytest.raises(SkpkitError) as caught:
        sheet(states, path, document)
    return caught.value.sentence("en")


def iki(data: Data, rhk: int = 0, nth: int = 0) -> Data:
    found: Data = data["hasil_kerja"]["utama"][rhk]["indikator"][nth]
    return found


# The sheet of an adendum


def test_shows_what_the_adendum_changed_and_beside_it_what_is_realised() -> None:
    def undo(data: Data) -> None:
        data.pop("perubahan")
        iki(data, 0, 1)["target"] |= {"Q3": 8, "Q4": 5, "Y": 28}

    assert same_as_golden(sheet([altered(undo), examples()]), "perubahan/bagas")


def test_a_new_appraiser_is_compared_line_by_line() -> None:
    def undo(data: Data) -> None:
        data["pejabat_penilai_kinerja"] = data.pop("perubahan")[0]["penilai_lama"]

    assert same_as_golden(sheet([altered(undo, path=SARI), examples()], SARI), "perubahan/sari")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda data: data["hasil_kerja"]["utama"][0].update(rencana="Terselesaikannya pengujian SPM tepat waktu"),
            "| 1 | Rencana Hasil Kerja | RHK-1 | | Terselesaikannya pengujian SPM sesuai norma waktu | "
            "Terselesaikannya pengujian SPM tepat waktu | Diubah |",
        ),
        (
            lambda data: data["hasil_kerja"]["utama"][1].update(penugasan="Kepala Kantor"),
            "| 1 | Rencana Hasil Kerja | RHK-2 Berkurangnya pengembalian SPM karena kesalahan pengujian / Penugasan "
            "| | - | Kepala Kantor | Baru |",
        ),
        (
            lambda data: data["hasil_kerja"]["utama"][0]["rhk_pimpinan"].update(kode="RHK-2"),
            "| RHK-1 (NIP~19780514~200312~1~002) | RHK-2 (NIP~19780514~200312~1~002) | Diubah |",
        ),
        (
            lambda data: data["hasil_kerja"]["tambahan"].append(data["hasil_kerja"]["utama"].pop()),
            "/ Bagian | | A. UTAMA | B. TAMBAHAN | Diubah |",
        ),
        (
            lambda data: data["hasil_kerja"]["tambahan"].clear(),
            "| 1 | Rencana Hasil Kerja | RHK-T1 | | Tersusunnya panduan ringkas pengajuan SPM | - | Dihapus |\n"
            "| 2 | IKI | T1a-N / RHK-T1 | | Jumlah panduan yang diterbitkan / Aspek: Kuantitas / Satuan: dokumen | - | "
            "Dihapus |\n| Y | 1~dokumen | - | Dihapus |",
        ),
        (
            lambda data: data["hasil_kerja"]["utama"][1]["indikator"].append(
                {"kode": "2b-N", "nama": "Rata-rata", "aspek": "waktu", "satuan": "jam", "target": {"S1": 1.5, "Y": 2}}
            ),
            "| 1 | IKI | 2b-N / RHK-2 | | - | Rata-rata / Aspek: Waktu / Satuan: jam | Baru |\n"
            "| Sm. I | - | 1,5~jam | Baru |\n| Y | - | 2~jam | Baru |",
        ),
        (
            lambda data: iki(data).update(aspek="kualitas", nama="Persentase SPM yang diuji"),
            "| 1 | IKI | 1a-C Persentase SPM yang diuji / Nama | | Persentase SPM yang diuji tepat waktu | "
            "Persentase SPM yang diuji | Diubah |\n"
            "| 2 | IKI | 1a-C Persentase SPM yang diuji / Aspek | | Waktu | Kualitas | Diubah |",
        ),
        (
            lambda data: iki(data).update(periode={"mulai": "2026-07-01", "selesai": "2026-12-31"}),
            "/ Periode | | - | 1 Juli s.d. 31 Desember 2026 | Baru |",
        ),
        (
            lambda data: iki(data)["target"].update(Q1=90),
            "| 1 | Target | 1a-C Persentase SPM yang diuji tepat waktu | Q1 | 95% | 90% | Diubah / Ada realisasi |",
        ),
        (
            lambda data: iki(data)["target"].pop("Q4"),
            "| Q1 | 95% | 95% | Ada realisasi |\n| Q4 | 96% | - | Dihapus |",
        ),
        (
            lambda data: iki(data)["target"].pop("Q1"),
            "| Q1 | 95% | - | Dihapus / Ada realisasi |",
        ),
        (
            lambda data: data["hasil_kerja"]["utama"][0].update(indikator=[]),
            "| - | Dihapus |\n| Q1 | 95% | - | Dihapus / Ada realisasi |\n| Q2 | 95% | - | Dihapus |",
        ),
        (
            lambda data: data["perilaku_kerja"][6].update(ekspektasi="Berbagi"),
            "| 1 | Perilaku Kerja | Kolaboratif / Ekspektasi Khusus Pimpinan | | - | Berbagi | Baru |",
        ),
        (
            lambda data: data["lampiran"].update(dukungan_sumber_daya=["Akses aplikasi SAKTI", "Laptop"]),
            "| 1 | Lampiran | Dukungan Sumber Daya | | 1. Akses aplikasi SAKTI / 2. Pelatihan pengujian SPM | "
            "1. Akses aplikasi SAKTI / 2. Laptop | Diubah |",
        ),
        (lambda data: data.pop("lampiran"), "| 1 | Lampiran | Dukungan Sumber Daya | | 1."),
        (
            lambda data: data["pegawai"].update(jabatan="Pelaksana", kepegawaian="pns"),
            "| 1 | Pegawai | Jabatan | | Pelaksana Seksi Pencairan Dana | Pelaksana | Diubah |\n"
            "| 2 | Pegawai | Kepegawaian | | - | PNS | Baru |",
        ),
        (
            lambda data: data.update(periode={"mulai": "2026-01-01", "selesai": "2026-11-30"}),
            "| 1 | Periode | Periode | | 1 Januari s.d. 31 Desember 2026 | 1 Januari s.d. 30 November 2026 | Diubah |",
        ),
        (
            lambda data: data.update(tidak_bertugas=[{"mulai": "2026-06-01", "selesai": "2026-08-31", **LEAVE}]),
            "| 1 | Periode | Tidak Bertugas | | - | 1 Juni s.d. 31 Agustus 2026 (Cuti besar) | Baru |",
        ),
        (lambda data: data.update(status="ditutup"), "| - | | | | | | |"),
    ],
)
def test_each_component_is_told_in_the_words_of_the_form(change: Callable[[Data], object], expected: str) -> None:
    said = "\n".join(rows(amended(change, *EVERY)))
    assert expected in said


def test_narratives_are_compared() -> None:
    def before(data: Data) -> None:
        data.pop("perubahan")
        iki(data)["ukuran"] = "Dasbor diperbarui setiap bulan"

    (line,) = rows([altered(before, path=SARI), examples()], SARI)
    assert "| Target | 1a-N / Ukuran Keberhasilan/" in line
    assert "| Dasbor diperbarui setiap bulan |" in line


def test_only_what_was_realised_by_then_is_shown_as_realised() -> None:
    states = amended(lambda data: iki(data)["target"].update(Q4=97), "target")
    early = altered(lambda data: data["perubahan"][0].update(tanggal="2026-04-06"), states[-1])
    assert any("Ada realisasi" in each for each in rows(states))
    assert not any("Ada realisasi" in each for each in rows([states[0], early]))


def test_a_period_that_a_komplemen_shortened_is_not_of_the_adendum() -> None:
    shorter = {"mulai": "2026-01-01", "selesai": "2026-06-30"}
    states = amended(lambda data: data.update(periode=shorter, status="ditutup"), "target")
    assert rows(states) == ["| - | | | | | | |"]


def three() -> list[MemoryTree]:
    """The example without adendum, with one, and with two."""
    states = amended(lambda data: iki(data)["target"].update(Q4=97), "target")

    def second(data: Data) -> None:
        data["pegawai"]["jabatan"] = "Pelaksana"
        data["perubahan"].append(entry(2, "pegawai", day="2026-07-10"))

    return [*states, altered(second, states[-1])]


def test_each_adendum_has_its_sheet_and_the_last_one_is_the_usual() -> None:
    states = three()
    assert documents(states[-1], BAGAS)[:4] == ["skp", "perubahan", "perubahan-1", "perubahan-2"]
    first, second = (rows(states, document=f"perubahan-{nth}") for nth in (1, 2))
    assert rows(states) == second
    assert [each for each in first if "Diubah" in each] == ["| Q4 | 96% | 97% | Diubah |"]
    assert second == ["| 1 | Pegawai | Jabatan | | Pelaksana Seksi Pencairan Dana | Pelaksana | Diubah |"]
    said = outline(sheet(states, document="perubahan-1"))
    assert "ADENDUM KE-1" in said
    assert "| 4 | JABATAN | Pelaksana Seksi Pencairan Dana |" in said


def test_an_approval_that_came_later_is_shown() -> None:
    states = three()

    def sign(data: Data) -> None:
        data["perubahan"][0]["persetujuan"] = [
            {"sebagai": "pegawai", "nip": data["pegawai"]["nip"], "tanggal": "2026-06-11"}
        ]

    signed = altered(sign, states[1])
    last = altered(sign, states[2])
    assert "disetujui 11 Juni 2026" in outline(sheet([states[0], states[1], signed, last], document="perubahan-1"))


def test_of_two_adendum_recorded_at_once_each_shows_what_it_declares() -> None:
    states = three()
    said = outline(sheet([states[0], states[2]], document="perubahan-1"))
    assert "Dicatat bersama perubahan ke-2" in said
    assert "| Q4 | 96% | 97% | Diubah |" in said
    assert "Pelaksana | Diubah |" not in said
    assert rows([states[0], states[2]])[0].startswith("| 1 | Pegawai |")


def test_a_state_that_cannot_be_read_is_passed_over() -> None:
    states = three()
    broken = states[1].changed({BAGAS: "jenis: ["})
    gone = states[1].changed({BAGAS: None})
    assert rows([states[0], states[1], broken, gone, states[2]], document="perubahan-1")[-1].endswith("97% | Diubah |")


def test_what_is_not_committed_yet_is_compared_with_the_newest_commit() -> None:
    states = three()
    made = paper(states[2], BAGAS, "perubahan", History(states[:2]))
    assert "Pelaksana | Diubah |" in outline(made)
    assert all("BELUM TERCATAT" in each for each in made.asides)


def test_without_the_state_before_one_sentence_says_so() -> None:
    states = three()
    for history in (states[1:], states[2:]):
        assert refusal(history, document="perubahan-1") == (
            f"{BAGAS} has no sheet of change 1: the history here begins after that change, so it does not hold "
            "the state before; print it where an older history lies, or fill one in by hand: skpkit render --blank "
            "perubahan"
        )
    assert "no document perubahan-3" in refusal(states, document="perubahan-3")
    assert "perubahan" not in documents(states[0], BAGAS)


def test_who_reviews_is_named_by_the_settings_else_by_the_approval_else_by_number() -> None:
    """A signature is not over the name beside it, which anybody could write."""
    approval = {"sebagai": "pengelola_kinerja_organisasi", "nip": "198806212010122001", "tanggal": "2026-06-11"}
    states = amended(lambda data: iki(data)["target"].update(Q4=97), "target")
    signed = altered(lambda data: data["perubahan"][0].update(persetujuan=[approval]), states[1])
    assert "Mereviu: Pengelola Kinerja Organisasi,\nNIP 19880621~201012~2~001\ndireviu 11 Juni 2026" in outline(
        sheet([states[0], signed])
    )
    other = {**approval, "nama": "Orang Lain", "jabatan": "Sekretaris"}
    named = altered(lambda data: data["perubahan"][0].update(persetujuan=[other]), states[1])
    assert "Orang Lain\nNIP 19880621~201012~2~001\nSekretaris\ndireviu 11 Juni 2026" in outline(
        sheet([states[0], named])
    )
    reviewer = {"nip": "19880621 201012 2 001", "nama": "Nining", "jabatan": "Kepala Subbagian"}
    settings = json.dumps({"jenis": "pengaturan", "versi": 1, "pengelola": [reviewer]})
    for each in (signed, named):
        said = outline(sheet([states[0], each.changed({"skpkit.yaml": settings})]))
        assert "Nining\nNIP 19880621~201012~2~001\nKepala Subbagian\ndireviu 11 Juni 2026" in said


def test_an_appraiser_who_agreed_before_he_left_signs() -> None:
    def undo(data: Data) -> None:
        data["pejabat_penilai_kinerja"] = data.pop("perubahan")[0]["penilai_lama"]

    agreed = {"sebagai": "pejabat_penilai_kinerja", "nip": "197003151995031001", "tanggal": "2026-04-15"}
    after = altered(lambda data: data["perubahan"][0].update(persetujuan=[agreed]), path=SARI)
    said = outline(sheet([altered(undo, path=SARI), after], SARI))
    assert "Pejabat Penilai Kinerja,\nHendra Saputra\nNIP 19700315~199503~1~001\ndisetujui 15 April 2026" in said


# The sheet of a manual


def before_manual(data: Data) -> None:
    data.pop("perubahan")
    data["pihak_penyedia_data"] = "Subbagian Umum"


def test_the_sheet_of_a_manual() -> None:
    assert same_as_golden(sheet([altered(before_manual, path=MANUAL), examples()], MANUAL), "perubahan/yoga-2a-N")


@pytest.mark.parametrize(
    ("key", "old", "row"),
    [
        ("polarisasi", "maximize", "| Polarisasi | 2a-N Jumlah berkas hilang | | Maximize | Minimize | Diubah |"),
        ("konversi_120", True, "| Konversi 120 | 2a-N Jumlah berkas hilang | | Ya | Tidak | Diubah |"),
        ("nilai_terburuk", 12.5, "| Realisasi Terburuk | 2a-N Jumlah berkas hilang | | 12,5 | 10 | Diubah |"),
        ("cascading", {"jenis": "cascading"}, "| Cascading | Non Cascading, Direct | Diubah |"),
        ("tahun_lalu", {"target": 1}, "| Target/Realisasi Y-1 | 2a-N Jumlah berkas hilang | | 1 / - | - | Dihapus |"),
        ("skala_stabilize", [{"ca": 90, "capaian": 100}], "| Ca 90: 100 | - | Dihapus |"),
    ],
)
def test_the_fields_of_a_manual_have_the_labels_of_its_form(key: str, old: object, row: str) -> None:
    def undo(data: Data) -> None:
        data.pop("perubahan")
        data[key] = old

    assert row in "\n".join(rows([altered(undo, path=MANUAL), examples()], MANUAL))


def test_what_the_skp_shows_too_stands_in_the_sheet_of_its_adendum() -> None:
    def mirrored(data: Data) -> None:
        data["target"]["Q4"] = 1

    before = altered(before_manual, path=MANUAL)
    later = altered(mirrored, path=MANUAL)
    assert len(rows([before, examples(), later], MANUAL)) == 1

    def repaired(data: Data) -> None:
        data.pop("perubahan")
        data["target"]["Q4"] = 1

    assert rows([altered(repaired, path=MANUAL), examples()], MANUAL) == [
        "| 1 | Target | 2a-N Jumlah berkas hilang | Q4 | 1~berkas | 0~berkas | Diubah |"
    ]


def test_a_manual_without_its_skp_has_no_sheet() -> None:
    skp = MANUAL.replace("iki/2a-N", "skp")
    states = [tree.changed({skp: None}) for tree in (altered(before_manual, path=MANUAL), examples())]
    assert f"{skp} is missing" in refusal(states, MANUAL)


# Where the dossier lay before


def test_a_dossier_is_followed_to_the_unit_that_it_lay_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path)
    before, after = amended(lambda data: iki(data)["target"].update(Q4=97), "target")
    moved = {path.replace("2026/", "2026/seksi/"): content for path, content in after.files.items()}
    for files in (before.files, after.files, {**dict.fromkeys(after.files), **moved}):
        repo.write(files)
        repo.git("add", "--all")
        repo.git("commit", "--quiet", "--message", "x")
    with open_records(tmp_path) as records:
        for state in (records.commit("HEAD"), records.worktree()):
            printer = Printer(Office(state, Settings()), records, date(2026, 6, 15))
            (made,) = printer.made(BAGAS.replace("2026/", "2026/seksi/"), "pdf", "perubahan").pages
            assert "| Q4 | 96% | 97% | Diubah |" in outline(Tagged(made))


# Bars in the margin of the SKP


def bars(states: Sequence[MemoryTree], path: str = BAGAS) -> list[int]:
    """How many bars stand in the left margin of each page of an SKP."""
    found = []
    for picture in pages(states[-1], path, style="png", past=History(states)):
        with Image.open(io.BytesIO(picture)) as page:
            column = page.convert("L").crop((65, 0, 81, page.height))
            dark = [min(column.crop((0, row, 16, row + 1)).tobytes()) < 128 for row in range(page.height)]
            found.append(sum(now and not before for before, now in zip([False, *dark], dark, strict=False)))
    return found


def everything(data: Data) -> None:
    data["pegawai"]["jabatan"] = "Pelaksana"
    data["hasil_kerja"]["utama"][1]["rencana"] = "Berkurangnya pengembalian"
    data["perilaku_kerja"][0]["ekspektasi"] = "Menjawab"
    data["lampiran"]["konsekuensi"].append("Teguran")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: iki(data)["target"].update(Q4=97), [1, 0, 0]),
        (lambda data: iki(data, 0, 1).update(nama="Jumlah yang dibina"), [1, 0, 0]),
        (everything, [3, 0, 1]),
        (lambda data: data["lampiran"]["konsekuensi"].clear(), [0, 0, 0]),
    ],
)
def test_a_bar_stands_beside_what_the_last_adendum_changed(
    change: Callable[[Data], object], expected: list[int]
) -> None:
    assert bars(amended(change, *EVERY)) == expected


def test_bars_of_an_skp_kualitatif() -> None:
    def undo(data: Data) -> None:
        data.pop("perubahan")
        iki(data, 1)["ukuran"] = "Lain"

    assert bars([altered(undo, path=SARI), examples()], SARI) == [1, 0, 0]


def test_no_bar_where_the_history_does_not_tell() -> None:
    states = amended(lambda data: iki(data)["target"].update(Q4=97), "target")
    assert bars(states[1:]) == [0, 0, 0]
    assert bars(states[:1]) == [0, 0, 0]


# Pages


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 20, 60])
def test_the_signatures_stay_with_the_last_row_and_heads_repeat(count: int) -> None:
    made = sheet(grown(count))
    signs = next(each for each in made.root.of("P") if each.text == "Pegawai yang Dinilai,")
    assert signs.pages == {made.length}
    last = [each for each in made.root.of("TD", "P", "Div") if each.text == "Baru"][-1]
    assert last.pages == signs.pages
    assert all("SEMULA" in each for each in made.asides[1:])
    together = [each for each in made.root.of("TR") if "| IKI" in each.text]
    assert all(len(each.pages) == 1 for each in together)
    assert outline(made).count("| Q1 | - | 1~jam | Baru |") == count
    assert made.root.text.count("Q1-1~jamBaru") == count


@pytest.mark.parametrize("place", ["rencana", "ekspektasi", "alasan"])
def test_a_text_longer_than_a_page_flows_and_is_not_cut(place: str) -> None:
    long = " ".join(f"kata{nth}" for nth in range(1_100))
    states = grown(1)

    def lengthen(data: Data) -> None:
        target = {"rencana": data["hasil_kerja"]["utama"][0], "ekspektasi": data["perilaku_kerja"][1]}
        target.get(place, data["perubahan"][0])[place] = long

    states[1] = altered(lengthen, states[1])
    assert bare(long) in bare(sheet(states).root.text)
    assert margins_are_white(pages(states[1], BAGAS, "perubahan", "png", History(states)))


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    def write(data: Data) -> None:
        data["instansi"] = text
        data["pegawai"].update(nama=text, jabatan=text)
        data["pejabat_penilai_kinerja"].update(nama=text, unit_kerja=text)
        data["hasil_kerja"]["utama"][0].update(rencana=text)
        iki(data).update(nama=text, satuan=text)
        data["perilaku_kerja"][1]["ekspektasi"] = text
        data["lampiran"]["konsekuensi"] = [text]

    states = amended(write, *EVERY)
    approval = {"sebagai": "pengelola_kinerja_organisasi", "nip": "1", "nama": text, "jabatan": text}
    approval["tanggal"] = "2026-06-11"
    states[1] = altered(lambda data: data["perubahan"][0].update(alasan=text, persetujuan=[approval]), states[1])
    made = sheet(states)
    said = bare(made.root.text)
    if text.isascii():
        assert said.lower().count(bare(text).lower()) > 15
    else:
        assert {*bare(text)} <= {*said}
    assert margins_are_white(pages(states[1], BAGAS, "perubahan", "png", History(states)))
    bars(states)  # the SKP itself prints, with bars


def test_carries_the_record_and_is_easy_to_hear() -> None:
    made = sheet(three())
    assert made.attachments().keys() == {"skp.yaml", "manifest.json"}
    assert json.loads(made.attachments()["manifest.json"][0])["document"] == "perubahan"
    assert "Lembar Perubahan SKP Adendum ke-2 · Bagas Pratama" in made.asides[0]
    assert [each.text for each in made.root.of("H1")] == ["LEMBAR PERUBAHAN SASARAN KINERJA PEGAWAI"]
    assert all(each.of("TH") for each in made.root.of("Table"))
    assert made.pdf.docinfo["/Title"] == "Lembar Perubahan SKP Adendum ke-2, 2026: Bagas Pratama"


# Words that differ


def test_words_that_differ_are_marked_on_both_sides() -> None:
    def marked(old: str, new: str, *by: str) -> tuple[str, str]:
        first, second = (
            "\n".join("".join(f"[{run.teks}]" if run.berubah else run.teks for run in line) for line in side)
            for side in compared(old, new, *by)
        )
        return first, second

    assert marked("satu dua tiga", "satu empat tiga") == ("satu [dua] tiga", "satu [empat] tiga")
    assert marked("satu dua tiga", "satu empat lima tiga")[1] == "satu [empat lima] tiga"
    assert marked("dua tiga", "empat lima") == ("[dua tiga]", "[empat lima]")
    assert marked("satu", "satu dua") == ("satu", "satu[ dua]")
    assert marked("a b\nc", "a d\nc", LINES) == ("[a b]\nc", "[a d]\nc")


def test_the_words_stay_in_one_line_where_they_fit() -> None:
    states = amended(lambda data: data["pegawai"].update(jabatan="Pelaksana Seksi Umum"), "pegawai")
    assert any("Pelaksana Seksi Umum" in each for each in lines_of(sheet(states)))
