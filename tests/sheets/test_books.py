"""Files of cells as Excel and other programs write them, and hostile ones."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import Told
from skpkit.sheets import books
from skpkit.sheets.books import guarded, sheets_in

ROWS = [["NIP", "Nama"], ["199203172015021003", "Bagas – “Pratama”"]]


def read(file: Path) -> list[list[object]]:
    (sheet,) = sheets_in(file)
    return [[each.value for each in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_however_excel_wrote_it(tmp_path: Path, separator: str, encoding: str) -> None:
    file = tmp_path / "lembar.csv"
    file.write_bytes("\r\n".join(separator.join(each) for each in ROWS).encode(encoding))
    assert read(file) == ROWS


def test_csv_that_names_its_separator_and_guards_its_cells(tmp_path: Path) -> None:
    file = tmp_path / "lembar.csv"
    text = 'sep=|\r\nNIP|Nama\r\n="199203172015021003"|"\'=1+1"\r\n\r\n\'1992|"dua\nbaris"\r\n'
    file.write_bytes(text.encode())
    assert read(file) == [["NIP", "Nama"], ["199203172015021003", "=1+1"], ["'1992", "dua\nbaris"]]
    assert [row.number for row in sheets_in(file)[0].rows] == [2, 3, 5]
    assert guarded("=1+1") == "'=1+1"


def test_hidden_sheets_and_empty_rows_are_left_out(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["NIP"])
    book.active.cell(4, 1).value = "x"
    book.create_sheet("Tersembunyi").sheet_state = "hidden"
    book.save(tmp_path / "buku.xlsx")
    sheet, hidden = sheets_in(tmp_path / "buku.xlsx")
    assert (hidden.hidden, hidden.rows) == (True, ())
    assert [row.number for row in sheet.rows] == [1, 4]


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "_MOST_BYTES", 1_000_000)
    with ZipFile(tmp_path / "bom.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)
    with pytest.raises(WrongUsage) as refused:
        sheets_in(tmp_path / "bom.xlsx")
    assert refused.value.message == books.TOO_LARGE


@pytest.mark.parametrize("content", [b"\x81\x8d\x8f;\x9d", b"a\0b;\xff"])
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lembar.csv").write_bytes(content)
    with pytest.raises(SkpkitError):
        sheets_in(tmp_path / "lembar.csv")


def archive(*names: str) -> bytes:
    """A ZIP archive of files that hold nothing."""
    made = BytesIO()
    with ZipFile(made, "w") as written:
        for name in names:
            written.writestr(name, b"x")
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "message", "what"),
    [
        ("lama.xls", OLE, books.FOREIGN, books.OLD_EXCEL),
        ("a.xlsb", archive("[Content_Types].xml", "xl/workbook.bin"), books.FOREIGN, books.BINARY_BOOK),
        ("a.ods", archive("mimetype", "content.xml"), books.FOREIGN, books.OPEN_DOCUMENT),
        ("a.numbers", archive("Index/Document.iwa", "Data/x.jpg"), books.FOREIGN, books.APPLE),
        ("a.xls", b"\xef\xbb\xbf\r\n<html><table><tr><td>NIP</td></tr></table></html>", books.FOREIGN, books.MARKUP),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', books.FOREIGN, books.MARKUP),
        ("sandi.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), books.LOCKED, None),
        ("~$buku.xlsx", b"\x05Bagas", books.LEFTOVER, None),
        ("buku.gsheet", b'{"url": "https://docs.google.com/x"}', books.POINTER, None),
        ("surat.docx", archive("[Content_Types].xml", "word/document.xml"), books.OTHER, None),
        ("surat.pdf", b"%PDF-1.7", books.OTHER, None),
        ("buku.xlsx", b"NIP;Nama", books.OTHER, None),
        ("buku.xlsx", archive("xl/workbook.xml"), books.BROKEN, None),
    ],
)
def test_other_files_are_told_by_what_they_are(
    tmp_path: Path, name: str, content: bytes, message: str, what: str | None
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WrongUsage) as refused:
        sheets_in(tmp_path / name)
    assert refused.value.message == message
    assert refused.value.told.get("what") == (what and Told(what))


@pytest.mark.parametrize(("entity", "broken"), [("a", False), ("i", True)])
def test_a_bomb_of_entities_is_a_damaged_workbook(tmp_path: Path, entity: str, broken: bool) -> None:
    """Eight entities, each ten times the one before; the first alone is a text."""
    book = Workbook()
    book.active.append(["NIP"])
    book.save(tmp_path / "utuh.xlsx")
    names = "abcdefghi"
    told = "".join(f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in pairwise(names))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY a "{"x" * 20}">{told}]>'
    more = f'<row r="2"><c t="str"><v>&{entity};</v></c></row></sheetData>'
    with ZipFile(tmp_path / "utuh.xlsx") as whole, ZipFile(tmp_path / "bom.xlsx", "w") as bomb:
        for name in whole.namelist():
            text = whole.read(name).decode()
            if name.endswith("sheet1.xml"):
                text = doctype + text.replace("</sheetData>", more)
            bomb.writestr(name, text)
    if broken:
        with pytest.raises(WrongUsage) as refused:
            sheets_in(tmp_path / "bom.xlsx")
        assert refused.value.message == books.BROKEN
    else:
        assert read(tmp_path / "bom.xlsx") == [["NIP"], ["x" * 20]]
