"""Files of cells as Excel and other programs write them, and hostile ones."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from skpkit.errors import SkpkitError, WrongUsage
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
    (sheet,) = sheets_in(tmp_path / "buku.xlsx")
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
