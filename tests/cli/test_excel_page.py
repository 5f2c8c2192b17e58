"""Each command of the page on Excel works as it stands there, one after the other, and its pictures are true."""

from __future__ import annotations

import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import Workbook
from PIL import Image

from tests.support.command import DAY, run_here
from tests.support.places import PROJECT
from tests.support.workbooks import edited

PAGE = PROJECT / "docs" / "panduan" / "excel.md"
BLOCKS = re.findall(r"^```\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
MONITORED = (
    "Nama;NIP;Jabatan;Kode SKP;Periode SKP Mulai;Periode SKP Selesai;Kategori IKI;Nomor IKI;Nama IKI;Periode Pelaporan",
    "Joko;'198801012012011004;Pelaksana;A;01/01/2026;31/12/2026;IKI Utama;1a-N;Berkas;Triwulan",
)


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = spec_from_file_location("gambar", PAGE.parent / "gambar.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, pictures: ModuleType) -> Path:
    """A new office with the files that the page names."""
    folder = tmp_path_factory.mktemp("kantor")
    assert run_here(folder, *pictures.INIT, *DAY).returncode == 0
    (folder / "monitoring.csv").write_text("\r\n".join(MONITORED), encoding="utf-8-sig")
    book = Workbook()
    book.active.append(["Tahun", "NIP", "Nama IKI"])
    book.active.append([2026, "198801012012011004", "Berkas"])
    book.save(folder / "rekap-iki.xlsx")
    return folder


def test_every_command_of_the_page_works(office: Path, pictures: ModuleType) -> None:
    assert len(COMMANDS) == 7
    for line in COMMANDS:
        program, *words = shlex.split(line)
        assert program == "skpkit"
        if (office / pictures.FILE).exists() and words[:2] == ["import", "monitoring.csv"]:
            (office / pictures.FILE).unlink()  # by then it is taken in
        done = run_here(office, *words, *DAY)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        if words[:2] == ["import", "--template"]:
            edited(office / pictures.FILE, office / pictures.FILE, pictures.made_rows)
    assert run_here(office, "check", *DAY).returncode == 0


def test_the_pictures_show_what_is(pictures: ModuleType, tmp_path: Path) -> None:
    """Draw them anew with: python docs/panduan/gambar.py."""
    lines = pictures.report_text(tmp_path)
    run_here(tmp_path, "import", "--template", "kosong.xlsx", *DAY)
    wanted = {
        "laporan-impor.png": "\n".join(lines),
        "templat.png": str(pictures.template_text(tmp_path / "kosong.xlsx")),
    }
    shown = re.findall(r"!\[[^\]]+\]\(gambar/([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert {*shown} == {*wanted}
    for name in shown:
        with Image.open(pictures.FOLDER / name) as picture:
            assert picture.text["Description"] == wanted[name]  # type: ignore[attr-defined]
        assert (pictures.FOLDER / name).stat().st_size < 60_000
