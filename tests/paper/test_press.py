"""The process beside this one: what breaks a limit is ended and told, and nothing stays behind."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError
from skpkit.paper.press import Allowance, Exceeded, Press
from skpkit.paper.printing import press
from tests.support.command import run
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.printed import printer
from tests.support.printed_skp import TITLE

BAGAS = "records/2026/199203172015021003/skp.yaml"
SHORT = Allowance(0.3, 1024)
SMALL = Allowance(60, 256)
AMPLE = Allowance(60, 1024)
FOREVER = "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}"
FOREVER += "{% endfor %}{% endfor %}"


@pytest.fixture
def own() -> Iterator[Press]:
    """A press that no other test has used."""
    made = Press(nothing)
    yield made
    made.end()


def nothing() -> None:
    """What is to be prepared."""


def double(number: int) -> int:
    return 2 * number


def forever() -> None:
    while True:
        pass


def hungry() -> None:
    """Take memory as on a machine that keeps no limits itself, and hold it."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    held = bytearray(os.urandom(1)) * 400_000_000
    while held:
        pass


HELD: list[bytearray] = []


def keep() -> int:
    """Keep memory from one piece of work to the next, as Typst does, and take long enough to be seen at it."""
    HELD.append(bytearray(b"x") * 270_000_000)
    return len(HELD) + sum(HELD[-1][:20_000_000].count(b"y") for _ in range(20))


def greedy() -> int:
    return len(bytearray(4_000_000_000))


def aborted() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def process_id() -> int:
    return os.getpid()


def refusing() -> None:
    raise SkpkitError("no {what}", what="way")


def broken() -> None:
    raise ZeroDivisionError("x")


def lacking() -> None:
    raise PackageNotFoundError("pyphen")


def chatty() -> str:
    print("this is no answer", flush=True)  # noqa: T201
    return "answer"


def folder_first() -> bool:
    return "" in sys.path or os.getcwd() in sys.path  # noqa: PTH109


def alarm() -> float:
    return signal.getitimer(signal.ITIMER_REAL)[0]


def without_proc() -> None:
    """From now on the process cannot see how much it holds."""
    from skpkit.paper import press as in_this_process

    in_this_process._OWN_MEMORY = Path("/nowhere/statm")


def there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def ended(pid: int) -> bool:
    """Whether a process that may be no child of ours comes to its end."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    done, _, _ = select.select([process], [], [], 60)
    os.close(process)
    return bool(done)


def test_it_does_one_thing_after_another_in_one_process(own: Press) -> None:
    assert [own.do(AMPLE, double, each) for each in (1, 2)] == [2, 4]
    assert own.do(AMPLE, process_id) == own.do(AMPLE, process_id) != os.getpid()
    assert own.do(AMPLE, chatty) == "answer"


def test_an_error_comes_back_as_it_was_raised_and_the_process_stays(own: Press) -> None:
    first = own.do(AMPLE, process_id)
    with pytest.raises(SkpkitError) as caught:
        own.do(AMPLE, refusing)
    assert caught.value.sentence("en") == "no way"
    assert own.do(AMPLE, process_id) == first
    with pytest.raises(SkpkitError, match="pyphen is not installed here"):
        own.do(AMPLE, lacking)
    with pytest.raises(RuntimeError, match="ZeroDivisionError: x"):
        own.do(AMPLE, broken)


@pytest.mark.parametrize(
    ("work", "allowance", "what"),
    [(forever, SHORT, "time"), (hungry, SMALL, "memory"), (greedy, SMALL, "memory"), (aborted, AMPLE, "ended")],
)
def test_a_limit_ends_the_process_and_the_next_thing_gets_another(
    own: Press, work: object, allowance: Allowance, what: str
) -> None:
    first = own.do(AMPLE, process_id)
    with pytest.raises(Exceeded) as caught:
        own.do(allowance, work)  # type: ignore[arg-type]
    assert caught.value.what == what
    assert not there(first)
    assert own.do(AMPLE, double, 4) == 8


def test_what_earlier_work_left_does_not_count_against_the_next(own: Press) -> None:
    limits = Allowance(60, 512)
    first = own.do(limits, process_id)
    assert own.do(limits, keep) == 1
    assert own.do(limits, process_id) == first
    assert own.do(limits, keep) == 1


@pytest.mark.skipif(shutil.which("ps") is None, reason="has no ps")
def test_memory_is_seen_where_there_is_no_proc(own: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Exceeded) as caught:
        own.do(SMALL, hungry)
    assert caught.value.what == "memory"


def test_a_process_that_cannot_see_what_it_holds_works_within_the_limit_all_the_same(own: Press) -> None:
    own.do(AMPLE, without_proc)
    assert own.do(SMALL, double, 4) == 8
    with pytest.raises(Exceeded) as caught:
        own.do(SMALL, greedy)
    assert caught.value.what == "memory"


def test_what_goes_wrong_while_it_gets_ready_is_told_by_the_work() -> None:
    made = Press(broken)
    try:
        with pytest.raises(RuntimeError, match="ZeroDivisionError: x"):
            made.do(AMPLE, broken)
    finally:
        made.end()


def test_a_process_whose_maker_is_gone_ends_by_itself(own: Press) -> None:
    assert 0 < own.do(SHORT, alarm) <= SHORT.seconds + 5
    pid = own.do(AMPLE, process_id)
    own.end()
    assert not there(pid)
    code = (
        "import os, signal\n"
        "from skpkit.paper.press import Press, Allowance\n"
        "import tests.paper.test_press as t\n"
        "p = Press(t.nothing)\n"
        "print(p.do(t.AMPLE, t.process_id), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                          capture_output=True, text=True)  # fmt: skip
    assert ended(int(done.stdout))  # it read the end of what it was to do: nothing else holds the pipe


def test_no_module_of_the_folder_that_skpkit_runs_in_is_loaded(
    own: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository of records comes from anyone."""
    (tmp_path / "pickle.py").write_text("raise SystemExit('taken over')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert own.do(AMPLE, folder_first) is False


@pytest.mark.parametrize(
    ("template", "allowance", "sentence"),
    [
        (FOREVER, SHORT, "printing takes longer than 0.3 seconds"),
        ("#{{ 9 ** (9 ** 9) }}", SHORT, "printing takes longer than 0.3 seconds"),
        ("{% macro m(n) %}{{ m(n) ~ m(n) }}{% endmacro %}{{ m(1) }}", SHORT, ""),  # too deep, or too long
        (
            TITLE + "#for a in range(99999) { for b in range(99999) {} }",
            SHORT,
            "printing takes longer than 0.3 seconds",
        ),
        (TITLE + "#for a in range(99999) [#pagebreak()]", SHORT, "printing takes longer than 0.3 seconds"),
        ("{% set a = 'x' * 9000000000 %}{{ a }}", SMALL, "printing needs more than 256 MB of memory"),
        ("{{ '%9000000000s' % 'x' }}", SMALL, ""),
        (TITLE + '#let a = "x"\n#for b in range(40) { a = a + a }\n#a.len()', SMALL, "printing needs more than 256 MB"),
        (TITLE + "#range(999999999).len()", SMALL, "printing needs more than 256 MB"),
    ],
)
def test_a_template_that_takes_too_much_is_named_and_the_next_document_prints(
    template: str, allowance: Allowance, sentence: str
) -> None:
    press().start()
    tree = examples().changed({"templates/skp.typ.j2": template})
    with pytest.raises(SkpkitError) as caught:
        printer(tree, allowance=allowance).made(BAGAS, "pdf")
    assert caught.value.exit_code == 3
    assert caught.value.sentence("en").startswith("templates/skp.typ.j2")
    assert sentence in caught.value.sentence("en")
    assert printer(examples()).made(BAGAS, "typ").pages


def test_settings_name_the_limits_and_the_command_tells_which_was_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "repo")
    repo.commit({**examples().files, "templates/skp.typ.j2": FOREVER, "skpkit.yaml": "cetak: {detik: 1}\n"})
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    for lang, words in (("en", "longer than 1 seconds"), ("id", "lebih lama dari 1 detik")):
        done = run(repo.path, "render", BAGAS, "-o", "../x.pdf", "--lang", lang)
        assert (done.returncode, done.stdout) == (3, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith("skpkit: templates/skp.typ.j2: ")
        assert words in line
        assert "cetak: {detik: …}" in line
    done = run(repo.path, "render", "--all", "-o", "../keluar")  # ends before each has taken its time
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) <= 3
    assert list((tmp_path / "tmp").iterdir()) == []
