"""What docs/ci.md tells the one who runs CI: its ranges give one verdict on one proposal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.command import run
from tests.support.gitrepo import GitRepo, settle

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "data" / "examples"
SKP = "records/2026/199203172015021003/skp.yaml"
MANUAL = "records/2026/199203172015021003/iki/1b-N.yaml"
DAY = ("--today", "2026-06-15", "--lang", "en")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """main, which has moved on; a branch that lowers a frozen target; and the merge commit that CI makes of both."""
    settle(monkeypatch)
    made = GitRepo.made(tmp_path / "office")
    files = {each.relative_to(EXAMPLES).as_posix(): each.read_bytes() for each in EXAMPLES.rglob("*") if each.is_file()}
    made.commit(dict(files))
    made.git("checkout", "--quiet", "-b", "usul")
    lowered = {
        path: re.sub(r"\{Q1: 5, (.*?), Y: 30\}", r"{Q1: 4, \1, Y: 29}", files[path].decode()) for path in (SKP, MANUAL)
    }
    made.commit(lowered)
    made.git("checkout", "--quiet", "main")
    made.commit({"CATATAN.md": "main has moved on\n"})
    made.git("checkout", "--quiet", "-b", "merged")
    made.git("merge", "--quiet", "--no-ff", "-m", "Merge", "usul")
    return made


@pytest.mark.parametrize(
    ("at", "range_"),
    [("merged", "HEAD^1...HEAD"), ("usul", "main...HEAD"), ("merged", "main...HEAD"), ("merged", "main..HEAD")],
)
def test_every_way_of_checking_out_gives_the_same_findings(repo: GitRepo, at: str, range_: str) -> None:
    repo.git("checkout", "--quiet", "--detach", at)
    done = run(repo.path, "review", range_, *DAY, "--format", "text")
    assert done.returncode == 1
    assert sorted(set(re.findall(r"error (SKP[0-9]{3})", done.stdout))) == ["SKP301"]


@pytest.mark.parametrize("range_", ["...HEAD", "..HEAD", "...", "", "  "])
def test_an_empty_variable_is_no_review_of_nothing(repo: GitRepo, range_: str) -> None:
    assert run(repo.path, "review", range_, *DAY).returncode == 2
