"""`skpkit approve` on a rancangan: what employee and appraiser have approved is established, and by rules."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from skpkit.source.yamlfile import read
from tests.support.command import git, run_here
from tests.support.killing import killed_everywhere

NIP, HEAD = "199203172015021003", "197805142003121002"
FOLDER = f"records/2026/kppn-contoh/{NIP}"
PLAN = (
    NIP, "--nama", "Bagas Pratama", "--jabatan", "Pelaksana", "--unit", "KPPN Contoh", "--instansi", "Badan Contoh",
    "--penilai", HEAD, "--penilai-nama", "Ratna Wulandari", "--penilai-jabatan", "Kepala Kantor",
    "--rhk", "Terselesaikannya pengujian SPM",
    "--iki", "1 | Persentase SPM tepat waktu | waktu | persen | 95 95 96 96",
)  # fmt: skip
EMPLOYEE, APPRAISER = ("--as", "pegawai"), ("--as", "pejabat_penilai_kinerja")


@pytest.fixture
def talked(tmp_path: Path) -> Path:
    """A repository with an SKP, its manual, and the dialogue that agreed on it, which is a draft."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "skpkit.yaml").write_text("jenis: pengaturan\nversi: 1\n")
    for words in (
        ("skp", *PLAN),
        ("manual", NIP, "--isi", "sumber_data=SAKTI", "--yes"),
        ("dki", NIP, "--yes", "--aksi", "Menyusun jadwal | 2026-03-31"),
    ):
        done = run_here(tmp_path, "new", *words, "--today", "2026-01-07")
        assert done.returncode == 0, done.stderr
    assert f"skpkit realisasi {FOLDER} --lapor" in done.stdout
    return tmp_path


def plan_in(folder: Path) -> Any:
    return read((folder / FOLDER / "skp.yaml").read_bytes()).data


def test_the_second_of_both_approvals_establishes(talked: Path) -> None:
    assert run_here(talked, "realisasi", NIP, "--lapor", "--today", "2026-01-07").returncode == 0
    first = run_here(talked, "approve", NIP, *APPRAISER, "--today", "2026-01-08")
    assert (first.returncode, plan_in(talked)["status"]) == (0, "rancangan")
    assert f"skpkit approve {FOLDER}/skp.yaml --as pegawai" in first.stdout
    second = run_here(talked, "approve", FOLDER, *EMPLOYEE, "--today", "2026-01-09")
    assert second.returncode == 0, second.stderr
    assert "ditetapkan pada 9 Januari 2026" in second.stdout
    data = plan_in(talked)
    assert (data["status"], data["penetapan"]["tanggal"]) == ("ditetapkan", "2026-01-09")
    assert "# rancangan selama disusun" in (talked / FOLDER / "skp.yaml").read_text(encoding="utf-8")
    checked = run_here(talked, "check", "--today", "2026-01-09")
    assert "Sesuai ketentuan" in checked.stdout.splitlines()[-1], checked.stdout


def asked(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Sit at a terminal and answer."""
    monkeypatch.setattr("skpkit.cli._asking.somebody_reads", lambda: True)
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{each}\n" for each in answers)))


LATE = ("--today", "2026-11-30")


def test_before_the_plan_is_set_nothing_is_asked_of_what_was_reached(
    talked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (draft,) = (talked / FOLDER / "dki").iterdir()
    value = ("--nilai", "1a-N", "Q1", "95")
    odd = run_here(talked, "realisasi", NIP, *value, *LATE)
    assert (odd.returncode, "masih rancangan" in odd.stderr, "--yakin" in odd.stderr) == (2, True, True)
    assert f"skpkit new dki {FOLDER}" in odd.stderr
    also = run_here(talked, "new", "dki", NIP, "--realisasi", "1a-N:Q1=95", "-y", *LATE)
    assert (also.returncode, "masih rancangan" in also.stderr) == (2, True), also.stderr
    asked(monkeypatch, "")
    left = run_here(talked, "realisasi", NIP, *LATE)
    assert (left.returncode, left.stdout.count("target 95")) == (0, 0), left.stdout + left.stderr
    assert "masih rancangan" in left.stdout
    asked(monkeypatch, *[""] * 30)
    another = run_here(talked, "new", "dki", NIP, *LATE)
    assert "target 95" not in another.stdout, another.stdout
    asked(monkeypatch)
    done = run_here(talked, "realisasi", NIP, "--lapor", "--tanggal", "2026-01-07", *LATE)
    assert done.returncode == 0, done.stderr
    assert "dilaporkan: 2026-11-30" in draft.read_text(encoding="utf-8")


def test_an_earlier_day_that_comes_in_later_does_not_move_it_back(talked: Path) -> None:
    run_here(talked, "realisasi", NIP, "--lapor", "--today", "2026-01-07")
    run_here(talked, "approve", NIP, *APPRAISER, "--today", "2026-01-09")
    done = run_here(talked, "approve", NIP, *EMPLOYEE, "--date", "2026-01-08", "--today", "2026-01-10")
    assert done.returncode == 0, done.stderr
    assert plan_in(talked)["penetapan"]["tanggal"] == "2026-01-09"


def test_what_a_rule_forbids_is_not_established_and_the_way_is_told(talked: Path) -> None:
    run_here(talked, "approve", NIP, *EMPLOYEE, "--today", "2026-01-08")
    before = (talked / FOLDER / "skp.yaml").read_bytes()
    done = run_here(talked, "approve", NIP, *APPRAISER, "--today", "2026-01-08")
    assert done.returncode == 1
    told = done.stderr.splitlines()
    assert len(told) == 4, "what is wrong, and what is open"
    assert "SKP215" in told[1]
    assert "laporkan: skpkit realisasi " in told[1]
    assert "--lapor --tanggal 2026-" in told[1]
    assert (talked / FOLDER / "skp.yaml").read_bytes() == before


def test_an_nip_stands_for_the_newest_dossier(talked: Path) -> None:
    shown = run_here(talked, "frozen", NIP, "--today", "2026-01-08")
    assert shown.stdout == run_here(talked, "frozen", FOLDER, "--today", "2026-01-08").stdout
    listed = run_here(talked, "render", NIP, "--document", "help")
    assert listed.stdout == run_here(talked, "render", FOLDER, "--document", "help").stdout
    assert listed.returncode == shown.returncode == 0
    nobody = run_here(talked, "frozen", HEAD, "--today", "2026-01-08")
    assert (nobody.returncode, len(nobody.stderr.splitlines())) == (3, 1)


def test_killed_it_leaves_nothing_half_written(talked: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    run_here(talked, "realisasi", NIP, "--lapor", "--today", "2026-01-07")
    run_here(talked, "approve", NIP, *EMPLOYEE, "--today", "2026-01-08")
    words = ["approve", NIP, *APPRAISER, "--today", "2026-01-08"]
    killed_everywhere(talked, tmp_path_factory.mktemp("saat"), words, every=9)
