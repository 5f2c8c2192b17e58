"""K3 and NHK by KMK 127/2026 on worked numbers, those of the regulation among them."""

from __future__ import annotations

import pytest

from skpkit.messages import show_number
from skpkit.model.profiles import known_profiles, profile
from skpkit.model.scoring import Weighed, commitment, quality_weight, results_value, shares, target_weight

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
    ("validity", "control", "target", "k3"),
    [
        ("proxy", "moderate", 96, 1.1),
        ("exact", "low", 89, 1.0),
        ("proxy", "high", 95, 1.0),
        ("activity", "high", 89, 0.7),
    ],
)
def test_k3(validity: str, control: str, target: float, k3: float) -> None:
    found = commitment(SCORING, manual(tingkat_validitas=validity, tingkat_kendali=control), target)
    assert found == pytest.approx(k3)


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


def test_the_quality_of_a_capaian_has_a_cap() -> None:
    assert results_value(SCORING, [Weighed(120, 1.2), Weighed(0, 1.2)]) == pytest.approx(60)
    assert results_value(SCORING, [Weighed(120, 1.2)]) == 120


def test_nothing_weighed_has_no_nhk() -> None:
    assert results_value(SCORING, []) is None
    assert results_value(SCORING, [Weighed(100, 1, 0)]) is None
