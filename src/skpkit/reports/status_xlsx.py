"""How an office stands as an Excel file: a summary, people, what is to be done, and every IKI by period."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from skpkit.findings import Severity
from skpkit.messages import N_, visible
from skpkit.reports._book import LINE, BookRow, Column, lines_of, table, workbook, write_rows
from skpkit.reports._standing import StandingView, StatusReport, head_lines, outcome_line, person_view
from skpkit.reports.status_text import UNIT_HEADER

if TYPE_CHECKING:
    from skpkit.judge.overview import PersonStanding

SUMMARY, PEOPLE, TO_DO, IKI = N_("Summary"), N_("People"), N_("To do"), N_("IKI")
LATE, IN_TIME, AWAITED, BESIDES, NOTED = (
    N_("late"),
    N_("in time"),
    N_("approval awaited"),
    N_("from a check"),
    N_("noted"),
)

MEASURED = N_("IKI with a capaian")
CAPAIAN = N_("Capaian so far")

PEOPLE_COLUMNS = (
    Column(N_("Who"), 30),
    Column(N_("Unit"), 28),
    Column(N_("Post and unit"), 44),
    Column(N_("Late"), 9),
    Column(N_("Awaited"), 9),
    Column(N_("In time"), 9),
    Column(N_("IKI on target"), 11),
    Column(MEASURED, 11),
)
TO_DO_COLUMNS = (
    Column(N_("Who"), 30),
    Column(N_("Unit"), 28),
    Column(N_("Standing"), 18),
    Column(N_("What"), 24),
    Column(N_("To do"), 80),
    Column(N_("Day"), 18),
    Column(N_("Severity"), 12),
)
IKI_COLUMNS = (
    Column(N_("Who"), 30),
    Column(N_("Unit"), 28),
    Column(N_("IKI"), 10),
    Column(N_("Name"), 50),
    Column(N_("Unit of measure"), 14),
    Column(N_("Period"), 14),
    Column(N_("Target"), 11),
    Column(N_("Realisasi"), 20),
    Column(N_("Remark"), 22),
    Column(CAPAIAN, 12),
    Column(N_("Next"), 60),
)
_UNIT_WIDE, _NUMBER_WIDE = 44, 13
_MOST_BAR = 120  # percent: the highest capaian


def as_xlsx(report: StatusReport) -> bytes:
    """The file; the same overview gives the same bytes. Raises WrongUsage where its library is not installed."""
    written, say = BytesIO(), report.telling.say
    book = workbook(written, report.overview.day.date)
    views = [person_view(report, each, nth) for nth, each in enumerate(report.overview.persons, 1)]
    sheet = book.add_worksheet(say(SUMMARY))
    _summary(book, sheet, report)
    table(book, say, PEOPLE, PEOPLE_COLUMNS, list(map(_person, views)))
    table(book, say, TO_DO, TO_DO_COLUMNS, [row for view in views for row in _to_do(report, view)])
    rows = [row for person, view in zip(report.overview.persons, views, strict=True) for row in _periods(person, view)]
    sheet = table(book, say, IKI, IKI_COLUMNS, rows)
    bars = {"type": "data_bar", "min_type": "num", "min_value": 0, "max_type": "num"}
    nth = [each.head for each in IKI_COLUMNS].index(CAPAIAN)
    sheet.conditional_format(1, nth, max(1, len(rows)), nth, {**bars, "max_value": _MOST_BAR, "bar_color": "#9DB9D5"})
    book.close()
    return written.getvalue()


def _summary(book: Any, sheet: Any, report: StatusReport) -> None:
    """What is told of all, over the whole width of the page, and below it a line for each unit."""
    said = [visible(each) for each in (outcome_line(report), *head_lines(report))]
    heads = [*map(report.telling.say, (*UNIT_HEADER, MEASURED))]
    wide = (_UNIT_WIDE, *[_NUMBER_WIDE] * (len(heads) - 1))
    sheet.set_column(0, 0, _UNIT_WIDE)
    sheet.set_column(1, len(heads) - 1, _NUMBER_WIDE)
    line = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
    for nth, text in enumerate(said):
        sheet.merge_range(nth, 0, nth, len(heads) - 1, "", line)
        sheet.write_string(nth, 0, text, line)
        sheet.set_row(nth, LINE * lines_of(text, sum(wide)))
    top = len(said) + 1
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "valign": "top", "text_wrap": True})
    sheet.write_row(top, 0, heads, bold)
    sheet.set_row(top, LINE * max(map(lines_of, heads, wide)))
    write_rows(book, sheet, top + 1, list(_units(report)), wide)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _units(report: StatusReport) -> Iterator[BookRow]:
    for each in report.overview.units:
        name = visible(report.telling.text(each.unit)) or "–"
        yield name, each.people, each.in_order, each.late, each.awaited, each.in_time, each.met, each.met + each.below


def _person(view: StandingView) -> BookRow:
    counts = (view.count_late, len(view.awaited), view.count_in_time, view.met, view.measured)
    return view.title, view.unit, view.about, *counts


def _to_do(report: StatusReport, view: StandingView) -> Iterator[BookRow]:
    say = report.telling.say
    words = {"": "", **{each.value: say(each.word) for each in Severity}}
    for standing, tasks in ((LATE, view.late), (IN_TIME, view.in_time), (NOTED, view.noted)):
        for each in tasks:
            yield view.title, view.unit, say(standing), each.kind, each.text, each.day, words[each.severity]
    yield from ((view.title, view.unit, say(AWAITED), "", each, "", "") for each in view.awaited)
    yield from ((view.title, view.unit, say(BESIDES), "", each, "", "") for each in view.besides)


def _periods(person: PersonStanding, view: StandingView) -> Iterator[BookRow]:
    """A row for each period of an IKI; its capaian and what it needs stand in the first."""
    for plan, told in zip(person.plans, view.plans, strict=True):
        for found, shown in zip(plan.indicators, told.indicators, strict=True):
            for nth, (period, line) in enumerate(zip(found.periods, shown.story.lines, strict=True)):
                target = "" if period.target is None else period.target
                value = period.value if isinstance(period.value, int | float) else line.value
                percent = found.so_far.percent if found.so_far and not nth else ""
                needs = shown.needs if not nth else ""
                row = (view.title, view.unit, shown.kode, shown.name, shown.unit, line.period)
                yield *row, target, value, line.word, percent, needs
