"""An Excel file of the verdict: findings, changes and a summary, a sheet each; a text is a text, never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from skpkit.messages import N_, visible
from skpkit.reports._book import BookRow, Column, table, workbook, write_rows
from skpkit.reports._findings import along, earlier, listed, proofs, remarks, unfinished
from skpkit.reports._outcome import outcome
from skpkit.reports._reasons import request_says
from skpkit.reports._report import Report, counts, heading, left_out, nature, requested_by, the_day

if TYPE_CHECKING:
    from skpkit.change.changelist import Change

FINDINGS, CHANGES, SUMMARY = N_("Findings"), N_("Changes"), N_("Summary")
STANDING = {"open": N_("open"), "exempted": N_("passed by a recorded exemption"), "known": N_("known")}

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


def as_xlsx(report: Report) -> bytes:
    """The file; the same verdict gives the same bytes. Raises WrongUsage where its library is not installed."""
    written = BytesIO()
    book = workbook(written, report.verdict.day.date)
    _summary(book, report)  # the verdict is what the file opens with
    table(book, report.say, FINDINGS, FINDING_COLUMNS, list(_findings(report)))
    table(book, report.say, CHANGES, CHANGE_COLUMNS, [_change(report, each) for each in report.verdict.changes])
    book.close()
    return written.getvalue()


def _findings(report: Report) -> Iterator[BookRow]:
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


def _change(report: Report, change: Change) -> BookRow:
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
    rows: list[BookRow] = [
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
    write_rows(book, sheet, 0, rows)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(visible, lines))
