"""What an install makes is there and fresh; where it is missing, or cannot be made, one sentence says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skpkit.messages import LANGUAGES
from tests.support.places import PROJECT, SOURCE
from tools import build


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_of_help_is_what_click_makes(language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "skpkit", "--help"], env={**os.environ, "SKPKIT_LANG": language}, capture_output=True
    )
    assert done.stdout == build.first_page(PROJECT / "src", language)


def test_git_keeps_nothing_that_an_install_makes() -> None:
    kept = subprocess.run(["git", "ls-files", "src"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert [each for each in kept.stdout.splitlines() if each.endswith((".mo", ".txt"))] == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("rules",), 3, "skpkit: no compiled catalogue in "),
        (("--help",), 3, "skpkit: no compiled catalogue in "),
        (("--lang", "en", "--help"), 0, "Usage: skpkit"),
        (("--lang", "en", "rules"), 0, "SKP001"),
    ],
)
def test_sources_that_were_not_installed_say_so(tmp_path: Path, words: tuple[str, ...], code: int, told: str) -> None:
    shutil.copytree(SOURCE, tmp_path / "skpkit", ignore=shutil.ignore_patterns("*.mo", "help.*.txt", "__pycache__"))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SKPKIT")}
    done = subprocess.run(
        [sys.executable, "-m", "skpkit", *words], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == code
    assert (done.stdout + done.stderr).startswith(told)
    assert done.stderr.count("\n") == (code != 0)


def test_tests_tell_a_sentence_as_it_is_translated_now() -> None:
    """What an install makes is made before a test run imports what reads it, so no report is written of an old one."""
    script = """
import sys
from tools import build
build.make = lambda source: print([each for each in sys.modules if each.startswith("skpkit.")])
import tests.conftest
"""
    environment = {key: value for key, value in os.environ.items() if key != "PYTEST_XDIST_WORKER"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


def test_a_missing_library_is_told_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(build.NEEDED, "no_such_module", "Nothing")
    with pytest.raises(SystemExit, match="pip install Nothing"):
        build.make(tmp_path)
