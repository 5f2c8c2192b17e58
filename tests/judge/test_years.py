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
from tests.support.landed import BINDING, cuts, year
from tests.support.ledger import Ledger

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
