"""One writer at a time, by the lock that each system has; that of Windows is tried with its module in place of ours."""

from __future__ import annotations

import sys
from errno import EACCES
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from skpkit.writing import journal, lock
from skpkit.writing.journal import Batch

if sys.platform == "win32":
    pytest.skip("has its own", allow_module_level=True)
else:
    import fcntl


class FakeWindows(ModuleType):
    """What the module of Windows does: the lock of another is EACCES."""

    LK_NBLCK = 2

    @staticmethod
    def locking(file: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OSError(EACCES, "Permission denied") from None


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of locks as it is on Windows, where nothing is taken away that is open."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", FakeWindows("msvcrt"))
    spec = spec_from_file_location("skpkit_lock_of_windows", lock.__file__)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.undo()
    real = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self.name == "kunci":
            raise PermissionError(EACCES, "is open")
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    return module


def test_another_process_is_told_and_the_lock_comes_back(windows: Any, tmp_path: Path) -> None:
    file = tmp_path / "kunci"
    for _ in range(2):
        with windows.locked(file), pytest.raises(windows.LockedError), windows.locked(file):
            pass
        assert file.exists(), "it stays, and is taken anew"


def test_files_are_written_all_the_same(windows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that end as Windows has it stay so, and paths with / are found."""
    monkeypatch.setattr(journal, "locked", windows.locked)
    monkeypatch.setattr(journal, "LockedError", windows.LockedError)
    (tmp_path / ".git").mkdir()
    for content in (b"a: 1\r\n", b"a: 2\r\n"):
        Batch(tmp_path, tmp_path / ".git" / "skpkit", "skpkit uji", {"records/2026/a.yaml": content}).write()
        assert (tmp_path / "records" / "2026" / "a.yaml").read_bytes() == content
    assert [each.name for each in (tmp_path / ".git" / "skpkit").iterdir()] == ["kunci"]
    assert not journal.ended_in(tmp_path, tmp_path / ".git" / "skpkit")
    assert [each.name for each in (tmp_path / "records" / "2026").iterdir()] == ["a.yaml"]
