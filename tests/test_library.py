"""The library: its page says what is so, and importing it loads nothing."""

from __future__ import annotations

import doctest
import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import skpkit
from tests.support.gitrepo import GitRepo, settle
from tests.support.places import PROJECT

PAGE = (PROJECT / "docs" / "library.md").read_text(encoding="utf-8")
FUNCTIONS = [name for name in skpkit.__all__ if inspect.isfunction(getattr(skpkit, name))]


def test_the_examples_of_the_page_are_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    shutil.copytree(PROJECT / "records", tmp_path / "repo" / "records")
    shutil.copy(PROJECT / "skpkit.yaml", tmp_path / "repo")
    repo = GitRepo.made(tmp_path / "repo")
    repo.commit()
    monkeypatch.chdir(repo.path)
    examples = doctest.DocTestParser().get_doctest(re.sub(r"(?m)^```.*$", "", PAGE), {}, "library.md", None, 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(examples, out=told.append)
    assert result.attempted > 20
    assert not result.failed, "".join(told)
    assert len(list((tmp_path / "out").rglob("*.typ"))) == 15


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_documented_here_and_on_the_page(name: str) -> None:
    assert inspect.getdoc(getattr(skpkit, name))
    assert f"| `{name}(" in PAGE


def test_importing_it_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import skpkit; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['skpkit']"


def test_what_it_does_not_have_is_an_error_as_usual() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        skpkit.nothing  # type: ignore[attr-defined]  # noqa: B018
