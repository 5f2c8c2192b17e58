"""What a cell says, however people and Excel write it; and when it says nothing that can be taken."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpkit.sheets import cells
from skpkit.sheets.cells import CellUnreadError, RawCell, number_of, number_text, text_of_texts, texts_in, value_of
from skpkit.sheets.tables import CellType, SheetColumn
from tests.support.year import examples

NIP = "199203172015021003"


def read(kind: CellType, value: Any, *words: str, **more: Any) -> Any:
    return value_of(SheetColumn("Kolom", ("x",), kind, words), RawCell(value, **more))


@pytest.mark.parametrize(
    "given",
    [NIP, f"'{NIP}", "19920317 201502 1 003", "19920317.201502.1.003", f" {NIP}\u00a0", int(NIP)],
)
def test_an_nip_is_read_however_it_is_written(given: str | int) -> None:
    assert read("nip", given) == NIP


@pytest.mark.parametrize(
    "given",
    [1.99203172015021e17, 199203172015021000, "1,99203E+17", "1.99203172015021E+17", f"{NIP[:-3]}000", int(float(NIP))],
)
def test_an_nip_of_which_excel_lost_digits_is_refused(given: str | float) -> None:
    with pytest.raises(CellUnreadError) as refused:
        read("nip", given)
    assert refused.value.message == cells.NIP_CUT
    assert not refused.value.told, "it is looked up anew, so it is not quoted"


@pytest.mark.parametrize("given", ["19920317201502100", "contoh", "199213172015021003", True, date(1992, 3, 17)])
def test_what_cannot_be_an_nip_is_refused(given: Any) -> None:
    with pytest.raises(CellUnreadError) as refused:
        read("nip", given)
    assert refused.value.message == cells.NIP_WRONG


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("95,5", 95.5), ("95.5", 95.5), ("1.234.567,25", 1234567.25), ("1,234,567.5", 1234567.5), ("95 %", 95),
        ("Rp 1.500.000", 1_500_000), ("-3", -3), ("−3,5", -3.5), ("0", 0), ("1234", 1234), ("1,234", 1.234),
        ("123456789012345678", 123456789012345678), (95.0, 95), (95.25, 95.25),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(given: str | float, meant: float) -> None:
    found = read("number", given)
    assert found == meant
    assert isinstance(found, int) == float(meant).is_integer()


def test_a_number_that_may_be_two_is_asked_for_anew() -> None:
    with pytest.raises(CellUnreadError) as refused:
        read("number", "1.234")
    assert refused.value.told == {"given": "1.234", "whole": "1234", "parted": "1,234"}


def test_what_excel_shows_as_a_percentage_is_what_it_shows() -> None:
    assert read("number", 0.955, percent=True) == 95.5
    assert read("number", 0.07, percent=True) == 7


@pytest.mark.parametrize("given", ["nihil", "-", "95 persen", "", "1e", date(2026, 1, 2), True])
def test_what_is_no_number_is_refused(given: Any) -> None:
    with pytest.raises(CellUnreadError):
        read("number", given)


@pytest.mark.parametrize(
    "given",
    [
        "7/4/2026", "07-04-2026", "7.4.26", "2026-04-07", "2026/4/7", "7 April 2026", "Selasa, 7 April 2026",
        "7-Apr-26", "07 apr 2026", "7/4/2026 00:00:00", "2026-04-07T00:00:00",
        datetime(2026, 4, 7, 9, tzinfo=UTC), date(2026, 4, 7), 46119,
    ],
)  # fmt: skip
def test_dates_are_read_with_the_day_first(given: Any) -> None:
    assert read("date", given) == "2026-04-07"
    assert read("dialogue", given) == "dki/2026-04-07.yaml"


def test_dates_of_a_workbook_that_counts_from_1904() -> None:
    assert read("date", 46119 - 1462, day_zero=date(1904, 1, 1)) == "2026-04-07"


@pytest.mark.parametrize("given", ["31/02/2026", "4/31/2026", "kemarin", "2026", 7, -1, 1e300, "30 Mai 2026"])
def test_what_is_no_date_is_refused(given: Any) -> None:
    with pytest.raises(CellUnreadError):
        read("date", given)


def test_words_are_taken_however_they_are_spaced() -> None:
    words = ("tatap_muka", "konferensi_video")
    assert read("choice", "Tatap Muka", *words) == read("choice", "tatap_muka", *words) == "tatap_muka"
    assert read("choices", "Tatap muka; konferensi video", *words) == [*words]
    with pytest.raises(CellUnreadError) as refused:
        read("choice", "surat", *words)
    assert refused.value.told["known"] == ("Tatap muka", "Konferensi video")


def test_a_text_that_excel_made_a_date_is_refused() -> None:
    assert read("code", " 1a-N ") == "1a-N"
    assert read("text", 7) == "7"
    for kind in ("text", "code"):
        with pytest.raises(CellUnreadError) as refused:
            read(kind, datetime(2026, 2, 1, tzinfo=UTC))
        assert refused.value.message == cells.MADE_A_DAY


@pytest.mark.parametrize("more", [{"error": True}, {"uncounted": True}])
def test_errors_and_formulas_without_a_value_are_no_values(more: dict[str, bool]) -> None:
    with pytest.raises(CellUnreadError):
        read("text", "#REF!", **more)


LINES = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029")).filter(str.strip)


@examples(100)
@given(st.lists(st.lists(LINES, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=4))
def test_several_texts_in_a_cell_come_out_as_they_went_in(texts: list[str]) -> None:
    assert texts_in(text_of_texts(texts)) == texts


@examples(200)
@given(st.floats(-1e18, 1e18) | st.integers(-(10**18), 10**18))
def test_a_number_as_text_comes_out_as_it_went_in(number: float) -> None:
    assert number_of(number_text(number)) == number
