"""A small share of the fuzz, and whether it can fail."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from skpkit.cli._run import INTERNAL
from skpkit.messages import tell
from tests.support.gitrepo import SETTINGS
from tools import fuzz
from tools.fuzz import KINDS, Outcome, flaw


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repositories of this test alone."""
    for name, value in {**SETTINGS, "SKPKIT_LANG": "en"}.items():
        monkeypatch.setenv(name, value)
    fuzz.places.cache_clear()
    monkeypatch.setattr(fuzz, "_home", str(tmp_path))


@pytest.mark.parametrize("seed", ["records 1", "records 3", "records 4", "records 9", "printed 3", "processes 2"])
def test_a_share_of_the_rounds(seed: str) -> None:
    made = fuzz.play(seed, KINDS[seed.split()[0]])
    assert made.runs
    assert made.failures == ()


def test_a_round_is_made_again_by_its_seed() -> None:
    one, two = (fuzz.play("records 5", KINDS["records"]) for _ in range(2))
    assert (one.records, one.runs) == (two.records, two.runs)


def test_whatever_escapes_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fuzz, "run", lambda words: words.missing)
    outcome = fuzz.ended(tmp_path, ["check"])
    assert "AttributeError" in flaw(["check"], outcome)


@pytest.mark.parametrize(
    ("words", "outcome", "found"),
    [
        ("check", Outcome(0, "In order.\n", ""), ""),
        ("check", Outcome(3, "", "skpkit: x\n"), ""),
        ("check", Outcome(120, "", ""), "exit code 120"),
        ("check", Outcome(-9, "", ""), "exit code -9"),
        ("check", Outcome(1, "", ""), "says nothing"),
        ("check", Outcome(3, "", f"skpkit: {tell(INTERNAL, {'what': 'x'}, 'en')}\n"), "itself failed"),
        ("check", Outcome(3, "", f"skpkit: {tell(INTERNAL, {'what': 'x'}, 'id')}\n"), "skpkit"),
        ("check", Outcome(3, "", "Traceback (most recent call last)\n"), "Traceback"),
        ("check", Outcome(0, "\x1b[2J\n", ""), "terminal"),
        ("check", Outcome(0, "", "\u202e\n"), "terminal"),
        ("check", Outcome(0, "  ::error::x\n", ""), "log"),
        ("check --format github", Outcome(0, "::error::x\n", ""), ""),
        ("check --format github", Outcome(0, "::error::x\n", "::error::y\n"), "log"),
        ("check --format json", Outcome(0, "{", ""), "no JSON"),
        ("check --format json", Outcome(0, json.dumps({"skpkit": 1}), ""), "not as published"),
    ],
)
def test_what_is_a_flaw(words: str, outcome: Outcome, found: str) -> None:
    assert found in flaw(words.split(), outcome)
    assert bool(found) == bool(flaw(words.split(), outcome))


def test_the_record_that_is_enough_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = Random("records 3")  # noqa: S311
    files = sorted(fuzz.mutated(dice, dice.choice(fuzz.places()).tree, mildly=False))
    wrong = files[len(files) // 2]

    def fail(seed: str, kind: fuzz.Kind, only: str | None = None) -> fuzz.Round:
        return fuzz.Round(seed, kind.name, 1, ("check 1",), ("broken",) if only in (None, wrong) else (), 0)

    monkeypatch.setattr(fuzz, "play", fail)
    fuzz.repeat("records 3")
    assert f"{wrong} alone: broken" in capsys.readouterr().out
