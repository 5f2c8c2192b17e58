"""The printed Manual IKI: what it says, how its targets are consolidated, and where its pages end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from tests.support.edits import PEOPLE, examples
from tests.support.memory import MemoryTree
from tests.support.printed import NAUGHTY, bare, margins_are_white, pages, paper, printer, same_as_golden
from tests.support.tagged import Tagged, outline

BAGAS = PEOPLE["bagas"]
EVERY_TEXT = (
    *("nama", "tujuan", "definisi", "formula", "satuan"),
    *("pihak_penanggung_jawab", "pihak_penyedia_data", "sumber_data"),
)


def manual(**changes: Any) -> MemoryTree:
    """The examples with the manual 1b-N of an employee changed; None takes a key away."""
    path = f"{BAGAS}/iki/1b-N.yaml"
    data = {
        "jenis": "manual_iki",
        "versi": 1,
        "aturan": "kmk-300-2022",
        "kode": "1b-N",
        "rhk": "RHK-1",
        "nama": "Jumlah",
        "definisi": "Arti",
        "formula": "Cara",
        "satuan": "berkas",
        "aspek": "kuantitas",
        "tingkat_validitas": "proxy",
        "tingkat_kendali": "low",
        "konsolidasi_periode": "sum",
        "polarisasi": "maximize",
        "periode_pelaporan": "triwulanan",
        "target": {"Y": 1},
        **changes,
    }
    kept = {key: value for key, value in data.items() if value is not None}
    return examples().changed({path: json.dumps(kept, ensure_ascii=False)})


def printed(**changes: Any) -> Tagged:
    return paper(manual(**changes), f"{BAGAS}/iki/1b-N.yaml")


def rows(**changes: Any) -> list[str]:
    """The rows of the tables of targets."""
    every = [each for each in outline(printed(**changes)).splitlines() if each.startswith("|")]
    return every[next(nth for nth, each in enumerate(every) if each.startswith("|= Tabel Data")) :]


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("ratna", "iki/1a-CP"),
        ("bagas", "iki/1a-C"),
        ("bagas", "iki/T1a-N"),
        ("yoga", "iki/1a-N"),
        ("yoga", "iki/1b-N"),
        ("yoga", "komplemen-1/iki/1b-C"),
        ("yoga", "komplemen-1/iki/2a-N"),
        ("sari", "iki/1a-N"),
    ],
)
def test_says_what_the_record_says_in_the_order_of_the_form(person: str, name: str) -> None:
    made = paper(examples(), f"{PEOPLE[person]}/{name}.yaml")
    assert made.length == 1
    assert same_as_golden(made, f"manual/{person}-{name.replace('iki/', '').replace('/', '-')}")


@pytest.mark.parametrize(
    ("how", "targets", "numbers"),
    [
        ("sum", {"Q1": 5, "Q2": 10, "Q3": 10, "Q4": 5, "Y": 30}, "5 | 10 | 15 | 10 | 25 | 5 | 30"),
        ("average", {"Q1": 95, "Q2": 95, "Q3": 96, "Q4": 96, "Y": 95.5}, "95 | 95 | 95 | 96 | 95,33 | 96 | 95,5"),
        ("take_last_known", {"Q1": 2, "Q2": 2, "Q3": 1.5, "Q4": 1.5, "Y": 1.5}, "2 | 2 | 2 | 1,5 | 1,5 | 1,5 | 1,5"),
        ("take_last_known", {"Q1": 2, "Q4": 3, "Y": 3}, "2 | - | 2 | - | 2 | 3 | 3"),
        ("sum", {"Q3": 10, "Q4": 5, "Y": 15}, "- | - | - | 10 | 10 | 5 | 15"),
        ("sum", {"Q1": 1, "Q2": 2}, "1 | 2 | 3 | - | 3 | - | 3"),
    ],
)
def test_targets_until_a_quarter_are_consolidated(how: str, targets: dict[str, float], numbers: str) -> None:
    heads, row = rows(konsolidasi_periode=how, target=targets)
    assert heads == "|= Tabel Data |= Q1 |= Q2 |= s.d. Q2 |= Q3 |= s.d. Q3 |= Q4 |= Y |= Pol/KP |"
    assert f"| Target | {numbers} | Max/" in row


def test_months_stand_in_two_tables() -> None:
    targets = {f"B{month:02}": month for month in range(1, 13)} | {"Q1": 6, "S1": 21, "Y": 78}
    assert rows(periode_pelaporan="bulanan", target=targets) == [
        "|= Tabel Data |= Jan |= Feb |= Mar |= Apr |= Mei |= Jun |= Sm. I |= Pol/KP |",
        "| Target | 1 | 2 | 3 | 4 | 5 | 6 | 21 | Max/Sum |",
        "|= Tabel Data |= Jul |= Agu |= Sep |= Okt |= Nov |= Des |= Y |= Pol/KP |",
        "| Target | 7 | 8 | 9 | 10 | 11 | 12 | 78 | Max/Sum |",
    ]


def test_semesters_stand_in_one_short_table() -> None:
    assert rows(periode_pelaporan="semesteran", target={"S1": 2, "S2": 1}, polarisasi="minimize") == [
        "|= Tabel Data |= Sm. I |= Sm. II |= Y |= Pol/KP |",
        "| Target | 2 | 1 | 3 | Min/Sum |",
    ]


def test_what_only_some_manuals_have() -> None:
    said = outline(
        printed(
            perspektif="anggaran",
            nilai_terburuk=10,
            skala_stabilize=[{"ca": 90, "capaian": 100}],
            tahun_lalu={"target": 94.5, "realisasi": None},
            jenis_iki="lama",
            target_ditetapkan=True,
            konsolidasi_lokasi="raw_data",
            perubahan=[{"nomor": 1, "tanggal": "2026-05-20", "alasan": "Penyedia data berganti", "persetujuan": []}],
        )
    )
    for row in (
        "|= Perspektif | Anggaran |",
        "|= Realisasi Terburuk | 10~berkas |",
        "|= Skala Stabilize | Ca 90: 100 |",
        "|= Target/Realisasi Y-1 | 94,5~berkas / - |",
        "|= Jenis IKI | (x) Lama | ( ) Baru, ada data historis |",
        "|= Target Ditetapkan | (x) Ya | ( ) Tidak |",
        "|= Jenis Konsolidasi Lokasi | Raw Data |",
        "|= Perubahan | Ke-1, 20 Mei 2026: Penyedia data berganti |",
    ):
        assert row in said


def test_what_is_not_chosen_is_offered_as_on_the_blank_form() -> None:
    said = outline(printed())
    assert "|= Jenis Cascading | ( ) Cascading Peta | ( ) Cascading | ( ) Non Cascading |" in said
    assert "|= Konversi 120 | ( ) Ya | (x) Tidak |" in said
    assert "Perspektif" not in said
    assert "Realisasi Terburuk" not in said


def test_an_rhk_that_the_skp_does_not_have_is_named_by_its_code() -> None:
    assert "|= Rencana Hasil Kerja | RHK-9 |" in outline(printed(rhk="RHK-9"))


def test_without_its_skp_nothing_is_printed() -> None:
    tree = examples().changed({f"{BAGAS}/skp.yaml": None})
    with pytest.raises(SkpkitError, match=rf"{BAGAS}/skp\.yaml is missing or cannot be read"):
        paper(tree, f"{BAGAS}/iki/1b-N.yaml")


def test_is_the_document_of_a_manual() -> None:
    assert [*printer(examples()).documents(f"{BAGAS}/iki/1b-N.yaml")] == ["manual"]


# Pages


@pytest.mark.parametrize("length", [200, 1_100])
def test_a_long_text_flows_and_is_not_cut(length: int) -> None:
    long = " ".join(f"kata{nth}" for nth in range(length))
    tree = manual(definisi=long, formula=long[:9_000], tujuan=long[:9_000])
    made = paper(tree, f"{BAGAS}/iki/1b-N.yaml")
    assert long in made.root.text
    assert made.length > 1
    assert margins_are_white(pages(tree, f"{BAGAS}/iki/1b-N.yaml", None, "png"))


def test_rows_break_between_pages_and_not_inside() -> None:
    text = "Definisi yang cukup panjang untuk beberapa baris. " * 18
    made = printed(definisi=text, formula=text, tujuan=text, sumber_data=text, pihak_penyedia_data=text)
    assert made.length == 2
    assert all(len(each.pages) == 1 for each in made.root.of("P"))


def test_is_easy_to_hear() -> None:
    made = printed(target={"Q1": 1, "Y": 1})
    assert [each.text for each in made.root.of("H1")] == ["MANUAL INDIKATOR KINERJA INDIVIDU"]
    assert all(each.of("TH") for each in made.root.of("Table"))
    assert len(made.root.of("Figure")) == 1
    assert made.pdf.docinfo["/Title"] == "Manual IKI 1b-N tahun 2026: Bagas Pratama"
    assert "1b-N.yaml" in made.attachments()


# Data stay data


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    said = bare(printed(**dict.fromkeys(EVERY_TEXT, text)).root.text)
    if text.isascii():
        assert said.lower().count(bare(text).lower()) >= len(EVERY_TEXT)
    else:
        assert {*bare(text)} <= {*said}


def test_a_word_too_long_for_its_column_breaks() -> None:
    tree = manual(**dict.fromkeys(EVERY_TEXT, "W" * 299), target={"Q1": 10**18, "Y": 10**18})
    assert margins_are_white(pages(tree, f"{BAGAS}/iki/1b-N.yaml", None, "png"))
