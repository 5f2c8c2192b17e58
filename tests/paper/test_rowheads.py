"""The form of a manual is a table for who hears it: each label heads its row."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pikepdf

from skpkit.paper.building import is_plain
from skpkit.paper.compiler import compiler
from skpkit.paper.rowheads import with_row_heads
from skpkit.paper.templates import literal
from tests.support.forms import FORMS, printed

DAY = datetime(2026, 1, 2, tzinfo=UTC)
DECOY = "9 0 obj\n<</Type/StructElem/S/TD/P 8 0 R/A[<</O/Table/Headers[]>><</O/Layout>>]/K[0]>>\nendobj\n"


def made(body: str) -> bytes:
    return compiler().pdf(f'#set document(title: "-")\n{body}', DAY)


def kinds(content: bytes) -> list[list[str]]:
    """The cells of each row in the order of the tags."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            [str(cell.S) + (str(cell.A[0].Scope) if "/Scope" in cell.A[0] else "") for cell in row.K]
            for row in _under(pdf.Root.StructTreeRoot.K, "/TR")
        ]


def _under(node: Any, kind: str) -> list[Any]:
    if isinstance(node, pikepdf.Array):
        return [found for each in node for found in _under(each, kind)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [node] if node.get("/S") == kind else _under(node.get("/K"), kind)


def test_each_label_of_a_manual_heads_its_row() -> None:
    rows = kinds(printed("manual", "pdf")[0])
    form = [row for row in rows if row[0] == "/TH/Row"]
    assert len(form) >= 15
    assert all("/TH/Row" not in row[1:] for row in rows)
    inner = [row for row in rows if set(row) == {"/TD"}]
    assert len(inner) == 2, "one under Deskripsi, and the targets"


def test_a_label_that_covers_several_rows_is_read_before_them() -> None:
    table = (
        "#table(columns: 3, table.cell(rowspan: 2)[Deskripsi], table.cell(colspan: 2)[b], table.cell(colspan: 2)[c],"
        " [Satuan], [d], [e])"
    )
    assert kinds(made(table)) == [["/TH/Row", "/TD"], ["/TD"], ["/TH/Row", "/TD", "/TD"]]


def test_a_table_with_a_head_and_a_grid_stay_as_they_are() -> None:
    assert kinds(made("#table(columns: 2, table.header[a][b], [c], [d])"))[1] == ["/TD", "/TD"]
    assert kinds(made("#grid(columns: 2, [c], [d])")) == []


def test_what_is_attached_keeps_its_bytes_and_the_file_its_build() -> None:
    content = made(
        f'#pdf.attach("a.txt", bytes({literal(DECOY)}), relationship: "source", '
        'description: "-", mime-type: "text/plain")\n'
        "#table(columns: 2, [Satuan], [d])"
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.attachments["a.txt"].get_file().read_bytes() == DECOY.encode()
    assert kinds(content) == [["/TH/Row", "/TD"]]
    assert is_plain(content)


def test_bytes_that_the_table_of_objects_does_not_list_stay() -> None:
    content = made("#table(columns: 2, [Satuan], [d])")
    raw = content.replace(b"/S/TH", b"/S/TD").replace(b"/Scope/Row", b"/Headers[]")
    assert with_row_heads(raw) == content
    shadow = b"%" + DECOY.encode().replace(b"\n", b" ")
    start = raw.rindex(b"xref\n", 0, raw.rindex(b"startxref"))
    longer = (
        raw[:start]
        + shadow
        + b"\n"
        + raw[start:].replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(shadow) + 1))
    )
    assert shadow in with_row_heads(longer)
    assert len(with_row_heads(longer)) == len(longer)
    assert with_row_heads(longer).count(b"/S/TH") == 1


def test_only_the_manual_changes() -> None:
    assert [name for name in FORMS if b"/Scope/Row" in printed(name, "pdf")[0]] == ["manual"]
