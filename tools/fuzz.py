"""Mutated records through every command: whatever a record holds, a run ends with 0 to 3 and tells why.

`python -m tools.fuzz --records 100000 --printed 2000 --processes 500` makes rounds until so many records went through a
command, were printed, and stood behind a run as a process of its own. A round, which its seed fixes, is an office with
a few records of each dossier mutated (values, structure, bytes, places, hostile texts), and a command with a format,
language and day. A run is a failure where its exit code is another one, an exception escapes, it says that skpkit
itself failed, its JSON is not as published, or what it prints would act on a terminal or a log.
`python -m tools.fuzz --seed S` repeats a round, and looks for the one record that is enough to make it fail.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, NamedTuple

import click
import jsonschema_rs

from skpkit.cli._run import INTERNAL, run
from skpkit.messages import LANGUAGES, translate
from skpkit.model.paths import dossier_path
from skpkit.paper.documents import DOCUMENTS
from skpkit.source.resources import VERSION
from tests.support.bending import HOSTILE, bent, garbled, misplaced, reworded
from tests.support.gitrepo import SETTINGS, GitRepo
from tests.support.memory import MemoryTree
from tests.support.places import EXAMPLES, PROJECT

DAYS = ("2026-06-15", "2026-12-01", "2027-02-01", "2026-01-01", "0001-01-01", "9999-12-31")
TOUCHED = 0.3  # of the records of a dossier
ROUNDS = 8  # that a process makes at a time


class Kind(NamedTuple):
    """How a round runs: in this process or as one of its own, and whether it prints."""

    name: str
    prints: bool = False
    alone: bool = False


KINDS = {each.name: each for each in (Kind("records"), Kind("printed", prints=True), Kind("processes", alone=True))}


class Outcome(NamedTuple):
    """How a run ended, and what it printed."""

    code: int | str
    out: str
    err: str


class Round(NamedTuple):
    """A round that was made: how many records went through, the runs, and why it failed."""

    seed: str
    kind: str
    records: int
    runs: tuple[str, ...]
    failures: tuple[str, ...]
    seconds: float


Files = Mapping[str, "bytes | None"]


@cache
def offices() -> tuple[MemoryTree, ...]:
    """The records of this project, three times as often as the examples, which are few."""
    files = {f"records/{name}": text for name, text in MemoryTree.of_folder(PROJECT / "records").files.items()}
    mine = MemoryTree({"skpkit.yaml": (PROJECT / "skpkit.yaml").read_bytes(), **files})
    return (mine, mine, mine, MemoryTree.of_folder(EXAMPLES))


class Place:
    """A repository for one office, that rounds use one after another."""

    def __init__(self, tree: MemoryTree, folder: Path) -> None:
        self.tree, self.folder = tree, folder
        self.repo = GitRepo.made(folder)
        self.repo.commit(dict(tree.files))

    def put(self, files: Files) -> None:
        """Write files, or (None) take them away; what cannot lie there does not."""
        for name, content in files.items():
            path = self.folder / name
            try:
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
            except OSError:
                continue

    def clear(self) -> None:
        """As it was made."""
        self.repo.git("checkout", "--quiet", "--force", "main")
        self.repo.git("clean", "-fdxq")
        self.repo.git("update-ref", "-d", "refs/heads/x")


@cache
def places() -> tuple[Place, ...]:
    """The repositories of this process."""
    os.environ.update({**SETTINGS, "SKPKIT_LANG": "en"})
    made: dict[int, Place] = {}
    for tree in offices():
        if id(tree) not in made:
            made[id(tree)] = Place(tree, Path(mkdtemp(prefix="fuzz-", dir=_home)) / "office")
    return tuple(made[id(tree)] for tree in offices())


_home: str | None = None


def _begin(home: str) -> None:
    global _home
    _home = home


def mutated(dice: Random, tree: MemoryTree, *, mildly: bool) -> Files:
    """Some records of each dossier mutated; `mildly` so that they keep their form."""
    files: dict[str, bytes | None] = {}
    for path in sorted(tree.files):
        if dice.random() > (0.9 if mildly else TOUCHED):
            continue
        content = tree.files[path]
        files |= {path: reworded(dice, content)} if mildly else _mutated(dice, path, content)
    return files


def _mutated(dice: Random, path: str, content: bytes) -> Files:
    chance = dice.random()
    if not path.startswith("records/") and dice.random() < 0.9:
        return {}  # settings that cannot be end a round early
    if chance < 0.7:
        return {path: bent(dice, content)}
    if chance < 0.8:
        return {path: reworded(dice, content)}
    if chance < 0.94:
        return {path: garbled(dice, content)}
    if chance < 0.96:
        return {path: None}
    return {path: None if chance < 0.98 else content, misplaced(dice, path): content}


def commands(dice: Random, place: Place, files: Files, kind: Kind) -> Iterator[list[str]]:
    """What a round runs. What is committed or staged first is done between the commands."""
    form = ["--format", dice.choice(("text", "json", "github"))]
    common = ["--lang", dice.choice(LANGUAGES)]
    day = ["--today", dice.choice((*DAYS[:3], *DAYS))]
    if kind.prints:
        style, name = dice.choice(("pdf", "pdf", "pdf", "png", "svg")), dice.choice(tuple(DOCUMENTS))
        yield ["render", "--all", "-o", "../out", "--document", name, "--format", style, *common, *day]
        return
    touched = sorted({inside.folder for each in files if (inside := dossier_path(each, "records"))})
    match dice.choice(("check",) * 5 + ("review",) * 5 + ("frozen", "exempt", "render", "verify", "paths")):
        case "check":
            how = dice.choice(([], ["--staged"], ["--rev", "x"]))
            settle(place, how)
            yield ["check", *how, *form, *common, *day]
        case "review":
            how = dice.choice(
                (["main"], [], ["--staged"], ["main...x"], ["main..x"], ["x..main"], ["main...x", "--all"])
            )
            settle(place, how)
            yield ["review", *how, *form, *common, *day, *dice.choice(([], [], ["--each-commit"]))]
        case "frozen":
            form = ["--format", dice.choice(("text", "json"))]
            for folder in dice.sample(touched, min(3, len(touched))):
                yield ["frozen", folder, *form, *common, *day]
        case "paths":
            yield ["check", *dice.sample(sorted(files), min(5, len(files))), *form, *common, *day]
        case "render":
            for path in dice.sample(sorted(files), min(3, len(files))):
                yield ["render", path, "-o", "../out/", "--format", dice.choice(("pdf", "typ", "png")), *common, *day]
        case "exempt":
            found = ended(place.folder, ["check", "--format", "json", *common, *day]).out
            marks = [each["fingerprint"] for each in json.loads(found or "{}").get("findings", ())]
            words = [dice.choice(HOSTILE).encode("utf-8", "replace").decode().replace("\0", "") for _ in range(3)]
            for mark in dice.sample(marks, min(2, len(marks))):
                yield ["exempt", mark, "--reason", words[0] or "x", "--approver", "197805142003121002",
                       f"--approver-name={words[1]}", f"--basis={words[2]}", *common, *day]  # fmt: skip
            yield ["check", *form, *common, *day]
        case "verify":
            (place.folder.parent / "x.pdf").write_bytes(garbled(dice, paper(place)))
            yield ["verify", "../x.pdf", "--format", dice.choice(("text", "json")), *common]


def settle(place: Place, how: Sequence[str]) -> None:
    """Stage or commit what lies on the disk, where a command looks at that."""
    if "--staged" in how:
        place.repo.git("add", "--all", fine=(0, 1, 128))
    if any("x" in each for each in how):
        place.repo.git("checkout", "--quiet", "-b", "x")
        place.repo.git("add", "--all", fine=(0, 1, 128))
        place.repo.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", "x")


@cache
def paper(place: Place) -> bytes:
    """A printed document of an office."""
    path = min(each for each in place.tree.files if each.endswith("/skp.yaml"))
    out = place.folder.parent / "paper.pdf"
    ended(place.folder, ["render", path, "--rev", "main", "-o", str(out)])
    return out.read_bytes()


def ended(folder: Path, words: Sequence[str], *, alone: bool = False) -> Outcome:
    """How a command ends: in this process, or as one of its own."""
    if alone:
        done = subprocess.run([sys.executable, "-m", "skpkit", *words], cwd=folder, capture_output=True)
        return Outcome(done.returncode, *(each.decode("utf-8", "replace") for each in (done.stdout, done.stderr)))
    before = Path.cwd()
    os.chdir(folder)
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code: int | str = run(list(words))
        except BaseException as error:  # noqa: BLE001 - whatever escapes is what is looked for
            code = f"{type(error).__name__}: {error}"
        finally:
            os.chdir(before)
    return Outcome(code, out.getvalue(), err.getvalue())


@cache
def validator(name: str) -> Any:
    """What validates a JSON report."""
    return jsonschema_rs.validator_for(json.loads((PROJECT / f"schemas/v1/{name}.schema.json").read_text("utf-8")))


SCHEMAS = {"check": "report", "review": "report", "frozen": "frozen", "verify": "verify"}


def flaw(words: Sequence[str], outcome: Outcome) -> str:
    """What is wrong with how a command ended; empty where nothing is."""
    code, out, err = outcome
    if code not in (0, 1, 2, 3):
        return f"exit code {code}"
    if "Traceback (most recent call last)" in err + out:
        return err[-2000:]
    if any(translate(INTERNAL, lang).partition("(")[0] in err for lang in LANGUAGES):
        return err[-2000:]
    if any(not each.isprintable() for each in (out + err).replace("\n", "")):
        return "it prints what acts on a terminal"
    if code == 1 and not out:
        return "it found something and says nothing"
    lines = (err if "github" in words else out + err).split("\n")
    if any(each.lstrip().startswith("::") or "##[" in each for each in lines):
        return "it prints what acts on a log"
    if "json" in words and out:
        try:
            data = json.loads(out)
        except ValueError as error:
            return f"no JSON: {error}"
        if words[0] in SCHEMAS and (wrong := next(validator(SCHEMAS[words[0]]).iter_errors(data), None)):
            return f"JSON not as published: {wrong.message[:300]}"
    return ""


def play(seed: str, kind: Kind, only: str | None = None) -> Round:
    """Make a round; with `only`, with that file mutated alone."""
    dice = Random(seed)  # noqa: S311
    place = dice.choice(places())
    files = mutated(dice, place.tree, mildly=kind.prints)
    if only:
        files = {path: content for path, content in files.items() if path == only}
    place.clear()
    place.put(files)
    runs, failures, begun = [], [], time.monotonic()
    for words in commands(dice, place, files, kind):
        outcome = ended(place.folder, words, alone=kind.alone)
        runs.append(f"{words[0]} {outcome.code}")
        if found := flaw(words, outcome):
            failures.append(f"skpkit {' '.join(words)}\n{found}")
    printed = (
        sum(1 for each in (place.folder.parent / "out").rglob("*.*") if each.stem[-2:] != "-2") if kind.prints else 0
    )
    shutil.rmtree(place.folder.parent / "out", ignore_errors=True)
    return Round(seed, kind.name, printed or len(files), tuple(runs), tuple(failures), time.monotonic() - begun)


def _play_some(seeds: Sequence[str], kind: Kind) -> list[Round]:
    return [play(each, kind) for each in seeds]


def played(wanted: Mapping[str, int], start: int, jobs: int, home: str) -> Iterator[Round]:
    """Rounds of each kind until so many records went through; of processes, until there were so many."""
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(home,)) as pool:
        for name, most in wanted.items():
            kind, done, seeds = KINDS[name], 0, count(start)
            running: set[Future[list[Round]]] = set()
            while done < most or running:
                while done < most and len(running) < 2 * jobs:
                    size = 1 if most < 100 else ROUNDS
                    running.add(pool.submit(_play_some, [f"{name} {next(seeds)}" for _ in range(size)], kind))
                future = next(as_completed(running))
                running.remove(future)
                for each in future.result():
                    done += len(each.runs) if kind.alone else each.records
                    yield each


@click.command()
@click.option("--records", default=2000, help="How many mutated records go through a command in process.")
@click.option("--printed", default=40, help="How many are printed.")
@click.option("--processes", default=10, help="How many runs are processes of their own.")
@click.option("--start", default=1, help="The first seed.")
@click.option("--seed", default="", help="Repeat one round.")
@click.option("--jobs", default=os.cpu_count() or 1, help="Processes that make rounds.")
def main(records: int, printed: int, processes: int, start: int, seed: str, jobs: int) -> None:
    """Make rounds, with progress, and end with 1 where one failed."""
    with TemporaryDirectory(prefix="skpkit-fuzz-") as home:
        if seed:
            _begin(home)
            repeat(seed)
            return
        wanted = {"records": records, "printed": printed, "processes": processes}
        begun, told = time.monotonic(), 0.0
        seen: Counter[str] = Counter()
        codes: Counter[str] = Counter()
        failures: list[Round] = []
        slowest: list[Round] = []
        for each in played(wanted, start, jobs, home):
            seen[each.kind] += len(each.runs) if KINDS[each.kind].alone else each.records
            codes.update(each.runs)
            slowest = sorted([*slowest, each], key=lambda one: one.seconds)[-3:]
            if each.failures:
                failures.append(each)
                click.echo(f"seed {each.seed!r}: {each.failures[0]}")
            if (now := time.monotonic() - begun) - told > 10:
                told = now
                click.echo(f"{now:5.0f} s  {', '.join(f'{name} {seen[name]}/{most}' for name, most in wanted.items())}")
        click.echo(f"skpkit {VERSION}: {dict(seen)} in {time.monotonic() - begun:.0f} s; failures: {len(failures)}")
        click.echo(", ".join(f"{run}: {number}" for run, number in sorted(codes.items())))
        for each in slowest:
            click.echo(f"slow: {each.seed!r} ({', '.join(each.runs)}) {each.seconds:.0f} s")
        sys.exit(bool(failures))


def repeat(seed: str) -> None:
    """Repeat a round, and tell which record alone is enough."""
    kind = KINDS[seed.partition(" ")[0]]
    whole = play(seed, kind)
    click.echo(f"{seed}: {', '.join(whole.runs)}")
    click.echo("\n".join(whole.failures) or "no failure")
    if not whole.failures:
        return
    dice = Random(seed)  # noqa: S311
    place = dice.choice(places())
    for path in mutated(dice, place.tree, mildly=kind.prints):
        alone = play(seed, kind, path)
        if alone.failures:
            click.echo(f"{path} alone: {alone.failures[0]}")
            click.echo((place.folder / path).read_bytes()[:3000] if (place.folder / path).is_file() else "(gone)")
            return


if __name__ == "__main__":
    main()
