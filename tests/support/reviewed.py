"""Verdicts on the examples for tests of reports: a bit of everything, hostile texts, and many dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from skpkit.findings import Day
from skpkit.judge.engine import StateName, Verdict
from skpkit.judge.office import Office
from skpkit.judge.review import review
from tests.support.edits import edited, examples
from tests.support.memory import MemoryTree

TODAY = date(2026, 6, 15)
OLD = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"
BAGAS = "199203172015021003"
BASE, HEAD = StateName("main", "1" * 40), StateName("usulan", "2" * 40)
HOSTILE = (
    "<script>alert(1)</script></details><img src=x onerror=alert(2)> @galuh #12 GH-7 `rm` | [x](javascript:alert(3)) "
    'http://example.org www.example.org ::error::x ##[error]y \u202eabc \'onload="x" {{ 7*7 }} $x$ **b** _i_ !9 ~l'
)


def reviewed(edits: Sequence[Mapping[str, Any]]) -> Verdict:
    """The review of the examples with some edits, with states and a day."""
    verdict = review(Office(examples()), Office(edited(examples(), edits)), TODAY)
    return replace(verdict, base=BASE, head=HEAD, day=Day(TODAY, "--today"), judged_as="proposal")


def moved(new: str) -> list[dict[str, Any]]:
    """A complete adendum that sets other targets of 1b-N of Bagas, in SKP and manual."""
    change = {"replace": {OLD: new}}
    return [
        {"file": "bagas", "adendum": ["target"]},
        {"file": "bagas/skp.yaml", **change},
        {"file": "bagas/iki/1b-N.yaml", **change},
    ]


@cache
def mixed() -> Verdict:
    """A frozen target and an open one moved under an adendum, a dialogue deleted, and a manual changed undeclared."""
    manual = {"konsolidasi_periode: average": "konsolidasi_periode: take_last_known"}
    return reviewed(
        [
            *moved("{Q1: 6, Q2: 10, Q3: 12, Q4: 5, Y: 33}"),
            {"file": "yoga/dki/2026-04-02.yaml", "delete": True},
            {"file": "ratna/iki/1a-CP.yaml", "replace": manual},
        ]
    )


@cache
def hostile() -> Verdict:
    """The name of an IKI, of the employee and the reason of an adendum are texts that would act."""
    quoted = "'" + HOSTILE.replace("'", "''").replace("\u202e", "") + "'"
    long = '"' + HOSTILE.replace('"', "'").replace("\u202e", "\\u202e") + "a" * 9_000 + '"'
    return reviewed(
        [
            *moved("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"),
            {
                "file": "bagas/skp.yaml",
                "replace": {
                    "nama: Bagas Pratama": f"nama: {quoted}",
                    "rencana: Terselesaikannya pengujian SPM sesuai norma waktu": f"rencana: {long}",
                    "nama: Jumlah satuan kerja yang dibina": f"nama: {quoted}",
                    "jabatan: Pelaksana Seksi Pencairan Dana": f"jabatan: {quoted}",
                },
            },
        ]
    )


@cache
def many(count: int = 12) -> Verdict:
    """A change of so many dossiers: a frozen target moved in each fourth, an open one in the others."""
    frozen, open_ = "{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}", "{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"
    states = [examples(), edited(examples(), moved(frozen)), edited(examples(), moved(open_))]
    before, after = dict[str, bytes](), dict[str, bytes]()
    for nth in range(count):
        nip, name = f"199203172015021{nth + 100}", f"Pegawai Nomor {nth + 1}"
        for files, tree in ((before, states[0]), (after, states[1 if nth % 4 == 0 else 2])):
            for path, content in tree.files.items():
                if BAGAS in path:
                    text = content.decode().replace(BAGAS, nip).replace("Bagas Pratama", name)
                    files[path.replace(BAGAS, nip)] = text.encode()
    verdict = review(Office(MemoryTree(before)), Office(MemoryTree(after)), TODAY)
    return replace(verdict, base=BASE, head=HEAD, day=Day(TODAY, "--today"), judged_as="proposal")
