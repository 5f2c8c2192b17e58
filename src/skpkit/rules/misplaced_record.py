"""Where a record lies and what it says agree.

A dossier is found by its folder: year, NIP, and the names of its files. If an SKP says another year than its
folder, or a dialogue another date than its file name, two people looking for it find two things. Nothing but
records lies in a dossier (`.gitkeep` excepted), no link or submodule leads out of it, no record lies outside
of one, and one NIP has one dossier a year.

**Fix:** rename or move the file, or mend the value; the message names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skpkit.dossier import Dossier, File
from skpkit.findings import Location, Problem
from skpkit.messages import N_, Value
from skpkit.records import Dialogue, Evaluation, Manual, Skp
from skpkit.rules._rule import dossier_rule
from skpkit.schemas import KINDS
from skpkit.tree import FILE_MODES

TWIN = N_("this employee has two dossiers for {year}; the other is {other}. Keep one and move its records there")
LINK = N_("a symbolic link or submodule has no place among the records; put the file itself here")
STRAY = N_(
    "this file has no place in a dossier; only skp.yaml, iki/<kode>.yaml, dki/<tanggal>.yaml and "
    "evaluasi/<periode>.yaml have. Move it elsewhere"
)
OUTSIDE = N_(
    "a record outside of a dossier is never judged; dossiers are folders <tahun>/[<unit>/]<nip>. Move it into one"
)
KIND = N_("this file says `jenis: {given}`, but here belongs a record of `jenis: {expected}`")
VALUE = N_("`{key}` is {given}, but the place of this file says {expected}; mend the one that is wrong")
EARLY = N_("this dialogue is dated before {year}, the year of its dossier; move it to the dossier of its year")
NOT_THE_FOLDERS = N_("the NIP of the employee is not that of the dossier's folder; mend the NIP, or rename the folder")
COMPLEMENT = N_("a `komplemen` block belongs in a folder komplemen-<nomor> alone")


@dossier_rule(basis="T")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Everything that is not where it belongs."""
    for twin in dossier.twins:
        told: dict[str, Value] = {"year": str(dossier.year), "other": dossier.path}
        yield Problem(Location(twin), TWIN, told, about=("twin", twin))
    for file in dossier.files:
        name = file.path.removeprefix(dossier.path)
        for at, message, told in _misplaced(dossier, file):
            yield Problem(at, message, told, about=(name, str(told.get("key", ""))))


def _misplaced(dossier: Dossier, file: File) -> Iterator[tuple[Location, str, dict[str, Value]]]:
    if file.kind is None:
        if file.mode not in FILE_MODES:
            yield file.top, LINK, {}
        elif not file.path.endswith("/.gitkeep"):
            yield file.top, STRAY if dossier.path else OUTSIDE, {}
        return
    data = file.data
    if isinstance(data, dict) and data.get("jenis") in KINDS and data["jenis"] != file.kind:
        yield file.at("jenis"), KIND, {"given": data["jenis"], "expected": file.kind}
    yield from _disagreeing(dossier, file)


def _disagreeing(dossier: Dossier, file: File) -> Iterator[tuple[Location, str, dict[str, Value]]]:
    record = file.record
    stem = file.name.rpartition("/")[2].removesuffix(".yaml")
    if isinstance(record, Skp):
        yield from _skp(dossier, file, record)
    elif isinstance(record, Manual) and record.kode != stem:
        yield file.at("kode"), VALUE, {"key": "kode", "given": record.kode, "expected": stem}
    elif isinstance(record, Evaluation) and record.periode != stem:
        yield file.at("periode"), VALUE, {"key": "periode", "given": record.periode, "expected": stem}
    elif isinstance(record, Dialogue):
        day = record.tanggal.isoformat()
        if not re.fullmatch(rf"{day}(-[1-9][0-9]*)?", stem):
            yield file.at("tanggal"), VALUE, {"key": "tanggal", "given": day, "expected": stem}
        elif record.tanggal.year < dossier.year:
            yield file.at("tanggal"), EARLY, {"key": "tanggal", "year": str(dossier.year)}


def _skp(dossier: Dossier, file: File, skp: Skp) -> Iterator[tuple[Location, str, dict[str, Value]]]:
    if skp.tahun != dossier.year:
        yield (
            file.at("tahun"),
            VALUE,
            {"key": "tahun", "given": str(skp.tahun), "expected": str(dossier.year)},
        )
    if skp.nip != dossier.nip:
        yield file.at("pegawai", "nip"), NOT_THE_FOLDERS, {"key": "nip"}
    if skp.complement and not file.folder:
        yield file.at("komplemen"), COMPLEMENT, {"key": "komplemen"}
    elif skp.complement and file.folder != f"komplemen-{skp.complement.nomor}":
        nth = file.folder.removeprefix("komplemen-")
        given = str(skp.complement.nomor)
        yield file.at("komplemen", "nomor"), VALUE, {"key": "nomor", "given": given, "expected": nth}
