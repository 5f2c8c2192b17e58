"""From capaian to K3 and NHK: pure functions on numbers, full precision inside.

No NKP is computed: the records hold neither the scores of perilaku kerja, nor NKO, nor hukuman disiplin, and the
kalibrasi of NHK was only reconstructed from examples.

`scoring` is what a profile says under `penilaian` (`Profile.scoring`). A profile without it has None there: the weights
of its regulation were not seen, and no number stands in for them here. Where a table of the regulation leaves a case
undefined, so is the result: None.

Units: capaian is percent; NHK is points from 0 to 120; weights and K3 are factors, shares parts of 1. Nothing is
rounded on the way. The regulation's own examples round midway and so may differ in the second decimal.

Source: KMK 127/2026 pp. 70-75 and 123-149 for those who head no unit, as a public calculator, which cites these pages
and is tested on their examples, and study material retell it. The text itself was not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any, NamedTuple


def nearly_equal(one: float, other: float) -> bool:
    """Whether two numbers are equal but for the noise of computing; a bound is a bound in spite of it."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


# ---- K3, kualitas komitmen kinerja


def quality_weight(scoring: Mapping[str, Any], manual: Mapping[str, Any]) -> float | None:
    """Bobot kualitas of an IKI by its validitas and kendali (Tabel 14); None for the pairs left undefined there."""
    weight: float | None = scoring["bobot_kualitas"][manual["tingkat_validitas"]].get(manual["tingkat_kendali"])
    return weight


def target_weight(scoring: Mapping[str, Any], manual: Mapping[str, Any], target: float) -> float | None:
    """Bobot kualitas of a year's target against last year's (Tabel 15).

    `manual` gives polarisasi, jenis_iki, target_ditetapkan and tahun_lalu. None without last year's values where they
    are needed, and where target, last year's target and last year's realisasi are equal, which the table leaves out.
    """
    weights = scoring["bobot_target"]
    kind = manual.get("jenis_iki", "lama")
    least: float = weights["minimum_stabilize_mandatory"]
    if manual.get("target_ditetapkan"):
        return float(weights["ditetapkan"])
    if kind == "baru_tanpa_historis":
        return float(weights["baru_tanpa_historis"])
    if manual["polarisasi"] == "stabilize":
        return least  # the table compares more with less, which stabilize does not know: its floor is what is left
    row = _row(manual, kind, target)
    if row is None:
        return None
    return max(least, weights[row]) if kind == "mandatory" else float(weights[row])


def _row(manual: Mapping[str, Any], kind: str, target: float) -> str | None:
    """The row of Tabel 15; minimize mirrors maximize by the sign."""
    past = manual.get("tahun_lalu", {})
    realised = past.get("realisasi")
    before = realised if kind == "baru_dengan_historis" else past.get("target")
    if realised is None or before is None:
        return None
    sign = -1 if manual["polarisasi"] == "minimize" else 1
    now, before, realised = sign * target, sign * before, sign * realised
    if nearly_equal(now, before):
        if nearly_equal(realised, before):
            return None
        return "tetap_realisasi_lebih" if realised > before else "tetap_realisasi_kurang"
    if now < before:
        return "turun"
    if nearly_equal(now, realised):
        return "naik_sama_realisasi"
    return "naik_di_bawah_realisasi" if now < realised else "naik_di_atas_realisasi"


def commitment(scoring: Mapping[str, Any], manual: Mapping[str, Any], target: float) -> float | None:
    """K3 of an IKI: the mean of bobot kualitas and bobot target; None where one of them is undefined."""
    quality, aim = quality_weight(scoring, manual), target_weight(scoring, manual, target)
    return None if quality is None or aim is None else (quality + aim) / 2


# ---- NHK


class Weighed(NamedTuple):
    """An IKI that counts in a period: capaian (percent), K3, and the days for which it was in force."""

    capaian: float
    k3: float
    days: float = 1


def shares(indicators: Sequence[Weighed]) -> list[float]:
    """Bobot tertimbang of each IKI, parts of 1: its K3 by its share of the days (Tabel 35 and 36)."""
    weights = [each.k3 * each.days for each in indicators]
    total = sum(weights)
    return [weight / total for weight in weights]


def results_value(scoring: Mapping[str, Any], indicators: Sequence[Weighed]) -> float | None:
    """NHK awal in points, before calibration: nilai kualitas capaian (capaian by K3), each by its share.

    An IKI without capaian or K3 in the period has no place in `indicators`; None if none is left.
    """
    if not any(each.k3 * each.days for each in indicators):
        return None
    values = (_within(scoring, each.capaian * each.k3) for each in indicators)
    return _within(scoring, sum(share * value for share, value in zip(shares(indicators), values, strict=True)))


def _within(scoring: Mapping[str, Any], value: float) -> float:
    """A value in points, kept between the least and the highest."""
    bounds = scoring["nilai"]
    return float(min(max(value, bounds["minimum"]), bounds["maksimum"]))
