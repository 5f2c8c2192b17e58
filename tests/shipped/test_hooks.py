"""Hooks, as the real pre-commit runs them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

import pytest
import yaml

from tests.support.branches import Branches
from tests.support.forges import LOWERED
from tests.support.gitrepo import GitRepo, settle
from tests.support.shipped import BIN, EXAMPLES, offline

DAY = "2026-06-15"


@pytest.fixture(scope="module")
def hooked(tool: GitRepo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branches]:
    """A repository of records with a remote, in which pre-commit is installed with our hooks."""
    folder = tmp_path_factory.mktemp("hooked")
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        for name, value in {**offline(), "PRE_COMMIT_HOME": str(folder / "cache")}.items():
            patch.setenv(name, value)
        patch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
        patch.setenv("SKPKIT_LANG", "en")
        remote = GitRepo.made(folder / "remote.git", "--bare")
        repo = Branches.of_examples(folder / "records")
        (config,) = (yaml.safe_load(each.text) for each in EXAMPLES if each.page == "pre-commit")
        config["repos"][0] |= {"repo": f"file://{tool.path}", "rev": tool.id_of("HEAD")}
        hooks = config["repos"][0]["hooks"]
        hooks.append({"id": "skpkit-check"})
        for hook in hooks:
            hook["args"] = ["--today", DAY]
        hooks.append({"id": "skpkit-fmt", "stages": ["manual"]})  # these records are not laid out yet
        repo.commit({".pre-commit-config.yaml": yaml.safe_dump(config)})
        repo.git("remote", "add", "origin", str(remote.path))
        repo.git("push", "--quiet", "origin", "main")
        repo.git("fetch", "--quiet")
        repo.git("remote", "set-head", "origin", "main")
        done = subprocess.run(
            [BIN / "pre-commit", "install", "--install-hooks"], cwd=repo.path, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield repo


SKIPPED = re.compile(r"skpkit check\.+\(no files to check\)Skipped")


def tried(repo: GitRepo, *words: str) -> tuple[int, str]:
    """A command of git, whose hooks may refuse it."""
    done = subprocess.run(["git", *words], cwd=repo.path, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_hooks_of_pre_commit(hooked: Branches) -> None:
    """One after the other, since each takes a while."""
    hooked.git("switch", "--quiet", "--create", "usul")
    hooked.write({"CATATAN.md": "x\n"})
    hooked.git("add", "--all")
    code, log = tried(hooked, "commit", "--message", "Catatan")
    assert (code, "skpkit ci" in log, bool(SKIPPED.search(log))) == (0, True, True), log

    hooked.edit(LOWERED)
    hooked.git("add", "--all")
    hooked.git("restore", "--source", "HEAD", "--worktree", ".")  # what lies on the disk is in order again
    code, log = tried(hooked, "commit", "--message", "Turun")
    assert (code, "SKP301" in log) == (1, True), log
    assert "Judged is what is staged, against origin/main" in log
    assert re.search(r"skpkit check\.+(Passed|Failed)", log)
    hooked.git("reset", "--quiet", "--hard")

    hooked.git("rm", "--quiet", "records/2026/199203172015021003/dki/2026-04-07.yaml")
    code, log = tried(hooked, "commit", "--message", "Hapus")
    assert (code, "SKP310" in log) == (1, True), log
    hooked.git("reset", "--quiet", "--hard")

    code, log = tried(hooked, "push", "--quiet", "origin", "usul")
    assert code == 0, log
    hooked.edit(LOWERED)
    hooked.commit()  # past the hook
    code, log = tried(hooked, "push", "origin", "usul")
    assert (code, "SKP301" in log) == (1, True), log
    between = ("run", "skpkit", "--from-ref", "main", "--to-ref", "usul")
    done = subprocess.run([BIN / "pre-commit", *between], cwd=hooked.path, capture_output=True, encoding="utf-8")
    assert (done.returncode, "Judged is main...usul" in done.stdout) == (1, True), done.stdout

    hooked.git("switch", "--quiet", "--create", "pindah", "main")
    hooked.git("mv", "records", "kinerja")
    settings = (hooked.path / "skpkit.yaml").read_text("utf-8")
    hooked.write({"skpkit.yaml": settings.replace("rekaman: records", "rekaman: kinerja")})
    hooked.git("add", "--all")
    code, log = tried(hooked, "commit", "--message", "Pindah")
    assert (code, bool(re.search(r"skpkit check\.+Passed", log))) == (0, True), log

    hooked.git("reset", "--quiet", "--hard")
    hooked.git("switch", "--quiet", "main")
    record = hooked.path / "records/2026/199203172015021003/iki/1b-N.yaml"
    text = record.read_text("utf-8")
    record.write_text(text.replace("jenis: manual_iki\nversi: 1\n", "versi:   1\njenis: 'manual_iki'\n"), "utf-8")
    codes, logs = zip(*(_laid_out(hooked) for _ in range(2)), strict=True)
    assert codes == (1, 0), logs  # what it writes is to be staged, and a second run finds nothing
    assert "files were modified by this hook" in logs[0]
    assert record.read_text("utf-8").startswith("jenis: manual_iki\nversi: 1\n")


def _laid_out(repo: Branches) -> tuple[int, str]:
    words = ("run", "skpkit-fmt", "--hook-stage", "manual", "--files", "records/2026/199203172015021003/iki/1b-N.yaml")
    done = subprocess.run([BIN / "pre-commit", *words], cwd=repo.path, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr
