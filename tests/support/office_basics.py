"""What random dossiers are made of: chance, the people, words that YAML likes to misread, and the periods of a year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

Data: TypeAlias = dict[str, Any]
Cell: TypeAlias = tuple[str, str]
Item = TypeVar("Item")

YEAR = 2026
RULES = ("kmk-300-2022", "kmk-127-2026", "permenpanrb-6-2022")
REVIEWER = {"nip": "198806212010122001", "nama": "Nining Kartika", "jabatan": "Kepala Subbagian Umum"}
EMPLOYEES = (
    {"nama": "Bagas Pratama", "nip": "199203172015021003", "jabatan": "Pelaksana", "unit_kerja": "KPPN Contoh"},
    {"nama": "Ni Made Ayu", "nip": "199905012021042001", "jabatan": "Pranata Keuangan", "unit_kerja": "KPPN Contoh"},
)
APPRAISERS = (
    {"nama": "Ratna Wulandari", "nip": "197805142003121002", "jabatan": "Kepala Kantor"},
    {"nama": "Hendra Saputra", "nip": "197003151995031001", "jabatan": "Kepala Kantor Wilayah"},
    {"nama": "Yusuf Hakim", "nip": "198102282006041001", "jabatan": "Kepala Seksi"},
)
SUPERIOR = str(APPRAISERS[0]["nip"])
BEHAVIOURS = ("berorientasi_pelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif")
CODES = ("1a-C", "1b-N", "2a-N", "2b-CP", "T1a-N", "3a-N", "007", "1e5", "no", "v1.2")
WORDS = (
    *("Laporan tepat waktu", "ya", "95", "2026-03-31", "Tahap 1: selesai", "Rekap # 3", "'kutip'", "null"),
    *('tanda " kutip', "- butir", "{tidak: peta}", "Ku\u2019eh \u201claporan\u201d"),
)
PERIODS = {
    "bulanan": tuple(f"B{month:02}" for month in range(1, 13)),
    "triwulanan": ("Q1", "Q2", "Q3", "Q4"),
    "semesteran": ("S1", "S2"),
    "tahunan": ("Y",),
}
TOTALS = {
    "bulanan": ("Q1", "Q2", "Q3", "Q4", "S1", "S2", "Y"),
    "triwulanan": ("S1", "S2", "Y"),
    "semesteran": ("Y",),
    "tahunan": (),
}
PLANNING: Data = {
    "tahap": ["perencanaan"],
    "kesepakatan": [{"perihal": "skp", "uraian": "Rencana disepakati"}],
    "rencana_aksi": [{"uraian": "Rekap", "rhk": "RHK-1", "tenggat": "2026-12-31", "status": "berjalan"}],
}


class NoOccasionError(Exception):
    """This office gives no occasion for a change."""


def need(condition: object) -> None:
    """Give a change up where its occasion is missing."""
    if not condition:
        raise NoOccasionError


class Dice:
    """Chance as hypothesis draws it: a failing example shrinks towards the first of some choices, and to no."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def one_of(self, items: Iterable[Item]) -> Item:
        """One of some items, where there are any."""
        every = list(items)
        need(every)
        return every[self.number(0, len(every) - 1)]

    def some_of(self, items: Iterable[Item]) -> list[Item]:
        """None, some or all of the items, in their order."""
        every = list(items)
        mask = self.number(0, 2 ** len(every) - 1)
        return [item for nth, item in enumerate(every) if mask >> nth & 1]

    def chance(self, percent: int) -> bool:
        """Yes, in that share of the cases."""
        return self.number(0, 99) >= 100 - percent

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._draw(st.integers(least, most))

    def day(self, first: date, last: date) -> date:
        """A day, both ends included; the first where there is no choice."""
        return first + timedelta(self.number(0, max(0, (last - first).days)))


# --- periods, said anew and not taken from the tool ------------------------------------------------------------


def months_of(period: str) -> range:
    """The months of a period."""
    length = {"B": 1, "Q": 3, "S": 6, "Y": 12}[period[0]]
    nth = int(period[1:] or 1)
    return range((nth - 1) * length + 1, nth * length + 1)


def first_day(period: str) -> date:
    """The day on which a period begins."""
    return date(YEAR, months_of(period)[0], 1)


def last_day(period: str) -> date:
    """The day on which a period ends."""
    month = months_of(period)[-1]
    return date(YEAR, month, monthrange(YEAR, month)[1])


def parts_of(total: str, rhythm: str) -> list[str]:
    """The periods that a total is made of; itself for a period that is none."""
    return [part for part in PERIODS[rhythm] if set(months_of(part)) <= set(months_of(total))]


def recompute(iki: Data, how: str, rhythm: str) -> None:
    """Make the totals of an IKI what its parts give, as it is printed; one without parts goes."""
    target = iki["target"]
    for total in [each for each in target if each in TOTALS[rhythm]]:
        parts = [target[part] for part in parts_of(total, rhythm) if part in target]
        if parts:
            whole = {"sum": sum(parts), "average": sum(parts) / len(parts), "take_last_known": parts[-1]}[how]
            target[total] = round(whole, 2)
        else:
            del target[total]
