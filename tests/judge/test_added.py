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
from skpkit.findings import Finding
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
        agree(list(judge_dossier(after, known)), list(judge_dossier(after)))
        continues(facts_with(facts_of(before), after, alone), facts_of(after))
        revision = Revision(before, after, day, landing=Landing(proposal=False, signers=signers))
        found = {code for code in rules.REVISION_RULES if any(True for _ in rules.rule(code).check(revision))}
        wrong = [f"{said(code)}, but finds something where only what comes is new" for code in found & silent_on(alone)]
        assert wrong == []
    return len(steps)


def said(code: str) -> str:
    """What a rule says of itself."""
    return f"{code} says added={rules.rule(code).added!r}"


def agree(known: Sequence[Finding], found: Sequence[Finding]) -> None:
    """Hold what was told of dialogues that came against what is found of all together."""
    if known != found:
        codes = sorted({each.code for each in (*known, *found)})
        of = {code: [[each for each in those if each.code == code] for those in (known, found)] for code in codes}
        assert [f"{said(code)}, but finds otherwise together" for code in codes if of[code][0] != of[code][1]] == []
        assert known == found


def continues(known: Facts, taken: Facts) -> None:
    """Hold facts that were continued against those taken anew."""
    pairs = zip(Facts._fields, plain(known), plain(taken), strict=True)
    wrong = [
        f"facts_with does not continue Facts.{name} as facts_of takes it" for name, one, two in pairs if one != two
    ]
    assert wrong == []


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


def test_a_wrong_word_is_told_with_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second realisation that contradicts the first one is found in two dialogues together alone."""
    truly = rules.rule
    monkeypatch.setattr(
        rules, "rule", lambda code: truly(code)._replace(added="apart") if code == "SKP205" else truly(code)
    )
    with pytest.raises(AssertionError, match="SKP205 says added='apart', but finds otherwise together"):
        list(map(test_stories, (STORIES / "conflicting_realisation").iterdir()))


def test_a_fact_that_is_not_continued_is_told_by_name() -> None:
    taken = next(facts for each in of_state(opened(examples())) if (facts := facts_of(each)).held)
    with pytest.raises(AssertionError, match=r"Facts\.held as"):
        continues(taken._replace(held=()), taken)


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
