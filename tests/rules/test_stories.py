"""Every rule on every story: what a story's `report.txt` says is what users read.

Set UPDATE_STORIES=1 to write the reports anew, then read the difference: it is the review.
"""

from __future__ import annotations

import os
from collections.abc import Container
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from skpkit import rules
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.source.yamlfile import read
from tests.support.edits import examples
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT, STORIES
from tests.support.records import written
from tests.support.story import DAY, every_story, load_story, opened

ALL = every_story()


@pytest.mark.parametrize("folder", ALL, ids=lambda each: each.relative_to(STORIES).as_posix())
def test_story(folder: Path) -> None:
    story = load_story(folder)
    told = story.report()
    report = folder / "report.txt"
    if os.environ.get("UPDATE_STORIES"):
        report.write_text(f"{told}\n" if told else "", encoding="utf-8")
    elif not report.is_file():
        command = f'UPDATE_STORIES=1 pytest {Path(__file__).relative_to(PROJECT)} -k "{story.name}"'
        pytest.fail(
            f"{story.name} has no report.txt yet: read its story.yaml once more, then write it with `{command}`.",
            pytrace=False,
        )
    assert told == report.read_text(encoding="utf-8").rstrip("\n")
    assert silent(story.records, story.records, story.day) == []
    otherwise = story.opened(reformatted(story.after, touched(story.after)))
    assert silent(story.records, otherwise, story.day) == []


def test_the_examples_written_otherwise_are_no_change() -> None:
    office = opened(examples())
    everything = {home(path) for path in examples().files}
    otherwise = opened(reformatted(examples(), everything))
    assert silent(office, otherwise, date.fromisoformat(DAY)) == []


def silent(before: Office, after: Office, day: date) -> list[object]:
    """What a review that must say nothing says: findings, and changes of records."""
    verdict = review(before, after, day)
    return [*verdict.findings, *verdict.changes]


def touched(tree: MemoryTree) -> set[str]:
    """The dossiers, and what is in none, in which a state is not that of the examples."""
    own, given = tree.files, examples().files
    return {home(path) for path in own.keys() | given.keys() if own.get(path) != given.get(path)}


def home(path: str) -> str:
    """The folder of the dossier that a file lies in, or the file itself."""
    return "/".join(path.split("/")[:3])


def reformatted(tree: MemoryTree, homes: Container[str]) -> MemoryTree:
    """The same data, of the records of some dossiers, written otherwise: key order, quotes, layout, comments, 95 as
    95.0."""
    records = {
        path: each
        for path, each in tree.files.items()
        if path.startswith("records/") and path.endswith(".yaml") and home(path) in homes
    }
    return tree.changed({path: rewritten(content) for path, content in records.items()})


@cache
def rewritten(content: bytes) -> bytes:
    """A record's data written otherwise, or the same text where no program can say what its data are."""
    document = read(content)
    if document.slips or not isinstance(document.data, dict):
        return content
    return written(document.data, Random(content)).encode()  # noqa: S311 - the same way every time


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_every_rule_has_an_offence_and_a_near_miss(code: str) -> None:
    folder = STORIES / rules.ALL_RULES[code]
    reports = [report.read_text(encoding="utf-8") for report in folder.glob("*/report.txt")]
    assert any(f" {code} " in text for text in reports), "no story in which the rule finds something"
    assert any(code not in text for text in reports), "no story in which it must not"


def test_every_folder_of_stories_is_a_rule() -> None:
    assert {each.name for each in STORIES.iterdir()} == set(rules.ALL_RULES.values())
