"""Every rule on every story: what a story's `report.txt` says is what users read.

Set UPDATE_STORIES=1 to write the reports anew, then read the difference: it is the review.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from skpkit import rules
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.source.yamlfile import read
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT, STORIES
from tests.support.story import Story, every_story, load_story

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
    assert silent(story.after, story.after, story) == []
    assert silent(story.after, reformatted(story.after), story) == []


def silent(before: MemoryTree, after: MemoryTree, story: Story) -> list[object]:
    """What a review that must say nothing says: findings, and changes of records."""
    verdict = review(Office(before), Office(after), story.day)
    return [*verdict.findings, *verdict.changes]


def reformatted(tree: MemoryTree) -> MemoryTree:
    """The same data written otherwise: key order, quoting, block style, comments, 95 as 95.0."""
    records = {
        path: each for path, each in tree.files.items() if path.startswith("records/") and path.endswith(".yaml")
    }
    return tree.changed({path: otherwise(content) for path, content in records.items()})


@cache
def otherwise(content: bytes) -> bytes:
    """A record's data written otherwise, or the same text where no program can say what its data are."""
    try:
        data = yaml.load(content, Loader=_Plain)  # noqa: S506 - a loader that makes plain data only
    except (yaml.YAMLError, ValueError):
        return content
    if not isinstance(data, dict) or read(content).slips:
        return content
    return f"# written otherwise\n{_dumped(_floats(data))}".encode()


class _Plain(yaml.CSafeLoader):
    """Scalars as records read them: no dates, no `no`, no octal numbers."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool", ":int"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("true|false"), list("tf"))
_Plain.add_implicit_resolver(
    "tag:yaml.org,2002:int", __import__("re").compile("-?(0|[1-9][0-9]*)$"), list("-0123456789")
)


def _floats(value: object) -> object:
    """Whole targets and realisations as decimal numbers, keys in another order."""
    if isinstance(value, dict):
        return {
            key: float(each) if key in PERIODS and isinstance(each, int) else _floats(each)
            for key, each in reversed(value.items())
        }
    return [_floats(each) for each in value] if isinstance(value, list) else value


PERIODS = {"Q1", "Q2", "Q3", "Q4", "Y", "S1", "S2", *(f"B{month:02}" for month in range(1, 13)), "realisasi"}


def _dumped(data: object) -> str:
    return yaml.dump(data, sort_keys=False, allow_unicode=True, Dumper=_Quoting)


class _Quoting(yaml.SafeDumper):
    """Every text in quotes."""


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"'))


def _codes(folder: Path) -> Iterator[str]:
    for report in folder.glob("*/report.txt"):
        text = report.read_text(encoding="utf-8")
        yield from (code for code in rules.ALL_RULES if f" {code} " in text)


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_every_rule_has_an_offence_and_a_near_miss(code: str) -> None:
    folder = STORIES / rules.ALL_RULES[code]
    reports = [report.read_text(encoding="utf-8") for report in folder.glob("*/report.txt")]
    assert any(f" {code} " in text for text in reports), "no story in which the rule finds something"
    assert any(code not in text for text in reports), "no story in which it must not"


def test_every_folder_of_stories_is_a_rule() -> None:
    assert {each.name for each in STORIES.iterdir()} == set(rules.ALL_RULES.values())
