"""Several files are written as one: whenever the process was killed, and whatever stands in the way."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from skpkit.errors import SkpkitError
from skpkit.writing import journal, ownership
from skpkit.writing.journal import Batch, recover
from skpkit.writing.lock import locked
from tests.support.killing import KilledError, held, killed_at

BEFORE = {"records/a.yaml": b"satu\r\n", "records/b.yaml": b"dua", "records/pergi/c.yaml": b"tiga"}
AFTER = {"records/a.yaml": b"SATU", "records/baru/d.yaml": b"empat", "records/b.yaml": b"DUA"}
CHANGES = {**AFTER, "records/pergi/c.yaml": None}


def laid_out(folder: Path) -> Batch:
    """A folder with some files, and what changes them."""
    for path, content in BEFORE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "records" / "b.yaml").chmod(0o640)
    (folder / ".git").mkdir(exist_ok=True)
    return Batch(folder, folder / ".git" / "skpkit", "skpkit adendum", CHANGES)


def test_all_are_written(tmp_path: Path) -> None:
    laid_out(tmp_path).write()
    assert held(tmp_path) == AFTER
    assert (tmp_path / "records" / "b.yaml").stat().st_mode & 0o777 == 0o640
    assert not (tmp_path / "records" / "pergi").exists()
    assert not (tmp_path / ".git" / "skpkit").exists()


def test_wherever_it_is_killed_the_next_command_has_the_old_files_or_the_new_ones(tmp_path: Path) -> None:
    ends = set()
    for nth in range(1000):
        folder = tmp_path / str(nth)
        batch = laid_out(folder)
        with killed_at(nth) as made:
            try:
                batch.write()
            except KilledError:
                pass
            else:
                break
        found = recover(folder, batch.place)
        assert held(folder) in (BEFORE, AFTER), made
        assert (folder / "records" / "b.yaml").stat().st_mode & 0o777 == 0o640
        ends.add((bool(found and found.finished), bool(found and found.undone), held(folder) == AFTER))
        assert recover(folder, batch.place) is None
        batch.write()  # and it can be run again
        assert held(folder) == AFTER
    assert nth > 25
    assert ends == {(False, False, False), (False, True, False), (True, False, True), (False, False, True)}


def test_so_it_is_where_the_next_command_is_killed_too(tmp_path: Path) -> None:
    batch = laid_out(tmp_path / "x")
    with killed_at(10_000) as made:
        batch.write()
    middle = made.index("replace", made.index("replace") + 1) + 3
    for nth in range(1000):
        folder = tmp_path / str(nth)
        batch = laid_out(folder)
        with killed_at(middle), pytest.raises(KilledError):
            batch.write()
        assert held(folder) not in (BEFORE, AFTER)
        with killed_at(nth):
            try:
                recover(folder, batch.place)
            except KilledError:
                pass
            else:
                break
        recover(folder, batch.place)
        assert held(folder) in (BEFORE, AFTER)
    assert nth > 8


REAL = """
import os, signal, sys
from pathlib import Path
from skpkit.writing import journal
calls = 0
def ending(call):
    def run(*given, **named):
        global calls
        calls += 1
        if calls > int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    return run
for name in ("replace", "fsync", "unlink"):
    setattr(os, name, ending(getattr(os, name)))
root = Path(sys.argv[1])
files = {"records/a.yaml": b"SATU", "records/b.yaml": b"DUA"}
journal.write_together(root, root / ".git" / "skpkit", "skpkit uji", files)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_process_that_is_really_killed_holds_no_lock(tmp_path: Path) -> None:
    for nth in (0, 4, 8):
        folder = tmp_path / str(nth)
        batch = laid_out(folder)
        done = subprocess.run([sys.executable, "-c", REAL, str(folder), str(nth)], capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        recover(folder, batch.place)
        assert {path: held(folder)[path] for path in ("records/a.yaml", "records/b.yaml")} in (
            {"records/a.yaml": b"satu\r\n", "records/b.yaml": b"dua"},
            {"records/a.yaml": b"SATU", "records/b.yaml": b"DUA"},
        )


def _begun(folder: Path) -> Batch:
    """A folder in which a command was killed when a part of its files was written."""
    batch = laid_out(folder)
    names = iter(range(3))

    def once(step: Any, *rest: Any) -> None:
        if next(names) == 2:
            raise KilledError
        commit(step, *rest)

    commit = journal._commit
    with patch.object(journal, "_commit", once), patch.object(journal, "_clear", _gone), pytest.raises(KilledError):
        batch.write()
    return batch


def _gone(*_: Any) -> None:
    raise KilledError


def test_what_was_edited_since_is_left_and_the_others_are_taken_back(tmp_path: Path) -> None:
    batch = _begun(tmp_path)
    (tmp_path / "records" / "b.yaml").write_bytes(b"disunting")
    found = recover(tmp_path, batch.place)
    assert found
    assert (found.command, found.finished, found.edited) == ("skpkit adendum", (), ("records/b.yaml",))
    assert found.undone == ("records/a.yaml",)
    assert held(tmp_path) == {**BEFORE, "records/b.yaml": b"disunting"}
    assert b"skpkit adendum" in Path(found.kept).read_bytes()
    assert recover(tmp_path, batch.place) is None


def test_a_part_that_was_written_is_finished(tmp_path: Path) -> None:
    batch = _begun(tmp_path)
    assert held(tmp_path) not in (BEFORE, AFTER)
    found = recover(tmp_path, batch.place)
    assert found
    assert found.finished == tuple(sorted(CHANGES))
    assert held(tmp_path) == AFTER


def test_another_command_waits_its_turn(tmp_path: Path) -> None:
    batch = laid_out(tmp_path)
    batch.place.mkdir()
    with locked(batch.place / "kunci"), pytest.raises(SkpkitError) as refused:
        batch.write()
    assert refused.value.message == journal.BUSY
    assert held(tmp_path) == BEFORE
    batch.write()
    assert held(tmp_path) == AFTER


def test_what_changed_since_it_was_read_is_not_written_over(tmp_path: Path) -> None:
    batch = laid_out(tmp_path)._replace(seen={"records/a.yaml": b"lain", "records/tidak.yaml": None})
    with pytest.raises(SkpkitError) as refused:
        batch.write()
    assert refused.value.message == journal.CHANGED_MEANWHILE
    assert held(tmp_path) == BEFORE
    batch._replace(seen={"records/a.yaml": BEFORE["records/a.yaml"], "records/tidak.yaml": None}).write()
    assert held(tmp_path) == AFTER


@pytest.mark.parametrize(
    "path", ["../luar.yaml", "/luar.yaml", "records/../../luar.yaml", ".git/config", "", "a/.git/x"]
)
def test_nothing_is_written_elsewhere(tmp_path: Path, path: str) -> None:
    batch = laid_out(tmp_path)
    with pytest.raises(SkpkitError):
        batch._replace(files={**CHANGES, path: b"x"}).write()
    assert held(tmp_path) == BEFORE


def test_nothing_is_written_through_a_link_or_over_a_folder(tmp_path: Path) -> None:
    batch = laid_out(tmp_path)
    outside = tmp_path / ".git" / "luar"
    outside.mkdir()
    (tmp_path / "records" / "baru").symlink_to(outside)
    with pytest.raises(SkpkitError) as refused:
        batch.write()
    assert (refused.value.message, refused.value.told["path"]) == (journal.IN_THE_WAY, "records/baru")
    with pytest.raises(SkpkitError):
        batch._replace(files={"records": b"x"}).write()
    assert held(tmp_path) == BEFORE
    assert list(outside.iterdir()) == []


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    batch = laid_out(tmp_path)
    for name in ("_prepare", "_commit"):
        real = getattr(journal, name)

        def failing(root: Path, step: Any, real: Callable[..., None] = real) -> None:
            if step.path == "records/baru/d.yaml" and step.after is not None:
                raise OSError(28, "penuh")
            real(root, step)

        with patch.object(journal, name, failing), pytest.raises(SkpkitError) as refused:
            batch.write()
        assert refused.value.told["path"] == "records/baru/d.yaml"
        assert "full" in str(refused.value)
        assert held(tmp_path) == BEFORE
        assert not batch.place.exists()
        assert not (tmp_path / "records" / "baru").exists()


def test_a_journal_that_is_none_is_not_followed(tmp_path: Path) -> None:
    batch = laid_out(tmp_path)
    batch.place.mkdir()
    for content in (
        b"{",
        b"[]",
        b'{"versi": 2, "berkas": []}',
        b"\xff",
        b'{"versi": 1, "perintah": "x", "berkas": [1]}',
    ):
        (batch.place / "jurnal.json").write_bytes(content)
        with pytest.raises(SkpkitError) as refused:
            recover(tmp_path, batch.place)
        assert refused.value.message == journal.BROKEN_JOURNAL
        assert held(tmp_path) == BEFORE


def _left(folder: Path) -> tuple[Batch, Path, dict[str, Any]]:
    """What a killed command left, the file of its journal, and what that says."""
    batch = _begun(folder)
    file = batch.place / "jurnal.json"
    return batch, file, json.loads(file.read_bytes())


def test_a_journal_that_came_with_the_files_is_not_followed(tmp_path: Path) -> None:
    batch, file, told = _left(tmp_path)
    now = held(tmp_path)
    copy = file.with_name("salinan")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)  # the same bytes, but another file
    for words in (told, {**told, "diri": [file.stat().st_ino, 0]}, {k: v for k, v in told.items() if k != "diri"}):
        file.write_text(json.dumps(words), encoding="utf-8")
        with pytest.raises(SkpkitError) as refused:
            recover(tmp_path, batch.place)
        assert (refused.value.message, refused.value.told["path"]) == (journal.CAME_ALONG, str(file))
        assert held(tmp_path) == now


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no owner here")
@pytest.mark.parametrize("whose", ["", ".git", ".git/skpkit", ".git/skpkit/jurnal.json"])
def test_a_journal_of_another_user_is_not_followed(tmp_path: Path, whose: str) -> None:
    batch, file, _ = _left(tmp_path)
    now = held(tmp_path)
    real = os.lstat

    def lstat(path: Any, **named: Any) -> Any:
        found = real(path, **named)
        if Path(path) != tmp_path / whose:
            return found
        values = list(found)
        values[stat.ST_UID] = os.geteuid() + 1
        return os.stat_result(values)

    with patch.object(os, "lstat", lstat), pytest.raises(SkpkitError) as refused:
        recover(tmp_path, batch.place)
    assert refused.value.message == ownership.OF_ANOTHER
    assert refused.value.told == {"path": str(file), "place": str(tmp_path / whose)}
    assert held(tmp_path) == now
    assert recover(tmp_path, batch.place)  # with nothing else amiss it is


@pytest.mark.parametrize(
    "wrong",
    [{"jalur": "../luar/kosong/f"}, {"jalur": "/luar"}, {"jalur": ".git/config"}, {"mode": 0o4755}, {"mode": "x"}],
)
def test_a_step_that_no_command_means_is_refused_before_anything_is_touched(tmp_path: Path, wrong: Any) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    batch, file, told = _left(folder)
    beside = tmp_path / "luar" / "kosong" / ".skpkit-ab-0"
    beside.parent.mkdir(parents=True)
    beside.touch()
    step = {"jalur": "x", "semula": None, "menjadi": "aGk=", "mode": None, "nama": ".skpkit-ab-0"}
    told["berkas"].insert(0, {**step, **wrong})
    file.write_text(json.dumps(told), encoding="utf-8")
    now = held(folder)
    with pytest.raises(SkpkitError) as refused:
        recover(folder, batch.place)
    assert (refused.value.message, refused.value.told["path"]) == (journal.BROKEN_JOURNAL, str(file))
    assert beside.exists()
    assert held(folder) == now


def test_all_paths_are_looked_at_before_one_is_touched(tmp_path: Path) -> None:
    batch, file, told = _left(tmp_path)
    name = ".skpkit-ab-7"
    told["berkas"].append({"jalur": "tautan/x", "semula": None, "menjadi": "aGk=", "mode": None, "nama": name})
    file.write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / ".git" / name).touch()
    (tmp_path / "tautan").symlink_to(tmp_path / ".git")
    with pytest.raises(SkpkitError) as refused:
        recover(tmp_path, batch.place)
    assert refused.value.message == journal.IN_THE_WAY
    assert (tmp_path / ".git" / name).exists()


def test_no_file_gets_more_than_rights_to_read_write_and_run(tmp_path: Path) -> None:
    batch = laid_out(tmp_path)
    (tmp_path / "records" / "b.yaml").chmod(0o4755)
    batch.write()
    assert (tmp_path / "records" / "b.yaml").stat().st_mode & 0o7777 == 0o755


def test_the_place_is_found_without_git(tmp_path: Path) -> None:
    (tmp_path / "a" / "records" / "2026").mkdir(parents=True)
    assert journal.place_of(tmp_path / "a" / "records") is None
    hidden = tmp_path / "a" / ".skpkit"
    hidden.mkdir()
    (hidden / "jurnal.json").write_text("{}", encoding="utf-8")
    assert journal.place_of(tmp_path / "a" / "records" / "2026") == (tmp_path / "a", hidden)
    (tmp_path / ".git").write_text("gitdir: x/y\n", encoding="utf-8")
    assert journal.place_of(tmp_path / "a") == (tmp_path, tmp_path / "x" / "y" / "skpkit")
