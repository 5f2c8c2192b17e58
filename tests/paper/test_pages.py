"""Where pages end, whatever the records hold: what closes a form is not alone, heads repeat, no page is wasted."""

from __future__ import annotations

import pytest

from tests.support.boxes import columns, placed
from tests.support.edits import PEOPLE
from tests.support.evaluations import BAGAS as EVALUATIONS
from tests.support.evaluations import office
from tests.support.forms import BAGAS, altered, printed
from tests.support.memory import MemoryTree
from tests.support.printed import pages, paper
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


DIALOGUE = f"{PEOPLE['bagas']}/dki/2026-04-07.yaml"


def said_more(words: int, lines: int = 1) -> MemoryTree:
    """The examples with a long text on what stands in the way, in so many lines of a dialogue."""

    def change(data: Data) -> None:
        results = data["pemantauan"]["hasil_kerja"]
        results += [{**results[-1]} for _ in range(lines - len(results))]
        for each in results[:lines]:
            each["kendala"] = " ".join(["laporan pertanggungjawaban"] * (words // 2))

    return altered(change, path=DIALOGUE)


def test_text_of_many_lines_has_the_room_of_columns_that_hold_little() -> None:
    [few, *_] = pages(said_more(2), DIALOGUE, "dki", "pdf")
    [many, *_] = pages(said_more(60, 4), DIALOGUE, "dki", "pdf")
    (before,), (after,) = ([row for row in columns(made) if len(row) == 7][:1] for made in (few, many))
    assert sum(before) == pytest.approx(sum(after), abs=2)
    assert after[-1] > 1.3 * before[-1]
    assert after[0] == before[0], "the column of numbers gives nothing"


def test_the_same_columns_are_as_wide_in_both_tables_of_a_review() -> None:
    [made] = pages(said_more(40), BAGAS, "ipr-Q1", "pdf")
    assert len({tuple(row) for row in columns(made) if len(row) == 5}) == 1


@pytest.mark.parametrize("lines", range(2, 24, 3))
def test_what_closes_a_dialogue_has_more_beside_it_than_a_nil(lines: int) -> None:
    made = paper(said_more(8, lines), DIALOGUE, "dki")
    assert rows_by_page(made)[made.length] != []
    [page] = closings(made)["Pejabat Penilai Kinerja,"]
    titles = [each.text for each in made.root.of("H2") if page in each.pages]
    assert len(titles) > 1, titles


def test_no_word_of_a_head_is_alone_on_its_last_line() -> None:
    made = pages(office(), f"{EVALUATIONS}/Q1.yaml", "hek", "pdf")
    alone = [
        word
        for page in placed(made[0])
        for word in page
        if word.text == "DUKUNG" and not any(each.text == "BUKTI" and abs(each.top - word.top) < 1 for each in page)
    ]
    assert not alone


def test_who_reviewed_a_change_signs_away_from_the_edge_and_both_parties_where_they_always_do() -> None:
    sheet, other = ({each.text: each for each in placed(printed(name, "pdf")[0])[-1]} for name in ("perubahan", "hek"))
    assert sheet["Penilai"].left == pytest.approx(other["Penilai"].left, abs=1)
    assert sheet["Mereviu:"].left < sheet["Organisasi,"].right < sheet["Penilai"].left - 8
