"""Over random pairs of branches with merges both ways: what is accepted before a merge is accepted after it."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from skpkit.judge.engine import Verdict
from tests.support.branches import Branches
from tests.support.deeds import TERMS, history
from tests.support.gitrepo import settle

SEEDS = range(int(os.environ.get("LANDING_SEEDS", "10")))


def gist(verdict: Verdict) -> tuple[object, ...]:
    """What must be the same however a branch lands."""
    return (
        verdict.exit_code,
        sorted((each.code, each.severity, each.fingerprint, each.also) for each in verdict.findings),
        sorted(each.fingerprint for each in verdict.known),
        sorted(each.sentence("en") for each in verdict.changes),
        verdict.dossiers,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_however_it_lands_the_verdict_is_the_same(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    dice = Random(seed)  # noqa: S311
    repo = Branches.of_examples(tmp_path / "rekaman")
    history(repo, dice)
    before = repo.review("main...usul")
    steps = repo.review("main...usul", each_commit=True)
    told = {each.fingerprint: each.severity.rank for each in steps.findings}
    assert all(told.get(each.fingerprint, 9) <= each.severity.rank for each in before.findings)
    assert steps.exit_code or not before.exit_code
    repo.git("switch", "--quiet", "--detach", "main")
    repo.git(*TERMS, "merge", "--quiet", "--no-ff", "--no-commit", "usul", fine=(0, 1))
    clash = bool(repo.git("ls-files", "--unmerged"))
    assert clash == bool(before.unjudged)
    if clash:
        assert before.exit_code
        return
    assert gist(repo.review("main", staged=True)) == gist(before)
    repo.commit()
    merged = repo.id_of("HEAD")
    squashed = repo.git("commit-tree", f"{merged}^{{tree}}", "-p", "main", "-m", "Jadi satu")
    for asked in (
        "main..HEAD",
        "HEAD^1..HEAD" if merged != repo.id_of("main") else "main..HEAD",
        f"main...{squashed}",
        f"main...{merged}",
    ):
        assert gist(repo.review(asked)) == gist(before), asked
    repo.git("checkout", "--quiet", "usul")
    if repo.git("rebase", "--quiet", "--keep-empty", "main", fine=(0, 1)) or (repo.path / ".git/rebase-merge").exists():
        return
    if repo.id_of("HEAD^{tree}") == repo.id_of(f"{merged}^{{tree}}"):
        assert gist(repo.review("main...HEAD")) == gist(before)
