"""Where a record lies and what it says agree.

A dossier is found by its folder: year, NIP, and the names of its files. If an SKP says another year than its
folder, or a dialogue another date than its file name, two people looking for it find two things. Nothing but
records lies in a dossier (`.gitkeep` excepted), no link or submodule leads out of it, no record lies outside
of one, and one NIP has one dossier a year. Where the settings name another folder of records, nothing of a
record's shape stays behind in `records`, or in the folder that was named before.

Silent of an NIP that cannot be true: SKP101 tells it.

**Fix:** rename or move the file, or mend the value; the message names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from skpkit.findings import Location, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.files import File
from skpkit.model.paths import (
    FOLDERS,
    complement_folder,
    complement_number,
    is_code,
    record_path,
    within,
    would_be_dossier,
)
from skpkit.model.periods import FORM_ORDER
from skpkit.model.records import Dialogue, Evaluation, Manual, Skp
from skpkit.rules._rule import dossier_rule, own
from skpkit.rules.files._slips import lost_by
from skpkit.source.schemas import KINDS
from skpkit.source.tree import FILE_MODES, MISNAMED, lies_in

BASIS = (
    own(
        N_("whose record it is, and of which year, is told by where it lies and by what it says, so both must agree"),
    ),
)

_MANY_DIGITS = 12  # of a folder that was meant to be named for an NIP

TWIN = N_("this employee has two dossiers for {year}; the other is {other}. Keep one and move its records there")
NO_TEXT = N_(
    "the name of this is not UTF-8, so nothing here is judged, and no text can name it; rename it, or delete it"
)
LEFT = N_(
    "a record here is never judged, for the settings say that records lie in {folder}; move it there, or delete it"
)
LINK = N_("a symbolic link or submodule has no place among the records; put the file itself here")
STRAY = N_(
    "this file has no place in a dossier; only skp.yaml, iki/<kode>.yaml, dki/<tanggal>.yaml and "
    "evaluasi/<periode>.yaml have. Move it elsewhere"
)
STRAY_RECORD = N_("this record is not where its content belongs; move it to {home}")
LEFTOVER = N_(
    "{name} is no record but a file that a program ({program}) left here; delete it, and write its name into "
    ".gitignore so that it does not come back"
)
COPY = N_(
    "this is a copy of {home}, as a file manager or a chat makes them; keep in {home} what is right, and delete this "
    "file"
)
RENAME = N_(
    "the name of this file must be {home}, letter by letter; rename it (where endings such as .txt are hidden, have "
    "them shown first)"
)
STRAY_FOLDER = N_(
    "the folder {folder} has no place in a dossier; only iki, dki, evaluasi and komplemen-<n> have. Rename it, or "
    "move its files elsewhere"
)
OUTSIDE = N_(
    "a record outside of a dossier is never judged; dossiers are folders <tahun>/[<unit>/]<nip>. Move it into one"
)
NO_DOSSIER = N_(
    "the records in {folder} are never judged, since it is no dossier; a dossier is a folder <tahun>/[<unit>/]<nip>, "
    "its NIP of 18 digits. Rename or move the folder"
)
DIGITS = N_(
    "the records in {folder} are never judged, for the name of that folder has {count} digits, but an NIP has 18; "
    "rename the folder"
)
KIND = N_("this file says `jenis: {given}`, but here belongs a record of `jenis: {expected}`; move it, or mend `jenis`")
VALUE = N_("`{key}` is {given}, but the place of this file says {expected}; mend the one that is wrong")
NO_DAY = N_(
    "the file of a dialogue is named for its day, dki/{day}.yaml, with -2, -3 … behind the day for further ones of "
    "that day; rename this file, or delete it if it is a copy"
)
NO_PERIOD = N_(
    "the file of an evaluation is named for its period, evaluasi/{given}.yaml; rename this file, or delete it if it "
    "is a copy"
)
NO_CODE = N_(
    "the file of a manual is named for its IKI, iki/{given}.yaml; rename this file, or delete it if it is a copy"
)
EARLY = N_("this dialogue is dated before {year}, the year of its dossier; move it to the dossier of its year")
NOT_THE_FOLDERS = N_("the NIP of the employee is not that of the dossier's folder; mend the NIP, or rename the folder")
COMPLEMENT = N_(
    "a `komplemen` block belongs in a folder komplemen-<nomor> alone; move this SKP into one, or delete the block"
)


@dossier_rule(basis=BASIS, reading=True, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Everything that is not where it belongs."""
    for twin in dossier.twins:
        told: dict[str, Value] = {"year": str(dossier.year), "other": dossier.path}
        yield Problem(Location(twin), TWIN, told, about=("twin", twin))
    found: dict[tuple[str, ...], Problem] = {}
    for file in dossier.files:
        for at, message, told, about in _strays(dossier, file) if file.kind is None else _misplaced(dossier, file):
            first = found.get(about)  # a folder is told once
            tells = (*(first.tells if first else ()), *lost_by(file))
            skp = file.record if isinstance(file.record, Skp) and message == NOT_THE_FOLDERS else None
            left_to = (causes.false_nip(skp.nip),) if skp else ()
            found[about] = replace(first or Problem(at, message, told, about=about, left_to=left_to), tells=tells)
    yield from found.values()


Stray: TypeAlias = tuple[Location, str, dict[str, Value], tuple[str, ...]]


def _strays(dossier: Dossier, file: File) -> Iterator[Stray]:
    """A file that belongs nowhere here, or the folder that holds it where that is what is wrong."""
    about = (dossier.below(file.path), "")
    if file.mode == MISNAMED:
        yield file.top, NO_TEXT, {}, about
    elif not dossier.path and not lies_in(file.path, dossier.settings.records):
        yield file.top, LEFT, {"folder": dossier.settings.records}, (would_be_dossier(file.path) or file.path, "left")
    elif file.mode not in FILE_MODES:
        yield file.top, LINK, {}, about
    elif not dossier.path:
        folder = would_be_dossier(file.path)
        if folder and not re.fullmatch(r"[0-9]{4}", folder.rpartition("/")[2]) and folder != dossier.settings.records:
            count = sum(each.isdigit() for each in folder.rpartition("/")[2])
            message = DIGITS if count > _MANY_DIGITS and count != 18 else NO_DOSSIER
            yield file.top, message, {"folder": folder, "count": count}, (folder, "")
        else:
            yield file.top, OUTSIDE, {}, about
    elif not file.path.endswith("/.gitkeep"):
        top, _, rest = file.name.partition("/")
        if rest and top not in FOLDERS:
            folder = within(file.folder, top)
            yield file.top, STRAY_FOLDER, {"folder": folder}, (f"/{folder}", "")
        else:
            yield file.top, *_named(dossier, file), about


def _named(dossier: Dossier, file: File) -> tuple[str, dict[str, Value]]:
    """What to say of a file whose name is none of a record: what left it there, or which record it may be."""
    from skpkit.model.leftovers import left_by, meant_name

    if program := left_by(file.name):
        return LEFTOVER, {"name": file.name.rpartition("/")[2], "program": program}
    meant = meant_name(file.name)
    named = meant if record_path(meant).kind and file.home in (None, meant) else None
    home = within(file.folder, file.home or named or "")
    free = not dossier.file(home)
    if named:
        return RENAME if free else COPY, {"home": home}
    return STRAY_RECORD if file.home and free else STRAY, {"home": home}


def _misplaced(dossier: Dossier, file: File) -> Iterator[Stray]:
    """What a record says otherwise than its place."""
    data = file.data
    name = dossier.below(file.path)
    if isinstance(data, dict) and data.get("jenis") in KINDS and data["jenis"] != file.kind:
        yield file.at("jenis"), KIND, {"given": data["jenis"], "expected": file.kind}, (name, "")
    for at, message, told in _disagreeing(dossier, file):
        yield at, message, told, (name, str(told["key"]))


def _disagreeing(dossier: Dossier, file: File) -> Iterator[tuple[Location, str, dict[str, Value]]]:
    record = file.record
    stem = file.name.rpartition("/")[2].removesuffix(".yaml")
    if isinstance(record, Skp):
        yield from _skp(dossier, file, record)
    elif isinstance(record, Manual) and not is_code(stem):
        yield file.top, NO_CODE, {"key": "kode", "given": record.kode}
    elif isinstance(record, Manual) and record.misnamed:
        yield file.at("kode"), VALUE, {"key": "kode", "given": record.kode, "expected": stem}
    elif isinstance(record, Evaluation) and stem not in FORM_ORDER:
        yield file.top, NO_PERIOD, {"key": "periode", "given": record.periode}
    elif isinstance(record, Evaluation) and record.periode != stem:
        yield file.at("periode"), VALUE, {"key": "periode", "given": record.periode, "expected": stem}
    elif isinstance(record, Dialogue):
        day = record.tanggal.isoformat()
        if not record.named_day:
            yield file.top, NO_DAY, {"key": "tanggal", "day": day}
        elif record.misdated:
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
    elif skp.complement and file.folder != complement_folder(skp.complement.nomor):
        nth = str(complement_number(file.folder))
        given = str(skp.complement.nomor)
        yield file.at("komplemen", "nomor"), VALUE, {"key": "nomor", "given": given, "expected": nth}
