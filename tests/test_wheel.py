"""The wheel carries what the installed tool needs in any records repository, and runs without the sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from skpkit.messages import LANGUAGES
from tests.support.command import git, run
from tests.support.places import PROJECT
from tools.wheels import PROMISED, WHEELS, python

DAY = ("--today", "2026-12-01")
RECORD = "records/2026/seksi-pencairan-dana/199304122015022001/skp.yaml"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of these sources."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_schemas_templates_and_catalogues(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("skpkit/")}
    for folder in ("schemas", "templates", "starters"):
        ours = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / folder).rglob("*.*") if path.is_file()}
        assert {f"skpkit/_data/{path}" for path in ours} <= packed
    assert {"skpkit/py.typed", *(f"skpkit/locale/id/LC_MESSAGES/{each}.mo" for each in ("click", "skpkit"))} <= packed
    assert {"skpkit/cli/help.id.txt", "skpkit/cli/help.en.txt"} <= packed
    assert not any("/tests/" in name or "/records/" in name for name in packed)


@pytest.mark.parametrize("version", PROMISED)
def test_the_wheel_runs_in_an_environment_of_its_own(wheel: Path, tmp_path: Path, version: str) -> None:
    interpreter, wheels = python(version), WHEELS / version
    if not interpreter:
        pytest.skip(f"this machine has no Python {version}")
    if not wheels.is_dir():
        pytest.skip(f"no wheels of what skpkit needs in {wheels}; make test downloads them")
    home, office = tmp_path / "environment", tmp_path / "office"
    subprocess.run([interpreter, "-m", "venv", home], check=True)
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-compile")
    subprocess.run([home / "bin" / "python", *install, "--find-links", wheels, wheel], check=True)
    put_records(office)

    def installed(program: str, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(
            [home / "bin" / program, *words], cwd=office, env=environment, capture_output=True, encoding="utf-8"
        )

    place = installed("python", "-c", "import skpkit; print(skpkit.__file__)").stdout
    assert Path(place.strip()).is_relative_to(home)
    told = set()
    commands = (("check", "--rev", "HEAD", *DAY), ("review", *DAY))
    for words in (["--help"], *([*each, "--lang", language] for each in commands for language in LANGUAGES)):
        here, there = run(office, *words), installed("skpkit", *words)
        assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
        told.add((there.returncode, there.stdout.split()[0]))
    assert told == {(0, "Pemakaian:"), (0, "Pemeriksaan"), (0, "Check"), (1, "Peninjauan"), (1, "Review")}
    printed = installed("skpkit", "render", RECORD, "--rev", "HEAD", "-o", "skp.pdf")
    assert (printed.returncode, (office / "skp.pdf").read_bytes()[:4]) == (0, b"%PDF")


def put_records(office: Path) -> None:
    """The demo's records in a repository, and in the working tree a target of theirs that was altered."""
    shutil.copytree(PROJECT / "records", office / "records")
    shutil.copy(PROJECT / "skpkit.yaml", office)
    git(office, "init", "--quiet")
    git(office, "add", ".")
    git(office, "commit", "--quiet", "--message", "Rekaman")
    record = office / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace("{Q1: 98,", "{Q1: 97,", 1), encoding="utf-8")
