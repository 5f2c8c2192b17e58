"""Asking which targets change: what sets nothing, is frozen or is computed is asked for again at once, and what is over
is asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.cli._asking import Asking, number_shown
from skpkit.errors import WrongUsage
from skpkit.messages import N_

if TYPE_CHECKING:
    from datetime import date

    from skpkit.judge.frozen import FrozenCell, FrozenTable
    from skpkit.model.dossier import SkpFolder
    from skpkit.model.records import Skp
    from skpkit.writing.amending import SkpEdit

CELL = N_("Which target changes, such as {example} (empty: no more)?")
FROZEN = N_("the target {period} of {iki} is frozen; still open of it: {known}")
ALL_FROZEN = N_("the target {period} of {iki} is frozen, and nothing of it is open any more; choose another IKI")
OVER = N_(
    "{iki} {period} ended on {end}; the target of a period that is over is not changed as a rule, and a reviewer will "
    "be told. Change it all the same?"
)
EXAMPLE = "1a-N Q3=5"


class OpenCells(NamedTuple):
    """What of the targets of an SKP is still open on a day, as the table of what is frozen has it."""

    folder: SkpFolder
    skp: Skp
    cells: Sequence[FrozenCell]
    today: date

    def of(self, kode: str = "") -> list[FrozenCell]:
        """The cells of an IKI, or of all, whose target may change: not frozen, not over, and no sum of others."""
        return [
            each
            for each in self.cells
            if kode in ("", each.iki)
            and each.target
            and each.target.hold.condition == "open"
            and self._is_own(each.iki, each.period)
        ]

    def example(self, kode: str = "", value: str = "") -> str:
        """How a change of a target is written, of one that is open."""
        for each in self.of(kode) or self.of():
            if each.target:
                return f"{each.iki} {each.period}={value or shown(each.target.value)}"
        return EXAMPLE

    def end(self, kode: str, period: str) -> date | None:
        """The last day of a period of an IKI that is over, and counts by itself."""
        if not self._is_own(kode, period):
            return None
        end = self.folder.profile.term(period, self.skp.tahun).selesai
        return end if end < self.today else None

    def assure_open(self, edits: Sequence[SkpEdit], earlier: Sequence[SkpEdit]) -> None:
        """Raises WrongUsage for a target of no IKI, for one that is frozen to something else, and for a sum that none
        of its parts changes with."""
        from skpkit.source.yamlfile.numbers import number_in
        from skpkit.writing.amending import NO_IKI, assure_parts_change

        for edit in edits:
            kode, period = edit.of, edit.field
            if kode not in self.skp.by_kode:
                raise WrongUsage(NO_IKI, kode=kode, known=tuple(self.skp.by_kode))
            value = number_in(edit.value) if edit.value not in ("", "-") else None
            known = tuple(each.period for each in self.of(kode))
            there = next((each.target for each in self.cells if (each.iki, each.period) == (kode, period)), None)
            if there and there.hold.condition == "frozen" and there.value != value:
                raise WrongUsage(FROZEN if known else ALL_FROZEN, period=period, iki=kode, known=known)
            manual = self.folder.manuals.get(kode)
            given = {each.field for each in (*earlier, *edits) if each.of == kode}
            target: Mapping[str, Any] = self.skp.by_kode[kode][0].target
            if manual and value is not None and given.isdisjoint(known):
                assure_parts_change(kode, period, manual.data, {**target, period: value}, given, known)

    def _is_own(self, kode: str, period: str) -> bool:
        from skpkit.model.periods import RHYTHMS

        indicator = self.skp.indicator(kode)
        return indicator is not None and period in RHYTHMS[indicator.rhythm(self.folder.manuals.get(kode))]


def open_cells(table: FrozenTable) -> OpenCells | None:
    """The open targets of the SKP that a table shows last, which is the one in force."""
    if not table.skps:
        return None
    plan = table.skps[-1]
    folder = next(folder for folder, skp in table.dossier.plans() if skp.path == plan.skp.path)
    return OpenCells(folder, plan.skp, plan.cells, table.today)


def asked_targets(asks: Asking, cells: OpenCells | None) -> list[SkpEdit]:
    """The targets that somebody at a terminal changes, if any; those of a period that is over were confirmed."""
    edits: list[SkpEdit] = []

    def read(text: str) -> str:
        found = cells_in(text, cells)
        if cells:
            cells.assure_open(found, edits)
        return text.strip()

    example = cells.example() if cells else EXAMPLE
    while told := asks.text(CELL, "--target", needed=False, several=True, read=read, example=example):
        for each in cells_in(told, cells):
            end = cells.end(each.of, each.field) if cells else None
            if end is None or asks.agrees(OVER, usual=False, iki=each.of, period=each.field, end=end):
                edits.append(each)
    return edits


def cells_in(text: str, cells: OpenCells | None) -> list[SkpEdit]:
    """The targets that an answer such as `1a-N Q3=5` changes. Raises WrongUsage for what sets none, with what was
    meant where that can be told."""
    from skpkit.source.yamlfile.numbers import number_in
    from skpkit.writing.amending import NO_ASSIGNMENT, cell_meant, cells_of

    kode, _sep, rest = text.strip().partition(" ")
    if "=" in kode or "=" not in rest:
        example = cells.example() if cells else EXAMPLE
        words = [each for each in re.split(r"[\s,;=]+", text.strip(), maxsplit=1) if each]
        if cells and words and words[0] in cells.skp.by_kode:
            meant = cell_meant(words[0], words[1]) if len(words) > 1 else ""
            value = words[1] if len(words) > 1 and words[1].isdecimal() else ""
            example = meant or cells.example(words[0], value)
        raise WrongUsage(NO_ASSIGNMENT, given=text, example=example)
    edits = cells_of(kode, rest)
    for each in edits:
        if each.value not in ("", "-"):
            number_in(each.value)
    return edits


def shown(value: float | str | None) -> str:
    """A target as it is written in an answer."""
    return number_shown(value) if isinstance(value, int | float) else str(value or "")
