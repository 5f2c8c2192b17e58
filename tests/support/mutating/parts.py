"""What several kinds of edits are made of."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.support.draft import Cell, Draft, NoOccasionError, need
from tests.support.periods import PERIODS, consolidated, last_day
from tests.support.records import Data

STRANGER = {"nama": "Endah Pramesti", "nip": "198003052005012003"}

OTHERS: list[Data] = [  # who could be the appraiser instead
    {"nama": name, "nip": nip, "jabatan": "Kepala Seksi", "unit_kerja": "KPPN"}
    for name, nip in (("Endah Pramesti", "198003052005012003"), ("Yudha Kusnadi", "197812012003121002"))
]


def open_target_moved(draft: Draft, cells: Sequence[Cell] = ()) -> str:
    """The target of an open cell, or one of some, in SKP and manual, with the totals that follow; the code of its IKI.

    It is moved until it is not reached already, which would be said (218).
    """
    kode, period = draft.one_of(cells or draft.free_cells())
    harder = {"maximize": 1, "minimize": -0.25, "stabilize": 1}[draft.manual(kode)["polarisasi"]]
    for _ in range(20):
        draft.set_target(kode, period, draft.indicator(kode)["target"][period] + harder)
        if not reached(draft, kode, period):
            return kode
    raise NoOccasionError


def reached(draft: Draft, kode: str, period: str) -> bool:
    """Whether what is realised reaches the cumulative target of a period."""
    manual, known, values = draft.manual(kode), PERIODS[draft.rhythm(kode)], draft.values()
    how, target = manual["konsolidasi_periode"], manual["target"]
    planned = [target[each] for each in known[: known.index(period) + 1] if each in target]
    done = [values[kode, each] for each in known if (kode, each) in values]
    if not planned or not done or manual["polarisasi"] == "stabilize":
        return False
    wanted, value = consolidated(how, planned), consolidated(how, done)
    return value <= wanted if manual["polarisasi"] == "minimize" else value >= wanted


def untouched(draft: Draft) -> tuple[Data, Data]:
    """An IKI without a realisation and without a target that was evaluated, with its RHK."""
    return draft.one_of((rhk, iki) for rhk, iki in draft.indicators() if _is_untouched(draft, iki))


def untouched_result(draft: Draft) -> Data:
    """An RHK with such IKI alone."""
    return draft.one_of(rhk for rhk in draft.results() if all(_is_untouched(draft, iki) for iki in rhk["indikator"]))


def _is_untouched(draft: Draft, iki: Data) -> bool:
    evaluated = draft.evaluations() if "ukuran" in iki else list(filter(draft.evaluated, iki["target"]))
    return not evaluated and not draft.realised(iki["kode"])


def reword(draft: Draft, kode: str, key: str, more: str) -> None:
    """Add to a text that SKP and manual show."""
    for each in draft.shown(kode):
        each[key] += more


def shorten(draft: Draft, end: str) -> None:
    """End the SKP, and each IKI that would outlast it, on an earlier day than until now."""
    need(draft.skp["periode"]["mulai"] < end < draft.end)
    need(not any(end < last_day(month) <= draft.made for month in PERIODS["bulanan"]))  # what passed stays within
    draft.skp["periode"]["selesai"] = end
    for _, iki in draft.indicators():
        if "periode" in iki:
            need(iki["periode"]["mulai"] < end)
            iki["periode"]["selesai"] = min(iki["periode"]["selesai"], end)
    if spans := [each for each in draft.skp.pop("tidak_bertugas", ()) if each["mulai"] <= end]:
        draft.skp["tidak_bertugas"] = [{**each, "selesai": min(each["selesai"], end)} for each in spans]


def complement(draft: Draft, *, beside: bool = False) -> None:
    """Close the SKP for a new one, set after a move to other tasks, and agreed in a dialogue of the new or the old."""
    need(not draft.home and draft.skp["status"] == "ditetapkan")
    old = draft.skp
    new = copy.deepcopy(old)
    end = max(draft.needed_end(), draft.latest(), draft.later(-16))
    need(end <= draft.later(-1))
    start, held, made = next_day(end), max(draft.held, next_day(end)), max(draft.made, next_day(end))
    shorten(draft, end)
    old["status"] = "ditutup"
    manuals = {iki["kode"]: copy.deepcopy(draft.manual(iki["kode"])) for _, iki in draft.indicators()}
    agreed = [
        {"perihal": "komplemen", "nomor": 1, "uraian": "SKP ditetapkan kembali"},
        {"perihal": "skp", "uraian": "Rencana pada tugas baru disepakati"},
    ]
    plan = [{"uraian": "Serah terima tugas", "tenggat": "2026-12-10", "status": "belum"}]
    matter: Data = {"kesepakatan": agreed, "rencana_aksi": plan}
    name = f"../{draft.talk(held, 'perencanaan', **matter)}" if beside else ""
    draft.home = "komplemen-1/"
    draft.files["komplemen-1/skp.yaml"] = new
    new.pop("perubahan", None)
    new["periode"] = {"mulai": start, "selesai": "2026-12-31"}
    for rhk, iki in draft.indicators():
        iki.pop("periode", None)
        rhk["rencana"] = f"{rhk['rencana'].removesuffix(' pada tugas baru')} pada tugas baru"
        _carry_over(draft, iki, manuals[iki["kode"]])
    name = name or draft.talk(held, "perencanaan", **matter)
    block = {"nomor": 1, "menggantikan": "../skp.yaml", "tanggal": made, "alasan": "Mutasi"}
    new["komplemen"] = {**block, "dialog": name, "persetujuan": draft.approvals(made)}
    signed = [draft.approval(role, made) for role in ("pegawai", "pejabat_penilai_kinerja")]
    new["penetapan"] = {"tempat": "Teluk Melati", "tanggal": made, "persetujuan": signed}


def next_day(day: str) -> str:
    """The day after a day."""
    return (date.fromisoformat(day) + timedelta(1)).isoformat()


def _carry_over(draft: Draft, iki: Data, manual: Data) -> None:
    """Let an IKI of the komplemen have a manual, and targets for what is left of the year alone."""
    manual.pop("perubahan", None)
    draft.files[f"komplemen-1/iki/{iki['kode']}.yaml"] = manual
    if "target" in iki:
        last = PERIODS[draft.rhythm(iki["kode"])][-1]
        need(last in iki["target"])
        for each in (iki, manual):
            each["target"] = {period: each["target"][period] for period in (last, "Y") if period in each["target"]}
        draft.add_up(iki["kode"])


def moved(draft: Draft, value: float) -> float:
    """Another target, a little higher or lower."""
    return round(value + draft.dice.choice((-0.5, 0.5, 1, 2)), 4)


def another(draft: Draft, value: Any) -> Any:
    """Another realisasi."""
    return f"{value} sekali" if isinstance(value, str) else moved(draft, value)


def realised_indicator(draft: Draft) -> tuple[Data, Data]:
    """An IKI that has a realisation, with its RHK."""
    return draft.one_of((rhk, iki) for rhk, iki in draft.indicators() if draft.realised(iki["kode"]))


def any_manual(draft: Draft) -> Data:
    """The manual of one of the IKI."""
    return draft.one_of(draft.manuals())


def an_evaluation(draft: Draft) -> str:
    """The name of an established evaluation."""
    return draft.one_of(each for each in draft.evaluations() if draft.files[each]["status"] == "ditetapkan")


def any_code(draft: Draft) -> str:
    """The code of one of the IKI with a manual."""
    return str(any_manual(draft)["kode"])


def feedback(role: str, matter: str) -> Data:
    """An umpan balik by somebody in a role."""
    given: Data = {"dari": {**STRANGER, "hubungan": role}, "atas": matter, "isi": "Baik", "sifat": "insidental"}
    return given | ({"nilai": "loyal"} if matter == "perilaku_kerja" else {}) | {"cara": "langsung"}


def reported_line(draft: Draft) -> Data:
    """A line with a realisation in a reported dialogue."""
    return draft.one_of(draft.lines())[1]
