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
    assert {"Kode IKI": "1a-N", "Target Q1": 10, "Target Y": 40}.items() <= first.items()
    assert {"NIP": JOKO, "Kode IKI": "1b-N", "Nama IKI": "Ketepatan SPM", "Target Q1": 95.5}.items() <= second.items()
    assert {"NIP": SITI, "Kode IKI": "1a-N", "Target Y": 12}.items() <= other.items()
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


def typed(file: Path, *lines: str, parted: str = ";") -> str:
    """A list as CSV: a title, heads, and some lines."""
    heads = "No;NIP;Nama Pegawai;RHK;Nama IKI;Satuan;Target TW I;Target TW II;Realisasi TW I"
    text = "\n".join(("DAFTAR IKI TAHUN 2026", "", heads.replace(";", parted), *lines))
    file.write_text(text + "\n", encoding="utf-8")
    return str(file)


FIRST = f"1;{JOKO};Joko Santoso;Layanan;Persentase SPM;persen;90;90;91"


@pytest.mark.parametrize("name", ["Jumlah satker dibina", "Rata-rata lama layanan", "Total aduan", "Banyak surat"])
def test_an_iki_that_counts_is_no_total(office: Path, tmp_path: Path, name: str) -> None:
    """What is blank below an employee goes on with that one; nothing is left out."""
    file, out = typed(tmp_path / "a.csv", FIRST, f";;;;{name};satker;5;5;4"), tmp_path / "isian.xlsx"
    done = run_here(office, "import", file, "--template", str(out), "--dialog", "Q1=2026-04-07", *DAY)
    assert (done.returncode, "baris jumlah" in done.stdout) == (0, False), done.stdout
    first, second = filled(out, "IKI")
    assert {"NIP": JOKO, "Kode RHK": "RHK-1", "Kode IKI": "1b-N", "Nama IKI": name}.items() <= second.items()
    assert first["Kode RHK"] == "RHK-1"
    assert len(filled(out, "SKP")) == 1


@pytest.mark.parametrize("line", [";JUMLAH;;;;;30;30;", ";;;;Total TW I;;30;30;", "Jumlah Seksi A;;;;;;30;30;"])
def test_a_total_is_told_by_its_row(office: Path, tmp_path: Path, line: str) -> None:
    file, out = typed(tmp_path / "a.csv", FIRST, line, line), tmp_path / "isian.xlsx"
    done = run_here(office, "import", file, "--template", str(out), *DAY)
    assert (done.returncode, len(filled(out, "IKI"))) == (0, 1), done.stdout
    assert "dari lembar a: baris 5–6" in done.stdout


def test_who_signs_below_is_told_by_the_row(office: Path, tmp_path: Path) -> None:
    lines = ";;;;;;;Kepala Kantor,;", ";;;;;;;Zul Pimpin;", ";;;;;;;NIP 196501011990031001;"
    file, out = typed(tmp_path / "a.csv", FIRST, *lines), tmp_path / "isian.xlsx"
    done = run_here(office, "import", file, "--template", str(out), *DAY)
    assert (done.returncode, len(filled(out, "IKI"))) == (0, 1), done.stdout
    assert "lembar a, karena tidak menyebut pegawai, RHK, maupun IKI: baris 5–7" in done.stdout


def test_nothing_is_taken_as_it_is_meant(office: Path, tmp_path: Path) -> None:
    lines = ";;;;Banyak surat;surat;-;5;-", ";;;;Tamu;orang;5;5;nihil", ";;;;Aduan;aduan;5;5;-"
    file, out = typed(tmp_path / "a.csv", FIRST, *lines), tmp_path / "isian.xlsx"
    done = run_here(office, "import", file, "--template", str(out), "--dialog", "Q1=2026-04-07", *DAY)
    assert done.returncode == 1, done.stdout
    assert "baris 7, kolom I (Realisasi Q1): “-” bukan angka; tulis 0 bila" in done.stdout
    assert done.stdout.count("bukan angka") == 1
    assert [each.get("Target Q1") for each in filled(out, "IKI")] == [90, None, 5]
    assert [each["Realisasi"] for each in filled(out, "Realisasi")] == [91, 0]


def test_what_parts_the_cells_is_told_by_more_than_the_title(office: Path, tmp_path: Path) -> None:
    line = f'1,{JOKO},Joko Santoso,Layanan,Persentase SPM,persen,"90,5","90,5","91,5"'
    file, out = typed(tmp_path / "a.csv", line, parted=","), tmp_path / "isian.xlsx"
    assert run_here(office, "import", file, "--template", str(out), *DAY).returncode == 0
    assert [each["Target Q1"] for each in filled(out, "IKI")] == [90.5]
    texts = (
        f"1\t{JOKO}\tJoko\tSurat, nota, memo, telaah, dan lain-lain, semua\tPersentase SPM\tpersen\t90,5\t90,5\t91,5"
    )
    (tmp_path / "b.txt").write_bytes(Path(typed(tmp_path / "b.csv", texts, parted="\t")).read_text().encode("utf-16"))
    assert run_here(office, "import", str(tmp_path / "b.txt"), "--template", str(out), "--force", *DAY).returncode == 0
    assert [each["Target Q1"] for each in filled(out, "IKI")] == [90.5]
