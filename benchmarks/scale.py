"""What grows with a ministry, and what does not: the table of bars, each a ratio of processor times in one run.

`make bench-scale` runs it; `python benchmarks/scale.py ROW …` a part of the table, `--folder` keeps the repositories
that it generates (`ministry.py`) and takes them again. Every command is a new process. Counted are the processor
seconds that it and the processes that it starts take, of several runs the least; elapsed time only where the row says
so. So a machine on which others work too gives nearly the same ratios.

A row is a function in `ROWS`, which yields what it measured. It gets the repositories (`Bench`).
"""

from __future__ import annotations

import argparse
import compileall
import math
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from growth import Curves, draw
from ministry import folder_of, write_ministry

import skpkit

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
SKPKIT = str(BIN / "skpkit")
PYTHON = sys.executable
SIZES = (40, 400, 4000)
COMMITS, SEED = 400, 1
DAY = ("--today", "2026-12-31")
SUBORDINATE, SUPERIOR = folder_of(12), folder_of(1)  # whom the head of a section appraises, and that one
ON_DISK = "review of the disk"
RUNS = 3


class Spent(NamedTuple):
    """What a command took: processor seconds, elapsed ones, the most megabytes that all its processes held of their own
    at once (where that was asked for), and what it printed."""

    cpu: float
    elapsed: float
    memory: float
    printed: str


class Row(NamedTuple):
    """A line of the table: both figures, their ratio (`less` where that of ours is to be small), and the limit."""

    what: str
    ours: float
    theirs: float
    limit: float
    less: bool = True
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """The first figure by the second."""
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        """Whether it keeps to the limit."""
        return self.ratio <= self.limit if self.less else self.ratio >= self.limit

    def __str__(self) -> str:
        wanted = f"{'at most' if self.less else 'at least'} {self.limit:g}x"
        figures = f"{self.ours:10.3f}{self.unit:6}{self.theirs:10.3f}{self.unit:6}{self.ratio:7.2f}x"
        return f"{self.what:46}{figures}   {wanted}{'' if self.holds else '  MISSED'}"


class Bench:
    """The repositories by how many dossiers they hold, and how commands are measured in them."""

    def __init__(self, folder: Path, runs: int = RUNS) -> None:
        self.folder, self.runs = folder, runs
        self.curves: Curves = {}

    def repository(self, dossiers: int, commits: int = COMMITS) -> Path:
        """A ministry as one that is worked in: objects in a pack, files older than the index. On its branches `usul`
        and `atasan` a dialogue of the subordinate is another, and an RHK of the superior."""
        made = self.folder / (f"m{dossiers}" if commits == COMMITS else f"m{dossiers}x{commits}")
        if not made.exists():
            write_ministry(made, dossiers, commits, SEED)
            name = sorted(each.name for each in (made / SUBORDINATE / "dki").iterdir())[-1]
            edits = {
                "usul": (f"{SUBORDINATE}/dki/{name}", ("kesimpulan: ", "kesimpulan: Ditambah. ")),
                "atasan": (f"{SUPERIOR}/skp.yaml", ("kode: RHK-1", "kode: RHK-9")),
            }
            for branch, (path, change) in edits.items():
                self._git(made, "checkout", "--quiet", "-b", branch, "main")
                text = (made / path).read_text(encoding="utf-8")
                (made / path).write_text(_changed(text, *change), encoding="utf-8")
                self._git(made, "commit", "--quiet", "--all", "--message", branch)
            self._git(made, "checkout", "--quiet", "main")
            time.sleep(2.1)  # the index looks closely at files that are not two seconds older
            self._git(made, "update-index", "--force-write-index", "--refresh")
        return made

    @contextmanager
    def edited(self, dossiers: int, branch: str) -> Iterator[None]:
        """While the disk holds what a branch changed, and neither a commit nor the index does."""
        made = self.repository(dossiers)
        self._git(made, "restore", f"--source={branch}", "--worktree", "--", "records")
        try:
            yield
        finally:
            self._git(made, "restore", "--", "records")
            time.sleep(2.1)
            self._git(made, "update-index", "--force-write-index", "--refresh")

    def _git(self, folder: Path, *asked: str) -> None:
        named = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
        subprocess.run(["git", "-C", str(folder), *named, *asked], check=True)  # noqa: S607

    def spent(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        cache: Path | None = None,
        runs: int = 0,
        alone: bool = False,
        memory: bool = False,
    ) -> Spent:
        """What a command takes at the least, with a cache that is kept, or with an empty one each time; `alone` on one
        processor, so that it shares nothing out."""
        found = []
        for _ in range(runs or self.runs):
            with tempfile.TemporaryDirectory() as empty:
                found.append(_run(command, folder, cache or Path(empty), alone=alone, memory=memory))
        return min(found)


def _changed(text: str, old: str, new: str) -> str:
    if old == "kesimpulan: ":  # whose text may stand on the line below
        return re.sub(r"(?m)^(kesimpulan: (?:>-\n +)?)", r"\1Ditambah. ", text, count=1)
    return text.replace(old, new)


def _run(command: Sequence[str], folder: Path, cache: Path, *, alone: bool, memory: bool) -> Spent:
    """Run a command; raises where it could not do its part."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "GIT_OPTIONAL_LOCKS": "0"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_on_one_processor if alone else None,
    ) as process:
        watched = Held(process.pid)
        if memory:
            watched.start()
        printed, complaint = process.communicate()
        watched.over.set()
    elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: {process.returncode}\n{complaint}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(cpu, elapsed, watched.most / 1024, printed)


def _on_one_processor() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


class Held(Thread):
    """Looks now and then how much memory a process and those that it started hold of their own, in kilobytes: of what
    several share each a part, and no files that they read."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.over = Event()
        self.most = 0

    def run(self) -> None:
        """Until it is over."""
        while not self.over.wait(0.1):
            self.most = max(self.most, sum(map(_held, self._family())))

    def _family(self) -> set[int]:
        parents = {}
        for each in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                words = each.read_text().rpartition(")")[2].split()
                parents[int(each.parent.name)] = int(words[1])
        found, more = set[int](), {self._process}
        while more:
            found |= more
            more = {child for child, parent in parents.items() if parent in more} - found
        return found


def _held(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss_Anon:"):
                return int(line.split()[1])
    return 0


def asked_of_one(dossier: str, branch: str, out: Path) -> dict[str, tuple[list[str], list[str]]]:
    """What is asked of one dossier, each with what git needs to look at the disk, which is not counted as ours."""
    plan, status = f"{dossier}/skp.yaml", ["git", "status", "--porcelain"]
    return {
        "check --rev": (["check", dossier, "--rev", "HEAD"], []),
        "check, on the disk": (["check", dossier], [*status, dossier]),
        "frozen --rev": (["frozen", dossier, "--rev", "HEAD"], []),
        "frozen, on the disk": (["frozen", dossier], [*status, dossier]),
        "render --rev": (["render", plan, "-o", str(out), "--rev", "HEAD"], []),
        "render, on the disk": (["render", plan, "-o", str(out)], [*status, dossier]),
        "review of a branch": (["review", f"main...{branch}"], []),
        ON_DISK: (["review", "main"], status),  # which the branch's edit lies on
    }


def one_dossier(bench: Bench) -> Iterator[Row]:
    """One dossier among 4,000 against one among 40: a subordinate's without a cache, a superior's with a warm one."""
    for who, dossier, branch, warm in (
        ("subordinate, cold", SUBORDINATE, "usul", False),
        ("superior, warm", SUPERIOR, "atasan", True),
    ):
        sizes = (SIZES[0], SIZES[-1]) if warm else SIZES
        caches = {size: bench.folder / f"cache-{size}" if warm else None for size in sizes}
        for name, (asked, given) in asked_of_one(dossier, branch, bench.folder / "out.pdf").items():
            command = [SKPKIT, *asked, *DAY]
            with ExitStack() as edits:
                for size in sizes if name == ON_DISK else ():
                    edits.enter_context(bench.edited(size, branch))
                if warm:
                    for size in sizes:
                        bench.spent(command, bench.repository(size), cache=caches[size], runs=1)
                turns = [
                    {
                        size: bench.spent(command, bench.repository(size), cache=caches[size], runs=1).cpu
                        for size in sizes
                    }
                    for _ in range(bench.runs)
                ]
                least = {size: min(each[size] for each in turns) for size in sizes}
                if not warm:
                    bench.curves[name] = least
                free = bench.spent(given, bench.repository(sizes[-1])).cpu if given else 0
            yield Row(f"{name}, {who}", least[sizes[-1]] - free, least[sizes[0]], 1.5)


def starting(bench: Bench) -> Iterator[Row]:
    """What the smallest things cost, against Python doing nothing."""
    small = bench.repository(SIZES[0])
    nothing = bench.spent([PYTHON, "-c", "pass"], small, runs=9).cpu
    yield Row("--help", bench.spent([SKPKIT, "--help"], small, runs=9).cpu, nothing, 2)
    yield Row("check of one dossier", bench.spent([SKPKIT, "check", SUBORDINATE, *DAY], small, runs=9).cpu, nothing, 13)


def cold(bench: Bench) -> Iterator[Row]:
    """A cold check of everything in one process, by files a second, against the floor and against check-jsonschema."""
    share = 8  # of the dossiers, for those who are slow or of whom it is known that they do not grow
    large = bench.repository(SIZES[-1])
    floor = bench.spent([PYTHON, str(HERE / "floor.py"), "records/2026"], large, runs=1, alone=True)
    checked = bench.spent([SKPKIT, "check", "--rev", "HEAD", *DAY], large, runs=1, alone=True)
    files = int(floor.printed.split()[0])
    yield Row("files/s, one process, against the floor", files / checked.cpu, files / floor.cpu, 0.8, False, "/s")
    by_kind: dict[str, list[str]] = {}
    kinds = {"iki": "manual_iki", "dki": "dki", "evaluasi": "evaluasi"}
    for dossier in [folder_of(nth) for nth in range(0, 40, share)]:
        for file in sorted((large / dossier).rglob("*.yaml")):
            by_kind.setdefault(kinds.get(file.parent.name, "skp"), []).append(str(file))
    judge, schemas = [str(BIN / "check-jsonschema"), "--schemafile"], HERE.parent / "schemas" / "v1"
    slow = sum(
        bench.spent([*judge, str(schemas / f"{kind}.schema.json"), *each], large, runs=1).cpu
        for kind, each in by_kind.items()
    )
    rate = sum(map(len, by_kind.values())) / slow
    yield Row("files/s against check-jsonschema, schema only", files / checked.cpu, rate, 30, False, "/s")


def growing(bench: Bench) -> Iterator[Row]:
    """A cold check of everything, per dossier."""
    told, held = {}, {}
    for size in SIZES:
        command = [SKPKIT, "check", "--rev", "HEAD", *DAY]
        most = bench.spent(command, bench.repository(size), runs=1 if size == SIZES[-1] else 0, alone=True, memory=True)
        told[size], held[size] = most.cpu, most.memory
        bench.curves.setdefault("check of everything, cold", {})[size] = told[size]
    each = {size: 1000 * cpu / size for size, cpu in told.items()}
    yield Row("cold check, a dossier, from 400 to 4,000", each[4000], each[400], 1.1, unit="ms")
    yield Row("memory of that, against 300 MB", most.memory, 300, 1, unit="MB")
    more = 1024 * (held[4000] - held[400]) / (4000 - 400)
    records = sum(each.stat().st_size for each in (bench.repository(4000) / "records").rglob("*.yaml"))
    yield Row("what is kept of a dossier, of its records", more, records / 1024 / 4000, 0.15, unit="KB")


def warm(bench: Bench) -> Iterator[Row]:
    """A check of everything that was checked before, against what git and Python take by themselves; and where since
    then one record has changed, or a superior's SKP."""
    large, cache = bench.repository(SIZES[-1]), bench.folder / "warm"
    command = [SKPKIT, "check", *DAY, "--rev"]
    bench.spent([*command, "main"], large, cache=cache, runs=1)
    floor, least = [], dict.fromkeys(("main", "usul", "atasan"), math.inf)
    for _ in range(bench.runs):
        listed = bench.spent(["git", "ls-tree", "-r", "-z", "HEAD"], large, runs=1).cpu
        floor.append(listed + bench.spent([PYTHON, "-c", "import click, sqlite3"], large, runs=1).cpu)
        for branch in least:
            with tempfile.TemporaryDirectory() as folder:  # it keeps what it judged
                mine = shutil.copytree(cache, folder, dirs_exist_ok=True)
                least[branch] = min(least[branch], bench.spent([*command, branch], large, cache=mine, runs=1).cpu)
    yield Row("warm check --rev, nothing changed", least["main"], min(floor), 3)
    yield Row("warm check --rev, one record changed", least["usul"], least["main"], 1.3)
    yield Row("warm check --rev, a superior's SKP changed", least["atasan"], least["main"], 1.3)


def shared(bench: Bench) -> Iterator[Row]:
    """A cold check of everything by two processes: elapsed time against one's, and the memory of all of them."""
    large = bench.repository(SIZES[-1])
    command = [SKPKIT, "check", "--rev", "HEAD", "--no-cache", *DAY, "--jobs"]
    one = bench.spent([*command, "1"], large, runs=1)
    two = bench.spent([*command, "2"], large, runs=1)
    yield Row("elapsed, one process against two", one.elapsed, two.elapsed, 1.7, False)
    watched = bench.spent([*command, "2"], large, runs=1, memory=True)  # which takes longer
    yield Row("memory of two processes, against 300 MB", watched.memory, 300, 1, unit="MB")


def audited(bench: Bench) -> Iterator[Row]:
    """A cold audit of a history of 2,000 commits in one process: each dossier that a commit changed is a step."""
    history = bench.repository(SIZES[1], 2_000)
    log = ["git", "log", "--first-parent", "--format=tformat:commit", "--name-only", "HEAD"]
    printed = bench.spent(log, history, runs=1).printed
    steps = sum(
        len({found[0] for found in re.finditer(r"(?m)^records/.*?/\d{18}(?=/)", each)})
        for each in printed.split("commit\n")
    )
    command = [SKPKIT, "audit", "--jobs", "1", "--no-cache", *DAY]
    yield Row("audit, dossier steps/s", steps / bench.spent(command, history, runs=1).cpu, 1, 500, False, "/s")


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "starting": starting,
    "one": one_dossier,
    "growing": growing,
    "cold": cold,
    "warm": warm,
    "shared": shared,
    "audit": audited,
}


def main() -> int:
    """Measure what is named, or all, print the table, draw the curves, and fail where a bar does not hold."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("rows", nargs="*", choices=[*ROWS, []], help="rows of the table")
    asked.add_argument("--folder", type=Path, help="where the repositories are kept")
    asked.add_argument("--runs", type=int, default=RUNS)
    asked.add_argument("--draw", type=Path, help="the picture of the curves to write")
    given = asked.parse_args()
    fine = True
    compileall.compile_dir(Path(skpkit.__file__).parent, quiet=1)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors")  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(given.folder or Path(folder), given.runs)
        bench.folder.mkdir(exist_ok=True)
        for name in given.rows or ROWS:
            for row in ROWS[name](bench):
                print(row, flush=True)  # noqa: T201
                fine &= row.holds
        if given.draw and bench.curves:
            given.draw.write_text(draw(bench.curves), encoding="utf-8")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
