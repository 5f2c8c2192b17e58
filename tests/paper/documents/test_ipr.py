"""The printed review of a quarter: which dialogues it counts, and what it says of them."""

from __future__ import annotations

from typing import Any

import pytest

from skpkit.errors import SkpkitError
from tests.support.dialogues import BAGAS, SKP, YOGA, action, held, lines, only, rows
from tests.support.edits import PEOPLE, examples
from tests.support.printed import NAUGHTY, History, bare, margins_are_white, pages, paper, printer, same_as_golden
from tests.support.tagged import outline

GIVER = {"nama": "Ratna Wulandari", "hubungan": "atasan_langsung"}


@pytest.mark.parametrize(
    ("person", "document"),
    [
        ("bagas", "ipr-Q1"),
        ("bagas", "ipr-Q2"),
        ("sari", "ipr-Q1"),
        ("yoga", "ipr-Q1"),
        ("yoga/komplemen-1", "ipr-Q2"),
    ],
)
def test_says_what_the_records_say_in_the_order_of_the_form(person: str, document: str) -> None:
    name, _, folder = person.partition("/")
    path = "/".join(filter(None, (PEOPLE[name], folder, "skp.yaml")))
    made = paper(examples(), path, document)
    assert same_as_golden(made, f"ipr/{person.replace('/', '-')}-{document}")
    assert all(each.of("TH") for each in made.root.of("Table"))


def test_an_skp_has_a_review_for_each_quarter_with_a_reported_dialogue() -> None:
    assert [*printer(examples()).documents(SKP)][-4:-1] == ["rencana-aksi", "ipr-Q1", "ipr-Q2"]
    assert not any(each.startswith(("ipr", "rencana")) for each in [*printer(only()).documents(SKP)])
    assert "ipr-Q1" not in [*printer(only(held("2026-02-04", "draf"))).documents(SKP)]


@pytest.mark.parametrize(
    ("day", "periods", "reviews"),
    [
        ("2026-02-04", [], ["ipr-Q1"]),
        ("2026-04-07", ["Q1"], ["ipr-Q1"]),
        ("2026-04-07", ["Q1", "Q2"], ["ipr-Q1", "ipr-Q2"]),
        ("2026-05-07", ["Q4"], ["ipr-Q2"]),
        ("2026-09-08", ["Q3"], ["ipr-Q3"]),
        ("2027-01-12", ["Q4"], ["ipr-Q4"]),
        ("2027-01-12", [], ["ipr-Q4"]),
    ],
)
def test_a_dialogue_counts_for_the_quarter_whose_work_it_follows(
    day: str, periods: list[str], reviews: list[str]
) -> None:
    tree = only(held(day, **lines(*({"iki": "1b-N", "periode": each} for each in periods))))
    assert [each for each in [*printer(tree).documents(SKP)] if each.startswith("ipr")] == reviews


@pytest.mark.parametrize(
    ("entries", "reached"),
    [
        ([{"realisasi": 6}], "6~satuan kerja dari 5~satuan kerja; capaian 120,00"),
        ([{"realisasi": 4}], "4~satuan kerja dari 5~satuan kerja; capaian 80,00"),
        ([{"realisasi": 0}], "0~satuan kerja dari 5~satuan kerja; capaian 0,00"),
        ([{"realisasi": 4, "proyeksi": True}], "4~satuan kerja (proyeksi) dari 5~satuan kerja"),
        ([{"realisasi": None, "kemajuan": "Baru dua"}], "belum ada realisasi; target 5~satuan kerja / Baru dua"),
        (
            [{"realisasi": 6}, {"realisasi": 5, "koreksi": {"dki": "dki/2026-04-07.yaml", "alasan": "Salah"}}],
            "5~satuan kerja dari 5~satuan kerja; capaian 100,00",
        ),
    ],
)
def test_what_was_reached(entries: list[dict[str, Any]], reached: str) -> None:
    tree = only(held("2026-04-07", **lines(*({"iki": "1b-N", "periode": "Q1", **each} for each in entries))))
    (row,) = rows(paper(tree, SKP, "ipr-Q1"), "1b-N")
    assert row == f"| 1b-N Jumlah satuan kerja yang dibina | {reached} | | | |"


def test_a_long_period_is_running_until_the_quarter_in_which_it_ends() -> None:
    tree = only(
        held("2026-09-08", **lines({"iki": "T1a-N", "periode": "Y", "kemajuan": "Setengah jadi"})),
        held("2027-01-12", **lines({"iki": "T1a-N", "periode": "Y", "realisasi": 1})),
    )
    assert "| berjalan / Setengah jadi |" in rows(paper(tree, SKP, "ipr-Q3"), "T1a-N")[0]
    assert "| 1~dokumen dari 1~dokumen; capaian 100,00 |" in rows(paper(tree, SKP, "ipr-Q4"), "T1a-N")[0]


def test_months_are_added_up_and_told_apart_while_some_are_missing() -> None:
    (row,) = rows(paper(examples(), f"{YOGA}/skp.yaml", "ipr-Q1"), "1a-N")
    assert "61~rekening dari 60~rekening; capaian 101,67" in row
    tree = examples().changed({f"{YOGA}/dki/2026-04-02.yaml": None})
    (row,) = rows(paper(tree, f"{YOGA}/skp.yaml", "ipr-Q1"), "1a-N")
    assert "belum lengkap: Januari 19~rekening, Februari 20~rekening; target 60~rekening" in row


def test_without_manual_there_is_no_capaian() -> None:
    tree = only(held("2026-04-07", **lines({"iki": "1b-N", "periode": "Q1", "realisasi": 6})))
    made = paper(tree.changed({f"{BAGAS}/iki/1b-N.yaml": None}), SKP, "ipr-Q1")
    assert "| 6~satuan kerja dari 5~satuan kerja | |" in rows(made, "1b-N")[0]


def test_several_dialogues_are_told_by_their_days_and_the_last_conclusion_counts() -> None:
    feedback = {"dari": GIVER, "atas": "hasil_kerja", "iki": "1b-N", "isi": "Baik"}
    tree = only(
        held("2026-02-04", kesimpulan="Awal", umpan_balik=[feedback]),
        held("2026-03-04", kesimpulan="Akhir", umpan_balik=[feedback]),
        held("2026-03-30", "draf", kesimpulan="Belum", umpan_balik=[feedback]),
    )
    said = outline(paper(tree, SKP, "ipr-Q1"))
    told = "4 Februari 2026: Ratna Wulandari (atasan langsung): Baik / 4 Maret 2026: Ratna Wulandari (atasan langsung)"
    assert f"| {told}: Baik | | |" in said
    assert "|= KESIMPULAN |\n| Akhir |" in said
    assert "30 Maret" not in said
    assert "Banda Contoh, 4 Maret 2026" in said


def test_what_is_said_of_no_iki_or_value_of_the_skp_has_its_own_row() -> None:
    tree = only(
        held(
            "2026-03-04",
            umpan_balik=[{"dari": GIVER, "atas": each, "isi": "Baik"} for each in ("hasil_kerja", "perilaku_kerja")],
            **lines({"iki": "9z-N", "periode": "Q1", "realisasi": 3}),
        )
    )
    made = paper(tree, SKP, "ipr-Q1")
    assert rows(made, "9z-N") == ["| 9z-N | Q1: 3 | | | |"]
    assert rows(made, "Hasil kerja secara umum") == [
        "| Hasil kerja secara umum | | Ratna Wulandari (atasan langsung): Baik | | |"
    ]
    assert len(rows(made, "Perilaku kerja secara umum")) == 1


# What they are made of


@pytest.mark.parametrize("document", ["ipr-Q1", "rencana-aksi"])
def test_a_dialogue_that_cannot_be_read_is_told(document: str) -> None:
    tree = examples().changed({f"{BAGAS}/dki/2026-05-08.yaml": b"jenis: dki\n"})
    with pytest.raises(SkpkitError, match=rf"{BAGAS}/dki/2026-05-08\.yaml cannot be read, and {document} of"):
        paper(tree, SKP, document)


def test_a_manual_that_cannot_be_read_is_told() -> None:
    tree = examples().changed({f"{BAGAS}/iki/1b-N.yaml": b"jenis: manual_iki\n"})
    with pytest.raises(SkpkitError, match=r"iki/1b-N\.yaml cannot be read, and ipr-Q1 of"):
        paper(tree, SKP, "ipr-Q1")


@pytest.mark.parametrize("document", ["ipr-Q1", "rencana-aksi"])
def test_one_dialogue_less_than_the_commit_has_is_no_copy_of_it(document: str) -> None:
    tree = examples()
    fewer = tree.changed({f"{BAGAS}/dki/2026-05-08.yaml": None})
    assert all("BELUM TERCATAT" in aside for aside in paper(fewer, SKP, document, past=History([tree])).asides)
    assert "BELUM" not in paper(tree, SKP, document, past=History([tree])).asides[0]


# Pages and data


@pytest.mark.parametrize("document", ["ipr-Q1", "rencana-aksi"])
def test_long_tables_repeat_their_heads_and_keep_rows_whole(document: str) -> None:
    actions = [
        {"uraian": f"Langkah {nth} " + "panjang " * 20, "tenggat": "2026-06-30", "status": "belum"} for nth in range(60)
    ]
    feedback = [{"dari": GIVER, "atas": "hasil_kerja", "iki": f"{nth}z-N", "isi": "Baik"} for nth in range(90)]
    tree = only(held("2026-03-04", rencana_aksi=actions, umpan_balik=feedback))
    made = paper(tree, SKP, document)
    assert made.length > 3
    assert all(len(each.pages) <= 1 for each in made.root.of("TR"))
    assert ("Kendala/Hambatan" if document == "ipr-Q1" else "PENANGGUNG JAWAB") in made.asides[1]
    assert margins_are_white(pages(tree, SKP, document, "png"), margin=10)


@pytest.mark.parametrize(
    "text", [*NAUGHTY, " ".join(f"kata{nth}" for nth in range(1_100))], ids=range(len(NAUGHTY) + 1)
)
@pytest.mark.parametrize(("document", "count"), [("ipr-Q1", 12), ("rencana-aksi", 2)])
def test_whatever_is_written_prints_as_text(document: str, count: int, text: str) -> None:
    line, giver = text[:300], {"nama": text[:300], "hubungan": "atasan_langsung"}
    said_of = {"kendala": text, "usulan_strategi": text}
    tree = only(
        held(
            "2026-03-04",
            pemantauan={
                "hasil_kerja": [{"iki": "1b-N", "periode": "Q1", "kemajuan": text, **said_of}],
                "perilaku_kerja": [{"nilai": "loyal", "catatan": text, **said_of}],
            },
            umpan_balik=[{"dari": giver, "atas": "hasil_kerja", "isi": text}],
            usulan_pelatihan=[{"topik": text, "kompetensi": text, "waktu": line, "penyelenggara": line}],
            kesimpulan=text,
            **action(text, "belum", penanggung_jawab=line),
        )
    )
    said = bare(paper(tree, SKP, document).root.text)
    if text.isascii() and len(text) <= 300:
        assert said.lower().count(bare(text).lower()) >= count
    elif text.isascii():
        assert bare(text) in said
    else:
        assert {*bare(text)} <= {*said}
