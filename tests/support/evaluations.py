"""The examples with three quarters realised and evaluations of all kinds of SKP."""

from __future__ import annotations

from typing import Any

from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree
from tests.support.printed import record
from tests.support.records import Data

BAGAS, RATNA, SARI = (f"{PEOPLE[each]}/evaluasi" for each in ("bagas", "ratna", "sari"))


REALISED = {"1a-C": (96.2, 94, 97), "1b-N": (6, 12, 9), "2a-N": (1.8, 1.75, 1)}


def evaluation(period: str, **more: Any) -> str:
    data = {"jenis": "evaluasi", "versi": 1, "periode": period, "status": "ditetapkan", "capaian_organisasi": "baik"}
    chosen = dict.fromkeys(("rating_hasil_kerja", "rating_perilaku_kerja"), "sesuai_ekspektasi")
    return record({**data, **chosen, "predikat": "baik", "tempat": "Banda Contoh", "tanggal": "2026-07-20", **more})


def line(iki: str, period: str, value: object, **more: Any) -> Data:
    return {"iki": iki, "periode": period, "realisasi": value, "bukti_dukung": [f"Bukti {iki} {period}"], **more}


def reported(tree: MemoryTree, name: str, *lines: Data) -> MemoryTree:
    """The state with a dialogue of Bagas that records these lines."""
    return edited(tree, [{"file": f"bagas/dki/{name}.yaml", "realisasi": list(lines)}])


def office() -> MemoryTree:
    """The examples with three quarters realised, and evaluations of all kinds of SKP."""
    tree = examples()
    for nth, day in ((2, "2026-07-07"), (3, "2026-10-07")):
        tree = reported(tree, day, *(line(iki, f"Q{nth}", values[nth - 1]) for iki, values in REALISED.items()))
    feedback = [{"dari": "pejabat_penilai_kinerja", "isi": "Terjaga"}, {"dari": "bawahan", "isi": "Terbuka\nTanggap"}]
    signed = [
        {"sebagai": "pegawai", "nip": "199203172015021003", "tanggal": "2026-07-22"},
        {"sebagai": "pejabat_penilai_kinerja", "nip": "197805142003121002", "tanggal": "2026-07-21"},
    ]
    return tree.changed(
        {
            f"{BAGAS}/Q2.yaml": evaluation("Q2", persetujuan=signed),
            f"{BAGAS}/Q3.yaml": evaluation("Q3"),
            f"{BAGAS}/Q4.yaml": evaluation("Q4"),
            f"{RATNA}/Q1.yaml": evaluation("Q1", hasil_kerja=[{"rhk": "RHK-1", "umpan_balik": feedback}]),
            f"{SARI}/Q1.yaml": evaluation(
                "Q1", tanggal="2026-04-20", perilaku_kerja=[{"nilai": "loyal", "umpan_balik": feedback}]
            ),
        }
    )
