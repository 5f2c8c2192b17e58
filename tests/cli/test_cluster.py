"""Work that a cluster of machines does gives the same findings in the same order, whatever becomes of its workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

import skpkit
from skpkit import afar
from skpkit.errors import SkpkitError
from skpkit.judge import cluster
from skpkit.judge.cluster import Cluster
from skpkit.judge.engine import Verdict
from skpkit.judge.workers import Workers
from tests.support.clustered import FOLDER, judged_once_killed
from tests.support.command import run_here
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.groups import in_a_group, interrupted
from tests.support.places import PROJECT

DAY = date(2027, 6, 15)  # late for all that is owed
_STARTED = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
        print(made.scheduler_address, flush=True)
        input()
"""


class Made(NamedTuple):
    """A cluster of two workers, each a process of its own, and a folder where they leave word."""

    address: str
    folder: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("cluster")
    script = folder / "started.py"
    script.write_text(_STARTED, encoding="utf-8")
    here = {**os.environ, "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}", FOLDER: str(folder)}
    with subprocess.Popen(
        [sys.executable, script], cwd=folder, env=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Made(process.stdout.readline().strip(), folder)
        process.communicate("\n")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    settle(monkeypatch)
    monkeypatch.setattr(afar, "PART", 1)
    made = GitRepo.made(tmp_path / "repo")
    made.commit(examples().files)
    return made


def alone(repo: GitRepo) -> Verdict:
    """What one process finds."""
    found = skpkit.check(repo.path, rev="HEAD", today=DAY, workers=Workers(1))
    assert len(found.findings) > 9
    return found


def test_it_finds_the_same_in_the_same_order(made: Made, repo: GitRepo) -> None:
    told: list[tuple[str, int, int]] = []
    with Cluster(made.address) as workers:
        found = skpkit.check(
            repo.path, rev="HEAD", today=DAY, workers=workers, on_progress=lambda *each: told.append(each)
        )
    assert found == alone(repo)
    assert told == [("Judging", done, 4) for done in range(5)]


def test_what_a_worker_had_that_was_killed_is_done_by_another(
    made: Made, repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = alone(repo)
    monkeypatch.setattr(afar, "judged_there", judged_once_killed)
    with Cluster(made.address) as workers:
        assert skpkit.check(repo.path, rev="HEAD", today=DAY, workers=workers) == expected
    assert (made.folder / "killed").is_file()


def test_workers_may_have_a_clone_of_their_own(made: Made, repo: GitRepo, tmp_path: Path) -> None:
    clone = tmp_path / "their clone"
    subprocess.run(["git", "clone", "-q", "--bare", repo.path, clone], check=True)
    seen = partial(skpkit.check, repo.path, rev="HEAD", today=DAY)
    with Cluster(made.address, str(clone)) as workers:
        assert seen(workers=workers) == alone(repo)
    repo.commit({"README.md": b"more"})
    with Cluster(made.address, str(clone)) as workers, pytest.raises(SkpkitError, match=r"fetch it there, or .*worker"):
        seen(workers=workers)


def test_a_worker_of_another_version_is_refused(made: Made, repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "VERSION", "9.9.9")
    with pytest.raises(SkpkitError, match=r"has skpkit .*, and this is 9\.9\.9"), Cluster(made.address):
        pass
    monkeypatch.setattr(Cluster, "_agree", lambda _: None)  # it came when all had been asked
    with Cluster(made.address) as workers, pytest.raises(SkpkitError, match=r"has skpkit .*, and this is 9\.9\.9"):
        skpkit.check(repo.path, rev="HEAD", today=DAY, workers=workers)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "--scheduler", "tcp://127.0.0.1:1"), "with --rev"),
        (("check", "--rev", "HEAD", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"), "one of them"),
        (("check", "--rev", "HEAD", "--repo-on-worker", "/there"), "add --scheduler"),
    ],
)
def test_options_that_contradict_are_one_sentence(repo: GitRepo, words: tuple[str, ...], told: str) -> None:
    done = run_here(repo.path, *words, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_the_library_or_a_scheduler_a_sentence_says_what_to_do(
    repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("check", "--rev", "HEAD", "--lang", "en", "--scheduler")
    done = run_here(repo.path, *words, "no address")
    assert (done.returncode, "no scheduler of a dask cluster answers at no address" in done.stderr) == (3, True)
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run_here(repo.path, *words, "tcp://127.0.0.1:1")
    assert (done.returncode, "pip install 'skpkit[dask]'" in done.stderr) == (3, True)


def test_an_interrupt_leaves_a_cluster_at_once(made: Made, repo: GitRepo) -> None:
    """What a worker had is its own matter: it is not waited for."""
    for name in ("asked", "let go"):
        os.mkfifo(made.folder / name)
    code = (
        "from skpkit import afar\n"
        "from skpkit.cli import main\n"
        "from tests.support.clustered import judged_never\n"
        "afar.judged_there = judged_never\n"
        f"main(['check', '--rev', 'HEAD', '--scheduler', '{made.address}'])\n"
    )
    process = in_a_group(code, repo.path)
    assert (made.folder / "asked").read_bytes() == b"asked"
    interrupted(process)
    (made.folder / "let go").write_bytes(b"")
