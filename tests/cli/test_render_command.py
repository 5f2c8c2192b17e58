"""`skpkit render`: where documents go, what is not written over, units, bundles, and what can be printed."""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from skpkit.cli._keeping import Kept
from skpkit.cli._shared import TakenError, write_whole
from skpkit.errors import WrongUsage
from skpkit.paper.ours import MARK, whose
from skpkit.printouts import Printed
from tests.support.command import COMMIT, git, run, run_here
from tests.support.gitrepo import photograph
from tests.support.signed import signed

BAGAS = "records/2026/199203172015021003"
UNIT = "records/2026/kantor"
Bound = tuple[Path, subprocess.CompletedProcess[str]]
EN = ("--lang", "en")


def raw(office: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """A run whose output is bytes."""
    return subprocess.run([sys.executable, "-m", "skpkit", *words], cwd=office, capture_output=True)


@pytest.fixture
def unit(office: Path) -> Path:
    """The same office with two of its people in a unit's folder."""
    (office / UNIT).mkdir()
    for nip in ("199203172015021003", "197805142003121002"):
        (office / "records/2026" / nip).rename(office / UNIT / nip)
    git(office, "add", "--all")
    git(office, *COMMIT)
    return office


# --- where documents go ----------------------------------------------------------------------------------------------


def test_a_dash_is_the_standard_output_and_nothing_else_is_said_there(office: Path) -> None:
    done = raw(office, "render", BAGAS, "-o", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    run_here(office, "render", BAGAS, "-o", "skp.pdf")
    assert done.stdout == (office / "skp.pdf").read_bytes()
    assert not (office / "-").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a terminal of its own")
def test_no_document_is_poured_over_a_terminal(office: Path) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "skpkit", "render", BAGAS, "-o", "-", *EN]
    done = subprocess.run(words, cwd=office, stdout=theirs, stderr=subprocess.PIPE, text=True)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr.startswith("skpkit: a document is no text for a terminal; name a file with -o")


@pytest.mark.parametrize("out", ["-", "satu.pdf"])
def test_several_documents_are_no_single_file_and_a_remedy_is_told(office: Path, out: str) -> None:
    before = photograph(office)
    done = run_here(office, "render", BAGAS, f"{BAGAS}/iki/1b-N.yaml", "-o", out, *EN)
    assert done.returncode == 2
    assert f"and {out} is none; end its name with /, or put the documents into one PDF with --bundle" in done.stderr
    assert photograph(office) == before


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("x" * 300 + ".pdf", "namanya terlalu panjang"),
        ("skpkit.yaml/skp.pdf", "sebagian jalurnya adalah berkas, bukan folder"),
        ("/proc/tidak-ada/skp.pdf", "berkas atau folder itu tidak ada"),
        ("lingkar/skp.pdf", "tautannya berputar-putar"),
    ],
)
def test_what_the_system_refuses_is_told_in_the_readers_language(office: Path, out: str, why: str) -> None:
    (office / "lingkar").symlink_to("lingkar")
    before = photograph(office)
    done = run_here(office, "render", BAGAS, "-o", out)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"skpkit: {out} tidak dapat ditulis ({why}); tidak ada berkas yang tertulis sebagian\n"
    assert photograph(office) == before


@pytest.mark.skipif(sys.platform != "linux", reason="opens with the program of a Linux desktop")
def test_open_hands_what_was_written_to_the_program_of_the_system(office: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    viewer = programs / "xdg-open"
    viewer.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    viewer.chmod(0o755)
    path = f"{programs}:{os.environ['PATH']}"
    opened = tmp_path / "opened"
    assert run(office, "render", BAGAS, "-o", "skp.pdf", "--open", PATH=path).returncode == 0
    wait_for(opened)
    assert opened.read_text() == str(office / "skp.pdf")
    viewer.unlink()
    (programs / "git").symlink_to(str(shutil.which("git")))
    done = run(office, "render", BAGAS, "-o", "skp.pdf", "--open", *EN, PATH=str(programs))
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1].startswith("skp.pdf was written, but the system has no program that opens it")


def wait_for(file: Path) -> None:
    """Until a process that nobody waits for has written a file."""
    while not (file.exists() and file.read_text()):
        os.sched_yield()


# --- what is not written over ----------------------------------------------------------------------------------------


def made(office: Path, style: str) -> Path:
    """An SKP printed into a folder: its first file."""
    assert run_here(office, "render", BAGAS, "--format", style, "-o", "keluar/").returncode == 0
    return min((office / "keluar").iterdir())


@pytest.mark.parametrize("style", ["pdf", "png", "svg", "typ"])
def test_what_skpkit_printed_is_printed_over(office: Path, style: str) -> None:
    file = made(office, style)
    assert whose(file.read_bytes()) == "ours"
    (office / BAGAS / "skp.yaml").write_text(
        (office / BAGAS / "skp.yaml").read_text(encoding="utf-8").replace("Bagas Pratama", "Bagas Prakoso"),
        encoding="utf-8",
    )
    old = file.read_bytes()
    assert made(office, style).read_bytes() != old


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("skp.pdf", b"%PDF-1.4\nsurat\n"),
        ("skp.pdf", b"surat\n"),
        ("skp.pdf", MARK.encode()),
        ("skp.typ", b"= Catatan\n"),
        ("skp.svg", b"<svg></svg>"),
    ],
)
def test_a_file_of_others_stays_until_force_is_used(office: Path, name: str, content: bytes) -> None:
    (office / name).write_bytes(content)
    words = ("render", f"{BAGAS}/iki/1b-N.yaml", "--format", name[-3:], "-o", name, *EN)
    done = run_here(office, *words)
    assert done.returncode == 2
    assert done.stderr.startswith(f"skpkit: {name} is there already and was not printed by skpkit; name another file")
    assert (office / name).read_bytes() == content
    assert run_here(office, *words, "--force").returncode == 0
    assert (office / name).read_bytes() != content


def test_a_picture_of_others_stays_and_ours_is_still_the_same_picture(office: Path) -> None:
    file = made(office, "png")
    with Image.open(file) as picture:
        picture.load()
        assert picture.info["Software"].startswith(MARK)
        other = io.BytesIO()
        picture.save(other, "png")
    file.write_bytes(other.getvalue()[:-1])
    assert run_here(office, "render", BAGAS, "--format", "png", "-o", "keluar/").returncode == 2


def test_a_signed_file_stays_and_so_do_its_neighbours(office: Path) -> None:
    git(office, "add", "--all")
    run_here(office, "render", BAGAS, f"{BAGAS}/iki/1b-N.yaml", "-o", "keluar/")
    first, second = sorted((office / "keluar").iterdir())
    second.write_bytes(signed(second.read_bytes()))
    first.write_bytes(first.read_bytes()[:-1] + b" ")
    before = photograph(office / "keluar")
    done = run_here(office, "render", BAGAS, f"{BAGAS}/iki/1b-N.yaml", "-o", "keluar/", *EN)
    assert done.returncode == 2
    assert f"{second.relative_to(office)} was signed, or changed, after it had been printed" in done.stderr
    assert photograph(office / "keluar") == before
    assert run_here(office, "render", "--all", "-o", "semua", *EN).returncode == 0


def by_another_program(content: bytes) -> bytes:
    """A PDF as a program saves it in which somebody worked on it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(Contents="Catatan"))])
        pdf.save(out)
    return out.getvalue()


def with_other_manifest() -> bytes:
    """A PDF of another program that calls what it attaches as skpkit does."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["manifest.json"] = pikepdf.AttachedFileSpec(pdf, b'{"nama": "arsip"}', filename="manifest.json")
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("style", "work"),
    [
        ("pdf", by_another_program),
        ("svg", lambda drawn: drawn.replace(b"<path", b'<path id="x"', 1)),
        ("typ", lambda markup: markup.replace(b"Bagas", b"Bagus", 1)),
        ("typ", lambda markup: markup + b"= Catatan\n"),
        ("png", lambda picture: picture[:-20] + b"x" + picture[-19:]),
    ],
)
def test_what_somebody_worked_on_since_stays(office: Path, style: str, work: Callable[[bytes], bytes]) -> None:
    file = made(office, style)
    file.write_bytes(work(file.read_bytes()))
    before = photograph(office)
    done = run(office, "render", BAGAS, "--format", style, "-o", "keluar/", *EN)
    assert done.returncode == 2
    assert f"{file.relative_to(office)} was signed, or changed, after it had been printed" in done.stderr
    assert photograph(office) == before


def test_a_bundle_is_printed_over_unless_somebody_worked_on_it(office: Path) -> None:
    words = ("render", BAGAS, "--bundle", "--document", "skp", "-o", "berkas.pdf", *EN)
    for _ in range(2):
        assert run(office, *words, "--kertas", "f4").returncode == 0
    (office / "berkas.pdf").write_bytes(by_another_program((office / "berkas.pdf").read_bytes()))
    assert run(office, *words).returncode == 2


def test_what_is_no_file_or_has_our_words_only_stays(office: Path) -> None:
    (office / "arsip.pdf").write_bytes(with_other_manifest())
    assert (
        "arsip.pdf is there already and was not printed by skpkit"
        in run(office, "render", BAGAS, "-o", "arsip.pdf", *EN).stderr
    )
    name = made(office, "pdf").name
    (office / "pipa").mkdir()
    os.mkfifo(office / "pipa" / name)
    assert run(office, "render", BAGAS, "-o", "pipa/").returncode == 2
    assert (office / "pipa" / name).is_fifo()


def test_a_link_stays_one_and_rights_stay_as_they_are(office: Path) -> None:
    file = made(office, "pdf")
    file.chmod(0o600)
    (office / "skp.pdf").symlink_to(file)
    assert run(office, "render", BAGAS, "-o", "skp.pdf", "--kertas", "f4").returncode == 0
    assert (office / "skp.pdf").is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o400)
    before = file.read_bytes()
    done = run(office, "render", BAGAS, "-o", "skp.pdf", *EN)
    assert (done.returncode, file.read_bytes()) == (2, before)
    assert done.stderr.startswith("skpkit: skp.pdf is there already and protected against writing")
    assert run(office, "render", BAGAS, "-o", "skp.pdf", "--force").returncode == 0
    assert (file.read_bytes() != before, file.stat().st_mode & 0o777) == (True, 0o400)


def test_of_two_documents_of_one_name_none_is_lost(tmp_path: Path) -> None:
    """As the SKP of one person of two years."""
    one, other = (Printed("1992-skp", [content], "pdf", tmp_path / "records") for content in (b"2025", b"2026"))
    with pytest.raises(WrongUsage) as caught:
        Kept(f"{tmp_path}/keluar/").keep(one, other)
    assert "several of these documents would be written to" in caught.value.sentence("en")
    assert Kept(f"{tmp_path}/keluar/").keep(one, one)


def test_what_came_while_printing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "skp.pdf"
    target.write_bytes(b"surat")
    for link in (os.link, nowhere):
        monkeypatch.setattr(os, "link", link)
        with pytest.raises(TakenError):
            write_whole(target, b"baru", new=True)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"skp.pdf": b"surat"}
    write_whole(tmp_path / "lain.pdf", b"baru", new=True)
    assert (tmp_path / "lain.pdf").read_bytes() == b"baru"


def nowhere(*_: object) -> None:
    """As a file system that knows no second name of a file."""
    raise PermissionError


def test_an_empty_file_is_nobodys(office: Path) -> None:
    (office / "skp.pdf").touch()
    assert run_here(office, "render", BAGAS, "-o", "skp.pdf").returncode == 0


# --- folders ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "count"), [(UNIT, 2), ("records/2026", 5), ("records", 5), (".", 5), (f"{UNIT}/", 2)]
)
def test_a_unit_is_printed_whole(unit: Path, folder: str, count: int) -> None:
    done = run_here(unit, "render", folder, "-o", "keluar", *EN)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr == f"{count} documents written below keluar\n"
    assert len(list((unit / "keluar").rglob("*.pdf"))) == count


def test_a_unit_of_another_revision_is_printed_from_there(unit: Path) -> None:
    (unit / UNIT).rename(unit / "records/2026/pindah")
    assert run_here(unit, "render", UNIT, "-o", "keluar", "--rev", "HEAD").returncode == 0
    assert run_here(unit, "render", UNIT, "-o", "keluar2").returncode == 3


def test_a_unit_and_one_document_of_each(unit: Path) -> None:
    assert run_here(unit, "render", UNIT, "-o", "keluar", "--document", "hek").returncode == 0
    assert [each.name for each in (unit / "keluar").rglob("*.pdf")] == ["199203172015021003-evaluasi-Q1-hek.pdf"]


@pytest.mark.parametrize("folder", ["records/2026/lain", "records/2025", "skpkit.yaml"])
def test_a_folder_without_dossiers_is_no_success(unit: Path, folder: str) -> None:
    done = run_here(unit, "render", folder, "-o", "keluar", *EN)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert not (unit / "keluar").exists()


# --- bundles ---------------------------------------------------------------------------------------------------------


def bookmarks(file: Path) -> list[tuple[str, int]]:
    """The bookmarks of a PDF and the pages that they lead to, from 1."""
    reader = PdfReader(file)

    def flat(items: Any) -> list[tuple[str, int]]:
        if isinstance(items, list):
            return [one for each in items for one in flat(each)]
        return [(str(items.title), (reader.get_destination_page_number(items) or 0) + 1)]

    return flat(reader.outline)


@pytest.fixture(scope="module")
def bound(whole_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Bound:
    """An office with the bundle of a dossier, berkas.pdf, and what was said of it."""
    office = tmp_path_factory.mktemp("bound")
    shutil.copytree(whole_office, office, dirs_exist_ok=True)
    return office, run_here(office, "render", BAGAS, "--bundle", "-o", "berkas.pdf", *EN)


def test_a_bundle_of_a_dossier_has_all_that_is_signed_in_that_order(
    bound: Bound,
) -> None:
    office, done = bound
    assert done.returncode == 3  # the history begins with the adendum, so there is no sheet of it
    assert "has no sheet of change 1" in done.stderr
    found = bookmarks(office / "berkas.pdf")
    assert [title for title, _ in found] == [
        "Sasaran Kinerja Pegawai 2026 Adendum ke-1",
        *(f"Manual IKI {kode} tahun 2026" for kode in ("1a-C", "1b-N", "2a-N", "T1a-N")),
        *(f"Dialog Kinerja Individu {day} 2026" for day in ("22 Januari", "7 April", "8 Mei")),
        "Rencana Aksi 2026",
        *(f"Individual Performance Review Triwulan {quarter} 2026" for quarter in ("I", "II")),
        "Evaluasi Kinerja Pegawai 2026 Triwulan I",
        "Dokumen Evaluasi Kinerja Pegawai 2026 Triwulan I",
    ]
    with pikepdf.open(office / "berkas.pdf") as pdf:
        texts = [page for _, page in found]
        assert texts == sorted(set(texts))
        assert len(pdf.pages) >= texts[-1]


def test_each_document_of_a_duplex_bundle_begins_on_the_front_of_a_sheet(office: Path) -> None:
    single = run_here(office, "render", BAGAS, "--bundle", "-o", "satu.pdf", "--document", "manual")
    double = run_here(office, "render", BAGAS, "--bundle", "--duplex", "-o", "dua.pdf", "--document", "manual")
    assert (single.returncode, double.returncode) == (0, 0)
    assert all(page % 2 for _, page in bookmarks(office / "dua.pdf"))
    assert any(page % 2 == 0 for _, page in bookmarks(office / "satu.pdf"))
    shown, printed = (
        [page.extract_text() for page in PdfReader(office / name).pages] for name in ("satu.pdf", "dua.pdf")
    )
    assert [each for each in printed if each.strip()] == shown


def test_a_bundle_keeps_the_standards_and_its_sources_and_has_the_same_bytes(unit: Path) -> None:
    for name, by in (("satu.pdf", run), ("dua.pdf", run_here)):
        assert by(unit, "render", UNIT, "--bundle", "-o", name, "--rev", "HEAD").returncode == 3
    assert (unit / "satu.pdf").read_bytes() == (unit / "dua.pdf").read_bytes()
    assert [each.message for each in pdfua.validate(str(unit / "satu.pdf")).findings] == []
    with pikepdf.open(unit / "satu.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "id-ID"
        assert f"{UNIT}/199203172015021003/skp.yaml".replace("/", "-") in pdf.attachments
        held = pdf.attachments["manifest.json"].get_file().read_bytes()
        assert b'"bundle": [' in held
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "3")
            assert metadata["dc:title"] == "Berkas kinerja: kantor"
        with pdf.open_outline() as outline:
            assert [each.title for each in outline.root] == ["Ratna Wulandari", "Bagas Pratama"]
        names = [str(each) for each in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
        assert names == sorted(set(names))


def test_every_cell_of_a_bundle_still_finds_its_heads(bound: Bound) -> None:
    with pikepdf.open(bound[0] / "berkas.pdf") as pdf:
        known = {bytes(each) for each in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]}
        asked = set()
        for each in pdf.objects:
            held: Any = each.get("/A", []) if isinstance(each, pikepdf.Dictionary) else []
            for one in held if isinstance(held, pikepdf.Array) else [held]:
                if isinstance(one, pikepdf.Dictionary) and "/Headers" in one:
                    asked |= {bytes(name) for name in one.Headers}
        assert asked
        assert asked <= known


def test_verify_names_a_bundle(bound: Bound) -> None:
    done = run_here(bound[0], "verify", "berkas.pdf", *EN)
    assert done.returncode == 1
    assert "is a bundle of 13 documents" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        (BAGAS, "--duplex", "-o", "x.pdf"),
        (BAGAS, "--bundle", "--format", "png", "-o", "x.png"),
        (BAGAS, "--bundle", "-o", "x.txt"),
        (BAGAS, "--bundle"),
        (BAGAS, "-o", "-", "--open"),
        (BAGAS, "--bundle", "-o", f"{BAGAS}/x.pdf"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(office: Path, words: tuple[str, ...]) -> None:
    before = photograph(office)
    done = run_here(office, "render", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert photograph(office) == before


# --- what can be printed ---------------------------------------------------------------------------------------------


def test_help_on_documents_tells_them_apart_and_offers_what_can_be_printed(office: Path) -> None:
    done = run_here(office, "render", f"{BAGAS}/skp.yaml", "--document", "help", *EN)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(set(lines)) == len(lines)
    what = "(the Individual Performance Review of a quarter)"
    assert [each for each in lines if "ipr-" in each] == [
        f"  ipr-Q1          Individual Performance Review Triwulan I 2026 {what}",
        f"  ipr-Q2          Individual Performance Review Triwulan II 2026 {what}",
    ]
    assert "perubahan" not in done.stdout
    (reason,) = done.stderr.splitlines()  # the last change sheet has two names
    assert reason.startswith(f"{BAGAS}/skp.yaml has no sheet of change 1: the history here begins after that change")
    assert reason.endswith("skpkit render --blank perubahan")


def test_help_on_a_dossier_lists_all_its_records(office: Path) -> None:
    done = run_here(office, "render", BAGAS, "--document", "help", *EN)
    for day, name in (("2026-04-07", "7 April"), ("2026-05-08", "8 Mei")):
        assert f"{BAGAS}/dki/{day}.yaml:\n  dki             Dialog Kinerja Individu {name}" in (done.stdout)


def test_help_on_documents_of_all_needs_no_place_to_write(office: Path) -> None:
    listed = run_here(office, "render", "--all", "--document", "help", *EN)
    assert listed.stdout == run_here(office, "render", "records/2026", "--document", "help", *EN).stdout
    assert (listed.returncode, listed.stdout.count("  skp  ")) == (0, 5)
    assert run_here(office, "render", BAGAS, "--bundle", "--document", "help", *EN).returncode == 0


def test_help_on_documents_offers_what_can_be_had_so(office: Path) -> None:
    listed = run_here(office, "render", BAGAS, "--document", "help", "--format", "xlsx", *EN)
    names = {line.split()[0] for line in listed.stdout.splitlines() if line.startswith("  ")}
    assert (listed.returncode, names, listed.stderr) == (0, {"skp", "manual", "hek"}, "")
    none = run_here(office, "render", f"{BAGAS}/dki/2026-04-07.yaml", "--document", "help", "--format", "docx", *EN)
    assert (none.returncode, none.stdout) == (3, "")
    assert none.stderr.startswith("skpkit: nothing there can be had as docx")


def test_help_on_documents_says_that_a_default_branch_is_not_there(office: Path) -> None:
    words = ("--base", "tidak-ada", *EN)
    listed = run_here(office, "render", f"{BAGAS}/evaluasi/Q1.yaml", "--document", "help", *words)
    printed = run_here(office, "render", f"{BAGAS}/evaluasi/Q1.yaml", "-o", "hek.pdf", *words)
    assert (listed.returncode, listed.stderr) == (printed.returncode, printed.stderr)


def test_a_dossier_prints_a_document_of_its_other_records_by_name(office: Path) -> None:
    assert run_here(office, "render", BAGAS, "--document", "hek", "-o", "hek.pdf", *EN).returncode == 0
    run_here(office, "render", f"{BAGAS}/evaluasi/Q1.yaml", "-o", "sama.pdf", *EN)
    assert (office / "hek.pdf").read_bytes() == (office / "sama.pdf").read_bytes()
    several = run_here(office, "render", BAGAS, "--document", "manual", "-o", "manual/", *EN)
    assert (several.returncode, len(list((office / "manual").iterdir()))) == (0, 4)
    one = run_here(office, "render", BAGAS, "--document", "manual", "-o", "manual.pdf", *EN)
    assert one.returncode == 2
    assert "several files are to be written" in one.stderr


def test_a_dossier_without_such_a_document_tells_all_that_it_has(office: Path) -> None:
    done = run_here(office, "render", BAGAS, "--document", "spk", "-o", "spk.pdf", *EN)
    assert done.returncode == 3
    assert done.stderr.startswith(f"skpkit: {BAGAS} has no document spk; it has: ")
    known = done.stderr.strip().rpartition(": ")[2].split(", ")
    assert {"skp", "manual", "dki", "hek", "dek", "ipr-Q1", "kemajuan"} <= {*known}
    assert len(known) == len({*known})


@pytest.mark.parametrize(("folder", "document"), [("evaluasi", "dek"), ("iki", "manual")])
def test_a_folder_in_a_dossier_stands_for_its_records(office: Path, folder: str, document: str) -> None:
    many = len(list((office / BAGAS / folder).iterdir()))
    done = run_here(office, "render", f"{BAGAS}/{folder}", "--document", document, "-o", "di/", *EN)
    assert (done.returncode, len(list((office / "di").iterdir()))) == (0, many)


def test_words_to_choose_from_may_be_written_in_capitals(office: Path) -> None:
    done = run_here(office, "render", BAGAS, "--kertas", "F4", "--format", "PDF", "-o", "f4.pdf", *EN)
    assert (done.returncode, done.stderr) == (0, "f4.pdf written\n")
    assert run_here(office, "verify", "f4.pdf", "--format", "JSON").returncode == 0


def test_a_name_that_another_form_ends_with_says_how_to_choose_that(office: Path) -> None:
    done = run_here(office, "render", BAGAS, "-o", "skp.docx", *EN)
    assert done.returncode == 2
    assert done.stderr.endswith("with /, or choose another form with --format\n")


# --- paper and blank forms -------------------------------------------------------------------------------------------


def _width(file: Path) -> int:
    return round(float(PdfReader(file).pages[0].mediabox.width) / 72 * 25.4)


def test_paper_is_chosen_for_one_print(office: Path) -> None:
    for paper, width in (("a4", 297), ("f4", 330)):
        assert run_here(office, "render", BAGAS, "--kertas", paper, "-o", f"{paper}.pdf").returncode == 0
        assert _width(office / f"{paper}.pdf") == width
    assert run_here(office, "verify", "f4.pdf").returncode == 0
    assert run_here(office, "render", BAGAS, "--kertas", "a5", "-o", "a5.pdf").returncode == 2


def test_blank_forms_need_no_records(tmp_path: Path) -> None:
    listed = run_here(tmp_path, "render", "--blank", "help", *EN)
    assert listed.returncode == 0
    assert "dek-keberatan           the DEK with an objection" in listed.stdout
    done = run_here(tmp_path, "render", "--blank", "skp", "--kertas", "f4", "-o", "skp.pdf")
    assert (done.returncode, done.stdout) == (0, "")
    assert _width(tmp_path / "skp.pdf") == 330


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--blank", "skpp", "-o", "x.pdf"), "there is no blank form skpp; `--blank help` lists them"),
        (("--blank", "skp", BAGAS, "-o", "x.pdf"), "name no RECORD"),
        (("--blank", "skp", "--rev", "HEAD", "-o", "x.pdf"), "leave --rev out"),
        (("--blank", "skp", "--duplex", "-o", "x.pdf"), "leave --duplex out"),
        (("--blank", "skp", "--today", "2026-06-15", "-o", "x.pdf"), "leave --today out"),
        (("--blank", "skp", "--open", "-o", "-"), "the standard output cannot be opened"),
    ],
)
def test_a_blank_form_that_cannot_be_is_told(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run_here(tmp_path, "render", *words, *EN)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "x.pdf").exists()


def test_a_blank_form_is_told_what_does_not_go_with_it(office: Path) -> None:
    done = run_here(office, "render", BAGAS, "--blank", "skp", "-o", "skp.pdf", *EN)
    assert (done.returncode, done.stderr) == (
        2,
        "skpkit: --blank prints a form without a record, so name no RECORD; or leave --blank out\n",
    )
    done = run_here(office, "render", BAGAS, "--blank", "skp", "--rev", "HEAD", "-o", "skp.pdf", *EN)
    assert done.stderr.endswith("so name no RECORD and leave --rev out\n")
