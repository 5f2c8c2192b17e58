"""A later step takes an earlier one back where it changes back all of it, and not where it leaves something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skpkit.change.changelist import GONE_RECORD, NEW_RECORD, Change
from skpkit.findings import Finding, Key, Location, Problem, Severity
from skpkit.judge.takenback import taken_back, with_settled

AT = Location("records/2026/1/skp.yaml")


def change(commit: str | None, message: str, told: Mapping[str, Any]) -> Change:
    return Change(AT, message, told, dossier="2026/1", commit=commit)


def moved(commit: str | None, what: str, old: float, new: float) -> Change:
    """A thing that is told by its message."""
    return change(commit, what, {"old": old, "new": new})


def test_a_step_is_taken_back_by_the_first_that_changes_all_of_it_back() -> None:
    steps = [moved("a", "x", 5, 6), moved("b", "y", 1, 2), moved("c", "x", 6.0, 5), moved("d", "x", 6, 5)]
    assert taken_back(steps) == {"a": "c"}
    assert taken_back([*steps[:1], moved("a", "y", 1, 2), moved("c", "x", 6, 5)]) == {}
    assert taken_back([*steps[:1], moved("a", "y", 1, 2), moved("c", "x", 6, 5), moved("c", "y", 2, 1)]) == {"a": "c"}
    assert taken_back([moved("a", "x", 5, 6), moved("b", "x", 6, 7)]) == {}
    assert taken_back([moved(None, "x", 5, 6), moved(None, "x", 6, 5)]) == {}


def test_a_record_that_came_and_went_was_taken_back() -> None:
    came, went = (change(each, what, {"subject": "dki/x"}) for each, what in (("a", NEW_RECORD), ("b", GONE_RECORD)))
    assert taken_back([came, went]) == {"a": "b"}
    assert taken_back([came, came]) == {}


def found(commit: str, *edits: Key) -> Finding:
    return Finding("SKP301", "x", Severity.ERROR, Problem(AT, "m", edits=frozenset(edits)), "2026/1", commit=commit)


def test_what_was_put_right_is_settled_and_so_is_the_putting_right_of_a_fault() -> None:
    one, other = Key("", "skp.yaml", ("1a-N", "Q1")), Key("", "skp.yaml", ("1a-N", "Q2"))
    findings = [found("a", one), found("c", one), found("c", other), found("d", one), found("d")]
    assert [each.settled for each in with_settled(findings, {"a": "c"})] == [True, True, False, False, False]
    assert [each.settled for each in with_settled([found("c", one)], {"a": "c"})] == [
        False
    ]  # what it undid was no fault
