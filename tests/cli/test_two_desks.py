"""Two people run commands on branches of their own: what they wrote is merged, or what is to be settled is told."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from skpkit.source.yamlfile import read
from tests.support.command import COMMIT, git, run, run_here
from tests.support.gitrepo import settle

BAGAS = "records/2026/199203172015021003"
JULY = ("--today", "2026-07-06")
RESULT = ("realisasi", BAGAS, "--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula", *JULY)
OTHER_RESULT = ("realisasi", BAGAS, "--nilai", "2a-N", "Q2", "2", "--bukti", "2a-N", "Q2", "Register", *JULY)
BEFORE = ("--today", "2026-06-15")
ADENDUM = ("adendum", BAGAS, "--target", "1b-N", "Q4=6", "--alasan", "Mitra bertambah", "--dialog-baru")
OTHER_ADENDUM = ("adendum", BAGAS, "--target", "T1a-N", "Y=3", "--alasan", "Laporan bertambah", "--dialog-baru")


@pytest.fixture(scope="module")
def shared(whole_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bersama") / "kantor"
    shutil.copytree(whole_office, folder)
    assert run(folder, "git-setup", "--write").returncode == 0
    git(folder, "add", ".")
    git(folder, *COMMIT)
    return folder


def merged(shared: Path, place: Path, ours: Sequence[str], theirs: Sequence[str]) -> tuple[Path, int]:
    """The repository in which two branches meet, a command run on each; git's exit code."""
    folder = Path(shutil.copytree(shared, place / "kantor"))
    for name, words in (("usul", theirs), ("main", ours)):
        git(folder, "switch", "--quiet", *(() if name == "main" else ("--create",)), name)
        done = run_here(folder, *words)
        assert done.returncode == 0, done.stderr
        git(folder, "add", ".")
        git(folder, *COMMIT)
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")
    made = subprocess.run(("git", *identity, "merge", "--quiet", "--no-edit", "usul"), cwd=folder, capture_output=True)
    return folder, made.returncode


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(RESULT, (*ADENDUM, *BEFORE)), ((*ADENDUM, *BEFORE), RESULT), (RESULT, OTHER_RESULT)],
    ids=["realisasi and adendum", "adendum and realisasi", "two realisasi of a day"],
)
def test_what_two_write_is_merged(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: Sequence[str], theirs: Sequence[str]
) -> None:
    settle(monkeypatch)
    folder, code = merged(shared, tmp_path, ours, theirs)
    assert code == 0
    for words in (("check", BAGAS), ("review", "HEAD~1")):
        found = [line for line in run_here(folder, *words, *JULY).stdout.splitlines() if ": kesalahan SKP" in line]
        assert all("SKP213" in line for line in found), found
    if theirs == OTHER_RESULT:
        data = read((folder / BAGAS / "dki/2026-07-06.yaml").read_bytes()).data
        assert {each["iki"] for each in data["pemantauan"]["hasil_kerja"]} == {"1b-N", "2a-N"}


@pytest.mark.parametrize("day", [BEFORE, JULY], ids=["of another day", "of one day"])
def test_two_adendum_of_one_number_are_joined_or_told(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: Sequence[str]
) -> None:
    """Their dialogues have one name where they are of one day, which somebody has to settle."""
    settle(monkeypatch)
    folder, code = merged(shared, tmp_path, (*ADENDUM, *day), (*OTHER_ADENDUM, *JULY))
    assert code == (1 if day == JULY else 0)
    entries = read((folder / BAGAS / "skp.yaml").read_bytes()).data["perubahan"]
    assert [each["nomor"] for each in entries] == [1, 2, 3]
    told = run_here(folder, "check", BAGAS, *JULY).stdout
    found = {line.partition(": kesalahan ")[2][:6] for line in told.splitlines() if ": kesalahan " in line}
    assert found - {"SKP213"} == ({"SKP001"} if day == JULY else set())
    both = re.search(r"dki/2026-07-06\.yaml:\d+:1: ", told) and "pertahankan salah satunya" in told
    assert bool(both) == (day == JULY)
