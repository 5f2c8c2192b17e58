"""Years built of permitted steps are silent however they are cut, squashed, merged and judged, and one forbidden step
among them is found where it is.

`YEARS=500 pytest tests/judge/test_years.py` tries that many; a failure names its seed.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

import skpkit
from skpkit.findings import Finding, Severity
from skpkit.judge.engine import Verdict
from tests.support.gitrepo import GitRepo, settle
from tests.support.landed import BINDING, LandedStep, cuts, year

FIRST = 4  # in the years from here on some adendum is realised later, whoever tries but a few
SEEDS = range(FIRST, FIRST + int(os.environ.get("YEARS", "3")))
REPOSITORIES = SEEDS[: max(1, len(SEEDS) // 10)]
DEEDS = 7


def wrong(verdict: Verdict) -> list[Finding]:
    """What must not come of permitted steps: an error, or anything of the rules between commits."""
    return [each for each in verdict.findings if each.severity is Severity.ERROR or each.code > "SKP3"]


def errors(verdict: Verdict) -> set[str]:
    """The codes of the errors."""
    return {each.code for each in verdict.findings if each.severity is Severity.ERROR}


def told(findings: list[Finding]) -> list[tuple[str, str | None, str]]:
    """Findings for whoever reads a failure."""
    return [(each.code, each.commit, each.problem.at.path) for each in findings]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_year_is_silent_however_it_is_cut(seed: int) -> None:
    """As one change it is refused where a target was moved and realised since, and nowhere else."""
    dice = Random(seed)  # noqa: S311
    drawn = year(dice, DEEDS)
    for first, last in cuts(dice, drawn.steps, 2):
        verdict = drawn.by_steps(first, last)
        assert (told(wrong(verdict)), verdict.failures) == ([], ()), (first, last, drawn.deeds)
        clashing = drawn.moved_and_realised(first, last)
        for proposal in (True, False):
            verdict = drawn.as_one(first, last, proposal=proposal)
            assert bool(errors(verdict)) == bool(clashing), (first, last, clashing, drawn.deeds)
            assert verdict.exit_code == bool(clashing)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_forbidden_step_is_found_where_it_is(seed: int) -> None:
    dice = Random(seed)  # noqa: S311
    drawn = year(dice, DEEDS, offence=True)
    if not drawn.kind:
        pytest.skip("nothing forbidden could be done in this year")
    for first, last in cuts(dice, drawn.steps, 2):
        found = wrong(drawn.by_steps(first, last))
        within = first < drawn.wrong <= last
        assert {each.commit for each in found} == ({str(drawn.wrong)} if within else set()), drawn.deeds
        assert any(drawn.kind.group in (each.code, *each.also) for each in found) == within, drawn.deeds
        if within and drawn.kind.group in BINDING:
            assert drawn.as_one(first, last, proposal=True).exit_code == 1, drawn.deeds


# --- as a repository of commits ----------------------------------------------------------------------------------


class Ledger(GitRepo):
    """A repository in which the steps of a year land: as commits of main, or merged from branches."""

    def land(self, steps: list[LandedStep], dice: Random) -> list[str]:
        """Land them; the commit of main that brought each."""
        landed = list[str]()
        for nth, each in enumerate(steps):
            before = steps[nth - 1] if nth else None
            ways = ["commit"] if before is None else ["commit", "merge", "behind"]
            way = dice.choice(ways)
            if way == "behind" and (nth < 2 or not _apart(each, steps[nth - 1])):
                way = "merge"
            day = f"{each.day}T08:00:00+09:00"
            if way != "commit":
                self.git("switch", "--quiet", "--create", f"usul-{nth}", landed[-2 if way == "behind" else -1])
            change = _change(before, each)
            if way != "commit":
                part = dict(dice.sample(sorted(change.items()), dice.randint(0, len(change))))
                self.put(part, day)
            self.put({path: text for path, text in change.items() if way == "commit" or path not in part}, day)
            if way != "commit":
                self.git("switch", "--quiet", "main")
                merge = ("merge", "--quiet", "--no-ff", "--message", "Gabung", f"usul-{nth}")
                self.git(*merge, GIT_COMMITTER_DATE=day)
            landed.append(self.id_of("HEAD"))
        return landed

    def put(self, change: dict[str, bytes | None], day: str) -> None:
        """Commit a change on a day."""
        self.write(change)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Rekaman", GIT_COMMITTER_DATE=day)


def _apart(one: LandedStep, other: LandedStep) -> bool:
    """Whether two steps are about different dossiers that stay where they are, so that a merge by lines takes both."""
    return one.path[-18:] != other.path[-18:] and not any("moved" in each.deed for each in (one, other))


def _change(before: LandedStep | None, after: LandedStep) -> dict[str, bytes | None]:
    was = before.tree.files if before else {}
    now = after.tree.files
    return {path: now.get(path) for path in {*was, *now} if was.get(path) != now.get(path)}


@pytest.mark.parametrize("offence", [False, True])
@pytest.mark.parametrize("seed", REPOSITORIES)
def test_however_the_steps_land_the_verdict_is_on_each(
    seed: int, offence: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    dice = Random(seed)  # noqa: S311
    drawn = year(dice, DEEDS, offence=offence)
    repo = Ledger(GitRepo.made(tmp_path / "rekaman").path)
    landed = repo.land(drawn.steps, dice)
    guilty = {landed[drawn.wrong]} if drawn.wrong else set()
    days = [date.fromisoformat(each.day) for each in drawn.steps]
    for first, last in cuts(dice, landed, 1):
        cut, within = f"{landed[first]}..{landed[last]}", guilty & {*landed[first + 1 : last + 1]}
        by_steps = skpkit.review(repo.path, cut, each_commit=True, today=days[-1])
        for verdict in (by_steps, skpkit.audit(repo.path, cut, today=days[-1])):
            found = wrong(verdict)
            assert {each.commit for each in found} == within, (cut, told(found), drawn.deeds)
            assert verdict.exit_code == bool(within & {each.commit for each in found if each.code in errors(verdict)})
        as_one = drawn.as_one(first, last, proposal=True)
        made = repo.git("commit-tree", f"{landed[last]}^{{tree}}", "-p", landed[first], "-m", "Jadi satu")
        squashed = skpkit.review(
            repo.path, f"{landed[first]}...{made}", today=date.fromisoformat(drawn.steps[last].day)
        )
        assert errors(squashed) == errors(as_one)
    nth = dice.randrange(1, len(landed))
    pushed = skpkit.review(
        repo.path, f"{landed[nth]}^1...{landed[nth]}", today=date.fromisoformat(drawn.steps[nth].day)
    )
    assert bool(wrong(pushed)) == (landed[nth] in guilty), drawn.deeds
