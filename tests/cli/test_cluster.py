"""Work that a cluster of machines does gives the same findings in the same order, whatever becomes of its workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

import skpkit
from skpkit import afar
from skpkit.errors import SkpkitError
from skpkit.judge import cluster, foreseen
from skpkit.judge.cluster import Cluster
from skpkit.judge.engine import Verdict
from skpkit.judge.workers import Workers
from skpkit.paper.print_run import Portion
from skpkit.source.resources import VERSION
from tests.support.branches import TODAY, Branches
from tests.support.clustered import FOLDER, coursed_once_killed, judged_once_killed, printed_once_killed
from tests.support.command import run_here
from tests.support.deeds import deed, history
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.groups import in_a_group, interrupted
from tests.support.places import PROJECT

DAY = date(2027, 6, 15)  # late for all that is owed
_STARTED = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    workers = int(sys.argv[1])
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
        print(made.scheduler_address, flush=True)
        input()
"""


class Made(NamedTuple):
    """A cluster of two workers, each a process of its own, and a folder where they leave word."""

    address: str
    folder: Path


@contextmanager
def started(folder: Path, workers: int) -> Iterator[Made]:
    """A cluster, while it is there."""
    script = folder / "started.py"
    script.write_text(_STARTED, encoding="utf-8")
    here = {**os.environ, "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}", FOLDER: str(folder)}
    with subprocess.Popen(
        [sys.executable, script, str(workers)],
        cwd=folder,
        env=here,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Made(process.stdout.readline().strip(), folder)
        process.communicate("\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with started(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    settle(monkeypatch)
    monkeypatch.setattr(afar, "PART", 1)
    monkeypatch.setattr(cluster, "_LARGE", 1)  # given to each worker once
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
    (made.folder / "killed").unlink()  # so there was one


def test_where_all_workers_went_away_it_is_done_here(
    repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_LARGE", 1_000_000)
    with started(tmp_path, 1) as made, Cluster(made.address) as workers:
        assert workers._client
        workers._client.retire_workers()
        monkeypatch.setattr(cluster, "_PATIENCE", 0.1)
        assert skpkit.check(repo.path, rev="HEAD", today=DAY, workers=workers) == alone(repo)


def test_workers_may_have_a_clone_of_their_own(made: Made, repo: GitRepo, tmp_path: Path) -> None:
    clone = tmp_path / "their clone"
    subprocess.run(["git", "clone", "-q", "--bare", repo.path, clone], check=True)
    seen = partial(skpkit.check, repo.path, rev="HEAD", today=DAY)
    with Cluster(made.address, str(clone)) as workers:
        assert seen(workers=workers) == alone(repo)
    repo.commit({"README.md": b"more"})
    with Cluster(made.address, str(clone)) as workers, pytest.raises(SkpkitError, match=r"fetch it there, or .*worker"):
        seen(workers=workers)


@pytest.mark.parametrize(
    ("name", "other", "told"),
    [("VERSION", "9.9.9", r"this is 9\.9\.9"), ("_mark", lambda: "other", rf"this is {VERSION} \(other\)")],
)
def test_a_worker_of_another_version_is_refused(
    made: Made, repo: GitRepo, monkeypatch: pytest.MonkeyPatch, name: str, other: object, told: str
) -> None:
    """Also one of the same that was made of other modules: between releases many have the same version."""
    monkeypatch.setattr(cluster, name, other)
    with pytest.raises(SkpkitError, match=rf"has skpkit .*, and {told}"), Cluster(made.address):
        pass
    monkeypatch.setattr(Cluster, "_agree", lambda _: None)  # it came when all had been asked
    with Cluster(made.address) as workers, pytest.raises(SkpkitError, match=rf"has skpkit .*, and {told}"):
        skpkit.check(repo.path, rev="HEAD", today=DAY, workers=workers)


def landed(tmp_path: Path) -> Branches:
    """What landed of branches, as people do it."""
    dice = Random(3)  # noqa: S311
    made = Branches.of_examples(tmp_path / "landed")
    history(made, dice)
    made.git("switch", "--quiet", "main")
    for _ in range(4):
        deed(made, dice)
        made.commit()
    return made


def test_an_audit_finds_the_same_though_a_worker_is_killed(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    monkeypatch.setattr(foreseen, "AT_ONCE", 1)
    path = landed(tmp_path).path
    expected = skpkit.audit(path, "main", today=TODAY, cache=False, workers=Workers(1))
    assert len(expected.findings) > 3
    with Cluster(made.address) as workers:
        assert skpkit.audit(path, "main", today=TODAY, workers=workers) == expected
        monkeypatch.setattr(afar, "coursed_there", coursed_once_killed)
        assert skpkit.audit(path, "main", today=TODAY, workers=workers) == expected
    (made.folder / "killed").unlink()


def test_an_audit_tells_what_a_worker_lacks(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nobody would know that this process did all of it alone."""
    settle(monkeypatch)
    repo, clone = landed(tmp_path), tmp_path / "theirs"
    words = ("audit", "main", "--lang", "en", "--scheduler", made.address, "--repo-on-worker", str(clone))
    done = run_here(repo.path, *words)
    assert (done.returncode, done.stdout, "fetch it there, or say with" in done.stderr) == (3, "", True)
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.path}", str(clone))
    done = run_here(repo.path, *words)
    assert (done.returncode, done.stdout, "git fetch --unshallow" in done.stderr) == (3, "", True)


def printed(repo: GitRepo, workers: Workers, **how: Any) -> tuple[dict[str, bytes], list[Portion]]:
    """The files that are printed of all dossiers, and what is told of them."""
    found: dict[str, bytes] = {}
    run = skpkit.render_all(repo.path, lambda each: found.update(each.files()), rev="HEAD", workers=workers, **how)
    return found, list(run.portions)


def test_prints_are_the_same_though_a_worker_is_killed(
    made: Made, repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the workers have other branches, by which theirs would be a proposal."""
    clone = tmp_path / "theirs"
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(clone))
    repo.git("--git-dir", str(clone), "update-ref", "refs/other", "HEAD")
    repo.git("--git-dir", str(clone), "update-ref", "-d", "refs/heads/main")
    expected, portions = printed(repo, Workers(1))
    assert len(expected) > 3
    monkeypatch.setattr(afar, "printed_there", printed_once_killed)
    with Cluster(made.address, str(clone)) as workers:
        found, told = printed(repo, workers)
    assert found == expected
    assert sum(each.printed for each in told) == len(expected) == sum(each.printed for each in portions)
    (made.folder / "killed").unlink()


def test_a_document_that_cannot_be_kept_ends_the_run(made: Made, repo: GitRepo, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    words = ("render", "--all", "--rev", "HEAD", "--lang", "en", "-o", str(out), "--scheduler", made.address)
    done = run_here(repo.path, *words)
    assert (done.returncode, "5 documents written below" in done.stderr) == (0, True), done.stderr
    files = [each for each in out.rglob("*") if each.is_file()]
    assert len(files) == 5
    files[0].write_bytes(b"mine")
    done = run_here(repo.path, *words)
    assert (done.returncode, "was not printed by skpkit" in done.stderr) == (2, True)
    assert files[0].read_bytes() == b"mine"


def test_a_worker_that_prints_with_something_else_is_refused(
    made: Made, repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(afar, "tools", lambda: ("typst 0.1",))
    with (
        Cluster(made.address) as workers,
        pytest.raises(SkpkitError, match=r"other programs \(typst .*here typst 0\.1"),
    ):
        printed(repo, workers)


def test_the_same_settings_are_the_same_in_every_process() -> None:
    """What Python calls a hash differs, by which it orders some of them."""
    code = (
        "from datetime import date\n"
        "from skpkit.afar import digest_of\n"
        "from skpkit.model.settings import Settings, SignatureDemand\n"
        "roles = frozenset(['pegawai', 'pejabat_penilai_kinerja', 'pengelola_kinerja_organisasi'])\n"
        "print(digest_of(Settings(demand=SignatureDemand(date(2026, 1, 1), roles))))\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(told) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "--scheduler", "tcp://127.0.0.1:1"), "with --rev"),
        (("check", "--rev", "HEAD", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"), "one of them"),
        (("check", "--rev", "HEAD", "--repo-on-worker", "/there"), "add --scheduler"),
        (("audit", "--repo-on-worker", "/there"), "add --scheduler"),
        (("render", "--all", "-o", "out/", "--scheduler", "tcp://127.0.0.1:1"), "with --rev"),
        (("render", "--all", "-o", "out.pdf", "--bundle", "--rev", "HEAD", "--scheduler", "x"), "without --bundle"),
        (("render", "records", "-o", "out/", "--rev", "HEAD", "--scheduler", "x"), "with --all"),
        (("render", "--blank", "skp", "-o", "x.pdf", "--scheduler", "x"), "leave --scheduler out"),
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


@pytest.mark.parametrize(
    ("work", "words"),
    [
        ("judged_there", ["check", "--rev", "HEAD"]),
        ("coursed_there", ["audit"]),
        ("printed_there", ["render", "--all", "--rev", "HEAD", "-o", "out/"]),
    ],
)
def test_an_interrupt_leaves_a_cluster_at_once(made: Made, repo: GitRepo, work: str, words: list[str]) -> None:
    """What a worker had is its own matter: it is not waited for."""
    for name in ("asked", "let go"):
        os.mkfifo(made.folder / name)
    code = (
        "from skpkit import afar\n"
        "from skpkit.cli import main\n"
        "from tests.support.clustered import never\n"
        f"afar.{work} = never\n"
        f"main([*{words}, '--scheduler', '{made.address}'])\n"
    )
    process = in_a_group(code, repo.path)
    assert (made.folder / "asked").read_bytes() == b"asked"
    interrupted(process)
    assert not (repo.path / "out").exists()
    (made.folder / "let go").write_bytes(b"")
    for name in ("asked", "let go", "stuck"):
        (made.folder / name).unlink()
