"""The table of `skpkit frozen` as people read it, on a terminal of any width or elsewhere."""

from __future__ import annotations

import pytest

from tests.support.edits import PEOPLE, edited, examples
from tests.support.frozen import cells, table, text


def test_elsewhere_than_on_a_terminal_a_cell_is_a_line() -> None:
    lines = text(table(examples())).splitlines()
    (line,) = [each for each in lines if "dki/2026-04-07.yaml:15" in each and "Q1" in each]
    assert line.split() == (
        "Q1 5 6 beku SKP301, SKP302, SKP315 dki/2026-04-07.yaml:15 (belum di-commit) realisasi: keberatan".split()
    )


@pytest.mark.parametrize("width", [200, 100, 80, 60, 40, 30])
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("person", ["bagas", "sari", "yoga"])
def test_on_a_terminal_nothing_is_wider_or_lost(width: int, lang: str, person: str) -> None:
    found = table(examples(), PEOPLE[person])
    lines = [_without_styles(each) for each in text(found, width, lang).splitlines()]
    assert max(map(len, lines)) <= width
    shown = "".join("".join(lines).split())
    for each in cells(found):
        assert each.iki in shown
        if each.realisation and isinstance(each.realisation.value, float):
            assert str(each.realisation.value).replace(".", "," if lang == "id" else ".") in shown


def _without_styles(line: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", line)


def test_what_would_act_on_a_terminal_is_shown_as_its_number() -> None:
    name = "nama: Jumlah satuan kerja yang dibina"
    tree = edited(examples(), [{"file": "bagas/skp.yaml", "replace": {name: 'nama: "Jumlah\\u202e satuan"'}}])
    for width in (None, 80):
        shown = text(table(tree), width)
        assert "\u202e" not in shown
        assert "Jumlah\\u202e satuan" in shown
