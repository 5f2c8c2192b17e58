"""Blank forms to fill in by hand: every option, room to write, nothing of a record."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path

import pdfplumber
import pdfua
import pytest

import skpkit
from skpkit.errors import WrongUsage
from skpkit.paper.blank import BLANKS
from tests.support.printed import same_as_golden
from tests.support.tagged import Tagged


def blank(folder: Path, name: str, paper: str | None = None) -> Tagged:
    return Tagged(skpkit.render_blank(folder, name, paper=paper).pages[0])


@pytest.mark.parametrize("name", BLANKS)
def test_every_form_is_printed_blank_without_records(tmp_path: Path, name: str) -> None:
    made = blank(tmp_path, name)
    assert made.pdf.Root.MarkInfo.Marked
    assert not made.pdf.attachments
    assert "Kode QR" not in made.root.text
    assert all("formulir kosong" in each for each in made.asides)
    assert list(tmp_path.iterdir()) == []


def test_options_are_listed_with_their_stars_and_notes(tmp_path: Path) -> None:
    hek = blank(tmp_path, "hek").root.text
    assert "ISTIMEWA/ BAIK/ BUTUH PERBAIKAN/ KURANG/ SANGAT KURANG" in hek
    assert "PERIODE: TRIWULAN I/II/III/IV-AKHIR*" in hek
    assert "* pilih salah satu" in hek
    dek = blank(tmp_path, "dek").root.text
    assert "PERIODE*: TRIWULAN I/II/III/IV-AKHIR**" in dek
    assert "** pilih salah satu" in dek
    assert dek.count("(tempat), (tanggal, bulan, tahun)") == 2


def test_letterhead_and_paper_are_those_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "skpkit.yaml").write_text("kertas: f4\nkop: {baris: [KANTOR REKAAN]}\n")
    (tmp_path / "lain").mkdir()
    made = blank(tmp_path / "lain", "skp")
    assert "KANTOR REKAAN" in made.root.text
    assert round(float(made.pdf.pages[0].mediabox[2]) / 72 * 25.4) == 330


def test_an_unknown_form_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="--blank help"):
        blank(tmp_path, "kemajuan")


def test_a_link_in_the_templates_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "skpkit.yaml").write_text("bahasa: id\n")
    (tmp_path / "templates").mkdir()
    (tmp_path / "lain").write_text("isi lain")
    (tmp_path / "templates" / "skp.typ.j2").symlink_to(tmp_path / "lain")
    assert "isi lain" not in blank(tmp_path, "skp").root.text


@pytest.mark.parametrize(
    ("name", "label", "below", "height"),
    [
        ("skp", "NAMA", "NIP", 6.5),
        ("hek-kualitatif", "JABATAN", "UNIT", 6.5),
        ("dek", "JABATAN", "UNIT", 6.5),
        ("dek-keberatan", "NAMA", "NIP", 5),
        ("perubahan", "Alasan", "Dialog", 5),
        ("ipr", "Instansi", "Pejabat", 5),
        ("ipr", "Harmonis", "Loyal", 8),
        ("manual", "Tujuan", "Deskripsi", 8),
        ("manual", "Sumber", "Cascading", 6.5),
        ("manual", "Definisi", "Formula", 12),
    ],
)
def test_rows_are_as_high_as_handwriting(tmp_path: Path, name: str, label: str, below: str, height: float) -> None:
    (tops,) = _tops(tmp_path, name, label, below)
    assert tops / 72 * 25.4 > height - 0.1


def test_lines_of_one_change_are_as_high(tmp_path: Path) -> None:
    with pdfplumber.open(io.BytesIO(skpkit.render_blank(tmp_path, "perubahan").pages[0])) as opened:
        table = opened.pages[0].find_tables()[-1]
    assert len({round(cell[3] - cell[1]) for row in table.rows[1:] for cell in row.cells[-2:] if cell}) == 1


def test_an_ipr_has_a_row_for_each_value_and_a_manual_says_whose_it_is(tmp_path: Path) -> None:
    assert re.search(r"Akuntabel.*Kompeten.*Harmonis.*Loyal", blank(tmp_path, "ipr").root.text, re.DOTALL)
    assert re.search(
        r"Nama \.{9}.*NIP \.{9}.*Jabatan \.{9}.*Perspektif", blank(tmp_path, "manual").root.text, re.DOTALL
    )


def _tops(folder: Path, name: str, *labels: str) -> list[float]:
    """How far each of some words, where they stand first, is above the next."""
    tops: dict[str, float] = {}
    with pdfplumber.open(io.BytesIO(skpkit.render_blank(folder, name).pages[0])) as opened:
        for word in opened.pages[0].extract_words():
            tops.setdefault(word["text"], word["top"])
    return [tops[there] - tops[here] for here, there in itertools.pairwise(labels)]


def test_who_an_annex_belongs_to_and_what_a_star_means_can_be_told(tmp_path: Path) -> None:
    assert re.search(r"LAMPIRAN SASARAN.*Nama.*\.{9}.*NIP.*\.{9}", blank(tmp_path, "skp").root.text, re.DOTALL)
    assert "* pilih salah satu" in blank(tmp_path, "ipr").root.text


@pytest.mark.parametrize("name", BLANKS)
def test_each_says_what_its_form_says_and_is_accessible(tmp_path: Path, name: str) -> None:
    file = tmp_path / "blank.pdf"
    file.write_bytes(skpkit.render_blank(tmp_path, name).pages[0])
    assert [each.message for each in pdfua.validate(str(file)).findings] == []
    assert same_as_golden(Tagged(file.read_bytes()), f"blank/{name}")
