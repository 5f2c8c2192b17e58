"""K3, NHK, NPK, NKP and ratings by KMK 127/2026 on worked numbers, those of the regulation among them."""

from __future__ import annotations

from itertools import product

import pytest

from skpkit.messages import show_number
from skpkit.model.profiles import known_profiles, profile
from skpkit.model.scoring import (
    Adjustments,
    Punishment,
    Weighed,
    adjusted,
    behaviour_value,
    calibrated,
    commitment,
    commitment_word,
    final_score,
    impact_value,
    in_force,
    initial_value,
    organisation_word,
    punishment_value,
    quality_weight,
    rating,
    results_value,
    shares,
    target_weight,
    with_organisation,
)

KMK = profile("kmk-127-2026")
assert KMK is not None
assert KMK.scoring is not None
SCORING = KMK.scoring


def manual(**keys: object) -> dict[str, object]:
    """A manual of an old IKI to be maximized, last year's target 90 and realisasi 95, with other keys."""
    return {
        "polarisasi": "maximize",
        "tingkat_validitas": "proxy",
        "tingkat_kendali": "moderate",
        "tahun_lalu": {"target": 90, "realisasi": 95},
        **keys,
    }


def test_a_profile_whose_weights_were_not_seen_has_none() -> None:
    assert {name for name in known_profiles() if (found := profile(name)) and found.scoring} == {"kmk-127-2026"}


@pytest.mark.parametrize(
    ("validity", "weights"),
    [("exact", (1.20, 1.15, None)), ("proxy", (1.10, 1.00, 0.90)), ("activity", (None, 0.80, 0.60))],
)
def test_quality_weights_of_table_14(validity: str, weights: tuple[float | None, ...]) -> None:
    for control, weight in zip(("low", "moderate", "high"), weights, strict=True):
        asked = manual(tingkat_validitas=validity, tingkat_kendali=control)
        assert quality_weight(SCORING, asked) == weight
        assert (commitment(SCORING, asked, 96) is None) == (weight is None)


@pytest.mark.parametrize(
    ("target", "before", "realised", "weight"),
    [
        (89, 90, 95, 0.8),
        (90, 90, 95, 0.9),
        (90, 90, 85, 1.0),
        (90, 90, 90, None),
        (92, 90, 95, 1.0),
        (95, 90, 95, 1.1),
        (96, 90, 95, 1.2),
        (91, 90, 85, 1.2),
        (0.3, 0.1 + 0.2, 0.4, 0.9),
    ],
)
def test_target_weights_of_table_15(target: float, before: float, realised: float, weight: float | None) -> None:
    past = {"target": before, "realisasi": realised}
    assert target_weight(SCORING, manual(tahun_lalu=past), target) == weight
    mirrored = {"target": -before, "realisasi": -realised}
    assert target_weight(SCORING, manual(polarisasi="minimize", tahun_lalu=mirrored), -target) == weight


@pytest.mark.parametrize(
    ("keys", "target", "weight"),
    [
        ({"target_ditetapkan": True}, 80, 1.2),
        ({"target_ditetapkan": True, "polarisasi": "stabilize"}, 80, 1.2),
        ({"jenis_iki": "baru_tanpa_historis", "tahun_lalu": {}}, 80, 1.0),
        ({"jenis_iki": "baru_dengan_historis", "tahun_lalu": {"realisasi": 95}}, 94, 0.8),
        ({"jenis_iki": "baru_dengan_historis", "tahun_lalu": {"realisasi": 95}}, 96, 1.2),
        ({"jenis_iki": "baru_dengan_historis", "tahun_lalu": {"realisasi": 95}}, 95, None),
        ({"jenis_iki": "mandatory"}, 80, 1.0),
        ({"jenis_iki": "mandatory"}, 96, 1.2),
        ({"jenis_iki": "mandatory", "tahun_lalu": {"target": 90, "realisasi": 90}}, 90, None),
        ({"polarisasi": "stabilize"}, 80, 1.0),
        ({"tahun_lalu": {}}, 96, None),
        ({"tahun_lalu": {"target": 90, "realisasi": None}}, 96, None),
        ({"tahun_lalu": {"target": 0, "realisasi": 0}}, 1, 1.2),
    ],
)
def test_target_weights_of_other_kinds(keys: dict[str, object], target: float, weight: float | None) -> None:
    assert target_weight(SCORING, manual(**keys), target) == weight


@pytest.mark.parametrize(
    ("validity", "control", "target", "k3", "word"),
    [
        ("proxy", "moderate", 96, 1.1, "sangat_berkualitas"),
        ("exact", "low", 89, 1.0, "berkualitas"),
        ("proxy", "high", 95, 1.0, "berkualitas"),
        ("activity", "high", 89, 0.7, "cukup_berkualitas"),
    ],
)
def test_k3(validity: str, control: str, target: float, k3: float, word: str) -> None:
    found = commitment(SCORING, manual(tingkat_validitas=validity, tingkat_kendali=control), target)
    assert found == pytest.approx(k3)
    assert commitment_word(SCORING, found or 0) == word


def test_k3_needs_both_weights() -> None:
    assert commitment(SCORING, manual(tahun_lalu={}), 96) is None


FIVE = [Weighed(80, 1.05), Weighed(120, 0.9), Weighed(104.69, 1), Weighed(120, 1), Weighed(100, 1.1)]


def two_decimals(value: float) -> str:
    """A value as a page shows it."""
    return show_number(value, "id", 2)


def test_shares_of_the_regulation() -> None:
    alike = shares([Weighed(100, 1), Weighed(100, 1.1), Weighed(100, 0.85)])
    assert [two_decimals(each * 100) for each in alike] == ["33,9", "37,29", "28,81"]
    by_days = shares([Weighed(100, 1, 365), Weighed(100, 1.1, 200), Weighed(100, 0.85, 365)])
    assert [two_decimals(each * 100) for each in by_days] == ["40,77", "24,57", "34,66"]
    assert sum(by_days) == pytest.approx(1)


def test_nhk_of_the_regulation() -> None:
    nhk = results_value(SCORING, FIVE)
    assert nhk == pytest.approx(531.09 / 5.05)
    assert two_decimals(nhk or 0) == "105,17"
    assert two_decimals(calibrated(SCORING, nhk or 0, "pelaksana")) == "103,87"
    assert two_decimals(calibrated(SCORING, 105.17, "pelaksana")) == "103,88"  # what rounding midway would make of it


def test_the_quality_of_a_capaian_has_a_cap() -> None:
    assert results_value(SCORING, [Weighed(120, 1.2), Weighed(0, 1.2)]) == pytest.approx(60)
    assert results_value(SCORING, [Weighed(120, 1.2)]) == 120


def test_nothing_weighed_has_no_nhk() -> None:
    assert results_value(SCORING, []) is None
    assert results_value(SCORING, [Weighed(100, 1, 0)]) is None


def test_npk_and_first_nkp_of_the_regulation() -> None:
    npk = behaviour_value([82, 100, 98, 105, 100, 115, 105]) or 0
    assert two_decimals(npk) == "100,71"
    behaviour = calibrated(SCORING, npk, "jf_ahli")
    assert two_decimals(behaviour) == "100,54"
    results = calibrated(SCORING, results_value(SCORING, FIVE) or 0, "jf_ahli")
    assert two_decimals(initial_value(SCORING, results, behaviour)) == "103,04"
    assert behaviour_value([]) is None
    assert behaviour_value([100, 90, 95, 115]) == 100  # a year of four quarters


@pytest.mark.parametrize(
    "group", ["jpt_pratama", "administrator", "pengawas", "jf_ahli", "jf_keterampilan", "pelaksana"]
)
def test_calibration(group: str) -> None:
    assert [calibrated(SCORING, value, group) for value in (0, 96, 100, 120)] == [0, 96, 100, 115]


@pytest.mark.parametrize("group", ["jpt_madya", "jpt_utama"])
def test_the_highest_are_not_calibrated(group: str) -> None:
    assert calibrated(SCORING, 120, group) == 120


def test_the_final_score_of_the_regulation() -> None:
    score = final_score(SCORING, 108, 96, Adjustments(correction=-5), 102, near=False)
    assert initial_value(SCORING, 108, 96) == 105
    assert score == pytest.approx((100.2, 102.7, 92.1))
    ratings = rating(SCORING, score.nhk), rating(SCORING, score.npk)
    assert ratings == ("di_atas_ekspektasi", "sesuai_ekspektasi")
    assert KMK is not None
    assert KMK.predicate(*ratings) == "baik"


@pytest.mark.parametrize(
    ("punishment", "organisation", "near", "nkp"),
    [
        (0, 120, True, 115.5),
        (0, 120, False, 115.5),
        (0, 110, True, 112.5),
        (0, 110, False, 113.5),
        (15, 120, True, 102),
        (15, 120, False, 102),
        (3, 110, True, 111),
        (3, 110, False, 111.4),
    ],
)
def test_the_part_of_the_organisation(punishment: float, organisation: float, near: bool, nkp: float) -> None:
    score = final_score(SCORING, 115, 115, Adjustments(punishment=punishment), organisation, near=near)
    assert score == pytest.approx((nkp, nkp, nkp))


def test_a_value_at_nko_is_not_below_it() -> None:
    assert with_organisation(SCORING, 100, 100, near=True) == pytest.approx(100)
    third = 0.1 + 0.2  # a hair above 0.3, which as NKO it must not be
    assert with_organisation(SCORING, 0.3, third, near=True) == pytest.approx(0.3)
    assert with_organisation(SCORING, 99, 101, near=True) == pytest.approx(99.2)
    assert with_organisation(SCORING, 101, 99, near=True) == pytest.approx(100)
    assert with_organisation(SCORING, 101, 99, near=False) == pytest.approx(100.4)


@pytest.mark.parametrize(("correction", "expected"), [(3, 103), (5, 105), (9, 105), (-5, 95), (-9, 95)])
def test_koreksi_counts_up_to_five(correction: float, expected: float) -> None:
    assert adjusted(SCORING, 100, Adjustments(correction=correction)) == expected


def test_adjusted_values_stay_on_the_scale() -> None:
    assert adjusted(SCORING, 118, Adjustments(correction=5)) == 120
    assert adjusted(SCORING, 20, Adjustments(punishment=26, impact=1.3)) == 0
    assert adjusted(SCORING, 100, Adjustments(punishment=9.5, impact=1.3, correction=2)) == pytest.approx(91.2)


RUNDA = Punishment("sedang", 38, 2026, 3)
LIGHT, HEAVIER, HEAVY = (
    Punishment("ringan", 16, 2026, 2),
    Punishment("sedang", 57, 2026, 3),
    Punishment("berat", 65, 2026, 3),
)


@pytest.mark.parametrize(
    ("punishment", "first", "last"),
    [(LIGHT, (2026, 2), (2026, 3)), (RUNDA, (2026, 3), (2027, 1)), (HEAVY, (2026, 3), (2027, 2))],
)
def test_the_quarters_of_a_punishment(punishment: Punishment, first: tuple[int, int], last: tuple[int, int]) -> None:
    quarters = list(product((2025, 2026, 2027), (1, 2, 3, 4)))
    counted = [quarter for quarter in quarters if in_force(SCORING, punishment, *quarter)]
    assert counted == [quarter for quarter in quarters if first <= quarter <= last]


@pytest.mark.parametrize(
    ("punishments", "value"),
    [
        ([], 0),
        ([RUNDA], 9.5),
        ([LIGHT], 1.6),
        ([LIGHT, HEAVIER], 14.25),
        ([Punishment("ringan", 29, 2026, 2), HEAVY], 26),
        ([RUNDA, HEAVIER], 14.25),
        ([Punishment("ringan", 100, 2026, 2), Punishment("sedang", 20, 2026, 2)], 5),
    ],
)
def test_the_heaviest_punishment_counts_alone(punishments: list[Punishment], value: float) -> None:
    assert punishment_value(SCORING, punishments) == pytest.approx(value)
    assert punishment_value(SCORING, reversed(punishments)) == pytest.approx(value)


@pytest.mark.parametrize(("values", "impact"), [([], 0), ([26], 1.3), ([26, 9.5], 1.775), ([60, 60], 5)])
def test_the_impact_on_a_superior(values: list[float], impact: float) -> None:
    assert impact_value(SCORING, values) == pytest.approx(impact)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (120, "di_atas_ekspektasi"),
        (100.01, "di_atas_ekspektasi"),
        (100 + 1e-12, "sesuai_ekspektasi"),
        (100, "sesuai_ekspektasi"),
        (90, "sesuai_ekspektasi"),
        (90 - 1e-12, "sesuai_ekspektasi"),
        (89.99, "di_bawah_ekspektasi"),
    ],
)
def test_ratings(value: float, expected: str) -> None:
    assert rating(SCORING, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(110, "sangat_baik"), (109.99, "baik"), (100, "baik"), (90, "cukup"), (80, "kurang"), (79.99, "buruk")],
)
def test_the_predikat_of_an_organisation(value: float, expected: str) -> None:
    assert organisation_word(SCORING, value) == expected
