"""What a change records to have been decided, and the dialogue in which it was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from skpkit.change.revision import Revision
from skpkit.findings import Location
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Amendment, Dialogue, Manual, Record, Skp


class Meeting(NamedTuple):
    """The dialogue in which something was agreed: its day, the day on which it was reported, what it agreed on, and who
    took part, each by name and role."""

    name: str
    day: date
    reported: date | None
    agreed: tuple[str, ...]
    participants: tuple[tuple[str, str], ...]
    at: Location


class DeclaredThing(NamedTuple):
    """What a change records to have been decided: an adendum, a change of a manual, a komplemen, or penetapan. `record`
    and `thing` name it as approvals do; `dialogue` is the name that it gives, `meeting` what lies there."""

    record: str
    thing: str
    iki: str
    day: date | None
    reason: str
    components: tuple[str, ...]
    dialogue: str
    meeting: Meeting | None
    at: Location


def declared_in(revision: Revision) -> Iterator[DeclaredThing]:
    """What the change of a dossier records to have been decided; nothing of one that is gone."""
    after = revision.after
    if after is None:
        return
    for folder in revision.folders:
        if folder.skps:
            before, skp = folder.skps
            if skp.established and not before.established:
                yield _establishment(folder.after, skp)
            for each in folder.entries:
                yield _entry(after, folder.after, skp, each)
        for kode, (_, manual) in folder.manuals.items():
            for each in folder.manual_entries(kode):
                yield _entry(after, folder.after, manual, each)
    for added in revision.added_folders():
        if added.skp and added.skp.complement:
            yield _complement(after, added, added.skp)
        if added.skp and added.skp.established:
            yield _establishment(added, added.skp)


def _establishment(folder: SkpFolder, skp: Skp) -> DeclaredThing:
    at = skp.at("penetapan")
    return DeclaredThing(folder.name_of(skp.name), "penetapan", "", skp.established_on, "", (), "", None, at)


def _entry(dossier: Dossier, folder: SkpFolder, record: Skp | Manual, entry: Amendment) -> DeclaredThing:
    kind = "adendum" if isinstance(record, Skp) else "perubahan"
    matter = "adendum" if isinstance(record, Skp) else "manual_iki"
    return DeclaredThing(
        folder.name_of(record.name),
        f"{kind} {entry.nomor}",
        record.kode if isinstance(record, Manual) else "",
        entry.tanggal,
        str(entry.data.get("alasan", "")),
        tuple(each for each in entry.data.get("komponen", ())),
        entry.dialog or "",
        _meeting(dossier, folder, entry.dialog, matter, entry.nomor),
        record.at(*entry.path),
    )


def _complement(dossier: Dossier, folder: SkpFolder, skp: Skp) -> DeclaredThing:
    complement = skp.complement
    assert complement is not None  # noqa: S101 - asked of those that have one
    return DeclaredThing(
        folder.name_of(skp.name),
        "komplemen",
        "",
        complement.tanggal,
        str(skp.data["komplemen"].get("alasan", "")),
        (),
        complement.dialog or "",
        _meeting(dossier, folder, complement.dialog, "komplemen", complement.nomor),
        skp.at("komplemen"),
    )


def _meeting(dossier: Dossier, folder: SkpFolder, named: str | None, matter: str, nth: int) -> Meeting | None:
    found: Record | None = dossier.record_at(folder, named) if named else None
    if not isinstance(found, Dialogue):
        return None
    alike = [each for each in found.agreements if each["perihal"] == matter]
    mine = [each for each in alike if each.get("nomor") == nth] or alike
    return Meeting(
        dossier.below(found.path)[1:],
        found.tanggal,
        found.reported_on if found.reported else None,
        tuple(str(each["uraian"]) for each in mine if each.get("uraian")),
        tuple((str(each["nama"]), str(each["peran"])) for each in found.participants),
        found.at("kesepakatan"),
    )
