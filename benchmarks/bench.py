"""How fast, against whom: whole commands in turn, in one run, told as ratios of their medians.

`make bench` runs it. It makes an office of a thousand full records (`office.py`) in a repository in a temporary folder,
as a checkout that has been worked in has it: objects in a pack, files older than git's index. Every command is a new
process; nothing is cached between them but the compiled bytecode of all, as pip leaves it behind.
"""

from __future__ import annotations

import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from office import YEAR, write_office

import skpkit

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent / "schemas" / "v1"
BIN = Path(sys.executable).parent
SKPKIT = str(BIN / "skpkit")
DOSSIERS = 39
RUNS = 11
LONG_RUNS = 5
DAY = f"{YEAR}-12-31"


@dataclass(frozen=True)
class Claim:
    """Two commands, and the limit that the ratio of their times is held to."""

    name: str
    ours: Sequence[Sequence[str]]
    theirs: Sequence[Sequence[str]]
    limit: float
    faster: bool


def make_repository(folder: Path) -> None:
    """A git repository with the office, packed, and old enough for git to trust its index."""
    write_office(folder, DOSSIERS)
    time.sleep(1.1)  # git reads files again that are as young as its index
    git = ["git", "-C", str(folder), "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    for command in ("init --quiet", "add .", "commit --quiet --message Rekaman", "gc --quiet"):
        subprocess.run([*git, *command.split()], check=True)


def seconds(commands: Sequence[Sequence[str]], folder: Path) -> float:
    """The wall time of commands run one after another."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache")}
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def claims(folder: Path) -> list[Claim]:
    """What is measured."""
    dossiers = folder / "records" / str(YEAR)
    files = {
        "skp": sorted(dossiers.glob("*/skp.yaml")),
        "manual_iki": sorted(dossiers.glob("*/iki/*.yaml")),
        "dki": sorted(dossiers.glob("*/dki/*.yaml")),
        "evaluasi": sorted(dossiers.glob("*/evaluasi/*.yaml")),
    }
    schema_only = [
        [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMAS / f"{kind}.schema.json"), *map(str, each)]
        for kind, each in files.items()
    ]
    every = [each for of_kind in files.values() for each in of_kind]
    size = sum(each.stat().st_size for each in every) / len(every) / 1000
    nothing = [[sys.executable, "-c", "pass"]]
    one = str(sorted(dossiers.iterdir())[DOSSIERS // 2].relative_to(folder))
    check = [SKPKIT, "check", "--today", DAY]
    return [
        Claim(f"check {len(every)} records of {size:.1f} KB", [check], schema_only, 20, faster=True),
        Claim("check one dossier", [[*check, one]], nothing, 20, faster=False),
        Claim("skpkit --help", [[SKPKIT, "--help"]], nothing, 4, faster=False),
    ]


def main() -> int:
    """Measure, print the table, and fail where a claim does not hold."""
    compileall.compile_dir(Path(skpkit.__file__).parent, quiet=1)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors")  # noqa: T201
    print(f"{'':32}{'ours':>10}{'theirs':>10}{'ratio':>9}   wanted")  # noqa: T201
    fine = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_repository(folder)
        for claim in claims(folder):
            runs = LONG_RUNS if claim.faster else RUNS
            seconds(claim.ours, folder), seconds(claim.theirs, folder)
            pairs = [(seconds(claim.ours, folder), seconds(claim.theirs, folder)) for _ in range(runs)]
            ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
            ratio = theirs / ours if claim.faster else ours / theirs
            holds = ratio >= claim.limit if claim.faster else ratio <= claim.limit
            fine &= holds
            wanted = f"{'at least' if claim.faster else 'at most'} {claim.limit:g}x"
            verdict = "" if holds else "  MISSED"
            print(f"{claim.name:32}{ours:9.3f}s{theirs:9.3f}s{ratio:8.1f}x   {wanted}{verdict}")  # noqa: T201
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
