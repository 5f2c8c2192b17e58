"""How fast, against whom: whole commands in turn, in one run, told as ratios of their medians.

`make bench` runs it; `python benchmarks/bench.py check` or `print` a part of it. It makes offices (`office.py`) in
repositories in a temporary folder, as a checkout that has been worked in has them: objects in a pack, files older than
git's index. Every command is a new process; nothing is cached between them but the compiled bytecode of all, as pip
leaves it behind.
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
PAPERS = int(os.environ.get("BENCH_PAPERS", "1000"))
FEW_PAPERS = 40
RUNS = 11
LONG_RUNS = 5
PRINT_RUNS = 3
DAY = f"{YEAR}-12-31"


@dataclass(frozen=True)
class Claim:
    """Two commands, and the limit that the ratio of their times is held to; ours is the `faster`, or may be slower."""

    name: str
    ours: Sequence[Sequence[str]]
    theirs: Sequence[Sequence[str]]
    limit: float
    faster: bool
    folder: Path
    runs: int = RUNS
    warm: bool = True


def make_repository(folder: Path, dossiers: int, *, plans_only: bool = False) -> None:
    """A git repository with an office, packed, and old enough for git to trust its index."""
    write_office(folder, dossiers, plans_only=plans_only)
    time.sleep(1.1)  # git reads files again that are as young as its index
    git = ["git", "-C", str(folder), "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    for command in ("init --quiet", "add .", "commit --quiet --message Rekaman", "gc --quiet"):
        subprocess.run([*git, *command.split()], check=True)


def seconds(commands: Sequence[Sequence[str]], folder: Path) -> float:
    """The wall time of commands run one after another."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "SKPKIT_NO_CACHE": "1"}
    start = time.perf_counter()
    for command in commands:
        subprocess.run(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
        )
    return time.perf_counter() - start


def check_claims(folder: Path) -> list[Claim]:
    """What is measured of checks."""
    make_repository(folder, DOSSIERS)
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
        Claim(
            f"check {len(every)} records of {size:.1f} KB",
            [check],
            schema_only,
            20,
            faster=True,
            folder=folder,
            runs=LONG_RUNS,
        ),
        Claim("check one dossier", [[*check, one]], nothing, 20, faster=False, folder=folder),
        Claim("skpkit --help", [[SKPKIT, "--help"]], nothing, 2, faster=False, folder=folder),
    ]


def print_claims(folder: Path) -> list[Claim]:
    """What is measured of printing, on two processes each."""
    make_repository(folder, PAPERS, plans_only=True)
    few = folder / "few"
    make_repository(few, FEW_PAPERS, plans_only=True)
    one = sorted((few / "records").rglob("skp.yaml"))[1].relative_to(few)
    render = [SKPKIT, "render", "--rev", "HEAD"]
    prepared = folder / "prepared"
    subprocess.run([*render, "--all", "--format", "typ", "-o", str(prepared)], cwd=folder, check=True)
    bare = [sys.executable, str(HERE / "bare_typst.py"), str(prepared), str(folder / "bare"), "2"]
    found = [
        Claim(
            f"render --all, {PAPERS} SKP", [[*render, "--all", "-o", str(folder / "out")]], [bare], 1.6, faster=False,
            folder=folder, runs=PRINT_RUNS, warm=False,
        ),
        Claim(
            "render one SKP", [[*render, str(one), "-o", str(folder / "one.pdf")]],
            [[sys.executable, "-c", "pass"]], 30, faster=False,
            folder=few,
        ),
    ]  # fmt: skip
    if subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True).returncode:
        print("no WeasyPrint here (it needs the Pango library of the system)")  # noqa: T201
    else:
        weasy = [sys.executable, str(HERE / "weasy.py"), str(few / "records"), str(folder / "weasy"), "2"]
        ours = [*render, "--all", "-o", str(folder / "few-out")]
        found.append(
            Claim(f"render --all, {FEW_PAPERS} SKP", [ours], [weasy], 8, faster=True, folder=few, runs=PRINT_RUNS)
        )
    return found


def measured(claim: Claim) -> bool:
    """Measure a claim, print its line, and say whether it holds."""
    folder = claim.folder
    if claim.warm:
        seconds(claim.ours, folder), seconds(claim.theirs, folder)
    pairs = [(seconds(claim.ours, folder), seconds(claim.theirs, folder)) for _ in range(claim.runs)]
    ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = theirs / ours if claim.faster else ours / theirs
    holds = ratio >= claim.limit if claim.faster else ratio <= claim.limit
    wanted = f"{'at least' if claim.faster else 'at most'} {claim.limit:g}x"
    verdict = "" if holds else "  MISSED"
    print(f"{claim.name:32}{ours:9.3f}s{theirs:9.3f}s{ratio:8.1f}x   {wanted}{verdict}", flush=True)  # noqa: T201
    return holds


def main(names: Sequence[str]) -> int:
    """Measure what is named, or all, print the table, and fail where a claim does not hold."""
    compileall.compile_dir(Path(skpkit.__file__).parent, quiet=1)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors")  # noqa: T201
    print(f"{'':32}{'ours':>10}{'theirs':>10}{'ratio':>9}   wanted")  # noqa: T201
    fine = True
    for name, claims in {"check": check_claims, "print": print_claims}.items():
        if not names or name in names:
            with tempfile.TemporaryDirectory() as folder:
                for each in claims(Path(folder)):
                    fine &= measured(each)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
