"""The table of what is frozen in a state, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from skpkit.judge.engine import StateName
from skpkit.judge.frozen import FrozenCell, FrozenTable, table_of
from skpkit.judge.office import Office
from skpkit.reports import FROZEN, FrozenReport
from tests.support.edits import PEOPLE
from tests.support.memory import MemoryTree

DAY = date(2026, 6, 15)
BAGAS = PEOPLE["bagas"]
APRIL = f"{BAGAS}/dki/2026-04-07.yaml"


def table(tree: MemoryTree, path: str = BAGAS, today: date = DAY) -> FrozenTable:
    """The table of a path in a state."""
    return table_of(Office(tree), path, today)


def cells(found: FrozenTable) -> list[FrozenCell]:
    """The cells of all its SKP."""
    return [cell for plan in found.skps for cell in plan.cells]


def text(
    found: FrozenTable, width: int | None = None, lang: str = "id", writers: Mapping[Any, Any] | None = None
) -> str:
    """The table as people read it."""
    told = replace(found, state=StateName("worktree"), writers=writers or {})
    return FROZEN["text"](FrozenReport(told, lang, width))
