"""The list of changes of a review, in the words of the form: `1b-N target Q3: 10 → 12, adendum 1`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from skpkit.change.compare import post_edits
from skpkit.change.contents import BY_WHOM, RATINGS, contents, summary, targets
from skpkit.change.edits import APPROVAL, ENTRY, LOG, REALISATION, Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.change.values import words
from skpkit.findings import Key, Location
from skpkit.messages import N_, tell
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import record_path
from skpkit.model.periods import period_in_words
from skpkit.model.records import Dialogue, Line, Record, Skp, same
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from skpkit.source.yamlfile.lookalikes import alike, numbered, told_apart, unseen

CHANGED = N_("{subject}: {old} → {new}")
ALIKE = N_(
    "{subject}: {old} → {new} (both look alike; in brackets the number of a character that is not what it looks like)"
)
NUMBERED = N_("{subject}: {old} → {new} (in brackets the number of a character that is not what it looks like)")
ADDED = N_("{subject} added: {new}")
DROPPED = N_("{subject} dropped: {old}")
OTHERWISE = N_("{subject} changed")
SIGNED = N_("{subject}: approval of {new} added")
SIGNED_NOW = N_("{subject}: approval of {new} signed")
CORRECTED = N_("{subject} corrected: {old} → {new}; koreksi of {correction}")
MOVED = N_("dossier moved from {old} to {new}, content as it was")
MOVED_AND_CHANGED = N_("dossier moved from {old} to {new}")
NEW_DOSSIER = N_("dossier added")
GONE_DOSSIER = N_("dossier deleted")
NEW_RECORD = N_("{subject} added")
GONE_RECORD = N_("{subject} deleted")
SET_RIGHT = N_("{subject} is now named as it says: {new}")
ENTERED = N_("{subject} recorded ({day}): {new}")
SAID, LOST = N_("{subject}: {new}"), N_("{subject} is lost: {old}")
"""What a record that comes says, and what one that goes said."""

_FEW = 3  # dialogues of a new dossier that are told whole; of more what they record, by IKI


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

    def sentence(self, lang: str, shown_as: Callable[[str], str] = str, *, for_people: bool = False) -> str:
        """The line in `lang`, each value in it as it may be shown; `for_people` its period in words."""
        shown = {key: shown_as(words(value, lang)) for key, value in self.told.items()}
        period = self.edit.period if self.edit and for_people else ""
        if period and shown.get("subject", "").endswith(f" {period}"):
            shown["subject"] = shown["subject"].removesuffix(period) + period_in_words(period, lang)
        message = self.message
        if message in (MOVED, MOVED_AND_CHANGED) and for_people:
            units = {key: shown[key] for key in ("old", "new") if "/" not in shown[key]}  # a path stays as it is
            shown |= {key: each.replace("-", " ").title() for key, each in units.items()}
        apart = self._apart(shown_as) if message == CHANGED else None
        if apart and alike(shown["old"], shown["new"]):
            message, shown["old"], shown["new"] = ALIKE, *apart
        elif message == CHANGED and (apart or unseen(shown["old"]) or unseen(shown["new"])):
            shown |= {key: numbered(shown[key], every=apart is not None) for key in ("old", "new")}
            message = NUMBERED
        elif message == CHANGED and shown["old"] == shown["new"]:
            message = OTHERWISE
        line = tell(message, shown, lang)
        if "meaning" in shown:
            line = f"{line} ({shown['meaning'].rstrip('.')})"
        return f"{line}, {self.declared}" if self.declared else line

    def _apart(self, shown_as: Callable[[str], str]) -> tuple[str, str] | None:
        """The first texts in the old value and the new that look alike, and are not the same, as they may be shown: a
        number in a name would keep it from being found there."""
        pairs = zip(*map(_texts, (self.told["old"], self.told["new"])), strict=False)
        parted = (map(shown_as, each) for each in pairs if told_apart(*each))
        return next((found for old, new in parted if (found := told_apart(old, new))), None)


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
    at = Location(after.path) if after else revision.parent or Location(here.path)
    if not before:
        yield Change(at, NEW_DOSSIER, {})
    elif not after:
        yield Change(at, GONE_DOSSIER, {})
    elif before.path != after.path:
        message = MOVED if before.tree == after.tree else MOVED_AND_CHANGED
        units = (before.unit, after.unit)
        apart = all(units) and units[0] != units[1] and not revision.renamed
        old, new = units if apart else (before.path, after.path)
        yield Change(at, message, {"old": old, "new": new})
    for folder in () if revision.renamed else revision.folders:
        yield from _folder(folder)
    for added in revision.added_folders():
        yield from _new_folder(revision, added)
    for gone in revision.dropped_folders():
        yield from (_gone(gone, record, at) for record in (gone.records() if after else ()))
        yield from (_told(gone, _as_lost(each, at)) for each in summary(gone))


def _new_folder(revision: Revision, folder: SkpFolder) -> Iterator[Change]:
    """What a new folder holds; of a komplemen also what differs from the post in the SKP that it replaces."""
    brief = revision.before is None and len(folder.dialogues) > _FEW
    skp, replaced = folder.skp, None
    if skp and skp.complement and revision.after:
        replaced = revision.after.record_at(folder, skp.complement.menggantikan)
    for record in folder.records():
        if record is skp and isinstance(replaced, Skp):
            post = list(post_edits(folder.name, replaced, skp))
            yield Change(record.at(), NEW_RECORD, {"subject": folder.name_of(record.name)}, edit=_whole(folder, record))
            yield from (_plain(folder.name, each) for each in post)
            told = {each.part for each in post} | {"periode"}
            yield from (_told(folder, each) for each in _coming(folder, record) if each.part not in told)
        elif brief and not isinstance(record, Skp):
            yield Change(record.at(), NEW_RECORD, {"subject": folder.name_of(record.name)}, edit=_whole(folder, record))
        else:
            yield from _added(folder, record)
    if brief:
        yield from (_told(folder, each) for each in summary(folder) if each.record != SKP)


def _folder(folder: FolderRevision) -> Iterator[Change]:
    edits = chain(
        folder.skp_edits,
        *folder.manual_edits.values(),
        *folder.dialogue_edits.values(),
        *folder.evaluation_edits.values(),
    )
    for edit in edits:
        whole = edit.part == "iki" and not edit.field
        if (whole or not edit.within) and not (edit.record == MANUAL and folder.mirrored(edit)):
            yield _line(folder, edit)
            if whole:
                yield from _of_indicator(folder, edit)
    for name, now in folder.set_right.items():
        told = {"subject": folder.before.name_of(name), "new": folder.after.name_of(now)}
        yield Change(Location(f"{folder.after.path}/{now}"), SET_RIGHT, told)
    for record in folder.added():
        yield from _added(folder.after, record)
    for record in folder.dropped():
        at = folder.surviving_parent(record)
        yield _gone(folder.before, record, at)
        yield from (_told(folder.before, _as_lost(each, at)) for each in contents(folder.before, record))


def _of_indicator(folder: FolderRevision, edit: Edit) -> Iterator[Change]:
    """The targets of an IKI that comes or goes, and what was recorded of one that goes."""
    state, gone = (folder.before, True) if edit.new is None else (folder.after, False)
    indicator = state.skp.indicator(edit.iki) if state.skp else None
    told = [*targets(state, state.skp, indicator)] if state.skp and indicator else []
    told += [each for each in summary(state) if each.iki == edit.iki] if gone else []
    declared = _declared(folder, edit)
    for each in told:
        yield replace(_told(state, _as_lost(each, edit.at) if gone else each), declared=declared)


def _line(folder: FolderRevision, edit: Edit) -> Change:
    told: dict[str, Any] = {"subject": _subject(folder, edit)}
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
    if edit.part == REALISATION and edit.new is not None and _is_projected(folder, edit):
        edit = replace(edit, field="proyeksi")
        told["subject"] = _subject(folder, edit)
    line = _plain(folder.name, edit)
    return replace(line, told={**line.told, **told}, declared=_declared(folder, edit))


def _plain(folder: str, edit: Edit) -> Change:
    """An edit with its value before and after."""
    message = ADDED if edit.old in (None, {}) else DROPPED if edit.new in (None, {}) else CHANGED
    if edit.field == "nip":
        message = OTHERWISE
    old, new = (_without_targets(edit, each) for each in (edit.old, edit.new))
    return Change(edit.at, message, {"subject": _named(folder, edit), "old": old, "new": new}, edit=edit)


def _without_targets(edit: Edit, value: Any) -> Any:
    """A value; of an IKI that comes or goes without its targets, which have a line of their own."""
    if edit.part == "iki" and not edit.field and isinstance(value, Mapping):
        return {key: each for key, each in value.items() if key != "target"}
    return value


def _is_projected(folder: FolderRevision, edit: Edit) -> bool:
    """Whether the dialogue after only projects a value."""
    found = next((pair[1] for pair in folder.dialogues.values() if pair[0].name == edit.key.record), None)
    cell = (edit.iki, edit.period)
    return any(each.projected for each in (found.lines if found else ()) if (each.iki, each.periode) == cell)


def _subject(folder: FolderRevision, edit: Edit) -> str:
    prefix = f"{folder.name} " if folder.name else ""
    if edit.field == LOG:  # an entry, by its number
        entry = edit.new or edit.old
        kind = "adendum" if edit.record == SKP else f"perubahan manual {record_path(edit.key.record).key}"
        return f"{prefix}{kind} {entry['nomor']}"
    if edit.record in (DIALOGUE, EVALUATION):
        field = "" if edit.field == "hasil_kerja" and edit.iki else edit.field.replace("_", " ")
        return edit.key.name + "".join(f" {word}" for word in (edit.iki, field, edit.period) if word)
    return _named(folder.name, edit)


def _named(folder: str, edit: Edit) -> str:
    return f"{folder} {edit.subject}".strip() if edit.record in (SKP, MANUAL) else edit.key.name


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
    yield Change(record.at(), NEW_RECORD, {"subject": folder.name_of(record.name)}, edit=_whole(folder, record))
    yield from _saying(folder, record, _coming(folder, record))


def told_by(folder: SkpFolder, record: Record) -> Iterator[Change]:
    """All that a record says, in the order of its form."""
    for each in _saying(folder, record, contents(folder, record)):
        yield replace(each, message=SAID) if each.message == ADDED else each


def _saying(folder: SkpFolder, record: Record, edits: Iterable[Edit]) -> Iterator[Change]:
    lines = {record.at(*each.path): each for each in (record.lines if isinstance(record, Dialogue) else ())}
    for edit in edits:
        if edit.part == REALISATION and isinstance(record, Dialogue):
            yield _realisation(folder, record, lines[edit.at], edit)
        else:
            yield _told(folder, edit)


def _coming(folder: SkpFolder, record: Record) -> Iterator[Edit]:
    """What a record says that comes, without its approvals, which are told by themselves."""
    return (each for each in contents(folder, record) if each.field not in BY_WHOM)


def _gone(folder: SkpFolder, record: Record, at: Location) -> Change:
    return Change(at, GONE_RECORD, {"subject": folder.name_of(record.name)}, edit=_whole(folder, record, at))


def _whole(folder: SkpFolder, record: Record, at: Location | None = None) -> Edit:
    """A record as a whole, as something that comes or goes, without what it says."""
    return Edit(Key(folder.name, record.name), record.kind, "", at or record.at())


def _as_lost(edit: Edit, at: Location) -> Edit:
    """What a record said that is gone."""
    return replace(edit, at=at, was=edit.at, old=edit.new, new=None)


def _told(folder: SkpFolder, edit: Edit) -> Change:
    """A thing that a record says or said; values of a cell and ratings as those that come or go."""
    subject = _named(folder.name, edit)
    field = edit.field.replace("_", " ")
    if edit.record in (DIALOGUE, EVALUATION):
        known = (edit.iki, field, edit.period) if edit.iki else (folder.name_of(edit.key.record), field)
        subject = " ".join(each for each in known if each)
    message = SAID if edit.old is None else LOST
    if edit.part == REALISATION or edit.field in RATINGS:
        message = ADDED if edit.old is None else DROPPED
    return Change(edit.at, message, {"subject": subject, "old": edit.old, "new": edit.new}, edit=edit)


def _realisation(folder: SkpFolder, record: Dialogue, line: Line, edit: Edit) -> Change:
    if line.projected:
        edit = replace(edit, field="proyeksi")
    told: dict[str, Any] = {"subject": f"{line.iki} {edit.field} {line.periode}", "old": None, "new": line.value}
    message = ADDED
    if line.is_correction:
        earlier = [each for each in folder.realised.get((line.iki, line.periode), ()) if each[1] is not line]
        told["old"] = next((each.value for _, each in reversed(earlier)), None)
        told["correction"] = record.entry(line)["koreksi"]
        message = CORRECTED
    return Change(edit.at, message, told, folder.name_of(record.name), replace(edit, old=told["old"]))
