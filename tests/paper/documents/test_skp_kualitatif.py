"""The printed SKP kualitatif, a form of its own within the document `skp`: what it says, and where its pages end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from skpkit.source.yamlfile import read
from tests.support.edits import PEOPLE, examples
from tests.support.memory import MemoryTree
from tests.support.printed import NAUGHTY, bare, documents, margins_are_white, pages, paper, same_as_golden
from tests.support.tagged import Tagged, outline

SARI, RATNA = (f"{PEOPLE[each]}/skp.yaml" for each in ("sari", "ratna"))
MEASURES = "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:"


def changed(path: str, **changes: Any) -> MemoryTree:
    """The examples with keys of an SKP changed; None takes one away."""
    data = {**read(examples().files[path]).data, **changes}
    return examples().changed({path: json.dumps({key: value for key, value in data.items() if value is not None})})


def printed(**changes: Any) -> Tagged:
    return paper(changed(SARI, **changes), SARI)


def results(*counts: int, text: str = "Laporan terbit setiap bulan") -> list[dict[str, Any]]:
    return [
        {
            "kode": f"RHK-{nth}",
            "rencana": f"Rencana ke-{nth}",
            "penugasan": "Kepala Kantor",
            "indikator": [{"kode": f"{nth}a-N{each}", "ukuran": f"{text} {nth}-{each}"} for each in range(count)],
        }
        for nth, count in enumerate(counts, 1)
    ]


def as_head() -> MemoryTree:
    """A head of unit whose SKP is kualitatif."""
    rows = results(2, 1)
    rows[0].pop("penugasan")
    rows[0]["perspektif"] = "penerima_layanan"
    rows[0]["indikator"][1]["periode"] = {"mulai": "2026-07-01", "selesai": "2026-12-31"}
    return changed(RATNA, pendekatan="kualitatif", aturan="permenpanrb-6-2022", hasil_kerja={"utama": rows})


def test_says_what_the_record_says_in_the_order_of_the_form() -> None:
    assert documents(examples(), SARI)[0] == "skp"
    assert same_as_golden(paper(examples(), SARI), "skp/sari-kualitatif")


def test_that_of_a_head_of_unit_has_the_perspective_with_each_measure_and_cites_nobody() -> None:
    made = paper(as_head(), RATNA)
    assert same_as_golden(made, "skp/ratna-kualitatif")
    assert "Kepala Kantor)" not in made.root.text


def test_what_is_not_known_or_not_given_stays_out() -> None:
    rows = results(1, 0, 1)
    rows[0].update(penugasan=None, rhk_pimpinan={"nip": "197001011995031001", "kode": "RHK-7"})
    rows[2].pop("penugasan")
    kept = [{key: value for key, value in each.items() if value is not None} for each in rows]
    said = outline(printed(hasil_kerja={"utama": kept, "tambahan": []}, lampiran=None))
    assert "Rencana ke-1 / (RHK-7, NIP~19700101~199503~1~001) |" in said
    assert "| 2 | Rencana ke-2 / (Penugasan dari Kepala Kantor) |" in said
    assert said.count(MEASURES) == 2
    assert "|= 3 |= Rencana ke-3 |" in said
    assert "| - | |" in said
    assert "LAMPIRAN" not in said


def test_paper_is_portrait_and_the_lampiran_too() -> None:
    sizes = {tuple(round(float(each) * 25.4 / 72) for each in page.MediaBox[2:]) for page in printed().pdf.pages}
    assert sizes == {(210, 297)}


@pytest.mark.parametrize("count", [1, 4, 7, 10, 13, 16, 19, 40])
def test_pages_end_where_the_form_allows(count: int) -> None:
    made = printed(hasil_kerja={"utama": results(*[1 + nth % 4 for nth in range(count)]), "tambahan": results(1)})
    rows = made.root.of("TR")
    heads = [nth for nth, row in enumerate(rows) if row.text in ("A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA*")]
    assert len(heads) == 3
    assert all(rows[nth].pages == rows[nth + 1].pages for nth in heads)
    plans = [nth for nth, row in enumerate(rows) if "Rencana ke-" in row.text]
    assert len(plans) == count + 1
    assert all(len(rows[nth].pages | rows[nth + 1].pages) == 1 for nth in plans)
    (signs, _) = [each for each in made.root.of("P") if each.text == "Pegawai yang Dinilai,"]
    assert signs.pages == next(row for row in rows if "tujuan bersama" in row.text).pages


def test_an_rhk_too_long_to_keep_together_begins_with_its_first_measure() -> None:
    long = "kata " * 60
    made = printed(hasil_kerja={"utama": results(1, 40, text=long)})
    rows = made.root.of("TR")
    (nth,) = (nth for nth, row in enumerate(rows) if "Rencana ke-2" in row.text)
    items = rows[nth + 1].of("LI")
    assert len(items) == 40
    assert items[0].pages == rows[nth].pages
    assert len(rows[nth + 1].pages) > 1


@pytest.mark.parametrize("place", ["rencana", "ukuran"])
def test_a_text_longer_than_a_page_flows_and_is_not_cut(place: str) -> None:
    long = " ".join(f"kata{nth}" for nth in range(1_100))
    rows = results(1)
    (rows[0]["indikator"][0] if place == "ukuran" else rows[0])[place] = long
    tree = changed(SARI, hasil_kerja={"utama": rows})
    assert long in paper(tree, SARI).root.text
    assert margins_are_white(pages(tree, SARI, style="png"))


@pytest.mark.parametrize("text", [*NAUGHTY, "W" * 9_999], ids=range(len(NAUGHTY) + 1))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    rows = results(1)
    rows[0].update(rencana=text)
    rows[0]["indikator"][0]["ukuran"] = text
    if len(text) < 300:
        rows[0]["penugasan"] = text
    made = printed(hasil_kerja={"utama": rows})
    said = bare(made.root.text)
    if text.isascii():
        assert said.lower().count(bare(text).lower()) == (3 if len(text) < 300 else 2)
    else:
        assert {*bare(text)} <= {*said}
    assert margins_are_white(pages(changed(SARI, hasil_kerja={"utama": rows}), SARI, style="png"))
