"""Whatever is read, the repository stays as it was: every file's bytes and times, in .git and beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError
from skpkit.source.history import open_repository
from tests.support.gitrepo import GitRepo, age, photograph, settle

SKP = "records/2026/skp.yaml"
DKI = "records/2026/dki/2026-04-07.yaml"
OTHER = "records/2026/dki/2026-07-07.yaml"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """Two branches that parted, checked out on one of them."""
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "rekaman")
    repo.commit({SKP: "versi: 1\n", DKI: "versi: 1\n"})
    repo.git("switch", "--quiet", "--create", "usul")
    repo.commit({OTHER: "versi: 2\n"})
    repo.git("switch", "--quiet", "main")
    repo.commit({SKP: "versi: 3\n"})
    repo.git("switch", "--quiet", "usul")
    repo.commit({SKP: "versi: 4\n"})
    return repo


def plain(repo: GitRepo) -> None:
    """Nothing special; a change that is not staged, and a new file."""
    repo.write({SKP: "versi: 5\n", "records/2026/iki/1a-N.yaml": "versi: 1\n"})


def staged(repo: GitRepo) -> None:
    plain(repo)
    repo.git("add", "--all")


def taken_back(repo: GitRepo) -> None:
    """What git would write exists already, as loose objects: files and folders."""
    staged(repo)
    repo.git("read-tree", "HEAD")
    repo.write({SKP: "versi: 1\n", OTHER: None, "records/2026/iki/1a-N.yaml": None})


def taken_back_packed(repo: GitRepo) -> None:
    """The same with the objects in a pack."""
    taken_back(repo)
    repo.git("gc", "--quiet", "--prune=now")


def touched(repo: GitRepo) -> None:
    """Files newer than the index says, with the same content."""
    for path in (SKP, OTHER):
        os.utime(repo.path / path, (1_900_000_000, 1_900_000_000))


def split_index(repo: GitRepo) -> None:
    repo.git("config", "core.splitIndex", "true")
    repo.git("update-index", "--split-index")
    staged(repo)
    assert list((repo.path / ".git").glob("sharedindex.*"))


def untracked_cache(repo: GitRepo) -> None:
    repo.git("config", "core.untrackedCache", "true")
    repo.git("update-index", "--force-untracked-cache")
    plain(repo)
    repo.git("status", "--short")


def fsmonitor(repo: GitRepo) -> None:
    """A program that git asks what changed; it leaves a mark when asked."""
    _program(repo, repo.path / ".git" / "monitor", "monitored")
    repo.git("config", "core.fsmonitor", ".git/monitor")
    plain(repo)
    repo.git("update-index", "--fsmonitor")
    (repo.path / "monitored").unlink(missing_ok=True)


def hooks(repo: GitRepo) -> None:
    """A hook that git runs whenever it writes an index."""
    (repo.path / ".git" / "hooks").mkdir()
    _program(repo, repo.path / ".git" / "hooks" / "post-index-change", "hooked")
    plain(repo)


def _program(repo: GitRepo, file: Path, mark: str) -> None:
    file.write_text(f"#!/bin/sh\n: > '{repo.path / mark}'\n", encoding="utf-8")
    file.chmod(0o755)


def conflict(repo: GitRepo) -> None:
    repo.git("merge", "--quiet", "main", fine=(1,))
    assert repo.git("ls-files", "--unmerged")


def intended(repo: GitRepo) -> None:
    repo.write({"records/2026/iki/1a-N.yaml": "versi: 1\n"})
    repo.git("add", "--intent-to-add", "records/2026/iki/1a-N.yaml")


def sparse(repo: GitRepo) -> None:
    """Settled so that the index has one line for a folder that is left out, and another such folder is there again."""
    repo.commit({"records/2024/a/skp.yaml": "versi: 1\n", "records/2025/skp.yaml": "versi: 1\n"})
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "records/2026")
    assert "records/2024/\n" in repo.git("ls-files", "--sparse") + "\n"
    repo.write({SKP: "versi: 5\n", "records/2025/skp.yaml": "versi: 2\n"})


def skipped(repo: GitRepo) -> None:
    repo.git("update-index", "--skip-worktree", SKP)
    plain(repo)


def assumed(repo: GitRepo) -> None:
    repo.git("update-index", "--assume-unchanged", SKP)
    plain(repo)


def worktree_settings(repo: GitRepo) -> None:
    repo.git("config", "extensions.worktreeConfig", "true")
    repo.git("config", "--worktree", "core.autocrlf", "true")
    repo.write({SKP: "versi: 5\r\n"})


def line_ends(repo: GitRepo) -> None:
    repo.git("config", "core.autocrlf", "true")
    repo.git("config", "core.safecrlf", "true")
    repo.write({SKP: "versi: 5\nlain: 1\r\n"})


SITUATIONS: tuple[Callable[[GitRepo], None], ...] = (
    plain, staged, taken_back, taken_back_packed, touched, split_index, untracked_cache, fsmonitor, hooks, conflict,
    intended, sparse, skipped, assumed, worktree_settings, line_ends,
)  # fmt: skip


ALL = (None, "main", "main...usul", "main..usul")


def read_everything(path: Path, *, conflicting: bool, asked: Iterable[str | None] = ALL) -> str:
    """Ask for all that can be asked, and return the tree of the working tree."""
    with open_repository(path) as repository:
        worktree = repository.worktree()
        with pytest.raises(SkpkitError, match="there is no commit"):
            repository.commit(f":{SKP}")  # git would read the index for that
        states = [worktree, repository.worktree(["records"]), repository.commit("main")]
        if conflicting:
            with pytest.raises(SkpkitError, match=f"conflict in {SKP}"):
                repository.index()
        else:
            states.append(repository.index())
            states.append(repository.range("HEAD", staged=True).head)
        ranges = [repository.range(each) for each in asked]
        for range_ in ranges:
            states += [each for stage in repository.stages(range_).stages for each in stage]
            states += [range_.base, range_.head, *(each for pair in range_.pairs for each in pair)]
        states += [each for stage in repository.landed() for each in stage]
        for state in states:
            entries = state.entries("records")
            assert entries or not state.commit
            state.read([each.oid for each in entries if each.mode == "100644"])
            state.grep(["versi"], "records")
        return worktree.tree


def but_for_times_of_objects(photo: dict[str, tuple[bytes, int, int]]) -> dict[str, tuple[bytes, int, int]]:
    """A photograph without the times of objects: merging, git renews those of which it makes another."""
    return {
        path: (content, 0 if path.startswith(".git/objects/") else time, mode)
        for path, (content, time, mode) in photo.items()
    }


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
def test_reading_leaves_no_trace(repo: GitRepo, situation: Callable[[GitRepo], None], tmp_path: Path) -> None:
    situation(repo)
    age(repo.path / ".git")
    before = photograph(repo.path)
    temporary = set(tmp_path.iterdir())
    tree = read_everything(repo.path, conflicting=situation is conflict, asked=("HEAD", "main..usul"))
    assert photograph(repo.path) == before
    read_everything(repo.path, conflicting=situation is conflict)
    assert but_for_times_of_objects(photograph(repo.path)) == but_for_times_of_objects(before)
    assert set(tmp_path.iterdir()) == temporary
    if situation not in (skipped, assumed, sparse):  # there `git add` does not look
        assert tree == repo.tree_to_be()


def test_a_plain_git_does_touch_them(repo: GitRepo) -> None:
    """The photograph can fail: `git add` and `git write-tree` renew the times of objects that they find."""
    taken_back(repo)
    age(repo.path / ".git")
    before = photograph(repo.path / ".git" / "objects")
    repo.tree_to_be()
    assert photograph(repo.path / ".git" / "objects") != before


def test_nothing_stays_in_the_temporary_folder(repo: GitRepo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / 'sem"en:tara'))
    (tmp_path / 'sem"en:tara').mkdir()
    plain(repo)
    read_everything(repo.path, conflicting=False)
    assert list((tmp_path / 'sem"en:tara').iterdir()) == []
