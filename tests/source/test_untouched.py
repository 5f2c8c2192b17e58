"""What lies as the index says is taken without asking git, and is what git would have taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from skpkit.source.history import open_repository
from skpkit.source.history.snapshots import Snapshots
from tests.support.gitrepo import GitRepo

FOLDER = "records/2026/199203172015021003"
SKP, DKI = f"{FOLDER}/skp.yaml", f"{FOLDER}/dki/2026-01-05.yaml"
ABOVE = "records/2026/196601011990032001/skp.yaml"
FILES = {SKP: "jenis: skp\n", DKI: "jenis: dki\n", ABOVE: "jenis: skp\nnama: atasan\n", "lain.yaml": "a: 1\n"}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = GitRepo.made(tmp_path / "kantor")
    made.commit(FILES)
    return made


def taken(repo: GitRepo, *, asked: bool) -> tuple[list[object], bool]:
    """What lies at a folder and at a path that is named later, git being asked always or as need be; whether it was."""
    needed: list[bool] = []
    real = Snapshots.taken
    with pytest.MonkeyPatch.context() as patched, open_repository(repo.path) as records:
        if asked:
            patched.setattr(Snapshots, "untouched", lambda *_: None)
        patched.setattr(Snapshots, "taken", lambda *given: needed.append(True) or real(*given))  # type: ignore[func-returns-value]
        state = records.part([FOLDER, "skpkit.yaml"])
        state.take([ABOVE, f"{FOLDER}/iki/skp.yaml"])
        entries = [*state.entries(FOLDER), *state.entries(ABOVE)]
        contents = state.read([each.oid for each in entries if each.mode != "040000"])
        return [*entries, *sorted(contents.items()), *records.filtered(state, [FOLDER])], bool(needed)


def edit(path: str, content: str | bytes) -> Callable[[GitRepo], object]:
    return lambda repo: repo.write({path: content})


def link(repo: GitRepo) -> None:
    (repo.path / SKP).unlink()
    (repo.path / SKP).symlink_to(repo.path / ABOVE)


def linked_folder(repo: GitRepo) -> None:
    (repo.path / FOLDER).rename(repo.path.parent / "dossier")
    (repo.path / FOLDER).symlink_to(repo.path.parent / "dossier")


def with_carriage_returns(repo: GitRepo) -> None:
    repo.commit({SKP: "jenis: skp\r\n"})
    repo.commit({".gitattributes": "*.yaml text\n"})


def with_id(repo: GitRepo) -> None:
    repo.commit({SKP: "jenis: skp # $Id: 1 $\n"})
    repo.commit({".gitattributes": "*.yaml ident\n"})


def encoded(repo: GitRepo) -> None:
    (repo.path / ".git" / "info").mkdir(exist_ok=True)
    (repo.path / ".git" / "info" / "attributes").write_text("*.yaml working-tree-encoding=latin1\n", encoding="utf-8")


def staged(repo: GitRepo) -> None:
    repo.write({SKP: "jenis: lain\n"})
    repo.git("add", SKP)


def left_out_and_edited(repo: GitRepo) -> None:
    repo.git("update-index", "--skip-worktree", SKP)
    repo.write({SKP: "jenis: lain\n"})


def staged_otherwise(repo: GitRepo) -> None:
    staged(repo)
    repo.write({SKP: FILES[SKP]})


def marked(repo: GitRepo) -> None:
    repo.git("update-index", "--assume-unchanged", SKP)
    repo.write({SKP: "jenis: lain\n"})


def intended(repo: GitRepo) -> None:
    repo.write({f"{FOLDER}/iki/1.yaml": ""})
    repo.git("add", "--intent-to-add", f"{FOLDER}/iki/1.yaml")


def ignored(repo: GitRepo) -> None:
    repo.write({f"{FOLDER}/.gitignore": "*.bak\n", f"{FOLDER}/skp.bak": "a\n"})


ASKED: dict[str, Callable[[GitRepo], object]] = {
    "edited": edit(SKP, "jenis: lain\n"),
    "edited above": edit(ABOVE, "jenis: lain\n"),
    "same length": edit(SKP, "jenis: pks\n"),
    "new": edit(f"{FOLDER}/iki/1.yaml", "jenis: manual\n"),
    "ignored": ignored,
    "removed": lambda repo: (repo.path / DKI).unlink(),
    "executable": lambda repo: (repo.path / SKP).chmod(0o755),
    "link": link,
    "linked folder": linked_folder,
    "carriage returns": with_carriage_returns,
    "ident": with_id,
    "encoded": encoded,
    "staged otherwise": staged_otherwise,
    "marked as unchanged": marked,
    "left out and edited": left_out_and_edited,
    "attributes elsewhere": lambda repo: repo.git("config", "core.attributesFile", "lain.yaml"),
}
AS_IT_LIES: dict[str, Callable[[GitRepo], object]] = {
    "nothing": lambda _: None,
    "staged": staged,
    "edited elsewhere": edit("lain.yaml", "a: 2\n"),
    "left out": lambda repo: repo.git("update-index", "--skip-worktree", SKP),
    "touched": lambda repo: (repo.path / SKP).touch(),
    "filtered": lambda repo: repo.commit({f"{FOLDER}/.gitattributes": "*.yaml filter=x\n"}),
    "empty folder": lambda repo: (repo.path / FOLDER / "iki").mkdir(),
    "intended": intended,
}


@pytest.mark.parametrize("change", ASKED.values(), ids=ASKED.keys())
def test_git_is_asked_where_it_could_take_something_else(repo: GitRepo, change: Callable[[GitRepo], object]) -> None:
    change(repo)
    assert taken(repo, asked=False) == taken(repo, asked=True)


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree"])
def test_what_a_mark_lets_git_keep_is_kept_as_of_the_whole(repo: GitRepo, mark: str) -> None:
    repo.git("update-index", mark, DKI)
    (repo.path / DKI).unlink()
    repo.git("add", "--all")
    with open_repository(repo.path) as records:
        found = [each.path for each in records.part([FOLDER]).entries(FOLDER)]
        assert found == [each.path for each in records.worktree().entries(FOLDER)]
    assert DKI in found
    assert DKI in repo.git("ls-files", FOLDER)


@pytest.mark.parametrize("change", AS_IT_LIES.values(), ids=AS_IT_LIES.keys())
def test_what_lies_as_the_index_says_is_taken_as_git_would(repo: GitRepo, change: Callable[[GitRepo], object]) -> None:
    change(repo)
    found, asked = taken(repo, asked=False)
    assert not asked
    assert found == taken(repo, asked=True)[0]
