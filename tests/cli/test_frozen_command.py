"""`skpkit frozen` on a repository: every line has its commit, and the table is told to programs as published."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import skpkit
from skpkit.source.history.plumbing import Plumbing
from tests.support.command import run_here
from tests.support.edits import PEOPLE, edited, examples
from tests.support.frozen import APRIL, BAGAS
from tests.support.gitrepo import GitRepo, photograph, settle
from tests.support.places import PROJECT
from tests.support.records import data_of, written

SCHEMA = json.loads((PROJECT / "schemas" / "v1" / "frozen.schema.json").read_text(encoding="utf-8"))


def data(folder: Path, *words: str) -> dict[str, Any]:
    """What the command tells other programs, which must be as published."""
    done = run_here(folder, "frozen", *words, "--format", "json", "--today", "2026-06-15")
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(told, SCHEMA, format_checker=jsonschema.FormatChecker())
    return told


def since(told: dict[str, Any], iki: str, period: str) -> dict[str, Any]:
    """Since when the target of a cell is frozen."""
    (found,) = [each for each in told["skps"][0]["cells"] if (each["iki"], each["period"]) == (iki, period)]
    place: dict[str, Any] = found["target"]["since"]
    return place


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """The examples, committed on 5 January; the dialogue of April came in a second commit on the 9th of that month."""
    settle(monkeypatch)
    for name in [each for each in os.environ if each.startswith("SKPKIT")]:
        monkeypatch.delenv(name)
    repo = GitRepo.made(tmp_path / "rekaman")
    files = examples().files
    repo.commit({path: content for path, content in files.items() if path != APRIL})
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-04-09T06:30:00+07:00")
    repo.commit({APRIL: files[APRIL]}, "DKI April")
    return repo


def test_since_names_line_and_commit(repo: GitRepo) -> None:
    place = since(data(repo.path, BAGAS), "1b-N", "Q1")
    assert place == {
        "path": APRIL,
        "line": 15,
        "column": 7,
        "commit": repo.id_of("HEAD"),
        "date": "2026-04-09T06:30:00+07:00",
    }
    assert (
        "dki/2026-04-07.yaml:15 (" + repo.id_of("HEAD")[:8] + ", 9 April 2026)"
        in run_here(repo.path, "frozen", APRIL).stdout
    )


def test_it_is_the_first_commit_in_which_the_cell_has_a_realisation(repo: GitRepo) -> None:
    first = repo.id_of("HEAD")
    text = examples().files[APRIL].decode()
    repo.commit({APRIL: f"# catatan\n{text.replace('realisasi: 96.2', 'realisasi: 96.3')}"})
    repo.commit({APRIL: text.replace("\n", "\r\n").replace("realisasi: 6,", "realisasi:   6 ,")})
    told = data(repo.path, BAGAS)
    assert [since(told, iki, "Q1")["commit"] for iki in ("1a-C", "1b-N")] == [first, first]
    assert since(told, "1b-N", "Q1")["line"] == 15
    old = data(repo.path, BAGAS, "--rev", "HEAD~1")
    assert (old["state"], since(old, "1a-C", "Q1")["commit"]) == (repo.id_of("HEAD~1"), first)


def test_a_line_that_waits_for_its_value_is_no_realisation(repo: GitRepo) -> None:
    new = f"{BAGAS}/dki/2026-07-06.yaml"
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 12}
    final_text = edited(examples(), [{"file": new, "realisasi": [line]}]).files[new]

    def draft(**other: Any) -> str:
        made = data_of(final_text)
        made["status"] = "draf"
        del made["dilaporkan"]
        made["pemantauan"]["hasil_kerja"][0] |= other
        return written(made)

    repo.commit({new: draft(realisasi=None)})
    repo.commit({new: draft(proyeksi=True)})
    filled = repo.commit({new: draft()})
    final = repo.commit({new: final_text})
    told = data(repo.path, BAGAS)
    assert since(told, "1b-N", "Q2")["commit"] == filled
    parts = {each["at"]["path"]: each for each in told["skps"][0]["parts"] if each["part"] == "dialogue"}
    assert parts[new]["since"]["commit"] == final


def test_closing_moves_nothing_but_the_status(repo: GitRepo) -> None:
    first = repo.id_of("HEAD^")
    skp = f"{BAGAS}/skp.yaml"
    text = examples().files[skp].decode()
    closed = repo.commit({skp: text.replace("status: ditetapkan", "status: ditutup", 1)})
    parts = {each["part"]: each for each in data(repo.path, BAGAS)["skps"][0]["parts"]}
    assert parts["identity"]["since"]["commit"] == parts["fixed"]["since"]["commit"] == first
    assert parts["status"]["since"]["commit"] == closed


def test_a_hundred_versions_are_read_at_once(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    first = repo.id_of("HEAD")
    text = examples().files[APRIL].decode()
    for nth in range(100):
        repo.commit({APRIL: f"{text}# {nth}\n"})
    asked: list[tuple[str, ...]] = []
    run_git = Plumbing.run

    def counted(self: Plumbing, *arguments: str, **named: Any) -> Any:
        asked.append(arguments)
        return run_git(self, *arguments, **named)

    monkeypatch.setattr(Plumbing, "run", counted)
    table = skpkit.frozen(repo.path, BAGAS, rev="HEAD", today=date(2026, 6, 15))
    cell = next(each for each in table.skps[0].cells if (each.iki, each.period) == ("1b-N", "Q1"))
    assert cell.target
    writer = table.writer(cell.target.hold)
    assert writer
    assert writer.commit == first
    assert len(asked) < 20


def test_a_moved_dossier_keeps_its_commits(repo: GitRepo) -> None:
    first = repo.id_of("HEAD")
    (repo.path / "records/2026/seksi").mkdir()
    repo.git("mv", BAGAS, "records/2026/seksi/")
    repo.commit()
    assert since(data(repo.path, f"records/2026/seksi/{BAGAS[-18:]}"), "1b-N", "Q1")["commit"] == first


def test_a_line_that_is_not_committed_has_no_commit(repo: GitRepo) -> None:
    first = repo.id_of("HEAD")
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 9}
    changed = edited(examples(), [{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line]}])
    new = f"{BAGAS}/dki/2026-07-06.yaml"
    text = changed.files[APRIL].decode().replace("realisasi: 96.2", "realisasi: 96.3")
    repo.write({new: changed.files[new], APRIL: text})
    before = photograph(repo.path)
    told = data(repo.path, BAGAS)
    assert photograph(repo.path) == before
    commits = [since(told, *each)["commit"] for each in (("1b-N", "Q1"), ("1b-N", "Q2"), ("1a-C", "Q1"))]
    assert commits == [first, None, first]
    assert "dki/2026-07-06.yaml:14 (belum di-commit)" in run_here(repo.path, "frozen", new).stdout


def test_before_the_first_commit_and_outside_of_a_repository_there_is_none(tmp_path: Path, repo: GitRepo) -> None:
    fresh = GitRepo.made(tmp_path / "baru")
    fresh.write(examples().files)
    assert since(data(fresh.path, BAGAS), "1b-N", "Q1")["commit"] is None
    outside = GitRepo(tmp_path / "folder")
    outside.write(examples().files)
    assert since(data(outside.path, BAGAS), "1b-N", "Q1")["commit"] is None


def test_a_shallow_clone_cannot_be_certain(tmp_path: Path, repo: GitRepo) -> None:
    repo.commit({"catatan.txt": "x\n"})
    repo.git("clone", "--quiet", "--depth=1", repo.path.as_uri(), str(tmp_path / "salinan"))
    done = run_here(tmp_path / "salinan", "frozen", BAGAS)
    assert (done.returncode, done.stdout) == (3, "")
    assert "git fetch --unshallow" in done.stderr


def test_a_branch_lands_with_its_merge(repo: GitRepo) -> None:
    new = f"{BAGAS}/dki/2026-07-06.yaml"
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 12}
    repo.git("switch", "--quiet", "--create", "cabang")
    own = repo.commit({new: edited(examples(), [{"file": new, "realisasi": [line]}]).files[new]})
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "cabang")
    assert since(data(repo.path, BAGAS), "1b-N", "Q2")["commit"] == repo.id_of("main")
    assert since(data(repo.path, BAGAS, "--rev", "cabang"), "1b-N", "Q2")["commit"] == own


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((BAGAS,), 0),
        ((APRIL, "--rev", "HEAD"), 0),
        ((BAGAS, "--rev", "HEAD~1"), 0),
        ((f"{BAGAS}/", "--lang", "en"), 0),
        ((f"{BAGAS}/skp.yml",), 3),
        ((APRIL, "--rev", "HEAD~1"), 3),
        ((BAGAS, "--rev", "tidak-ada"), 3),
        (("..",), 3),
        ((), 2),
        ((BAGAS, "--format", "github"), 2),
    ],
)
def test_exit_codes(repo: GitRepo, words: tuple[str, ...], code: int) -> None:
    done = run_here(repo.path, "frozen", *words)
    assert done.returncode == code
    assert bool(done.stderr) == (code != 0) == (not done.stdout)


def test_every_dossier_is_told_as_published(repo: GitRepo) -> None:
    for folder in PEOPLE.values():
        told = data(repo.path, folder)
        assert told["dossier"] == f"2026/{folder[-18:]}"
        assert told["skps"]
