"""The list of changes of a review, in the words of the form: `1b-N target Q3: 10 → 12, adendum 1`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from skpkit.edits import APPROVAL, ENTRY, LOG, REALISATION, WHOLE, Edit
from skpkit.findings import Location
from skpkit.messages import N_, Value, tell
from skpkit.records import Dialogue, Record, Skp
from skpkit.revision import FolderRevision, Revision

CHANGED = N_("{subject}: {old} → {new}")
ADDED = N_("{subject} added: {new}")
DROPPED = N_("{subject} dropped: {old}")
OTHERWISE = N_("{subject} changed")
SIGNED = N_("{subject}: approval added")
MOVED = N_("dossier moved from {old} to {new}, content as it was")
MOVED_AND_CHANGED = N_("dossier moved from {old} to {new}")
NEW_DOSSIER = N_("dossier added")
GONE_DOSSIER = N_("dossier deleted")
NEW_RECORD = N_("{subject} added")
GONE_RECORD = N_("{subject} deleted")
ENTERED = N_("{subject} recorded ({day}): {new}")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the list. `declared` names the adendum or manual change that declares it, else is empty."""

    dossier: str
    at: Location
    message: str
    told: Mapping[str, Value]
    declared: str = ""
    edit: Edit | None = None

    def sentence(self, lang: str) -> str:
        """The line in `lang`."""
        line = tell(self.message, self.told, lang)
        return f"{line}, {self.declared}" if self.declared else line


def changes_of(revision: Revision) -> Iterator[Change]:
    """Every change of a dossier, the SKP first, then manuals, dialogues and evaluations."""
    before, after = revision.before, revision.after
    here = after or before
    assert here is not None  # noqa: S101 - a revision has at least one state
    title = here.title
    if not before:
        yield Change(title, Location(here.path), NEW_DOSSIER, {})
    elif not after:
        yield Change(title, revision.parent or Location(here.path), GONE_DOSSIER, {})
    elif before.path != after.path:
        message = MOVED if before.tree == after.tree else MOVED_AND_CHANGED
        yield Change(title, Location(after.path), message, {"old": before.path, "new": after.path})
    for folder in () if revision.renamed else revision.folders:
        yield from _folder(title, folder)
    for added in revision.added_folders() if before else ():
        for record in added.records():
            yield from _record(title, record, added.name, NEW_RECORD, record.at())
    for gone in revision.dropped_folders() if after else ():
        assert after is not None  # noqa: S101 - the condition says so
        for record in gone.records():
            yield from _record(title, record, gone.name, GONE_RECORD, Location(after.path))


def _folder(title: str, folder: FolderRevision) -> Iterator[Change]:
    edits = chain(
        folder.skp_edits,
        *folder.manual_edits.values(),
        *folder.dialogue_edits.values(),
        *folder.evaluation_edits.values(),
    )
    for edit in edits:
        if not edit.within and not (edit.record == "manual_iki" and folder.mirrored(edit)):
            yield _line(title, folder, edit)
    for record in folder.added():
        yield from _record(title, record, folder.name, NEW_RECORD, record.at())
    for record in folder.dropped():
        yield from _record(title, record, folder.name, GONE_RECORD, folder.surviving_parent(record))


def _line(title: str, folder: FolderRevision, edit: Edit) -> Change:
    prefix = f"{folder.name} " if folder.name else ""
    told: dict[str, Value] = {
        "subject": prefix + edit.subject,
        "old": words(edit.old),
        "new": words(edit.new),
    }
    if edit.part == APPROVAL:
        return Change(title, edit.at, SIGNED, told, edit=edit)
    if edit.part == ENTRY:
        kind = "adendum" if edit.record == "skp" else f"perubahan manual {edit.key[1][4:-5]}"
        told |= {"subject": f"{prefix}{kind} {edit.new['nomor']}", "new": edit.new["alasan"]}
        told["day"] = date.fromisoformat(edit.new["tanggal"])
        return Change(title, edit.at, ENTERED, told, edit=edit)
    if edit.record in ("dki", "evaluasi"):
        told["subject"] = f"{prefix}{edit.key[1]} {' '.join(filter(None, (edit.iki, edit.field, edit.period)))}"
    declared = folder.declared_in(edit) if edit.part not in (LOG, REALISATION, WHOLE) else None
    kind = "perubahan manual" if edit.record == "manual_iki" and folder.manual_entries(edit.iki) else "adendum"
    message = ADDED if edit.old is None else DROPPED if edit.new is None else CHANGED
    if edit.field == "nip" or told["old"] == told["new"]:
        message = OTHERWISE
    return Change(title, edit.at, message, told, f"{kind} {declared.nomor}" if declared else "", edit)


def _record(title: str, record: Record, folder: str, message: str, at: Location) -> Iterator[Change]:
    subject = f"{folder}/{record.name}" if folder else record.name
    yield Change(title, at, message, {"subject": subject})
    if isinstance(record, Dialogue) and message == NEW_RECORD:
        for line in record.lines:
            if line.value is not None:
                told: dict[str, Value] = {
                    "subject": f"{line.iki} realisasi {line.periode}" + (" (proyeksi)" if line.projected else ""),
                    "new": line.value,
                }
                yield Change(title, record.at(*line.path), ADDED, told, record.name)
    if isinstance(record, Skp) and message == NEW_RECORD:
        for each in record.indicators():
            told = {"subject": f"{folder} IKI {each.kode}".strip(), "new": words(each.data)}
            yield Change(title, record.at(*each.path, "kode"), ADDED, told)


def words(value: Any) -> Value:
    """A value of a record as a list of changes shows it: an RHK by its text, a person by name, targets by period."""
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list):
        return "; ".join(str(words(each)) for each in value)
    if value == "":
        return "-"
    known: Value = value
    return known


def _mapping(value: Mapping[str, Any]) -> Value:
    if "mulai" in value and "selesai" in value:
        return f"{value['mulai']} s.d. {value['selesai']}"
    for key in ("rencana", "ukuran", "uraian", "isi", "alasan"):
        if key in value:
            return str(value[key])
    if "nama" in value:
        target = ", ".join(f"{period} {number}" for period, number in value.get("target", {}).items())
        role = value.get("jabatan") or target
        return f"{value['nama']} ({role})" if role else str(value["nama"])
    return ", ".join(f"{key} {words(each)}" for key, each in value.items() if key not in ("nip", "persetujuan"))
