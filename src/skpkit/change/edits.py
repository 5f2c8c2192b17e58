"""An edit: one thing that differs between two states of a record, and what a rule says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from skpkit.findings import Evidence, Field, Key, Location, OldNew, Problem, Severity, TargetCell, Undo, WholeRecord
from skpkit.messages import Value
from skpkit.model.records import Record
from skpkit.source.schemas import MANUAL, SKP

COMPONENTS = (
    "rencana_hasil_kerja",
    "iki",
    "target",
    "perilaku_kerja",
    "lampiran",
    "pegawai",
    "penilai",
    "periode",
)
IDENTITY = "identitas"
APPROVAL = "persetujuan"
SIGNATURE = "tanda_tangan"
LOG = "perubahan"
ENTRY = "perubahan_baru"
REALISATION = "realisasi"
AWAY = "tidak_bertugas"


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that differs between two states of a record.

    `part` is the komponen of an SKP, or what it is in another record; `field` the key of the form that differs
    and `period` the cell's; `rides` names the komponen that covers it too, because it comes or goes with
    something larger; `within` marks a detail of another edit, left out of the list of changes.
    """

    key: Key
    record: str
    part: str
    at: Location
    was: Location | None = None
    old: Any = None
    new: Any = None
    rhk: str = ""
    iki: str = ""
    field: str = ""
    period: str = ""
    rides: str = ""
    within: bool = False

    @property
    def subject(self) -> str:
        """What differs, in the words of the form: `1b-N target Q3`, `manual 2a-N polarisasi`."""
        group = {"pegawai": "pegawai", "perilaku_kerja": "perilaku kerja", "lampiran": "lampiran"}
        of = self.iki or self.rhk or group.get(self.part, "")
        words = ("manual" if self.record == MANUAL else "", of, self.field_and_period)
        return " ".join(word for word in words if word)

    @property
    def field_and_period(self) -> str:
        """Which field, of which period, in the words of the form: `target Q3`."""
        return f"{self.field} {self.period}".replace("_", " ").strip()

    @property
    def told(self) -> dict[str, Value]:
        """What a sentence tells of a cell: `target {period} of {iki} … from {old} to {new}`."""
        return {"iki": self.iki, "period": self.period, "old": self.old, "new": self.new}

    @property
    def moved(self) -> OldNew:
        """The values of a cell before and after."""
        return OldNew(self.old, self.new)

    # --- what a rule says of it ------------------------------------------------------------------------------

    def problem(
        self,
        message: str,
        told: Mapping[str, Value],
        *about: str,
        of: str = "",
        along: Iterable[Key] = (),
        evidence: Iterable[Evidence] = (),
        undo: Iterable[Undo] = (),
        severity: Severity | None = None,
        example: Iterable[str] = (),
    ) -> Problem:
        """The problem that it is, at its place. It is about its record (`of` names another thing) and what in it, and
        explains the edits `along` with it too."""
        return Problem(
            self.at,
            message,
            told,
            was=self.was,
            evidence=tuple(evidence),
            about=(of or self.key.name, *about),
            severity=severity,
            edits=frozenset((self.key, *along)),
            undo=tuple(undo),
            example=tuple(example),
        )

    @property
    def whole_record(self) -> WholeRecord:
        """Its record, to be restored."""
        return WholeRecord(self.key.folder, self.key.record)

    @property
    def target_cell(self) -> TargetCell:
        """Its cell, to be restored."""
        return TargetCell(self.key.folder, self.iki, self.period)

    @property
    def top_field(self) -> Field:
        """What stands below the key at the top of its record, to be restored."""
        field = self.field
        if self.record == SKP:
            if self.part in ("rencana_hasil_kerja", "iki", "target"):
                field = "hasil_kerja"
            elif self.part in ("perilaku_kerja", "lampiran"):
                field = self.part
            elif field == "nip" or (self.part == "pegawai" and field != "instansi"):
                field = "pegawai"
        return Field(self.key.folder, self.key.record, field)


def gone(folder: str, record: Record, at: Location) -> Edit:
    """The edit that a record is gone as a whole; `at` is the place to point at instead."""
    return Edit(Key(folder, record.name), record.kind, "", at, record.at(), old=record.data)
