"""The charts: bars on one zero, and the curves of POLA DISTRIBUSI."""

from __future__ import annotations

import pytest

from skpkit.paper.charts import Bar, bars, distribution


def test_bars_begin_at_zero_whatever_the_signs() -> None:
    drawn = bars([Bar(-2.0, -1.0), Bar(4.0, None), Bar(None, 2.0)])
    assert all(each.kiri <= each.kanan and drawn.nol in (each.kiri, each.kanan) for each in drawn.batang)
    assert [each.garis for each in drawn.batang] == [(0,), (1000,), ()]
    assert [each.kiri == each.kanan for each in drawn.batang] == [False, True, False]


@pytest.mark.parametrize("given", [(-2.0, -1.0), (5.0, 4.0), (4.0, 5.0), (0.0, 0.0), (None, None), (1e15, 1.0)])
def test_nothing_is_drawn_outside_nor_beyond_where_numbers_begin(
    given: tuple[float | None, float | None],
) -> None:
    drawn = bars([Bar(*given), Bar(3.0, -3.0)])
    for each in drawn.batang:
        places = (each.kiri, each.kanan, *each.garis, drawn.nol)
        assert all(0 <= place <= each.ujung <= 1000 for place in places)


@pytest.mark.parametrize("capaian", ["istimewa", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"])
def test_the_curve_peaks_at_its_label_and_never_leaves_the_picture(capaian: str) -> None:
    curve = distribution(capaian)
    ends = [curve.awal[1], *(each[5] for each in curve.ruas)]
    assert max(ends) == 1000
    assert curve.langkah[ends.index(1000)] in curve.alternatif
    assert f"{curve.langkah[ends.index(1000)]} terbanyak" in curve.alternatif
    for start, (_, one, _, two, _, end) in zip(ends, curve.ruas, strict=False):
        low, high = sorted((start, end))
        assert low <= one <= high
        assert low <= two <= high


def test_the_curves_of_good_and_poor_units_mirror_each_other() -> None:
    good, poor = distribution("baik"), distribution("kurang")
    heights = [[each.awal[1], *(piece[5] for piece in each.ruas)] for each in (good, poor)]
    assert heights[0] == heights[1][::-1] == [30, 80, 250, 1000, 300]
