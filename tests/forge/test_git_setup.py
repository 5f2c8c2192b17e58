"""`skpkit git-setup`: what git is told, with consent, and what is taken away again."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from skpkit.forge.drivers import TO_SETTLE, attributes_line, settings_for, with_line, without_lines
from tests.support.command import git, run_here
from tests.support.gitrepo import GitRepo, photograph, settle

LINE = "records/**/*.yaml diff=skp merge=skp"


@pytest.fixture(autouse=True)
def _only_these_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)


def test_nothing_is_written_without_consent(office: Path) -> None:
    before = photograph(office)
    done = run_here(office, "git-setup", "--lang", "en")
    assert done.returncode == 0
    assert f"  {LINE}\n" in done.stdout
    assert "git config --local merge.skp.driver" in done.stdout
    assert photograph(office) == before


@pytest.mark.parametrize(("answer", "written"), [(b"y\n", True), (b" Ya\n", True), (b"tidak\n", False), (b"\n", False)])
def test_on_a_terminal_it_asks(office: Path, answer: bytes, written: bool) -> None:
    pty = pytest.importorskip("pty")  # of systems that have terminals as files
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "skpkit", "git-setup"]
    process = subprocess.Popen(words, cwd=office, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, answer)
    with suppress(OSError):  # Linux tells so that nobody writes any more
        while os.read(ours, 1024):
            pass
    os.close(ours)
    assert process.wait() == 0
    assert (office / ".gitattributes").exists() is written


def test_written_once_and_taken_away_again_with_all_else_kept(office: Path) -> None:
    (office / ".gitattributes").write_bytes(b"*.pdf binary\r\n# akhir")
    config = (office / ".git/config").read_bytes()
    assert run_here(office, "git-setup", "--write").returncode == 0
    assert (office / ".gitattributes").read_bytes() == f"*.pdf binary\r\n# akhir\n{LINE}\n".encode()
    sample = "records/2026/unit/199203172015021003/skp.yaml"
    assert GitRepo(office).git("check-attr", "diff", "merge", "--", sample).count(": skp") == 2
    state = photograph(office)
    assert "git sudah menampilkan" in run_here(office, "git-setup", "--write").stdout
    assert photograph(office) == state
    done = run_here(office, "git-setup", "--remove", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "taken away; commit .gitattributes, in which a line less stands\n")
    assert (office / ".gitattributes").read_bytes() == b"*.pdf binary\r\n# akhir\n"
    assert GitRepo(office).git("config", "--local", "--get-regexp", "^(diff|merge)[.]", fine=[1]) == ""
    assert (office / ".git/config").read_bytes().startswith(config)
    assert "tidak ada lagi" in run_here(office, "git-setup", "--remove").stdout


def test_a_command_that_is_gone_leaves_git_showing_and_merging_text(office: Path) -> None:
    run_here(office, "git-setup", "--write")
    repo = GitRepo(office)
    for name in ("diff.skp.textconv", "merge.skp.driver"):
        value = repo.git("config", name)
        repo.git("config", name, value.replace(" -m skpkit", " -m skpkit_gone"))
    file = office / "records/2026/199203172015021003/skp.yaml"
    file.write_text(file.read_text().replace("tempat: Banda Contoh", "tempat: Kota Lain"))
    assert "-  tempat: Banda Contoh\n+  tempat: Kota Lain" in repo.git("diff", "--", str(file))
    repo.git("add", ".")
    git(office, "commit", "--quiet", "--message", "Satu")
    repo.git("switch", "--quiet", "--create", "lain", "HEAD~1")
    file.write_text(file.read_text().replace("tempat: Banda Contoh", "tempat: Kota Ketiga"))
    git(office, "commit", "--quiet", "--all", "--message", "Dua")
    repo.git("merge", "main", fine=[1])
    assert file.read_text().count("<<<<<<<") == 1
    assert "Kota Lain" in file.read_text()


@pytest.mark.parametrize(
    "end", ["exit 1", "exit 2", "exit 3", "exit 120", "exit 126", "kill -9 $$", "kill -15 $$", "exec /nowhere/skpkit"]
)
def test_a_merge_driver_that_did_not_finish_leaves_marks_of_both(tmp_path: Path, end: str) -> None:
    assert merged_by(tmp_path, end) == (1, "<<<<<<< A\nours\n=======\ntheirs\n>>>>>>> B\n")


def test_what_a_merge_driver_finished_is_left_as_it_wrote_it(tmp_path: Path) -> None:
    assert merged_by(tmp_path, 'echo both >"$3"') == (0, "both\n")
    assert merged_by(tmp_path, f'echo marked >"$3"; exit {TO_SETTLE}') == (1, "marked\n")


def merged_by(folder: Path, end: str) -> tuple[int, str]:
    """The exit code and the file that git gets of the driver's line, where skpkit is a script that ends so."""
    stub = folder / "skpkit"
    stub.write_text(f'#!/bin/sh\n[ "$2" = --help ] && exit 0\n{end}\n')  # help alone takes less than a merge
    stub.chmod(0o755)
    for name, text in (("O", "base\n"), ("A", "ours\n"), ("B", "theirs\n")):
        (folder / name).write_text(text)
    line = settings_for(str(stub), "")["merge.skp.driver"]
    for mark, word in (("%O", "O"), ("%A", "A"), ("%B", "B"), ("%L", "7"), ("%P", "records/skp.yaml")):
        line = line.replace(mark, word)
    done = subprocess.run(["sh", "-c", line], cwd=folder, stderr=subprocess.DEVNULL, check=False)
    return done.returncode, (folder / "A").read_text()


def test_records_elsewhere_and_a_line_of_before(office: Path) -> None:
    git(office, "mv", "records", "rekaman asn")
    (office / "skpkit.yaml").write_text("bahasa: en\nrekaman: rekaman asn\n")
    (office / ".gitattributes").write_text(f"* text=auto\n{LINE}\n*.pdf binary\n")
    done = run_here(office, "git-setup", "--write")
    assert f"out of .gitattributes:\n  {LINE}\n" in done.stdout
    line = '"rekaman asn/**/*.yaml" diff=skp merge=skp'
    assert (office / ".gitattributes").read_text() == f"* text=auto\n{line}\n*.pdf binary\n"
    sample = "rekaman asn/2026/199203172015021003/skp.yaml"
    assert GitRepo(office).git("check-attr", "merge", "--", sample).endswith(": skp")
    assert "--lang en" in GitRepo(office).git("config", "diff.skp.textconv")


def test_what_overrules_the_line_is_told(office: Path) -> None:
    (office / "records/.gitattributes").write_text("*.yaml -diff\n")
    assert "another line of the attributes" in run_here(office, "git-setup", "--write", "--lang", "en").stderr


@pytest.mark.parametrize(("words", "code"), [(("--write", "--remove"), 2), (("--write", "more"), 2)])
def test_wrong_usage(office: Path, words: tuple[str, ...], code: int) -> None:
    before = photograph(office)
    assert run_here(office, "git-setup", *words).returncode == code
    assert photograph(office) == before


def test_where_nothing_can_be_set(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run_here(tmp_path_factory.mktemp("none"), "git-setup", "--write").returncode == 3
    done = run_here(office / ".git", "git-setup", "--write", "--lang", "en")
    assert (done.returncode, "run it in the clone where people work" in done.stderr) == (3, True)
    (office / ".gitattributes").symlink_to("skpkit.yaml")
    done = run_here(office, "git-setup", "--write", "--lang", "en")
    assert (done.returncode, "is a link" in done.stderr) == (3, True)
    assert GitRepo(office).git("config", "--local", "--get-regexp", "^(diff|merge)[.]", fine=[1]) == ""


@pytest.mark.parametrize(
    ("records", "line"),
    [
        ("records", LINE),
        (".", "**/*.yaml diff=skp merge=skp"),
        ("a/b", "a/b/**/*.yaml diff=skp merge=skp"),
        ("satu dua", '"satu dua/**/*.yaml" diff=skp merge=skp'),
        ("a[1]*", r"a\[1\]\*/**/*.yaml diff=skp merge=skp"),
        ("#a", '"#a/**/*.yaml" diff=skp merge=skp'),
    ],
)
def test_the_line_of_a_folder_means_that_folder(records: str, line: str, tmp_path: Path) -> None:
    assert attributes_line(records) == line
    repo = GitRepo.made(tmp_path)
    repo.write({".gitattributes": f"{line}\n"})
    path = f"{records}/2026/skp.yaml" if records != "." else "2026/skp.yaml"
    assert repo.git("check-attr", "diff", "--", path).endswith(": skp")


@pytest.mark.parametrize(
    "content", [b"", b"*.a b\n", b"*.a b", b"\xff\xfe \x00\n", b"*.a b\r\n", b"a\x0cb c\n", LINE.encode() + b" x\n"]
)
def test_every_other_line_is_kept(content: bytes) -> None:
    made = with_line(content, LINE)
    assert made.startswith(content)
    assert made.count(LINE.encode()) == content.count(LINE.encode()) + 1
    assert with_line(made, LINE) == made
    ended = content if not content or content.endswith(b"\n") else content + b"\n"
    assert without_lines(made) == ended
