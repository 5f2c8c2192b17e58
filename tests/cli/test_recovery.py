"""A command that was killed while it wrote: the next one says so, and check gives what it gave or what is new."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from skpkit.writing import journal
from skpkit.writing.lock import locked
from tests.support.command import DAY, git, run_here
from tests.support.killing import KilledError, killed_everywhere

RECORD = "records/2026/199203172015021003/skp.yaml"
REVIEWER = (
    "--as",
    "pengelola_kinerja_organisasi",
    "--nip",
    "197003151995031001",
    "--name",
    "Hendra",
    "--post",
    "Kepala",
)
APPROVE = ("approve", RECORD, *REVIEWER, *DAY)


def killed_after(steps: int) -> Any:
    """From the step after some of writing on, nothing is done any more."""
    names = iter(range(1000))

    def once(*given: Any, real: Any) -> None:
        if next(names) >= steps:
            raise KilledError
        real(*given)

    def ending(real: Any) -> Any:
        return lambda *given: once(*given, real=real)

    parts: dict[str, Any] = {name: ending(getattr(journal, name)) for name in ("_prepare", "_commit")}
    return patch.multiple(journal, _clear=_gone, **parts)


def _gone(*_: Any) -> None:
    raise KilledError


def batch(office: Path) -> journal.Batch:
    """Three files that a command would write: an SKP, a manual that is new, and a dialogue that goes."""
    folder = "records/2026/199203172015021003"
    files = {
        f"{folder}/skp.yaml": (office / folder / "skp.yaml").read_bytes().replace(b"Q3: 10", b"Q3: 11"),
        f"{folder}/iki/9z-N.yaml": (office / folder / "iki" / "1b-N.yaml").read_bytes().replace(b"1b-N", b"9z-N"),
        f"{folder}/dki/2026-05-08.yaml": None,
    }
    return journal.Batch(office, office / ".git" / "skpkit", "skpkit uji", files)


def begun(office: Path, steps: int) -> None:
    """Write these until the process is killed."""
    with killed_after(steps), pytest.raises(KilledError):
        batch(office).write()


def told(office: Path) -> str:
    return run_here(office, "check", "--format", "json", *DAY).stdout


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 5])
def test_check_finds_what_it_found_before_or_what_is_new(office: Path, steps: int) -> None:
    before = told(office)
    begun(office, steps)
    for words in (("fsck", "--strict"), ("status", "--porcelain")):
        git(office, *words)
    done = run_here(office, "check", "--format", "json", *DAY)
    assert ("skpkit uji terhenti" in done.stderr) == (len(done.stderr.splitlines()) == 1)
    assert "terhenti" in done.stderr
    assert not (office / ".git" / "skpkit").exists()
    assert told(office) == done.stdout  # and again, without a word
    if "sekarang sudah dituntaskan" in done.stderr:
        git(office, "checkout", "--quiet", ".")
        git(office, "clean", "--quiet", "-d", "--force")
        batch(office).write()
        assert told(office) == done.stdout != before
    else:
        assert done.stdout == before


def test_what_somebody_edited_meanwhile_is_left(office: Path) -> None:
    begun(office, 4)
    (office / RECORD).write_bytes((office / RECORD).read_bytes() + b"# disunting\n")
    done = run_here(office, "check", "--lang", "en", *DAY)
    assert f"skpkit uji was ended before all was written, and {RECORD} was edited since" in done.stderr
    assert (office / RECORD).read_bytes().endswith(b"# disunting\n")
    assert (office / "records/2026/199203172015021003/dki/2026-05-08.yaml").exists()
    (kept,) = (office / ".git" / "skpkit").iterdir()
    assert str(kept) in done.stderr
    assert run_here(office, "check", *DAY).stderr == ""


def test_the_help_of_a_command_settles_nothing(office: Path) -> None:
    begun(office, 4)
    assert run_here(office, "check", "--help").returncode == 0
    assert (office / ".git" / "skpkit" / "jurnal.json").exists()


def test_nor_does_what_git_runs_in_the_middle_of_its_work(office: Path) -> None:
    begun(office, 4)
    assert run_here(office, "diff-driver", RECORD).returncode == 0
    assert (office / ".git" / "skpkit" / "jurnal.json").exists()


def test_another_command_that_writes_is_waited_for(office: Path) -> None:
    begun(office, 4)
    with locked(office / ".git" / "skpkit" / "kunci"):
        done = run_here(office, "check", *DAY)
    assert (done.returncode, done.stdout) == (3, "")
    assert "perintah skpkit lain sedang menulis" in done.stderr


def test_a_place_that_cannot_be_written_is_named(office: Path) -> None:
    (office / ".git" / "skpkit").write_bytes(b"")  # as who is root is denied nothing, a file in the way
    before = (office / RECORD).read_bytes()
    done = run_here(office, *APPROVE)
    assert done.returncode == 3
    assert ".git/skpkit" in done.stderr
    assert (office / RECORD).read_bytes() == before


def test_in_a_folder_without_git_the_journal_hides_beside_the_records(office: Path, tmp_path: Path) -> None:
    (office / ".git").rename(tmp_path / "git-lama")
    with killed_after(4), pytest.raises(KilledError):
        batch(office)._replace(place=office / ".skpkit").write()
    done = run_here(office / "records", "check", *DAY)
    assert "sekarang sudah dituntaskan" in done.stderr
    assert not (office / ".skpkit").exists()


def test_in_a_second_working_tree_it_is_that_trees_own(office: Path, tmp_path: Path) -> None:
    git(office, "worktree", "add", "--quiet", str(tmp_path / "lain"), "-b", "lain")
    done = run_here(tmp_path / "lain", *APPROVE)
    assert done.returncode == 0, done.stderr
    begun(office, 4)
    assert run_here(tmp_path / "lain", "check", *DAY).stderr == ""
    assert "terhenti" in run_here(office, "check", *DAY).stderr


def test_approve_is_whole_whenever_it_is_killed(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    killed_everywhere(office, tmp_path_factory.mktemp("saat"), APPROVE, every=7)


KILLED = """
import os, signal, sys
from skpkit.writing import journal
calls = 0
def ending(call):
    def run(*given, **named):
        global calls
        calls += 1
        if calls > int(os.environ["UJI"]):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    return run
def write(root, *rest, real=journal.write_together):
    for name in ("replace", "fsync", "unlink", "rmdir"):
        setattr(os, name, ending(getattr(os, name)))
    real(root, *rest)
journal.write_together = write
from skpkit.cli import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_command_that_is_really_killed_leaves_a_repository_that_is_in_order(office: Path) -> None:
    before, ends = told(office), list[tuple[int, bool]]()
    for nth in (1, 7):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, *APPROVE],
            cwd=office,
            env={**os.environ, "UJI": str(nth)},
            capture_output=True,
            check=False,
        )
        git(office, "fsck")
        git(office, "status")
        after = told(office)
        approved = b"197003151995031001" in (office / RECORD).read_bytes()
        ends.append((done.returncode, approved))
        git(office, "checkout", "--quiet", ".")
        assert told(office) == before
        assert approved or after == before
    assert {code for code, _ in ends} == {-9}
    assert {approved for _, approved in ends} == {True, False}
