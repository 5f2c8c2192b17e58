"""Records of rows beside those of an office: which are new, which are there already, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from skpkit.judge.office import Office
from skpkit.messages import N_, Told, Value, clip
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.nip import is_written_plain, last_digits
from skpkit.model.paths import Identity, complement_number
from skpkit.model.records import Dialogue, Evaluation, Record, Skp, same
from skpkit.sheets.assembling import EMPTY, RowRecord
from skpkit.sheets.completing import SkpTold, complete, without_blanks
from skpkit.sheets.telling import RowProblem
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP, explain
from skpkit.source.yamlfile import Path
from skpkit.writing.composing import text_of
from skpkit.writing.glossing import glosses_of

NO_SKP = N_(
    "neither the sheet SKP nor the records hold the SKP of this NIP and year that this belongs to; add its row there"
)
DIFFERS = N_("here stands {new}, but the record says {old}, and it is not written over; {way}")
ADDED = N_("here stands {new}, but the record says nothing of it, and it is not written over; {way}")
LACKING = N_("the record says {old} in {path}, and this file nothing; it is not written over; {way}")
BY_HAND = N_("what is a draft may be edited as it is")
BY_ADENDUM = N_("an SKP that was established changes by: skpkit adendum")
BY_KOREKSI = N_("a realisasi that was reported is put right by: skpkit koreksi")
BY_DIALOGUE = N_(
    "a dialogue that was reported stays as it is; what is to be said besides is said in another: skpkit new dki"
)
BY_OBJECTION = N_("what was evaluated stays as it is; the way open is a keberatan in its evaluation")
UNREADABLE = N_("{path} cannot be read as the record that it should be; mend it first: skpkit check {path}")
TWO_FOLDERS = N_("the records hold this NIP twice in that year; settle that first: skpkit check")

_HEADS = {
    SKP: "SKP {name}, {year}. Sesudah mengubah berkas ini jalankan: skpkit check",
    MANUAL: "Manual IKI {key}: cara mengukur indikator ini",
    DIALOGUE: "Dialog kinerja individu {name}",
    EVALUATION: "Evaluasi kinerja {name}, {key} {year}",
}


class Matched(NamedTuple):
    """A record of rows with its path in the records. It is `known` where the records hold one there, and then
    `differs` where that says something else."""

    row: RowRecord
    path: str
    known: Record | None = None
    differs: bool = False

    def content(self, names: Mapping[tuple[int, str, str], str]) -> bytes:
        """Its bytes as a new file; `names` are those of the people, by year, NIP and SKP folder."""
        record, data = self.row, self.row.data
        name = names.get((*record.whose, record.folder), "")
        key = record.name.rpartition("/")[2].removesuffix(".yaml")
        head = _HEADS[record.kind].format(name=name, key=key, year=record.year)
        return text_of(record.kind, data, glosses_of(record.kind, data, head)).encode()


def narrated_in(office: Office) -> Iterator[tuple[int, str, int | None]]:
    """The SKP of an office that are kualitatif, by year, NIP and the number of a komplemen."""
    for identity in office.listing.places:
        dossier = office.dossier(identity)
        for folder, skp in dossier.plans() if dossier else ():
            if skp.narrative:
                yield identity.year, identity.nip, complement_number(folder.name) if folder.name else None


class Matching:
    """Records of rows as they are put beside those of an office, dossier by dossier. Where an SKP is `lost`, of which
    nobody can read whose it is, those without one are `waiting`."""

    def __init__(self, office: Office, rows: Mapping[tuple[int, str], list[RowRecord]], *, lost: bool = False) -> None:
        self.office = office
        self.waiting = 0
        self._lost = lost
        self.problems: list[RowProblem] = []
        self.found: list[Matched] = []
        self.names: dict[tuple[int, str, str], str] = {}
        self._rows = rows

    def match(self, folders: Mapping[tuple[int, str], str]) -> None:
        """Complete the records, and look for each in the folder of its dossier."""
        for whose, records in self._rows.items():
            dossier = self.office.dossier(Identity(*whose))
            if dossier and dossier.twins:
                self._tell(records[0], (), TWO_FOLDERS)
                continue
            plans = self._plans(dossier, records)
            for record in records:
                self._one(record, f"{folders[whose]}/{record.full_name}", plans, dossier)

    def _plans(self, dossier: Dossier | None, records: list[RowRecord]) -> dict[str, SkpTold]:
        """The SKP of a dossier by their folders: those of rows, else those of the records."""
        found = {folder.name: SkpTold(skp.data) for folder, skp in dossier.plans()} if dossier else {}
        found |= {each.folder: SkpTold(each.data) for each in records if each.kind == SKP}
        for folder, plan in found.items():
            self.names[(*records[0].whose, folder)] = str(plan.data.get("pegawai", {}).get("nama", ""))
        return found

    def _one(self, record: RowRecord, path: str, plans: Mapping[str, SkpTold], dossier: Dossier | None) -> None:
        plan = plans.get(record.folder)
        if plan is None:
            self.waiting += self._lost
            if not self._lost:
                self._tell(record, (), NO_SKP)
            return
        complete(record.kind, record.data, plan, self.office.settings)
        if record.spoilt:
            return  # what cannot be read is told, and what lacks for that alone need not be
        for each in explain(record.kind, record.data):
            lacking = (*each.path, str(each.told.get("key")))  # the cell that is empty
            if lacking in record.origins:
                self._tell(record, lacking, EMPTY)
            else:
                self._tell(record, each.path, each.message, **each.told)
            record.spoilt = True
        if record.spoilt:
            return
        file = dossier.file_of(path) if dossier else None
        if file is None:
            self.found.append(Matched(record, path))
        elif file.record is None:
            self._tell(record, (), UNREADABLE, path=path)
        else:
            known = file.record
            found = [*differences(without_blanks(known.data), without_blanks(record.data), ())]
            self.found.append(Matched(record, path, known, bool(found)))
            for where, old, new in found:
                way = _way(known, where, dossier.folders.get(record.folder) if dossier else None, record.year)
                self._different(record, where, (old, new), way)

    def _different(self, record: RowRecord, where: Path, values: tuple[Any, Any], way: str) -> None:
        old, new = values
        message = ADDED if old is _ABSENT else LACKING if new is _ABSENT else DIFFERS
        told: dict[str, Value] = {"old": _short(old), "new": _short(new), "way": Told(way)}
        if message == LACKING:
            told["path"] = ".".join(map(str, where))
        self._tell(record, where, message, **told)

    def _tell(self, record: RowRecord, where: Path, message: str, **told: Value) -> None:
        self.problems.append(RowProblem(record.place(where), message, told, record.whose))


_ABSENT = object()


def differences(old: Any, new: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
    """The places in which data differ, with what stands there."""
    if same(old, new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from differences(old.get(key, _ABSENT), new.get(key, _ABSENT), (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        for nth in range(max(len(old), len(new))):
            one, other = (each[nth] if nth < len(each) else _ABSENT for each in (old, new))
            yield from differences(one, other, (*path, nth))
    else:
        yield path, old, new


def _short(value: Any) -> Value:
    """A value as a sentence quotes it, without the NIP of anybody."""
    if value is _ABSENT or value is None:
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return clip(", ".join(str(_short(each)) for each in value.values() if not isinstance(each, Mapping | list)))
    if isinstance(value, list):
        return clip("; ".join(str(_short(each)) for each in value))
    text = str(value)
    return last_digits(text) if is_written_plain(text) else f"“{clip(text)}”"


def _way(known: Record, where: Path, folder: SkpFolder | None, year: int) -> str:
    """How a place of a record changes that is there."""
    if isinstance(known, Dialogue):
        line = next((each for each in known.lines if (*each.path, "realisasi") == where), None)
        if known.reported and line:
            evaluated = folder and folder.established_evaluation(line.periode, year)
            return BY_OBJECTION if evaluated else BY_KOREKSI
        return BY_DIALOGUE if known.reported else BY_HAND
    if isinstance(known, Evaluation):
        return BY_OBJECTION if known.established else BY_HAND
    if isinstance(known, Skp):
        return BY_ADENDUM if known.established else BY_HAND
    return BY_ADENDUM
