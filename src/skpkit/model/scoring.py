"""From capaian to K3, NHK, NPK, NKP and ratings: pure functions on numbers, full precision inside.

No command computes an NKP: the records hold neither the scores of perilaku kerja, nor NKO, nor hukuman disiplin. These
functions are for whoever has them, such as a program that holds the evaluations of an office.

`scoring` is what a profile says under `penilaian` (`Profile.scoring`). A profile without it has None there: the weights
of its regulation were not seen, and no number stands in for them here. Where a table of the regulation leaves a case
undefined, so is the result: None.

Units: capaian is percent; NHK, NPK, NKO, NKP and every nilai are points from 0 to 120; weights and K3 are factors,
shares parts of 1. Nothing is rounded on the way; two decimals are for the page (`messages.show_number`). The
regulation's own examples round midway and so may differ in the second decimal.

Source: KMK 127/2026 pp. 70-75 and 123-149 for those who head no unit, as a public calculator, which cites these pages
and is tested on their examples, and study material retell it. The text itself was not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def commitment_word(scoring: Mapping[str, Any], k3: float) -> str:
    """`sangat_berkualitas`, `berkualitas` or `cukup_berkualitas`."""
    standard = scoring["k3"]["berkualitas"]
    if nearly_equal(k3, standard):
        return "berkualitas"
    return "sangat_berkualitas" if k3 > standard else "cukup_berkualitas"


# ---- NHK and NPK


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


def behaviour_value(scores: Sequence[float]) -> float | None:
    """NPK awal in points: the mean of the scores of the core values, or a year's, the mean of its periods'."""
    return sum(scores) / len(scores) if scores else None


def calibrated(scoring: Mapping[str, Any], value: float, group: str) -> float:
    """NHK or NPK awal after kalibrasi for a `kelompok_jabatan`: what lies above 100 is drawn from 100..120 to 100..115.

    Linear, as reconstructed from two examples of the regulation's presentation; the text was not read.
    """
    scale = scoring["kalibrasi"]
    if group in scale["tanpa"] or value <= scale["batas"]:
        return value
    return float(scale["batas"] + (value - scale["batas"]) * _slope(scale))


def _slope(scale: Mapping[str, float]) -> float:
    return (scale["menjadi"] - scale["batas"]) / (scale["dari"] - scale["batas"])


# ---- hukuman disiplin, dampak, koreksi


class Punishment(NamedTuple):
    """Hukuman disiplin: `ringan`, `sedang` or `berat`, its MPJHD score in points, the first quarter it counts in."""

    kind: str
    score: float
    year: int
    quarter: int


def in_force(scoring: Mapping[str, Any], punishment: Punishment, year: int, quarter: int) -> bool:
    """Whether a punishment counts in a quarter (1 to 4): for 2, 3 or 4 quarters, the turn of a year notwithstanding."""
    later = (year - punishment.year) * 4 + quarter - punishment.quarter
    return 0 <= later < int(scoring["hukuman_disiplin"][punishment.kind]["triwulan"])


def punishment_value(scoring: Mapping[str, Any], punishments: Iterable[Punishment]) -> float:
    """Nilai hukuman disiplin in points: 10, 25 or 40% of the score of the heaviest; they never add up.

    Of two equally heavy ones the higher score counts. Which punishments count in a year as a whole is not told by our
    sources, so the caller chooses them; for a quarter, `in_force` does.
    """
    part = {kind: each["bagian"] for kind, each in scoring["hukuman_disiplin"].items()}
    heaviest = max(punishments, key=lambda each: (part[each.kind], each.score), default=None)
    return part[heaviest.kind] * heaviest.score if heaviest else 0.0


def impact_value(scoring: Mapping[str, Any], subordinates: Iterable[float]) -> float:
    """Nilai dampak of a superior in points: 5% of each direct subordinate's nilai hukuman disiplin, at most 5."""
    impact = scoring["dampak"]
    return float(min(impact["maksimum"], impact["bagian"] * sum(subordinates)))


class Adjustments(NamedTuple):
    """What is taken from a value (hukuman disiplin, dampak) and given to it or taken (koreksi), in points."""

    punishment: float = 0.0
    impact: float = 0.0
    correction: float = 0.0


def adjusted(scoring: Mapping[str, Any], value: float, adjustments: Adjustments) -> float:
    """A value in points less hukuman disiplin and dampak, plus koreksi, which counts up to 5 either way."""
    most = scoring["koreksi_maksimum"]
    correction = min(max(adjustments.correction, -most), most)
    return _within(scoring, value - adjustments.punishment - adjustments.impact + correction)


# ---- NKO, NKP, ratings


def with_organisation(scoring: Mapping[str, Any], value: float, organisation: float, *, near: bool) -> float:
    """A value in points with its part of NKO.

    Where it is not below NKO that part is 50% for those `near` the head of unit (the head, one level below, JF
    substansi) and 30% for the others (two or more levels below, JF non-substansi); where it is below, 10% for everyone.
    """
    parts = scoring["nko"]
    below = value < organisation and not nearly_equal(value, organisation)
    part = parts["di_bawah"] if below else parts["dekat"] if near else parts["jauh"]
    return _within(scoring, (1 - part) * value + part * organisation)


def initial_value(scoring: Mapping[str, Any], results: float, behaviour: float) -> float:
    """NKP awal in points: 75% NHK and 25% NPK, both after kalibrasi."""
    parts = scoring["nkp"]
    return float(parts["nhk"] * results + parts["npk"] * behaviour)


class Score(NamedTuple):
    """NKP, and NHK and NPK as they are rated, in points."""

    nkp: float
    nhk: float
    npk: float


def final_score(
    scoring: Mapping[str, Any],
    results: float,
    behaviour: float,
    adjustments: Adjustments,
    organisation: float,
    *,
    near: bool,
) -> Score:
    """NKP of NHK and NPK (both after kalibrasi), and each of these with the same adjustment and its own part of NKO."""

    def finished(value: float) -> float:
        return with_organisation(scoring, adjusted(scoring, value, adjustments), organisation, near=near)

    return Score(finished(initial_value(scoring, results, behaviour)), finished(results), finished(behaviour))


def rating(scoring: Mapping[str, Any], value: float) -> str:
    """The rating of a final NHK or NPK: above 100, from 90 to 100, below 90."""
    bounds = scoring["rating"]
    if value > bounds["di_atas"] and not nearly_equal(value, bounds["di_atas"]):
        return "di_atas_ekspektasi"
    return "sesuai_ekspektasi" if _reaches(value, bounds["sesuai"]) else "di_bawah_ekspektasi"


def organisation_word(scoring: Mapping[str, Any], organisation: float) -> str:
    """The predikat of an NKO: the best whose lowest value it reaches, else `buruk`."""
    bounds = sorted(scoring["predikat_nko"].items(), key=lambda each: -each[1])
    return next((word for word, least in bounds if _reaches(organisation, least)), "buruk")


def _reaches(value: float, bound: float) -> bool:
    return value > bound or nearly_equal(value, bound)


def _within(scoring: Mapping[str, Any], value: float) -> float:
    """A value in points, kept between the least and the highest."""
    bounds = scoring["nilai"]
    return float(min(max(value, bounds["minimum"]), bounds["maksimum"]))
