"""The line of a file that a finding is about, with a mark below the place: what somebody looks for in an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from skpkit.findings import Severity
from skpkit.messages import visible

if TYPE_CHECKING:
    from skpkit.findings import Finding
    from skpkit.reports._report import Report

WIDTH, BEFORE = 96, 40  # columns of a line that are shown, and of these before the place where it is cut
_TAB = "→"
_CUT = "…"
# Digits that may be an NIP, and what a spreadsheet makes of one: all but what tells whose it is stays out of reports.
_PRIVATE = re.compile(
    r"(?<![0-9])([0-9]{4})(?:[0-9]{11,}|[0-9]{4}[ .-][0-9]{6}[ .-][0-9][ .-][0-9]{3})|[0-9][.,][0-9]{5,}[eE]\+?[0-9]+"
)


def excerpt(report: Report, finding: Finding) -> Iterator[str]:
    """The line with its number, and the mark below: nothing where the finding is of no place on a line, or only of a
    note, where names are hidden, or where the file is one that nobody has before them."""
    at, verdict = finding.problem.at, report.verdict
    line = verdict.source.get((at.path, at.line))
    hidden = report.mask is not None or finding.commit is not None or verdict.gathering is not None
    if line is None or hidden or finding.severity is Severity.INFO or at.line != at.end_line:
        return
    start, end = at.column - 1, min(at.end_column - 1, len(line))
    if not start < end <= len(line):
        return
    shown, columns = _drawn(line)
    lead = f"{at.line:>8} | "
    text, mark = _window(shown, columns[start], columns[end])
    yield f"{lead}{text}".rstrip()
    yield f"{' ' * (len(lead) - 2)}| {mark}"


def example(report: Report, finding: Finding) -> list[str]:
    """The lines of a record as it should be, where a finding has some."""
    return [visible(report.text(each)) for each in finding.problem.example]


def _drawn(line: str) -> tuple[list[str], list[int]]:
    """What stands in each column of a terminal, and the column of each character of the line, and of its end."""
    cells: list[str] = []
    columns: list[int] = []
    private = {
        nth
        for found in _PRIVATE.finditer(line)
        for nth in range(found.end(1) if found[1] else found.start(), found.end())
    }
    for nth, char in enumerate(line):
        columns.append(len(cells))
        if nth in private:
            cells.append(_CUT if nth - 1 not in private else "")
            if not cells[-1]:
                cells.pop()
        elif char == "\t":
            cells.append(_TAB)
        elif char.isprintable() and category(char) in ("Mn", "Me"):
            if cells:
                cells[-1] += char
        elif char.isprintable():
            cells += [char, ""] if east_asian_width(char) in "WF" else [char]
        else:
            cells += visible(char)
    return cells, [*columns, len(cells)]


def _window(cells: list[str], start: int, end: int) -> tuple[str, str]:
    """The columns of a line that are shown, and below them the mark from one to another."""
    end = max(end, start + 1)
    first = max(0, start - BEFORE) if len(cells) > WIDTH else 0
    last = min(len(cells), first + WIDTH)
    text = "".join(cells[first:last])
    left, right = _CUT if first else "", _CUT if last < len(cells) else ""
    mark = " " * (start - first + len(left)) + "^" * (min(end, last) - start)
    return f"{left}{text}{right}", mark
