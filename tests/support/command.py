"""skpkit run as users run it, in a repository of the examples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from unittest.mock import patch

import click
from jsonschema_rs import validator_for

from skpkit.cli._group import cli
from skpkit.forge.hosts import PUBLIC
from tests.support.edits import edited, examples
from tests.support.places import PROJECT

DAY = ("--today", "2026-06-15")
SCHEMA = validator_for(json.loads((PROJECT / "schemas" / "v1" / "report.schema.json").read_text(encoding="utf-8")))
COMMIT = ("commit", "--quiet", "--all", "--message", "Rekaman")
OLD = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A run of skpkit in a folder, with `more` in its environment."""
    done = subprocess.run(
        [sys.executable, "-m", "skpkit", *words],
        cwd=folder,
        env=settled() | more,
        capture_output=True,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done


def git(folder: Path, *words: str) -> None:
    """A git command with an identity of its own."""
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org", "-c", "init.defaultBranch=main")
    day = {f"GIT_{role}_DATE": "2026-06-10T08:00:00+07:00" for role in ("AUTHOR", "COMMITTER")}
    subprocess.run(["git", *identity, *words], cwd=folder, env={**os.environ, **day}, check=True, capture_output=True)


def put(folder: Path, edits: list[dict[str, Any]]) -> None:
    """Write the examples with edits into a folder."""
    tree = edited(examples(), edits)
    for path in set(examples().files) - set(tree.files):
        (folder / path).unlink(missing_ok=True)
    for path, content in tree.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def report(folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON report, which must be as published."""
    done = run_here(folder, *words, "--format", "json")
    data = json.loads(done.stdout)
    SCHEMA.validate(data)
    return done.returncode, data


def target(new: str) -> list[dict[str, Any]]:
    """A complete second adendum that sets other targets of 1b-N, in SKP and manual."""
    change = {"replace": {OLD: new}}
    return [
        {"file": "bagas", "adendum": ["target"]},
        {"file": "bagas/skp.yaml", **change},
        {"file": "bagas/iki/1b-N.yaml", **change},
    ]


def run_here(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The same without a process of its own: for what is printed and told, which then takes a fifth of the time.

    Its words of help are in the language of whatever ran here first.
    """
    from skpkit.cli._run import run as run_command

    given = [*words]
    with TemporaryFile() as out, TemporaryFile() as err, patch.dict(os.environ, settled() | more, clear=True):
        streams = [TextIOWrapper(each, encoding="utf-8", newline="") for each in (out, err)]
        with chdir(folder), redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            code = run_command(given)
        return subprocess.CompletedProcess(given, code, *map(_told, streams))


def _told(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def told_by_the_place() -> list[str]:
    """The variables of the environment that are settings of git and of skpkit, or tell where the tests run."""
    told = (key for key in os.environ if key.startswith(("GIT", "SKPKIT", "PRE_COMMIT", *PUBLIC)))
    return [key for key in told if key != "SKPKIT_NO_CACHE"]


def settled() -> dict[str, str]:
    """The environment without these."""
    environment = {key: value for key, value in os.environ.items() if key not in told_by_the_place()}
    return environment | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def commands(group: click.Group | None = None, lead: str = "") -> Iterator[str]:
    """The names of all commands, those below groups too."""
    group = group or cli
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} ")
        else:
            yield f"{lead}{name}"
