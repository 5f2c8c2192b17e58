"""What a report on frozen records is made of: the table, the state that it is of, and who wrote its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from skpkit.findings import Location
from skpkit.judge.frozen import Table
from skpkit.reports._report import Side


class Writer(Protocol):
    """The commit that wrote a line."""

    @property
    def commit(self) -> str:
        """Its id."""

    @property
    def when(self) -> datetime:
        """When it was made, by its own clock."""


Writers: TypeAlias = Mapping[tuple[str, int], Writer | None]


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A table with its circumstances. `width` is that of the terminal, None where none reads along."""

    table: Table
    state: Side
    writers: Writers
    freeze: str
    lang: str = "id"
    width: int | None = None
    color: bool = False

    def writer(self, at: Location) -> Writer | None:
        """The commit that last wrote a line; None where no commit holds it."""
        return self.writers.get((at.path, at.line))
