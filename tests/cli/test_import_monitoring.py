"""The monitoring export of the ministry's app: what it tells is put into a template, beside what the records hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import DAY, put, run_here
from tests.support.workbooks import filled

NEW, BAGAS = "198801012012011004", "199203172015021003"
HEADS = (
    "Nama;NIP;Jabatan;Pangkat/Golongan;Unit Organisasi;Kode SKP;Jenis SKP;Periode SKP Mulai;Periode SKP Selesai;"
    "Kategori IKI;Nomor IKI;Nama IKI;Periode Pelaporan;Target TW I;Target TW II;Target TW III;Target TW IV;"
    "Target Semester I;Target Tahunan;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV"
)
VALUES = ("Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif")
ALL = ";".join((HEADS, *(f"{name} TW {nth}" for nth in ("I", "II", "III", "IV") for name in ("NPK", *VALUES))))
OWN = "Penata / III/c;KPPN Contoh"


def row(nip: str, skp: str, start: str, iki: str, values: str) -> str:
    return f"Joko Santoso;{nip};Pelaksana;{OWN};{skp};SKP Awal;{start};31/12/2026;{iki};{values}"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "kantor"
    put(folder, [])
    return folder


def export(folder: Path, *rows: str) -> str:
    file = folder.parent / "monitoring.csv"
    count = ALL.count(";")
    assert count == 54, "55 columns"
    whole = [each + ";" * (HEADS.count(";") - each.count(";")) for each in rows]
    whole = [each + ";88,5" * (count - each.count(";")) for each in whole]
    file.write_bytes(("\ufeffsep=;\r\n" + "\r\n".join((ALL, *whole)) + "\r\n").encode())
    return str(file)


def test_what_it_tells_is_put_into_a_template(office: Path, tmp_path: Path) -> None:
    utama = "IKI Utama;1a-N;Jumlah berkas;Triwulan;10;10;10;10;20;40;9,5;;;;88"
    tambahan = "IKI Tambahan;T1a-N;Panduan;Tahunan;;;;;;1;;;;;"
    first = row(f'"=""{NEW}"""', "A-1", "01/01/2026", utama, "").rstrip(";")
    other = row(f"'{NEW}", "A-1", "01/01/2026", tambahan, "").rstrip(";")
    half = row(NEW, "A-1", "01/01/2026", "IKI Utama;1b-N;Laporan;Semester;;;;;1;2", "").rstrip(";")
    late = "IKI Utama;1a-N;Jumlah berkas;Triwulan;;;10;10;;20"  # not in force before
    second = row(NEW, "A-2", "01/07/2026", late, "").rstrip(";")
    file = export(office, first, first, other, half, second)
    out = tmp_path / "isian.xlsx"
    done = run_here(office, "import", file, *DAY)
    assert (done.returncode, "--template" in done.stderr) == (2, True)
    done = run_here(office, "import", file, "--template", str(out), "--dialog", "Q1=2026-04-07", *DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "dilewati: 1" in done.stdout
    assert "NPK" in done.stdout
    plans = filled(out, "SKP")
    assert [(each["NIP"], each.get("Komplemen ke-")) for each in plans] == [(NEW, None), (NEW, 1)]
    assert plans[0]["Pegawai: Nama"] == "Joko Santoso"
    assert [(each["Kode RHK"], each["Utama/tambahan"]) for each in filled(out, "RHK")][:2] == [
        ("RHK-1", "Utama"), ("RHK-T1", "Tambahan"),
    ]  # fmt: skip
    assert {"Target Q1": 10, "Target S1": 20, "Target Y": 40}.items() <= filled(out, "IKI")[0].items()
    found = {(each.get("Komplemen ke-"), each["Kode IKI"]): each for each in filled(out, "IKI")}
    assert {*found} == {(None, "1a-N"), (None, "1b-N"), (None, "T1a-N"), (1, "1a-N")}, "never one by their name"
    assert (found[None, "1b-N"]["Target S1"], "Target Q1" in found[1, "1a-N"]) == (1, False)
    assert {each["Kode IKI"]: each["Periode pelaporan"] for each in filled(out, "Manual IKI")} == {
        "1a-N": "Triwulanan", "1b-N": "Semesteran", "T1a-N": "Tahunan",
    }  # fmt: skip
    (realised,) = filled(out, "Realisasi")
    assert (realised["Periode"], realised["Realisasi"], realised["Tanggal dialog"].day) == ("Q1", 9.5, 7)
    done = run_here(office, "import", str(out), *DAY)
    assert (done.returncode, "Penilai: Nama" in done.stdout) == (1, True), "what it does not tell is to be completed"


def test_what_the_records_hold_is_told_and_left(office: Path, tmp_path: Path) -> None:
    values = "IKI Utama;1b-N;Jumlah satuan kerja yang dibina;Triwulan;5;11;10;5;;30;7;;;;"
    broken = row("1,99203E+17", "B-1", "01/01/2026", values, "")
    file = export(office, row(BAGAS, "B-1", "01/01/2026", values, ""), broken)
    done = run_here(office, "import", file, "--template", str(tmp_path / "isian.xlsx"), *DAY)
    assert done.returncode == 1
    assert "lembar monitoring, baris 3" in done.stdout
    assert "skpkit koreksi" in done.stdout
    assert "skpkit adendum" in done.stdout
    assert "lembar monitoring, baris 4, kolom B (NIP)" in done.stdout
    assert "angka terakhirnya hilang" in done.stdout
    assert filled(tmp_path / "isian.xlsx", "SKP") == []


def test_columns_of_which_nothing_is_read_are_told(office: Path, tmp_path: Path) -> None:
    heads = f"{HEADS};TW I NPK;Loyal (TW I);Catatan atasan"
    line = row(NEW, "A-1", "01/01/2026", "IKI Utama;1a-N;Jumlah berkas;Triwulan;10;10;10;10;20;40;9,5;;;", "88;90;Baik")
    file = tmp_path / "lain.csv"
    file.write_text(f"{heads}\n{line}\n", encoding="utf-8")
    done = run_here(office, "import", str(file), "--template", str(tmp_path / "isian.xlsx"), *DAY)
    assert done.returncode == 0, done.stderr
    assert "NPK" in done.stdout
    (told,) = (each for each in done.stdout.splitlines() if "kolom" in each and "tidak ada yang dibaca" in each)
    assert told.endswith(": Z")
