"""Whatever may take long tells a terminal how far it is."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from skpkit.cli import _progress
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


def test_it_is_drawn_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, drawn = [0.0], list[int]()

    class Drawing:
        task_ids = (0,)

        def add_task(self, *_: object, **__: object) -> None:
            """Nothing is drawn yet."""

        remove_task = add_task

        def update(self, _: int, *, completed: int, total: int) -> None:
            """It is drawn so."""
            drawn.append(completed)

        def refresh(self) -> None:
            """It is."""

    monkeypatch.setattr(_progress, "monotonic", lambda: clock[0])
    monkeypatch.setattr(_progress, "_drawn", Drawing)
    bar = _progress._Bar()
    for done in range(1, 301):
        clock[0] = done / 100
        bar.told("A", done, 300)
    assert drawn[0] == 200, "a moment is waited"
    assert drawn[-1] == 300, "the last is drawn"
    assert len(drawn) <= 12, "and not each between"
