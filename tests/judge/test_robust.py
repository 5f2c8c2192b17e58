# mypy: disable-error-code="var-annotated,arg-type"
"""Whatever a record holds, judging never fails: every finding lies inside its file and can be told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from skpkit.findings import Location
from skpkit.judge.engine import StateName, Verdict, check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.messages import LANGUAGES, tell
from skpkit.reports import VERDICT, Report
from skpkit.source.yamlfile import read
from tests.support.bending import BASE, RECORDS, disturbed, is_scalar, name_of, parent, seen, spots
from tests.support.memory import MemoryTree
from tests.support.story import news
from tests.support.year import examples

DAYS = (date(2026, 1, 1), date(2026, 6, 15), date(2026, 12, 31), date(2027, 2, 1))
CHANCE = st.randoms(use_true_random=False)


def assert_sound(verdict: Verdict, before: MemoryTree | None, after: MemoryTree) -> None:
    """Every place lies inside its file, and every sentence can be told."""
    for finding in (*verdict.findings, *verdict.known):
        problem = finding.problem
        assert_inside(problem.at, after)
        if problem.was and before:
            assert_inside(problem.was, before)
        for evidence in problem.evidence:
            assert_inside(evidence.at, after if evidence.moment == "after" else before or after)
        for lang in LANGUAGES:
            assert tell(problem.message, problem.told, lang).strip()
    for lang in LANGUAGES:
        side = StateName("x", None)
        told = replace(verdict, head=side, base=side if before else None)
        for write in VERDICT.values():
            write(Report(told, lang=lang, show_all=True))


def assert_inside(at: Location, tree: MemoryTree) -> None:
    content = tree.files.get(at.path)
    if content is None:  # a folder
        assert any(each.startswith(f"{at.path}/") for each in tree.files), at
        assert (at.line, at.column) == (1, 1)
        return
    lines = content.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    rows = lines.split("\n")
    assert 1 <= at.line <= at.end_line <= len(rows), at
    assert 1 <= at.column <= len(rows[at.line - 1]) + 1, at
    assert 1 <= at.end_column <= len(rows[at.end_line - 1]) + 1 or at.end_line == at.line, at


@examples(30)
@given(dice=CHANCE, day=st.sampled_from(DAYS))
def test_any_state_can_be_checked(dice: Random, day: date) -> None:
    tree = disturbed(dice)
    assert_sound(check(Office(tree), day), None, tree)


@examples(20)
@given(dice=CHANCE, day=st.sampled_from(DAYS))
def test_any_change_can_be_reviewed(dice: Random, day: date) -> None:
    one, two = disturbed(dice), disturbed(dice)
    for before, after in ((BASE, one), (one, BASE), (one, two)):
        assert_sound(review(Office(before), Office(after), day), before, after)


@st.composite
def slip(draw: st.DrawFn) -> MemoryTree:
    """The examples with one value left out, or replaced by another of its kind."""
    path = draw(st.sampled_from(RECORDS))
    data = read(BASE.files[path]).data
    spot = draw(st.sampled_from(list(spots(data))))
    holder, key = parent(data, spot), spot[-1]
    others = [each for each in seen()[name_of(spot)] if isinstance(each, type(holder[key])) and is_scalar(each)]
    if others and draw(st.booleans()):
        holder[key] = draw(st.sampled_from(others))
    else:
        del holder[key]
    return BASE.changed({path: json.dumps(data, ensure_ascii=False)})


@examples(60)
@given(tree=slip())
def test_one_slip_is_told_once(tree: MemoryTree) -> None:
    """What follows from a slip is not told besides it.

    A schema tells all that a record lacks; a dialogue that was not reported is missed by the plan and by the quarter;
    each SKP that intervenes an RHK which is gone has to say which one it intervenes now.
    """
    found = [each.code for each in news(check(Office(tree), date(2026, 6, 15)))]
    own = [code for code in found if code != "SKP217"]
    assert len(own) <= 1 or set(own) == {"SKP003"} or own == ["SKP207", "SKP215"]
