"""What is in no commit is the same tree, whether it is told by what it changes of the newest commit or taken whole."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from skpkit.source.history import open_repository
from skpkit.source.history.indexes import doubts_of
from skpkit.source.history.snapshots import Snapshots
from tests.support.gitrepo import GitRepo, settle

NAMES = ("a", "b.yaml", "c", "c/d", "c/e.yaml", "c/f/g", "h/i/j/k.yaml", "h/i/l", "m n", "é/ó.yaml", ".gitattributes")
IGNORED = ".gitignore"


def edited(repo: GitRepo, some: Random) -> None:
    """Some files are written, made folders, removed, linked, staged, or marked."""
    for _ in range(some.randint(1, 4)):
        file = repo.path / some.choice(NAMES)
        match some.randrange(7):
            case 0 | 1 | 2:
                if file.is_dir() or any(each.is_file() for each in file.parents if each != repo.path):
                    continue
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(f"{some.randint(1, 3)}\r\n" if file.name != ".gitattributes" else "*.yaml text\n")
            case 3:
                if file.is_file():
                    file.unlink()
            case 4:
                if file.is_file():
                    file.chmod(some.choice((0o644, 0o755)))
            case 5:
                if not file.exists() and file.parent.is_dir() and file.name != ".gitattributes":
                    file.symlink_to("a")
            case _:
                repo.git("add", "--all", "--", some.choice(("a", "c", ".")), fine=(0, 1, 128))


def tree_of(repo: GitRepo, staged: bool) -> str:
    with open_repository(repo.path) as opened:
        return opened.index().tree if staged else opened.worktree().tree


def whole(repo: GitRepo, staged: bool, monkeypatch: pytest.MonkeyPatch) -> str:
    """The tree, everything taken."""
    with monkeypatch.context() as held:
        held.setattr(Snapshots, "can_be_taken_in_parts", False)
        return tree_of(repo, staged)


@pytest.mark.parametrize("seed", range(6))
def test_both_ways_give_the_same_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    settle(monkeypatch)
    some = Random(seed)  # noqa: S311 - edits, not secrets
    repo = GitRepo.made(tmp_path / "rekaman", *(["--object-format=sha256"] if seed == 5 else []))
    repo.git("config", "feature.manyFiles", "true" if seed % 2 else "false")
    repo.commit({"a": "1\n", "c/e.yaml": "1\n", "h/i/l": "1\n", "h/i/j/k.yaml": "1\n", IGNORED: "m n\n"})
    for _ in range(3):
        edited(repo, some)
        for staged in (False, True):
            assert tree_of(repo, staged) == whole(repo, staged, monkeypatch)


def test_nothing_is_listed_where_nothing_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path)
    repo.commit({"a": "1\n"})
    monkeypatch.setattr(Snapshots, "worktree", None)
    monkeypatch.setattr(Snapshots, "index", None)
    assert {tree_of(repo, staged) for staged in (True, False)} == {repo.id_of("HEAD^{tree}")}


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_an_index_tells_what_it_may_be_wrong_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path)
    names = ["a", "b" * 200, "c/" + "d" * 200, f"{'e' * 200}/" * 21 + "f", "g"]
    repo.git("update-index", "--index-version", version)
    blob = repo.git("hash-object", "-w", "--stdin", given="")
    repo.git("update-index", "--add", "--index-info", given="".join(f"100644 {blob}\t{name}\n" for name in names))
    repo.write({"g": ""})
    repo.git("update-index", "--refresh", fine=(0, 1))
    index = tmp_path / ".git" / "index"
    written = repo.path / "g"
    os.utime(written, (1_700_000_000, 1_700_000_000))
    repo.git("update-index", "--refresh", fine=(0, 1))
    found = doubts_of(index, 40)
    assert found is not None
    assert (found.touched, found.assumed, found.skipped) == ((4,), False, False)
    repo.git("update-index", "--assume-unchanged", "a")
    repo.git("update-index", "--skip-worktree", "g")
    found = doubts_of(index, 40)
    assert found is not None
    assert found.assumed
    assert found.skipped
    index.write_bytes(b"DIRC")
    assert doubts_of(index, 40) is None
