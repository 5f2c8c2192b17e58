"""The nilai hasil kerja (NHK) to date, from capaian and K3: what the records hold the inputs of, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.model.achievement import cell_achievement
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import base_periods
from skpkit.model.periods import YEAR, Term
from skpkit.model.records import Indicator, Manual, Skp
from skpkit.model.scoring import Weighed, commitment, results_value
from skpkit.paper import words

_FEW = 3  # so many IKI without K3 are named


def results_to_date(folder: SkpFolder, skp: Skp) -> Iterator[str]:
    """The lines on the NHK; none where the profile defines none, for a head of unit, or before any period is complete.

    It is that of the last day up to which every IKI has a capaian for what it owed by then. Where the K3 of one is not
    known there is no NHK, and the line names it, or counts them where there are many.
    """
    scoring = folder.profile.scoring
    if scoring is None or skp.narrative or skp.heads_unit:
        return
    numeric = [(each, manual) for each in skp.indicators() if (manual := folder.manual_of(each))]
    if len(numeric) < sum(1 for _ in skp.indicators()) or any(manual.narrative for _, manual in numeric):
        return
    found = _complete(folder, skp, numeric)
    if found is None:
        return
    day, reached = found
    weighed, unknown = [], []
    for indicator, manual, capaian in reached:
        aim = indicator.target.get(YEAR)
        k3 = None if aim is None else commitment(scoring, manual.data, aim)
        own = skp.term_of(indicator)
        days = Term(own.mulai, min(own.selesai, day)).days_shared(own)
        if k3 is None:
            unknown.append(indicator.kode)
        else:
            weighed.append(Weighed(capaian, k3, days))
    if unknown:
        which = ", ".join(unknown) if len(unknown) <= _FEW else f"{len(unknown)} di antara {len(reached)} IKI"
        yield f"NHK s.d. {words.day(day)} tidak dihitung: K3 {which} tidak dapat ditentukan dari manual."
        return
    value = results_value(scoring, weighed)
    if value is not None:
        yield f"Nilai hasil kerja (NHK) awal s.d. {words.day(day)}: {words.two_decimals(value)}"
        count = len(numeric)
        yield f"dari {len(reached)} di antara {count} IKI; belum dikalibrasi, tanpa koreksi, hukuman disiplin, dan NKO"


def _complete(
    folder: SkpFolder, skp: Skp, numeric: list[tuple[Indicator, Manual]]
) -> tuple[date, list[tuple[Indicator, Manual, float]]] | None:
    """The last day up to which no capaian lacks, with the capaian of each IKI that owed one by then."""
    ends = {
        min(folder.profile.term(period, skp.tahun).selesai, skp.term.selesai)
        for kode, period in folder.effective
        if skp.indicator(kode)
    }
    for day in sorted(ends, reverse=True):
        reached: list[tuple[Indicator, Manual, float]] = []
        for indicator, manual in numeric:
            owed = [
                period
                for period in base_periods(skp, indicator, manual)
                if min(folder.profile.term(period, skp.tahun).selesai, skp.term_of(indicator).selesai) <= day
            ]
            if owed:
                capaian = _capaian(folder, indicator, manual, owed[-1])
                if capaian is None:
                    break
                reached.append((indicator, manual, capaian))
        else:
            if reached:
                return day, reached
    return None


def _capaian(folder: SkpFolder, indicator: Indicator, manual: Manual, period: str) -> float | None:
    values = {
        each: value
        for (kode, each), value in folder.effective.items()
        if kode == indicator.kode and not isinstance(value, str)
    }
    counted = folder.counted(indicator, indicator.target, values)
    return cell_achievement(period, counted, values, manual.data, folder.profile.achievement_bounds)[1]
