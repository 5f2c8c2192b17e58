"""A later step takes an earlier one back where it changes back all of it, and not where it leaves something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skpkit.change.changelist import GONE_RECORD, NEW_RECORD, Change
from skpkit.findings import Location
from skpkit.judge.takenback import taken_back

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
