"""Reading a file of cells: a workbook of Excel, or CSV as an Indonesian Excel and the ministry's app write it.

Nothing in it is run: of a formula the value counts that was saved with it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.messages import N_, Told
from skpkit.sheets.cells import RawCell
from skpkit.source.given import NOT_READ, refuse_no_file

NO_LIBRARY = N_(
    "Excel files are read and written with libraries that are not installed here; install them with: "
    "pip install 'skpkit[office]'; or save the sheet as CSV"
)
FOREIGN = N_(
    "{path} is {what}, and that is not read here; open it in the program that it is from, and save or export it as an "
    "Excel workbook (.xlsx)"
)
LOCKED = N_(
    "{path} is protected by a password; open it in Excel, take the password off (File, Info, Protect Workbook), and "
    "save it"
)
LEFTOVER = N_(
    "{path} is what Excel keeps beside a workbook that is open; close the workbook, and name its file, without ~$"
)
POINTER = N_("{path} holds only the address of a Google sheet; download it there: File, Download, Microsoft Excel")
OTHER = N_("{path} is no workbook that can be read here; save it as .xlsx or as CSV")
BROKEN = N_("{path} is a damaged workbook; open it in Excel, save it anew, and try that file")
TOO_LARGE = N_("{path} is too large for a workbook of records; leave the rows of one year in it")
BINARY = N_("{path} holds characters of no text that is known here; save it in Excel as CSV UTF-8")

HIDDEN = N_("the sheet {sheet} is hidden, so nothing of it was read; show it in Excel if it is to be taken")

OLD_EXCEL = N_("a workbook of an old Excel (.xls)")
BINARY_BOOK = N_("a binary workbook of Excel (.xlsb)")
OPEN_DOCUMENT = N_("a sheet of LibreOffice (.ods)")
APPLE = N_("a sheet of Apple Numbers (.numbers)")
MARKUP = N_("a web page or XML that is only called a workbook")

EXCEL = (".xlsx", ".xlsm")
_MOST_BYTES = 200_000_000  # of what a workbook unpacks to
_MOST_ROWS = 200_000  # that are not empty
LOWEST_ROW = 1_048_576  # the last that Excel has
_MOST_CELLS = 5_000_000
_MOST_MERGED = 20_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_LEAD = 4096  # bytes by which a file is told
_LINES = 30  # by which is told what parts cells
_SEPARATORS = ";,\t|"
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_GUARDED = re.compile(r"'(?=[=+\-@\t\r'])")
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_NO_CELL = RawCell(None)


class RawRow(NamedTuple):
    """A row of a file: its number as Excel shows it, and its cells."""

    number: int
    cells: tuple[RawCell, ...]

    def cell(self, column: int) -> RawCell:
        """The cell of a column, counted from 0."""
        return self.cells[column] if column < len(self.cells) else _NO_CELL

    @property
    def empty(self) -> bool:
        """Whether nothing is to be read in it."""
        return all(each.empty for each in self.cells)


class MergedCells(NamedTuple):
    """Cells that are one: the rows from `top` to `bottom` as Excel numbers them, the columns from `left` to `right`
    counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class RawSheet(NamedTuple):
    """A sheet of a file: its name, that of the file for CSV, its rows that are not empty, and what is `merged` in it.
    Of a `hidden` one nothing is read."""

    name: str
    rows: tuple[RawRow, ...]
    merged: tuple[MergedCells, ...] = ()
    hidden: bool = False


def sheets_in(path: Path) -> list[RawSheet]:
    """The sheets of a file, as its first bytes and its ending tell what it is. Raises SkpkitError for what cannot be
    read."""
    if path.name.startswith("~$"):
        raise WrongUsage(LEFTOVER, path=str(path))
    refuse_no_file(path)
    try:
        with path.open("rb") as opened:
            start = opened.read(_LEAD)
    except OSError as error:
        raise SkpkitError(NOT_READ, path=str(path), why=system_reason(error)) from None
    if start.startswith(b"PK\x03\x04"):
        return _workbook(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise WrongUsage(LOCKED, path=str(path))
        raise WrongUsage(FOREIGN, path=str(path), what=Told(OLD_EXCEL))
    lead = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if lead.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version:")):
        raise WrongUsage(FOREIGN, path=str(path), what=Told(MARKUP))
    if lead.startswith(b"{") and path.suffix.casefold() == ".gsheet":
        raise WrongUsage(POINTER, path=str(path))
    if path.suffix.casefold() in EXCEL or start.startswith((b"%PDF", b"{\\rtf")):
        raise WrongUsage(OTHER, path=str(path))
    return [_plain(path)]


def _foreign(names: Collection[str]) -> str | None:
    """What an archive is that holds files of some names and is no workbook that is read here."""
    if "xl/workbook.bin" in names:
        return BINARY_BOOK
    if "content.xml" in names and "mimetype" in names:
        return OPEN_DOCUMENT
    if any(each.casefold().endswith(".iwa") or each == "Index.zip" for each in names):
        return APPLE
    return None


def need_libraries() -> None:
    """Raises WrongUsage where what reads and writes Excel files is not installed."""
    if find_spec("openpyxl") is None or find_spec("xlsxwriter") is None:
        raise WrongUsage(NO_LIBRARY)


def guarded(text: str) -> str:
    """A text as a CSV holds it, so that no program takes it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "'") else text


def _workbook(path: Path) -> list[RawSheet]:
    need_libraries()
    with _reading(path):
        with ZipFile(path) as archive:
            names = archive.namelist()
            if what := _foreign(names):
                raise WrongUsage(FOREIGN, path=str(path), what=Told(what))
            if not any(each.startswith("xl/") for each in names):
                raise WrongUsage(OTHER, path=str(path))
            if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES:
                raise WrongUsage(TOO_LARGE, path=str(path))
        from openpyxl import load_workbook

        counted = load_workbook(path, read_only=True, data_only=True)
        written = load_workbook(path, read_only=True, data_only=False)
        try:
            cells = [name for name in counted.sheetnames if hasattr(counted[name], "iter_rows")]  # no charts
            return [_sheet(path, counted, written, name) for name in cells]
        finally:
            counted.close()
            written.close()


def _sheet(path: Path, counted: Any, written: Any, name: str) -> RawSheet:
    values, texts = counted[name], written[name]
    if values.sheet_state != "visible":
        return RawSheet(name, (), hidden=True)
    rows = tuple(_rows(path, values, texts, _day_zero(counted)))
    return RawSheet(name, rows, tuple(_merged(path, values)))


def _merged(path: Path, sheet: Any) -> Iterator[MergedCells]:
    """What is merged in a sheet, which the library tells only where it holds all of a workbook in memory."""
    from openpyxl.utils import range_boundaries

    with ZipFile(path) as archive:
        content = archive.read(sheet._worksheet_path)  # nothing else names the part of a sheet
    for nth, found in enumerate(_MERGED.finditer(content)):
        if nth >= _MOST_MERGED:
            break
        left, top, right, bottom = range_boundaries(found[1].decode("ascii"))
        yield MergedCells(top, left - 1, bottom, right - 1)


def _day_zero(book: Any) -> date:
    """The day from which a workbook counts days: some of a Mac count from 1904."""
    epoch: datetime = book.epoch
    return date(1904, 1, 1) if epoch.year == 1904 else date(1899, 12, 30)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Whatever the library makes of a damaged or hostile file is one sentence."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what it leaves out: pictures, checks of cells
            yield
    except SkpkitError:
        raise
    except OSError as error:
        raise SkpkitError(NOT_READ, path=str(path), why=system_reason(error)) from None
    except (BadZipFile, MemoryError, RecursionError, Exception):  # noqa: BLE001 - it has no errors of its own
        raise WrongUsage(BROKEN, path=str(path)) from None


def _rows(path: Path, counted: Any, written: Any, day_zero: date) -> Iterator[RawRow]:
    """The rows of a sheet: values as they were saved, and formulas where none was."""
    for each in (counted, written):
        each.reset_dimensions()  # what a file says of its size need not be so
    told = cells = 0
    with closing(counted.iter_rows()) as of_values, closing(written.iter_rows()) as of_texts:
        for number, (values, texts) in enumerate(zip(of_values, of_texts, strict=True), 1):
            cells += len(values)
            if number > LOWEST_ROW or cells > _MOST_CELLS or told > _MOST_ROWS:
                raise WrongUsage(TOO_LARGE, path=str(path))
            if all(each.value is None for each in values) and all(each.value is None for each in texts):
                continue
            row = RawRow(number, tuple(_cell(*pair, day_zero) for pair in zip(values, texts, strict=True)))
            if not row.empty:
                told += 1
                yield row


def _cell(counted: Any, written: Any, day_zero: date) -> RawCell:
    value = counted.value
    formula = written.data_type == "f"
    if value is None and not formula:
        return _NO_CELL
    if value is None:
        literal = _AS_TEXT.fullmatch(str(written.value)) if formula else None
        return RawCell(literal[1].replace('""', '"')) if literal else RawCell(None, uncounted=formula)
    if counted.data_type == "e":
        return RawCell(str(value), error=True)
    if not isinstance(value, str | int | float | bool | date):
        value = str(value)  # a time of the day, or a span of it
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    percent = is_number and "%" in re.sub(r'"[^"]*"|\\.', "", str(counted.number_format))
    return RawCell(value, percent=percent, day_zero=day_zero)


def _plain(path: Path) -> RawSheet:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SkpkitError(NOT_READ, path=str(path), why=system_reason(error)) from None
    if len(content) > _MOST_BYTES:
        raise WrongUsage(TOO_LARGE, path=str(path))
    text = _decoded(path, content)
    told = _SEPARATOR.match(text)
    separator = told[1] if told else _separator(text)
    text = text[told.end() :] if told else text
    rows = []
    before = csv.field_size_limit(1_000_000)
    try:
        first = 2 if told else 1
        # A row may have lines within its cells; Excel counts rows, and so do the numbers here.
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), first):
            row = RawRow(number, tuple(RawCell(_unguarded(each)) for each in cells))
            if not row.empty:
                rows.append(row)
    except csv.Error:
        raise WrongUsage(BINARY, path=str(path)) from None
    finally:
        csv.field_size_limit(before)
    return RawSheet(path.stem, tuple(rows))


def _decoded(path: Path, content: bytes) -> str:
    """A text in the encodings that Excel writes."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        if b"\0" in content[:_LEAD]:  # two bytes a letter, and nothing before them that says so
            little = content[1:_LEAD:2].count(0) > content[:_LEAD:2].count(0)
            return content.decode("utf-16-le" if little else "utf-16-be")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise WrongUsage(BINARY, path=str(path)) from None
    if "\0" in text:
        raise WrongUsage(BINARY, path=str(path))
    return text


def _separator(text: str) -> str:
    """What parts the cells of a line: what stands equally often, outside of quotes, in most of the first ones. A title
    above the table need not have it."""
    lines = re.sub(r'"(?:[^"]|"")*"', "", text[:20_000]).splitlines()[:_LINES]

    def parted(separator: str) -> tuple[int, int]:
        counts = Counter(found for line in lines if (found := line.count(separator)))
        return max((each * lines_ for each, lines_ in counts.items()), default=0), -_SEPARATORS.index(separator)

    return max(_SEPARATORS, key=parted)


def _unguarded(text: str) -> str:
    """A cell of CSV without what keeps a program from taking it for a formula."""
    found = _AS_TEXT.fullmatch(text)
    return found[1].replace('""', '"') if found else _GUARDED.sub("", text, count=1) if _GUARDED.match(text) else text
