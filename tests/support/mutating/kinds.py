"""Kinds of edits: what each does to a dossier, and what the tool must say of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import NamedTuple

from tests.support.draft import Draft, Edit, need

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
PARTS: dict[str, list[Edit]] = {}
"""The edits that an adendum of each komponen may make."""


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


def part(komponen: str, setup: Edit | None = None) -> Callable[[Edit], Edit]:
    """Enter an edit that is permitted with an adendum of a komponen, and forbidden without."""

    def enter(edit: Edit) -> Edit:
        def without_adendum(draft: Draft) -> None:
            edit(draft)

        def with_adendum(draft: Draft) -> None:
            declared(draft, {komponen: edit})

        without_adendum.__name__ = f"{edit.__name__}_without_adendum"
        with_adendum.__name__ = edit.__name__
        PARTS.setdefault(komponen, []).append(edit)
        FORBIDDEN.append(Kind("SKP305", (without_adendum,), setup))
        PERMITTED.append(Kind(komponen, (with_adendum,), setup))
        return edit

    return enter


def declared(draft: Draft, edits: dict[str, Edit]) -> None:
    """Make an edit of each komponen with one adendum; where the appraiser changes, the former or the new approves."""
    need(draft.skp["status"] != "ditutup")
    former = copy.deepcopy(draft.skp["pejabat_penilai_kinerja"])
    for edit in edits.values():
        edit(draft)
    if former == draft.skp["pejabat_penilai_kinerja"]:
        draft.adendum(*edits)
        return
    entry = draft.adendum(*edits, former=former)
    if draft.chance(50):
        entry["persetujuan"] = draft.approvals(entry["tanggal"])


def adendum_of(*komponen: str) -> Edit:
    """One adendum that makes an edit of each komponen."""

    def edit(draft: Draft) -> None:
        declared(draft, {each: draft.one_of(PARTS[each]) for each in komponen})

    return edit
