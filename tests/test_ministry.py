"""The generated ministry is what it says: clean, of every kind, landed in the order of days, the same every time."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import skpkit
from skpkit.findings import Severity
from tests.support.gitrepo import GitRepo
from tests.support.outside import ministry

DAY = date(2026, 12, 31)
DOSSIERS, COMMITS, SEED = 15, 60, 10  # one of them has an adendum, one a komplemen


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("ministry") / "records"
    ministry.write_ministry(folder, DOSSIERS, COMMITS, SEED, checkout=False)
    return folder


def stream(dossiers: int, seed: int, faults: int = 0) -> bytes:
    """What git would be told."""
    told = io.BytesIO()
    ministry.write_history(told, dossiers, COMMITS, seed, faults)
    return told.getvalue()


def test_it_is_clean_under_every_rule(folder: Path) -> None:
    verdict = skpkit.check(folder, rev="HEAD", today=DAY)
    assert verdict.dossiers == DOSSIERS
    assert [(each.code, each.problem.at) for each in verdict.findings] == []


def test_its_history_is_clean_too(folder: Path) -> None:
    verdict = skpkit.audit(folder, "HEAD~3..HEAD", today=DAY)
    assert len(verdict.steps or ()) == 3
    assert [(each.code, each.problem.at) for each in verdict.findings if each.severity is not Severity.INFO] == []


def test_dossiers_are_of_every_size_and_kind(folder: Path) -> None:
    paths = GitRepo(folder).git("ls-tree", "-r", "--name-only", "HEAD").split()
    counts = Counter(re.search("/([0-9]{18})/", each)[1] for each in paths if "/" in each)  # type: ignore[index]
    assert len(counts) == DOSSIERS
    assert {21, 26} <= set(counts.values()) <= set(range(20, 27))
    told = GitRepo(folder).git("log", "--format=%s")
    manuals = GitRepo(folder).git("grep", "-h", "periode_pelaporan", "HEAD")
    assert {each.split()[-1] for each in manuals.splitlines()} == {"bulanan", "triwulanan", "semesteran", "tahunan"}
    assert any("/komplemen-1/skp.yaml" in each for each in paths)
    assert "perubahan:" in GitRepo(folder).git("grep", "-h", "perubahan:", "HEAD")
    assert len(told.splitlines()) == COMMITS


def test_commits_lie_in_the_order_of_their_days(folder: Path) -> None:
    times = [int(each) for each in GitRepo(folder).git("log", "--reverse", "--format=%ct").split()]
    assert times == sorted(set(times))


def test_the_same_numbers_give_the_same_and_another_seed_another() -> None:
    assert stream(3, 1) == stream(3, 1) != stream(3, 2)


def test_a_fault_is_what_was_asked_for(tmp_path: Path) -> None:
    ministry.write_ministry(tmp_path / "records", 3, 5, faults=1, checkout=False)
    verdict = skpkit.check(tmp_path / "records", rev="HEAD", today=DAY)
    assert verdict.exit_code == 1
    assert len({each.dossier for each in verdict.findings}) == 1


def test_nobody_has_the_nip_of_another() -> None:
    nips = {ministry.person(nth).nip for nth in range(0, 80_000, 7)}
    assert len(nips) == len(range(0, 80_000, 7))
    assert {len(each) for each in nips} == {18}
