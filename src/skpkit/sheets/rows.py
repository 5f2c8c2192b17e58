"""The rows of a sheet as a table has them: what each column is by its head, and which rows are none of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from skpkit.messages import N_, Value
from skpkit.sheets.books import RawRow, RawSheet
from skpkit.sheets.cells import RawCell
from skpkit.sheets.heads import TableHead, another, head_of, is_total, plain_name, repeats
from skpkit.sheets.tables import EXAMPLE, REMARK, TABLES, WHOSE, SheetColumn, Table, columns_of, own_keys
from skpkit.sheets.telling import CellPlace, RowProblem, SheetNote, letter, spans

NO_COLUMN = N_("the column {column} is missing, which tells whose a row is; take it from the template")
NO_HEAD = N_(
    "no row of the sheet {sheet} has the heads of the template's columns; write them above the rows, as the template "
    "has them"
)
TWO_COLUMNS = N_(
    "the column {column} has the same head; where two tables stand side by side, put each on a sheet of its own"
)
TWO_TABLES = N_("here another table begins; put it on a sheet of its own")
TOTALS = N_("rows of totals that were left out of the sheet {sheet}: rows {rows}")
MERGED = N_("merged cells; unmerge them (Merge & Center), and write in each cell what it says")
UNKNOWN_COLUMN = N_("the column {column} of the sheet {sheet} is none of the template's, so nothing of it was read")


class LaidRows(NamedTuple):
    """The rows of a table in a sheet with the columns that it has, why some cannot be taken, and what was left out."""

    columns: Mapping[int, SheetColumn]
    rows: list[RawRow]
    problems: list[RowProblem]
    notes: list[SheetNote]


def table_of(sheet: RawSheet) -> Table | None:
    """The table that a sheet is of, by its name, also as other programs save it; else by its heads, where they fit one
    table alone."""
    by_name = {plain_name(name): each for name, each in TABLES.items()}
    parts = re.split(r" - |::", re.sub(r"\s*\([0-9]+\)$", "", sheet.name))
    for name in (sheet.name, parts[-1], parts[0]):  # “Isian 2026 - IKI.csv” of Google, “IKI - Table 1” of Apple
        if found := by_name.get(plain_name(name)):
            return found
    lacking = {name: count for name, each in TABLES.items() if (count := _lacking(sheet, each)) is not None}
    fewest = [name for name, count in lacking.items() if count == min(lacking.values())]
    return TABLES[fewest[0]] if len(fewest) == 1 else None


def _lacking(sheet: RawSheet, table: Table) -> int | None:
    """How many columns that a table needs a sheet has not; None where other heads are there, or what tells rows apart
    is not."""
    titles = titles_of(table)
    head = head_of(sheet, titles)
    if not head:
        return None
    told = {*head.names.values()}
    needed = [each for each in columns_of(table.name) if each.needed]
    keys = {plain_name(each.title) for each in needed if each.key in (WHOSE[1], *own_keys(table))}
    if not keys <= told or told - titles - _NUMBERING:
        return None
    return sum(plain_name(each.title) not in told for each in needed)


def titles_of(table: Table) -> frozenset[str]:
    """The plain names of the columns of a table."""
    return frozenset((plain_name(REMARK), *(plain_name(each.title) for each in columns_of(table.name))))


_NUMBERING = {"no", "nomor", "nourut", "nomorurut"}


def laid_out(table: Table, sheet: RawSheet) -> LaidRows:
    """The rows of a sheet that is of a table."""
    columns = columns_of(table.name)
    return laid(sheet, columns, [each for each in columns if each.key in ("nip", *own_keys(table)) and each.needed])


def laid(
    sheet: RawSheet, columns: Sequence[SheetColumn], needed: Sequence[SheetColumn], *, examples: bool = True
) -> LaidRows:
    """The rows of a sheet with some columns, none where those that are `needed` lack. With `examples` those of the
    template are left out."""
    work = _Laying(sheet, {plain_name(each.title): each for each in columns}, examples=examples)
    rows = work.rows(needed)
    return LaidRows(work.columns, rows, work.problems, work.notes)


class _Laying:
    def __init__(self, sheet: RawSheet, known: Mapping[str, SheetColumn], *, examples: bool) -> None:
        self.sheet = sheet
        self._examples = examples
        self._known = known
        self.columns: dict[int, SheetColumn] = {}
        self.problems: list[RowProblem] = []
        self.notes: list[SheetNote] = []
        self._remark: int | None = None

    def rows(self, needed: Sequence[SheetColumn]) -> list[RawRow]:
        """The rows that are taken."""
        titles, sheet = frozenset((plain_name(REMARK), *self._known)), self.sheet
        head = head_of(sheet, titles)
        if head is None:
            if sheet.rows:
                self._tell(sheet.rows[0].number, NO_HEAD, sheet=sheet.name)
            return []
        self._name_columns(head)
        rows = [*self._own_rows(head, titles)]
        lacking = [each for each in needed if each not in self.columns.values()]
        if lacking and rows:
            for each in lacking:
                self._tell(head.row.number, NO_COLUMN, column=each.title)
            return []
        return rows

    def _name_columns(self, head: TableHead) -> None:
        """Find the columns that the table has, and where remarks stand."""
        known = self._known
        for nth, name in head.names.items():
            if name == plain_name(REMARK) and self._remark is None:
                self._remark = nth
            elif name in known and known[name] in self.columns.values():
                first = next(each for each, column in self.columns.items() if column == known[name])
                at = CellPlace(self.sheet.name, head.row.number, letter(nth), known[name].title)
                self.problems.append(RowProblem(at, TWO_COLUMNS, {"column": letter(first)}))
            elif name in known:
                self.columns[nth] = known[name]
            elif name not in _NUMBERING and any(not row.cell(nth).empty for row in head.below):
                self.notes.append(SheetNote(UNKNOWN_COLUMN, {"column": letter(nth), "sheet": self.sheet.name}))

    def _own_rows(self, head: TableHead, titles: frozenset[str]) -> Iterator[RawRow]:
        """The rows of the table: where another one begins is told, and which are totals."""
        totals = list[int]()
        naming = {nth for nth, each in self.columns.items() if each.path in _NAMING}
        whose = next((nth for nth, each in self.columns.items() if each.key == WHOSE[1]), None)
        for row, merged in self._unmerged(head):
            if repeats(row, head) or not any(not row.cell(nth).empty for nth in self.columns) or self._is_example(row):
                continue
            if another(row, head, titles):
                self._tell(row.number, TWO_TABLES)
                break
            if whose is not None and not _has_digits(row.cell(whose)) and is_total(row, naming):
                totals.append(row.number)
                continue
            self.problems += merged
            yield row
        if totals:
            self.notes.append(SheetNote(TOTALS, {"rows": spans(totals), "sheet": self.sheet.name}))

    def _unmerged(self, head: TableHead) -> Iterator[tuple[RawRow, list[RowProblem]]]:
        """The rows below the head, where what is merged down several of them stands in each. A number that is merged
        over several cells may be that of each or of all: why that cannot be taken is given with its row."""
        rows = {row.number: row for row in head.below}
        spread: dict[int, dict[int, RawCell]] = {}
        problems: dict[int, list[RowProblem]] = {}
        for each in self.sheet.merged:
            named = [nth for nth in range(each.left, each.right + 1) if nth in self.columns]
            if each.top not in rows or not named or rows[each.top].cell(each.left).empty:
                continue
            column = self.columns[named[0]]
            if len(named) > 1 or column.type not in _SPREAD:
                at = CellPlace(self.sheet.name, each.top, letter(each.left), column.title)
                problems.setdefault(each.top, []).append(RowProblem(at, MERGED, {}))
            elif each.bottom <= each.top + _TALLEST:
                for number in range(each.top + 1, each.bottom + 1):
                    spread.setdefault(number, {})[named[0]] = rows[each.top].cell(each.left)
        for row in head.below:
            told = spread.get(row.number, {})
            cells = [*row.cells, *([RawCell(None)] * (max(told, default=-1) + 1 - len(row.cells)))]
            for nth, value in told.items():
                cells[nth] = value
            yield row._replace(cells=tuple(cells)), problems.get(row.number, [])

    def _is_example(self, row: RawRow) -> bool:
        remark = row.cell(self._remark).value if self._examples and self._remark is not None else None
        return str(remark or "").strip().casefold().startswith(EXAMPLE)

    def _tell(self, row: int, message: str, **told: Value) -> None:
        self.problems.append(RowProblem(CellPlace(self.sheet.name, row), message, told))


def _has_digits(cell: RawCell) -> bool:
    return any(each.isdigit() for each in str(cell.value or ""))


_NAMING = frozenset({("nama",), ("ukuran",), ("rencana",)})  # fields that say what is done
_TALLEST = 1_000  # rows over which a cell that is merged counts
_SPREAD = frozenset({"text", "code", "whole", "nip", "choice", "date", "dialogue"})
