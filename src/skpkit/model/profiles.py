"""Rule profiles (`aturan`) as data: period boundaries, deadlines, limits, caps, by the name a record gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from skpkit.findings import LEVELS, Severity
from skpkit.model.periods import Term
from skpkit.source.resources import data_folder

NEWEST = "kmk-127-2026"  # for what no SKP names one


class Limits(NamedTuple):
    """How few and how many IKI an SKP may have (None: no limit), and how grave it is to have others."""

    fewest: int | None
    most: int | None
    severity: Severity


class Profile(NamedTuple):
    """What one regulation says in numbers and lists; `data` is its file."""

    name: str
    data: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The regulation's name."""
        return str(self.data["nama"])

    def term(self, period: str, year: int) -> Term:
        """The days of a period in a year; a window may begin in the year before."""
        bounds = self.data["periode"][period]
        return _term(bounds["mulai"], bounds["selesai"], year)

    @property
    def forbidden_qualities(self) -> set[tuple[str, str]]:
        """Pairs of validitas and kendali that an IKI may not have."""
        return {(validity, control) for validity, control in self.data["kualitas_dilarang"]}

    @property
    def fewest_days_of_quarter(self) -> int:
        """A quarter with fewer days covered by the SKP needs no reported dialogue."""
        return int(self.data["hari_minimum_triwulan"])

    @property
    def months_for_manual(self) -> int:
        """Months after penetapan until which a manual may be missing."""
        return int(self.data["batas_manual_bulan"])

    def indicator_limits(self, job_group: str, form_group: str) -> Limits | None:
        """How many IKI the SKP of a kelompok jabatan has, on the form of a kelompok; None where nothing is said."""
        limited = self.data.get("jumlah_iki_kelompok", (form_group,))
        found = self.data.get("jumlah_iki", {}).get(job_group)
        if form_group not in limited or not found:
            return None
        return Limits(found.get("min"), found.get("max"), LEVELS[found["tingkat"]])

    def last_day_to_establish(self, year: int) -> date:
        """The day until which an SKP that runs from the start of the year is set."""
        month, day = (int(part) for part in self.data["batas_penetapan"]["tanggal"].split("-"))
        return _day(year, month, day)

    @property
    def working_days_to_establish(self) -> int:
        """Working days after its start until which an SKP that starts later is set."""
        return int(self.data["batas_penetapan"]["hari_kerja"])

    def predicate(self, results: str, behaviour: str) -> str:
        """The predikat that a rating hasil kerja and a rating perilaku kerja give."""
        return str(self.data["matriks_predikat"][results][behaviour])

    @property
    def values(self) -> tuple[str, ...]:
        """The values of perilaku kerja, each of which an SKP names once."""
        return tuple(self.data["perilaku_kerja"])

    def is_usual_code(self, kode: str) -> bool:
        """Whether the code of an IKI is written as the regulation's forms have it."""
        return re.fullmatch(self.data["kode_iki"], kode) is not None

    def feedback_givers(self, matter: str, *, team: bool) -> Collection[str]:
        """Who gives umpan balik on hasil kerja or perilaku kerja, in a `team` (squad, JF) or not, by `hubungan`."""
        found: Collection[str] = self.data["umpan_balik"][f"{matter}_tim" if team else matter]
        return found

    @property
    def team_recommenders(self) -> Collection[str]:
        """On whose recommendation umpan balik on the hasil kerja of a squad member or JF rests, by `hubungan`."""
        found: Collection[str] = self.data["umpan_balik"]["rekomendasi_tim"]
        return found

    @property
    def study_recommenders(self) -> Collection[str]:
        """Who recommends umpan balik during tugas belajar, by `hubungan`."""
        found: Collection[str] = self.data["umpan_balik"]["rekomendasi_tugas_belajar"]
        return found

    @property
    def guides(self) -> Mapping[str, Collection[str]]:
        """Who gives coaching, mentoring and konseling, by `hubungan`; a form that is not named anybody may give."""
        found: Mapping[str, Collection[str]] = self.data["pembinaan"]
        return found

    @property
    def mandates_of_study(self) -> tuple[str, ...]:
        """The `mandat` of each compulsory IKI of tugas belajar."""
        return tuple(self.data["tugas_belajar"]["mandat"])

    @property
    def squad_indicators(self) -> tuple[str, int]:
        """The `mandat` of IKI from a squad, and how many of them a member has at least."""
        squad = self.data["squad"]
        return str(squad["mandat"]), int(squad["minimum"])

    @property
    def months_for_realisation(self) -> int:
        """Months after a period's end until which its realisation may be missing."""
        return int(self.data["realisasi_telat_bulan"])

    @property
    def months_for_evaluation(self) -> int:
        """Months after a quarter's end until which its evaluation may be missing."""
        return int(self.data["evaluasi_tenggang_bulan"])

    @property
    def achievement_bounds(self) -> tuple[float, float, float]:
        """Least and highest capaian and the value of konversi 120, in percent."""
        bounds = self.data["capaian"]
        return bounds["minimum"], bounds["maksimum"], bounds["konversi"]

    @property
    def scoring(self) -> Mapping[str, Any] | None:
        """The weights and limits of K3, NHK, NPK and NKP; None where those of the regulation were not seen."""
        found: Mapping[str, Any] | None = self.data.get("penilaian")
        return found


@lru_cache
def _term(start: str, end: str, year: int) -> Term:
    """The days from one day of the year to another, both written `month-day`."""
    first, last = ([int(part) for part in each.split("-")] for each in (start, end))
    return Term(_day(year if first <= last else year - 1, *first), _day(year, *last))


def _day(year: int, month: int, day: int) -> date:
    """The date; 29 February stands for the last day of February in any year."""
    if (month, day) == (2, 29):
        return date.fromordinal(date(year, 3, 1).toordinal() - 1)
    return date(year, month, day)


@lru_cache
def profile(name: str) -> Profile | None:
    """The profile of that name, or None where this version knows none."""
    from skpkit.source.yamlfile import read

    file = data_folder("schemas") / "profil" / f"{name}.yaml"
    known = name in known_profiles()
    return Profile(name, read(file.read_bytes()).data) if known else None


@lru_cache
def known_profiles() -> tuple[str, ...]:
    """The names a record may give."""
    return tuple(sorted(file.stem for file in (data_folder("schemas") / "profil").glob("*.yaml")))
