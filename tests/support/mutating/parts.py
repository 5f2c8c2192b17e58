"""What several kinds of edits are made of."""

from __future__ import annotations

import copy
from typing import Any

from skpkit.model.achievement import consolidate
from skpkit.model.periods import RHYTHMS
from tests.support.mutating.draft import HELD, MADE, Data, Draft, NoOccasionError, need

CLOSED, START = "2026-11-15", "2026-11-16"  # the last day of an SKP, and the first of the komplemen after it

STRANGER = {"nama": "Endah Pramesti", "nip": "198003052005012003"}

OTHERS: list[Data] = [  # who could be the appraiser instead
    {"nama": name, "nip": nip, "jabatan": "Kepala Seksi", "unit_kerja": "KPPN"}
    for name, nip in (("Endah Pramesti", "198003052005012003"), ("Yudha Kusnadi", "197812012003121002"))
]


def open_target_moved(draft: Draft) -> str:
    """The target of an open cell, in SKP and manual, with the totals that follow; the code of its IKI.

    It is moved until it is not reached already, which would be said (218).
    """
    kode, period = draft.one_of(draft.free_cells())
    harder = {"maximize": 1, "minimize": -0.25, "stabilize": 1}[draft.manual(kode)["polarisasi"]]
    for _ in range(20):
        draft.set_target(kode, period, draft.indicator(kode)["target"][period] + harder)
        if not _reached(draft, kode, period):
            return kode
    raise NoOccasionError


def _reached(draft: Draft, kode: str, period: str) -> bool:
    """Whether what is realised reaches the cumulative target of a period."""
    manual, known = draft.manual(kode), RHYTHMS[draft.rhythm(kode)]
    how, target = manual["konsolidasi_periode"], manual["target"]
    wanted = consolidate(how, [target[each] for each in known[: known.index(period) + 1] if each in target])
    value = consolidate(how, [draft.values()[kode, each] for each in known if (kode, each) in draft.values()])
    if wanted is None or value is None or manual["polarisasi"] == "stabilize":
        return False
    return value <= wanted if manual["polarisasi"] == "minimize" else value >= wanted


def shorten(draft: Draft, end: str) -> None:
    """End the SKP, and each IKI that has a period of its own, on a day."""
    draft.skp["periode"]["selesai"] = end
    for _, iki in draft.indicators():
        if "periode" in iki:
            iki["periode"]["selesai"] = end


def complement(draft: Draft) -> None:
    """Close the SKP for a new one, set after a move to other tasks."""
    need(not draft.home)
    old = draft.skp
    new = copy.deepcopy(old)
    shorten(draft, CLOSED)
    old["status"] = "ditutup"
    manuals = {iki["kode"]: copy.deepcopy(draft.manual(iki["kode"])) for _, iki in draft.indicators()}
    draft.home = "komplemen-1/"
    draft.files["komplemen-1/skp.yaml"] = new
    new.pop("perubahan", None)
    new["periode"] = {"mulai": START, "selesai": "2026-12-31"}
    for rhk, iki in draft.indicators():
        iki.pop("periode", None)
        rhk["rencana"] = f"{rhk['rencana'].removesuffix(' pada tugas baru')} pada tugas baru"
        _carry_over(draft, iki, manuals[iki["kode"]])
    agreed = [
        {"perihal": "komplemen", "nomor": 1, "uraian": "SKP ditetapkan kembali"},
        {"perihal": "skp", "uraian": "Rencana pada tugas baru disepakati"},
    ]
    plan = [{"uraian": "Serah terima tugas", "tenggat": "2026-12-10", "status": "belum"}]
    block = {"nomor": 1, "menggantikan": "../skp.yaml", "tanggal": MADE, "alasan": "Mutasi"}
    dialogue = draft.talk(HELD, "perencanaan", kesepakatan=agreed, rencana_aksi=plan)
    new["komplemen"] = {**block, "dialog": dialogue, "persetujuan": draft.approvals()}
    signed = [draft.approval("pegawai"), draft.approval("pejabat_penilai_kinerja")]
    new["penetapan"] = {"tempat": "Teluk Melati", "tanggal": MADE, "persetujuan": signed}


def _carry_over(draft: Draft, iki: Data, manual: Data) -> None:
    """Let an IKI of the komplemen have a manual, and targets for what is left of the year alone."""
    manual.pop("perubahan", None)
    draft.files[f"komplemen-1/iki/{iki['kode']}.yaml"] = manual
    if "target" in iki:
        last = RHYTHMS[draft.rhythm(iki["kode"])][-1]
        for each in (iki, manual):
            each["target"] = {last: each["target"][last], "Y": each["target"]["Y"]}
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
    return draft.manual(draft.one_of(draft.indicators())[1]["kode"])


def an_evaluation(draft: Draft) -> str:
    """The name of an established evaluation."""
    return draft.one_of(each for each in draft.files if each.startswith(f"{draft.home}evaluasi/"))


def any_code(draft: Draft) -> str:
    """The code of one of the IKI."""
    return str(draft.one_of(draft.indicators())[1]["kode"])


def feedback(role: str, matter: str) -> Data:
    """An umpan balik by somebody in a role."""
    given: Data = {"dari": {**STRANGER, "hubungan": role}, "atas": matter, "isi": "Baik", "sifat": "insidental"}
    return given | ({"nilai": "loyal"} if matter == "perilaku_kerja" else {}) | {"cara": "langsung"}


def reported_line(draft: Draft) -> Data:
    """A line with a realisation in a reported dialogue."""
    return draft.one_of(draft.lines())[1]
