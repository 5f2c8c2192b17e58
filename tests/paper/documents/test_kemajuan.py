"""The progress sheet: a chart each IKI, its numbers beside the bars, capaian and NHK to date."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pdfplumber
import pytest

from skpkit.judge.office import Office
from skpkit.model.paths import Identity
from skpkit.paper.documents.kemajuan import make
from skpkit.paper.material import Material
from skpkit.paper.origin import Source
from skpkit.paper.printing import Look, print_document
from tests.support.boxes import crossings
from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree
from tests.support.printed import BLOB, COMMIT, NAUGHTY, WHEN, History, bare, same_as_golden
from tests.support.tagged import Tagged

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
    made = sheet_of(examples(), person, folder)
    assert made is not None
    assert same_as_golden(made, f"kemajuan/{'-'.join(filter(None, (person, folder)))}")


@pytest.mark.parametrize(("person", "folder"), [("sari", ""), ("yoga", "")])
def test_no_line_is_over_another(person: str, folder: str) -> None:
    made = sheet_of(examples(), person, folder)
    assert made is not None
    content = io.BytesIO()
    made.pdf.save(content)
    assert crossings(content.getvalue()) == []


def test_a_projection_is_told_apart_and_a_correction_counts() -> None:
    lines = [
        {"iki": "1b-N", "periode": "Q2", "realisasi": 4, "proyeksi": True},
        {"iki": "1a-C", "periode": "Q1", "realisasi": 94, "koreksi": {"dki": "dki/2026-04-07.yaml", "alasan": "Salah"}},
    ]
    tree = edited(examples(), [{"file": "bagas/dki/2026-06-08.yaml", "realisasi": lines}])
    made = sheet_of(tree, "bagas")
    assert made is not None
    told = [str(each.alt) for each in made.root.of("Figure")]
    assert any("Q2 target 10, realisasi 4 (proyeksi);" in each for each in told)
    assert any("Q1 target 95%, realisasi 94% (koreksi), di bawah target;" in each for each in told)
    assert "98,95" in made.root.text
    assert "capaian s.d. 31 Maret 2026" in made.root.text


def test_a_closed_skp_shows_no_period_after_its_end() -> None:
    made = sheet_of(examples(), "yoga")
    assert made is not None
    told = " ".join(str(each.alt) for each in made.root.of("Figure"))
    assert "Mar target" in told
    assert not any(f"{period} target" in told for period in ("Apr", "Des", "Y"))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (3, 2), (13, 4)])
def test_more_indicators_take_more_pages_and_each_name_is_whole(count: int, pages: int) -> None:
    name = f"Jumlah {'berkas dan dokumen ' * 8}pada triwulan".strip()
    more = "".join(
        f"        - {{kode: 1{letter}-N, nama: {name} {letter}, aspek: kuantitas, satuan: berkas,"
        " target: {Q1: 1, Q2: 2, Q3: 3, Q4: 4, Y: 10}}\n"
        for letter in "ghijklmnopqr"[: count - 1]
    )
    made = sheet_of(edited(examples(), [{"file": "bagas/skp.yaml", "replace": {TARGET: TARGET + more}}]), "bagas")
    assert made is not None
    assert len(made.pdf.pages) <= pages
    assert len(made.root.of("H2")) == count + 3
    for letter in "ghijklmnopqr"[: count - 1]:
        assert f"{name} {letter}" in made.root.text


QUARTERS = "{Q1: 1, Q2: 2, Q3: 3, Q4: 4, Y: 10}"


def added(targets: Iterable[str]) -> MemoryTree:
    """The examples with more IKI in Bagas's SKP, of these targets."""
    more = "".join(
        f"        - {{kode: 1{letter}-N, nama: Jumlah {letter}, aspek: kuantitas, satuan: berkas, target: {target}}}\n"
        for letter, target in zip("ghijklmnopqr", targets, strict=False)
    )
    return edited(examples(), [{"file": "bagas/skp.yaml", "replace": {TARGET: TARGET + more}}])


def test_low_cards_leave_no_holes_beside_high_ones() -> None:
    made = sheet_of(added([QUARTERS, "{Y: 10}"] * 2), "bagas")
    assert made is not None
    assert len(made.pdf.pages) == 1


@pytest.mark.parametrize("more", [4, 5, 6, 7])
def test_no_card_is_alone_on_the_last_page(more: int) -> None:
    made = sheet_of(added([QUARTERS] * more), "bagas")
    assert made is not None
    content = io.BytesIO()
    made.pdf.save(content)
    with pdfplumber.open(content) as opened:
        cards = [sum(each["text"] == "satuan:" for each in page.extract_words()) for page in opened.pages]
    assert sum(cards) == more + 4
    assert min(cards) > 1


def test_a_further_page_says_what_it_is_and_whose() -> None:
    made = sheet_of(added([QUARTERS] * 8), "bagas")
    assert made is not None
    assert len(made.pdf.pages) > 1
    assert all("KEMAJUAN KINERJA INDIVIDU (lanjutan)" in each and "Bagas Pratama" in each for each in made.asides[1:])


def test_what_no_page_holds_runs_on_under_the_same_heads() -> None:
    told = "realisasi: Dasbor triwulan I terbit 8 April dan dipakai tiga seksi"
    change = {told: f"realisasi: {'Dasbor terbit dan dipakai setiap seksi. ' * 240}".strip()}
    made = sheet_of(edited(examples(), [{"file": "sari/dki/2026-04-14.yaml", "replace": change}]), "sari")
    assert made is not None
    content = io.BytesIO()
    made.pdf.save(content)
    with pdfplumber.open(content) as opened:
        pages = [page.extract_text() for page in opened.pages]
    assert len(pages) > 1
    assert all("KPPN Contoh" in each for each in pages)


@pytest.mark.parametrize(("more", "least"), [(0, 11), (10, 8.5)])
def test_numbers_are_as_large_as_the_page_allows(more: int, least: float) -> None:
    made = sheet_of(added([QUARTERS] * more), "bagas")
    assert made is not None
    content = io.BytesIO()
    made.pdf.save(content)
    with pdfplumber.open(content) as opened:
        (size,) = {
            each["size"] for each in opened.pages[0].extract_words(extra_attrs=["size"]) if each["text"] == "96,2%"
        }
    assert size >= least


def test_numbers_of_fifteen_digits_are_whole() -> None:
    wide = TARGET.replace("Q1: 5, Q2: 10", "Q1: 123456789012345, Q2: -987654321098765")
    made = sheet_of(edited(examples(), [{"file": "bagas/skp.yaml", "replace": {TARGET: wide}}]), "bagas")
    assert made is not None
    assert "target 123.456.789.012.345" in made.root.text
    assert "target -987.654.321.098.765" in made.root.text


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    quoted = '"' + "".join(each if each.isalnum() and each.isascii() else f"\\U{ord(each):08x}" for each in text) + '"'
    change = {"nama: Jumlah satuan kerja yang dibina": f"nama: {quoted}"}
    made = sheet_of(edited(examples(), [{"file": "bagas/skp.yaml", "replace": change}]), "bagas")
    if made is not None:  # else the schema refuses it
        assert "120,00" in made.root.text
        assert "#eval" not in text or "eval" in bare(made.root.text)


def by_127(more: str) -> MemoryTree:
    """The examples with Bagas's records under KMK 127/2026, and more in each of his manuals."""
    tree, own = examples(), {}
    for path, text in tree.files.items():
        if path.startswith(PEOPLE["bagas"]):
            changed = text.decode().replace("aturan: kmk-300-2022", "aturan: kmk-127-2026")
            own[path] = changed + (more if "/iki/" in path else "")
    return tree.changed(own)


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        # K3 is 1 for each, so that NHK is the mean of 101,263…, 120 and 110
        (by_127("jenis_iki: baru_tanpa_historis\n"), "Nilai hasil kerja (NHK) awal s.d. 31 Maret 2026: 110,42"),
        (by_127(""), "NHK s.d. 31 Maret 2026 tidak dihitung: K3 1a-C, 1b-N, 2a-N tidak dapat ditentukan"),
        (examples(), None),
    ],
    ids=["known", "without K3", "not defined"],
)
def test_nhk_to_date_stands_where_the_profile_defines_it(tree: MemoryTree, said: str | None) -> None:
    made = sheet_of(tree, "bagas")
    assert made is not None
    assert said in made.root.text if said else "NHK" not in made.root.text


def test_nhk_is_of_the_last_day_up_to_which_nothing_lacks() -> None:
    line = {"iki": "1a-C", "periode": "Q2", "realisasi": 10}
    tree = by_127("jenis_iki: baru_tanpa_historis\n")
    made = sheet_of(edited(tree, [{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line]}]), "bagas")
    assert made is not None
    assert "NHK) awal s.d. 31 Maret 2026: 110,42" in made.root.text
    assert "dari 3 di antara 4 IKI" in made.root.text


def test_where_the_k3_of_many_is_not_known_they_are_counted() -> None:
    line = {"iki": "T1a-N", "periode": "Q1", "realisasi": 1}
    quarterly = {
        path: text.decode().replace("{Y: 1}", "{Q1: 1, Y: 1}").replace("pelaporan: tahunan", "pelaporan: triwulanan")
        for path, text in by_127("").files.items()
        if path.startswith(PEOPLE["bagas"]) and path.endswith(("skp.yaml", "T1a-N.yaml"))
    }
    tree = by_127("").changed(quarterly)
    made = sheet_of(edited(tree, [{"file": "bagas/dki/2026-04-09.yaml", "realisasi": [line]}]), "bagas")
    assert made is not None
    assert "tidak dihitung: K3 4 di antara 4 IKI tidak dapat ditentukan dari manual" in made.root.text
