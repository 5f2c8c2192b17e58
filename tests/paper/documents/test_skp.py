"""The printed SKP: what it says and in which order, and where its pages end."""

from __future__ import annotations

import io
import os
import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from skpkit.model.periods import Term
from skpkit.paper.results import SuperiorResult, superior_result
from tests.support.places import GOLDEN
from tests.support.printed import BLOB, COMMIT, NAUGHTY, bare
from tests.support.printed_skp import (
    BAGAS,
    RATNA,
    YOGA,
    bagas,
    everywhere,
    example,
    paper,
    print_skp,
    skp,
    source,
    superiors,
)
from tests.support.records import Data
from tests.support.tagged import Tagged, lines_of, outline


def measures(rhk: int, count: int, name: str = "Jumlah") -> list[Data]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        {"kode": f"{rhk}{letters[nth]}-N", "nama": name, "aspek": "waktu", "satuan": "jam", "target": {"Y": 1}}
        for nth in range(count)
    ]


def results(*counts: int, name: str = "Jumlah") -> list[Data]:
    return [
        {"kode": f"RHK-{nth}", "rencana": f"Rencana ke-{nth}", "indikator": measures(nth, count, name)}
        for nth, count in enumerate(counts, 1)
    ]


def section_row_pages(printed: Tagged) -> list[tuple[set[int], set[int]]]:
    """The pages of each section row (or head of the behaviours) with those of the first row below it."""
    rows = printed.root.of("TR")
    heads = ("A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA**")
    below = {nth: nth + 2 if row.text == heads[2] else nth + 1 for nth, row in enumerate(rows) if row.text in heads}
    return [(rows[nth].pages, rows[first].pages) for nth, first in below.items()]


# What it says


@pytest.mark.parametrize("name", [RATNA, BAGAS, YOGA, f"{YOGA}/komplemen-1"])
def test_says_what_the_record_says_in_the_order_of_the_form(name: str) -> None:
    replaced = Term(date(2026, 1, 1), date(2026, 3, 31)) if "komplemen" in name else None
    said = outline(paper(example(name), replaced=replaced))
    golden = GOLDEN / "skp" / f"{name.replace('/', '-')}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_what_is_not_known_stays_empty_and_the_blanks_of_the_form_stand() -> None:
    appraiser = {"nama": "Menteri", "jabatan": "Menteri Keuangan"}
    rows = results(1)
    rows[0]["rhk_pimpinan"] = {"nip": "197001011995031001", "kode": "RHK-7"}
    rows[0]["indikator"][0].update(target={"Q1": 2}, periode={"mulai": "2026-07-01", "selesai": "2026-12-31"})
    printed = paper(
        bagas(
            pejabat_penilai_kinerja=appraiser,
            penetapan=None,
            perubahan=None,
            lampiran=None,
            hasil_kerja={"utama": rows, "tambahan": [{"kode": "RHK-T1", "rencana": "Lain"}]},
            perilaku_kerja=[{"nilai": "loyal", "ekspektasi": "- satu\n\n- dua\n"}],
        )
    )
    said = outline(printed)
    assert "| 2 | NIP | 19920317~201502~1~003 | 2 | NIP | |" in said
    assert "RHK-7 (NIP~19700101~199503~1~001)" in said
    assert "1a-N Jumlah / (1 Juli s.d. 31 Desember 2026) |" in said
    assert "| 1 | - | Lain | | | |" in said
    assert "Ekspektasi Khusus Pimpinan: / -satu / -dua |" in said
    assert "(tempat), (tanggal, bulan, tahun)" in said
    assert "disetujui" not in said
    assert "LAMPIRAN" not in said
    assert printed.length == 2


def test_a_list_without_entries_prints_a_dash() -> None:
    data = bagas(hasil_kerja={"utama": []}, lampiran={"konsekuensi": ["Teguran"]})
    said = outline(paper(data))
    assert said.count("| - |") == 4
    assert "|= KONSEKUENSI |\n| 1 | Teguran |" in said


def test_days_not_on_duty_stand_under_the_period() -> None:
    leave = {"mulai": "2026-06-01", "selesai": "2026-08-31", "alasan": "Cuti besar"}
    assert "\nTidak bertugas 1 Juni s.d. 31 Agustus 2026: Cuti besar\n" in outline(paper(bagas(tidak_bertugas=[leave])))


def test_a_pppk_has_another_kind_of_number() -> None:
    data = bagas()
    data["pegawai"]["kepegawaian"] = "pppk"
    said = outline(paper(data))
    assert "| 2 | NI PPPK | 19920317~201502~1~003 | 2 | NIP |" in said
    assert "\nNI PPPK 19920317~201502~1~003\n" in said
    assert "· NI PPPK 19920317" in said


def test_an_approval_by_a_former_appraiser_is_not_put_under_the_new_one() -> None:
    data = bagas()
    data["penetapan"]["persetujuan"][1]["nip"] = "197003151995031001"
    said = outline(paper(data))
    assert "disetujui 28 Januari 2026" not in said
    assert "disetujui 27 Januari 2026 (penetapan)" in said
    assert "disetujui 11 Mei 2026 (adendum ke-1)" in said


def test_an_appraiser_without_nip_signs_by_name_and_the_line_of_the_nip_is_left_out() -> None:
    data = bagas()
    del data["pejabat_penilai_kinerja"]["nip"]
    named = {key: data["pejabat_penilai_kinerja"][key] for key in ("nama", "jabatan")}
    data["penetapan"]["persetujuan"][1] = {"sebagai": "pejabat_penilai_kinerja", **named, "tanggal": "2026-01-28"}
    said = outline(paper(data))
    assert "| 2 | NIP | 19920317~201502~1~003 | 2 | NIP | |" in said
    assert "\nRatna Wulandari\ndisetujui 28 Januari 2026 (penetapan)\n" in said


def test_a_superior_who_heads_no_unit_is_cited_without_indicators() -> None:
    known = SuperiorResult("Rencana atasan", ("Indikator atasan",), head=False)
    said = outline(paper(example(BAGAS), superiors=lambda nip, kode: known))
    assert "Rencana atasan" in said
    assert "Indikator atasan" not in said


def test_superior_result_finds_an_rhk_by_its_code() -> None:
    found = superior_result(example(RATNA), "RHK-1")
    assert found is not None
    assert found.indicators == ("Persentase penyelesaian SP2D tepat waktu",)
    assert found.head
    assert superior_result(example(RATNA), "RHK-9") is None


@pytest.mark.parametrize("count", range(1, 31))
def test_pages_end_where_the_form_allows(count: int) -> None:
    data = bagas(
        hasil_kerja={"utama": results(*[1 + nth % 3 for nth in range(count)]), "tambahan": results(1)},
        lampiran={"konsekuensi": [f"Butir {nth}" for nth in range(count)]},
    )
    printed = paper(data)
    for head, first in section_row_pages(printed):
        assert head == first
    rows = [row.text for row in printed.root.of("TR")]
    assert sum("INDIKATOR KINERJA INDIVIDU" in row for row in rows) == 1
    signatures = [each for each in printed.root.of("P") if each.text == "Pegawai yang Dinilai,"]
    last_rows = [each for each in printed.root.of("TR") if "tujuan bersama" in each.text]
    last_rows += [each for each in printed.root.of("TR", "Div") if each.text.endswith(f"Butir {count - 1}")][-1:]
    assert [each.pages for each in signatures] == [each.pages for each in last_rows]
    together = [each for each in printed.root.of("TR") if each.text.startswith(tuple("123456789"))]
    assert all(len(each.pages) == 1 for each in together)


def test_the_rows_of_one_rhk_stay_together() -> None:
    printed = paper(bagas(hasil_kerja={"utama": results(*[5] * 12)}))
    assert printed.length > 3
    for nth in range(1, 13):
        names = {f"{nth}{letter}-N Jumlah" for letter in "abcde"}
        cells = [each for each in printed.root.of("TD") if each.text in names]
        assert len(cells) == 5
        assert len({page for cell in cells for page in cell.pages}) == 1


def test_the_heads_of_the_columns_repeat_and_the_title_row_does_not() -> None:
    printed = paper(bagas(hasil_kerja={"utama": results(*[5] * 12)}))
    for aside in printed.asides[1:3]:
        assert "INDIKATOR KINERJA INDIVIDU" in aside
        assert "(1)(2)(3)(4)(5)(6)" in aside
        assert "HASIL KERJANO" not in aside


@pytest.mark.parametrize(("count", "pages"), [(18, {2}), (26, {1, 2})])
def test_an_rhk_over_three_fifths_of_a_page_begins_where_there_is_room(count: int, pages: set[int]) -> None:
    printed = paper(bagas(hasil_kerja={"utama": results(8, count)}))
    cells = [each for each in printed.root.of("TD") if re.fullmatch("2[a-z]-N Jumlah", each.text)]
    assert len(cells) == count
    assert {page for each in cells for page in each.pages} == pages


@pytest.mark.parametrize("length", range(2, 8))
def test_an_rhk_too_long_to_keep_together_breaks_between_its_rows(length: int) -> None:
    name = "Jumlah berkas yang selesai tepat waktu " * length
    printed = paper(bagas(hasil_kerja={"utama": results(26, name=name)}))
    cells = [each for each in printed.root.of("TD") if each.text.endswith("tepat waktu")]
    assert len(cells) == 26
    assert all(len(each.pages) == 1 for each in cells)
    assert len({page for each in cells for page in each.pages}) > 1


@pytest.mark.parametrize("place", ["rencana", "penugasan", "ekspektasi", "konsekuensi", "pimpinan"])
def test_a_text_longer_than_a_page_flows_and_is_not_cut(place: str) -> None:
    long = " ".join(f"kata{nth}" for nth in range(1_500))
    data = bagas(hasil_kerja={"utama": results(2)})
    data["hasil_kerja"]["utama"][0].update({place: long} if place in ("rencana", "penugasan") else {})
    data["perilaku_kerja"][6].update({"ekspektasi": long} if place == "ekspektasi" else {})
    data["lampiran"].update({"konsekuensi": [long]} if place == "konsekuensi" else {})
    if place == "pimpinan":
        data["hasil_kerja"]["utama"][0]["rhk_pimpinan"] = {"nip": RATNA, "kode": "RHK-1"}
    printed = paper(data, superiors=lambda nip, kode: SuperiorResult(long, (), True))
    assert long in printed.root.text
    assert margins_are_white(data, superiors=lambda nip, kode: SuperiorResult(long, (), True))


def margins_are_white(data: Data, **options: Any) -> bool:
    """Whether nothing is set in the margins, the foot's place in the lowest one excepted."""
    record, dots = skp(data), 50.8  # two a millimetre
    given = {"superiors": superiors, **options}
    for picture in print_skp(record, source=source(record), format="png", dots=dots, **given):
        with Image.open(io.BytesIO(picture)) as page:
            grey = page.convert("L")
            wide, high = grey.size
            strips = [(0, 0, 28, high), (wide - 28, 0, wide, high), (0, 0, wide, 28), (0, high - 7, wide, high)]
            if any(grey.crop(strip).getextrema() != (255, 255) for strip in strips):
                return False
    return True


@pytest.mark.parametrize("items", [1, 40])
def test_is_easy_to_hear(items: int) -> None:
    printed = paper(bagas(lampiran={"konsekuensi": ["Butir"] * items}))
    levels = [int(each.kind[1]) for each in printed.root.of("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(later <= former + 1 for former, later in pairwise(levels))
    assert all(each.of("TH") for each in printed.root.of("Table"))
    assert [BLOB in each.alt and COMMIT in each.alt for each in printed.root.of("Figure")] == [True]
    with printed.pdf.open_outline() as bookmarks:
        assert [each.title for each in bookmarks.root] == [
            "SASARAN KINERJA PEGAWAI",
            "LAMPIRAN SASARAN KINERJA PEGAWAI",
        ]


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    known: dict[str, SuperiorResult] = {"1": SuperiorResult(text, (text,), True)}
    printed = paper(everywhere(text), superiors=lambda nip, kode: known.get(nip))
    said = bare(printed.root.text)
    if text.isascii():
        assert said.lower().count(bare(text).lower()) == 38
    else:
        assert {*bare(text)} <= {*said}


@pytest.mark.parametrize("letter", ["W", "i"])
def test_a_word_too_long_for_its_column_breaks(letter: str) -> None:
    data = everywhere(letter * 300)
    data["hasil_kerja"]["utama"][0]["rencana"] = letter * 10_000
    assert margins_are_white(data)
    assert bare(paper(data).root.text).count(letter * 10_000) == 1


@pytest.mark.parametrize(
    ("target", "unit", "lines"),
    [
        (1234567890123.45, "satuan kerja", ["1.234.567.890.123,45", "satuan kerja"]),
        (1234567890123.45, "persen", ["1.234.567.890.123,45%"]),
        (99999999999999, "dokumen", ["99.999.999.999.999", "dokumen"]),
        (123456789012345678, "persen", ["123.456.789.012.345.678%"]),
        (30, "satuan kerja", ["30~satuan kerja"]),
    ],
)
def test_a_long_number_is_parted_from_its_unit_only(target: float, unit: str, lines: list[str]) -> None:
    measure = {"kode": "1a-N", "nama": "Nilai", "aspek": "biaya", "satuan": unit, "target": {"Y": target}}
    result = {"kode": "RHK-1", "rencana": "Tersalurkannya belanja", "indikator": [measure]}
    set_lines = lines_of(paper(bagas(hasil_kerja={"utama": [result]})))
    first = next(nth for nth, each in enumerate(set_lines) if "1a-N Nilai" in each)
    assert set_lines[first].endswith(f"1a-N Nilai{lines[0]}")
    assert set_lines[first + 1 : first + len(lines)] == lines[1:]
