"""The line that a finding is about, with a mark below the place, whatever stands on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skpkit.findings import Location, Problem, Severity
from skpkit.judge.engine import Verdict
from skpkit.reports import Report
from skpkit.reports._excerpt import WIDTH, excerpt
from tests.support.verdicts import DAY, HEAD, HOSTILE, finding

PATH = "records/2026/198803172012042005/skp.yaml"


def drawn(line: str, start: int, end: int, severity: Severity = Severity.ERROR) -> list[str]:
    """The lines shown for a place from one character to another, from 0."""
    at = Location(PATH, 7, start + 1, 7, end + 1)
    found = finding("SKP003", severity, Problem(at, "x"))
    verdict = Verdict((found,), day=DAY, head=HEAD, source={(PATH, 7): line})
    return list(excerpt(Report(verdict), found))


@pytest.mark.parametrize(
    ("line", "start", "end", "text", "mark"),
    [
        ("  Q2: 85%", 6, 9, "  Q2: 85%", "      ^^^"),
        ("\tQ2: 1", 0, 1, "→Q2: 1", "^"),
        ("a: 数字 5", 6, 7, "a: 数字 5", "        ^"),
        ("a: e\u0301x", 5, 6, "a: e\u0301x", "    ^"),
        ("a\u200b: 1", 0, 2, "a\\u200b: 1", "^^^^^^^"),
        ("a:\u00a01", 2, 3, "a:\\u00a01", "  ^^^^^^"),
        ("a: \x1b[2J", 3, 7, "a: \\u001b[2J", "   ^^^^^^^^^"),
        ("nip: 198803172012042005", 5, 23, "nip: 1988…", "     ^^^^^"),
        ("nip: 1.98803172012042E+17", 5, 25, "nip: …", "     ^"),
    ],
)
def test_the_mark_stands_below_its_place(line: str, start: int, end: int, text: str, mark: str) -> None:
    assert drawn(line, start, end) == [f"       7 | {text}", f"         | {mark}"]


def test_a_long_line_is_cut_around_the_place() -> None:
    line = f"uraian: {'kata ' * 60}salah{' kata' * 60}"
    start = line.index("salah")
    shown, mark = drawn(line, start, start + 5)
    assert len(shown) <= WIDTH + 13
    assert shown[mark.index("^") :].startswith("salah")
    assert mark.count("^") == 5
    assert "…" in shown[11]
    assert shown.endswith("…")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (4, 4), (90, 95)])
def test_where_nothing_can_be_shown_it_is_left_out(start: int, end: int) -> None:
    assert drawn("a: 1", start, end) == []
    assert drawn("a: 1", 3, 4, Severity.INFO) == []


def test_it_is_left_out_where_the_line_may_be_another_or_shows_people() -> None:
    at = Location(PATH, 7, 1, 7, 3)
    found = finding("SKP003", Severity.ERROR, Problem(at, "x"))
    verdict = Verdict((found,), day=DAY, head=HEAD, source={(PATH, 7): "a: 1"})
    assert list(excerpt(Report(verdict), found))
    assert list(excerpt(Report(verdict).masked(), found)) == []
    assert list(excerpt(Report(verdict), replace(found, commit="c" * 40))) == []
    assert list(excerpt(Report(replace(verdict, source={})), found)) == []


def test_hostile_text_stays_inert() -> None:
    for line in HOSTILE.split("\n"):
        shown = drawn(line, 0, len(line)) if line else []
        assert all(each.isprintable() for each in shown)
