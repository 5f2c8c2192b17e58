"""How values are written on the forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpkit.messages import cut
from skpkit.model.periods import Term
from skpkit.paper import words
from skpkit.paper.words import Figure


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (95.5, "persen", "95,5%"),
        (97, "Persen", "97%"),
        (30, "satuan kerja", "30\u00a0satuan kerja"),
        (4.12, "indeks (skala 5)", "4,12\u00a0indeks (skala\u00a05)"),
        (1250, "dokumen", "1.250\u00a0dokumen"),
        (95.333333, "%", "95,333333%"),
        (0.004, "persen", "0,004%"),
        (0.005, "persen", "0,005%"),
        (1e-7, "persen", "0,0000001%"),
        (1e21, "rupiah", "1.000.000.000.000.000.000.000\u00a0rupiah"),
        (2.675, "indeks", "2,675\u00a0indeks"),
        (999999999999.999, "rupiah", "999.999.999.999,999\u00a0rupiah"),
        (1.0, "indeks", "1\u00a0indeks"),
        (-0.001, "poin", "-0,001\u00a0poin"),
        (-0.0, "poin", "0\u00a0poin"),
        (-1234.5, "poin", "-1.234,5\u00a0poin"),
        (10**18, "rupiah", "1.000.000.000.000.000.000\u00a0rupiah"),
        (0, "berkas", "0\u00a0berkas"),
        (None, "berkas", ""),
    ],
)
def test_amounts(value: float | None, unit: str, written: str) -> None:
    assert words.amount(value, unit) == written


@pytest.mark.parametrize(
    ("value", "bounds", "written"),
    [
        (95.33333333, (), "95,33"),
        (2.675, (), "2,68"),  # half away from zero, as it is written, not as the binary number nearest to it
        (1.005, (), "1,01"),
        (-1.005, (), "-1,01"),
        (95.5, (), "95,5"),
        (99.996, (), "100"),
        (99.996, (100,), "99,996"),
        (100.0004, (100,), "100,0004"),
        (99.999996, (100,), "99,999996"),
        (100.0, (100,), "100"),
        (0.004, (), "0,004"),
        (0.0004, (), "0,0004"),
        (-0.004, (), "-0,004"),
        (95.338, (95.339,), "95,338"),  # else 95,34, which is more
        (95.331, (95.334,), "95,33"),
        (95.3341, (Figure(95.3333, stated=False),), "95,334"),  # that of the bound becomes 95,333
        (95.3333, (Figure(95.3341, stated=False),), "95,333"),
        (95.3341, (None,), "95,33"),
        (0.0055, (), "0,0055"),  # of 0,005 and 0,006; 0,01 would be the double
        (0.005333333333333333, (), "0,0053"),
        (-0.0055, (), "-0,0055"),
        (0.011, (), "0,011"),
        (0.0125, (), "0,013"),
        (0.0996, (), "0,1"),
        (0.105, (), "0,11"),
        (0.3333333333333333, (), "0,33"),
        (33.333333333333336, (), "33,33"),
        (0.00000126, (), "0,0000013"),
    ],
)
def test_computed_numbers_round_to_two_decimals_or_two_digits_that_count_and_stay_on_their_side(
    value: float, bounds: tuple[float | Figure | None, ...], written: str
) -> None:
    assert words.number(Figure(value, stated=False), *bounds) == written


@pytest.mark.parametrize(
    ("value", "bounds", "written"),
    [
        (101.263157, (0, 120, 100), "101,26"),
        (100.0, (0, 120, 100), "100,00"),
        (99.996, (0, 120, 100), "99,996"),
        (119.998, (0, 120, 100), "119,998"),
        (0.0, (0, 120, 100), "0,00"),
        (0.001, (0, 120, 100), "0,001"),
        (0.0055, (), "0,0055"),
        (0.0126, (), "0,013"),
        (0.0996, (), "0,10"),
        (1234.5, (), "1.234,50"),
    ],
)
def test_capaian_has_two_decimals_at_least(value: float, bounds: tuple[float, ...], written: str) -> None:
    assert words.two_decimals(value, *bounds) == written


_NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e12, 1e12, allow_nan=False)


def _read(written: str) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", "."))


@given(_NUMBERS)
def test_what_is_printed_of_a_stated_number_is_what_the_record_states(value: float) -> None:
    assert _read(words.number(value)) == Decimal(str(value))


@given(_NUMBERS, st.lists(_NUMBERS, max_size=3), st.integers(-3, 3))
def test_a_computed_number_is_never_shown_on_another_side_of_a_bound(
    value: float, bounds: list[float], steps: int
) -> None:
    near = value + steps / 1000
    for shown in (words.number(Figure(value, stated=False), *bounds, near), words.two_decimals(value, *bounds, near)):
        exact, read = Decimal(str(value)), _read(shown)
        for each in map(Decimal, map(str, (0, *bounds, near))):
            assert (read < each, read > each) == (exact < each, exact > each)
        assert abs(read - exact) <= Decimal("0.005")


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_a_computed_number_is_shown_within_a_twentieth_of_what_it_is(value: float) -> None:
    exact = Decimal(str(value))
    for shown in (words.number(Figure(value, stated=False)), words.two_decimals(value)):
        assert abs(_read(shown) - exact) * 20 <= abs(exact)


@pytest.mark.parametrize(
    ("how", "values", "figure"),
    [
        ("sum", [0.1, 0.2], Figure(0.3, stated=False)),
        ("average", [0.005, 0.005, 0.005], Figure(0.005)),
        ("sum", [0.004], Figure(0.004)),
        ("average", [1.1, 1.1, 1.1], Figure(1.1)),
        ("average", [1.1, 1.3], Figure(1.2, stated=False)),
        ("take_last_known", [1, 0.005], Figure(0.005)),
        ("sum", [10**17, 1], Figure(10**17 + 1, stated=False)),
        ("sum", [], None),
    ],
)
def test_figures_of_several_periods(how: str, values: list[float], figure: Figure | None) -> None:
    assert words.consolidated(how, values) == figure


@pytest.mark.parametrize(
    ("key", "written"),
    [("Q2", "s.d. triwulan II"), ("S1", "s.d. semester I"), ("B05", "s.d. bulan Mei")],
)
def test_how_far_a_number_reaches(key: str, written: str) -> None:
    assert words.until(key) == written


@pytest.mark.parametrize(
    ("write", "first", "last", "written"),
    [
        (words.span, date(2026, 1, 1), date(2026, 3, 31), "1 Januari s.d. 31 Maret 2026"),
        (words.span, date(2025, 11, 1), date(2026, 3, 31), "1 November 2025 s.d. 31 Maret 2026"),
        (words.head_span, date(2026, 1, 1), date(2026, 12, 31), "1 JANUARI SD 31 DESEMBER TAHUN 2026"),
        (words.head_span, date(2025, 11, 1), date(2026, 3, 31), "1 NOVEMBER 2025 SD 31 MARET 2026"),
    ],
)
def test_spans(write: Callable[[Term], str], first: date, last: date, written: str) -> None:
    assert write(Term(first, last)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("198609262015051001", "19860926 201505 1 001"),
        ("12345", "12345"),
        ("１９８６０９２６２０１５０５１００１", "１９８６０９２６２０１５０５１００１"),
        ("", ""),
    ],
)
def test_nip(value: str, written: str) -> None:
    assert words.nip(value).replace("\u00a0", " ") == written


def test_lines_lose_their_dashes_and_spaces() -> None:
    assert words.lines("- satu\n\n • dua \n-5 derajat\n-\n") == ("satu", "dua", "-5 derajat", "-")
    assert words.text(" a \n\n b\n") == "a\nb"
    assert cut("abcdefghij", 7, middle=True) == "abc…hij"
