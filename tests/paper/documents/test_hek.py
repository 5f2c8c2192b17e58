"""The printed evaluation, and what its one-page document has alike: whose numbers they show, where pages end."""

from __future__ import annotations

import copy
import re
from itertools import pairwise
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from skpkit.paper.charts import distribution
from skpkit.source.yamlfile import read
from tests.support.edits import PEOPLE, edited
from tests.support.evaluations import BAGAS, RATNA, SARI, evaluation, line, office, reported
from tests.support.memory import MemoryTree
from tests.support.printed import (
    NAUGHTY,
    History,
    bare,
    margins_are_white,
    pages,
    paper,
    record,
    same_as_golden,
    with_data,
)
from tests.support.tagged import Tagged, outline


def rows(printed: Tagged) -> dict[str, list[str]]:
    """Of each IKI, what its row says: target, realisasi with the evidence."""
    found = {}
    for row in printed.root.of("TR"):
        cells = [[part.text for part in cell.of("P", "LI")] or [cell.text] for cell in row.of("TD")]
        for nth, cell in enumerate(cells):
            if code := re.match(r"T?[0-9][a-z]-(CP|C|N) ", cell[0]):
                found[code[0].strip()] = [" / ".join(each) for each in cells[nth + 1 : nth + 3]]
    return found


def refusal(tree: MemoryTree, path: str, document: str = "hek") -> str:
    with pytest.raises(SkpkitError) as caught:
        paper(tree, path, document)
    return caught.value.sentence("en")


# Whose numbers


def test_an_evaluation_shows_its_period_though_later_ones_are_known() -> None:
    tree = office()
    quarters = {name: rows(paper(tree, f"{BAGAS}/{name}.yaml", "hek")) for name in ("Q1", "Q2", "Q3", "Q4")}
    assert quarters["Q1"] == {
        "1a-C": ["95%", "96,2% / -Rekap norma waktu triwulan I"],
        "1b-N": ["5~satuan kerja", "6~satuan kerja / -Notula pembinaan"],
        "2a-N": ["2%", "1,8% / -Register pengembalian SPM"],
        "T1a-N": ["-", "-"],
    }
    assert quarters["Q2"] == {
        "1a-C": ["95%", "95,1% / -Bukti 1a-C Q2"],
        "1b-N": ["15~satuan kerja / s.d. triwulan II", "18~satuan kerja / -Bukti 1b-N Q2"],
        "2a-N": ["2%", "1,75% / -Bukti 2a-N Q2"],
        "T1a-N": ["-", "-"],
    }
    assert quarters["Q3"]["1a-C"] == ["95,33% / s.d. triwulan III", "95,73% / -Bukti 1a-C Q3"]
    assert quarters["Q4"] == {
        "1a-C": ["95,5%", "-"],
        "1b-N": ["30~satuan kerja", "-"],
        "2a-N": ["1,5%", "-"],
        "T1a-N": ["1~dokumen", "-"],
    }


def test_a_koreksi_of_the_period_counts_and_a_projection_does_not() -> None:
    why = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    tree = reported(office(), "2026-11-02", line("1b-N", "Q1", 7, koreksi=why, bukti_dukung=["Notula baru"]))
    tree = reported(tree, "2026-11-03", line("T1a-N", "Y", 1, proyeksi=True))
    assert rows(paper(tree, f"{BAGAS}/Q1.yaml", "hek"))["1b-N"][1] == (
        "7~satuan kerja / -Notula pembinaan / -Notula baru"
    )
    assert rows(paper(tree, f"{BAGAS}/Q2.yaml", "hek"))["1b-N"][1].startswith("19~")
    assert rows(paper(tree, f"{BAGAS}/Q4.yaml", "hek"))["T1a-N"] == ["1~dokumen", "-"]


def test_a_total_without_one_of_its_parts_is_not_known() -> None:
    tree = office().changed({f"{PEOPLE['bagas']}/dki/2026-07-07.yaml": None})
    assert rows(paper(tree, f"{BAGAS}/Q3.yaml", "hek"))["1b-N"] == [
        "25~satuan kerja / s.d. triwulan III",
        "- / -Bukti 1b-N Q3",
    ]


def test_a_cell_in_which_the_employee_was_hardly_on_duty_is_left_out_unless_it_was_realised() -> None:
    path, leave = (
        f"{PEOPLE['bagas']}/skp.yaml",
        {"mulai": "2026-04-01", "selesai": "2026-06-30", "alasan": "Cuti besar"},
    )
    lacking = office().changed({f"{PEOPLE['bagas']}/dki/2026-07-07.yaml": None})
    away = with_data(lacking, path, tidak_bertugas=[leave])
    shown = rows(paper(away, f"{BAGAS}/Q3.yaml", "hek"))
    assert shown["1b-N"][0] == "15~satuan kerja / s.d. triwulan III"
    assert shown["1b-N"][1].startswith("15~")
    assert rows(paper(away, f"{BAGAS}/Q2.yaml", "hek"))["1b-N"] == ["-", "-"]
    assert rows(paper(away, f"{BAGAS}/Q4.yaml", "hek"))["1b-N"][0] == "20~satuan kerja / s.d. triwulan IV"
    known = with_data(office(), path, tidak_bertugas=[leave])
    assert rows(paper(known, f"{BAGAS}/Q3.yaml", "hek")) == rows(paper(office(), f"{BAGAS}/Q3.yaml", "hek"))


def test_another_period_than_the_rhythm_takes_the_cells_that_end_in_it() -> None:
    tree = office().changed({f"{BAGAS}/{each}.yaml": evaluation(each) for each in ("S1", "B06", "B05", "Y")})
    shown = {each: rows(paper(tree, f"{BAGAS}/{each}.yaml", "hek"))["1b-N"] for each in ("S1", "B06", "B05", "Y")}
    assert shown["S1"] == ["15~satuan kerja", "18~satuan kerja / -Notula pembinaan / -Bukti 1b-N Q2"]
    assert shown["B06"] == ["15~satuan kerja / s.d. bulan Juni", "18~satuan kerja / -Bukti 1b-N Q2"]
    assert shown["B05"] == ["-", "-"]
    assert shown["Y"][0] == "30~satuan kerja"


def test_of_a_closed_skp_nothing_counts_that_ends_after_it_and_was_not_realised() -> None:
    path = f"{PEOPLE['bagas']}/skp.yaml"
    term = {"mulai": "2026-01-01", "selesai": "2026-06-30"}
    later = {f"{PEOPLE['bagas']}/dki/2026-10-07.yaml": None, f"{BAGAS}/Y.yaml": evaluation("Y")}
    closed = with_data(office().changed(later), path, status="ditutup", periode=term)
    assert rows(paper(closed, f"{BAGAS}/Y.yaml", "hek")) == {
        "1a-C": ["95% / s.d. triwulan II", "95,1% / -Rekap norma waktu triwulan I / -Bukti 1a-C Q2"],
        "1b-N": ["15~satuan kerja / s.d. triwulan II", "18~satuan kerja / -Notula pembinaan / -Bukti 1b-N Q2"],
        "2a-N": ["2% / s.d. triwulan II", "1,75% / -Register pengembalian SPM / -Bukti 2a-N Q2"],
        "T1a-N": ["-", "-"],
    }
    assert rows(paper(closed, f"{BAGAS}/Q2.yaml", "hek")) == rows(paper(office(), f"{BAGAS}/Q2.yaml", "hek"))
    assert rows(paper(closed, f"{BAGAS}/Q4.yaml", "hek"))["1b-N"] == ["-", "-"]


def small(data: dict[str, Any]) -> None:
    """A first IKI with targets so small that two decimals show none of them."""
    data["hasil_kerja"]["utama"][0]["indikator"][0]["target"] = {
        "Q1": 0.004,
        "Q2": 0.005,
        "Q3": 0.006,
        "Q4": 0.007,
        "Y": 0.0055,
    }


def test_stated_values_have_their_own_decimals_and_computed_ones_show_on_which_side_they_are() -> None:
    tree = office().changed({f"{PEOPLE['bagas']}/dki/{each}.yaml": None for each in ("2026-07-07", "2026-10-07")})
    path = f"{PEOPLE['bagas']}/skp.yaml"
    plan = copy.deepcopy(read(tree.files[path]).data)
    small(plan)
    tree = tree.changed({path: record(plan)})
    tree = reported(
        tree, "2026-04-20", line("1a-C", "Q1", 0.005, koreksi={"dki": "dki/2026-04-07.yaml", "alasan": "Salah"})
    )
    tree = reported(tree, "2026-07-08", line("1a-C", "Q2", 0.0041))
    first, second = (rows(paper(tree, f"{BAGAS}/{each}.yaml", "hek"))["1a-C"] for each in ("Q1", "Q2"))
    assert first[0] == "0,004%"
    assert first[1].startswith("0,005% / ")
    assert second[0] == "0,0045% / s.d. triwulan II"  # their averages, which two decimals would show as 0 and alike
    assert second[1].startswith("0,0046% / ")


@pytest.mark.parametrize("document", ["hek", "dek"])
@pytest.mark.parametrize("key", ["capaian_organisasi", "predikat"])
def test_a_choice_has_a_star_while_it_is_open(document: str, key: str) -> None:
    label = {"capaian_organisasi": "CAPAIAN KINERJA ORGANISASI", "predikat": "PREDIKAT KINERJA PEGAWAI"}
    star, note = {"hek": ("*", "* pilih salah satu"), "dek": ("**", "** pilih salah satu")}[document]
    path = f"{BAGAS}/Q1.yaml"
    said = outline(paper(with_data(office(), path, **{key: None}), path, document))
    assert note in said.splitlines()
    assert f"{label.pop(key)}{star}" in said
    assert not any(f"{each}*" in said for each in label.values())
    settled = outline(paper(office(), path, document))
    assert note not in settled.splitlines()
    assert "PREDIKAT KINERJA PEGAWAI" in settled
    assert "PEGAWAI*" not in settled


# What they say


@pytest.mark.parametrize(("name", "path"), [("bagas", BAGAS), ("ratna", RATNA), ("sari", SARI)])
def test_says_what_the_records_say_in_the_order_of_the_form(name: str, path: str) -> None:
    assert same_as_golden(paper(office(), f"{path}/Q1.yaml", "hek"), f"hek/{name}")


def test_the_curve_is_told_to_who_does_not_see_it() -> None:
    alts = [each.alt for each in paper(office(), f"{BAGAS}/Q1.yaml", "hek").root.of("Figure")]
    assert alts[0] == distribution("baik").alternatif


def test_the_appraiser_is_the_one_in_office_that_day() -> None:
    before = with_data(office(), f"{SARI}/Q1.yaml", tanggal="2026-04-10")
    assert "Hendra" not in outline(paper(office(), f"{SARI}/Q1.yaml", "hek"))
    said = outline(paper(before, f"{SARI}/Q1.yaml", "hek"))
    assert "| NAMA | Hendra Saputra |" in said
    assert "\nHendra Saputra\n" in said
    assert "Ratna" not in said


def test_what_is_not_chosen_yet_prints_the_choices_of_the_blank_form() -> None:
    bare_one = {"jenis": "evaluasi", "versi": 1, "periode": "Q3", "status": "rancangan"}
    tree = office().changed({f"{BAGAS}/Q3.yaml": record(bare_one)})
    printed = paper(tree, f"{BAGAS}/Q3.yaml", "hek")
    said = outline(printed)
    assert "ISTIMEWA/ BAIK/ BUTUH PERBAIKAN/ KURANG/ SANGAT KURANG" in said
    assert said.count("DI ATAS EKSPEKTASI/ SESUAI EKSPEKTASI/ DI BAWAH EKSPEKTASI") == 2
    assert "SANGAT BAIK/ BAIK/ BUTUH PERBAIKAN/ KURANG/ SANGAT KURANG" in said
    assert "\n* pilih salah satu\n" in said
    assert "(tempat), (tanggal, bulan, tahun)" in said
    assert [each.alt[:8] for each in printed.root.of("Figure")] == ["Kode QR "]
    assert all("DRAF" in aside for aside in printed.asides)
    one_page = paper(tree, f"{BAGAS}/Q3.yaml", "dek")
    assert "| 3 |= ATASAN PEJABAT PENILAI KINERJA |" in outline(one_page).replace("|= 3", "| 3")
    assert one_page.length == 1


def test_each_signs_under_the_day_of_the_own_signature() -> None:
    said = outline(paper(office(), f"{BAGAS}/Q2.yaml", "dek"))
    assert "Banda Contoh, 22 Juli 2026\nPegawai yang Dinilai,\n" in said
    assert "Banda Contoh, 21 Juli 2026\nPejabat Penilai Kinerja,\n" in said
    alone = outline(paper(office(), f"{BAGAS}/Q2.yaml", "hek"))
    assert "Banda Contoh, 21 Juli 2026\nPejabat Penilai Kinerja,\n" in alone
    assert "Pegawai yang Dinilai," not in alone


@pytest.mark.parametrize(
    ("period", "title"),
    [("Q1", "TRIWULAN I"), ("Q4", "AKHIR"), ("Y", "AKHIR"), ("S1", "SEMESTER I"), ("B03", "MARET")],
)
def test_the_title_names_the_period(period: str, title: str) -> None:
    tree = office().changed({f"{BAGAS}/{period}.yaml": evaluation(period)})
    assert f"\nPERIODE: {title}\n" in outline(paper(tree, f"{BAGAS}/{period}.yaml", "hek"))
    assert f"\nPERIODE*: {title}\n" in outline(paper(tree, f"{BAGAS}/{period}.yaml", "dek"))


def test_a_narrative_of_several_periods_names_each() -> None:
    tree = office().changed({f"{SARI}/S1.yaml": evaluation("S1")})
    path = f"{PEOPLE['sari']}/dki/2026-07-09.yaml"
    tree = edited(tree, [{"file": path, "realisasi": [line("2a-C", "Q2", "Tiga gangguan\npulih")]}])
    said = outline(paper(tree, f"{SARI}/S1.yaml", "hek"))
    assert "Triwulan I: Dua gangguan pulih pada hari yang sama / Triwulan II: Tiga gangguan / pulih" in said


# What cannot be printed


def test_what_cannot_be_printed_is_told_with_the_remedy() -> None:
    tree, path = office(), f"{BAGAS}/Q2.yaml"
    told = refusal(tree.changed({f"{PEOPLE['bagas']}/skp.yaml": None}), path, "dek")
    assert told.startswith(f"{path} is printed with what its SKP says, but {PEOPLE['bagas']}/skp.yaml is missing")
    told = refusal(tree.changed({f"{PEOPLE['bagas']}/dki/2026-07-07.yaml": "jenis: ["}), path)
    assert f"{path} cannot be printed while {PEOPLE['bagas']}/dki/2026-07-07.yaml cannot be read" in told
    told = refusal(tree.changed({f"{PEOPLE['bagas']}/iki/1b-N.yaml": None}), path)
    assert f"the manual of 1b-N, which tells how its periods are consolidated: {PEOPLE['bagas']}/iki/1b-N.yaml" in told
    told = refusal(with_data(tree, path, hasil_kerja=[{"rhk": "RHK-9"}]), path)
    assert f"{path} gives feedback on RHK-9, which the SKP did not have on 30 June 2026" in told


def test_an_evaluation_of_a_single_cell_needs_no_manual() -> None:
    tree = office().changed({f"{PEOPLE['bagas']}/iki/1b-N.yaml": None})
    assert rows(paper(tree, f"{BAGAS}/Q1.yaml", "hek"))["1b-N"][0] == "5~satuan kerja"


@pytest.mark.parametrize("lacks", ["dki/2026-07-07.yaml", "iki/1a-C.yaml", None])
def test_no_commit_is_named_that_holds_other_dialogues_or_manuals(lacks: str | None) -> None:
    tree = office()
    here = tree.changed({f"{PEOPLE['bagas']}/{lacks}": None} if lacks else {})
    head = MemoryTree(tree.files)
    head.commit = "f" * 40
    printed = paper(here, f"{BAGAS}/Q1.yaml", "hek", History([head]))
    assert all(("belum tercatat" in aside) == bool(lacks) for aside in printed.asides)


# Pages


def many(count: int, text: str = "Terselesaikannya pengujian") -> MemoryTree:
    """Bagas with that many RHK of one to three IKI, and feedback on each."""
    results, said = [], []
    for nth in range(1, count + 1):
        measures = [
            {"kode": f"{nth}{each}-N", "nama": text, "aspek": "waktu", "satuan": "jam", "target": {"Q1": 1}}
            for each in "abc"[: 1 + nth % 3]
        ]
        results.append({"kode": f"RHK-{nth}", "rencana": text, "indikator": measures, "penugasan": text})
        said.append({"rhk": f"RHK-{nth}", "umpan_balik": [{"dari": "atasan", "isi": text}]})
    tree = with_data(office(), f"{PEOPLE['bagas']}/skp.yaml", hasil_kerja={"utama": results})
    return with_data(tree, f"{BAGAS}/Q1.yaml", hasil_kerja=said)


@pytest.mark.parametrize("count", [1, 2, 5, 9, 14, 30])
def test_pages_end_where_the_form_allows(count: int) -> None:
    printed = paper(many(count), f"{BAGAS}/Q1.yaml", "hek")
    by_text = {row.text: row.pages for row in printed.root.of("TR")}
    together = [pages for text, pages in by_text.items() if re.match("[1-9]", text)]
    assert all(len(pages) == 1 for pages in together)
    (first,) = (pages for text, pages in by_text.items() if text.startswith("1Penugasan"))
    assert by_text["A. UTAMA"] == first
    values = [text for text in by_text if "Ekspektasi Khusus" in text]
    assert len(values) == 7
    pages = {max(by_text[each]) for each in values}
    later = [printed.asides[page - 1] for page in sorted(pages)[1:]]
    assert all("PERILAKU KERJAUMPAN BALIK" in aside for aside in later)
    (signed,) = (each.pages for each in printed.root.of("P") if each.text == "Pejabat Penilai Kinerja,")
    (rated,) = (each.pages for each in printed.root.of("P") if each.text == "PREDIKAT KINERJA PEGAWAI")
    assert signed == rated == {printed.length}
    if count > 5:
        assert "REALISASI BERDASARKAN BUKTI DUKUNG" in printed.asides[1]


@pytest.mark.parametrize("document", ["hek", "dek"])
def test_is_easy_to_hear_and_carries_its_record(document: str) -> None:
    printed = paper(office(), f"{BAGAS}/Q1.yaml", document)
    levels = [int(each.kind[1]) for each in printed.root.of("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(later <= former + 1 for former, later in pairwise(levels))
    assert all(each.of("TH") for each in printed.root.of("Table"))
    assert all(each.alt for each in printed.root.of("Figure"))
    assert printed.attachments().keys() == {"Q1.yaml", "manifest.json"}
    assert "<pdfuaid:part>1</pdfuaid:part>" in printed.metadata


def test_bookmarks_name_each_table_once() -> None:
    with paper(many(9), f"{BAGAS}/Q1.yaml", "hek").pdf.open_outline() as bookmarks:
        (root,) = bookmarks.root
        assert [each.title for each in root.children] == [
            "CAPAIAN KINERJA ORGANISASI",
            "HASIL KERJA",
            "PERILAKU KERJA",
        ]


@pytest.mark.parametrize("words", [1_200, 20])
def test_a_long_text_flows_and_is_not_cut(words: int) -> None:
    long = " ".join(f"kata{nth}" for nth in range(words))
    said = [{"dari": "bawahan", "isi": long}]
    tree = with_data(
        office(),
        f"{BAGAS}/Q1.yaml",
        catatan=long,
        hasil_kerja=[{"rhk": "RHK-1", "umpan_balik": said}],
        perilaku_kerja=[{"nilai": "kolaboratif", "umpan_balik": said}, {"nilai": "akuntabel", "umpan_balik": said}],
    )
    assert paper(tree, f"{BAGAS}/Q1.yaml", "hek").root.text.count(long) == 3
    assert paper(tree, f"{BAGAS}/Q1.yaml", "dek").root.text.count(long) == 1
    for document in ("hek", "dek"):
        assert margins_are_white(pages(tree, f"{BAGAS}/Q1.yaml", document, "png"))


# Data stay data


def everywhere(text: str, **skp: Any) -> MemoryTree:
    """The text wherever the documents show one that a person wrote, but for what an SKP shows as well."""
    person = dict.fromkeys(("nama", "nip", "pangkat_golongan", "jabatan", "unit_kerja"), text)
    said = [{"dari": "pihak_lain", "isi": text}]
    objection = {"isi": text, "tanggal": "2026-07-28", "penjelasan": text, "keputusan": text}
    tree = office().changed(
        {
            f"{BAGAS}/Q1.yaml": evaluation(
                "Q1",
                tempat=text,
                catatan=text,
                keberatan=objection,
                atasan_pejabat_penilai=person,
                hasil_kerja=[{"rhk": "RHK-1", "umpan_balik": said}],
                perilaku_kerja=[{"nilai": "loyal", "umpan_balik": said}],
            ),
            f"{SARI}/Q1.yaml": evaluation("Q1", hasil_kerja=[{"rhk": "RHK-1", "umpan_balik": said}]),
        }
    )
    tree = reported(tree, "2026-04-07", line("1a-C", "Q1", 96, bukti_dukung=[text, f"{text} 2"]))
    measure = {"kode": "1a-N", "ukuran": text}
    results = [{"kode": "RHK-1", "rencana": text, "penugasan": text, "indikator": [measure]}]
    tree = with_data(tree, f"{PEOPLE['sari']}/skp.yaml", hasil_kerja={"utama": results})
    path = f"{PEOPLE['sari']}/dki/2026-04-14.yaml"
    return edited(tree, [{"file": path, "realisasi": [line("1a-N", "Q1", text, bukti_dukung=[text])]}])


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    tree = everywhere(text)
    for path, document, count in ((BAGAS, "hek", 5), (BAGAS, "dek", 14), (SARI, "hek", 6)):
        said = bare(paper(tree, f"{path}/Q1.yaml", document).root.text)
        if text.isascii():
            assert said.count(bare(text)) == count, (path, document)
        else:
            assert {*bare(text)} <= {*said}


@pytest.mark.parametrize("letter", ["W", "i"])
def test_a_word_too_long_for_its_column_breaks(letter: str) -> None:
    tree = with_data(everywhere(letter * 300), f"{BAGAS}/Q1.yaml", catatan=letter * 10_000)
    for path, document in ((BAGAS, "hek"), (BAGAS, "dek"), (SARI, "hek")):
        assert margins_are_white(pages(tree, f"{path}/Q1.yaml", document, "png"))
