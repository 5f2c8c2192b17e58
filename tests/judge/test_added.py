"""What a rule says of how it reads what is added to a dossier is true: of every story, and of drawn years, with each
dialogue and evaluation added."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random

import pytest

from skpkit import rules
from skpkit.change.revision import Landing, Revision
from skpkit.judge.added import found_with, silent_on, with_added_alone
from skpkit.judge.office import Office
from skpkit.judge.stages import judge_dossier
from skpkit.model.dossier import Dossier, assemble
from skpkit.model.facts import Facts, facts_of, facts_with
from skpkit.model.files import File
from skpkit.model.records import Dialogue, Record
from skpkit.model.signers import Signers
from skpkit.model.soundness import RecordedPeriod
from skpkit.source.tree import Entry
from tests.support.edits import examples
from tests.support.landed import year
from tests.support.places import STORIES
from tests.support.story import DAY, every_story, load_story, opened

SEEDS = range(int(os.environ.get("AUDIT_SEEDS", "3")))


def with_files(dossier: Dossier, files: Sequence[File]) -> Dossier:
    return assemble(replace(dossier, files=tuple(files)))


def added(dossier: Dossier) -> Iterator[tuple[Dossier, Dossier, Dossier]]:
    """A dossier whose dialogues and evaluations come one by one, all of these after those or among them: before each,
    after it, and with that one alone."""
    held: list[Record] = [*sorted(dossier.dialogues(), key=lambda each: (each.tanggal, each.nth))]
    given = [each for folder in dossier.folders.values() for each in folder.evaluations.values()]
    half = len(held) // 2
    yield from one_by_one(dossier, [*held, *given])
    if given:
        yield from one_by_one(dossier, [*held[:half], *given, *held[half:]])


def one_by_one(dossier: Dossier, coming: Sequence[Record]) -> Iterator[tuple[Dossier, Dossier, Dossier]]:
    for nth, one in enumerate(coming):
        before, after = (without(dossier, {each.path for each in coming[nth + more :]}) for more in (0, 1))
        file = after.file_of(one.path)
        assert file
        if alone := with_added_alone(before, after, (), [Entry(file.path, file.mode, file.oid)]):
            yield before, after, alone


def without(dossier: Dossier, paths: Collection[str]) -> Dossier:
    return with_files(dossier, [each for each in dossier.files if each.path not in paths])


def plain(facts: Facts) -> list[object]:
    """All that facts tell, whatever its order, and where each stands."""

    def shown(value: object) -> object:
        if isinstance(value, partial):
            return str(value())
        if isinstance(value, tuple):
            return tuple(map(shown, value))
        return sorted(map(repr, value)) if isinstance(value, frozenset) else value

    facts = facts._replace(
        settled=tuple(sorted(facts.settled, key=lambda each: each.about)),
        realised=tuple(sorted(map(in_order, facts.realised), key=lambda each: each[:7])),
        plans=tuple(
            each._replace(outrun=tuple(sorted(each.outrun, key=lambda each: each[:2]))) for each in facts.plans
        ),
    )
    return [shown(each) for each in facts]


def in_order(recorded: RecordedPeriod) -> RecordedPeriod:
    return recorded._replace(ikis=tuple(sorted(recorded.ikis)), at=tuple(sorted(recorded.at, key=lambda each: each())))


def hold(dossier: Dossier, day: date, signers: Signers | None = None) -> int:
    """Hold what rules say of dialogues against each that may have been added; how many these are."""
    steps = list(added(dossier))
    for before, after, alone in steps:
        known = found_with(alone, list(judge_dossier(before)))
        assert list(judge_dossier(after, known)) == list(judge_dossier(after))
        assert plain(facts_with(facts_of(before), after, alone)) == plain(facts_of(after))
        revision = Revision(before, after, day, landing=Landing(proposal=False, signers=signers))
        found = {code for code in rules.REVISION_RULES if any(True for _ in rules.rule(code).check(revision))}
        assert not found & silent_on(alone)
    return len(steps)


def is_sound(dossier: Dossier) -> bool:
    return all(each.record or not each.kind for each in dossier.files)


def of_state(office: Office, but_for: frozenset[str] = frozenset()) -> Iterator[Dossier]:
    for identity in sorted(office.listing.places):
        dossier = office.dossier(identity)
        if dossier and dossier.tree not in but_for and is_sound(dossier):
            yield dossier


@cache
def in_the_examples() -> frozenset[str]:
    return frozenset(each.tree for each in of_state(opened(examples())))


def test_the_examples() -> None:
    assert sum(hold(each, date.fromisoformat(DAY)) for each in of_state(opened(examples()))) > 5


@pytest.mark.parametrize("folder", every_story(), ids=lambda each: each.relative_to(STORIES).as_posix())
def test_stories(folder: Path) -> None:
    story = load_story(folder)
    for office in (story.records, story.opened(story.after)):
        for dossier in of_state(office, in_the_examples()):
            hold(dossier, story.day, office.signers)


@pytest.mark.parametrize("seed", SEEDS)
def test_years(seed: int) -> None:
    drawn = year(Random(seed), 6, offence=seed % 2 == 1)  # noqa: S311
    step = drawn.steps[-1]
    assert sum(hold(each, date.fromisoformat(step.day)) for each in of_state(opened(step.tree)))


def test_where_more_may_follow_nothing_is_known() -> None:
    """A file that is gone, a record of another kind, another folder, and a dialogue that is named for another day."""
    dossier = next(each for each in of_state(opened(examples())) if any(added(each)))
    last = max(dossier.dialogues(), key=lambda each: (each.tanggal, each.nth))
    file = next(each for each in dossier.files if each.record is last)
    other = next(each for each in dossier.files if not isinstance(each.record, Dialogue))
    entry, plan = (Entry(each.path, each.mode, each.oid) for each in (file, other))
    before = with_files(dossier, [each for each in dossier.files if each is not file])
    assert with_added_alone(before, dossier, (), [entry])
    assert not with_added_alone(before, dossier, [plan], [entry])
    assert not with_added_alone(before, dossier, (), [entry, plan])
    assert not with_added_alone(replace(before, path="records/2026/lain"), dossier, (), [entry])
    assert file.record
    named = replace(file, name="dki/2026-01-01.yaml", record=replace(file.record, name="dki/2026-01-01.yaml"))
    assert not with_added_alone(before, with_files(dossier, [*before.files, named]), (), [entry])
