"""The list of changes of a review, in the words of the form: `1b-N target Q3: 10 → 12, adendum 1`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from skpkit.change.edits import APPROVAL, ENTRY, LOG, REALISATION, Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import Key, Location
from skpkit.messages import N_, in_words, show, tell
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import day_of, record_path
from skpkit.model.records import Dialogue, Evaluation, Line, Record, Skp, same
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from skpkit.source.yamlfile.lookalikes import told_apart

CHANGED = N_("{subject}: {old} → {new}")
ALIKE = N_(
    "{subject}: {old} → {new} (both look alike; in brackets the number of a character that is not what it looks like)"
)
ADDED = N_("{subject} added: {new}")
DROPPED = N_("{subject} dropped: {old}")
OTHERWISE = N_("{subject} changed")
SIGNED = N_("{subject}: approval of {new} added")
SIGNED_NOW = N_("{subject}: approval of {new} signed")
CORRECTED = N_("{subject} corrected: {old} → {new}")
MOVED = N_("dossier moved from {old} to {new}, content as it was")
MOVED_AND_CHANGED = N_("dossier moved from {old} to {new}")
NEW_DOSSIER = N_("dossier added")
GONE_DOSSIER = N_("dossier deleted")
NEW_RECORD = N_("{subject} added")
GONE_RECORD = N_("{subject} deleted")
SET_RIGHT = N_("{subject} is now named as it says: {new}")
ENTERED = N_("{subject} recorded ({day}): {new}")

_TEXT_KEYS = ("rencana", "ukuran", "uraian", "isi", "alasan")
# what an evaluation says in the end
_RATINGS = ("capaian_organisasi", "rating_hasil_kerja", "rating_perilaku_kerja", "predikat", "catatan")
_PRIVATE = ("nip", "persetujuan", "tanda_tangan")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the list. `told` are values of records, put into words when it is told.

    `declared` names the adendum or manual change that declares it; `commit` is set where every commit was judged.
    `is_ground` tells that it is of what records are judged by: settings, exemptions, signers.
    """

    at: Location
    message: str
    told: Mapping[str, Any]
    declared: str = ""
    edit: Edit | None = None
    dossier: str = ""
    commit: str | None = None
    is_ground: bool = False

    def sentence(self, lang: str, shown_as: Callable[[str], str] = str) -> str:
        """The line in `lang`, each value in it as it may be shown."""
        shown = {key: shown_as(words(value, lang)) for key, value in self.told.items()}
        message = self.message
        if message == CHANGED and (apart := self._apart()):
            message, shown["old"], shown["new"] = ALIKE, *map(shown_as, apart)
        elif message == CHANGED and shown["old"] == shown["new"]:
            message = OTHERWISE
        line = tell(message, shown, lang)
        return f"{line}, {self.declared}" if self.declared else line

    def _apart(self) -> tuple[str, str] | None:
        """The first texts in the old value and the new that look alike, and are not the same."""
        pairs = ((old, new) for old, new in zip(*map(_texts, (self.told["old"], self.told["new"])), strict=False))
        return next((found for old, new in pairs if (found := told_apart(old, new))), None)


def _texts(value: Any) -> list[str]:
    """The texts in a value, in order."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return [text for part in parts for text in _texts(part)]


def changes_of(revision: Revision) -> Iterator[Change]:
    """Every change of a dossier, the SKP first, then manuals, dialogues and evaluations."""
    here = revision.after or revision.before
    assert here is not None  # noqa: S101 - a revision has at least one state
    return (replace(each, dossier=here.title) for each in _changes(revision, here))


def _changes(revision: Revision, here: Dossier) -> Iterator[Change]:
    before, after = revision.before, revision.after
    if not before:
        yield Change(Location(here.path), NEW_DOSSIER, {})
    elif not after:
        yield Change(revision.parent or Location(here.path), GONE_DOSSIER, {})
    elif before.path != after.path:
        message = MOVED if before.tree == after.tree else MOVED_AND_CHANGED
        yield Change(Location(after.path), message, {"old": before.path, "new": after.path})
    for folder in () if revision.renamed else revision.folders:
        yield from _folder(folder)
    for added in revision.added_folders() if before else ():
        for record in added.records():
            yield from _added(added, record)
    for gone in revision.dropped_folders() if after else ():
        for record in gone.records():
            yield Change(Location(here.path), GONE_RECORD, {"subject": gone.name_of(record.name)})


def _folder(folder: FolderRevision) -> Iterator[Change]:
    edits = chain(
        folder.skp_edits,
        *folder.manual_edits.values(),
        *folder.dialogue_edits.values(),
        *folder.evaluation_edits.values(),
    )
    for edit in edits:
        if not edit.within and not (edit.record == MANUAL and folder.mirrored(edit)):
            yield _line(folder, edit)
    for name, now in folder.set_right.items():
        told = {"subject": folder.before.name_of(name), "new": folder.after.name_of(now)}
        yield Change(Location(f"{folder.after.path}/{now}"), SET_RIGHT, told)
    for record in folder.added():
        yield from _added(folder.after, record)
    for record in folder.dropped():
        yield Change(folder.surviving_parent(record), GONE_RECORD, {"subject": folder.before.name_of(record.name)})


def _line(folder: FolderRevision, edit: Edit) -> Change:
    told: dict[str, Any] = {"subject": _subject(folder, edit), "old": edit.old, "new": edit.new}
    if edit.part == APPROVAL:
        was, now = (list(each.get("persetujuan", ())) for each in (edit.old, edit.new))
        added = now[len(was) :]
        fresh = added or [each for each, old in zip(now, was, strict=True) if not same(each, old)]
        told["new"] = [each["sebagai"].replace("_", " ") for each in fresh]
        return Change(edit.at, SIGNED if added else SIGNED_NOW, told, edit=edit)
    if edit.part == ENTRY:
        told |= {"new": edit.new["alasan"], "day": edit.new["tanggal"]}
        return Change(edit.at, ENTERED, told, edit=edit)
    if isinstance(edit.old, Mapping) and isinstance(edit.new, Mapping):
        told["old"], told["new"] = _differing(edit.old, edit.new), _differing(edit.new, edit.old)
    message = ADDED if edit.old in (None, {}) else DROPPED if edit.new in (None, {}) else CHANGED
    if edit.field == "nip":
        message = OTHERWISE
    return Change(edit.at, message, told, _declared(folder, edit), edit)


def _subject(folder: FolderRevision, edit: Edit) -> str:
    prefix = f"{folder.name} " if folder.name else ""
    if edit.field == LOG:  # an entry, by its number
        entry = edit.new or edit.old
        kind = "adendum" if edit.record == SKP else f"perubahan manual {record_path(edit.key.record).key}"
        return f"{prefix}{kind} {entry['nomor']}"
    if edit.record in (DIALOGUE, EVALUATION):
        field = "" if edit.field == "hasil_kerja" and edit.iki else edit.field.replace("_", " ")
        return edit.key.name + "".join(f" {word}" for word in (edit.iki, field, edit.period) if word)
    return prefix + edit.subject


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a mapping says otherwise than another; a person or a period is told whole."""
    if "nama" in one or "mulai" in one:
        return one
    return {key: value for key, value in one.items() if key not in other or not same(value, other[key])}


def _declared(folder: FolderRevision, edit: Edit) -> str:
    """The new entries that may declare an edit; in a range of several nobody can say which of them did."""
    if edit.part in (LOG, REALISATION):
        return ""
    entries = folder.declaring(edit)
    kind = "perubahan manual" if edit.record == MANUAL and folder.manual_entries(edit.iki) else "adendum"
    return f"{kind} {', '.join(str(each.nomor) for each in entries)}" if entries else ""


def _added(folder: SkpFolder, record: Record) -> Iterator[Change]:
    name = folder.name_of(record.name)
    yield Change(record.at(), NEW_RECORD, {"subject": name})
    if isinstance(record, Dialogue):
        for line in record.lines:
            if line.value is not None:
                yield _realisation(record, folder, line)
    if isinstance(record, Evaluation):
        for field in _RATINGS:
            if field in record.data:
                key = Key(folder.name, record.name, (field,))
                edit = Edit(key, EVALUATION, field, record.at(field), new=record.data[field], field=field)
                told = {"subject": f"{name} {in_words(field)}", "old": None, "new": edit.new}
                yield Change(edit.at, ADDED, told, edit=edit)
    if isinstance(record, Skp):
        for each in record.indicators():
            told = {"subject": f"{folder.name} IKI {each.kode}".strip(), "new": each.data}
            yield Change(record.at(*each.path, "kode"), ADDED, told)


def _realisation(record: Dialogue, folder: SkpFolder, line: Line) -> Change:
    subject = f"{line.iki} realisasi {line.periode}" + (" (proyeksi)" if line.projected else "")
    told = {"subject": subject, "new": line.value, "old": None}
    if line.is_correction:
        earlier = [each for each in folder.realised.get((line.iki, line.periode), ()) if each[1] is not line]
        told["old"] = next((each.value for _, each in reversed(earlier)), None)
    name = folder.name_of(record.name)
    place = record.at(*line.path)
    key = Key(folder.name, record.name, (line.iki, line.periode, REALISATION))
    cell = Edit(key, DIALOGUE, REALISATION, place, new=line.value, iki=line.iki, field=REALISATION, period=line.periode)
    return Change(place, CORRECTED if line.is_correction else ADDED, told, name, replace(cell, old=told["old"]))


def words(value: Any, lang: str) -> str:
    """A value of a record in words: an RHK by its text, a person by name, targets by period, dates and numbers as
    `lang` writes them; no NIP."""
    if isinstance(value, Mapping):
        return _mapping(value, lang)
    if isinstance(value, list):
        return "; ".join(words(each, lang) for each in value) or "-"
    if isinstance(value, str):
        day = day_of(value)
        return show(day, lang) if day else in_words(value) or "-"
    return show(value, lang)


def _mapping(value: Mapping[str, Any], lang: str) -> str:
    if "mulai" in value and "selesai" in value:
        span = f"{words(value['mulai'], lang)} s.d. {words(value['selesai'], lang)}"
        return f"{span} ({value['alasan']})" if "alasan" in value else span
    for key in _TEXT_KEYS:
        if key in value:
            return str(value[key])
    if "nama" in value:
        target = ", ".join(f"{period} {words(number, lang)}" for period, number in value.get("target", {}).items())
        role = value.get("jabatan") or target
        return f"{value['nama']} ({role})" if role else str(value["nama"])
    told = [f"{key.replace('_', ' ')} {words(each, lang)}" for key, each in value.items() if key not in _PRIVATE]
    return ", ".join(told) or "-"
