"""The progress sheet: one page, a chart each IKI, its numbers beside it."""

from __future__ import annotations

import pytest

from skpkit.judge.office import Office
from skpkit.model.paths import Identity
from skpkit.paper.documents.kemajuan import make
from skpkit.paper.material import Material
from skpkit.paper.origin import Source
from skpkit.paper.printing import Look, print_document
from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree
from tests.support.places import GOLDEN
from tests.support.printed import BLOB, COMMIT, NAUGHTY, WHEN, History, bare
from tests.support.tagged import Tagged, outline

TARGET = "          target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}\n"


def sheet_of(tree: MemoryTree, person: str, folder: str = "") -> Tagged | None:
    """The progress sheet of an SKP of a tree; None where the SKP is no record."""
    office = Office(tree)
    path = "/".join(filter(None, (PEOPLE[person], folder, "skp.yaml")))
    dossier = office.dossier(Identity(2026, PEOPLE[person][-18:]))
    assert dossier is not None
    file = next(each for each in dossier.files if each.path == path)
    if file.record is None:
        return None
    printable = make(Material(office, History(), dossier, file), "kemajuan")
    (made,) = print_document("kemajuan", printable, Source(path, COMMIT, BLOB, WHEN, tree.files[path]), Look()).pages
    return Tagged(made)


@pytest.mark.parametrize(("person", "folder"), [("bagas", ""), ("sari", ""), ("yoga", ""), ("yoga", "komplemen-1")])
def test_says_what_the_records_say(person: str, folder: str) -> None:
    golden = GOLDEN / "kemajuan" / f"{'-'.join(filter(None, (person, folder)))}.txt"
    made = sheet_of(examples(), person, folder)
    assert made is not None
    assert outline(made) == golden.read_text(encoding="utf-8")


def test_a_projection_is_told_apart_and_a_correction_counts() -> None:
    lines = [
        {"iki": "1b-N", "periode": "Q2", "realisasi": 4, "proyeksi": True},
        {"iki": "1a-C", "periode": "Q1", "realisasi": 94, "koreksi": {"dki": "dki/2026-04-07.yaml", "alasan": "Salah"}},
    ]
    tree = edited(examples(), [{"file": "bagas/dki/2026-06-08.yaml", "realisasi": lines}])
    made = sheet_of(tree, "bagas")
    assert made is not None
    told = [str(each.alt) for each in made.root.of("Figure")]
    assert any("Q2 target 10, realisasi 4 (proyeksi)" in each for each in told)
    assert any("Q1 target 95, realisasi 94;" in each for each in told)
    assert "capaian s.d. Q1 98,95" in made.root.text


@pytest.mark.parametrize("count", [1, 5, 9, 13])
def test_fits_one_page(count: int) -> None:
    more = "".join(
        f"        - {{kode: 1{letter}-N, nama: Jumlah {'berkas dan dokumen ' * 8}, aspek: kuantitas, satuan: berkas,"
        " target: {Q1: 1, Q2: 2, Q3: 3, Q4: 4, Y: 10}}\n"
        for letter in "ghijklmnopqr"[: count - 1]
    )
    made = sheet_of(edited(examples(), [{"file": "bagas/skp.yaml", "replace": {TARGET: TARGET + more}}]), "bagas")
    assert made is not None
    assert len(made.pdf.pages) == 1
    assert len(made.root.of("H2")) == count + 3


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    quoted = '"' + "".join(each if each.isalnum() and each.isascii() else f"\\U{ord(each):08x}" for each in text) + '"'
    change = {"nama: Jumlah satuan kerja yang dibina": f"nama: {quoted}"}
    made = sheet_of(edited(examples(), [{"file": "bagas/skp.yaml", "replace": change}]), "bagas")
    if made is not None:  # else the schema refuses it
        assert "capaian s.d. Q1 120,00" in made.root.text
        assert "#eval" not in text or "eval" in bare(made.root.text)
