"""What is read without a parser is what the strict reader reads, and nearly all records are read so."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from skpkit.source.yamlfile.builder import Builder
from skpkit.source.yamlfile.parser import parsed
from skpkit.source.yamlfile.quick import quick_data
from skpkit.writing.composing import text_of
from tests.support.layouts import ROOTS, Hand
from tests.support.outside import office
from tests.support.places import PROJECT

OFTEN = settings(deadline=None, database=None, max_examples=100)
RECORDS = [file.read_text(encoding="utf-8") for file in sorted((PROJECT / "records").rglob("*.yaml"))]
SMALL = """\
# catatan
a: 1  # satu: atau dua
b:
  - c: x # bukan y
    d: >-
      satu
      dua
    e: {f: 1, g: [x, y], h: [{i: "j"}]} # itu
  - kata: [a, 'b', "c"]
    sapa: "a: b"  # katanya
k: |
  a
  b
"""
NASTY = [
    *"\t\u00a0:-#\"'%&*!|>\\?,[]{}\u0085\u2028\ufeff01.9aYn~ é\n\r(@`=<+_",
    *("  ", "- ", ": ", " #", " # ", "\n  ", "\n    ", ">-\n", "|\n", "null", "true", "---\n", "...\n", "- - ", "? "),
    *("''", '""', '"x"', "1.500", "1e5", ".5", "x: ", "- x: ", "<<: ", ", "),
]


def is_same(one: Any, other: Any) -> bool:
    """Whether data are the same in types and order too."""
    if one.__class__ is not other.__class__:
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(is_same(each, other[key]) for key, each in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return repr(one) == repr(other)


def is_taken(text: str) -> bool:
    """Whether a text is read without a parser; then as the strict reader reads it, who has nothing to say."""
    data = quick_data(text)
    if data is None:
        return False
    builder = Builder(text, parsed(text))
    assert is_same(data, builder.document()), text
    assert not builder.slips, text
    return True


def test_nearly_all_records_are_read_so(tmp_path: Path) -> None:
    office.write_office(tmp_path, 3)
    theirs = [file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.yaml")]
    assert all(map(is_taken, theirs))
    assert sum(map(is_taken, RECORDS)) > 0.95 * len(RECORDS)


def test_profiles_are_read_so() -> None:
    files = [*(PROJECT / "schemas" / "profil").glob("*.yaml")]
    assert [each.name for each in files if not is_taken(each.read_text(encoding="utf-8"))] == []


def test_all_texts_of_the_tests_mean_the_same() -> None:
    texts = [file.read_bytes().decode() for file in sorted((PROJECT / "tests").rglob("*.yaml"))]
    assert sum(is_taken(each) for each in texts if "\r" not in each) > 100


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c\n",
        "a: b: c\n",
        "a: b:: c\n",
        "a: b:\n",
        "a: b #c\n",
        "a: b#c\n",
        "a: b #\n",
        "a: b # c #d\n",
        "a: b#c # d\n",
        "a: b: # c\n",
        "a: b # c\n  d\n",
        'a: "b#" # c\n',
        'a: "b" # "c"\n',
        'a: "b # c\n',
        "a: {b: c} # d}\n",
        "a: {b: c, # d\n",
        "a: # b\n",
        "a:   # b\n",
        "a: >- # b\n  c\n",
        "a: b\nc: d\na: e\n",
        "{a: b}\n",
        "- a\n",
        "a:\n- b\n",
        "a:\n    b: c\n",
        "a:\n",
        "a: b",
        "true: 1\n",
        "a: {null: 1}\n",
        "a: {b: 1, b: 2}\n",
        "a: [b: c]\n",
        "a: [b, ]\n",
        "a: [b , c]\n",
        'a: "b" c\n',
        'a: "b\\n"\n',
        "a: 'b''c'\n",
        "a: 1.500\n",
        "a: 1e999\n",
        "a: >-\n  b\n# c\n",
        "a: >-\n  b\n\n  c\n",
        "a: >-\n  b\n   c\n",
        "a: >-\n  b \n  c\n",
        "a: >-\nb: c\n",
        "a: >-\n   b\n",
        "a: b\n---\nc: d\n",
        "%YAML 1.2\n---\na: b\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "a:\tb\n",
        "a: b\u00a0c\n",
        "a: b\u2028c\n",
        "a: b\u0085c\n",
        "\ufeffa: b\n",
        "# a\n",
        "\n",
        "a" * 70 + ": b\n",
    ],
)
def test_what_is_in_doubt_is_left_to_the_parser(text: str) -> None:
    assert quick_data(text) is None


@OFTEN
@given(data=ROOTS, seed=some.integers(0, 2**32))
def test_however_somebody_lays_it_out(data: dict[str, Any], seed: int) -> None:
    is_taken(Hand(Random(seed)).text(data))  # noqa: S311 - dice
    is_taken(text_of("skp", data))


@OFTEN
@given(seed=some.integers(0, 2**32))
def test_mutated_texts_mean_the_same(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - dice
    for text in (SMALL, *dice.sample(RECORDS, 2)):
        mutant = text
        for _ in range(dice.choice((1, 1, 2, 3))):
            at = dice.randrange(len(mutant) + 1)
            mutant = mutant[:at] + dice.choice(("", *NASTY)) + mutant[at + dice.choice((0, 0, 1, 2)) :]
        is_taken(mutant.replace("\r\n", "\n").replace("\r", "\n"))


def test_what_was_read_before_is_given_anew() -> None:
    text = "a: {b: 1, c: x}\nd: [e, f]\ng: h\ni: {j: [k, {l: m}]}\n"
    first, second = quick_data(text), quick_data(text)
    assert first
    assert is_same(first, second)
    first["a"]["b"] = 2
    first["d"].append("n")
    first["i"]["j"][1]["l"] = "o"
    assert is_same(second, quick_data(text))


def test_only_so_much_is_known_of_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict[str, Any]()
    monkeypatch.setattr("skpkit.source.yamlfile.quick._known", known)
    monkeypatch.setattr("skpkit.source.yamlfile.quick._MOST", 3)
    for nth in range(8):
        assert quick_data(f"a: b{nth}\nc: {'d' * 1000}\ne: {{f: {nth}}}\n")
        assert len(known) <= 3
    assert max(map(len, known)) < 10
