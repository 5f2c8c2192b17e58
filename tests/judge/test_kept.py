"""What is judged through the cache is what is judged without it, whatever came before, whoever was killed while writing
it, and whatever became of its file.

`YEARS=100 pytest tests/judge/test_kept.py` draws that many years.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

import skpkit
from skpkit.findings import Finding
from skpkit.judge import cache as caching
from skpkit.judge import kept, stages
from skpkit.judge.cache import Cache
from skpkit.judge.engine import Verdict, check, chosen_at
from skpkit.judge.kept import KeptJudging
from skpkit.judge.office import Office
from skpkit.judge.spanning import WatchedDay
from skpkit.model.dossier import Dossier
from skpkit.model.facts import Facts, World
from skpkit.model.settings import Settings
from skpkit.reports import VERDICT, Report
from tests.support.command import run_here
from tests.support.edits import examples
from tests.support.landed import MEMO, year
from tests.support.memory import MemoryTree

SEEDS = range(4, 4 + int(os.environ.get("YEARS", "2")))
SETTINGS = (
    "",
    "mulai: 2026-04-01\n",
    "tingkat: {SKP208: kesalahan, SKP224: mati}\n",
    "pembekuan: iki\n",
    "kertas: f4\n",
    'pengelola: [{nip: "198806212010122001", nama: Nining Kartika, jabatan: Kepala, unit: sekretariat}]\n',
)


def through(cache: Cache, tree: MemoryTree, day: date, paths: tuple[str, ...] = (), code: str = "1") -> Verdict:
    """A check through a cache, as `skpkit.check` makes it."""
    office = Office(tree, memo=dict(MEMO))
    judging = KeptJudging(cache, office, code=code)
    judging.look_up(chosen_at(office, paths))
    return check(office, day, paths, judging)


def plainly(tree: MemoryTree, day: date, paths: tuple[str, ...] = ()) -> Verdict:
    """The same without."""
    return check(Office(tree, memo=MEMO), day, paths)


def folders(tree: MemoryTree) -> list[str]:
    """The dossiers of a state."""
    return sorted(
        {
            path.removesuffix("/skp.yaml")
            for path in tree.files
            if path.count("/") > 2 and path.endswith("/skp.yaml") and "komplemen" not in path
        }
    )


def bent(tree: MemoryTree, dice: Random) -> MemoryTree:
    """A state in which something else is wrong, or lies elsewhere."""
    path = dice.choice(folders(tree))
    files = {each: content for each, content in tree.files.items() if each.startswith(f"{path}/")}
    *_, nip = path.split("/")
    elsewhere = f"records/{path.split('/')[1]}/{dice.choice(('sekretariat', 'lain/bagian', ''))}/{nip}".replace(
        "//", "/"
    )
    moved = {each.replace(path, elsewhere): content for each, content in files.items()}
    some = dice.choice(sorted(files))
    kind = dice.randrange(8)
    if kind == 0 and elsewhere != path:
        return tree.changed({**moved, **dict.fromkeys(files)})
    if kind == 1 and elsewhere != path:
        return tree.changed(moved)
    if kind == 2:
        return tree.changed({some: files[some] + b"\tx: [\n"})
    if kind == 3:
        return tree.changed({some: files[some].replace(b"2026", b"2025", 1)})
    if kind == 4:
        return tree.changed({f"{path}/.gitattributes": "*.yaml filter=x\n", f"{path}/sisa.txt": "x"})
    if kind == 5:
        return tree.changed({f"{path}/skp.yaml": None})
    if kind == 6:
        return tree.changed({f"{path}/skp.yaml": tree.files[f"{path}/skp.yaml"].replace(b"kode: 1", b"kode: 7")})
    return tree.changed({"records/catatan.yaml": "x: 1\n"})


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache of its own."""
    return Cache(tmp_path / "cache")


@pytest.mark.parametrize("seed", SEEDS)
def test_through_the_cache_a_year_is_judged_as_without(seed: int, cache: Cache) -> None:
    """Each step, and what is bent beside it, by any settings, on days before and after, and on the last one again."""
    dice = Random(seed)  # noqa: S311
    states = [each.tree for each in year(dice, 5).steps]
    for tree in states:
        texts = "versi: 1\n" + dice.choice(SETTINGS)
        for state in (tree, bent(tree, dice), tree):
            state = state.changed({"skpkit.yaml": texts})
            today = date(2026, 1, 1) + timedelta(days=dice.randrange(400))
            for day in (today, today + timedelta(days=dice.choice((1, 40))), today):
                paths = () if dice.random() < 0.7 else (dice.choice(folders(state) or ["records"]),)
                if paths and paths[0] not in folders(state):
                    continue
                told, plain = through(cache, state, day, paths), plainly(state, day, paths)
                assert told == plain, (day, paths)
                assert told.named == plain.named
    for language in ("id", "en"):
        one, two = (Report(each, language) for each in (told, plain))
        assert VERDICT["json"](one) == VERDICT["json"](two)


def watched(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """The folders of dossiers that come to be judged, by themselves and among others."""
    judged: list[str] = []
    reduced: list[str] = []

    def alone(dossier: Dossier) -> Iterator[Finding]:
        judged.append(dossier.path)
        return stages.judge_dossier(dossier)

    def among(facts: Facts, world: World, settings: Settings) -> Iterator[Finding]:
        reduced.append(facts.path)
        return stages.judge_facts(facts, world, settings)

    monkeypatch.setattr(kept, "judge_dossier", alone)
    monkeypatch.setattr(kept, "judge_facts", among)
    return judged, reduced


def test_nothing_is_judged_again_that_did_not_change(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, day = examples(), date(2026, 6, 15)
    first = through(cache, tree, day)
    judged, reduced = watched(monkeypatch)
    assert through(cache, tree, day) == first
    assert through(cache, tree, day + timedelta(days=1)).findings == plainly(tree, day + timedelta(days=1)).findings
    assert (judged, reduced) == ([], [])
    path = folders(tree)[0]
    changed = tree.changed({f"{path}/skp.yaml": tree.files[f"{path}/skp.yaml"] + b"# x\n"})
    assert through(cache, changed, day) == plainly(changed, day)
    assert (judged, reduced) == ([path], [path])
    judged.clear()
    year_later = date(2027, 6, 15)
    assert through(cache, tree, year_later) == plainly(tree, year_later)
    assert judged == []  # facts were kept, and a new day is judged from them


def test_a_dossier_that_moved_is_known(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, day = examples(), date(2026, 12, 31)
    path = folders(tree)[0]
    files = {each: content for each, content in tree.files.items() if each.startswith(f"{path}/")}
    elsewhere = f"records/2026/unit-lain/{path.rpartition('/')[2]}"
    moved = tree.changed(
        {each.replace(path, elsewhere): content for each, content in files.items()} | dict.fromkeys(files)
    )
    through(cache, tree, day)
    plain = plainly(moved, day)
    monkeypatch.setattr(kept, "judge_dossier", lambda dossier: pytest.fail(dossier.path))
    assert through(cache, moved, day) == plain
    assert any(each.problem.at.path.startswith(elsewhere) for each in plain.findings)


def test_another_version_of_the_program_is_not_believed(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, day = examples(), date(2026, 12, 31)
    with monkeypatch.context() as patched:
        patched.setattr(kept, "judge_dossier", lambda dossier: iter(()))
        patched.setattr(kept, "judge_facts", lambda *_: iter(()))
        assert through(cache, tree, day, code="old").findings == ()
    assert through(cache, tree, day, code="new") == plainly(tree, day)
    assert plainly(tree, day).findings


def test_the_digest_of_the_program_is_of_its_content() -> None:
    assert kept.program() == kept.program.__wrapped__()
    assert len(kept.program()) == 32
    assert [each for each in kept._parsers() if each.startswith("pyyaml-")]


@pytest.mark.parametrize("at", [0, 20, 96, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("what", [b"\0" * 64, b"\xff" * 64, None])
def test_a_damaged_file_is_worked_around(cache: Cache, at: float, what: bytes | None) -> None:
    tree, day = examples(), date(2026, 6, 15)
    plain = plainly(tree, day)
    through(cache, tree, day)
    content = bytearray(cache.path.read_bytes())
    place = int(at * len(content)) if isinstance(at, float) else at
    content[place : len(content) if what is None else place + 64] = what or b""
    cache.path.write_bytes(content)
    for _ in range(3):
        assert through(cache, tree, day) == plain


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_are_no_rows(cache: Cache, seed: int) -> None:
    tree, day, dice = examples(), date(2026, 12, 31), Random(seed)  # noqa: S311
    plain = plainly(tree, day)
    through(cache, tree, day)
    content = bytearray(cache.path.read_bytes())
    for _ in range(40):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    cache.path.write_bytes(content)
    assert through(cache, tree, day) == plain


def test_what_is_not_ones_own_is_not_asked(cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another user, one that others may write, a link, one of another program, a folder that others write."""
    tree, day = examples(), date(2026, 6, 15)
    through(cache, tree, day)
    keys = [bytes(key) for (key,) in sqlite3.connect(cache.path).execute("SELECT key FROM small")]
    assert len(cache.get(keys)) == len(keys) > 0
    cache.path.chmod(0o666)
    assert cache.get(keys) == {}
    cache.path.chmod(0o600)
    cache.path.parent.chmod(0o777)
    assert cache.get(keys) == {}
    cache.path.parent.chmod(0o700)
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: 12345)
        assert cache.get(keys) == {}
    content = cache.path.read_bytes()
    linked = Cache(tmp_path / "linked")
    linked.path.parent.mkdir(mode=0o700)
    linked.path.symlink_to(cache.path)
    assert linked.get(keys) == {}
    with sqlite3.connect(cache.path) as file:
        file.execute("PRAGMA user_version = 2")
    file.close()
    assert cache.get(keys) == {}
    cache.put({b"key": b"value"})  # another format is left alone
    assert cache.get([b"key"]) == {}
    cache.path.write_bytes(content)
    assert len(cache.get(keys)) == len(keys)


def test_where_nothing_can_be_kept_all_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, day = examples(), date(2026, 6, 15)
    plain = plainly(tree, day)
    (tmp_path / "file").write_text("")
    assert through(Cache(tmp_path / "file"), tree, day) == plain
    assert through(Cache(Path("/proc/nowhere")), tree, day) == plain
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    assert through(Cache(tmp_path / "cache"), tree, day) == plain


def test_one_that_is_locked_is_not_waited_for(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "_WAIT", 0)
    tree, day = examples(), date(2026, 6, 15)
    plain = plainly(tree, day)
    cache.put({b"key": b"value"})
    other = sqlite3.connect(cache.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert through(cache, tree, day) == plain
    other.execute("ROLLBACK")
    other.close()
    assert cache.get([b"key"]) == {b"key": b"value"}


def test_a_full_one_is_worked_around(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put({b"key": b"value"})
    real = sqlite3.connect

    def small(*given: object, **named: object) -> sqlite3.Connection:
        made: sqlite3.Connection = real(*given, **named)  # type: ignore[call-overload]
        made.execute("PRAGMA max_page_count = 1")
        return made

    monkeypatch.setattr(sqlite3, "connect", small)
    cache.put({bytes([nth]): bytes(5000) for nth in range(100)})
    assert cache.get([b"key"]) == {b"key": b"value"}
    tree, day = examples(), date(2026, 6, 15)
    assert through(cache, tree, day) == plainly(tree, day)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache", 400_000)
    now = [1_000_000_000.0]
    monkeypatch.setattr(caching, "time", lambda: now[0])
    for nth in range(40):
        now[0] += 10 * 86400
        cache.put({b"%d" % nth: bytes(20_000)}, "large")
        assert cache.get([b"0"], "large")  # is used all the time
    assert cache.path.stat().st_size < 600_000
    assert cache.get([b"39"], "large")
    assert not cache.get([b"1", b"2", b"3"], "large")


WRITER = """
import sys
from pathlib import Path
from skpkit.judge.cache import Cache
cache, own = Cache(Path(sys.argv[1])), sys.argv[2].encode()
print("begun", flush=True)
for nth in range(int(sys.argv[3])):
    cache.put({b"%s %d %d" % (own, nth, each): own * 300 for each in range(50)})
"""


def writer(cache: Cache, own: str, times: int) -> subprocess.Popen[bytes]:
    """A process that writes rows."""
    asked = [sys.executable, "-c", WRITER, str(cache.path.parent), own, str(times)]
    return subprocess.Popen(asked, stdout=subprocess.PIPE)


def test_a_writer_that_is_killed_leaves_whole_rows(cache: Cache) -> None:
    dice = Random(7)  # noqa: S311
    tree, day = examples(), date(2026, 6, 15)
    plain = plainly(tree, day)
    for nth in range(4):
        process = writer(cache, f"w{nth}", 100_000)
        assert process.stdout
        process.stdout.readline()
        try:
            process.wait(dice.random() / 5)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert through(cache, tree, day) == plain
        held = sqlite3.connect(cache.path)
        assert next(held.execute("PRAGMA integrity_check")) == ("ok",)
        counts: dict[bytes, int] = {}
        for (key,) in held.execute("SELECT key FROM small"):
            counts[bytes(key).rpartition(b" ")[0]] = counts.get(bytes(key).rpartition(b" ")[0], 0) + 1
        held.close()
        assert {count for key, count in counts.items() if key.startswith(b"w")} <= {50}


def test_two_processes_write_at_once(cache: Cache) -> None:
    """Neither waits long for the other, and a row is whole or not there."""
    both = [writer(cache, own, 40) for own in ("a", "b")]
    for each in both:
        each.communicate()
        assert each.returncode == 0
    for own in ("a", "b"):
        found = cache.get([f"{own} {nth} {each}".encode() for nth in range(40) for each in range(50)])
        assert set(found.values()) == {own.encode() * 300}


def days() -> Iterator[date]:
    """Days near each other."""
    return (date(2026, 6, 10) + timedelta(days=nth) for nth in range(10))


@pytest.mark.parametrize("seed", range(30))
def test_a_day_knows_which_others_give_the_same_answers(seed: int) -> None:
    dice = Random(seed)  # noqa: S311
    others = [dice.choice([*days()]) for _ in range(dice.randrange(1, 5))]
    asks = (
        lambda day, other: day < other,
        lambda day, other: day <= other,
        lambda day, other: other < day,
        lambda day, other: other >= day,
        lambda day, other: min(day, other) > other,
        lambda day, other: max(other, day) <= other,
        lambda day, other: day == other,
        lambda day, other: other != day,
        lambda day, other: (other - day).days > 1,
        lambda day, other: day - other > timedelta(days=2),
        lambda day, other: day + timedelta(days=1) > other,
        lambda day, other: day.month == other.month,
        lambda day, other: f"{day}" == f"{other}",
        lambda day, other: day in {other},
        lambda day, other: day.isoformat() == "2026-06-12",
    )
    asked = [(dice.choice(asks), other) for other in others]
    for day in days():
        watched = WatchedDay.of(day)
        answers = [ask(watched, other) for ask, other in asked]
        assert answers == [ask(day, other) for ask, other in asked]
        for another in days():
            if watched.span.holds(another):
                assert answers == [ask(another, other) for ask, other in asked]
        assert watched.span.holds(day)


def test_a_day_that_is_kept_is_a_plain_one(cache: Cache) -> None:
    """No finding holds a day that watches."""
    tree = examples()
    found = through(cache, tree, date(2026, 1, 20)).findings
    values = [value for each in found for value in each.problem.told.values() if isinstance(value, date)]
    assert values
    assert {type(each) for each in values} == {date}


# --- the command ---------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches, which are used."""
    monkeypatch.delenv("SKPKIT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr("skpkit.judge.cached.FEW", 1)
    return tmp_path / "caches"


def test_a_check_keeps_what_it_found_unless_told_otherwise(
    office: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = ("--today", "2026-12-31", "--format", "json")
    first = run_here(office, "check", "--no-cache", *day)
    assert not home.exists()
    monkeypatch.setenv("SKPKIT_NO_CACHE", "1")
    assert run_here(office, "check", *day).stdout == first.stdout
    assert not home.exists()
    monkeypatch.delenv("SKPKIT_NO_CACHE")
    for _ in range(2):
        for more in ((), ("--rev", "HEAD")):
            told = run_here(office, "check", *more, *day).stdout
            assert told == run_here(office, "check", "--no-cache", *more, *day).stdout
    assert skpkit.cache_standing().dossiers > 0
    shown = run_here(office, "cache", "--lang", "en").stdout
    assert str(home) in shown
    assert "dossiers" in shown
    assert "dikosongkan" in run_here(office, "cache", "--clear", "--lang", "id").stdout
    assert skpkit.cache_standing().dossiers == 0


def test_few_dossiers_are_judged_without_it(office: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skpkit.judge.cached.FEW", 8)
    run_here(office, "check", "--today", "2026-12-31")
    assert not home.exists()


def test_a_job_asks_it_nothing_for_a_request_may_have_written_it(office: Path, home: Path) -> None:
    done = run_here(office, "ci", "--today", "2026-12-31", GITLAB_CI="true", CI_PIPELINE_SOURCE="schedule")
    assert "SKP" in done.stdout
    assert not home.exists()
