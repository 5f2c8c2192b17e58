"""Writing the tables: a workbook with drop-downs and a sheet that explains them, or a CSV for each table.

Every text is written as a text, so that nothing in it becomes a formula, also after somebody edited the cell.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.sheets.books import LOWEST_ROW, guarded, need_libraries
from skpkit.sheets.cells import number_text
from skpkit.sheets.spreading import Rows, SheetValue
from skpkit.sheets.tables import (
    EXAMPLE,
    MAIN_TABLES,
    REMARK,
    TABLES,
    SheetColumn,
    Table,
    columns_of,
    shown,
)

WRITING = N_("Writing rows")
PACKING = N_("Packing the workbook")
TOO_MANY = N_(
    "a sheet of Excel holds {most} rows at most, and {sheet} would have {count}; export a part (PATH), or CSV: -o NAME/"
)

_GUIDE = "Petunjuk"
_CHOICES = "Pilihan"
_CHECKED = 1_000  # rows below the last one that have drop-downs
_HEAD = {"needed": "#1F4E79", "free": "#7F7F7F"}
_TALL, _WIDE = 30, {"texts": 40, "text": 28, "nip": 22, "code": 12, "number": 11, "whole": 9, "date": 13}
_LONGEST_TITLE, _LONGEST_NOTE = 32, 250
_ADVICE = (
    "Cara mengisi",
    "1. Mulai dari lembar SKP: satu baris untuk setiap SKP. Lalu RHK, IKI, dan Manual IKI. Lembar lain menyusul bila "
    "diperlukan.",
    "2. Kolom berkepala biru tua wajib diisi; yang abu-abu boleh kosong. Pilih sel untuk melihat penjelasan kolomnya.",
    "3. Baris yang kolom Keterangannya diawali kata contoh tidak dibaca. Kolom Keterangan bebas dipakai untuk catatan.",
    "4. NIP ditulis sebagai teks 18 angka. Bila Excel menampilkannya sebagai 1,99E+17, angkanya sudah rusak: "
    "ketik ulang dari SK.",
    "5. Tanggal: 31/01/2026. Desimal: 95,5. Persen ditulis sebagai angka saja: 95,5.",
    "6. Beberapa bukti dukung dalam satu sel: satu baris untuk setiap bukti (Alt+Enter).",
    "7. Simpan, lalu jalankan: skpkit import NAMA-BERKAS.xlsx --dry-run",
    "Rekaman yang sudah ada tidak pernah ditimpa; perbedaannya disebutkan beserta jalan yang terbuka.",
)


def workbook(
    rows: Rows,
    *,
    examples: Rows | None = None,
    empty: bool = True,
    day: date = date(2026, 1, 1),
    on_progress: Callable[[str, int, int], None] = lambda what, done, of: None,
) -> bytes:
    """A workbook of all tables with rows, and before them `examples`, which are none. Without `empty` tables that have
    no rows are left out, but for the main ones. The same rows give the same bytes. `on_progress` is told what is done,
    of how many rows. Raises SkpkitError where a sheet cannot hold its rows."""
    need_libraries()
    for name, held in rows.items():
        if len(held) >= LOWEST_ROW:
            raise SkpkitError(TOO_MANY, sheet=name, count=len(held), most=LOWEST_ROW - 1)
    from xlsxwriter import Workbook

    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "skpkit", "created": datetime.combine(day, time())})
    looks = _Looks(book)
    _guide(book, looks)
    lists = _Choices(book)
    done, count = 0, sum(map(len, rows.values()))
    for name, table in TABLES.items():
        shown_first = [*(examples or {}).get(name, ())]
        if rows.get(name) or shown_first or empty or name in MAIN_TABLES:
            _sheet(book, looks, lists, table, (shown_first, rows.get(name, [])))
        done += len(rows.get(name, ()))
        on_progress(WRITING, done, count)
    lists.write()
    on_progress(PACKING, 0, 1)
    book.close()
    return written.getvalue()


def as_csv(rows: Rows) -> dict[str, bytes]:
    """A CSV for each table that has rows, by the name of its file, as an Indonesian Excel opens it."""
    found = {}
    for name in TABLES:
        if rows.get(name):
            titles = [each.title for each in columns_of(name)]
            text = StringIO(newline="")
            writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
            writer.writerow(titles)
            writer.writerows([_plain(row.get(each)) for each in titles] for row in rows[name])
            found[f"{name}.csv"] = text.getvalue().encode("utf-8-sig")
    return found


def _plain(value: SheetValue) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return guarded(value) if isinstance(value, str) else number_text(value)


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def of(self, **look: Any) -> Any:
        """The format of a look."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **look})
        return self._made[key]

    def of_cell(self, column: SheetColumn | None, *, example: bool) -> Any:
        """How a cell of a column looks, empty or not: what is typed in a column of texts stays a text."""
        look: dict[str, Any] = {"font_color": "#7F7F7F", "italic": True} if example else {}
        if column and column.type == "date":
            return self.of(num_format="dd/mm/yyyy", **look)
        if column and column.type in ("number", "whole", "value"):
            return self.of(**look)
        return self.of(num_format="@", quote_prefix=True, text_wrap=True, **look)


class _Choices:
    """The words of drop-downs, in a sheet of their own that is hidden: a cell's own list holds 255 letters."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._lists: dict[tuple[str, ...], int] = {}

    def source(self, words: tuple[str, ...]) -> str:
        """Where a list of words will stand."""
        column = self._lists.setdefault(words, len(self._lists))
        from xlsxwriter.utility import xl_range_abs

        return f"={_CHOICES}!{xl_range_abs(0, column, len(words) - 1, column)}"

    def write(self) -> None:
        """The sheet."""
        sheet = self._book.add_worksheet(_CHOICES)
        for words, column in self._lists.items():
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)
        sheet.hide()


def _guide(book: Any, looks: _Looks) -> None:
    sheet = book.add_worksheet(_GUIDE)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for row, line in enumerate(_ADVICE):
        sheet.merge_range(row, 0, row, 1, "")
        sheet.write_string(row, 0, line, looks.of(text_wrap=True, bold=not row))
        sheet.set_row(row, 32 if len(line) > 110 else 16)
    top = len(_ADVICE) + 1
    for row, table in enumerate(TABLES.values(), top):
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", string=table.name)
        sheet.write_string(row, 1, table.about, looks.of(text_wrap=True))


def _sheet(
    book: Any,
    looks: _Looks,
    lists: _Choices,
    table: Table,
    parts: tuple[Sequence[Mapping[str, SheetValue]], Sequence[Mapping[str, SheetValue]]],
) -> None:
    sheet = book.add_worksheet(table.name)
    columns: list[SheetColumn | None] = [None, *columns_of(table.name)]
    sheet.set_row(0, _TALL)
    sheet.set_tab_color("#1F4E79" if table.name in MAIN_TABLES else "#BFBFBF")
    last = sum(map(len, parts)) + _CHECKED
    for nth, column in enumerate(columns):
        wide = _WIDE.get(column.type, 18) if column else 14
        sheet.set_column(nth, nth, wide, looks.of_cell(column, example=False))
        head = looks.of(
            bold=True,
            text_wrap=True,
            font_color="#FFFFFF",
            bg_color=_HEAD["needed" if column and column.needed else "free"],
        )
        sheet.write_string(0, nth, column.title if column else REMARK, head)
        if column:
            sheet.data_validation(1, nth, last, nth, _check(column, lists))
    sheet.freeze_panes(1, 4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    row = 1
    for example, part in zip((True, False), parts, strict=True):
        for values in part:
            _row(sheet, looks, columns, row, values, example=example)
            row += 1


def _row(
    sheet: Any,
    looks: _Looks,
    columns: Iterable[SheetColumn | None],
    row: int,
    values: Mapping[str, SheetValue],
    *,
    example: bool,
) -> None:
    for nth, column in enumerate(columns):
        value = values.get(column.title) if column else (EXAMPLE if example else None)
        look = looks.of_cell(column, example=example)
        if isinstance(value, date):
            sheet.write_datetime(row, nth, datetime.combine(value, time()), look)
        elif isinstance(value, str):
            sheet.write_string(row, nth, value, look)
        elif value is not None:
            sheet.write_number(row, nth, value, look)


def _check(column: SheetColumn, lists: _Choices) -> dict[str, Any]:
    """What Excel says of a cell of a column, and which words it offers there."""
    told: dict[str, Any] = {
        "validate": "any",
        "input_title": column.title[:_LONGEST_TITLE],
        "input_message": column.note[:_LONGEST_NOTE] or "-",
    }
    if column.type == "yes":
        return {**told, "validate": "list", "source": ["Ya", "Tidak"]}
    if column.type in ("choice", "choices") and column.words:
        words = tuple(each if column.key == "slot" else shown(each) for each in column.words)
        warns = "information" if column.type == "choices" else "stop"  # which may hold several
        return {**told, "validate": "list", "source": lists.source(words), "error_type": warns}
    return told
