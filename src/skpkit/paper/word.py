"""A document as a Word file, for who must paste its tables: heads that repeat, cells that span, and its origin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from skpkit.paper.grids import Box, Grid, placed
from skpkit.paper.surroundings import About, plain, repacked

_FONT = "Arial"
_MARGIN = 15  # mm
_GREY = "F2F2F2"
_PAIR = 2  # rows that stay together


def word(grids: Sequence[Grid], about: About, paper: tuple[int, int], when: datetime) -> bytes:
    """The file: its head, its tables on a paper of that width and height in mm, and its foot. The same for the same."""
    document = Document()
    _describe(document, about, when)
    section = document.sections[0]
    wide, high = paper
    section.orientation = WD_ORIENT.LANDSCAPE if wide > high else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(8.5 if wide > high else 9.5)
    style.paragraph_format.space_after = Pt(0)
    for nth, line in enumerate(about.kop):
        _line(document, line, bold=nth == 0, size=9 if nth else 12, centred=True)
    if about.kop:
        _underline(document.paragraphs[-1])
    for line in about.titles:
        _line(document, line, bold=True, size=11, centred=True)
    _line(document, "\t".join(about.line), bold=True)
    document.paragraphs[-1].paragraph_format.tab_stops.add_tab_stop(Mm(wide - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    for line in about.remarks:
        _line(document, line)
    for grid in grids:
        _add(document, grid, wide - 2 * _MARGIN)
    _foot(section, about)
    written = BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def _describe(document: Any, about: About, when: datetime) -> None:
    core = document.core_properties
    for key, value in about.properties.items():
        setattr(core, key, plain(value)[:255])
    core.last_modified_by, core.revision = about.properties["author"], 1
    core.created = core.modified = when.replace(tzinfo=None)


def _line(document: Any, text: str, *, bold: bool = False, size: float | None = None, centred: bool = False) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(plain(text))
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _underline(paragraph: Any) -> None:
    """A line below a paragraph, and some room below that."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "3"), ("color", "auto")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr", "w:pPrChange"
    )
    paragraph.paragraph_format.space_after = Pt(8)


def _add(document: Any, grid: Grid, width: int) -> None:
    between = document.add_paragraph()
    between.paragraph_format.page_break_before = grid.starts_page
    table = document.add_table(rows=len(grid.rows), cols=len(grid.widths), style="Table Grid" if grid.ruled else None)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    share = width / sum(grid.widths)
    _narrow(table)
    for column, part in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(part * share)
    cells = [row.cells for row in table.rows]
    for nth, row in enumerate(table.rows):
        marks = row._tr.get_or_add_trPr()
        marks.append(OxmlElement("w:cantSplit"))
        if nth < grid.heads:
            marks.append(OxmlElement("w:tblHeader"))
        for cell, part in zip(cells[nth], grid.widths, strict=True):
            cell.width = Mm(part * share)
    for top, left, box in placed(grid):
        cell = cells[top][left]
        if box.wide > 1 or box.high > 1:
            cell = cell.merge(cells[top + box.high - 1][left + box.wide - 1])
        _fill(cell, box)
    for top, _, box in placed(grid):
        title = box.shaded and box.wide == len(grid.widths) and top + 1 < len(grid.rows)
        if title or box.high == _PAIR:  # a value's name and what is said of it; a section and its first row
            for cell in cells[top]:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True


def _narrow(table: Any) -> None:
    """Cells with less room at their sides than Word gives them, so that a column of numbers holds its head."""
    sides = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), "57")  # twentieths of a point: 1 mm
        room.set(qn("w:type"), "dxa")
        sides.append(room)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(sides) if look is not None else table._tbl.tblPr.append(sides)


def _fill(cell: Any, box: Box) -> None:
    for nth, text in enumerate(box.texts):
        paragraph = cell.paragraphs[0] if nth == 0 else cell.add_paragraph()
        paragraph.add_run(plain(text)).bold = box.bold
        if box.centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if box.shaded:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _GREY)):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _foot(section: Any, about: About) -> None:
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    for nth, line in enumerate(filter(None, about.foot)):
        if nth:
            paragraph = section.footer.add_paragraph()
        paragraph.add_run(plain(line)).font.size = Pt(7)
    for word_, code in ((" · Halaman ", "PAGE"), (" dari ", "NUMPAGES")):
        paragraph.add_run(word_).font.size = Pt(7)
        number = paragraph.add_run("1")
        number.font.size = Pt(7)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        field.append(number._r)
        paragraph._p.append(field)
