"""Records made rows: what a record holds, as the cells of the tables that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.paths import complement_number, named_day
from skpkit.sheets.cells import number_text, text_of_texts
from skpkit.sheets.tables import TABLES, SheetColumn, Slot, Table, columns_of, keys_of, shown
from skpkit.source.schemas import DIALOGUE, SKP

SheetValue: TypeAlias = "str | int | float | bool | date | None"

NOT_TOLD = N_(
    "{path} cannot be told as rows, for two of its entries are called {key}, or its name says something else than what "
    "is in it; put it in order first: skpkit check {path}"
)
_EXACT = 10**15  # numbers from here on have more digits than Excel keeps


class SpreadRecord(NamedTuple):
    """A record that is spread over rows: its path for sentences, where it lies, and what it holds."""

    path: str
    kind: str
    year: int
    nip: str
    unit: str
    folder: str
    name: str
    data: Mapping[str, Any]


Rows: TypeAlias = dict[str, list[dict[str, SheetValue]]]


def rows_of(records: Iterable[SpreadRecord]) -> Rows:
    """The rows of each table that records make, by the heads of its columns. Raises SkpkitError for a record of which
    rows cannot tell what belongs to what."""
    found: Rows = {name: [] for name in TABLES}
    for record in records:
        for name, row in _Spread(record).rows():
            found[name].append(row)
    return found


class _Spread:
    def __init__(self, record: SpreadRecord) -> None:
        self.record = record
        self._known: set[tuple[Any, ...]] = set()
        self.keys: dict[str, Any] = {
            "tahun": record.year,
            "nip": record.nip,
            "komplemen": complement_number(record.folder) if record.folder else None,
            "unit": record.unit or "/",  # which is told apart from nothing, that the records propose
        }

    def rows(self) -> Iterator[tuple[str, dict[str, SheetValue]]]:
        """The rows of the record and of all that is in it, with the names of their tables."""
        record = self.record
        table = next(each for each in TABLES.values() if each.is_record and each.kind == record.kind)
        keys = dict(self.keys)
        if record.kind == DIALOGUE:
            named = named_day(record.name)
            if named is None or not named.exact or named.day != record.data["tanggal"]:
                raise SkpkitError(NOT_TOLD, path=record.path, key=record.name)
            keys["ke"] = named.nth or None
        elif record.kind == SKP:
            if record.data["tahun"] != record.year or record.data["pegawai"]["nip"] != record.nip:
                raise SkpkitError(NOT_TOLD, path=record.path, key="NIP")
        elif record.name.rpartition("/")[2] != f"{record.data[table.own[0]]}.yaml":
            raise SkpkitError(NOT_TOLD, path=record.path, key=record.name)
        yield from self._item(table, None, record.data, keys)

    def _item(
        self, table: Table, slot: Slot | None, item: Mapping[str, Any], keys: Mapping[str, Any]
    ) -> Iterator[tuple[str, dict[str, SheetValue]]]:
        """The row of an item, and those of what belongs to it."""
        keys = {**keys, "slot": slot.word if slot else None}
        row: dict[str, SheetValue] = {}
        for column in columns_of(table.name):
            value = _at(item, column.path) if column.path else None
            if column.key and column.path:
                keys[column.key] = value
            row[column.title] = cell_of(column, value if column.path else keys.get(column.key))
        if table.own:
            mark = (table.name, *(keys.get(each) for each in keys_of(table, slot)))
            if mark in self._known:
                raise SkpkitError(NOT_TOLD, path=self.record.path, key=str(mark[-1]))
            self._known.add(mark)
        yield table.name, row
        for below in TABLES.values():
            for inner in (each for each in below.slots if each.of == table.name):
                for each in _at(item, inner.path) or ():
                    yield from self._item(below, inner, each, keys)


def cell_of(column: SheetColumn, value: Any) -> SheetValue:
    """What a cell of a column holds for a value: dates as such, words as people read them, and as a text what Excel
    would not keep as a number."""
    if value is None or value in ([], {}):
        return None
    if column.type == "choices":
        return "; ".join(map(shown, value))
    if column.type == "choice":
        return str(value) if column.key == "slot" else shown(str(value))
    if column.type == "texts":
        return text_of_texts(list(value))
    if column.type == "yes":
        return "Ya" if value else "Tidak"
    if column.type == "date":
        return _day(str(value))
    if column.type == "dialogue":
        name = str(value)
        day = name.removeprefix("dki/").removesuffix(".yaml")
        return _day(day) if name == f"dki/{day}.yaml" and len(day) == 10 else name
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = abs(value) < _EXACT and float(f"{value:.15g}") == value
        return value if exact else number_text(value)
    return str(value)


def _day(text: str) -> SheetValue:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return found if found.year > 1900 else text


def _at(item: Mapping[str, Any], path: Sequence[str]) -> Any:
    found: Any = item
    for step in path:
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return found
