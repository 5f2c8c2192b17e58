"""A list that an office keeps in its own way, a row for each IKI or employee, as rows of the template.

It tells seldom all that a record needs, so what it tells is put into a template, in which people complete it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from skpkit.messages import N_, Value, clip
from skpkit.model.periods import QUARTERS
from skpkit.model.proposals import indicator_code, result_code
from skpkit.sheets.books import RawRow, RawSheet
from skpkit.sheets.cells import CellUnreadError, value_of
from skpkit.sheets.heads import head_of, plain_name
from skpkit.sheets.rows import laid, table_of
from skpkit.sheets.spreading import Rows, SheetValue
from skpkit.sheets.tables import TABLES, SheetColumn, columns_of
from skpkit.sheets.telling import CellPlace, RowProblem, SheetNote, letter, spans

UNLIKE = N_("here stands {new}, but row {row} says {old} of the same; correct one of them")
NOBODY = N_("rows that were left out of the sheet {sheet}, since they name no employee, RHK or IKI: rows {rows}")

_MANY = ("SKP", "RHK", "IKI", "Manual IKI")
_REALISED = {f"Realisasi {period}": period for period in QUARTERS}
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def _columns() -> dict[str, tuple[str, SheetColumn]]:
    """The columns of a list by their heads, each with the first table that has it."""
    found: dict[str, tuple[str, SheetColumn]] = {}
    for name in _MANY:
        for each in columns_of(name):
            found.setdefault(each.title, (name, each))
    return found | {title: ("Realisasi", SheetColumn(title, (), "value")) for title in _REALISED}


class ListedRows(NamedTuple):
    """What lists tell as `rows` of the template, why rows could not be taken, and how many were read."""

    rows: Rows
    problems: tuple[RowProblem, ...]
    notes: tuple[SheetNote, ...]
    read: int


def is_list(sheet: RawSheet) -> bool:
    """Whether a sheet is such a list: it tells whose IKI or whose post, and not what a table of the template needs."""
    head = head_of(sheet, frozenset(map(plain_name, _columns())))
    told = {*head.names.values()} if head else set()
    if "nip" not in told or not told & {"namaiki", "pegawainama", "rencanahasilkerja"}:
        return False
    table = table_of(sheet)
    return table is None or (table.name in ("IKI", "RHK") and plain_name("Kode RHK") not in told)


def listed(sheets: Iterable[RawSheet], days: Mapping[str, date]) -> ListedRows:
    """The rows of lists. `days` are those of the dialogues in which quarters were reported, where they are known."""
    work = _Listing(days)
    for sheet in sheets:
        work.take(sheet)
    return ListedRows(work.told, tuple(work.problems), tuple(work.notes), work.count)


class _Listing:
    def __init__(self, days: Mapping[str, date]) -> None:
        self.told: Rows = {name: [] for name in TABLES}
        self.problems: list[RowProblem] = []
        self.notes: list[SheetNote] = []
        self.count = 0
        self._days = days
        self._columns = _columns()
        self._seen: dict[tuple[Any, ...], tuple[CellPlace, dict[str, SheetValue]]] = {}
        self._results: dict[tuple[Any, ...], dict[str, str]] = {}
        self._codes: dict[tuple[Any, ...], set[str]] = {}
        self._above: dict[str, SheetValue] = {}  # whose the row above is, and its RHK

    def take(self, sheet: RawSheet) -> None:
        """Read the rows of a list."""
        columns = [each for _, each in self._columns.values()]
        found = laid(sheet, columns, [self._columns["NIP"][1]], examples=False)
        self.problems += found.problems
        self.notes += found.notes
        year = self._year(sheet)
        self._above = {}
        nobody = list[int]()
        for row in found.rows:
            cells = {each.title: (nth, each) for nth, each in found.columns.items() if _tells(each, row, nth)}
            if not cells.keys() & _NAMED:
                nobody.append(row.number)
                continue
            self.count += 1
            self._row(CellPlace(sheet.name, row.number), row, cells, year)
        if nobody:
            self.notes.append(SheetNote(NOBODY, {"sheet": sheet.name, "rows": spans(nobody)}))

    def _year(self, sheet: RawSheet) -> int | None:
        """The year that the rows above the head name, or the name of the sheet."""
        head = head_of(sheet, frozenset(map(plain_name, self._columns)))
        above = [row for row in sheet.rows if head and row.number < head.row.number]
        texts = [sheet.name, *(str(cell.value) for row in above for cell in row.cells if not cell.empty)]
        years = {each for text in texts for each in _YEAR.findall(text)}
        return int(years.pop()) if len(years) == 1 else None

    def _row(self, at: CellPlace, row: RawRow, cells: Mapping[str, tuple[int, SheetColumn]], year: int | None) -> None:
        values: dict[str, SheetValue] = {}
        before = len(self.problems)
        is_next = not any(self._columns[title][0] == "SKP" for title in cells)
        if not is_next:
            self._above = {}  # until it can be read whose it is
        for title, (nth, column) in cells.items():
            if title in _REALISED and row.cell(nth).says_none and f"Target {_REALISED[title]}" not in cells:
                continue
            try:
                values[title] = _as_shown(column, row.cell(nth))
            except CellUnreadError as error:
                place = at._replace(column=letter(nth), title=title)
                self.problems.append(RowProblem(place, error.message, error.told))
        if len(self.problems) > before:
            return
        if is_next and any(title.startswith("Target ") or title == "Satuan" for title in values):
            values = {**self._above, **values}
        start = values.get("Periode: Mulai")
        told = values.get("Tahun") or (start.year if isinstance(start, date) else year)
        keys: dict[str, SheetValue] = {"Tahun": told, "NIP": values.get("NIP")}
        keys["Komplemen ke-"] = values.get("Komplemen ke-")
        whose = (*keys.values(),)
        self._put("SKP", whose, at, cells, {**keys, **self._of("SKP", values)})
        if not any(values.get(each) for each in ("Nama IKI", "Kode IKI", "Rencana hasil kerja", "Kode RHK")):
            return
        extra = "tambahan" in str(values.get("Utama/tambahan", "")).casefold()
        section = "Tambahan" if extra else "Utama"
        rhk = self._rhk(whose, values, extra=extra)
        passed = ("Tahun", "NIP", "Komplemen ke-", "Utama/tambahan", "Kode RHK", "Rencana hasil kerja")
        self._above = {each: values[each] for each in passed if values.get(each)} if values.get("NIP") else {}
        own = {**self._of("RHK", values), "Utama/tambahan": section, "Kode RHK": rhk}
        self._put("RHK", (*whose, rhk), at, cells, {**keys, **own})
        if not (values.get("Nama IKI") or values.get("Kode IKI")):
            return
        codes = self._codes.setdefault(whose, set())
        number = int(re.sub(r"\D", "", rhk)[:6] or 1)
        kind = _KINDS.get(plain_name(values.get("Jenis cascading", "")), "N")
        kode = str(values.get("Kode IKI") or indicator_code(number, codes, extra=extra, kind=kind))
        codes.add(kode)
        self._put(
            "IKI", (*whose, kode), at, cells, {**keys, **self._of("IKI", values), "Kode RHK": rhk, "Kode IKI": kode}
        )
        manual = {"Periode pelaporan": _rhythm(values), **self._of("Manual IKI", values), "Kode IKI": kode}
        self._put("Manual IKI", (*whose, kode), at, cells, {**keys, **manual})
        for title, period in _REALISED.items():
            if title in values:
                held = {**keys, "Tanggal dialog": self._days.get(period)}
                dialogue = {**held, "Sifat": "Berkala", "Tahap": "Pemantauan"}
                self._put("Dialog", (*whose, held["Tanggal dialog"]), at, cells, dialogue)
                realised = {**held, "Kode IKI": kode, "Periode": period, "Realisasi": values[title]}
                self._put("Realisasi", (*whose, kode, period), at, cells, realised)

    def _of(self, table: str, values: Mapping[str, SheetValue]) -> dict[str, SheetValue]:
        return {title: value for title, value in values.items() if self._columns[title][0] == table}

    def _rhk(self, whose: tuple[Any, ...], values: Mapping[str, SheetValue], *, extra: bool) -> str:
        """The code of the RHK of a row: as it stands there, else counted."""
        known = self._results.setdefault((*whose, extra), {})
        given, text = values.get("Kode RHK"), str(values.get("Rencana hasil kerja", ""))
        if given:
            return str(given)
        return known.setdefault(plain_name(text), result_code(len(known) + 1, extra=extra))

    def _put(
        self,
        table: str,
        key: tuple[Any, ...],
        at: CellPlace,
        cells: Mapping[str, tuple[int, SheetColumn]],
        row: dict[str, SheetValue],
    ) -> None:
        """Add a row to a table once; what another row says of the same is told where it differs."""
        first, known = self._seen.setdefault((table, *key), (at, row))
        if known is row:
            self.told[table].append(row)
            return
        for title, value in row.items():
            old = known.setdefault(title, value)
            if old != value and value is not None:
                place = at._replace(column=letter(cells[title][0]), title=title) if title in cells else at
                told: dict[str, Value] = {"new": clip(str(value)), "old": clip(str(old)), "row": first.row}
                self.problems.append(RowProblem(place, UNLIKE, told))


def _rhythm(values: Mapping[str, SheetValue]) -> str | None:
    """How often an IKI is reported, by the shortest periods that have a target; of one target nothing is known."""
    told = {title.removeprefix("Target ")[:1] for title in values if title.startswith("Target ")}
    return next((word for mark, word in _RHYTHMS.items() if mark in told), None)


def _tells(column: SheetColumn, row: RawRow, nth: int) -> bool:
    """Whether a row says something in a column; a stroke where a target could be says that there is none."""
    cell = row.cell(nth)
    return not cell.empty and not (column.path[:1] == ("target",) and cell.says_none)


_NAMED = frozenset({"NIP", "Pegawai: Nama", "Nama IKI", "Kode IKI", "Rencana hasil kerja", "Kode RHK"})
_KINDS = {"cascadingpeta": "CP", "cascading": "C"}
_RHYTHMS = {"B": "Bulanan", "Q": "Triwulanan", "S": "Semesteran"}


def _as_shown(column: SheetColumn, cell: Any) -> SheetValue:
    """A cell as the template shows it: numbers, days and NIP are read, words are taken as they stand."""
    if column.type in ("number", "value", "whole", "nip"):
        found: SheetValue = value_of(column, cell)
        return found
    if column.type == "date":
        return date.fromisoformat(value_of(column, cell))
    text = value_of(SheetColumn(column.title, (), "code"), cell)
    return str(text)
