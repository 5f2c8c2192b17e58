"""The structural difference of two dialogues: their lines by the cells that these are of, all else by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from skpkit.change.compare import Pair
from skpkit.change.edits import REALISATION, Edit
from skpkit.model.records import Dialogue, same
from skpkit.source.schemas import DIALOGUE


def dialogue_edits(folder: str, before: Dialogue, after: Dialogue) -> Iterator[Edit]:
    """Every edit between two states of a dialogue: a realisasi by its cell, the order of these, all else by its key."""
    if before.data is after.data:  # one file that both states hold
        return
    pair = Pair(folder, before, after)
    old, new = _lines(before), _lines(after)
    for cell in dict.fromkeys((*old, *new)):
        yield from _line_edits(pair, cell, old.get(cell), new.get(cell))
    if [each for each in old if each in new] != [each for each in new if each in old]:
        rows = ("pemantauan", "hasil_kerja")
        yield pair.edit(*rows, part="pemantauan", now=rows, was=rows, old="", new="", field="urutan_hasil_kerja")
    under = (("pemantauan",), ("pemantauan",))
    watch = [each.data.get("pemantauan", {}) for each in (before, after)]
    yield from pair.fields(watch[0], watch[1], under, "pemantauan", skip=("hasil_kerja",))
    yield from pair.fields(before.data, after.data, ((), ()), DIALOGUE, skip=("pemantauan",))


def _lines(dialogue: Dialogue) -> dict[tuple[str, str, int], tuple[int, Mapping[str, Any]]]:
    """The lines by IKI, period and, where a dialogue repeats a cell, their order."""
    found: dict[tuple[str, str, int], tuple[int, Mapping[str, Any]]] = {}
    rows = dialogue.data.get("pemantauan", {}).get("hasil_kerja", ())
    for nth, row in enumerate(rows):
        again = sum(1 for iki, period, _ in found if (iki, period) == (row["iki"], row["periode"]))
        found[row["iki"], row["periode"], again] = (nth, row)
    return found


def _line_edits(
    pair: Pair,
    cell: tuple[str, str, int],
    old: tuple[int, Mapping[str, Any]] | None,
    new: tuple[int, Mapping[str, Any]] | None,
) -> Iterator[Edit]:
    base = ("pemantauan", "hasil_kerja")
    before, after = (each[1] if each else {} for each in (old, new))
    was, now = ((*base, each[0]) if each else base for each in (old, new))
    word = (cell[0], cell[1], str(cell[2]))
    given = {"iki": cell[0], "period": cell[1]}
    value = before.get(REALISATION)
    if value is not None and not same(value, after.get(REALISATION)):
        yield pair.edit(
            *word,
            REALISATION,
            part=REALISATION,
            now=(*now, REALISATION) if new else now,
            was=(*was, REALISATION),
            old=value,
            new=after.get(REALISATION),
            field=REALISATION,
            **given,
        )
        if not new:
            return
    rest = [{key: each[key] for key in each if key != REALISATION or value is None} for each in (before, after)]
    if not same(*rest):
        there = was if old else None
        yield pair.edit(
            *word, part="pemantauan", now=now, was=there, old=before, new=after, field="hasil_kerja", **given
        )
