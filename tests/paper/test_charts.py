"""The charts: bars on one zero, and the curves of POLA DISTRIBUSI."""

from __future__ import annotations

import pytest

from skpkit.paper.charts import Bar, bars, distribution


def test_bars_stand_on_zero_whatever_the_signs() -> None:
    drawn = bars([Bar(-2.0, -1.0, False), Bar(4.0, None, False), Bar(None, 2.0, True)])
    assert len(drawn.batang) == 2
    assert len(drawn.garis) == 2
    assert all(each.bawah < each.atas and drawn.nol in (each.bawah, each.atas) for each in drawn.batang)
    assert bars([Bar(0.0, 0.0, False)]).batang


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
