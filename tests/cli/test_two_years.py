"""A second year of an employee: which one an NIP means, which is said, and what a command asks without one."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest

from tests.support.command import COMMIT, git, run_here

NIP = "199203172015021003"
OLD, NEW = f"records/2026/{NIP}", f"records/2027/{NIP}"
JANUARY = ("--today", "2027-01-10")
WHY = ("--alasan", "Salah salin")


@pytest.fixture(scope="module")
def both(whole_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, with a draft of the year after."""
    folder = tmp_path_factory.mktemp("both")
    shutil.copytree(whole_office, folder, dirs_exist_ok=True)
    words = ("new", "skp", NIP, "--tahun", "2027", "--from", "2026", "--keep-targets", "--yes", "--folder", "-")
    made = run_here(folder, *words, "--today", "2027-01-05")
    assert made.returncode == 0, made.stderr
    git(folder, "add", ".")
    git(folder, *COMMIT)
    return folder


@pytest.fixture
def years(both: Path, tmp_path: Path) -> Path:
    """A copy of that."""
    shutil.copytree(both, tmp_path, dirs_exist_ok=True)
    return tmp_path


def asked(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("skpkit.cli._asking.somebody_reads", lambda: True)
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{each}\n" for each in answers)))


@pytest.mark.parametrize(
    ("words", "meant", "told"),
    [
        (("realisasi", NIP), OLD, "1b-N Q4"),
        (("realisasi", NIP, "--nilai", "1b-N", "Q4", "5", "--bukti", "1b-N", "Q4", "Rekap"), OLD, "1b-N Q4"),
        (("koreksi", NIP, "1b-N", "Q1", "7", *WHY), OLD, ""),
        (("frozen", NIP), OLD, "1b-N"),
        (("adendum", NIP, "--target", "1b-N", "Q4=6", *WHY, "--dialog-baru"), OLD, ""),
        (("new", "evaluasi", NIP, "--yes"), OLD, ""),
        (("new", "manual", NIP, "--yes"), NEW, "iki/1b-N.yaml"),
        (("new", "dki", NIP, "--yes"), NEW, "2027-01-10"),
        (("approve", NIP, "--as", "pegawai"), NEW, "2027"),
        (("render", NIP, "-o", "x.html"), NEW, ""),
    ],
)
def test_an_nip_means_the_year_that_a_command_has_to_do_with(
    years: Path, words: tuple[str, ...], meant: str, told: str
) -> None:
    done = run_here(years, *words, *JANUARY)
    other = OLD if meant == NEW else NEW
    assert f"yang dimaksud {meant}, tahun {meant[8:12]}" in done.stderr, (done.stdout, done.stderr)
    assert other in done.stderr
    assert told in done.stdout + done.stderr.partition("\n")[2], (done.stdout, done.stderr)


def test_the_draft_that_is_there_is_the_one_that_is_reported(years: Path) -> None:
    value = ("--nilai", "1b-N", "Q4", "5", "--bukti", "1b-N", "Q4", "Rekap")
    assert run_here(years, "realisasi", NIP, *value, *JANUARY).returncode == 0
    assert f"yang dimaksud {OLD}" in run_here(years, "realisasi", NIP, "--lapor", *JANUARY).stderr
    assert "status: dilaporkan" in (years / OLD / "dki/2027-01-10.yaml").read_text()


def test_with_one_year_or_a_folder_nothing_is_said(office: Path, years: Path) -> None:
    for words in (("frozen", OLD), ("realisasi", OLD), ("koreksi", NEW, "1b-N", "Q1", "7", *WHY)):
        assert "yang dimaksud" not in run_here(years, *words, *JANUARY).stderr
    shutil.rmtree(years / "records/2027")
    assert "yang dimaksud" not in run_here(years, "frozen", NIP, *JANUARY).stderr


@pytest.mark.parametrize(
    "words", ["realisasi", "new manual", "new dki", "new evaluasi", "adendum", "approve", "frozen"]
)
def test_whose_is_said_where_nobody_can_be_asked(office: Path, words: str) -> None:
    done = run_here(office, *words.split())
    assert done.returncode == 2
    assert f"skpkit {words} NIP" in done.stderr


def test_whose_is_asked_at_a_terminal(years: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "1992 0317", f"{NIP[:8]} {NIP[8:14]} {NIP[14:]}", "", "", "", "")
    done = run_here(years, "realisasi", *JANUARY)
    assert "18" in done.stderr + done.stdout
    assert f"yang dimaksud {OLD}" in done.stderr
    assert "1b-N" in done.stdout


def test_a_koreksi_and_an_approval_ask_for_what_they_lack(years: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, NIP, "1b-N", "Q1", "7", "Salah salin")
    done = run_here(years, "koreksi", *JANUARY)
    assert "Salah salin" in (done.stdout + done.stderr) or "keberatan" in done.stderr, done.stderr
    asked(monkeypatch, "1")
    done = run_here(years, "approve", NIP, *JANUARY)
    assert "pegawai" in (years / NEW / "skp.yaml").read_text().partition("persetujuan")[2], done.stderr
