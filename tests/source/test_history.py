"""States of the records: what is in them, and where there are none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError
from skpkit.source.history import Repository, State, open_folder, open_records, open_repository
from skpkit.source.tree import MISNAMED, Entry
from tests.support.gitrepo import GitRepo, settle
from tests.support.places import SOURCE

SKP = "records/2026/skp.yaml"
DKI = "records/2026/dki/2026-04-07.yaml"


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    repo = GitRepo.made(tmp_path / "rekaman")
    repo.commit({SKP: "versi: 1\n", DKI: "realisasi: 6\n", "skpkit.yaml": "bahasa: id\n"})
    return repo


def contents(state: State, folder: str = "") -> dict[str, str]:
    """The files of a state."""
    files = [each for each in state.entries(folder) if each.mode.startswith("100")]
    texts = state.read([each.oid for each in files])
    return {each.path: texts[each.oid].decode() for each in files}


def refusal(error: pytest.ExceptionInfo[SkpkitError]) -> str:
    """The sentence that a user would see; it has one line, and a catalogue can translate it."""
    assert error.value.exit_code == 3
    sentence = error.value.sentence("en")
    assert "\n" not in sentence
    return sentence


# --- what is in a state --------------------------------------------------------------------------------------


def test_a_commit_has_files_and_folders_by_path(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        state = repository.commit("main")
        assert (state.label, state.commit, state.kind) == ("main", repo.id_of("main"), "commit")
        assert state.tree == repo.id_of("main^{tree}")
        below = [
            Entry("records/2026", "040000", repo.id_of("main:records/2026")),
            Entry("records/2026/dki", "040000", repo.id_of("main:records/2026/dki")),
            Entry(DKI, "100644", repo.id_of(f"main:{DKI}")),
            Entry(SKP, "100644", repo.id_of(f"main:{SKP}")),
        ]
        assert list(state.entries("records/2026/")) == below
        assert list(state.entries("records")) == [Entry("records", "040000", repo.id_of("main:records")), *below]
        assert [each.path for each in state.entries()] == sorted(
            [*(each.path for each in below), "records", "skpkit.yaml"]
        )
        assert [each.path for each in state.entries("skpkit.yaml")] == ["skpkit.yaml"]
        assert list(state.entries("records/2025")) == list(state.entries("record")) == []


def test_every_kind_of_state_lists_and_finds_alike(repo: GitRepo) -> None:
    nip = "199203172015021003"
    repo.write({"records/2026/iki/a b.yaml": f"atasan: '{nip}'\n", "records/2026/iki/é.yaml": "x: 1\n", "z": nip})
    (repo.path / "records/2026/pintasan").symlink_to("skp.yaml")
    (repo.path / SKP).chmod(0o755)
    with open_repository(repo.path) as repository:
        worktree = repository.worktree()
        repo.git("add", "--all")
        states = [worktree, repository.index()]
        repo.commit()
        states.append(repository.commit("HEAD"))
        with open_folder(repo.path) as folder:
            alone = folder.worktree(["records", "z", "skpkit.yaml"])
            states.append(alone)
            assert [each.kind for each in states] == ["worktree", "index", "commit", "folder"]
            assert len({each.tree for each in states}) == 1
            assert len({tuple(each.entries()) for each in states}) == 1
            modes = {each.path: each.mode for each in alone.entries("records/2026")}
            assert modes[SKP] == "100755"
            assert modes["records/2026/pintasan"] == "120000"
            for state in states:
                assert state.grep(["nothing", nip], "records") == {"records/2026/iki/a b.yaml"}
                assert state.grep([nip], "") == {"records/2026/iki/a b.yaml", "z"}
                assert state.grep([], "records") == state.grep([nip], "rec*") == set()
                assert state.grep(["19920317.015021003", f"{nip}\\"], "") == set()
                assert contents(state)["records/2026/iki/é.yaml"] == "x: 1\n"


def test_a_name_that_is_not_utf_8_is_told_and_no_key(repo: GitRepo) -> None:
    """It is shown by letters that another name may have, is listed once, and never found by them."""
    bad = os.fsdecode(b"caf\xe9")
    repo.write({f"records/{bad}/{bad}/x": "1", f"records/{bad}/y": "2", "records/caf\\xe9": "3", f"lain/{bad}": "4"})
    with open_repository(repo.path) as repository:
        worktree = repository.worktree()
        repo.commit()
        state = repository.commit("HEAD")
        assert worktree.tree == repo.id_of("HEAD^{tree}")
        assert worktree.entries() == state.entries()
        for each in (worktree, state):
            found = [(entry.path, entry.mode) for entry in each.entries() if "xe9" in entry.path]
            assert sorted(found) == [
                ("lain/caf\\xe9", MISNAMED),
                ("records/caf\\xe9", MISNAMED),
                ("records/caf\\xe9", "100644"),
            ]
            assert [entry.mode for entry in each.entries("records/caf\\xe9")] == ["100644"]
            assert each.grep(["1", "2", "3"], "records") >= {"records/caf\\xe9"}
            assert not {path for path in each.grep(["1", "2", "3"], "records") if path.endswith(("x", "y"))}


# --- trees that git did not make -----------------------------------------------------------------------------


def made_tree(repo: GitRepo, *entries: tuple[bytes, bytes, str]) -> str:
    """A commit of a tree made by hand, of modes, names and ids."""
    content = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries)
    done = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=repo.path,
        input=content,
        capture_output=True,
        check=True,
    )
    return repo.git("commit-tree", done.stdout.decode().strip(), "-m", "x")


FILE, FOLDER = b"100644", b"40000"


@pytest.mark.parametrize(
    "names",
    [
        [(FILE, b"a"), (FILE, b"a")],
        [(FOLDER, b"records"), (FOLDER, b"records")],
        [(FILE, b"records"), (FOLDER, b"records")],
        [(FILE, b"records"), (FILE, b"records.x"), (FOLDER, b"records")],
        [(FOLDER, b"records"), (FILE, b"records/2026/dki/zz.yaml")],
        [(FILE, b"records/2026/dki/zz.yaml"), (FOLDER, b"records")],
        [(FOLDER, b"records"), (FILE, b"records/2026/zz/skp.yaml")],
        [(FILE, b"lain/skp.yaml"), (FOLDER, b"records")],
        [(FOLDER, b"records"), (FOLDER, b"records/2026")],
        [(FILE, b"b"), (FILE, b"a")],
        [(FILE, b"records/"), (FOLDER, b"records")],
        [(FILE, b"/records"), (FOLDER, b"records")],
        [(FILE, b"."), (FOLDER, b"records")],
        [(FOLDER, b".."), (FOLDER, b"records")],
        [(FOLDER, b".git"), (FOLDER, b"records")],
        [(FOLDER, b".GIT"), (FOLDER, b"records")],
        [(FILE, b""), (FOLDER, b"records")],
    ],
)
def test_a_tree_that_git_would_not_write_is_not_read(repo: GitRepo, names: list[tuple[bytes, bytes]]) -> None:
    blob, folder = repo.id_of(f"HEAD:{SKP}"), repo.id_of("HEAD:records")
    outer = [(mode, name, folder if mode == FOLDER else blob) for mode, name in names]
    inner = made_tree(repo, *outer)
    for commit in (inner, made_tree(repo, (FOLDER, b"records", repo.id_of(f"{inner}^{{tree}}")))):
        with open_repository(repo.path) as repository, pytest.raises(SkpkitError) as error:
            repository.commit(commit).entries()
        assert re.search(r"was not made by git|git cannot read an object", refusal(error))


@pytest.mark.parametrize(
    ("mode", "read_as"), [(b"100664", "100644"), (b"100600", "100644"), (b"100775", "100755"), (b"130000", "160000")]
)
def test_modes_of_other_programs_are_read_as_git_reads_them(repo: GitRepo, mode: bytes, read_as: str) -> None:
    commit = made_tree(
        repo, (mode, b"a", repo.id_of(f"HEAD:{SKP}")), (b"040000", b"records", repo.id_of("HEAD:records"))
    )
    with open_repository(repo.path) as repository:
        found = {each.path: each.mode for each in repository.commit(commit).entries()}
    assert found["a"] == read_as
    assert found["records"] == "040000"


def test_names_that_are_unusual_are_names(repo: GitRepo) -> None:
    names = [
        "a\nb",
        "a\tb",
        "a\\b",
        " ",
        "-x",
        "a" * 255,
        "\x1b[2J",
        "e\u0301",
        "\u00e9",
        "...",
        ".gitx",
        "A",
        "\u202e",
    ]
    repo.write({f"records/{name}": "x" for name in names})
    with open_repository(repo.path) as repository:
        worktree = repository.worktree()
        repo.commit()
        state = repository.commit("HEAD")
        assert worktree.entries() == state.entries()
        assert {f"records/{name}" for name in names} <= {each.path for each in state.entries()}


def test_a_submodule_and_an_empty_folder_are_entries(repo: GitRepo) -> None:
    empty = made_tree(repo)
    commit = made_tree(
        repo, (FOLDER, b"kosong", repo.id_of(f"{empty}^{{tree}}")), (b"160000", b"modul", repo.id_of("HEAD"))
    )
    with open_repository(repo.path) as repository:
        assert [each.mode for each in repository.commit(commit).entries()] == ["040000", "160000"]


def test_trees_sort_as_git_sorts_them(repo: GitRepo) -> None:
    """git compares a folder's name as if a slash ended it: `a.b` comes before the folder `a`, `a0` after it."""
    repo.write({"records/a/x": "1", "records/a.b": "2", "records/a0": "3", "records/a-/x/y": "4"})
    with open_repository(repo.path) as repository:
        worktree = repository.worktree()
        assert worktree.tree == repo.tree_to_be()
        repo.commit()
        assert worktree.entries() == repository.commit("HEAD").entries()


def test_reading_takes_any_number_and_size(repo: GitRepo) -> None:
    """More names and contents than the pipes between two processes hold."""
    repo.write({f"records/{nth}": f"{nth}\n" * 100 for nth in range(2000)})
    repo.write({"records/besar": b"\0\n" * 1_000_000, "records/kosong": ""})
    with open_repository(repo.path) as repository:
        state = repository.worktree()
        oids = {each.path: each.oid for each in state.entries("records") if each.mode == "100644"}
        texts = state.read([*oids.values(), *oids.values()])
        assert texts[oids["records/1999"]] == b"1999\n" * 100
        assert texts[oids["records/besar"]] == b"\0\n" * 1_000_000
        assert texts[oids["records/kosong"]] == b""
        assert len(texts) == len(set(oids.values()))
        assert state.read([]) == {}


# --- working tree and index ----------------------------------------------------------------------------------


def test_the_working_tree_is_what_lies_on_the_disk(repo: GitRepo) -> None:
    repo.write({".gitignore": "*.bak\n"})
    repo.commit()
    repo.write({SKP: "versi: 2\n", DKI: None, "records/2026/iki/1a-N.yaml": "x\n", "records/lama.bak": "x\n"})
    with open_repository(repo.path / "records" / "2026") as repository:
        assert repository.root == repo.path
        state = repository.worktree()
        assert (state.label, state.commit, state.kind) == ("worktree", None, "worktree")
        assert contents(state, "records") == {SKP: "versi: 2\n", "records/2026/iki/1a-N.yaml": "x\n"}
        assert contents(repository.index(), "records") == {SKP: "versi: 1\n", DKI: "realisasi: 6\n"}


def test_only_some_paths_of_the_working_tree(repo: GitRepo) -> None:
    repo.write({SKP: "versi: 2\n", "skpkit.yaml": "bahasa: en\n", "lain/besar": "x", "records/[a]*.yaml": "x"})
    with open_repository(repo.path) as repository:
        state = repository.worktree(["records", "templates"])
        assert contents(state) == {
            SKP: "versi: 2\n",
            DKI: "realisasi: 6\n",
            "records/[a]*.yaml": "x",
            "skpkit.yaml": "bahasa: id\n",
        }
        assert "records/[a]*.yaml" in contents(repository.worktree(["records/[a]*.yaml"]))
        repo.write({"records/ab.yaml": "x"})
        assert "records/ab.yaml" not in contents(repository.worktree(["records/[a]*.yaml"]))
        (repo.path / "records/ab.yaml").unlink()
        assert contents(repository.worktree(["templates"])) == contents(repository.index())
        repo.git("rm", "-r", "--quiet", "--cached", "records")
        assert contents(repository.worktree(["skpkit.yaml"])) == {"skpkit.yaml": "bahasa: en\n"}
        (repo.path / "records").rename(repo.path / "arsip")
        repo.git("reset", "--quiet")
        assert contents(repository.worktree(["records"])) == {"skpkit.yaml": "bahasa: id\n"}


def test_marks_of_the_index_hide_nothing_that_is_on_the_disk(repo: GitRepo) -> None:
    repo.git("update-index", "--assume-unchanged", SKP)
    repo.git("update-index", "--skip-worktree", DKI, "skpkit.yaml")
    repo.write({SKP: "versi: 2\n", DKI: "realisasi: 7\n", "skpkit.yaml": None})
    with open_repository(repo.path) as repository:
        assert contents(repository.worktree()) == {
            SKP: "versi: 2\n",
            DKI: "realisasi: 7\n",
            "skpkit.yaml": "bahasa: id\n",  # left out of the checkout, not deleted
        }


def test_a_sparse_checkout_is_as_full_as_the_index(repo: GitRepo) -> None:
    repo.commit({"records/2025/skp.yaml": "versi: 1\n", "records/2024/a/skp.yaml": "versi: 1\n"})
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "records/2026")
    assert not (repo.path / "records/2025").exists()
    with open_repository(repo.path) as repository:
        assert repository.worktree().tree == repository.index().tree == repo.id_of("HEAD^{tree}")
        repo.write({"records/2025/skp.yaml": "versi: 2\n"})
        assert contents(repository.worktree())["records/2025/skp.yaml"] == "versi: 2\n"


def test_an_edit_that_only_the_content_shows(repo: GitRepo) -> None:
    """Written in the moment in which the index was, and of the same length: git must look into the file."""
    repo.git("config", "core.trustctime", "false")
    moment = (1_760_000_000_000_000_000,) * 2
    os.utime(repo.path / SKP, ns=moment)
    repo.git("update-index", "--refresh")
    repo.write({SKP: "versi: 2\n"})
    os.utime(repo.path / SKP, ns=moment)
    os.utime(repo.path / ".git" / "index", ns=moment)
    with open_repository(repo.path) as repository:
        assert contents(repository.worktree())[SKP] == "versi: 2\n"


def test_the_index_holds_what_is_staged(repo: GitRepo) -> None:
    repo.write({SKP: "versi: 2\n"})
    repo.git("add", SKP)
    repo.write({SKP: "versi: 3\n", "records/kosong": "", "records/nanti": "x"})
    repo.git("add", "records/kosong")
    repo.git("add", "--intent-to-add", "records/nanti")
    with open_repository(repo.path) as repository:
        state = repository.index()
        assert contents(state, "records") == {SKP: "versi: 2\n", DKI: "realisasi: 6\n", "records/kosong": ""}
        assert state.tree == repo.git("write-tree")
        assert contents(repository.worktree(), "records")["records/nanti"] == "x"


def test_a_conflict_is_in_the_working_tree_and_no_state_of_the_index(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "--create", "usul")
    repo.commit({SKP: "versi: 2\n"})
    repo.git("switch", "--quiet", "main")
    repo.commit({SKP: "versi: 3\n"})
    repo.git("merge", "--quiet", "usul", fine=(1,))
    with open_repository(repo.path) as repository:
        assert "<<<<<<<" in contents(repository.worktree())[SKP]
        assert "<<<<<<<" in contents(repository.worktree(["skpkit.yaml"]))[SKP]
        with pytest.raises(SkpkitError) as error:
            repository.index()
    assert refusal(error).startswith(f"the index holds a conflict in {SKP}; settle it")


@pytest.mark.parametrize("settled", ["core.autocrlf", "core.safecrlf", "core.splitIndex", "core.ignoreCase"])
def test_settings_of_the_user_do_not_matter(repo: GitRepo, settled: str) -> None:
    repo.commit({"records/crlf": "a\r\nb\r\n", "records/lf": "a\nb\n"})
    tree = repo.id_of("HEAD^{tree}")
    repo.git("config", settled, "true")
    for name in ("records/crlf", "records/lf"):
        os.utime(repo.path / name, (1_700_000_000, 1_700_000_000))
    with open_repository(repo.path) as repository:
        assert repository.worktree().tree == tree


def test_line_ends_are_read_as_git_would_commit_them(repo: GitRepo) -> None:
    repo.git("config", "core.autocrlf", "true")
    repo.write({SKP: "versi: 1\r\n"})
    with open_repository(repo.path) as repository:
        assert repository.worktree().tree == repo.id_of("HEAD^{tree}")


# --- where a repository is -----------------------------------------------------------------------------------


def test_a_linked_working_tree(repo: GitRepo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "--quiet", "-b", "usul", str(tmp_path / "usul"))
    other = GitRepo(tmp_path / "usul")
    other.write({SKP: "versi: 2\n"})
    other.git("add", SKP)
    other.write({SKP: "versi: 3\n"})
    with open_repository(other.path / "records") as repository:
        assert repository.root == other.path
        assert contents(repository.worktree())[SKP] == "versi: 3\n"
        assert contents(repository.index())[SKP] == "versi: 2\n"
        assert contents(repository.commit("main"))[SKP] == "versi: 1\n"
        assert repository.range("main").head.kind == "worktree"


def test_a_submodule_is_an_entry_and_inside_it_a_repository(repo: GitRepo, tmp_path: Path) -> None:
    above = GitRepo.made(tmp_path / "atas")
    above.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repo.path), "records/bagian")
    above.commit()
    above.git("config", "--file", ".gitmodules", "submodule.records/bagian.ignore", "all")
    inside = GitRepo(above.path / "records/bagian")
    with open_repository(above.path) as repository:
        for state in (repository.worktree(), repository.commit("HEAD")):
            assert Entry("records/bagian", "160000", repo.id_of("HEAD")) in state.entries("records")
    inside.write({SKP: "versi: 2\n"})
    with open_repository(inside.path / "records") as repository:
        assert repository.root == inside.path
        assert contents(repository.worktree())[SKP] == "versi: 2\n"
        assert repository.index().tree == repo.id_of("HEAD^{tree}")
        assert repository.commit("main").tree == repo.id_of("HEAD^{tree}")


def test_a_bare_repository_has_commits_and_no_working_tree(repo: GitRepo, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(tmp_path / "pusat.git"))
    for start in (tmp_path / "pusat.git", tmp_path / "pusat.git" / "refs"):
        with open_repository(start) as repository:
            state = repository.range("main..main").head
            assert contents(state)[SKP] == "versi: 1\n"
            assert state.grep(["versi"], "records") == {SKP}
            for asked in (repository.worktree, repository.index, lambda: repository.range("main")):
                with pytest.raises(SkpkitError) as error:
                    asked()
                assert "there is no working tree" in refusal(error)


def test_a_detached_head(repo: GitRepo) -> None:
    first = repo.id_of("HEAD")
    repo.commit({SKP: "versi: 2\n"})
    repo.git("checkout", "--quiet", "--detach", first)
    with open_repository(repo.path) as repository:
        assert repository.commit("HEAD").commit == first
        ((before, after),) = repository.range("main").pairs
        assert before is after  # it is behind, so it brings nothing


def test_before_the_first_commit_there_is_something_to_check(tmp_path: Path) -> None:
    repo = GitRepo.made(tmp_path)
    with open_repository(repo.path) as repository:
        assert contents(repository.worktree()) == contents(repository.index()) == {}
        repo.write({SKP: "versi: 1\n"})
        assert contents(repository.worktree()) == {SKP: "versi: 1\n"}
        repo.git("add", "--all")
        assert contents(repository.index()) == {SKP: "versi: 1\n"}
        for text in ("lain", "HEAD..HEAD"):
            with pytest.raises(SkpkitError) as error:
                repository.range(text)
            assert refusal(error).startswith("there is no commit yet")


def test_a_repository_with_longer_ids(tmp_path: Path) -> None:
    repo = GitRepo.made(tmp_path, "--object-format=sha256")
    repo.commit({SKP: "versi: 1\n"})
    repo.write({SKP: "versi: 2\n"})
    with open_repository(repo.path) as repository:
        worktree = repository.worktree()
        assert contents(worktree)[SKP] == "versi: 2\n"
        ((before, after, _),) = repository.landed()
        assert contents(before) == {}
        assert contents(after)[SKP] == "versi: 1\n"
        assert worktree.tree == repo.tree_to_be()


def test_a_plain_folder_is_read_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    office = tmp_path / "kantor"
    (office / "records" / "2026").mkdir(parents=True)
    (office / SKP).write_text("versi: 1\n", encoding="utf-8")
    before = sorted(office.rglob("*"))
    with open_records(office / "records" / "2026") as folder:
        assert folder.root == office
        state = folder.worktree()
        assert (state.label, state.commit, state.kind) == ("worktree", None, "folder")
        assert contents(state) == {SKP: "versi: 1\n"}
        assert folder.relative(office / "records", "2026") == "records/2026"
        for asked in (lambda: folder.commit("HEAD"), folder.index, lambda: folder.range(None)):
            with pytest.raises(SkpkitError) as error:
                asked()
            assert "lies in no git repository" in refusal(error)
    assert sorted(office.rglob("*")) == before


def test_git_looks_no_further_up_than_it_is_told(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repo.path))
    with open_records(repo.path / "records") as records:
        assert not isinstance(records, Repository)
        assert contents(records.worktree(), "records") == {SKP: "versi: 1\n", DKI: "realisasi: 6\n"}
    with pytest.raises(SkpkitError, match="lies in no git repository"):
        open_repository(repo.path / "records")


def test_where_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(SkpkitError) as error:
        open_records(tmp_path)
    assert "neither it nor a folder above holds skpkit.yaml" in refusal(error)
    with pytest.raises(SkpkitError) as error:
        open_repository(tmp_path)
    assert refusal(error).endswith("make this folder one: skpkit init")
    for opened in (open_records, open_repository):
        with pytest.raises(SkpkitError) as error:
            opened(tmp_path / "hilang")
        assert refusal(error).startswith("there is no folder")


def test_a_checkout_of_somebody_else(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for opened in (open_records, open_repository):
        with pytest.raises(SkpkitError) as error:
            opened(repo.path / "records")
        assert refusal(error).endswith(f"git config --global --add safe.directory {repo.path}")


@pytest.mark.parametrize("bare", [False, True])
def test_settings_that_git_cannot_read(tmp_path: Path, *, bare: bool) -> None:
    other = GitRepo.made(tmp_path / "lain", *(["--bare"] if bare else []))
    file = other.path / "config" if bare else other.path / ".git" / "config"
    file.write_bytes(b"\xffnonsense\n" + file.read_bytes())
    with pytest.raises(SkpkitError) as error:
        open_records(other.path)
    assert "bad config line 1" in refusal(error)


def test_without_git(repo: GitRepo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for opened in (open_records, open_repository, open_folder):
        with pytest.raises(SkpkitError) as error:
            opened(repo.path)
        assert refusal(error).startswith("git was not found")
    code = (
        "from pathlib import Path\nfrom skpkit.errors import SkpkitError\n"
        "from skpkit.source.history import open_folder\n"
        "try:\n    open_folder(Path.cwd())\nexcept SkpkitError as error:\n    print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=repo.path, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("git was not found")


def test_git_that_vanishes_in_between(repo: GitRepo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with open_repository(repo.path) as repository:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(SkpkitError) as error:
            repository.commit("HEAD")
    assert refusal(error).startswith("git was not found")


# --- what is broken ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["gone", "spoilt"])
@pytest.mark.parametrize("what", [f"HEAD:{SKP}", "HEAD:records", "HEAD"])
def test_an_object_that_cannot_be_read(repo: GitRepo, what: str, damage: str) -> None:
    oid = repo.id_of(what)
    file = repo.path / ".git" / "objects" / oid[:2] / oid[2:]
    file.unlink()
    if damage == "spoilt":
        file.write_bytes(b"x\x9cgarbage")
    with open_repository(repo.path) as repository, pytest.raises(SkpkitError) as error:
        contents(repository.commit("HEAD"))
    assert refusal(error).startswith(f"git cannot read an object of the repository {repo.path} (")
    if what != "HEAD":
        with open_repository(repo.path) as repository, pytest.raises(SkpkitError, match="git cannot read an object"):
            repository.commit("HEAD").grep(["versi"], "records")


def test_a_part_of_a_repository_is_not_fetched_behind_the_back(repo: GitRepo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = GitRepo(tmp_path / "sebagian")
    repo.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", repo.path.as_uri(), str(clone.path))
    with open_repository(clone.path) as repository:
        state = repository.commit("HEAD")
        assert [each.path for each in state.entries("skpkit.yaml")] == ["skpkit.yaml"]
        with pytest.raises(SkpkitError) as error:
            contents(state)
    assert "clone anew without --filter" in refusal(error)


def test_what_git_says_of_a_folder_that_it_cannot_take_in(repo: GitRepo) -> None:
    repo.git("config", "add.ignoreErrors", "true")
    GitRepo.made(repo.path / "records" / "lain")
    with open_repository(repo.path) as repository, pytest.raises(SkpkitError) as error:
        repository.worktree()
    assert "records/lain/' does not have a commit checked out" in refusal(error)


# --- revisions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "revision",
    [
        "hilang",
        "",
        "-h",
        "--git-dir",
        "--help",
        "0" * 40,
        "HEAD~9",
        f"HEAD:{SKP}",
        f":{SKP}",
        "a\nb",
        "HEAD HEAD",
        "..",
        "é",
    ],
)
def test_a_revision_that_names_no_commit(repo: GitRepo, revision: str) -> None:
    with open_repository(repo.path) as repository, pytest.raises(SkpkitError) as error:
        repository.commit(revision)
    assert refusal(error).startswith(f"there is no commit {' '.join(revision.split())} in this repository")


def test_ways_to_name_a_commit(repo: GitRepo) -> None:
    oid = repo.id_of("HEAD")
    repo.git("tag", "--annotate", "--message", "Penetapan", "v1")
    repo.git("branch", "bagian/é")
    with open_repository(repo.path) as repository:
        for name in ("HEAD", "@", "main", "v1", "refs/tags/v1", oid, oid[:8], "main^0", "bagian/é", ":/Rekaman"):
            assert repository.commit(name).commit == oid
            assert repository.commit(name).label == name


def test_history_as_it_was_committed(repo: GitRepo) -> None:
    """Replace refs and grafts are one machine's view of the history."""
    first = repo.id_of("HEAD")
    second = repo.commit({SKP: "versi: 2\n"})
    repo.git("replace", second, first)
    (repo.path / ".git" / "info").mkdir(exist_ok=True)
    (repo.path / ".git" / "info" / "grafts").write_text(f"{second}\n", encoding="ascii")
    with open_repository(repo.path) as repository:
        assert contents(repository.commit("HEAD"))[SKP] == "versi: 2\n"
        assert [each.after.commit for each in repository.landed()] == [first, second]


def test_when_a_commit_was_made(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        assert repository.commit_date("HEAD") == datetime(2026, 1, 5, 1, tzinfo=UTC)


# --- hooks ---------------------------------------------------------------------------------------------------

PRINT = """#!/bin/sh
PYTHONPATH='{source}' '{python}' -c '
from pathlib import Path
from skpkit.source.history import open_records
with open_records(Path.cwd()) as records:
    state = {what}
    print(state.tree, len(state.read([each.oid for each in state.entries() if each.mode == "100644"])))
' > '{answer}'
"""


def hook(repo: GitRepo, name: str, what: str, answer: Path) -> None:
    file = repo.path / ".git" / "hooks" / name if (repo.path / ".git").is_dir() else repo.path / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        PRINT.format(source=SOURCE.parent, python=sys.executable, what=what, answer=answer), encoding="utf-8"
    )
    file.chmod(0o755)


@pytest.mark.parametrize("arguments", [("--all",), ("--only", SKP)])
def test_in_a_hook_the_index_is_what_is_being_committed(
    repo: GitRepo, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    answer = tmp_path / "answer"
    hook(repo, "pre-commit", "records.index()", answer)
    repo.write({SKP: "versi: 2\n", DKI: "realisasi: 7\n"})
    repo.git("commit", "--quiet", "--message", "Ubah", *arguments)
    assert answer.read_text(encoding="utf-8").split() == [repo.id_of("HEAD^{tree}"), "3"]


def test_the_hook_of_another_repository_changes_nothing(
    repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = GitRepo.made(tmp_path / "lain")
    other.commit({"lain": "x"})
    for name, value in (
        ("GIT_DIR", ".git"),
        ("GIT_WORK_TREE", "."),
        ("GIT_INDEX_FILE", ".git/index"),
        ("GIT_PREFIX", "x/"),
    ):
        monkeypatch.setenv(name, value if name == "GIT_PREFIX" else str(other.path / value))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    with open_repository(repo.path) as repository:
        assert repository.root == repo.path
        assert set(contents(repository.index())) == {SKP, DKI, "skpkit.yaml"}
        assert repository.index().tree == repository.worktree().tree == repository.commit("HEAD").tree
        assert repository.worktree(["records"]).tree == repository.commit("HEAD").tree
    assert os.environ["GIT_PREFIX"] == "x/"


def test_an_index_that_somebody_names(repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    with open_repository(repo.path) as repository:
        assert contents(repository.index()) == {}
        assert repository.worktree().tree == repository.commit("HEAD").tree


def test_on_a_server_a_push_is_judged_before_it_is_taken_in(repo: GitRepo, tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    center = GitRepo.made(tmp_path / "pusat.git", "--bare")
    hook(center, "pre-receive", f'records.commit("{repo.id_of("HEAD")}")', answer)
    repo.git("push", "--quiet", str(center.path), "main")
    assert answer.read_text(encoding="utf-8").split() == [repo.id_of("HEAD^{tree}"), "3"]


# --- paths ---------------------------------------------------------------------------------------------------


def test_a_path_is_told_from_the_top(repo: GitRepo, tmp_path: Path) -> None:
    (tmp_path / "pintasan").symlink_to(repo.path)
    (repo.path / "records" / "luar").symlink_to(tmp_path)
    with open_repository(tmp_path / "pintasan" / "records") as repository:
        assert repository.root == repo.path
        for start in (repo.path / "records", tmp_path / "pintasan" / "records"):
            assert repository.relative(start, "2026/../2026/skp.yaml") == SKP
            assert repository.relative(start, "belum/ada") == "records/belum/ada"
            assert repository.relative(start, "luar") == "records/luar"
            assert repository.relative(start, "..") == ""
            assert repository.relative(start, str(repo.path / SKP)) == SKP
            assert repository.relative(start, str(tmp_path / "pintasan")) == ""
            with pytest.raises(SkpkitError) as error:
                repository.relative(start, "../../lain")
            assert refusal(error).startswith("../../lain lies outside of")


def test_the_same_type_of_thing_is_opened(repo: GitRepo) -> None:
    with open_records(repo.path / "records") as records:
        assert isinstance(records, Repository)


@pytest.mark.parametrize(
    "setting",
    [
        "color.ui=always",
        "color.grep=always",
        "diff.orderFile=/nowhere",
        "log.diffMerges=combined",
        "diff.relative=true",
    ],
)
def test_no_setting_of_the_user_changes_what_git_tells(repo: GitRepo, setting: str) -> None:
    repo.git("checkout", "--quiet", "-b", "proposal")
    repo.commit({DKI: "realisasi: 7\n"})
    repo.git("checkout", "--quiet", "main")
    repo.commit({SKP: "versi: 2\n"})
    repo.git("merge", "--quiet", "--no-ff", "--message", "Gabung", "proposal")
    repo.git("config", *setting.split("="))
    with open_repository(repo.path / "records") as repository:
        for state in (repository.commit("main"), repository.worktree()):
            assert {each.rpartition(":")[2] for each in state.grep(["realisasi"], "records")} == {DKI}
        found = [each.entry.path for each in repository.arrivals(repository.commit("main"), ["records", "skpkit.yaml"])]
        assert found == [DKI, SKP, "skpkit.yaml", SKP, DKI]


# --- commits that somebody wrote by hand -----------------------------------------------------------------------


def written_by_hand(repo: GitRepo, *below: str) -> str:
    """A commit on main of a state with another realisation, with these lines below its author."""
    repo.write({DKI: "realisasi: 60\n"})
    repo.git("add", "--all")
    lines = [f"tree {repo.git('write-tree')}", f"parent {repo.id_of('main')}", "author Ani <a@x> 1767225600 +0000"]
    content = "\n".join([*lines, *below, "", "Rekaman", ""])
    return repo.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=content)


@pytest.mark.parametrize(
    ("committer", "when"),
    [
        ("Ani <a@x> 1767225600 +0900", "2026-01-01T09:00:00+09:00"),
        ("Ani <a@x> 1767225600 -0330", "2025-12-31T20:30:00-03:30"),
        ("Ani <a@x> 1767225600 +9999", "2026-01-01T00:00:00+00:00"),
        ("Ani <a@x> 1767225600 -2500", "2026-01-01T00:00:00+00:00"),
        ("Ani <a@x> 1767225600 besok", "2026-01-01T00:00:00+00:00"),
        ("Ani <a@x> 1767225600", "2026-01-01T00:00:00+00:00"),
        ("Ani <a@x> 253402300800 +0900", "9999-12-31T23:59:59+00:00"),
        ("Ani <a@x> -5 +0000", "1970-01-01T00:00:00+00:00"),
        ("Ani <a@x> kemarin", "1970-01-01T00:00:00+00:00"),
        ("Ani", "1970-01-01T00:00:00+00:00"),
        ("", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_whatever_stands_as_a_commits_date_can_be_told(repo: GitRepo, committer: str, when: str) -> None:
    repo.git("branch", "proposal", written_by_hand(repo, f"committer {committer}"))
    with open_repository(repo.path) as repository:
        state = repository.commit("proposal")
        *_, last = repository.arrivals(state, [DKI])
        assert (last.writer.commit, last.writer.when.isoformat()) == (state.commit, when)
        past = repository.past(repository.commit("main"), until=state)
        assert past
        assert past.landed(last.entry.oid) == datetime.fromisoformat(when).astimezone(UTC).date()


def test_parents_are_named_above_a_commits_author_alone(repo: GitRepo) -> None:
    second = repo.commit({SKP: "versi: 2\n"})
    made = written_by_hand(repo, "committer Ani <a@x> 1767225600 +0000", f"parent {repo.id_of('main~1')}")
    repo.git("branch", "proposal", made)
    with open_repository(repo.path) as repository:
        assert repository.landed("proposal")[-1].before.commit == second
        rootless = repo.git("cat-file", "commit", made).replace(f"parent {second}\n", "", 1)
        repo.git("branch", "root", repo.git("hash-object", "-t", "commit", "-w", "--stdin", given=f"{rootless}\n"))
        (step,) = repository.landed("root")
        assert step.before.commit is None


def test_what_landed_is_what_the_first_parent_line_held(repo: GitRepo) -> None:
    first = repo.id_of("main")
    repo.git("checkout", "--quiet", "-b", "proposal")
    repo.commit({DKI: "realisasi: 7\n"})
    taken_back = repo.id_of(f"proposal:{DKI}")
    repo.commit({DKI: "realisasi: 6\n", SKP: "versi: 2\n"})
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Gabung", "proposal")
    with open_repository(repo.path) as repository:
        past = repository.past(repository.commit("main"))
        assert past
        assert past.places(repo.id_of(f"{first}:{SKP}")) == {SKP}
        assert past.places(repo.id_of(f"main:{SKP}")) == {SKP}
        assert not past.places(taken_back)
