"""Kinds of edits: what each does to a dossier, and what the tool must say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from tests.support.mutating.draft import Draft

Edit: TypeAlias = Callable[[Draft], object]

TODAY = "2026-12-01"


class Kind(NamedTuple):
    """A kind of edit.

    `group` is the code that it must be found under, or what a permitted one is about. `steps` are made in turn, a
    commit each, on the office as `setup` leaves it, and judged on `day`. `led_by` is the rule that speaks for it.
    """

    group: str
    steps: tuple[Edit, ...]
    setup: Edit | None = None
    led_by: str = ""
    day: str = TODAY

    @property
    def name(self) -> str:
        """What a table calls it."""
        return self.steps[0].__name__.replace("_", " ")

    @property
    def forbidden(self) -> bool:
        """Whether something must be found."""
        return self.group.startswith("SKP")


FORBIDDEN: list[Kind] = []
PERMITTED: list[Kind] = []


def forbidden(code: str, setup: Edit | None = None, led_by: str = "", day: str = TODAY) -> Callable[[Edit], Edit]:
    """Enter an edit that must be found under a code, or in the `also` of the rule that leads it."""

    def enter(edit: Edit) -> Edit:
        FORBIDDEN.append(Kind(code, (edit,), setup, led_by, day))
        return edit

    return enter


def permitted(group: str, *then: Edit, setup: Edit | None = None, day: str = TODAY) -> Callable[[Edit], Edit]:
    """Enter an edit, with further steps after it, on which the tool must be silent."""

    def enter(edit: Edit) -> Edit:
        PERMITTED.append(Kind(group, (edit, *then), setup, day=day))
        return edit

    return enter
