"""Where pages end, whatever the records hold: what closes a form is not alone, heads repeat, no page is wasted."""

from __future__ import annotations

import pytest

from tests.support.evaluations import BAGAS as EVALUATIONS
from tests.support.evaluations import office
from tests.support.forms import BAGAS, altered
from tests.support.memory import MemoryTree
from tests.support.printed import paper
from tests.support.records import Data
from tests.support.tagged import Element, Tagged

CLOSING = {
    "Pejabat Penilai Kinerja,": "the signature",
    "RATING PERILAKU KERJA*": "the rating of behaviour",
    "RATING PERILAKU KERJA": "the rating of behaviour",
    "RATING HASIL KERJA*": "the rating of results",
    "RATING HASIL KERJA": "the rating of results",
}


def with_length(results: int, words: int) -> MemoryTree:
    """The office with so many RHK, each with a text of so many words."""

    def change(data: Data) -> None:
        first = data["hasil_kerja"]["utama"][0]
        text = " ".join(f"kata{nth}" for nth in range(words))
        data["hasil_kerja"]["utama"] += [
            {
                **first,
                "kode": f"RHK-{90 + nth}",
                "rencana": f"Rencana {nth} {text}",
                "indikator": [
                    {**first["indikator"][0], "kode": f"9{chr(97 + nth)}-N", "nama": f"Indikator {nth} {text}"}
                ],
            }
            for nth in range(results)
        ]

    return altered(change, office())


def closings(made: Tagged) -> dict[str, set[int]]:
    return {each.text: each.pages for each in made.root.of("P") if each.text in CLOSING}


def rows_by_page(made: Tagged) -> dict[int, list[Element]]:
    """The rows that each page shows, but for heads that repeat."""
    found: dict[int, list[Element]] = {nth: [] for nth in range(1, made.length + 1)}
    for row in made.root.of("TR"):
        if row.text:
            for page in row.pages:
                found[page].append(row)
    return found


@pytest.mark.parametrize("results", [0, 1, 3, 8])
@pytest.mark.parametrize(("path", "document"), [(f"{EVALUATIONS}/Q1.yaml", "hek"), (BAGAS, "skp"), (BAGAS, "ipr-Q1")])
def test_nothing_that_closes_a_form_stands_alone(path: str, document: str, results: int) -> None:
    tree = with_length(results, 12)
    made = paper(tree, path, document)
    rows = rows_by_page(made)
    assert all(rows.values()), "a page without any row"
    for closing, on in closings(made).items():
        assert len(on) == 1, closing
        assert rows[min(on)], closing


@pytest.mark.parametrize("results", [3, 8])
def test_heads_repeat_on_each_page_with_rows_of_results(results: int) -> None:
    made = paper(with_length(results, 12), f"{EVALUATIONS}/Q1.yaml", "hek")
    shown = {page for each in made.root.of("TR") if "Indikator" in each.text for page in each.pages}
    assert shown - {1}
    for page in shown - {1}:
        assert "REALISASI BERDASARKAN BUKTI DUKUNG" in made.asides[page - 1]


@pytest.mark.parametrize("words", [60, 120])
def test_the_first_page_is_not_left_half_empty(words: int) -> None:
    """A tall first RHK begins on the page of the head, though its rows are parted then."""
    tree = altered(
        lambda data: data["hasil_kerja"]["utama"][0].update(rencana=" ".join(f"kata{nth}" for nth in range(words))),
        office(),
    )
    made = paper(tree, f"{EVALUATIONS}/Q1.yaml", "hek")
    assert 1 in {page for each in made.root.of("TD") if "kata0" in each.text for page in each.pages}
