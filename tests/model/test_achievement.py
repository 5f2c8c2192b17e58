"""Consolidation and capaian on worked numbers."""

from __future__ import annotations

import pytest

from skpkit.model.achievement import achievement, cell_achievement, consolidate, legible

BOUNDS = (0, 120, 120)
KMK_SCALE = [{"ca": 90, "capaian": 100}, {"ca": 100, "capaian": 120}]


@pytest.mark.parametrize(
    ("how", "values", "expected"),
    [
        ("sum", [5, 10, 10, 5], 30),
        ("average", [95, 95, 96], 286 / 3),
        ("take_last_known", [2, 2, 1.5], 1.5),
        ("sum", [], None),
        ("average", [], None),
    ],
)
def test_consolidation(how: str, values: list[float], expected: float | None) -> None:
    assert consolidate(how, values) == expected


@pytest.mark.parametrize(
    ("measure", "target", "realised", "expected"),
    [
        ({"polarisasi": "maximize"}, 95, 96.2, 96.2 / 95 * 100),
        ({"polarisasi": "maximize"}, 10, 30, 120),
        ({"polarisasi": "maximize"}, 10, 0, 0),
        ({"polarisasi": "maximize"}, 0, 5, None),
        ({"polarisasi": "maximize"}, -10, -8, 120),
        ({"polarisasi": "maximize"}, -10, -12, 80),
        ({"polarisasi": "minimize"}, 2, 1.8, 110),
        ({"polarisasi": "minimize"}, 2, 5, 0),
        ({"polarisasi": "minimize"}, 0, 0, None),
        ({"polarisasi": "minimize", "nilai_terburuk": 10}, 0, 0, 100),
        ({"polarisasi": "minimize", "nilai_terburuk": 10}, 0, 3, 70),
        ({"polarisasi": "minimize"}, -10, -11, 110),
        ({"polarisasi": "stabilize"}, 4, 4, None),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, 4, 4, 120),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, 4, 3.6, 100),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, 4, 4.4, 100),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, 4, 3.8, 110),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, 4, 1.8, 50),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, 4, 12, 0),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, -4, -4, 120),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, -4, -4.4, 100),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, -4, -3.6, 100),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, -4, 1, 0),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE}, 0, 0, None),
        ({"polarisasi": "stabilize", "skala_stabilize": KMK_SCALE, "konversi_120": True}, 4, 3.6, 100),
        ({"polarisasi": "maximize", "konversi_120": True}, 1, 1, 120),
        ({"polarisasi": "maximize", "konversi_120": True}, 0, 0, None),
        ({"polarisasi": "maximize", "konversi_120": True}, -10, -10, 120),
        ({"polarisasi": "maximize", "konversi_120": True}, -10, -12, 80),
        ({"polarisasi": "minimize", "konversi_120": True}, 2, 2.2, 90),
        ({"polarisasi": "minimize", "konversi_120": True}, 0, 0, None),
        ({"polarisasi": "minimize", "konversi_120": True, "nilai_terburuk": 10}, 0, 0, 120),
        ({"polarisasi": "minimize", "konversi_120": True, "nilai_terburuk": 10}, 0, 3, 70),
        ({"polarisasi": "minimize", "nilai_terburuk": 10}, 0, 11, 0),
        ({"polarisasi": "minimize", "nilai_terburuk": 0}, 0, 0, None),
        ({"polarisasi": "maximize", "konversi_120": True}, 2, 1, 50),
        ({"polarisasi": "minimize", "konversi_120": True}, 2, 2, 120),
    ],
)
def test_capaian(measure: dict[str, object], target: float, realised: float, expected: float | None) -> None:
    found = achievement(target, realised, measure, BOUNDS)
    assert found == (None if expected is None else pytest.approx(expected))


def test_cells_alone_and_cumulative() -> None:
    manual = {"polarisasi": "maximize", "konsolidasi_periode": "sum", "periode_pelaporan": "triwulanan"}
    targets = {"Q1": 5.0, "Q2": 10.0, "S1": 15.0, "Q3": 10.0, "Y": 25.0}
    assert cell_achievement("Q1", targets, {"Q1": 5}, manual, BOUNDS) == (100, 100)
    assert cell_achievement("Q2", targets, {"Q1": 5, "Q2": 10}, manual, BOUNDS) == (100, 100)
    assert cell_achievement("Q2", targets, {"Q1": 7, "Q2": 5}, manual, BOUNDS) == (50, 80)
    assert cell_achievement("Q2", targets, {"Q2": 5}, manual, BOUNDS) == (50, None)
    assert cell_achievement("S1", targets, {"Q1": 4, "Q2": 11}, manual, BOUNDS) == (100, None)
    assert cell_achievement("Y", targets, {"Q1": 4, "Q2": 11}, manual, BOUNDS) == (None, None)
    assert cell_achievement("B01", targets, {"Q1": 4}, manual, BOUNDS) == (None, None)


@pytest.mark.parametrize(
    ("realised", "bounds", "expected"), [(130, BOUNDS, 120), (130, (0, 110, 105), 110), (-5, (10, 110, 105), 10)]
)
def test_the_caps_are_the_profiles(realised: float, bounds: tuple[float, float, float], expected: float) -> None:
    assert achievement(100, realised, {"polarisasi": "maximize"}, bounds) == expected


def test_the_value_of_konversi_is_the_profiles() -> None:
    assert achievement(100, 100, {"polarisasi": "maximize", "konversi_120": True}, (0, 110, 105)) == 105


@pytest.mark.parametrize(
    ("how", "expected"), [("sum", 150 / 140 * 100), ("average", 75 / 70 * 100), ("take_last_known", 90 / 80 * 100)]
)
def test_target_and_realisasi_are_consolidated_alike_before_they_are_compared(how: str, expected: float) -> None:
    manual = {"polarisasi": "maximize", "konsolidasi_periode": how, "periode_pelaporan": "triwulanan"}
    _, cumulative = cell_achievement("Q3", {"Q1": 60, "Q3": 80}, {"Q1": 60, "Q2": 99, "Q3": 90}, manual, BOUNDS)
    assert cumulative == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (95.333333, 95.33),
        (2.675, 2.68),
        (0.0055, 0.0055),
        (0.005333, 0.0053),
        (0.004, 0.004),
        (0, 0),
        (-0.0125, -0.013),
    ],
)
def test_a_computed_number_is_told_with_two_digits_that_count(value: float, written: float) -> None:
    assert legible(value) == written
