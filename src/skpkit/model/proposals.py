"""What a new record can propose: codes, periods with a target, the total of a year, how it is made of its parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from string import ascii_lowercase
from typing import Any, NamedTuple

from skpkit.model.achievement import achievement, consolidate, legible, unequal_totals
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import base_periods
from skpkit.model.periods import FORM_ORDER, MONTHS, QUARTERS, RHYTHMS, YEAR, Term, in_order, rhythm_of
from skpkit.model.profiles import Profile
from skpkit.model.records import Indicator, Manual, Skp

HOWS = ("sum", "average", "take_last_known")
ALIKE_EACH_PERIOD = frozenset("% persen persentase indeks skor nilai hari jam menit rata-rata".split())


def covered(term: Term, rhythm: str, rules: Profile, year: int) -> tuple[str, ...]:
    """The periods of a rhythm that a span has days of."""
    return tuple(each for each in RHYTHMS[rhythm] if rules.term(each, year).days_shared(term))


def kept_target(target: Mapping[str, float], how: str, term: Term, rules: Profile) -> dict[str, float]:
    """What of a target stays in an SKP of a span: all, or the periods that it has days of, with their total if any."""
    rhythm = rhythm_of(target)
    inside = covered(term, rhythm, rules, term.mulai.year)
    if inside == RHYTHMS[rhythm]:
        return dict(target)
    kept = {each: target[each] for each in inside if each in target}
    return with_total(kept, how) if kept else {}


def usual_consolidation(unit: str) -> str:
    """How the periods of an IKI most likely make its year, by its unit: counted things add up, shares do not."""
    return "average" if ALIKE_EACH_PERIOD & {*unit.casefold().split()} else "sum"


def with_total(target: Mapping[str, float], how: str) -> dict[str, float]:
    """A target with its total of the year, computed from the periods of its rhythm."""
    total = consolidate(how, [target[each] for each in RHYTHMS[rhythm_of(target)] if each in target])
    whole = {} if total is None else {YEAR: int(total) if float(total).is_integer() else legible(total)}
    return {each: {**target, **whole}[each] for each in in_order({**target, **whole})}


def consolidation_of(target: Mapping[str, float], unit: str) -> str:
    """How the periods of a target make its total of the year: the usual way, unless only another one gives it."""
    rhythm = rhythm_of(target)
    asked = [{"periode_pelaporan": rhythm, "konsolidasi_periode": each} for each in HOWS]
    fitting = [each["konsolidasi_periode"] for each in asked if not unequal_totals(target, each)]
    usual = usual_consolidation(unit)
    return usual if usual in fitting or not fitting else fitting[0]


def result_code(nth: int, *, extra: bool) -> str:
    """The code of the nth RHK of its part."""
    return f"RHK-{'T' if extra else ''}{nth}"


def indicator_code(nth: int, taken: Collection[str], *, extra: bool, kind: str) -> str:
    """The code of a further IKI of the nth RHK of its part, as the forms write it: its number, a letter that is free,
    and its `kind` of cascading (CP, C or N)."""
    lead = f"{'T' if extra else ''}{nth}"
    used = {each.partition("-")[0] for each in taken}
    letters = (f"{lead}{each}" for each in (*ascii_lowercase, *(f"z{more}" for more in ascii_lowercase)))
    return f"{next((each for each in letters if each not in used), lead)}-{kind}"


_WORSE = (
    "kesalahan",
    "salah",
    "dikembalikan",
    "pengembalian",
    "terlambat",
    "keterlambatan",
    "gangguan",
    "temuan",
    "keluhan",
)
_CASCADING = {"CP": "cascading_peta", "C": "cascading"}


def manual_fields(skp: Skp, indicator: Indicator, before: Manual | None) -> dict[str, Any]:
    """What a new manual proposes: that of the year before, where the IKI is the same, else what the SKP tells."""
    result = next(each for each in skp.results if indicator in each.indicators)
    unit = str(skp.employee["unit_kerja"])
    code = indicator.kode.rpartition("-")[2]
    found: dict[str, Any] = {
        "tujuan": str(result.data["rencana"]),
        "definisi": str(indicator.data.get("nama", indicator.ukuran)),
        "tingkat_validitas": "proxy",
        "tingkat_kendali": "moderate",
        "pihak_penanggung_jawab": unit,
        "pihak_penyedia_data": unit,
        "sumber_data": "",
        "cascading": {"jenis": _CASCADING.get(code, "non_cascading"), "metode": "direct"},
        "periode_pelaporan": rhythm_of(indicator.target) if indicator.target else "triwulanan",
    }
    if indicator.ukuran is None:
        name, satuan = found["definisi"], str(indicator.data["satuan"])
        share = satuan.casefold() in ("%", "persen", "persentase")
        found["formula"] = (
            "(jumlah yang memenuhi / jumlah seluruhnya) x 100%" if share else f"{name} pada periode berjalan"
        )
        found["konsolidasi_periode"] = consolidation_of(indicator.target, satuan)
        falls = any(each in name.casefold().split() for each in _WORSE)
        found["polarisasi"] = "minimize" if falls or not any(indicator.target.values()) else "maximize"
        found["konversi_120"] = False
    if before is not None and before.narrative == (indicator.ukuran is not None):
        kept = {*found, "nilai_terburuk", "skala_stabilize", "konsolidasi_lokasi"} - {"periode_pelaporan"}
        found |= {key: each for key, each in before.data.items() if key in kept}
    return found


def next_period(folder: SkpFolder, skp: Skp, today: date) -> str:
    """The first quarter that has ended, of which enough days are the SKP's, and which has no evaluation; where all
    have, the one that ends next, else the last. A month or a half-year, where such was evaluated last."""
    rules = folder.profile
    last = max((each for each in folder.evaluations if each != YEAR), key=FORM_ORDER.__getitem__, default=QUARTERS[0])
    terms = {each: rules.term(each, skp.tahun) for each in next(each for each in RHYTHMS.values() if last in each)}
    fewest = rules.fewest_days_of_quarter / (3 if last in MONTHS else 1)
    meant = [each for each, term in terms.items() if term.days_shared(skp.term) >= fewest]
    ended = [each for each in meant if min(terms[each].selesai, skp.term.selesai) <= today]
    open_ = [each for each in ended if each not in folder.evaluations]
    ahead = [each for each in meant if each not in ended]
    return next(iter(open_ or ahead or ended[-1:]), last)


class Reached(NamedTuple):
    """An IKI in an evaluated period: its target and realisasi, consolidated, and capaian in percent; None where a
    realisasi is `missing`, or nothing is to be computed."""

    indicator: Indicator
    target: float | None
    realised: float | str | None
    percent: float | None
    missing: tuple[str, ...]


def reached(folder: SkpFolder, skp: Skp, period: str) -> Iterator[Reached]:
    """What was reached in a period by each IKI that is measured in it."""
    rules = folder.profile
    whole = rules.term(period, skp.tahun)
    for indicator in skp.indicators():
        manual = folder.manuals.get(indicator.kode)
        cells = [
            each
            for each in base_periods(skp, indicator, manual)
            if rules.term(each, skp.tahun).ends_within(whole)
            and rules.term(each, skp.tahun).days_shared(skp.term_of(indicator))
        ]
        if not cells:
            continue
        values = [folder.effective.get((indicator.kode, each)) for each in cells]
        missing = tuple(each for each, value in zip(cells, values, strict=True) if value is None)
        numbers = [each for each in values if isinstance(each, int | float)]
        if skp.narrative or missing or not manual or len(numbers) < len(cells):
            told = next((each for each in reversed(values) if each is not None), None)
            yield Reached(indicator, indicator.target.get(cells[-1]), told, None, missing)
            continue
        how = manual.data["konsolidasi_periode"]
        target = consolidate(how, [indicator.target[each] for each in cells]) or 0
        value = consolidate(how, numbers) or 0
        percent = achievement(target, value, manual.data, rules.achievement_bounds)
        yield Reached(indicator, target, value, percent, ())
