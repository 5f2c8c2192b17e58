"""The one-page document of an evaluation: what it says."""

from __future__ import annotations

import pytest

from tests.support.evaluations import BAGAS, RATNA, SARI, office
from tests.support.printed import (
    paper,
    same_as_golden,
    with_data,
)
from tests.support.tagged import outline


@pytest.mark.parametrize(("name", "path"), [("bagas", BAGAS), ("ratna", RATNA), ("sari", SARI)])
def test_says_what_the_records_say_in_the_order_of_the_form(name: str, path: str) -> None:
    assert same_as_golden(paper(office(), f"{path}/Q1.yaml", "dek"), f"dek/{name}")


def test_an_objection_brings_its_three_blocks() -> None:
    told = {"isi": "Realisasi belum lengkap", "tanggal": "2026-07-28", "penjelasan": "Sudah ditelaah"}
    tree = with_data(office(), f"{BAGAS}/Q2.yaml", keberatan=told)
    printed = paper(tree, f"{BAGAS}/Q2.yaml", "dek")
    said = outline(printed)
    assert "KEBERATAN" not in outline(paper(office(), f"{BAGAS}/Q2.yaml", "dek"))
    for number, title in ((6, "KEBERATAN"), (7, "PENJELASAN PEJABAT PENILAI ATAS"), (8, "KEPUTUSAN ATASAN PEJABAT")):
        assert f"|= {number} |= {title}" in said
    assert "Tanggal 28 Juli 2026 / Realisasi belum lengkap" in said
    assert "Sudah ditelaah" in said
    assert printed.length == 1


def test_who_decides_on_the_objection_signs_too_and_signatures_are_numbered_after_the_blocks() -> None:
    told = {"isi": "Realisasi belum lengkap", "tanggal": "2026-07-28", "keputusan": "Predikat tetap"}
    above = {"nama": "Laras Widodo", "nip": "197001011995032001", "jabatan": "Kepala Kantor"}
    tree = with_data(office(), f"{BAGAS}/Q2.yaml", keberatan=told, tempat="Banda Contoh", atasan_pejabat_penilai=above)
    printed = paper(tree, f"{BAGAS}/Q2.yaml", "dek")
    signed = printed.root.text.partition("Predikat tetap")[2]
    order = (
        "10. Banda Contoh, ",
        "Pegawai yang Dinilai,",
        "9. Banda Contoh, ",
        "Pejabat Penilai Kinerja,",
        "11. Banda Contoh, (tanggal, bulan, tahun)",
        "Atasan Pejabat Penilai Kinerja,",
        "Laras Widodo",
        "NIP 19700101",
    )
    places = [signed.index(each) for each in order]
    assert places == sorted(places)
    assert printed.length == 1
    assert "9. " not in paper(office(), f"{BAGAS}/Q2.yaml", "dek").root.text
    tree = with_data(office(), f"{BAGAS}/Q2.yaml", keberatan=told)
    assert "Atasan Pejabat Penilai Kinerja,(....." in paper(tree, f"{BAGAS}/Q2.yaml", "dek").root.text.replace(
        "\n", ""
    ).replace(" (", "(")
