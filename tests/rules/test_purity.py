"""A rule reads what is known of it, and changes nothing: by that its findings are kept, and asked for again no sooner.

What a row of the cache is found by, which days a finding holds, and what an audit leaves out are all told from what
rules read; one that read more in secret would be answered by what was so before.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from skpkit import rules
from skpkit.change.revision import Landing, Revision
from skpkit.judge.kept import _APART
from skpkit.judge.office import Office
from skpkit.judge.stages import world_of
from skpkit.model.dossier import Dossier
from skpkit.model.facts import facts_of
from skpkit.model.settings import Settings
from tests.support.edits import examples
from tests.support.places import PROJECT, STORIES
from tests.support.story import every_story, load_story, opened

PACKAGE = PROJECT / "src" / "skpkit"
PURE = [file for room in ("rules", "model", "change") for file in sorted((PACKAGE / room).rglob("*.py"))]
EMPTY = {"dict", "list", "set", "defaultdict", "deque", "Counter", "bytearray", "count"}


class GuardedSettings(Settings):
    """Settings of which a rule reads none that its findings are not kept by."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> Any:
        assert name not in _APART, (
            f"a rule reads the setting {name}, by which no finding is kept (judge/kept.py, _APART)"
        )
        return super().__getattribute__(name)


class GuardedDossier(Dossier):
    """A dossier of which no rule asks in which unit it lies, where no setting tells of units."""

    @property
    def unit(self) -> str:
        """Of no use but to know who may review there."""
        assert self.settings.reviewers, "a rule reads in which unit a dossier lies, by which no finding is kept"
        return super().unit


def read(*_: object) -> Any:
    raise AssertionError("a rule that says that it reads no dialogue or evaluation (added='unread') reads them")


class Untouched(tuple[Any, ...]):
    """Dialogues that nobody may look at."""

    __slots__ = ()
    __iter__ = __len__ = __bool__ = __getitem__ = __contains__ = __reversed__ = read


class UntouchedByPeriod(dict[Any, Any]):
    """Evaluations that nobody may look at."""

    __iter__ = __len__ = __bool__ = __getitem__ = __contains__ = __reversed__ = read
    get = keys = values = items = read


def guarded(dossier: Dossier, **otherwise: Any) -> Dossier:
    settings = object.__new__(GuardedSettings)
    for each in fields(Settings):
        object.__setattr__(settings, each.name, getattr(dossier.settings, each.name))
    given = {each.name: getattr(dossier, each.name) for each in fields(Dossier)}
    return GuardedDossier(**given | {"settings": settings} | otherwise)


def dossiers(office: Office, but_for: frozenset[str] = frozenset()) -> Iterator[Dossier]:
    for identity in sorted(office.listing.places):
        if (dossier := office.dossier(identity)) and dossier.tree not in but_for:
            yield dossier


@cache
def in_the_examples() -> frozenset[str]:
    return frozenset(each.tree for each in dossiers(opened(examples())))


def ask(office: Office, before: Office | None, day: Any, but_for: frozenset[str] = frozenset()) -> None:
    """Ask all rules, of dossiers that tell what is read of them."""
    world = world_of(office, day)
    for dossier in dossiers(office, but_for):
        held = {file.path: copy.deepcopy(file.data) for file in dossier.files}
        watched = guarded(dossier)
        for code in rules.DOSSIER_RULES:
            list(rules.rule(code).check(watched))
            assert {file.path: file.data for file in dossier.files} == held, f"{code} changes a record"
        for code in rules.FACT_RULES:
            list(rules.rule(code).check(facts_of(dossier).on(day), world))
        was = before.dossier(dossier.identity) if before else None
        revision = Revision(was and guarded(was), watched, day, landing=Landing(proposal=False))
        for code in rules.REVISION_RULES:
            list(rules.rule(code).check(revision))
            assert {file.path: file.data for file in dossier.files} == held, f"{code} changes a record"
        if all(folder.skp and not folder.lost for folder in dossier.folders.values()):
            nothing = {
                name: replace(each, dialogues=Untouched(), evaluations=UntouchedByPeriod())
                for name, each in dossier.folders.items()
            }
            for code in rules.DOSSIER_RULES:
                if rules.rule(code).added == "unread":
                    list(rules.rule(code).check(guarded(dossier, folders=nothing)))


def test_the_examples() -> None:
    office = opened(examples())
    ask(office, office, load_story(every_story()[0]).day)


@pytest.mark.parametrize("folder", every_story(), ids=lambda each: each.relative_to(STORIES).as_posix())
def test_stories(folder: Path) -> None:
    story = load_story(folder)
    ask(story.records, story.opened(story.before) if story.before else None, story.day, in_the_examples())


def test_nothing_is_remembered_from_one_dossier_to_the_next() -> None:
    """No module of what judges has a value of its own that fills, or changes; what a function is called with may be
    kept (`lru_cache`), since it says the same again."""
    for file in PURE:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Global), f"{file}:{node.lineno} changes a value of its module"
        for node in tree.body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            assert not fills(value), f"{file}:{node.lineno} is empty, and could only be there to be filled"


def fills(value: ast.expr | None) -> bool:
    """Whether a value is a collection that holds nothing yet."""
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.List | ast.Set):
        return not value.elts
    if not isinstance(value, ast.Call):
        return False
    name = value.func.value if isinstance(value.func, ast.Subscript) else value.func
    called = name.id if isinstance(name, ast.Name) else name.attr if isinstance(name, ast.Attribute) else ""
    return called in EMPTY and not (called in ("dict", "list", "set") and (value.args or value.keywords))


@pytest.mark.parametrize(
    "text", ["A = {}", "A: dict[str, str] = {}", "A = []", "A = set[str]()", "A = defaultdict(list)", "A = c.Counter()"]
)
def test_such_a_value_is_seen(text: str) -> None:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.Assign | ast.AnnAssign)
    assert fills(node.value)


def test_a_day_is_asked_itself() -> None:
    """The day knows what is compared with it only where it is asked itself: `date.weekday(today)` and
    `datetime.combine(today, …)` go past it, and so the days for which a finding is kept would be too many."""
    plain = {"min", "max", "fromisoformat", "fromordinal"}
    for file in PURE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                past = (node.value.id == "date" and node.attr not in plain) or (
                    node.value.id == "datetime" and node.attr in ("combine", "date")
                )
                assert not past, f"{file}:{node.lineno} {node.value.id}.{node.attr} goes past the day itself"
