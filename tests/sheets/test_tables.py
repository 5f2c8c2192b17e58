"""The tables have a column for every field of the schemas, and a table for every list."""

from __future__ import annotations

import pytest

from skpkit.sheets.tables import TABLES, columns_of, item_path, kind_of_items
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from skpkit.source.yamlfile import Path
from skpkit.writing.keys import keys_at, nodes_at


def lists_in(kind: str, at: Path) -> set[Path]:
    """The lists of mappings in a kind of record, by the paths of their items."""
    found: set[Path] = set()
    for key in keys_at(kind, at):
        below = (*at, key)
        if any("properties" in each for each in nodes_at(kind, (*below, 0))):
            found |= {(*below, 0)} | lists_in(kind, (*below, 0))
        elif any("properties" in each for each in nodes_at(kind, below)):
            found |= lists_in(kind, below)
    return found


@pytest.mark.parametrize("kind", [SKP, MANUAL, DIALOGUE, EVALUATION])
def test_every_list_of_a_record_is_a_table(kind: str) -> None:
    known = {
        (kind_of_items(TABLES[slot.of]), (*item_path(TABLES[slot.of]), *slot.path, 0))
        for table in TABLES.values()
        for slot in table.slots
    }
    # What is in an RHK is the same for those of utama and of tambahan.
    wanted = {(kind, each) for each in lists_in(kind, ()) if each[:2] != ("hasil_kerja", "tambahan") or len(each) == 3}
    assert wanted <= known


@pytest.mark.parametrize("name", TABLES)
def test_the_heads_of_a_table_are_told_apart(name: str) -> None:
    titles = [each.title.casefold() for each in columns_of(name)]
    assert [each for each in titles if titles.count(each) > 1] == []
    assert len(name) <= 31, "which is what Excel allows"
    assert all(each.note or each.type == "choice" for each in columns_of(name))


def test_what_only_some_skp_have_is_not_marked_as_needed() -> None:
    needed = {each.path[-1] for each in columns_of("IKI") if each.path and each.needed}
    assert {"nama", "satuan"} <= needed
    assert "ukuran" not in needed
