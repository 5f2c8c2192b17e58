"""Rows made records: each row is read by its table, and put where it belongs; what cannot be is told by its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from skpkit.messages import N_, Told, Value
from skpkit.model.paths import complement_folder, record_name, within
from skpkit.sheets.books import HIDDEN, RawRow, RawSheet
from skpkit.sheets.cells import CellUnreadError, RawCell, value_of
from skpkit.sheets.heads import plain_name
from skpkit.sheets.rows import laid_out, table_of
from skpkit.sheets.tables import (
    TABLES,
    WHOSE,
    SheetColumn,
    Slot,
    Table,
    columns_of,
    constants_of,
    keys_of,
    own_keys,
    shown,
)
from skpkit.sheets.telling import CellPlace, RowProblem, SheetNote, letter
from skpkit.source.schemas import DIALOGUE, MANUAL, SKP
from skpkit.source.yamlfile import Path

EMPTY = N_("this cell is empty; fill it in")
WHOLE_ROW = N_("this row")
NO_PARENT = N_(
    "there is no row in the sheet {sheet} that this one belongs to ({keys}); add it there, or correct what stands here"
)
TWICE = N_("row {row} of this sheet says the same of {keys}; leave one of them")
NO_YEAR = N_("the year is missing; write it in the column Tahun")
NO_TABLE = N_("the sheet {sheet} is none of the template's, so nothing of it was read")
RowKey: TypeAlias = tuple[Any, ...]


class RowRecord:
    """A record as rows tell it: whose it is, its name in its SKP folder, its data, and where each part of them
    stands."""

    def __init__(self, kind: str, whose: tuple[int, str, int | None], name: str, row: CellPlace) -> None:
        self.kind = kind
        self.year, self.nip, self.complement = whose
        self.name = name
        self.row = row
        self.data: dict[str, Any] = {"jenis": kind, "versi": 1}
        self.origins: dict[Path, CellPlace] = {}
        self.unit: str | None = None
        self.spoilt = False

    @property
    def folder(self) -> str:
        """Its SKP folder."""
        return complement_folder(self.complement) if self.complement else ""

    @property
    def full_name(self) -> str:
        """Its name within the dossier."""
        return within(self.folder, self.name)

    @property
    def whose(self) -> tuple[int, str]:
        """Year and NIP of its dossier."""
        return self.year, self.nip

    def place(self, path: Path) -> CellPlace:
        """Where the value at a path stands: its cell, or the row of what it belongs to."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.origins:
                found = self.origins[path[:length]]
                return found if length == len(path) else found._replace(column="", title="")
        return self.row


class Assembled(NamedTuple):
    """What a file tells: its records, in order, why rows could not be taken, what else is to be said, and how many rows
    were read. `waiting` rows belong to some of which nobody can read whose they are; so may records without an SKP
    where it is `lost`."""

    records: tuple[RowRecord, ...]
    problems: tuple[RowProblem, ...]
    notes: tuple[SheetNote, ...]
    rows: int
    waiting: int = 0
    lost: bool = False


class _Node(NamedTuple):
    """An item that rows may belong to: the record that it is in, its data there, and its path."""

    record: RowRecord
    data: dict[str, Any]
    path: Path
    row: int


class _Read(NamedTuple):
    """A row as its table reads it: keys by word, values by path, and the cell of each."""

    at: CellPlace
    keys: dict[str, Any]
    values: dict[tuple[str, ...], Any]
    cells: dict[tuple[str, ...], CellPlace]
    bad: bool


def assemble_rows(sheets: Sequence[RawSheet], narrated: Iterable[tuple[int, str, int | None]] = ()) -> Assembled:
    """The records that the sheets of files tell. `narrated` are SKP that are kualitatif, of those that no row tells."""
    work = _Assembly(frozenset(narrated))
    named: dict[str, list[RawSheet]] = {}
    for sheet in sheets:
        table = table_of(sheet)
        if sheet.hidden:
            if plain_name(sheet.name) not in _LEFT:
                work.notes.append(SheetNote(HIDDEN, {"sheet": sheet.name}))
        elif table:
            named.setdefault(table.name, []).append(sheet)
        elif plain_name(sheet.name) not in _LEFT:
            work.notes.append(SheetNote(NO_TABLE, {"sheet": sheet.name}))
    for name, table in TABLES.items():
        for sheet in named.get(name, ()):
            work.take(table, sheet)
    return Assembled(
        tuple(work.records), tuple(work.problems), tuple(work.notes), work.rows, work.waiting, "SKP" in work.lost
    )


_LEFT = frozenset({"petunjuk", "pilihan"})


class _Assembly:
    """The rows of sheets as they are put together, those before what belongs to them."""

    def __init__(self, narrated: frozenset[tuple[int, str, int | None]]) -> None:
        self.records: list[RowRecord] = []
        self.problems: list[RowProblem] = []
        self.notes: list[SheetNote] = []
        self.rows = self.waiting = 0
        self.lost: set[str] = set()  # tables with a row of which nobody can read whose it is
        self._nodes: dict[str, dict[RowKey, _Node]] = {name: {} for name in TABLES}
        self._narrated = {*narrated}
        self._years: set[int] = set()

    def take(self, table: Table, sheet: RawSheet) -> None:
        """Read the rows of a sheet."""
        laid = laid_out(table, sheet)
        self.problems += laid.problems
        self.notes += laid.notes
        for row in laid.rows:
            self.rows += 1
            self._row(table, sheet.name, laid.columns, row)

    def _row(self, table: Table, sheet: str, columns: Mapping[int, SheetColumn], row: RawRow) -> None:
        read = self._read(table, sheet, columns, row)
        slot = self._slot(table, read)
        if table.is_record:
            self._record(table, read)
            return
        assert slot  # noqa: S101 - what is no record has one
        above = TABLES[slot.of]
        wanted = keys_of(above, above.slots[0] if above.slots else None)
        node = self._nodes[slot.of].get(tuple(read.keys.get(each) for each in wanted))
        if node is None:
            waits = read.bad or not self.lost.isdisjoint((slot.of, *_tables_above(slot.of)))
            if not waits:
                self._tell(read, NO_PARENT, sheet=slot.of, keys=_keys_told(read, wanted))
            elif not read.bad:
                self.waiting += 1
            self.lost |= {table.name} if waits else set()
            return
        self._item(table, slot, read, node)

    def _read(self, table: Table, sheet: str, columns: Mapping[int, SheetColumn], row: RawRow) -> _Read:
        """The values of a row; those that cannot be read are told."""
        at = CellPlace(sheet, row.number)
        keys: dict[str, Any] = {}
        values: dict[tuple[str, ...], Any] = {}
        cells: dict[tuple[str, ...], CellPlace] = {}
        problems: list[RowProblem] = []
        waiting: list[tuple[SheetColumn, RawCell, CellPlace]] = []
        for nth, column in columns.items():
            cell, place = row.cell(nth), at._replace(column=letter(nth), title=column.title)
            cells[column.path] = place
            if cell.empty or (column.path[:1] == ("target",) and cell.says_none):
                if column.needed and column.key and column.key != "tahun":
                    problems.append(RowProblem(place, EMPTY, {}))
            elif column.type == "value":
                waiting.append((column, cell, place))
            else:
                self._put(column, cell, place, (keys, values), problems)
        if "tahun" not in keys and not any(each.at.title == "Tahun" for each in problems):
            if len(self._years) == 1 and not _is_plan(table):
                keys["tahun"] = next(iter(self._years))
            else:
                problems.append(RowProblem(at, NO_YEAR, {}))
        for column, cell, place in waiting:
            of = (keys.get("tahun"), keys.get("nip"), keys.get("komplemen"))
            self._put(column, cell, place, (keys, values), problems, in_words=of in self._narrated)
        whose = (keys["tahun"], keys["nip"]) if "tahun" in keys and "nip" in keys else None
        self.problems += [each._replace(whose=whose) for each in problems]
        return _Read(at, keys, values, cells, bool(problems))

    def _put(
        self,
        column: SheetColumn,
        cell: RawCell,
        place: CellPlace,
        into: tuple[dict[str, Any], dict[tuple[str, ...], Any]],
        problems: list[RowProblem],
        *,
        in_words: bool = False,
    ) -> None:
        try:
            value = value_of(column, cell, in_words=in_words)
        except CellUnreadError as error:
            problems.append(RowProblem(place, error.message, error.told))
            return
        if column.key:
            into[0][column.key] = value
        if column.path:
            into[1][column.path] = value

    def _slot(self, table: Table, read: _Read) -> Slot | None:
        """Where a row of a table belongs."""
        if len(table.slots) < 2:
            return next(iter(table.slots), None)
        return next((each for each in table.slots if each.word == read.keys.get("slot")), table.slots[0])

    def _record(self, table: Table, read: _Read) -> None:
        wanted = keys_of(table, None)
        if any(each not in read.keys for each in (*WHOSE[:2], *table.own[:1])):
            self.lost.add(table.name)
            return  # a cell that is missing or cannot be read, which is told
        keys = tuple(read.keys.get(each) for each in wanted)
        if self._is_twice(table, read, keys, wanted):
            return
        year, nip, complement = read.keys["tahun"], read.keys["nip"], read.keys.get("komplemen")
        record = RowRecord(table.kind, (year, nip, complement), _name(table.kind, read.keys), read.at)
        record.unit = read.keys.get("unit")
        record.spoilt = read.bad
        self._years.add(year)
        _fill(record.data, read.values)
        record.origins |= {path: place for path, place in read.cells.items() if path}
        if record.data.get("pendekatan") == "kualitatif":
            self._narrated.add((year, nip, complement))
        self.records.append(record)
        self._nodes[table.name][keys] = _Node(record, record.data, (), read.at.row)

    def _item(self, table: Table, slot: Slot, read: _Read, above: _Node) -> None:
        record = above.record
        record.spoilt |= read.bad
        needed = (each.key for each in columns_of(table.name) if each.needed and each.key in own_keys(table))
        if not read.keys.keys() >= {*needed}:
            self.lost.add(table.name)
        wanted = keys_of(table, slot)
        keys = tuple(read.keys.get(each) for each in wanted)
        if table.own and self._is_twice(table, read, keys, wanted):
            record.spoilt = True
            return
        holder = above.data
        for step in slot.path[:-1]:
            holder = holder.setdefault(step, {})
        items = holder.setdefault(slot.path[-1], [])
        item: dict[str, Any] = dict(constants_of(table.name))
        _fill(item, read.values)
        path = (*above.path, *slot.path, len(items))
        items.append(item)
        record.origins[path] = read.at
        record.origins |= {(*path, *each): place for each, place in read.cells.items() if each}
        if table.own:
            self._nodes[table.name][keys] = _Node(record, item, path, read.at.row)

    def _is_twice(self, table: Table, read: _Read, keys: RowKey, wanted: Sequence[str]) -> bool:
        other = self._nodes[table.name].get(keys)
        if other:
            self._tell(read, TWICE, row=other.row, keys=_keys_told(read, wanted))
        return other is not None

    def _tell(self, read: _Read, message: str, **told: Value) -> None:
        whose = (read.keys["tahun"], read.keys["nip"]) if "tahun" in read.keys and "nip" in read.keys else None
        self.problems.append(RowProblem(read.at, message, told, whose))


def _tables_above(name: str) -> Iterator[str]:
    for slot in TABLES[name].slots:
        yield slot.of
        yield from _tables_above(slot.of)


def _is_plan(table: Table) -> bool:
    """Whether a table is that of the SKP, which tells the years of a file."""
    return table.is_record and table.kind == SKP


def _fill(data: dict[str, Any], values: Mapping[tuple[str, ...], Any]) -> None:
    for path, value in values.items():
        holder = data
        for step in path[:-1]:
            holder = holder.setdefault(step, {})
        holder[path[-1]] = value


def _name(kind: str, keys: Mapping[str, Any]) -> str:
    if kind == SKP:
        return record_name(SKP)
    if kind == DIALOGUE:
        nth = keys.get("ke")
        return record_name(DIALOGUE, f"{keys['tanggal']}-{nth}" if nth is not None else keys["tanggal"])
    return record_name(kind, keys["kode" if kind == MANUAL else "periode"])


def _keys_told(read: _Read, wanted: Iterable[str]) -> tuple[Value, ...]:
    """What tells a row apart, but for whose it is."""
    found: Iterator[Value] = (
        shown(str(read.keys[each])) for each in wanted if each not in WHOSE and read.keys.get(each) is not None
    )
    return (*found,) or (Told(WHOLE_ROW),)
