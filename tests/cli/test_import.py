"""`skpkit import` and `skpkit export`: what people keep in Excel comes in whole or not at all, and goes out again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from skpkit.sheets import workbook
from skpkit.sheets.completing import without_blanks
from skpkit.source.yamlfile import read
from tests.support.command import DAY, git, put, run_here
from tests.support.killing import killed_everywhere
from tests.support.workbooks import cell, edited

BAGAS = "199203172015021003"
CELLS = Mapping[str, Any]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, committed."""
    folder = tmp_path_factory.mktemp("kantor")
    put(folder, [])
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Rekaman")
    return folder


@pytest.fixture(scope="module")
def year(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of that year."""
    file = tmp_path_factory.mktemp("buku") / "tahun.xlsx"
    done = run_here(office, "export", "-o", str(file), *DAY)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that was only begun."""
    folder = tmp_path_factory.mktemp("kosong")
    done = run_here(folder, "init", "--instansi", "Kementerian Keuangan", "--unit", "KPPN Contoh", "--yes", *DAY)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def empty(bare: Path, tmp_path: Path) -> Path:
    """A copy of that."""
    return Path(shutil.copytree(bare, tmp_path / "kantor-baru"))


def records_in(folder: Path) -> dict[str, Any]:
    files = sorted((folder / "records").rglob("*.yaml"))
    return {each.relative_to(folder).as_posix(): without_blanks(read(each.read_bytes()).data) for each in files}


def fill(book: Any) -> None:
    """Make rows of the examples of a template."""
    for sheet in book:
        if sheet.cell(1, 1).value == "Keterangan":
            for row in range(2, sheet.max_row + 1):
                sheet.cell(row, 1).value = None


def test_a_year_makes_the_round_trip(office: Path, year: Path, empty: Path, tmp_path: Path) -> None:
    before = records_in(office)
    done = run_here(office, "import", str(year), *DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"sama: {len(before)}" in done.stdout
    assert records_in(office) == before
    done = run_here(empty, "import", str(year), *DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert records_in(empty) == before
    again = tmp_path / "csv"
    assert run_here(empty, "export", "-o", f"{again}/", *DAY).returncode == 0
    other = run_here(office, "import", *map(str, sorted(again.iterdir())), "--dry-run", *DAY)
    assert (other.returncode, f"sama: {len(before)}" in other.stdout) == (0, True), other.stdout


def test_a_template_is_filled_in_and_taken(empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "isian.xlsx"
    assert run_here(empty, "import", "--template", str(file), *DAY).returncode == 0
    done = run_here(empty, "import", str(file), *DAY)
    assert (done.returncode, "tidak memuat baris" in done.stderr) == (2, True), "examples are not read"
    done = run_here(empty, "import", str(edited(file, tmp_path / "diisi.xlsx", fill)), *DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    folder = f"records/2026/kppn-contoh/{BAGAS}"
    found = records_in(empty)
    names = ("skp.yaml", "iki/1a-C.yaml", "dki/2026-01-22.yaml", "dki/2026-04-07.yaml", "evaluasi/Q1.yaml")
    assert {*found} == {f"{folder}/{name}" for name in names}
    assert found[f"{folder}/iki/1a-C.yaml"]["target"] == {"Q1": 95, "Q2": 95, "Q3": 96, "Q4": 96, "Y": 95.5}
    assert len(found[f"{folder}/skp.yaml"]["perilaku_kerja"]) == 7
    assert [each["peran"] for each in found[f"{folder}/dki/2026-04-07.yaml"]["peserta"]] == [
        "pegawai",
        "atasan_langsung",
    ]
    assert run_here(empty, "import", "--template", str(file)).returncode == 2, "it is not written over"
    assert run_here(empty, "import", "--template", str(tmp_path / "isian.csv")).returncode == 2


def test_what_is_odd_is_told_by_its_cell_before_it_is_frozen(empty: Path, tmp_path: Path) -> None:
    def slip(book: Any) -> None:
        fill(book)
        cell(book["Realisasi"], "Realisasi", 2).value = 9620

    file = tmp_path / "isian.xlsx"
    assert run_here(empty, "import", "--template", str(file), *DAY).returncode == 0
    done = run_here(empty, "import", str(edited(file, tmp_path / "diisi.xlsx", slip)), "--dry-run", *DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sebelum di-commit" in done.stdout
    (told,) = [each for each in done.stdout.splitlines() if "lembar Realisasi, baris 2, kolom" in each]
    assert "(Realisasi): 1a-C Q1: 9.620 " in told
    assert "96,2" not in done.stdout


def test_what_many_rows_lack_is_told_once(empty: Path, year: Path, tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        for row in (2, 3, 4, 6):
            cell(book["IKI"], "Aspek", row).value = None

    done = run_here(empty, "import", str(edited(year, tmp_path / "kosong.xlsx", spoil)), *DAY)
    (told,) = [each for each in done.stdout.splitlines() if "sel ini kosong" in each]
    assert "lembar IKI, baris 2–4, 6, kolom" in told


def test_a_row_that_cannot_be_taken_is_told_and_nothing_is_written(empty: Path, year: Path, tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        skp = book["SKP"]
        row = next(each for each in range(2, 6) if cell(skp, "NIP", each).value == BAGAS)
        cell(skp, "NIP", row).value = 1.99203172015021e17
        cell(book["IKI"], "Target Q1", 2).value = "sembilan"
        cell(book["Realisasi"], "Kode IKI", 2).value = None

    file = edited(year, tmp_path / "rusak.xlsx", spoil)
    done = run_here(empty, "import", str(file), *DAY)
    assert done.returncode == 1
    assert records_in(empty) == {}
    told = done.stdout
    assert "lembar SKP, baris" in told
    assert "kolom C (NIP)" in told
    assert "angka terakhirnya hilang" in told
    assert "lembar IKI, baris 2" in told
    assert "“sembilan” bukan angka" in told
    assert "lembar Realisasi, baris 2" in told
    assert "tidak ada yang ditulis" in told


def test_employees_without_such_rows_are_taken_where_that_is_asked(empty: Path, year: Path, tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        sheet = book["IKI"]
        row = next(each for each in range(2, sheet.max_row) if cell(sheet, "NIP", each).value == BAGAS)
        cell(sheet, "Target Q1", row).value = "sembilan"

    done = run_here(empty, "import", str(edited(year, tmp_path / "satu.xlsx", spoil)), "--sebagian", *DAY)
    assert done.returncode == 1
    found = records_in(empty)
    assert found
    assert not [each for each in found if BAGAS in each], "none of his is half taken"


def test_what_is_there_is_not_written_over_and_what_is_frozen_is_told(office: Path, year: Path, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["IKI"]
        for row in range(2, sheet.max_row + 1):
            if (cell(sheet, "NIP", row).value, cell(sheet, "Kode IKI", row).value) == (BAGAS, "1b-N"):
                cell(sheet, "Target Q1", row).value = 6

    before = records_in(office)
    done = run_here(office, "import", str(edited(year, tmp_path / "lain.xlsx", change)), *DAY)
    assert done.returncode == 1
    assert records_in(office) == before
    assert "di sini tertulis 6, sedangkan rekaman berisi 5" in done.stdout
    assert "SKP301" in done.stdout
    assert "skpkit adendum" in done.stdout


def refused(office: Path, year: Path, file: Path, sheet: str, column: str, value: object, *of: str) -> str:
    """What an import says of a row of Bagas, of which one cell is changed; `of` stands in that row besides."""

    def change(book: Any) -> None:
        rows = (
            row
            for row in range(2, book[sheet].max_row + 1)
            if {BAGAS, *of} <= {str(each.value).removesuffix(" 00:00:00") for each in book[sheet][row]}
        )
        cell(book[sheet], column, next(rows)).value = value

    before = records_in(office)
    done = run_here(office, "import", str(edited(year, file, change)), *DAY)
    assert (done.returncode, records_in(office)) == (1, before)
    return done.stdout


def test_the_ways_that_are_told_are_open(office: Path, year: Path, tmp_path: Path) -> None:
    file = tmp_path / "lain.xlsx"
    evaluated = refused(office, year, file, "Realisasi", "Realisasi", 7, "1b-N", "Q1")
    assert "skpkit koreksi" not in evaluated, "the period was evaluated"
    assert "keberatan: {isi:" in evaluated
    draft = refused(office, year, file, "Dialog", "Status", "Draf", "2026-04-07")
    assert "skpkit new dki" in draft
    assert "skpkit koreksi" not in draft
    target = refused(office, year, file, "IKI", "Target Q4", 6, "1b-N")
    assert "skpkit adendum" in target
    assert "skpkit exempt" not in target


@pytest.mark.parametrize("part", ["", "dki"])
def test_what_is_gone_from_the_folder_is_to_be_brought_back(
    office: Path, year: Path, tmp_path: Path, part: str
) -> None:
    copy = Path(shutil.copytree(office, tmp_path / "kantor"))
    gone = f"records/2026/{BAGAS}/{part}".rstrip("/")
    shutil.rmtree(copy / gone)
    git(copy, "add", "--all")
    said = refused(copy, year, tmp_path / "lain.xlsx", "IKI", "Target Q1", 6, "1b-N")
    (way,) = re.findall(r"git (restore .*)", said)
    git(copy, *way.split())
    assert run_here(copy, "import", str(year), *DAY).returncode == 0


def test_formulas_are_never_run_nor_written(office: Path, empty: Path, year: Path, tmp_path: Path) -> None:
    def sting(book: Any) -> None:
        cell(book["SKP"], "Pegawai: Nama", 2).value = "=1+1"

    done = run_here(empty, "import", str(edited(year, tmp_path / "rumus.xlsx", sting)), *DAY)
    assert (done.returncode, "rumus" in done.stdout, records_in(empty)) == (1, True, {})
    copy = Path(shutil.copytree(office, tmp_path / "kantor"))
    skp = copy / "records" / "2026" / BAGAS / "skp.yaml"
    hostile = "\"=cmd|' /C calc'!A0\""
    skp.write_bytes(skp.read_bytes().replace(b"nama: Bagas Pratama", f"nama: {hostile}".encode(), 1))
    file, folder = tmp_path / "racun.xlsx", tmp_path / "racun"
    assert run_here(copy, "export", str(skp.parent), "-o", str(file), *DAY).returncode == 0
    assert run_here(copy, "export", str(skp.parent), "-o", f"{folder}/", *DAY).returncode == 0
    found = cell(load_workbook(file)["SKP"], "Pegawai: Nama", 2)
    assert (found.data_type, found.value, found.quotePrefix) == ("s", "=cmd|' /C calc'!A0", True)
    assert ";'=cmd|" in (folder / "SKP.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xlsx"),
        ("rusak.xlsx", b"PK\x03\x04 ini bukan arsip", "rusak"),
        ("teks.xlsx", b"NIP;Nama\r\n", "bukan buku kerja"),
        ("lain.csv", b"Nama;Umur\r\nBagas;30\r\n", "templat"),
        ("kosong.csv", b"", "templat"),
    ],
)
def test_other_files_are_told(empty: Path, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = run_here(empty, "import", str(file), *DAY)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_wrong_usage_is_told(office: Path, empty: Path, year: Path, tmp_path: Path) -> None:
    assert run_here(empty, "import").returncode == 2
    assert run_here(empty, "import", str(tmp_path / "tidak-ada.xlsx")).returncode == 3
    assert run_here(office, "export").returncode == 2
    assert run_here(office, "export", "-o", str(tmp_path / "a.pdf")).returncode == 2
    assert run_here(office, "export", "-o", "records/a.xlsx").returncode == 2
    assert run_here(office, "export", "records/2020", "-o", str(tmp_path / "a.xlsx")).returncode == 3
    assert run_here(office, "export", "-o", str(year)).returncode == 2, "it is there"
    assert run_here(empty, "export", "-o", str(tmp_path / "a.xlsx")).returncode == 3


def test_a_sheet_that_would_be_too_long_is_told(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LOWEST_ROW", 21)
    done = run_here(office, "export", "-o", str(tmp_path / "a.xlsx"), *DAY)
    assert (done.returncode, "paling banyak 20 baris" in done.stderr, "-o NAMA/" in done.stderr) == (3, True, True)
    assert not (tmp_path / "a.xlsx").exists()
    assert run_here(office, "export", "-o", f"{tmp_path / 'a'}/", *DAY).returncode == 0


def test_killed_anywhere_all_of_it_is_there_or_nothing(empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "isian.xlsx"
    assert run_here(empty, "import", "--template", str(file), *DAY).returncode == 0
    words = ("import", str(edited(file, tmp_path / "diisi.xlsx", fill)), *DAY)
    killed_everywhere(empty, tmp_path / "mati", words, every=15)


def test_what_a_reviewer_will_be_told_is_told_with_the_rows(office: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(office, tmp_path / "kantor"))
    assert run_here(folder, "export", "-o", "../csv/", f"records/2026/{BAGAS}", *DAY).returncode == 0
    file = tmp_path / "csv/Dialog.csv"
    head, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    last = next(each for each in rows if ";08/05/2026;" in each).replace("08/05/2026", "04/05/2026")
    file.write_text("\n".join((head, last, "")), encoding="utf-8-sig")
    for dry in (["--dry-run"], []):
        done = run_here(folder, "import", *dry, str(file), *DAY)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "kepada pereviu akan disampaikan:\n  records/2026/" in done.stdout
        assert "SKP319" in done.stdout
