"""An audit that judges most steps dossier by dossier says what one says that judges every step as a whole.

`AUDIT_SEEDS=200 pytest tests/judge/test_foreseen.py` draws that many histories; a failure names its seed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

import skpkit
from skpkit import spans
from skpkit.errors import SkpkitError
from skpkit.judge import review
from skpkit.judge.courses import Course, Coursed, Footing, judge_courses
from skpkit.judge.engine import Verdict
from skpkit.judge.foreseen import NOTHING, Foreseen
from skpkit.judge.office import Office
from skpkit.judge.workers import Workers
from skpkit.model.paths import Identity
from skpkit.model.people import NamedPerson
from skpkit.reports import VERDICT, Report
from tests.support.branches import TODAY, Branches
from tests.support.command import run_here
from tests.support.deeds import deed, history
from tests.support.draft import dossiers
from tests.support.edits import PEOPLE
from tests.support.gitrepo import GitRepo, settle
from tests.support.landed import year
from tests.support.ledger import Ledger
from tests.support.records import written

SEEDS = range(int(os.environ.get("AUDIT_SEEDS", "2")))
DEPENDENTS = review._dependents
APART = ("accounts", "named")  # which no audit has, and which a report in masks shows
EXEMPTION = {
    "kode": "SKP301",
    "berkas": f"{PEOPLE['bagas']}/skp.yaml",
    "tentang": {"iki": "1b-N", "periode": "Q1"},
    "nilai": {"semula": 5, "menjadi": 6},
    "alasan": "Target salah ketik",
    "disetujui": {"nip": "197003151995031001"},
    "tanggal": "2026-01-01",
    "berlaku_sampai": "2026-08-30",
}
BESIDE = (
    "records/2026/kppn/catatan.txt",
    "Records/2026/x.yaml",
    "skpkit.yml",
    ".gitattributes",
    f"{PEOPLE['bagas']}/catatan.yaml",
    f"{PEOPLE['yoga']}/dki/2026-13-45.yaml",
)


def told(verdict: Verdict) -> dict[str, object]:
    """All that a verdict says, and how a masked report shows it."""
    shown = VERDICT["markdown"](Report(verdict, "en").masked())
    data = {each.name: getattr(verdict, each.name) for each in fields(verdict) if each.name not in APART}
    return {**data, "failures": [str(each) for each in verdict.failures], "": shown}


class Seen:
    """Audits in both ways."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.quiet, self.steps = 0, 0
        self.beside = set[NamedPerson]()

    def dependents(self, new: Office, old: Office, touched: Sequence[Identity]) -> list[Identity]:
        """Dossiers that refer to one which changed; whom they name matters where something is told of them."""
        found = DEPENDENTS(new, old, touched)
        facts = (office.facts(each) for office in (new, old) for each in found)
        self.beside.update(person for each in facts if each for person in each.people)
        return found

    def compare(self, path: Path, range_: str | None, today: date) -> None:
        """Audit both ways, and hold one against the other."""
        real, found = spans.foreseen, list[Foreseen]()

        def spied(*given: object, **more: object) -> Foreseen:
            found.append(real(*given, **more))  # type: ignore[arg-type]
            return found[0]

        with self.monkeypatch.context() as patched:
            patched.setattr(spans, "foreseen", spied)
            try:
                fast = skpkit.audit(path, range_, today=today)
            except SkpkitError:  # the newest settings cannot be
                assert not found
                return
            patched.setattr(spans, "foreseen", lambda *_, **__: NOTHING)
            patched.setattr(review, "_dependents", self.dependents)
            whole = skpkit.audit(path, range_, today=today)
        assert told(fast) == told(whole)
        assert whole.named - self.beside <= fast.named <= whole.named
        self.quiet += len(found[0].quiet)
        self.steps += len(whole.steps or ())


def beside(repo: Branches, dice: Random) -> None:
    """Something beside the deeds of branches: an exemption, a second folder of one NIP, a broken or a stray file."""
    match dice.randrange(6):
        case 0:
            entries = [EXEMPTION, {**EXEMPTION, "kode": "SKP305", "berlaku_sampai": "2026-06-01"}][: dice.randint(1, 2)]
            repo.write(
                {"records/pengecualian.yaml": written({"jenis": "pengecualian", "versi": 1, "pengecualian": entries})}
            )
        case 1:
            folder = next(each.parent for each in sorted(repo.path.glob("records/2026/**/skp.yaml")))
            text = (folder / "skp.yaml").read_bytes()
            repo.write({f"records/2026/lain/{folder.name}/skp.yaml": text})
        case 2:
            file = dice.choice(sorted(repo.path.glob("records/2026/**/*.yaml")))
            repo.write({file.relative_to(repo.path).as_posix(): b"jenis: [\n"})
        case 3:
            repo.write({dice.choice(BESIDE): b"x: 1\n"})
        case 4:
            repo.write({"skpkit.yaml": dice.choice((b"mulai: 2026-02-01\n", b"mulai: 2026-09-01\n"))})
        case _:
            file = dice.choice(sorted(repo.path.glob("records/2026/**/*.yaml")))
            repo.write({file.relative_to(repo.path).as_posix(): file.read_bytes() + b"# catatan\n"})


@pytest.mark.parametrize("seed", SEEDS)
def test_branches_that_landed(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    dice = Random(seed)  # noqa: S311
    repo = Branches.of_examples(tmp_path / "rekaman")
    history(repo, dice)
    repo.git("switch", "--quiet", "main")
    for _ in range(6):
        (beside if dice.random() < 0.4 else deed)(repo, dice)
        commit = repo.commit()
        if dice.random() < 0.4:
            repo.git("revert", "--no-edit", commit, fine=(0, 1))
    line = repo.git("rev-list", "--first-parent", "--reverse", "main").splitlines()
    seen = Seen(monkeypatch)
    seen.compare(repo.path, "main", TODAY)
    seen.compare(repo.path, f"{dice.choice(line[1:-1])}..main", TODAY)


def test_who_puts_back_what_cannot_be_read_names_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dossier as its history last had it readable is one that did not change."""
    settle(monkeypatch)
    repo = Branches.of_examples(tmp_path / "rekaman")
    file = next(iter(sorted((repo.path / PEOPLE["bagas"] / "dki").iterdir()))).relative_to(repo.path).as_posix()
    text = (repo.path / file).read_bytes()
    broken = repo.commit({file: b"jenis: [\n"})
    repo.commit({file: text})
    Seen(monkeypatch).compare(repo.path, f"{broken}..main", TODAY)
    assert not {each.nip for each in skpkit.audit(repo.path, f"{broken}..main", today=TODAY).named if each.nip}


def test_years_that_landed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what is permitted, and of one forbidden step, most is judged by dossiers."""
    settle(monkeypatch)
    seen = Seen(monkeypatch)
    for seed in SEEDS:
        dice = Random(seed)  # noqa: S311
        drawn = year(dice, 7, offence=seed % 2 == 1)
        repo = Ledger(GitRepo.made(tmp_path / f"rekaman-{seed}").path)
        landed = repo.land(drawn.steps, dice)
        today = date.fromisoformat(drawn.steps[-1].day)
        seen.compare(repo.path, "main", today)
        seen.compare(repo.path, f"{landed[dice.randrange(1, len(landed) - 1)]}..main", today)
    assert seen.quiet > seen.steps // 3


@pytest.mark.parametrize("offence", [False, True])
def test_one_that_was_broken_off_goes_on(offence: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged before is not judged again, also when the history has grown; several processes say the same."""
    settle(monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("SKPKIT_NO_CACHE", raising=False)
    dice = Random(5)  # noqa: S311
    drawn = year(dice, 6, offence=offence)
    repo = Ledger(GitRepo.made(tmp_path / "rekaman").path)
    repo.land(drawn.steps[:-1], dice)
    today = date.fromisoformat(drawn.steps[-1].day)
    judged = list[Identity]()

    def counted(footing: Footing, read: Any, courses: Sequence[Course]) -> list[Coursed]:
        judged.extend(each.identity for each in courses)
        return judge_courses(footing, read, courses)

    def stopped(footing: Footing, read: Any, courses: Sequence[Course]) -> list[Coursed]:
        if judged:
            raise KeyboardInterrupt
        return counted(footing, read, courses)

    monkeypatch.setattr("skpkit.judge.foreseen.AT_ONCE", 1)  # a dossier at a time
    whole = told(skpkit.audit(repo.path, today=today, cache=False, workers=Workers(1)))
    assert told(skpkit.audit(repo.path, today=today, cache=False, workers=Workers(2))) == whole
    with monkeypatch.context() as patched:
        patched.setattr("skpkit.judge.foreseen.judge_courses", stopped)
        with pytest.raises(KeyboardInterrupt):
            skpkit.audit(repo.path, today=today, workers=Workers(1))
        patched.setattr("skpkit.judge.foreseen.judge_courses", counted)
        assert told(skpkit.audit(repo.path, today=today, workers=Workers(1))) == whole
        assert len(judged) == len({*judged}) > 1
        del judged[:]
        assert told(skpkit.audit(repo.path, today=today, workers=Workers(1))) == whole
        assert not judged
        gone = dict.fromkeys(drawn.steps[-2].tree.files)
        repo.put({**gone, **drawn.steps[-1].tree.files}, f"{drawn.steps[-1].day}T08:00:00+09:00")
        grown = skpkit.audit(repo.path, today=today, workers=Workers(1))
        assert len(judged) < len({*dossiers(drawn.steps[-1].tree)})
    assert told(grown) == told(skpkit.audit(repo.path, today=today, cache=False))


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there alone")
def test_the_command_says_how_many_processes_share_an_audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    dice = Random(5)  # noqa: S311
    drawn = year(dice, 4)
    repo = Ledger(GitRepo.made(tmp_path / "rekaman").path)
    repo.land(drawn.steps, dice)
    judges = tmp_path / "judges"

    def seen(footing: Footing, read: Any, courses: Sequence[Course]) -> list[Coursed]:
        with judges.open("a", encoding="utf-8") as told_to:
            told_to.write(f"{os.getpid()}\n")
        return judge_courses(footing, read, courses)

    monkeypatch.setattr("skpkit.judge.foreseen.AT_ONCE", 1)
    monkeypatch.setattr("skpkit.judge.foreseen.judge_courses", seen)
    printed = set[tuple[int, str]]()
    for jobs in ("1", "2"):
        judges.unlink(missing_ok=True)
        asked = ("audit", "--no-cache", "--jobs", jobs, "--today", drawn.steps[-1].day)
        done = run_here(repo.path, *asked)
        printed.add((done.returncode, done.stdout))
        assert (str(os.getpid()) in judges.read_text(encoding="utf-8").split()) is (jobs == "1")
    assert len(printed) == 1
