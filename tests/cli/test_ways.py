"""What may not be, tried through each command that could: it is refused with the way that is open, and that works.

Each row names a command, what its refusal says, and the ways that it names; each way is followed as it is told, only
that words in capitals are filled in, in a copy of its own.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.command import run_here

BAGAS = "records/2026/199203172015021003"
CLOSED = "records/2026/199001152014021005"
DAY, JULY, LATER = (("--today", day) for day in ("2026-06-15", "2026-07-06", "2026-07-09"))
WHY = ("--alasan", "Uji")
NEW = ("--dialog-baru",)
RATED = ("--organisasi", "baik", "--rating-hasil", "sesuai_ekspektasi", "--rating-perilaku", "sesuai_ekspektasi")
# What stands for a value in a way that is told, and what to put there.
FILLED = {"ISIAN=NILAI": "formula=Jumlah", "NILAI": "12", "ALASAN": "Uji", "NIP": "198806212010122001"}
# What a way leaves to whoever goes it.
REST = {
    "adendum": ("--lampiran", "konsekuensi", "Teguran", "--alasan", "Uji"),
    "realisasi": ("--nilai", "1b-N", "Q2", "12"),
    "koreksi": ("1b-N", "Q2", "12", "--alasan", "Uji"),
}
# A way: a command, an option of the one that was refused, or a line to be written.
NAMED = re.compile(r"\bskpkit [a-z]+ |--[a-z]+|keberatan: \{")
REVIEWER = ("--name", "Nining Kartika", "--post", "Kepala Subbagian Umum")
VALUE = ("realisasi", BAGAS, "--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula")


class Row(NamedTuple):
    """A command that is refused on a day, after others ran, what it says, and the ways that it tells as they begin."""

    words: Sequence[str]
    says: str
    ways: Sequence[str]
    day: Sequence[str] = DAY
    before: Sequence[Sequence[str]] = ()
    waits: bool = False  # nothing is open but to wait for a day, or to give another word, which the sentence says


APPRAISER, PENGELOLA = "pejabat_penilai_kinerja", "pengelola_kinerja_organisasi"
CELL = ("adendum", BAGAS, "--target", "1b-N", "Q3=12", *WHY)
TABLE: dict[str, Row] = {
    "a settled target": Row(
        ("adendum", BAGAS, "--target", "1b-N", "Q1=12", *WHY, *NEW), "SKP301",
        ("adendum", "frozen", "komplemen", "keberatan"),
    ),
    "a target of another rhythm": Row(
        ("adendum", BAGAS, "--target", "1b-N", "Desember=12", *WHY, *NEW), "SKP104", ("adendum", "frozen"),
    ),
    "a target of nothing": Row(
        ("adendum", BAGAS, "--target", "1b-N", "Q3=0", *WHY, *NEW), "SKP113", ("adendum", "frozen"),
    ),
    "a settled target of nothing": Row(
        ("adendum", BAGAS, "--target", "1b-N", "Q1=0", *WHY, *NEW), "SKP301", ("frozen",),
    ),
    "a settled target that was not evaluated": Row(
        ("adendum", BAGAS, "--target", "1b-N", "Q2=12", *WHY, *NEW), "SKP301",
        ("koreksi",), LATER, ((*VALUE, "--lapor", *JULY),),
    ),
    "a settled target of a draft": Row(
        ("adendum", BAGAS, "--target", "1b-N", "Q2=12", *WHY, *NEW), "SKP301",
        ("realisasi",), LATER, ((*VALUE, *JULY),),
    ),
    "a settled target of another day": Row(
        ("adendum", BAGAS, "--target", "1b-N", "Q1=12", *WHY, *NEW), "SKP301", ("keberatan",), LATER
    ),
    "an IKI with a realisasi dropped": Row(
        ("adendum", BAGAS, "--hapus-iki", "1b-N", *WHY, *NEW), "SKP303", ("adendum",)
    ),
    "one moved": Row(("adendum", BAGAS, "--pindah-iki", "1b-N", "RHK-2", *WHY, *NEW), "SKP303", ()),
    "one ended before": Row(("adendum", BAGAS, "--iki", "1b-N", "selesai=2026-02-15", *WHY, *NEW), "SKP303", ()),
    "the manual of a settled cell": Row(
        ("adendum", BAGAS, "--manual", "1b-N", "polarisasi=minimize", *WHY, *NEW), "SKP304", ()
    ),
    "what a manual shows of the SKP": Row(
        ("adendum", BAGAS, "--manual", "1b-N", "nama=Jumlah mitra", *WHY, *NEW), "--iki", ()
    ),
    "a dialogue that agreed on nothing": Row(
        (*CELL, "--dialog", "dki/2026-04-07.yaml"), "menyepakati", ("--dialog-baru",)
    ),
    "no dialogue": Row(CELL, "menyepakati", ("--dialog-baru",)),
    "an adendum before the last one": Row(
        (*CELL, *NEW, "--tanggal", "2026-02-01"), "12 Mei 2026", ("--tanggal",)
    ),
    "an adendum of tomorrow": Row(
        (*CELL, *NEW, "--tanggal", "2026-06-16"), "16 Juni 2026", (), waits=True
    ),
    "approved by one who does not": Row(
        (*CELL, *NEW, "--disetujui", "pegawai"), "pejabat_penilai_kinerja", (), waits=True
    ),
    "an SKP that was closed": Row(
        ("adendum", f"{CLOSED}/skp.yaml", "--target", "1b-N", "S2=3", *WHY), "ditutup", ("adendum",)
    ),
    "another NIP": Row(
        ("adendum", BAGAS, "--pegawai", "nip=199001012015011009", *WHY, *NEW), "SKP312 skpkit exempt", ()
    ),
    "a komplemen from a day that was realised": Row(
        ("komplemen", BAGAS, "--mulai", "2026-03-01", *WHY, *NEW), "1 Maret 2026", ("--mulai",)
    ),
    "a komplemen without a dialogue": Row(
        ("komplemen", BAGAS, "--mulai", "2026-07-01", *WHY), "menyepakati", ("--dialog-baru",)
    ),
    "a realisasi that was evaluated": Row(
        ("realisasi", BAGAS, "--nilai", "1b-N", "Q1", "7"), "keberatan", ("keberatan",), JULY
    ),
    "one that was reported": Row(
        ("realisasi", BAGAS, "--nilai", "1b-N", "Q2", "12"), "dki/2026-07-06.yaml", ("koreksi",), LATER,
        ((*VALUE, "--lapor", *JULY),),
    ),
    "one of a period that is not over": Row(
        ("realisasi", BAGAS, "--nilai", "1b-N", "Q3", "7"), "30 September 2026", (), waits=True
    ),
    "one of a total": Row(("realisasi", BAGAS, "--nilai", "1b-N", "Y", "7"), "Q1, Q2, Q3, Q4", (), waits=True),
    "one of a closed SKP": Row(
        ("realisasi", f"{CLOSED}/skp.yaml", "--nilai", "1b-N", "S2", "7"), "di luar", (), ("--today", "2027-01-05")
    ),
    "a koreksi of what was not reported": Row(
        ("koreksi", BAGAS, "1b-N", "Q2", "7", *WHY), "belum", ("realisasi",), JULY
    ),
    "a koreksi of a draft": Row(
        ("koreksi", BAGAS, "1b-N", "Q2", "12", *WHY), "dki/2026-07-06.yaml", ("realisasi",), JULY, ((*VALUE, *JULY),)
    ),
    "a koreksi of what was evaluated": Row(
        ("koreksi", BAGAS, "1b-N", "Q1", "7", *WHY), "keberatan", ("keberatan",), JULY
    ),
    "a second SKP": Row(("new", "skp", "199203172015021003", "--yes"), "sudah mempunyai SKP", ("adendum",)),
    "a second manual": Row(("new", "manual", BAGAS, "1b-N", "--yes"), "sudah ada", ("adendum",)),
    "a second evaluation": Row(
        ("new", "evaluasi", BAGAS, "Q1", *RATED, "--yes"), "keberatan", ("keberatan",), JULY
    ),
    "a month of an evaluated quarter": Row(
        ("new", "evaluasi", BAGAS, "B03", *RATED, "--yes"), "evaluasi/Q1.yaml", ("keberatan",), JULY
    ),
    "a half-year of which a quarter was evaluated": Row(
        ("new", "evaluasi", BAGAS, "S1", *RATED, "--yes"), f"{BAGAS} Q2", (), JULY
    ),
    "an evaluation of a period that is not over": Row(
        ("new", "evaluasi", BAGAS, "Q4", "--yes"), "31 Desember 2026", (), waits=True
    ),
    "one that is not named either": Row(("new", "evaluasi", BAGAS, "--yes"), "Q2 30 Juni 2026", (), waits=True),
    "a dialogue of what was reported": Row(
        ("new", "dki", BAGAS, "--realisasi", "1b-N:Q2=12", "--yes"), "dki/2026-07-06.yaml", ("koreksi",), LATER,
        ((*VALUE, "--lapor", *JULY),),
    ),
    "a dialogue reported before it was held": Row(
        ("new", "dki", BAGAS, "--lapor", "2026-01-01", "--yes"), "SKP230", ()
    ),
    "the appraiser's approval by the employee": Row(
        ("approve", f"{BAGAS}/skp.yaml", "--as", APPRAISER, "--nip", BAGAS[-18:]), "bukan yang", ("approve",),
    ),
    "a review by the appraiser": Row(
        ("approve", f"{BAGAS}/skp.yaml", "--as", PENGELOLA, "--nip", "197805142003121002", *REVIEWER),
        "tidak menyetujui", ("approve",),
    ),
}  # fmt: skip
# What may not be is told before anything that is amiss in how it would be declared, such as a dialogue that is none.
LATE = {
    "no dialogue": (),
    "a wrong dialogue": ("--dialog", "dki/2026-04-07.yaml"),
    "a day before": (*NEW, "--tanggal", "2026-02-01"),
    "another approval": (*NEW, "--disetujui", "pegawai"),
}
TABLE |= {
    f"{name}, with {late}": TABLE[name]._replace(words=(*TABLE[name].words[:-1], *words), ways=())
    for late, words in LATE.items()
    for name in ("a settled target", "an IKI with a realisasi dropped")
    if name == "a settled target" or late == "no dialogue"
}
TABLE["a komplemen of another NIP, with no dialogue"] = Row(
    ("komplemen", BAGAS, "--mulai", "2026-07-01", "--pegawai", "nip=199001012015011009", *WHY), "SKP004", ()
)


def told(way: str, refusal: str, refused: Sequence[str]) -> list[str]:
    """The command that a refusal tells as a way: one of skpkit, or the refused one with an option that is named."""
    if way.startswith("--"):
        (option,) = re.findall(rf"({way}(?: [0-9-]+)?)\n", refusal)
        name, _, value = option.partition(" ")
        words = [*refused]
        for given in (name, "--dialog"):
            if given in words:
                del words[words.index(given) : words.index(given) + 2]
        return [*words, name, *filter(None, (value,))]
    found = re.findall(rf"skpkit ({way}\b[^;()\n]*)", refusal)
    words = found[0].split()
    for word, value in FILLED.items():
        words = [value if each == word else each.replace(f"={word}", f"={value}") for each in words]
    return [*words, *(REST.get(way, ()) if len(words) == 2 else ())]


def follow(office: Path, row: Row, way: str, refusal: str) -> None:
    """Do what a refusal tells; where that is refused for want of a dialogue, what that tells."""
    if way == "keberatan":
        (line,) = re.findall(r"keberatan: .*", refusal)
        (file, *_) = re.findall(r"\S+evaluasi/\S+\.yaml", refusal.rpartition(line)[0].rpartition("\n")[2])
        assert row.day[1] in line
        (office / file).write_text((office / file).read_text(encoding="utf-8") + f"{line}\n", encoding="utf-8")
        done = run_here(office, "review", *row.day)
        assert done.returncode == 0, done.stdout
        return
    words = told(way, refusal, row.words)
    done = run_here(office, *words, *row.day)
    if "--dialog-baru\n" in done.stderr:
        done = run_here(office, *told("--dialog-baru", done.stderr, words), *row.day)
    assert done.returncode == 0, (words, done.stderr)


def held(office: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in office.rglob("*") if each.is_file() and ".git" not in each.parts}


@pytest.mark.parametrize("name", TABLE)
def test_what_may_not_be_is_refused_with_a_way_that_works(
    office: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    row = TABLE[name]
    for words in row.before:
        assert run_here(office, *words).returncode == 0
    before = held(office)
    done = run_here(office, *row.words, *row.day)
    assert done.returncode in (1, 2)
    assert all(each in done.stderr for each in row.says.split(" ")), done.stderr
    assert held(office) == before
    assert NAMED.search(done.stderr) or row.waits, done.stderr
    for nth, way in enumerate(row.ways):
        place = office
        if nth < len(row.ways) - 1:
            place = tmp_path_factory.mktemp("jalan") / "kantor"
            shutil.copytree(office, place)
        follow(place, row, way, done.stderr)
