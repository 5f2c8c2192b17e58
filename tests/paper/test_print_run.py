"""Printing many: the same bytes as alone and in any order, on one processor or several, and what fails is told."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.judge.workers import Workers
from skpkit.paper.pdf import Pdf
from skpkit.paper.print_run import ENOUGH, Order, Portion, print_all
from skpkit.paper.printing import Made, Printer
from skpkit.source.history import open_records
from tests.support.command import run
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.outside import office as bench_office

DAY = date(2026, 6, 15)
QUALITATIVE = "records/2026/199611102024212003/skp.yaml"
DEEP = "records/2026/kantor/seksi"
BAGAS = "199203172015021003"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """A repository with those examples that can be printed, one of them in a unit's folder."""
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "repo")
    files = {path: each for path, each in examples().files.items() if not path.startswith(QUALITATIVE[:-8])}
    repo.commit({path.replace(f"records/2026/{BAGAS}", f"{DEEP}/{BAGAS}"): each for path, each in files.items()})
    return repo


def printed(folder: Path) -> dict[str, bytes]:
    """All files in a folder, hidden ones too."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def on_processors(count: int, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A run of skpkit that may use so many processors."""
    code = (
        "import os, sys\n"
        "if sys.platform == 'linux':\n"
        f"    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:{count}])\n"
        "from skpkit.cli import main\n"
        f"main({list(words)!r})\n"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)


def test_every_skp_is_printed_into_the_folders_of_its_dossier(repo: GitRepo) -> None:
    done = run(repo.path, "render", "--all", "-o", "../keluar", "--rev", "HEAD")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == ["4 dokumen sudah ditulis di bawah ../keluar"]
    assert set(printed(repo.path.parent / "keluar")) == {
        f"2026/kantor/seksi/{BAGAS}-skp.pdf",
        "2026/197805142003121002-skp.pdf",
        "2026/199001152014021005-skp.pdf",
        "2026/199001152014021005-komplemen-1-skp.pdf",
    }


def test_the_bytes_are_those_of_each_alone_on_one_processor_or_two_and_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    bench_office.write_office(tmp_path / "repo", 2 * ENOUGH + 1, plans_only=True)
    repo = GitRepo.made(tmp_path / "repo")
    strange = next((repo.path / "records").rglob("skp.yaml"))
    text = strange.read_text(encoding="utf-8")  # characters without a font, and joined ones, change nothing for others
    strange.write_text(
        text.replace("kode: RHK-1\n", "kode: RHK-1\n      penugasan: 'ខ 𓀀 ☃️ 👩‍👩‍👧 ﷽'\n", 1), encoding="utf-8"
    )
    repo.commit()
    outputs = []
    for processors in (1, 2):
        out = tmp_path / str(processors)
        done = on_processors(processors, repo.path, "render", "--all", "-o", str(out))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        outputs.append(printed(out))
    assert outputs[0] == outputs[1]
    assert [len(Pdf(each, "").pages) for each in outputs[0].values()] == [3] * (2 * ENOUGH + 1)  # as the benchmark says
    with open_records(repo.path) as records:
        state = records.commit("HEAD")
        for backwards in (False, True):
            printer = Printer(Office(state), records, DAY)
            for identity in sorted(printer.office.listing.places, reverse=backwards):
                (path,) = printer.records(identity)
                assert printer.made(path, "pdf").pages == [outputs[0][f"{printer.place(path)}.pdf"]]


def test_pictures_are_numbered_by_page(repo: GitRepo) -> None:
    assert run(repo.path, "render", "--all", "-o", "../keluar", "--format", "svg").returncode == 0
    names = {each for each in printed(repo.path.parent / "keluar") if BAGAS in each}
    assert names == {f"2026/kantor/seksi/{BAGAS}-skp-{nth}.svg" for nth in (1, 2, 3)}


def test_a_record_that_cannot_be_printed_leaves_the_others(repo: GitRepo) -> None:
    repo.write({QUALITATIVE: examples().files[QUALITATIVE], f"{DEEP}/{BAGAS}/skp.yaml": "jenis: [\n"})
    done = run(repo.path, "render", "--all", "-o", "../keluar", "--lang", "en")
    assert (done.returncode, done.stdout) == (3, "")
    marked, faulty, first, last = done.stderr.splitlines()
    assert marked.startswith(f"skpkit: printed as a working copy (SALINAN KERJA), for no commit holds {QUALITATIVE}")
    assert faulty.startswith(f"skpkit: {QUALITATIVE}: `skpkit check` finds errors")
    assert first.startswith(f"skpkit: {DEEP}/{BAGAS}/skp.yaml cannot be read as a record")
    assert last == "4 documents written below ../keluar; 1 could not be printed, for the reasons above"
    assert len(printed(repo.path.parent / "keluar")) == 4


def test_what_fails_for_all_is_told_once(repo: GitRepo) -> None:
    repo.write({"templates/bagian/kepala.typ.j2": "{{ tidak_ada }}"})
    done = run(repo.path, "render", "--all", "-o", "../keluar", "--lang", "en")
    assert done.returncode == 3
    first, last = done.stderr.splitlines()
    assert first.startswith(
        "skpkit: 4 records cannot be printed, records/2026/197805142003121002/skp.yaml and others: "
    )
    assert last.startswith("0 documents written")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--all",), 2),
        ((), 2),
        (("--all", "records/2026", "-o", "../keluar"), 2),
        (("--all", "-o", "skpkit.yaml"), 2),
        (("--all", "-o", "records/cetak"), 2),
        (("--all", "-o", "../keluar", "--rev", "tidak-ada"), 3),
        (("--all", "-o", "../keluar", "--document", "tidak-ada"), 3),
        (("--all", "-o", "/dev/null/keluar"), 3),
    ],
)
def test_what_cannot_be_is_one_sentence_and_writes_nothing(repo: GitRepo, words: Sequence[str], code: int) -> None:
    before = printed(repo.path)
    done = run(repo.path, "render", *words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (code, "", 1), done.stderr
    assert printed(repo.path) == before
    assert not (repo.path.parent / "keluar").exists()


def test_records_of_nobody_are_no_success(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    assert run(tmp_path, "render", "--all", "-o", "../keluar").returncode == 3


@pytest.mark.skipif(sys.platform != "linux", reason="sets a limit of its own process")
@pytest.mark.parametrize("processors", [1, 2])
def test_a_full_disk_is_one_sentence_and_leaves_no_half_written_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    settle(monkeypatch)
    bench_office.write_office(tmp_path / "repo", 2 * ENOUGH, plans_only=True)
    repo = GitRepo.made(tmp_path / "repo")
    repo.commit()
    code = (
        "import os, resource, signal\n"
        f"os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:{processors}])\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from skpkit.cli import main, _shared\n"
        "import skpkit.paper.workplace\n"
        "skpkit.paper.workplace.workplace()\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"  # as a disk that holds no more of a file
        "main(['render', '--all', '--rev', 'HEAD', '-o', '../keluar', '--lang', 'en'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repo.path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (3, "")
    (sentence,) = done.stderr.splitlines()
    assert "could not be written (the file would be too large); nothing was left half-written" in sentence
    assert printed(tmp_path / "keluar") == {}
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_the_first_document_that_cannot_be_kept_is_the_end(repo: GitRepo) -> None:
    def refuse(name: str, made: Made) -> None:
        raise SkpkitError("{path} could not be written", path=name)

    with open_records(repo.path) as records:
        state = records.commit("HEAD")
        printer = Printer(Office(state), records, DAY)
        told = list(print_all(Order(printer, refuse), list(printer.office.listing.places)))
    assert [(each.printed, bool(each.end)) for each in told] == [(0, True)]


def test_a_process_that_is_killed_leaves_nothing_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    bench_office.write_office(tmp_path / "repo", 2 * ENOUGH, plans_only=True)
    repo = GitRepo.made(tmp_path / "repo")
    repo.commit()
    code = (
        "import os, signal\n"
        "import skpkit.cli._print_run as run\n"
        "parent, keep = os.getpid(), run.keep\n"
        "def die(out, printed):\n"
        "    keep(out, printed) if os.getpid() == parent else os.kill(os.getpid(), signal.SIGKILL)\n"
        "run.keep = die\n"
        "from skpkit.cli import main\n"
        "main(['render', '--all', '-o', '../keluar'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repo.path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(printed(tmp_path / "keluar")) == 2 * ENOUGH


def all_read(terminal: int) -> Iterator[str]:
    """What is written to a terminal until nobody writes there any more: it holds a page at most."""
    with suppress(OSError):
        while True:
            yield os.read(terminal, 4096).decode(errors="replace")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a terminal of its own")
def test_a_bar_is_shown_on_a_terminal_and_nothing_on_standard_output(repo: GitRepo) -> None:
    ours, theirs = pty.openpty()
    code = (
        "from skpkit.cli import _progress, main\n_progress.PATIENCE = 0\nmain(['render', '--all', '-o', '../keluar'])\n"
    )
    words = [sys.executable, "-c", code]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(words, cwd=repo.path, stdout=subprocess.PIPE, stderr=theirs, env=environment) as done:
        os.close(theirs)
        shown = "".join(all_read(ours))
        output, _ = done.communicate()
    os.close(ours)
    assert (done.returncode, output) == (0, b"")
    assert "Mencetak" in shown
    assert "3/3" in shown


def test_of_few_people_with_many_documents_each_several_are_printed_at_a_time(
    repo: GitRepo,
) -> None:
    asked: list[int | None] = []

    class Watched(Workers):
        def share(self, work: Any, parts: Any, processes: int | None = None, *_: Any) -> Any:
            asked.append(processes)
            yield from ()

    with open_records(repo.path) as records:
        printer = Printer(Office(records.commit("HEAD")), records, DAY)
        people = list(printer.office.listing.places)
        for order in (Order(printer, print), Order(printer, print, signed=True), Order(printer, print, document="dki")):
            assert not list(print_all(order, people, Watched(2)))
    assert asked == [1, 2, 2]


def test_portions_cover_every_dossier_once(repo: GitRepo) -> None:
    kept: list[str] = []
    with open_records(repo.path) as records:
        state = records.commit("HEAD")
        printer = Printer(Office(state), records, DAY)
        order = Order(printer, lambda name, pages: kept.append(name), "typ")
        told: list[Portion] = list(print_all(order, list(printer.office.listing.places)))
    assert sum(each.dossiers for each in told) == 3
    assert len(kept) == len(set(kept)) == sum(each.printed for each in told) == 4
