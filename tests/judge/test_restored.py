"""A dialogue that comes back as it was evaluated restores what was evaluated; another one that comes revises it."""

from __future__ import annotations

from pathlib import Path

import pytest

import skpkit
from tests.support.branches import TODAY, Branches
from tests.support.edits import PEOPLE
from tests.support.gitrepo import settle

DIALOGUE, EVALUATION = (f"{PEOPLE['bagas']}/{name}" for name in ("dki/2026-04-07.yaml", "evaluasi/Q1.yaml"))
GONE = {"file": "bagas/dki/2026-04-07.yaml", "delete": True}
OBJECTION = "keberatan: {isi: Satu berkas terlewat, tanggal: 2026-04-27}\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Branches:
    settle(monkeypatch)
    return Branches.of_examples(tmp_path / "rekaman")


def evaluated(repo: Branches) -> tuple[str, str]:
    """Land the evaluation of a quarter in a step of its own; what the dialogue and the evaluation hold."""
    texts = tuple((repo.path / each).read_text(encoding="utf-8") for each in (DIALOGUE, EVALUATION))
    repo.record({"file": "bagas/evaluasi/Q1.yaml", "delete": True})
    repo.commit({EVALUATION: texts[1]})
    return texts[0], texts[1]


def told(repo: Branches) -> bool:
    """Whether the last step changes what was evaluated, as a review and an audit of it say alike."""
    last = "main~1..main"
    verdicts = [skpkit.review(repo.path, last, today=TODAY), skpkit.audit(repo.path, last, today=TODAY)]
    found = {any("SKP315" in (each.code, *each.also) for each in verdict.findings) for verdict in verdicts}
    assert len(found) == 1
    return found.pop()


def test_what_was_evaluated_comes_back(repo: Branches) -> None:
    dialogue, _ = evaluated(repo)
    gone = repo.record(GONE)
    repo.commit({DIALOGUE: dialogue})
    assert not told(repo)
    whole = [each for each in skpkit.audit(repo.path, "main~2..main", today=TODAY).findings if each.commit == gone]
    assert whole
    assert all(each.settled for each in whole)
    repo.record(GONE)
    repo.commit({DIALOGUE: dialogue})
    assert not told(repo), "however often"


def test_another_value_does_not(repo: Branches) -> None:
    dialogue, _ = evaluated(repo)
    repo.record(GONE)
    assert "realisasi: 6," in dialogue
    repo.commit({DIALOGUE: dialogue.replace("realisasi: 6,", "realisasi: 7,")})
    assert told(repo)


def test_nor_under_another_name(repo: Branches) -> None:
    dialogue, _ = evaluated(repo)
    repo.record(GONE)
    repo.commit({DIALOGUE.replace("04-07", "04-08"): dialogue.replace("tanggal: 2026-04-07", "tanggal: 2026-04-08")})
    assert told(repo)


def test_what_was_evaluated_without_it_takes_none(repo: Branches) -> None:
    texts = tuple((repo.path / each).read_text(encoding="utf-8") for each in (DIALOGUE, EVALUATION))
    repo.record(GONE, {"file": "bagas/evaluasi/Q1.yaml", "delete": True})
    repo.commit({EVALUATION: texts[1]})
    repo.commit({DIALOGUE: texts[0]})
    assert told(repo)


def test_an_evaluation_made_anew_is_of_what_it_found(repo: Branches) -> None:
    dialogue, evaluation = evaluated(repo)
    repo.record(GONE, {"file": "bagas/evaluasi/Q1.yaml", "delete": True})
    repo.commit({EVALUATION: evaluation})
    repo.commit({DIALOGUE: dialogue})
    assert told(repo)


def test_by_a_keberatan_something_else_may_count(repo: Branches) -> None:
    dialogue, evaluation = evaluated(repo)
    repo.record(GONE)
    repo.commit({EVALUATION: evaluation + OBJECTION})
    repo.commit({DIALOGUE: dialogue})
    assert told(repo)


def test_where_no_step_tells_when_it_was_evaluated_it_stays_told(repo: Branches) -> None:
    dialogue = (repo.path / DIALOGUE).read_text(encoding="utf-8")
    repo.record(GONE)
    repo.commit({DIALOGUE: dialogue})
    assert told(repo)
