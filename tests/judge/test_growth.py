"""No rule takes much more than twice as long for a record twice as long: counted in lines of code run, not in time."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from types import FrameType
from typing import Any

import pytest

from skpkit.judge.engine import StateName, check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.reports import VERDICT, Report
from skpkit.source.yamlfile import read
from tests.support.edits import PEOPLE, examples
from tests.support.memory import MemoryTree

DAY = date(2026, 6, 15)
BASE = examples()
BAGAS = PEOPLE["bagas"]
SKP, MANUAL, DKI = f"{BAGAS}/skp.yaml", f"{BAGAS}/iki/1b-N.yaml", f"{BAGAS}/dki/2026-04-07.yaml"
EVALUATION = next(path for path in BASE.files if "/evaluasi/" in path)
SIZE = 16

Grow = Callable[[int], MemoryTree]


def changed(path: str, change: Callable[[Any], None]) -> MemoryTree:
    """The examples with the data of a record changed."""
    data = copy.deepcopy(read(BASE.files[path]).data)
    change(data)
    return BASE.changed({path: json.dumps(data)})


def many(items: list[Any], count: int, name: str = "", form: str = "{}a-N") -> None:
    """Repeat the items of a list until there are so many; with `name`, each with a value of its own there."""
    first = copy.deepcopy(items)
    while len(items) < count:
        item = copy.deepcopy(first[len(items) % len(first)])
        if name:
            item[name] = form.format(len(items)) if form else len(items)
        items.append(item)


def lines(data: Any) -> list[Any]:
    """What a dialogue records of results."""
    return data["pemantauan"]["hasil_kerja"]  # type: ignore[no-any-return]


def valued(count: int) -> MemoryTree:
    """One cell with ever another value."""
    return changed(DKI, lambda data: many(lines(data), count, "realisasi", ""))


def codes(count: int) -> MemoryTree:
    """Lines of ever other IKI, which the SKP does not have."""
    return changed(DKI, lambda data: many(lines(data), count, "iki"))


def corrections(count: int) -> MemoryTree:
    """Corrections of one dialogue, one after another."""

    def change(data: Any) -> None:
        lines(data)[0]["koreksi"] = {"dki": "dki/2026-04-07.yaml", "alasan": "x"}
        many(lines(data), count, "realisasi", "")

    return changed(DKI, change)


def mentions(count: int) -> MemoryTree:
    """Every list of a dialogue grown."""

    def change(data: Any) -> None:
        for value in data.values():
            if isinstance(value, list) and value:
                many(value, count)
        many(data["peserta"], count)
        data["kesepakatan"] = [{"perihal": "adendum", "nomor": nth, "uraian": "x"} for nth in range(1, count)]
        data["rencana_aksi"] = [
            {"uraian": f"x {nth}", "tenggat": "2026-05-01", "status": "belum"} for nth in range(count)
        ]

    return changed(DKI, change)


def entries(count: int) -> MemoryTree:
    """Entries of perubahan in the SKP."""
    return changed(SKP, lambda data: many(data["perubahan"], count, "nomor", ""))


def manual_entries(count: int) -> MemoryTree:
    """Entries of perubahan in a manual."""

    def change(data: Any) -> None:
        approval = {"sebagai": "pejabat_penilai_kinerja", "nip": "197805142003121002", "tanggal": "2026-05-13"}
        entry = {"nomor": 1, "tanggal": "2026-05-13", "alasan": "x", "persetujuan": [approval]}
        data["perubahan"] = [entry]
        many(data["perubahan"], count, "nomor", "")

    return changed(MANUAL, change)


def approvals(count: int) -> MemoryTree:
    """Approvals of one entry and of penetapan."""

    def change(data: Any) -> None:
        many(data["perubahan"][0]["persetujuan"], count)
        many(data["penetapan"]["persetujuan"], count)

    return changed(SKP, change)


def indicators(count: int) -> MemoryTree:
    """IKI of one RHK."""
    return changed(SKP, lambda data: many(data["hasil_kerja"]["utama"][0]["indikator"], count, "kode"))


def twins(count: int) -> MemoryTree:
    """IKI with one code."""
    return changed(SKP, lambda data: many(data["hasil_kerja"]["utama"][0]["indikator"], count))


def results(count: int) -> MemoryTree:
    """RHK, which share codes of IKI."""
    return changed(SKP, lambda data: many(data["hasil_kerja"]["utama"], count, "kode", "RHK-{}"))


def twin_results(count: int) -> MemoryTree:
    """RHK with one code."""
    return changed(SKP, lambda data: many(data["hasil_kerja"]["utama"], count))


def rows(count: int) -> MemoryTree:
    """Lists of an evaluation."""

    def change(data: Any) -> None:
        for value in data.values():
            if isinstance(value, list) and value:
                many(value, count)

    return changed(EVALUATION, change)


def dialogues(count: int) -> MemoryTree:
    """Dialogues of one day, each with the same realisations."""
    text = BASE.files[DKI]
    return BASE.changed({f"{BAGAS}/dki/2026-04-07-{nth}.yaml": text for nth in range(1, count)})


def manuals(count: int) -> MemoryTree:
    """Manuals of IKI that the SKP does not have."""
    text = BASE.files[MANUAL].decode()
    return BASE.changed({f"{BAGAS}/iki/{nth}z-N.yaml": text.replace("1b-N", f"{nth}z-N") for nth in range(1, count)})


def loose(count: int) -> MemoryTree:
    """Files that are no record, within a dossier and outside, and folders of an NIP that stands twice."""
    files = {f"{BAGAS}/x/{nth}.txt": "x" for nth in range(count)}
    files |= {f"records/2026/{nth}/x/y/z.yaml": "x" for nth in range(count)}
    files |= {f"records/2026/unit-{nth}/199203172015021003/skp.yaml": "x: 1" for nth in range(count)}
    return BASE.changed(files)


def mistakes(count: int) -> MemoryTree:
    """Lines that their schema refuses, and keys that stand twice."""
    text = "pemantauan:\n  hasil_kerja:\n" + "    - {iki: 1, salah: x, salah: y}\n" * count
    return BASE.changed({DKI: text})


def settings_of(tree: MemoryTree, count: int) -> MemoryTree:
    """A state with as many exemptions as mistakes."""
    entry = {
        "kode": "SKP204",
        "berkas": DKI,
        "alasan": "x",
        "dasar": "x",
        "disetujui": {"nip": "197805142003121002", "nama": "x", "jabatan": "x"},
        "tanggal": "2026-01-01",
    }
    listed = [{**entry, "tentang": {"iki": f"{nth}a-N"}} for nth in range(count)]
    return tree.changed({"records/pengecualian.yaml": json.dumps({"pengecualian": listed})})


def exemptions(count: int) -> MemoryTree:
    """Exemptions of unknown IKI."""
    return settings_of(codes(count), count)


GROWING: Mapping[str, Grow] = {
    each.__name__: each
    for each in (
        *(valued, codes, corrections, mentions, entries, manual_entries, approvals, indicators, twins, results),
        *(twin_results, rows, dialogues, manuals, loose, mistakes, exemptions),
    )
}


def judged(tree: MemoryTree, *, before: MemoryTree | None = None) -> None:
    """A check, or a review, and what reports make of it."""
    verdict = review(Office(before), Office(tree), DAY) if before else check(Office(tree), DAY)
    for form in ("text", "json"):
        VERDICT[form](Report(verdict, "en", show_all=True))
    assert verdict.head == StateName()


def steps(work: Callable[[], None]) -> int:
    """How many lines of code some work runs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("how", ["check", "kept"])
@pytest.mark.parametrize("name", GROWING)
def test_twice_as_long_takes_twice_as_long(name: str, how: str) -> None:
    trees = [GROWING[name](size) for size in (SIZE, 2 * SIZE, 3 * SIZE)]
    work: dict[str, Callable[[MemoryTree], None]] = {
        "check": judged,
        "kept": lambda tree: judged(tree.changed({f"{BAGAS}/dki/2026-01-22.yaml": None}), before=tree),
    }
    judged(BASE, before=trees[0])  # what is loaded or kept once
    one, two, three = (steps(lambda each=tree: work[how](each)) for tree in trees)  # type: ignore[misc]
    assert three - two < 1.3 * (two - one) + 2000
