"""Where words and lines lie on the pages of a PDF, and which of its words got into each other's way."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pdfplumber
from pypdf import PdfReader

_NEAR = 0.4  # points; a glyph may lean so far out of its box, and so thick is a line


class Box(NamedTuple):
    """A word and where it is: left, top, right, bottom, in points from the upper left of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Upright(NamedTuple):
    """An upright line, from top to bottom."""

    x: float
    top: float
    bottom: float


def crossings(pdf: bytes) -> list[str]:
    """The words that lie across an upright line, over another word or beyond the margins, by page."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [f"{nth}: {each}" for nth, page in enumerate(opened.pages, 1) for each in _faults(page)]


def placed(pdf: bytes) -> list[list[Box]]:
    """The words of each page, where they are."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [list(_words(page)) for page in opened.pages]


def columns(pdf: bytes, page: int = 0) -> list[list[float]]:
    """The widths of the cells of each row of a page that has several, from above, in points."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        tables = opened.pages[page].find_tables()
        rows = [row for table in tables for row in table.rows]
        widths = [[round(cell[2] - cell[0], 1) for cell in row.cells if cell] for row in rows]
        return [each for each in widths if len(each) > 1]


def _faults(page: Any) -> Iterator[str]:
    words, lines = list(_words(page)), list(_lines(page))
    for word in words:
        for line in lines:
            inside = word.left + _NEAR < line.x < word.right - _NEAR
            if inside and line.top < (word.top + word.bottom) / 2 < line.bottom:
                yield f"{word.text} across the line at {line.x:.0f}"
        if word.left < 0 or word.right > page.width or word.bottom > page.height:
            yield f"{word.text} beyond the page"
    words.sort(key=lambda each: each.top)
    for nth, one in enumerate(words):
        for other in words[nth + 1 :]:
            if other.top >= one.bottom:
                break
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            if wide > 2 * _NEAR and high > 0.25 * min(one.bottom - one.top, other.bottom - other.top):
                yield f"{one.text} over {other.text}"


def _words(page: Any) -> Iterator[Box]:
    """Runs of letters that a space, another line or a gap ends; what stands aslant, a mark, is none."""
    upright = page.filter(lambda each: each["object_type"] != "char" or each["upright"])
    for each in upright.extract_words(use_text_flow=True, x_tolerance=1.5):
        yield Box(each["text"], each["x0"], each["top"], each["x1"], each["bottom"])


def _lines(page: Any) -> Iterator[Upright]:
    for each in (*page.lines, *page.rects, *page.curves):
        corners = each.get("pts") or ()
        for (x, y), (right, bottom) in pairwise(corners):
            if abs(x - right) < 0.1 and abs(y - bottom) > 1:
                yield Upright(x, min(y, bottom), max(y, bottom))


def text_of(pdf: bytes) -> str:
    """All that a PDF says, line by line, in the order in which it was set."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
