"""The table of what is frozen in a state, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from skpkit.judge.frozen import Cell, Table, table_of
from skpkit.judge.office import Office
from skpkit.reports._frozen import FrozenReport
from skpkit.reports._report import Side
from skpkit.reports.frozen_text import write
from tests.support.edits import PEOPLE
from tests.support.memory import MemoryTree

DAY = date(2026, 6, 15)
BAGAS = PEOPLE["bagas"]
APRIL = f"{BAGAS}/dki/2026-04-07.yaml"


def table(tree: MemoryTree, path: str = BAGAS, today: date = DAY) -> Table:
    """The table of a path in a state."""
    return table_of(Office(tree), path, today)


def cells(found: Table) -> list[Cell]:
    """The cells of all its SKP."""
    return [cell for plan in found.plans for cell in plan.cells]


def text(found: Table, width: int | None = None, lang: str = "id", writers: Mapping[Any, Any] | None = None) -> str:
    """The table as people read it."""
    return write(FrozenReport(found, Side("worktree", None), writers or {}, "periode", lang, width))
