"""How fast, against whom: whole commands in turn, in one run, told as ratios of their medians.

`make bench` runs it. It makes an office of a thousand records in a temporary folder, from the example dossiers.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "tests" / "data" / "examples"
SCHEMAS = HERE.parent / "schemas" / "v1"
BIN = Path(sys.executable).parent
SKPKIT = str(BIN / "skpkit")
MODEL = "199203172015021003"
HEAD = "197805142003121002"
RUNS = 7
DAY = "2026-06-15"


@dataclass(frozen=True)
class Claim:
    """Two commands, and the limit that the ratio of their times is held to."""

    name: str
    ours: Sequence[Sequence[str]]
    theirs: Sequence[Sequence[str]]
    limit: float
    faster: bool


def office(folder: Path, dossiers: int) -> None:
    """A git repository with an office of so many dossiers of nine records each, and their head's."""
    source = EXAMPLES / "records" / "2026"
    for nth in range(dossiers):
        nip = f"19{70 + nth % 30}{nth % 12 + 1:02}{nth % 28 + 1:02}201502{nth % 2 + 1}{nth % 999 + 1:03}"
        _copy(source / MODEL, folder / "records" / "2026" / nip, nip, nth)
    _copy(source / HEAD, folder / "records" / "2026" / HEAD, HEAD, 0)
    git = ["git", "-C", str(folder), "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "Rekaman"], check=True)


def _copy(source: Path, target: Path, nip: str, nth: int) -> None:
    for file in source.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace(source.name, nip)
        text = text.replace("tujuan: ", f"tujuan: ({nth}) ")
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def seconds(commands: Sequence[Sequence[str]], folder: Path) -> float:
    """The wall time of commands run one after another."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "SKPKIT_LANG": "en"}
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def claims(folder: Path) -> list[Claim]:
    """What is measured."""
    files = {
        "skp": sorted(folder.glob("records/2026/*/skp.yaml")),
        "manual_iki": sorted(folder.glob("records/2026/*/iki/*.yaml")),
        "dki": sorted(folder.glob("records/2026/*/dki/*.yaml")),
        "evaluasi": sorted(folder.glob("records/2026/*/evaluasi/*.yaml")),
    }
    schema_only = [
        [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMAS / f"{kind}.schema.json"), *map(str, each)]
        for kind, each in files.items()
    ]
    nothing = [[sys.executable, "-c", "pass"]]
    one = str(next(folder.glob("records/2026/*")).relative_to(folder))
    check = [SKPKIT, "check", "--today", DAY]
    return [
        Claim(f"check of {sum(map(len, files.values()))} records, cold", [check], schema_only, 20, faster=True),
        Claim("skpkit --help", [[SKPKIT, "--help"]], nothing, 4, faster=False),
        Claim("check of one dossier", [[*check, one]], nothing, 20, faster=False),
    ]


def main() -> int:
    """Measure, print the table, and fail where a claim does not hold."""
    fine = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office(folder, 111)
        print(f"{'':34}{'ours':>10}{'theirs':>10}{'ratio':>9}   wanted")  # noqa: T201
        for claim in claims(folder):
            runs = RUNS if not claim.faster else 3
            seconds(claim.ours, folder), seconds(claim.theirs, folder)
            pairs = [(seconds(claim.ours, folder), seconds(claim.theirs, folder)) for _ in range(runs)]
            ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
            ratio = theirs / ours if claim.faster else ours / theirs
            holds = ratio >= claim.limit if claim.faster else ratio <= claim.limit
            fine &= holds
            wanted = f"{'at least' if claim.faster else 'at most'} {claim.limit:g}x"
            verdict = "" if holds else "  MISSED"
            print(f"{claim.name:34}{ours:9.3f}s{theirs:9.3f}s{ratio:8.1f}x   {wanted}{verdict}")  # noqa: T201
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
