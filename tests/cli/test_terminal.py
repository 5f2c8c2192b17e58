"""At a terminal of 80 columns, where people are asked: whole words, dates and choices as they have them."""

import io
import re
from pathlib import Path

import pytest

from skpkit.cli import _asking
from skpkit.cli._asking import Asking, day_in
from skpkit.cli._language import use
from skpkit.cli._new_manual import ASK_CHOICE, KNOWN
from skpkit.cli._wrapping import wrapped
from skpkit.errors import SkpkitError
from skpkit.messages import translate
from skpkit.writing.meeting import MEDIA
from tests.support.command import run_here
from tests.support.terminal import seen_at_terminal

NIP, BAGAS = "199304122015022001", "199203172015021003"


@pytest.fixture(autouse=True)
def _indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "id")  # so that it is again what it was, for the git of other tests
    use("id")


def commands() -> dict[str, tuple[list[str], list[str]]]:
    """Commands that ask, each with answers that lead through its questions, wrong ones among them."""
    plan = ["2027", NIP, "Rina", "-", "Pelaksana", "Seksi", "jf ahli", "Kemenkeu", "2", "", "bukan", "", "31/02/2026",
            "", "", "", "", "Tri", "", "Kepala", "", "Hasil", "Jumlah", "", "3", "berkas", "", "", "1.000", "5", "0",
            "t", "5", "6", "", "", "", "y"]  # fmt: skip
    again = ["", "", "y", "dua", *[""] * 40]
    return {
        "skp": (["new", "skp", "--today", "2027-01-05"], plan + again),
        "dki": (["new", "dki", BAGAS, "--today", "2026-07-06"], ["6/7/2026", "rapat", "", "", *["x"] * 4, *[""] * 40]),
        "manual": (["new", "manual", "--today", "2026-07-06"], [BAGAS]),
        "evaluasi": (["new", "evaluasi", BAGAS, "--today", "2026-07-06"], ["", "bagus sekali", "baik", *["2"] * 20]),
        "realisasi": (["realisasi", BAGAS, "--today", "2026-07-06"], ["1.234", "nihil", "500", "", *[""] * 20]),
        "adendum": (["adendum", BAGAS, "--today", "2026-06-15"], ["1b-N Q1=9", "1b-N Q3=12", "", "Mitra", "", "", "1"]),
        "komplemen": (["komplemen", BAGAS, "--today", "2026-06-15"], ["1/7/2026", "Pindah", "lain", "t"]),
        "koreksi": (["koreksi", "--today", "2026-06-15"], [BAGAS, "1b-N", "Q1", "6", "Salah hitung"]),
        "approve": (["approve", "--today", "2026-06-15"], [BAGAS, "saya", "1"]),
    }


@pytest.mark.parametrize("name", commands())
def test_no_word_is_broken_at_80_columns(office: Path, name: str) -> None:
    words, said = commands()[name]
    lines = seen_at_terminal(office, words, said, 80)
    assert len(lines) > 3, lines
    broken = [each for each in lines if len(each) > 80 and not each.lstrip().startswith("skpkit ")]
    assert not broken, "\n".join(lines)
    assert not [each for each in lines if re.match(r" +\d+\) \S*_", each)], "a choice in words"


def test_no_word_is_broken_while_a_repository_begins(tmp_path: Path) -> None:
    said = [
        "Kementerian Contoh",
        "Kantor Contoh",
        "",
        "9",
        NIP,
        "Rini",
        "Pengelola",
        "Kantor Pusat",
        "",
        "",
        "semua",
        "",
    ]
    lines = seen_at_terminal(tmp_path, ["init", "--today", "2026-01-05"], [*said, "t"], 80)
    assert [each for each in lines if len(each) > 80 and not each.lstrip().startswith(("skpkit ", "git "))] == []


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  12) " + "kata " * 17 + "kata", ["  12) " + "kata " * 14 + "kata", "      " + "kata " * 2 + "kata"]),
        ("a " * 30 + "dahulu: skpkit check records/2026/x/skp.yaml; lalu ulangi", None),
        ("  skpkit approve " + "x" * 90, ["  skpkit approve " + "x" * 90]),
        ("x" * 90 + " y", ["x" * 90, "y"]),
    ],
)
def test_a_line_ends_between_words(monkeypatch: pytest.MonkeyPatch, line: str, shown: list[str] | None) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    found = wrapped(line).split("\n")
    assert shown is None or found == shown
    assert " ".join(" ".join(found).split()) == " ".join(line.split())
    if shown is None:
        assert any("skpkit check records/2026/x/skp.yaml" in each for each in found), "it can be copied"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31/12/2026", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("31 / 12 / 2026", "2026-12-31"),
        ("31 Desember 2026", "2026-12-31"),
        ("31 Des 26", "2026-12-31"),
        ("Kamis, 31 Desember 2026", "2026-12-31"),
        ("December 31, 2026", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2026/12/31", "2026-12-31"),
        ("05/01/2026", "2026-01-05"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert day_in(written).isoformat() == day
    said = capsys.readouterr().err
    assert ("dibaca sebagai 5 Januari 2026" in said, "1 Mei 2026" in said) == ((written[:2] == "05",) * 2)


@pytest.mark.parametrize("written", ["12/31/2026", "31/02/2026", "Desember 2026", "besok", "46022", "", "2026-13-01"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(SkpkitError, match="31/01/2026"):
        day_in(written)


def test_each_date_option_reads_it(office: Path) -> None:
    """What they are about may be refused; not the date."""
    tried = {
        ("check", "--today"), ("adendum", BAGAS, "--tutup"), ("adendum", BAGAS, "--tanggal"), ("koreksi", "--tanggal"),
        ("adendum", BAGAS, "--tanggal-dialog"), ("komplemen", BAGAS, "--mulai"), ("realisasi", BAGAS, "--tanggal"),
        ("approve", BAGAS, "--date"), ("exempt", "x", "--until"), ("new", "skp", "--mulai"), ("init", "--mulai"),
        ("new", "dki", BAGAS, "--tanggal"), ("new", "evaluasi", BAGAS, "--tanggal"), ("signers", "add", "--since"),
    }  # fmt: skip
    for words in tried:
        done = run_here(office, *words, "31/06/2026")
        assert (done.returncode, "“31/06/2026” bukan tanggal" in done.stderr) == (2, True), (words, done.stderr)
        done = run_here(office, *words, "30 Juni 2026")
        assert "bukan tanggal" not in done.stderr, (words, done.stderr)


@pytest.mark.parametrize("edit", [("--periode", "selesai=30/11/2026"), ("--periode", "selesai=30 November 2026")])
def test_so_does_an_edit(office: Path, edit: tuple[str, str]) -> None:
    done = run_here(office, "adendum", BAGAS, *edit, "--alasan", "Pindah", "--dialog-baru", "--today", "2026-06-15")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "selesai: 2026-11-30" in next((office / "records").rglob(f"*/{BAGAS}/skp.yaml")).read_text()


def answering(monkeypatch: pytest.MonkeyPatch, *said: str) -> Asking:
    monkeypatch.setattr(_asking, "somebody_reads", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in said)))
    return Asking()


@pytest.mark.parametrize("said", ["tatap_muka", "tatap muka", "Tatap Muka", "TATAP-MUKA", "1", ""])
def test_a_choice_is_told_and_taken_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    asks = answering(monkeypatch, said)
    assert asks.choice("x", "--media", dict.fromkeys(MEDIA, ""), usual="tatap_muka") == "tatap_muka"
    shown = capsys.readouterr().out
    assert ("1) tatap muka\n" in shown, "[tatap muka]" in shown, "_" in shown) == (True, True, False)


def test_each_choice_is_taken_by_what_it_is_told_by(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ASK_CHOICE:
        for name, words in KNOWN[key].items():
            for said in filter(None, (name.replace("_", " "), words, translate(words, "id"))):
                assert answering(monkeypatch, said).choice("x", "--isi", KNOWN[key]) == name
    for said, name in (("y", "ya"), ("t", "tidak"), ("no", "tidak")):
        assert answering(monkeypatch, said).choice("x", "--isi", KNOWN["konversi_120"]) == name


def test_a_stroke_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answering(monkeypatch, "-").text("x", "--pangkat", needed=False) == ""


def test_who_leaves_at_a_question_is_told_that_nothing_was_written(office: Path) -> None:
    lines = seen_at_terminal(office, ["new", "skp", "--today", "2027-01-05"], [], 80)
    assert "skpkit: dihentikan; tidak ada yang ditulis" in lines, lines
