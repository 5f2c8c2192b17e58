"""A small share of the mutation run, whether it covers every rule, and whether it can fail."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from skpkit import rules
from skpkit.change.edits import COMPONENTS
from skpkit.findings import Severity
from tests.support.mutating import KINDS
from tests.support.mutating.frozen import realised_target_moved, ukuran_of_realised_iki_reworded
from tests.support.mutating.kinds import TODAY, Kind
from tests.support.mutating.permitted import draft_then_report
from tests.support.places import PROJECT
from tools import mutations


@pytest.mark.parametrize("kind", KINDS[::6], ids=lambda each: each.name)
def test_a_share_of_the_edits(kind: Kind) -> None:
    trials = list(mutations.try_all([kind], most=1))
    assert trials
    assert [line for each in trials if not each.right for line in mutations.sentences(each)] == []


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_every_rule_on_changes_has_two_kinds_and_every_other_error_on_records_one(code: str) -> None:
    severity = rules.rule(code).severity
    if code in rules.ends_rules():
        return  # of signatures, which the records here carry none of
    wanted = 2 if code in rules.REVISION_RULES else 1 if code > "SKP1" and severity is Severity.ERROR else 0
    made = sum(kind.group == code for kind in KINDS)
    told = (
        f"{code} has {made} kinds in tests/support/mutating; one on changes wants two, a warning too, another error one"
    )
    assert made >= (0 if code in rules.EXEMPTION_RULES else wanted), told


def test_every_komponen_is_changed_by_a_permitted_edit() -> None:
    assert set(COMPONENTS) <= {kind.group for kind in KINDS}


def test_a_day_of_its_own_or_that_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert f"TODAY := {TODAY}\n" in makefile


def test_a_forbidden_edit_under_another_code_is_a_miss() -> None:
    (trial,) = mutations.try_all([Kind("SKP304", (realised_target_moved,))], most=1)
    assert not trial.right
    told = list(mutations.sentences(trial))
    assert told[0].startswith("MISS SKP304 realised target moved, records/2026/")
    assert "SKP301 error" in told[1]


def test_what_a_check_does_not_say_is_a_miss() -> None:
    (trial,) = mutations.try_all([Kind("SKP105", (draft_then_report,))], most=1)
    assert not trial.right
    assert list(mutations.sentences(trial))[1:] == ["    nothing was told"]


def test_a_permitted_edit_that_is_reported_is_a_false_alarm() -> None:
    (trial,) = mutations.try_all([Kind("target", (realised_target_moved,))], most=1)
    assert not trial.right
    assert next(mutations.sentences(trial)).startswith("FALSE ALARM target realised target moved")


def test_the_run_ends_with_the_counts_and_an_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(mutations.main, ["ukuran of realised"])
    assert result.exit_code == 0
    assert "SKP301                     1      1       1" in result.output
    assert "the office has 1 dossier for it" in result.output
    monkeypatch.setattr(mutations, "KINDS", [Kind("SKP302", (ukuran_of_realised_iki_reworded,))])
    result = CliRunner().invoke(mutations.main, [])
    assert result.exit_code == 1
    assert "MISS SKP302" in result.output


def test_a_run_of_nothing_is_no_success() -> None:
    assert CliRunner().invoke(mutations.main, ["no such kind"]).exit_code == 1
