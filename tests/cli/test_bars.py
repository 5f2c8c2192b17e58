"""Whatever may take long tells a terminal how far it is."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from skpkit.cli import _progress
from skpkit.judge.foreseen import AUDITING
from skpkit.judge.review import COMPARING
from skpkit.judge.stages import JUDGING
from skpkit.judge.workers import LAYING_OUT, READING
from tests.support.command import COMMIT, DAY, git, put, run_here, target

NOTHING = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # git's empty tree


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The examples, and a commit that changes one of them."""
    folder = tmp_path / "kantor"
    folder.mkdir()
    put(folder, [])
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, *COMMIT)
    put(folder, target("{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"))
    git(folder, *COMMIT)
    return folder


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[int, int]]]:
    """How far each of what is done was, and of how much."""
    said: dict[str, list[tuple[int, int]]] = {}

    def bar(*, wanted: bool = True) -> Any:
        assert wanted
        return nullcontext(lambda what, done, of: said.setdefault(what, []).append((done, of)))

    monkeypatch.setattr(_progress, "bar", bar)
    return said


def test_a_review_tells_of_each_dossier(office: Path, told: dict[str, list[tuple[int, int]]]) -> None:
    run_here(office, "review", f"{NOTHING}..HEAD", *DAY)
    assert told == {READING: [(0, 1)], **{key: [(each, 4) for each in range(4)] for key in (JUDGING, COMPARING)}}


def test_a_review_of_each_commit_tells_of_each(office: Path, told: dict[str, list[tuple[int, int]]]) -> None:
    run_here(office, "review", "HEAD~1..HEAD", "--each-commit", *DAY)
    assert told[JUDGING] == [(0, 1), (0, 1)], "the ends, and the step"


def test_an_audit_tells_of_dossiers_and_of_each_step(office: Path, told: dict[str, list[tuple[int, int]]]) -> None:
    run_here(office, "audit", "--no-cache", *DAY)
    assert told[AUDITING][-2:] == [(0, 2), (1, 2)], "steps that are judged as a whole come one by one"
    assert told[AUDITING][0][0] == 0


def test_an_import_tells_of_files_and_records(
    office: Path, told: dict[str, list[tuple[int, int]]], tmp_path: Path
) -> None:
    book, empty = tmp_path / "buku.xlsx", tmp_path / "baru"
    assert run_here(office, "export", "-o", str(book), *DAY).returncode == 0
    empty.mkdir()
    begun = run_here(empty, "init", "--instansi", "Kementerian Keuangan", "--unit", "KPPN Contoh", "--yes", *DAY)
    assert begun.returncode == 0
    told.clear()
    done = run_here(empty, "import", str(book), *DAY)
    assert done.returncode == 0, done.stderr
    count = len(list(empty.glob("records/**/*.yaml")))
    assert told[LAYING_OUT] == [(each, count) for each in range(count)]
    assert told[READING][0] == (0, 1)
    assert told[JUDGING][:4] == [(each, 4) for each in range(4)]


class Drawn(NamedTuple):
    """A bar on a terminal: its clock, how far it was each time that it was drawn, and for how much it was begun."""

    clock: list[float]
    drawn: list[int]
    begun: list[int]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """What is drawn of a bar."""
    clock, drawn, begun = [0.0], list[int](), list[int]()

    class Drawing:
        task_ids = (0,)

        def add_task(self, _: str, *, total: int, completed: int) -> None:
            """It begins."""
            assert completed <= total
            begun.append(total)

        def remove_task(self, _: int) -> None:
            """It is done with."""

        def update(self, _: int, *, completed: int, total: int) -> None:
            """It is drawn so."""
            drawn.append(completed)

        def refresh(self) -> None:
            """It is."""

    monkeypatch.setattr(_progress, "monotonic", lambda: clock[0])
    monkeypatch.setattr(_progress, "_drawn", Drawing)
    return Drawn(clock, drawn, begun)


def test_it_is_drawn_now_and_then(screen: Drawn) -> None:
    clock, drawn, _ = screen
    bar = _progress._Bar()
    for done in range(1, 301):
        clock[0] = done / 100
        bar.told("A", done, 300)
    assert drawn[0] == 200, "a moment is waited"
    assert drawn[-1] == 300, "the last is drawn"
    assert len(drawn) <= 12, "and not each between"


def test_nothing_is_drawn_of_nothing_and_what_comes_twice_begins_twice(screen: Drawn) -> None:
    bar = _progress._Bar()
    screen.clock[0] = 5.0  # all was known, which took a moment to find
    bar.told("A", 0, 0)
    assert (screen.drawn, screen.begun) == ([], [])
    for done, of in ((0, 7), (7, 7), (0, 3), (1, 3)):
        screen.clock[0] += 1.0
        bar.told("A", done, of)
    assert (screen.drawn, screen.begun) == ([0, 7, 0, 1], [7, 3])
