"""What stands around a run: encodings, streams that take nothing, signals, the temporary folder, the log of a build."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest

from skpkit.cli._ending import EndedError, endings
from skpkit.cli._run import run as run_here
from skpkit.cli._streams import Outlet
from skpkit.errors import SkpkitError
from skpkit.library import check
from skpkit.messages import visible
from tests.support.command import DAY, git, put, run, target
from tests.support.gitrepo import photograph
from tests.support.places import SOURCE

SKPKIT = f"{sys.executable} -m skpkit"
FORBIDDEN = target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}")


def shell(folder: Path, line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A line of bash, in which `skpkit` is the command."""
    given = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **environment}
    text = line.replace("skpkit", SKPKIT)
    return subprocess.run(["bash", "-c", text], cwd=folder, env={**os.environ, **given}, capture_output=True)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_shows_a_verdict(office: Path, encoding: str) -> None:
    put(office, FORBIDDEN)
    for form, begins in (("text", b"Review of main"), ("github", b"::error"), ("json", b"{")):
        done = shell(office, f"skpkit review main {' '.join(DAY)} --lang en --format {form}", PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (1, b"")
        text = done.stdout.decode(encoding)
        assert done.stdout.startswith(begins)
        if form == "json":
            assert json.loads(text)["findings"][0]["code"] == "SKP301"
    assert shell(office, "skpkit --help", PYTHONIOENCODING=encoding).returncode == 0
    assert shell(office, "skpkit check --help", PYTHONIOENCODING=encoding).returncode == 0


def test_every_sign_of_our_own_sentences_has_a_plain_one() -> None:
    """Signs of a chart are shown where a terminal takes them alone, and letters belong to names."""
    catalogue = (SOURCE / "locale" / "id" / "LC_MESSAGES" / "skpkit.po").read_text(encoding="utf-8")
    said = "".join(re.findall(r'^(?:msg(?:id|str) )?"(.*)"$', catalogue, re.MULTILINE))
    signs = {each for each in said if not each.isascii() and not each.isalpha()}
    assert "·" in signs
    shown = io.BytesIO()
    under = io.TextIOWrapper(shown, encoding="ascii", write_through=True)
    Outlet(under).write("".join(sorted(signs)))
    assert "\\" not in shown.getvalue().decode()


def test_what_an_encoding_lacks_is_replaced() -> None:
    class Under:
        encoding = "cp437"
        written = ""

        def write(self, text: str) -> None:
            text.encode(self.encoding)
            self.written += text

    under = Under()
    Outlet(under).write("“é” → 😀 \udce9")  # type: ignore[arg-type]
    assert under.written == '"é" -> \\U0001f600 \\udce9'


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("skpkit check {day} >&-", {0}),
        ("skpkit check {day} >&- 2>&- <&-", {0}),
        ("skpkit check {day} >/dev/full", {0}),
        ("skpkit check {day} >/dev/full 2>/dev/full", {0}),
        ("skpkit --help >/dev/full", {0}),
        ("skpkit check --help >/dev/full", {0}),
        ("skpkit nothing 2>/dev/full", {2}),
        ("skpkit rules | true; exit ${{PIPESTATUS[0]}}", {0, 141}),
        ("skpkit check {day} | true; exit ${{PIPESTATUS[0]}}", {0, 141}),
        ("skpkit check {day} 2>&1 >/dev/null --rev nothing | true; exit ${{PIPESTATUS[0]}}", {3, 141}),
    ],
)
def test_where_a_report_goes_changes_no_verdict(office: Path, line: str, codes: set[int]) -> None:
    before = photograph(office)
    done = shell(office, line.format(day=" ".join(DAY)))
    assert done.returncode in codes
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    if ">/dev/full" in line and "check {day}" in line and "2>" not in line:
        assert b"could not be written" in done.stderr or b"tidak dapat ditulis" in done.stderr
    assert photograph(office) == before


def test_an_error_stays_one_where_nobody_reads(office: Path) -> None:
    put(office, FORBIDDEN)
    day = " ".join(DAY)
    assert shell(office, f"skpkit review main {day} >&-").returncode == 1
    assert shell(office, f"skpkit review main {day} >/dev/full").returncode == 1
    assert shell(office, f"skpkit review main {day} | true; exit ${{PIPESTATUS[0]}}").returncode in (1, 141)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_nothing_behind(office: Path, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """git itself sends it, in the place of a `status` that takes long: then the throw-away folder is there."""
    tools, temporary = (tmp_path_factory.mktemp(each) for each in ("tools", "temporary"))
    slow = tools / "git"
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    slow.write_text(
        "#!/bin/bash\n"
        f'case " $* " in *" status "*) echo $$>{tools}/child; (sleep 1; kill -{name[3:]} $PPID) & exec sleep 9;; esac\n'
        f'exec {real} "$@"\n',
        encoding="utf-8",
    )
    slow.chmod(0o755)
    before = photograph(office)
    done = shell(office, "exec skpkit check", PATH=f"{tools}:{os.environ['PATH']}", TMPDIR=str(temporary))
    assert done.returncode == 128 + getattr(signal, name)
    assert b"Traceback" not in done.stderr
    assert list(temporary.iterdir()) == []
    assert photograph(office) == before
    with pytest.raises(ProcessLookupError):
        os.kill(int((tools / "child").read_text(encoding="utf-8")), 0)


def test_a_signal_ends_what_runs_and_only_then() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(EndedError) as ended, endings():
        os.kill(os.getpid(), signal.SIGTERM)
    assert ended.value.exit_code == 128 + signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN  # nothing disturbs what is left to do
    signal.signal(signal.SIGTERM, before)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with endings():
        os.kill(os.getpid(), signal.SIGHUP)  # nohup
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_what_python_drops_is_raised_again(name: str) -> None:
    """As where an interrupt comes while something is let go of."""
    ends: type[BaseException] = KeyboardInterrupt if name == "SIGINT" else EndedError

    class Thing:
        """What is let go of."""

    def let_go(_: object) -> None:
        os.kill(os.getpid(), getattr(signal, name))

    things = [Thing()]
    watched = weakref.ref(things[0], let_go)

    def work() -> None:
        with endings():
            things.clear()
            threading.Event().wait(60)

    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(ends):
            work()
        assert signal.getsignal(signal.SIGALRM) == before[signal.SIGALRM]
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert watched() is None


def test_where_there_are_no_such_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "SIGHUP")
    with endings():
        assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("inside", [".", "records", "tmp"])
def test_nothing_temporary_lies_in_the_repository(office: Path, monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    """As Python chooses the current folder where it can write to no other one."""
    (office / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(office / inside))
    before = photograph(office)
    with pytest.raises(SkpkitError, match="no folder for temporary files"):
        check(office)
    assert photograph(office) == before


def test_without_any_temporary_folder_a_run_says_so(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: Any) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "_get_default_tempdir", nowhere)
    monkeypatch.setattr(tempfile, "tempdir", None)
    with pytest.raises(SkpkitError, match="no folder for temporary files"):
        check(office)


def test_a_temporary_folder_that_cannot_be_written_is_passed_over(office: Path) -> None:
    assert run(office, "check", *DAY, TMPDIR="/nowhere").returncode == 0


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("::error::x", "\\u003a:error::x"),
        ("   ::set-output name=x::y", "   \\u003a:set-output name=x::y"),
        ("a ::b", "a ::b"),
        ("a ##[group]b", "a \\u0023#[group]b"),
        ("##vso[task.setvariable variable=x]y", "\\u0023#vso[task.setvariable variable=x]y"),
        ("##teamcity[x]", "\\u0023#teamcity[x]"),
        ("## a heading", "## a heading"),
        ("x section_start:1:a\r\x1b[0K", "x section\\u005fstart:1:a\\u000d\\u001b[0K"),
        ("\u2028::error::x", "\\u2028::error::x"),
        ("a\x85\x9b\u202e\u200b\ufeff\U000e0041b", "a\\u0085\\u009b\\u202e\\u200b\\ufeff\\U000e0041b"),
        ("Ani “é” → 5", "Ani “é” → 5"),
    ],
)
def test_a_line_is_no_command(given: str, shown: str) -> None:
    assert visible(given) == shown


HOSTILE = "::error::x\x1b[2J##[group]\u202e"


@pytest.mark.parametrize("where", ["check", "check --rev", "review", "frozen", "render -o x.pdf", "explain", "verify"])
@pytest.mark.parametrize("github", ["true", ""])
def test_an_argument_writes_no_command_into_a_log(office: Path, where: str, github: str) -> None:
    done = run(office, *where.split(), HOSTILE, GITHUB_ACTIONS=github)
    assert done.returncode in (2, 3)
    assert_harmless(done.stderr, commands=1 if github else 0)


@pytest.mark.parametrize(
    "words", [["--" + HOSTILE], [HOSTILE], ["check", "--format", HOSTILE], ["check", "-" + HOSTILE]]
)
def test_a_wrong_use_writes_no_command_into_a_log(office: Path, words: list[str]) -> None:
    done = run(office, *words)
    assert done.returncode == 2
    assert_harmless(done.stderr)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_path_writes_no_command_into_a_log(office: Path, form: str) -> None:
    folder = office / "::error::x\x1b[2J##[group]\u202e" / "2026"
    (office / "records").rename(folder.parent)
    (folder / "::set-env name=x::y\n::error::z.yaml").write_text("jenis: [\n", encoding="utf-8")
    (office / "skpkit.yaml").write_text(f"rekaman: {json.dumps(folder.parent.name)}\n", encoding="utf-8")
    done = run(office, "check", *DAY, "--format", form)
    assert done.returncode in (1, 2)
    if done.returncode == 1:
        assert "set-env" in done.stdout
        assert_harmless(done.stdout, commands=10**6 if form == "github" else 0)
    git(office, "checkout", "--quiet", "--", ".")


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_value_writes_no_command_into_a_log(office: Path, form: str) -> None:
    name = json.dumps("::error::x ##[group]y \u3000\xad")  # as much as a record may hold
    put(office, [{"file": "bagas/skp.yaml", "replace": {"nama: Bagas Pratama": f"nama: {name}"}}])
    done = run(office, "review", "main", *DAY, "--format", form)
    assert done.returncode == 1
    assert form == "github" or "error::x" in done.stdout
    assert_harmless(done.stdout, commands=10**6 if form == "github" else 0)
    if form == "json":
        assert json.loads(name) in [each["after"] for each in json.loads(done.stdout)["changes"]]


def assert_harmless(text: str, commands: int = 0) -> None:
    """Nothing in a log acts on it or on a terminal, but for that many commands of our own."""
    lines = text.split("\n")
    assert sum(each.lstrip().startswith("::") for each in lines) <= commands
    assert "##[" not in text
    assert all(each.isprintable() for each in lines)


def test_a_library_that_is_not_there_is_named_with_the_remedy(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office)
    monkeypatch.setitem(sys.modules, "skpkit.judge.engine", None)
    assert run_here(["check", "--lang", "en"]) == 3
    assert "skpkit.judge.engine is not installed here, which skpkit needs; install" in capsys.readouterr().err
