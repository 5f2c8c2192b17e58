"""Heads of rows in the tags of a PDF: Typst tags each cell outside `table.header` as data.

What it would need for more (`pdf.header-cell`) is a feature that its Python package cannot switch on. `/Headers[]`,
which it writes for each cell, is as long as `/Scope/Row`: so no byte moves, and the table of objects stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) 00000 n")
_ELEMENT = re.compile(rb"(\d+) 0 obj\s+<</Type/StructElem/S/(Table|THead|TBody|TFoot|TR|TH|TD)/P (\d+) 0 R")
_KIDS = re.compile(rb"(?:/A\[<</O/Layout[^<>()]*>>\])?/K\[((?:\d+ 0 R ?)*)\]")
_DATA, _HEAD = b"/S/TD", b"/S/TH"
_FREE, _ROW = b"/Headers[]", b"/Scope/Row"
_SPAN = re.compile(rb"/A\[<</O/Table" + re.escape(_FREE) + rb"(?:/RowSpan (\d+))?(?:/ColSpan \d+)?>>")


def with_row_heads(content: bytes) -> bytes:
    """The PDF, fresh from Typst; where a table has no head at all, the cells of its first column are heads of rows.

    The result has the same length. Only objects that the file's own table lists are looked at: what is attached or
    drawn may hold the same bytes.
    """
    found = dict(_elements(content))
    made = bytearray(content)
    for kind, match in found.values():
        if kind != b"Table":
            continue
        rows = _kids(content, match)
        if not rows or not all(row in found and found[row][0] == b"TR" for row in rows):
            continue
        cells = [_kids(content, found[row][1]) for row in rows]
        if not all(cell in found and found[cell][0] == b"TD" for row in cells for cell in row):
            continue
        under = 0  # rows that the head above still covers
        for row in cells:
            if under:
                under -= 1
                continue
            cell = found[row[0]][1] if row else None
            span = cell and _SPAN.match(content, cell.end())
            if not cell or not span:
                break
            under = int(span[1] or 1) - 1
            kind_at, free_at = content.index(_DATA, cell.start()), content.index(_FREE, span.start())
            made[kind_at : kind_at + len(_HEAD)] = _HEAD
            made[free_at : free_at + len(_ROW)] = _ROW
    return bytes(made)


def _elements(content: bytes) -> Iterator[tuple[int, tuple[bytes, re.Match[bytes]]]]:
    close = _CLOSE.search(content, max(0, len(content) - 64))
    for entry in _ENTRY.finditer(content, int(close[1])) if close else ():
        if match := _ELEMENT.match(content, int(entry[1])):
            yield int(match[1]), (match[2], match)


def _kids(content: bytes, element: re.Match[bytes]) -> list[int]:
    kids = _KIDS.match(content, element.end())
    return [int(each) for each in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []
