"""A list that an office keeps in its own way: what it tells is put into a template, whatever its heads are called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.support.command import DAY, put, run_here
from tests.support.workbooks import filled

JOKO, SITI = "198801012012011004", "199010102015022002"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    put(folder, [])
    return folder


def kept(file: Path, *rows: list[Any]) -> str:
    """A list with a title, heads in two rows, a total, and employees whose cells are merged down."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Daftar"
    sheet["A1"] = "REKAP TARGET IKI PEGAWAI TAHUN 2026"
    sheet.merge_cells("A1:L1")
    heads = ["No", "Nama Pegawai", "N I P", "Jabatan", "Indikator Kinerja", "Satuan"]
    for row in ([], [*heads, "Target", None, None, None, None, "Realisasi"], [None] * 6 + ["TW I", "TW II", "TW III"]):
        sheet.append(row)
    for nth, word in enumerate(("TW IV", "Tahunan", "TW I")):
        sheet.cell(4, 10 + nth).value = word
    sheet.merge_cells("G3:K3")
    for column in "ABCDEF":
        sheet.merge_cells(f"{column}3:{column}4")
    for row in rows:
        sheet.append(row)
    for column in "ABCD":
        sheet.merge_cells(f"{column}5:{column}6")
    book.save(file)
    return str(file)


JOKOS = [1, "Joko Santoso", JOKO, "Pelaksana", "Jumlah berkas", "berkas", 10, 10, 10, 10, 40, "9,5"]
SECOND = [None, None, None, None, "Ketepatan SPM", "persen", "95,5", 95, 95, 95, "95,1"]
TOTAL = ["Jumlah", None, None, None, None, None, "=SUM(G5:G7)"]


def test_what_it_tells_is_put_into_a_template(office: Path, tmp_path: Path) -> None:
    sitis = [2, "Siti", SITI, "Pelaksana", "Jumlah surat", "surat", *([None] * 4), 12]
    file, out = kept(tmp_path / "daftar.xlsx", JOKOS, SECOND, sitis, TOTAL), tmp_path / "isian.xlsx"
    done = run_here(office, "import", file, *DAY)
    assert (done.returncode, "--template" in done.stderr) == (2, True), done.stderr
    done = run_here(office, "import", file, "--template", str(out), "--dialog", "Q1=2026-04-07", *DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [(each["Tahun"], each["NIP"], each["Pegawai: Nama"]) for each in filled(out, "SKP")] == [
        (2026, JOKO, "Joko Santoso"), (2026, SITI, "Siti"),
    ]  # fmt: skip
    first, second, other = filled(out, "IKI")
    assert {"Kode IKI": "1a", "Target Q1": 10, "Target Y": 40}.items() <= first.items()
    assert {"NIP": JOKO, "Kode IKI": "1b", "Nama IKI": "Ketepatan SPM", "Target Q1": 95.5}.items() <= second.items()
    assert {"NIP": SITI, "Kode IKI": "1a", "Target Y": 12}.items() <= other.items()
    assert [each.get("Periode pelaporan") for each in filled(out, "Manual IKI")] == ["Triwulanan", "Triwulanan", None]
    (realised,) = filled(out, "Realisasi")
    assert (realised["Periode"], realised["Realisasi"], realised["Tanggal dialog"].day) == ("Q1", 9.5, 7)
    done = run_here(office, "import", str(out), *DAY)
    assert (done.returncode, "(Penilai: Nama): sel ini kosong" in done.stdout) == (1, True), done.stdout
    assert "`" not in done.stdout, "who fills in cells knows no keys"


def test_what_cannot_be_read_is_told_by_its_cell(office: Path, tmp_path: Path) -> None:
    cut = [2, "Siti", 1.99010102015022e17, "Pelaksana", "Jumlah surat", "surat"]
    unlike = [3, "Joko S.", JOKO, "Pelaksana", "Tamu", "orang", "1.234"]
    other = [4, "Joko S.", JOKO, "Pelaksana", "Tamu", "orang", 1]
    file = kept(tmp_path / "daftar.xlsx", JOKOS, SECOND, cut, unlike, other)
    done = run_here(office, "import", file, "--template", str(tmp_path / "isian.xlsx"), *DAY)
    assert done.returncode == 1
    for place in ("baris 7, kolom C (NIP)", "baris 8, kolom G (Target Q1)", "baris 9, kolom B (Pegawai: Nama)"):
        assert f"lembar Daftar, {place}" in done.stdout
    assert "Joko Santoso" in done.stdout.splitlines()[-2]
