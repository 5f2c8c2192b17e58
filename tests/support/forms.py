"""Every form of the examples, and what a change sheet has before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from skpkit.paper.printing import Format
from skpkit.source.yamlfile import read
from tests.support.edits import PEOPLE, examples
from tests.support.memory import MemoryTree
from tests.support.printed import History, printer
from tests.support.records import Data

BAGAS = f"{PEOPLE['bagas']}/skp.yaml"
FORMS = {
    "skp": ("ratna", "skp.yaml", "skp"),
    "skp-adendum": ("bagas", "skp.yaml", "skp"),
    "skp-kualitatif": ("sari", "skp.yaml", "skp"),
    "skp-komplemen": ("yoga", "komplemen-1/skp.yaml", "skp"),
    "manual": ("bagas", "iki/1b-N.yaml", "manual"),
    "dki": ("bagas", "dki/2026-04-07.yaml", "dki"),
    "ipr": ("bagas", "skp.yaml", "ipr-Q2"),
    "rencana-aksi": ("bagas", "skp.yaml", "rencana-aksi"),
    "kemajuan": ("bagas", "skp.yaml", "kemajuan"),
    "hek": ("bagas", "evaluasi/Q1.yaml", "hek"),
    "perubahan": ("bagas", "skp.yaml", "perubahan"),
    "dek": ("bagas", "evaluasi/Q1.yaml", "dek"),
}


@cache
def printed(name: str, style: Format) -> tuple[bytes, ...]:
    """A form of an example, printed once for all tests of a process; a change sheet with the state before."""
    person, record, document = FORMS[name]
    states = grown(2) if document == "perubahan" else [examples()]
    return tuple(printer(states[-1], History(states)).made(f"{PEOPLE[person]}/{record}", style, document).pages)


def altered(change: Callable[[Data], object], tree: MemoryTree | None = None, path: str = BAGAS) -> MemoryTree:
    """The state (the examples) with a record changed in place."""
    tree = tree or examples()
    data = json.loads(json.dumps(read(tree.files[path]).data))
    change(data)
    return tree.changed({path: json.dumps(data)})


def entry(number: int, *components: str, day: str = "2026-06-10", **more: Any) -> Data:
    """The entry of an adendum that nobody approved yet."""
    return {
        "jenis": "adendum",
        "nomor": number,
        "tanggal": day,
        "alasan": f"Alasan {number}",
        "komponen": [*components],
        "dialog": "dki/2026-05-08.yaml",
        "persetujuan": [],
        **more,
    }


def amended(change: Callable[[Data], object], *components: str) -> list[MemoryTree]:
    """The example without adendum, and the same with a change and an adendum of these komponen."""
    before = altered(lambda data: data.pop("perubahan"))

    def both(data: Data) -> None:
        change(data)
        data["perubahan"] = [entry(1, *components)]

    return [before, altered(both, before)]


def grown(count: int, name: str = "Jumlah") -> list[MemoryTree]:
    """An adendum that brings that many IKI."""
    more = [
        {"kode": f"9{nth}-N", "nama": f"{name} {nth}", "aspek": "waktu", "satuan": "jam", "target": {"Q1": 1, "Y": 1}}
        for nth in range(count)
    ]
    return amended(lambda data: data["hasil_kerja"]["utama"][0]["indikator"].extend(more), "iki")
