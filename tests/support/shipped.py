"""What is shipped for forges and hooks, taken apart to be run: examples of the pages, a job's checkout, the tool."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.support.forges import World
from tests.support.gitrepo import GitRepo
from tests.support.pages import Example, examples_in
from tests.support.places import PROJECT

BIN = Path(sys.executable).parent
PAGES = [PROJECT / "docs" / "ci.md", *sorted((PROJECT / "docs" / "ci").glob("*.md"))]
EXAMPLES = [each for page in PAGES for each in examples_in(page)]
COMPONENT = (PROJECT / "templates" / "skpkit.yml").read_text(encoding="utf-8").split("\n---\n")


def as_workflow(example: Example) -> str:
    """A workflow; steps alone in one."""
    if example.file != "steps":
        return example.text
    job = {"runs-on": "ubuntu-latest", "steps": yaml.safe_load(example.text)}
    return yaml.safe_dump({"name": "x", "on": "pull_request", "permissions": {}, "jobs": {"x": job}})


class Job:
    """A checkout of a request's merge commit by a forge, and the commands that run in it."""

    def __init__(self, forge: World, name: str, folder: Path) -> None:
        self.folder = folder / "work"
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.forge = forge
        subprocess.run(
            ["git", "clone", "--quiet", "--no-checkout", f"file://{forge.forge.path}", self.folder], check=True
        )
        repo = GitRepo(self.folder)
        repo.git("fetch", "--quiet", "origin", "+refs/pull/*:refs/pull/*")
        repo.git("checkout", "--quiet", "--detach", forge.ids[name])

    def bash(self, script: str, environment: Mapping[str, str], folder: Path | None = None) -> tuple[int, str]:
        """Run a script in the checkout, or a folder, as a step does."""
        return bash(script, environment, folder or self.folder)


def bash(script: str, environment: Mapping[str, str], folder: Path) -> tuple[int, str]:
    """Run a script in a folder as a step does: its exit code, and what it says."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def bare(**more: str) -> dict[str, str]:
    """An environment that knows the programs alone, and our own where a script asks for them."""
    kept = {name: value for name, value in os.environ.items() if name in ("HOME",) or name.startswith("GIT_")}
    return {**kept, "PATH": f"{BIN}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", **more}


def offline() -> dict[str, str]:
    """What lets pip install these sources without a network: what they need is here, as it is for the tests. (pip reads
    the third one as what the build is to be: isolated or not.)"""
    here = sysconfig.get_paths()["purelib"]
    return {
        "PYTHONPATH": here,
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_NO_INDEX": "1",
        "PIP_NO_COMPILE": "1",
    }


def tool_in(folder: Path) -> GitRepo:
    """The tool's own repository, as a forge has it."""
    for name in ("src", "schemas", "templates", "starters", "tools"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "constraints.txt",
        "action.yml",
        ".pre-commit-hooks.yaml",
    ):
        shutil.copy(PROJECT / name, folder)
    repo = GitRepo.made(folder)
    repo.commit()
    return repo
