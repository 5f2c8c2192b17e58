"""What the Excel files share: sheets of rows, in which a text is a text, never a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from importlib.util import find_spec
from io import BytesIO
from textwrap import wrap
from typing import Any, NamedTuple, TypeAlias

from skpkit.errors import WrongUsage
from skpkit.messages import N_

NO_LIBRARY = N_(
    "a report as an Excel file is written with a library that is not installed here; install it with: "
    "pip install 'skpkit[office]'"
)
_LONGEST = 32_000  # characters of a cell

BookRow: TypeAlias = "Sequence[str | float | date | None]"
_HIGHEST = 400  # points: of a row; a spreadsheet takes 409
LINE = 15  # points: the height of a line of text


class Column(NamedTuple):
    """A column of a sheet: its head, a catalogue key, and its width in characters."""

    head: str
    width: int


def need_library() -> None:
    """Raises WrongUsage where what writes Excel files is not installed."""
    if find_spec("xlsxwriter") is None:
        raise WrongUsage(NO_LIBRARY)


def workbook(written: BytesIO, day: date) -> Any:
    """A book to be written; of the same content and day the same bytes. Raises WrongUsage where its library is not
    installed."""
    need_library()
    from xlsxwriter import Workbook

    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "skpkit", "created": datetime.combine(day, time())})
    return book


def table(book: Any, say: Callable[[str], str], name: str, columns: Sequence[Column], rows: Sequence[BookRow]) -> Any:
    """A sheet with a head that stays in sight and filters below it."""
    sheet = book.add_worksheet(say(name))
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "valign": "top", "text_wrap": True})
    for nth, column in enumerate(columns):
        sheet.set_column(nth, nth, column.width)
        sheet.write_string(0, nth, say(column.head), head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    write_rows(book, sheet, 1, rows, [each.width for each in columns])
    deepest = max(
        (lines_of(say(each.head), each.width - 3) for each in columns), default=1
    )  # beside the filter's button
    sheet.set_row(0, LINE * deepest)
    return sheet


def write_rows(book: Any, sheet: Any, top: int, rows: Iterable[BookRow], widths: Sequence[int] = ()) -> None:
    """Texts as texts, also for who edits the cell: of a quoted one Excel makes no formula. Dates are dates, so that
    they can be sorted and filtered; a number has two decimals where it has any. Rows are as high as their longest text
    needs in columns of these `widths`."""
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
    whole, broken = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "num_format": "#,##0.00"})
    day = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})
    for nth, row in enumerate(rows, top):
        for column, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(nth, column, cell, whole if cell == int(cell) else broken)
            elif isinstance(cell, date):
                sheet.write_datetime(nth, column, datetime.combine(cell, time()), day)
            elif cell:
                sheet.write_string(nth, column, cell[:_LONGEST], text)
        texts = [(cell, wide) for cell, wide in zip(row, widths, strict=False) if isinstance(cell, str)]
        if (deepest := max((lines_of(cell, wide) for cell, wide in texts), default=1)) > 1:
            sheet.set_row(nth, min(LINE * deepest, _HIGHEST))


def lines_of(text: str, wide: int) -> int:
    """How many lines a text takes in a column: a little more than it may need."""
    return sum(max(1, len(wrap(each, max(1, wide - 1)))) for each in text.split("\n"))
