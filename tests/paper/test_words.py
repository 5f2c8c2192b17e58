"""How values are written on the forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from skpkit.messages import cut
from skpkit.model.periods import Term
from skpkit.paper import words


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (95.5, "persen", "95,5%"),
        (97, "Persen", "97%"),
        (30, "satuan kerja", "30\u00a0satuan kerja"),
        (1250, "dokumen", "1.250\u00a0dokumen"),
        (95.333333, "%", "95,33%"),
        (1.0, "indeks", "1\u00a0indeks"),
        (-0.001, "poin", "0\u00a0poin"),
        (-1234.5, "poin", "-1.234,5\u00a0poin"),
        (10**18, "rupiah", "1.000.000.000.000.000.000\u00a0rupiah"),
        (0, "berkas", "0\u00a0berkas"),
        (None, "berkas", ""),
    ],
)
def test_amounts(value: float | None, unit: str, written: str) -> None:
    assert words.amount(value, unit) == written


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
