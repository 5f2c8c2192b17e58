"""`skpkit render --format docx` and `xlsx`: read again by other programs, with the words and numbers of the form."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import docx
import openpyxl
import pytest

from skpkit.paper.grids import amount_in
from skpkit.paper.ours import whose
from skpkit.paper.words import amount
from tests.support.command import run, run_here

BAGAS = "records/2026/199203172015021003"
RATNA = "records/2026/197805142003121002"
SARI = "records/2026/199611102024212003"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORMS = {
    "skp": f"{BAGAS}/skp.yaml",
    "pimpinan": f"{RATNA}/skp.yaml",
    "kualitatif": f"{SARI}/skp.yaml",
    "manual": f"{BAGAS}/iki/1b-N.yaml",
    "hek": f"{BAGAS}/evaluasi/Q1.yaml",
}
EN = ("--lang", "en")


def made(office: Path, form: str, style: str, by: Callable[..., CompletedProcess[str]] = run_here) -> bytes:
    """A form as a file."""
    out = office / f"{form}.{style}"
    done = by(office, "render", FORMS[form], "--format", style, "-o", out.name)
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


def words(text: str) -> set[str]:
    """The longer words of a text: a word may be broken at the end of a line of the other."""
    return set(re.findall(r"[A-Za-z]{4,}", text))


@pytest.mark.parametrize("form", FORMS)
def test_a_word_file_has_the_texts_of_the_record_and_heads_that_repeat(office: Path, form: str) -> None:
    content = made(office, form, "docx")
    assert made(office, form, "docx", run) == content
    document = docx.Document(io.BytesIO(content))
    said = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for each in re.findall(r"rencana: ([^\n{]+)", (office / FORMS[form]).read_text(encoding="utf-8")):
        if form not in ("manual", "hek"):
            assert words(each) <= words(said)
    assert document.core_properties.author == "skpkit"
    assert "commit" in document.core_properties.comments
    assert form == "manual" or "w:tblHeader" in document.element.xml
    assert "w:gridSpan" in document.element.xml
    assert "commit" in document.sections[0].footer._element.xml


def _text(document: Any) -> str:
    """What a Word file says, in its order."""
    paragraphs = (node for node in document.element.body.iter(f"{{{W}}}p"))
    return "\n".join("".join(each.text for each in node.iter(f"{{{W}}}t")) for node in paragraphs)


def test_a_word_file_has_the_order_of_the_form(office: Path) -> None:
    said = _text(docx.Document(io.BytesIO(made(office, "skp", "docx"))))
    order = ("HASIL KERJA", "A. UTAMA", "PERILAKU KERJA", "Pejabat Penilai Kinerja,", "* Dalam hal", "LAMPIRAN")
    assert [*order] == sorted(order, key=said.index)
    _, lampiran = said.split("LAMPIRAN SASARAN KINERJA PEGAWAI")
    assert "Bagas Pratama" in lampiran.partition("DUKUNGAN")[0]  # a loose sheet belongs to somebody
    assert "Pejabat Penilai Kinerja," in lampiran
    document = docx.Document(io.BytesIO(made(office, "hek", "docx")))
    sections = [cell for table in document.tables for cell in table.column_cells(0) if cell.text.startswith("B. ")]
    assert sections
    assert all(each.paragraphs[0].paragraph_format.keep_with_next for each in sections)  # it never ends a page
    said = _text(document)
    order = ("CAPAIAN KINERJA", "HASIL KERJA\nNO", "A. UTAMA", "RATING HASIL", "PREDIKAT", "Pejabat Penilai Kinerja,")
    assert [*order] == sorted(order, key=said.rindex)


@pytest.mark.parametrize("form", FORMS)
def test_no_word_of_a_head_is_wider_than_its_column(office: Path, form: str) -> None:
    document = docx.Document(io.BytesIO(made(office, form, "docx")))
    size = document.styles["Normal"].font.size.pt
    for table in document.tables:
        for cell in table.rows[0].cells + table.rows[min(1, len(table.rows) - 1)].cells:
            longest = max((len(word) for word in re.split(r"[ \n/]", cell.text)), default=0)
            if cell.text.isupper():
                assert longest * 0.75 * size <= cell.width.mm / 25.4 * 72 - 5.7, cell.text


def test_the_foot_of_a_word_file_is_in_one_size(office: Path) -> None:
    run_here(office, "render", "--blank", "skp", "--format", "docx", "-o", "kosong.docx")
    for content in (made(office, "skp", "docx"), (office / "kosong.docx").read_bytes()):
        foot = docx.Document(io.BytesIO(content)).sections[0].footer
        runs = [*foot._element.iter(f"{{{W}}}r")]
        assert {size.get(f"{{{W}}}val") for each in runs for size in each.iter(f"{{{W}}}sz")} == {"14"}
        assert all(each.find(f".//{{{W}}}sz") is not None for each in runs)
        assert len([each for each in runs if each.text == "1"]) == 2  # page, and of how many
        assert not any(each.text.startswith(" ·") for each in foot.paragraphs)


def test_a_letterhead_is_no_title(office: Path) -> None:
    kop = 'kop: {baris: [KEMENTERIAN CONTOH, KANTOR CONTOH, "Jalan Contoh 7"]}'
    with (office / "skpkit.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"{kop}\n")
    first, *rest, title = docx.Document(io.BytesIO(made(office, "skp", "docx"))).paragraphs[:4]
    assert [each.text for each in (first, *rest)] == ["KEMENTERIAN CONTOH", "KANTOR CONTOH", "Jalan Contoh 7"]
    assert [each.runs[0].bold for each in (first, *rest, title)] == [True, False, False, True]
    assert "w:pBdr" in rest[-1]._p.xml
    assert "w:pBdr" not in title._p.xml
    sheet = openpyxl.load_workbook(io.BytesIO(made(office, "skp", "xlsx")))["Identitas"]
    assert [sheet.cell(row, 1).font.bold for row in range(1, 5)] == [True, False, False, True]


def test_numbers_are_numbers_with_decimals_and_units(office: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(office, "skp", "xlsx")))
    numbers = {
        (cell.value, cell.number_format.replace("\\", ""))
        for row in book["Hasil Kerja"].iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert (30, "#,##0\u00a0satuan kerja") in numbers
    assert (95.5, "#,##0.0%") in numbers
    sheet = book["Hasil Kerja"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.merged_cells.ranges
    assert "commit" in sheet.oddFooter.left.text
    assert "commit" in book.properties.description
    assert made(office, "skp", "xlsx") == made(office, "skp", "xlsx", run)


def test_a_text_is_no_formula_and_no_link(office: Path) -> None:
    path = office / BAGAS / "skp.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("nama: Bagas Pratama", "nama: '=1+cmd|'' /C calc''!A0'", 1), encoding="utf-8")
    book = openpyxl.load_workbook(io.BytesIO(made(office, "skp", "xlsx")))
    kinds = {(cell.value, cell.data_type) for row in book["Identitas"].iter_rows() for cell in row}
    assert ("=1+cmd|' /C calc'!A0", "s") in kinds or ("=1+cmd|' /C calc'!A0", "f") not in kinds
    assert b"<f>" not in b"".join(_parts(made(office, "skp", "xlsx")))


def _parts(content: bytes) -> list[bytes]:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(content)) as held:
        return [held.read(each) for each in held.namelist()]


@pytest.mark.parametrize("value", [0, 5, 1250, -7, 0.004, 95.5, 123456789012345])
@pytest.mark.parametrize("unit", ["persen", "satuan kerja", 'a"b\\c'])
def test_a_number_is_read_as_it_was_written(value: float, unit: str) -> None:
    read = amount_in(amount(value, unit))
    assert read is not None
    assert abs(read.value - value) < 0.01
    assert read.unit.strip("\u00a0") == ("%" if unit == "persen" else unit)


@pytest.mark.parametrize("text", ["", "-", "Tepat waktu", "1a-C", "12.34.56", "1.234.567.890.123.456"])
def test_what_is_no_number_stays_a_text(text: str) -> None:
    assert amount_in(text) is None


@pytest.mark.parametrize("style", ["docx", "xlsx"])
def test_a_file_that_a_program_saved_since_is_not_written_over(office: Path, style: str) -> None:
    content = made(office, "skp", style)
    assert whose(content) == "ours"
    saved = io.BytesIO()
    if style == "docx":
        document = docx.Document(io.BytesIO(content))
        document.core_properties.last_modified_by = "Ani"
        document.save(saved)
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.properties.lastModifiedBy = "Ani"
        book.save(saved)
    (office / f"skp.{style}").write_bytes(saved.getvalue())
    done = run_here(office, "render", FORMS["skp"], "--format", style, "-o", f"skp.{style}", *EN)
    assert done.returncode == 2
    assert "was signed, or changed, after it had been printed" in done.stderr


def test_other_documents_are_refused_with_those_that_can_be_had(office: Path) -> None:
    done = run_here(office, "render", f"{BAGAS}/dki/2026-04-07.yaml", "--format", "docx", "-o", "x.docx", *EN)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "cannot be had as docx, but only the tables of an SKP, a manual and an HEK; print it as PDF" in done.stderr
    assert run_here(office, "render", "--blank", "dki", "--format", "docx", "-o", "x.docx").returncode == 2
    assert not (office / "x.docx").exists()


@pytest.mark.parametrize(("style", "library"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_without_the_extra_one_sentence_names_the_command(style: str, library: str) -> None:
    code = (
        "import importlib.util as util\n"
        "from skpkit.errors import WrongUsage\n"
        "import skpkit.paper.office as office\n"
        "from skpkit.paper.documents.skp import SkpBody\n"
        f"office.find_spec = lambda name: None if name == {library!r} else util.find_spec(name)\n"
        "try:\n"
        f"    office.office_file({style!r}, SkpBody, {{}}, None)\n"
        "except WrongUsage as error:\n"
        "    print(error.sentence('en'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("install them with: pip install 'skpkit[office]'")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="has no LibreOffice; .ci/run installs it")
def test_libreoffice_shows_the_words_of_the_form(office: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    files = []
    for form, style in product(FORMS, ("docx", "xlsx")):
        files.append(f"{form}-{style}.{style}")
        (office / files[-1]).write_bytes(made(office, form, style))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    done = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", "dari", *files],
        cwd=office,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "Error" not in done.stdout + done.stderr
    for form in FORMS:
        assert run_here(office, "render", FORMS[form], "-o", f"{form}.pdf").returncode == 0
        ours, *theirs = (
            words(" ".join(page.extract_text() for page in PdfReader(office / name).pages))
            for name in (f"{form}.pdf", f"dari/{form}-docx.pdf", f"dari/{form}-xlsx.pdf")
        )
        for each in theirs:
            assert len(ours - each) <= 0.15 * len(ours), sorted(ours - each)
