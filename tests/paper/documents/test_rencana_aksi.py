"""The printed rencana aksi of all dialogues: each once, as the latest says."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from tests.support.dialogues import SKP, YOGA, action, held, only, rows
from tests.support.edits import PEOPLE, examples
from tests.support.printed import paper, same_as_golden


@pytest.mark.parametrize(("person", "folder"), [("bagas", ""), ("yoga", "komplemen-1")])
def test_says_what_the_records_say_in_the_order_of_the_form(person: str, folder: str) -> None:
    made = paper(examples(), "/".join(filter(None, (PEOPLE[person], folder, "skp.yaml"))), "rencana-aksi")
    assert same_as_golden(made, f"rencana_aksi/{'-'.join(filter(None, (person, folder)))}")
    assert all(each.of("TH") for each in made.root.of("Table"))


def test_an_action_is_told_once_with_its_latest_status_by_deadline() -> None:
    tree = only(
        held("2026-02-04", **action("Menyusun  daftar", "belum")),
        held("2026-03-04", **action("menyusun daftar", "selesai", penanggung_jawab="Dian Lestari")),
        held("2026-04-04", **action("Melatih", "belum", "2026-05-01", rhk="RHK-9")),
    )
    assert rows(paper(tree, SKP, "rencana-aksi"), "") == [
        *rows(paper(tree, SKP, "rencana-aksi"), "")[:5],
        "| 1 | Melatih | RHK-9 | 1 Mei 2026 | Belum | Bagas Pratama | 4 April 2026 |",
        "| 2 | menyusun daftar | | 30 Juni 2026 | Selesai | Dian Lestari | 4 Maret 2026 | |",
        "| |",  # what keeps the last row with the signatures
    ]


def test_an_action_that_a_later_skp_goes_on_with_has_the_status_that_is_told_there() -> None:
    tree = examples()
    text = tree.files[f"{YOGA}/dki/2026-01-20.yaml"].replace(
        b"Menyusun jadwal rekonsiliasi", b"Serah terima berkas Seksi Bank"
    )
    made = paper(tree.changed({f"{YOGA}/dki/2026-01-20.yaml": text}), f"{YOGA}/skp.yaml", "rencana-aksi")
    assert "| 24 April 2026 | Selesai | Yoga Permadi | 6 Mei 2026 |" in rows(made, "1 | Serah")[0]


def test_a_date_stands_on_one_line() -> None:
    tree = only(held("2026-09-14", **action("Menyusun daftar", "selesai", "2026-09-30")))
    content = io.BytesIO()
    paper(tree, SKP, "rencana-aksi").pdf.save(content)
    with pdfplumber.open(content) as opened:
        text = opened.pages[0].extract_text()
    assert "30 September 2026" in text
    assert "Bagas Pratama 14 September 2026" in text
