"""An Excel file of the verdict: findings, changes and a summary, a sheet each; a text is a text, never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.messages import N_, visible
from skpkit.reports._findings import along, earlier, listed, proofs, remarks, unfinished
from skpkit.reports._outcome import outcome
from skpkit.reports._reasons import request_says
from skpkit.reports._report import Report, counts, heading, left_out, nature, requested_by, the_day

if TYPE_CHECKING:
    from skpkit.change.changelist import Change

NO_LIBRARY = N_(
    "a report as an Excel file is written with a library that is not installed here; install it with: "
    "pip install 'skpkit[office]'"
)
FINDINGS, CHANGES, SUMMARY = N_("Findings"), N_("Changes"), N_("Summary")
STANDING = {"open": N_("open"), "exempted": N_("passed by a recorded exemption"), "known": N_("known")}
_LONGEST = 32_000  # characters of a cell


class Column(NamedTuple):
    """A column of a sheet: its head, a catalogue key, and its width in characters."""

    head: str
    width: int


FINDING_COLUMNS = (
    Column(N_("Severity"), 11),
    Column(N_("Code"), 9),
    Column(N_("Rule"), 24),
    Column(N_("Whose"), 28),
    Column(N_("Finding"), 80),
    Column(N_("File"), 44),
    Column(N_("Line"), 7),
    Column(N_("Evidence"), 50),
    Column(N_("Goes with it"), 24),
    Column(N_("Step"), 40),
    Column(N_("Standing"), 16),
    Column(N_("Fingerprint"), 24),
)
CHANGE_COLUMNS = (
    Column(N_("Whose"), 28),
    Column(N_("Change"), 80),
    Column(N_("Before"), 30),
    Column(N_("After"), 30),
    Column(N_("File"), 44),
    Column(N_("Line"), 7),
    Column(N_("Declared by"), 14),
    Column(N_("Step"), 40),
)
Cell = str | int


def need_library() -> None:
    """Raises WrongUsage where what writes Excel files is not installed."""
    if find_spec("xlsxwriter") is None:
        raise WrongUsage(NO_LIBRARY)


def as_xlsx(report: Report) -> bytes:
    """The file; the same verdict gives the same bytes. Raises WrongUsage where its library is not installed."""
    need_library()
    from xlsxwriter import Workbook

    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "skpkit", "created": datetime.combine(report.verdict.day.date, time())})
    _summary(book, report)  # the verdict is what the file opens with
    _table(book, report, FINDINGS, FINDING_COLUMNS, list(_findings(report)))
    _table(book, report, CHANGES, CHANGE_COLUMNS, [_change(report, each) for each in report.verdict.changes])
    book.close()
    return written.getvalue()


def _findings(report: Report) -> Iterator[Sequence[Cell]]:
    for finding, at, mark, standing in listed(report, exempted=True, known=True):
        yield (
            report.say(finding.severity.word),
            finding.code,
            finding.rule,
            visible(report.title(finding.dossier)) if finding.dossier else "",
            _lines([report.sentence(finding), *earlier(report, finding)]),
            visible(report.text(at.path)),
            at.line,
            _lines(proofs(report, finding)),
            _lines(along(report, finding)),
            _step(report, finding.commit),
            report.say(STANDING[standing]),
            mark,
        )


def _change(report: Report, change: Change) -> Sequence[Cell]:
    return (
        visible(report.title(change.dossier)) if change.dossier else "",
        visible(report.sentence(change)),
        *(visible(report.words(change.told[key])) if key in change.told else "" for key in ("old", "new")),
        visible(report.text(change.at.path)),
        change.at.line,
        visible(change.declared),
        _step(report, change.commit),
    )


def _step(report: Report, commit: str | None) -> str:
    return _lines([report.step(commit), *report.turns(commit)]) if commit else ""


def _summary(book: Any, report: Report) -> None:
    rows: list[Sequence[Cell]] = [
        (visible(each),)
        for each in (
            outcome(report),
            heading(report),
            nature(report),
            requested_by(report),
            request_says(report),
            the_day(report),
        )
        if each
    ]
    rows += counts(report)
    rows += [(why,) for _, why in unfinished(report)]
    rows += [(each,) for each in remarks(report)]
    rows += [(each,) for each in left_out(report)]
    sheet = book.add_worksheet(report.say(SUMMARY))
    sheet.set_column(0, 0, 100)
    _rows(book, sheet, 0, rows)


def _table(book: Any, report: Report, name: str, columns: Sequence[Column], rows: list[Sequence[Cell]]) -> None:
    """A sheet with a head that stays in sight and filters below it."""
    sheet = book.add_worksheet(report.say(name))
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "valign": "top", "text_wrap": True})
    for nth, column in enumerate(columns):
        sheet.set_column(nth, nth, column.width)
        sheet.write_string(0, nth, report.say(column.head), head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _rows(book, sheet, 1, rows)


def _rows(book: Any, sheet: Any, top: int, rows: Iterable[Sequence[Cell]]) -> None:
    """Texts as texts, also for who edits the cell: of a quoted one Excel makes no formula."""
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
    number = book.add_format({"valign": "top"})
    for nth, row in enumerate(rows, top):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(nth, column, cell, number)
            elif cell:
                sheet.write_string(nth, column, cell[:_LONGEST], text)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(visible, lines))
