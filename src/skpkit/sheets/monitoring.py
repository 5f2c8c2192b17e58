"""The monitoring export of the ministry's app: a row for each IKI of an SKP, as rows of the template.

It tells neither RHK nor appraiser, unit of measure or aspect; so what it tells is put into a template, in which people
complete it. What the records hold already is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from skpkit.judge.office import Office
from skpkit.messages import N_, Value, clip
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import Identity, complement_number, is_code
from skpkit.model.periods import QUARTERS, RHYTHMS
from skpkit.model.records import Skp
from skpkit.sheets.books import RawRow, RawSheet
from skpkit.sheets.cells import CellUnreadError, RawCell, day_in_cell, nip_of, value_of
from skpkit.sheets.heads import TableHead, head_of, plain_name
from skpkit.sheets.spreading import Rows, SheetValue
from skpkit.sheets.tables import TABLES, CellType, SheetColumn, shown
from skpkit.sheets.telling import CellPlace, RowProblem, SheetNote, letter

DOUBLED = N_("rows that say the same as another one were left out: {count}")
SCORES = N_("NPK and the values of perilaku kerja of each quarter were left out: no record holds scores")
UNREAD = N_("nothing was read of these columns, which the monitoring export does not have: {columns}")
UNKNOWN_RHYTHM = N_("“{given}” is no reporting period; it is Bulanan, Triwulanan, Semesteran or Tahunan")
OTHER_REALISATION = N_(
    "here stands {new} for {iki} {period}, but the records hold {old}; to put that right: skpkit koreksi"
)
OTHER_TARGET = N_("here stands {new} for {iki} {period}, but the SKP has {old}; what changes of it: skpkit adendum")
NOT_IN_SKP = N_("the SKP in the records has no IKI {iki}; an IKI that is added needs: skpkit adendum")
HALF_YEAR = N_("a realisasi of a quarter is told of {iki}, which is measured {rhythm}; record it by: skpkit realisasi")

_QUARTER_WORDS = ("TW I", "TW II", "TW III", "TW IV")
_TARGETS = {
    **{f"Target {word}": quarter for word, quarter in zip(_QUARTER_WORDS, QUARTERS, strict=True)},
    "Target Semester I": "S1",
    "Target Tahunan": "Y",
}
_REALISATIONS = {f"Realisasi {word}": quarter for word, quarter in zip(_QUARTER_WORDS, QUARTERS, strict=True)}
_MARKS = ("Kode SKP", "Kategori IKI", "Nomor IKI", "Nama IKI")
_HEADS = frozenset(
    plain_name(each)
    for each in (
        *_MARKS, "Nama", "NIP", "Jabatan", "Pangkat/Golongan", "Unit Organisasi", "Jenis SKP", "Periode SKP Mulai",
        "Periode SKP Selesai", "Periode Pelaporan", *_TARGETS, *_REALISATIONS,
    )
)  # fmt: skip
_VALUES = ("Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif")
_SCORED = frozenset(map(plain_name, ("NPK", *_VALUES)))  # in whatever order a quarter stands beside it
_RHYTHMS = {each[:6]: each for each in RHYTHMS}
_NUMBERED = re.compile(r"(T?[0-9]{1,2})")


class Monitored(NamedTuple):
    """What a monitoring export tells as `rows` of the template, why rows could not be taken, and what was left out."""

    rows: Rows
    problems: tuple[RowProblem, ...]
    notes: tuple[SheetNote, ...]
    read: int


def is_monitoring(sheet: RawSheet) -> bool:
    """Whether a sheet is such an export, by its heads."""
    return _head(sheet) is not None


def _head(sheet: RawSheet) -> TableHead | None:
    marks = {plain_name(each) for each in _MARKS}
    head = head_of(sheet, _HEADS)
    return head if head and marks <= {*head.names.values()} else None


def monitored(sheets: Iterable[RawSheet], office: Office, days: Mapping[str, date]) -> Monitored:
    """The rows of exports beside what an office holds. `days` are those of the dialogues in which the realisations of
    quarters were reported, where they are known."""
    work = _Monitoring(office, days)
    for sheet in sheets:
        work.take(sheet)
    return work.result()


class _MonitoredRow(NamedTuple):
    at: CellPlace
    nip: str
    code: str
    term: tuple[date, date]
    texts: Mapping[str, str]
    kode: str
    rhythm: str
    targets: Mapping[str, float]
    realised: Mapping[str, float]

    def whose(self) -> tuple[int, str]:
        return self.term[0].year, self.nip


class _Monitoring:
    def __init__(self, office: Office, days: Mapping[str, date]) -> None:
        self.office, self.days = office, days
        self.rows: list[_MonitoredRow] = []
        self.problems: list[RowProblem] = []
        self.count = self.doubled = 0
        self.scores = False
        self.unread: list[str] = []
        self._seen: set[tuple[Any, ...]] = set()
        self._held: set[tuple[Any, ...]] = set()  # dialogues

    def take(self, sheet: RawSheet) -> None:
        """Read the rows of an export."""
        head = _head(sheet)
        if head is None:
            return
        columns = head.columns()
        others = [nth for nth, name in sorted(head.names.items()) if name and name not in _HEADS]
        scores = [nth for nth in others if any(each in head.names[nth] for each in _SCORED)]
        self.scores |= bool(scores)
        self.unread += [letter(nth) for nth in others if nth not in scores]
        for row in head.below:
            self.count += 1
            mark = tuple(each.value for each in row.cells)
            if mark in self._seen:
                self.doubled += 1
                continue
            self._seen.add(mark)
            found = _Reader(sheet.name, row, columns)
            read = found.read()
            self.problems += found.problems
            if read and not found.problems:
                self.rows.append(read)

    def result(self) -> Monitored:
        """The rows of the template."""
        told: Rows = {name: [] for name in TABLES}
        by_person: dict[tuple[int, str], dict[str, list[_MonitoredRow]]] = {}
        for row in self.rows:
            by_person.setdefault(row.whose(), {}).setdefault(row.code, []).append(row)
        for whose, plans in by_person.items():
            for nth, rows in enumerate(sorted(plans.values(), key=lambda each: each[0].term)):
                known = self._known(whose, rows[0].term[0])
                keys: dict[str, SheetValue] = {"Tahun": whose[0], "NIP": whose[1], "Komplemen ke-": nth or None}
                if known:
                    number = complement_number(known[0].name) if known[0].name else None
                    self._beside(rows, known, {**keys, "Komplemen ke-": number}, told)
                else:
                    self._new(rows, keys, told)
        notes = [SheetNote(DOUBLED, {"count": self.doubled})] if self.doubled else []
        notes += [SheetNote(SCORES, {})] if self.scores else []
        notes += [SheetNote(UNREAD, {"columns": tuple(dict.fromkeys(self.unread))})] if self.unread else []
        return Monitored(told, tuple(self.problems), tuple(notes), self.count)

    def _known(self, whose: tuple[int, str], start: date) -> tuple[SkpFolder, Skp] | None:
        """The SKP of the records that begins on a day."""
        dossier = self.office.dossier(Identity(*whose))
        return next((each for each in dossier.plans() if each[1].term.mulai == start), None) if dossier else None

    def _new(self, rows: list[_MonitoredRow], keys: Mapping[str, SheetValue], told: Rows) -> None:
        """An SKP that the records do not hold."""
        first = rows[0]
        texts = {f"Pegawai: {title}": first.texts[head] or None for head, title in _PERSON.items()}
        term = {"Periode: Mulai": first.term[0], "Periode: Selesai": first.term[1]}
        told["SKP"].append({**keys, **term, **texts, "Pendekatan": "Kuantitatif", "Status": "Rancangan"})
        results: dict[str, SheetValue] = {}
        for row in rows:
            extra = "tambahan" in row.texts["Kategori IKI"].casefold()
            found = _NUMBERED.match(row.kode)
            number = (found[1] if found else row.kode).removeprefix("T")
            rhk = f"RHK-T{number}" if extra else f"RHK-{number}"
            results.setdefault(rhk, "Tambahan" if extra else "Utama")
            targets = {f"Target {period}": value for period, value in row.targets.items()}
            named = {"Kode RHK": rhk, "Kode IKI": row.kode, "Nama IKI": row.texts["Nama IKI"]}
            told["IKI"].append({**keys, **named, **targets})
            told["Manual IKI"].append({**keys, "Kode IKI": row.kode, "Periode pelaporan": shown(row.rhythm)})
            self._realised(row, keys, row.realised, told)
        told["RHK"] += [{**keys, "Utama/tambahan": section, "Kode RHK": rhk} for rhk, section in results.items()]

    def _beside(
        self,
        rows: list[_MonitoredRow],
        known: tuple[SkpFolder, Skp],
        keys: Mapping[str, SheetValue],
        told: Rows,
    ) -> None:
        """An SKP that the records hold: what differs is told, and realisations that are new go into the template."""
        folder, skp = known
        by_name = {plain_name(each.data.get("nama", "")): each for each in skp.indicators()}
        for row in rows:
            indicator = skp.indicator(row.kode) or by_name.get(plain_name(row.texts["Nama IKI"]))
            if indicator is None:
                self._tell(row, NOT_IN_SKP, iki=row.kode)
                continue
            kode = indicator.kode
            for period, value in row.targets.items():
                if indicator.target.get(period, value) != value:
                    self._tell(row, OTHER_TARGET, iki=kode, period=period, new=value, old=indicator.target[period])
            new = {}
            for period, value in row.realised.items():
                old = folder.effective.get((kode, period))
                if old is None:
                    new[period] = value
                elif old != value:
                    self._tell(row, OTHER_REALISATION, iki=kode, period=period, new=value, old=old)
            self._realised(row._replace(kode=kode), keys, new, told)

    def _realised(
        self, row: _MonitoredRow, keys: Mapping[str, SheetValue], realised: Mapping[str, float], told: Rows
    ) -> None:
        if realised and row.rhythm not in ("triwulanan",):
            self._tell(row, HALF_YEAR, iki=row.kode, rhythm=shown(row.rhythm))
            return
        for period, value in realised.items():
            held = {**keys, "Tanggal dialog": self.days.get(period)}
            mark = (*held.values(),)
            if mark not in self._held:
                self._held.add(mark)
                told["Dialog"].append({**held, "Sifat": "Berkala", "Tahap": "Pemantauan"})
            told["Realisasi"].append({**held, "Kode IKI": row.kode, "Periode": period, "Realisasi": value})

    def _tell(self, row: _MonitoredRow, message: str, **told: Value) -> None:
        self.problems.append(RowProblem(row.at, message, told, row.whose()))


_PERSON = {
    "Nama": "Nama",
    "Jabatan": "Jabatan",
    "Pangkat/Golongan": "Pangkat/gol. ruang",
    "Unit Organisasi": "Unit kerja",
}


class _Reader:
    """One row of an export."""

    def __init__(self, sheet: str, row: RawRow, columns: Mapping[str, int]) -> None:
        self._at = CellPlace(sheet, row.number)
        self._row, self._columns = row, columns
        self.problems: list[RowProblem] = []

    def read(self) -> _MonitoredRow | None:
        """What it tells; None where it does not tell whose it is."""
        nip, start, end = self._cell("NIP", nip_of), self._day("Periode SKP Mulai"), self._day("Periode SKP Selesai")
        texts = {each: self._text(each) for each in (*_PERSON, "Kode SKP", "Kategori IKI", "Nama IKI")}
        kode = self._text("Nomor IKI").strip()
        word = self._text("Periode Pelaporan").strip()
        rhythm = _RHYTHMS.get(plain_name(word)[:6])
        if rhythm is None:
            self._tell("Periode Pelaporan", UNKNOWN_RHYTHM, given=clip(word))
        targets = dict(self._numbers(_TARGETS))
        realised = dict(self._numbers(_REALISATIONS))
        if not (nip and start and end and rhythm):
            return None
        if not is_code(kode):
            kode = re.sub(r"[^A-Za-z0-9._-]+", "-", kode).strip("-._") or "1"
        return _MonitoredRow(
            self._at, nip, texts["Kode SKP"], (start, end), texts, kode, rhythm, targets, realised
        )  # fmt: skip

    def _raw(self, head: str) -> RawCell:
        nth = self._columns.get(plain_name(head))
        return self._row.cell(nth) if nth is not None else RawCell(None)

    def _cell(self, head: str, reader: Any) -> Any:
        cell = self._raw(head)
        try:
            return reader(cell)
        except CellUnreadError as error:
            self._tell(head, error.message, **error.told)
            return None

    def _day(self, head: str) -> date | None:
        found: date | None = self._cell(head, day_in_cell)
        return found

    def _text(self, head: str) -> str:
        found = self._cell(head, lambda cell: "" if cell.empty else value_of(_as("text"), cell))
        return str(found or "").strip()

    def _numbers(self, heads: Mapping[str, str]) -> Iterator[tuple[str, float]]:
        for head, period in heads.items():
            cell = self._raw(head)
            if not cell.empty and str(cell.value).strip() not in ("-", "–"):
                found = self._cell(head, lambda each: value_of(_as("number"), each))
                if found is not None:
                    yield period, found

    def _tell(self, head: str, message: str, **told: Value) -> None:
        nth = self._columns.get(plain_name(head))
        at = self._at._replace(column=letter(nth), title=head) if nth is not None else self._at
        self.problems.append(RowProblem(at, message, told))


def _as(kind: CellType) -> SheetColumn:
    return SheetColumn("", (), kind)
