"""`docs/coverage.md` names rules, fields and documents that exist, and all that it should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from skpkit import rules
from skpkit.rules._rule import OWN
from skpkit.rules.sources import SOURCES
from skpkit.source.resources import data_folder
from skpkit.source.schemas import schema_of
from tests.support.contract import CONTRACT, LEFT_OUT
from tests.support.places import PROJECT

TEXT = (PROJECT / "docs" / "coverage.md").read_text(encoding="utf-8")
TABLES, GAPS = TEXT.split("## Gaps")
HEADS = ("| what ", "| document ")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLES.splitlines()
    if line.startswith("|") and not line.startswith(("|--", *HEADS))
]
STATEMENTS = [row for row in ROWS if len(row) == 5]
OWN_READINGS = [row for row in ROWS if len(row) == 3]
DOCUMENTS = {row[0]: row[1] for row in ROWS if len(row) == 2}
FIELD = re.compile(r"`([a-z_]+):([a-z0-9_.]+)`")


def fields(schema: Mapping[str, Any], part: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The path of every key that a schema describes, lists passed through; no schema here refers to itself."""
    part = {**part, **(schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {})}
    for word in ("items", "then", "else"):
        if word in part:
            yield from fields(schema, part[word], before)
    for word in ("allOf", "anyOf"):
        for each in part.get(word, ()):
            yield from fields(schema, each, before)
    for key, each in part.get("properties", {}).items():
        yield f"{before}{key}"
        yield from fields(schema, each, f"{before}{key}.")


def paths(kind: str) -> set[str]:
    """Every path of a kind of record."""
    return set(fields(schema_of(kind), schema_of(kind)))


def test_the_tables_are_read() -> None:
    lines = [line for line in TABLES.splitlines() if line.startswith("| ") and not line.startswith(HEADS)]
    assert len(lines) == len(STATEMENTS) + len(OWN_READINGS) + len(DOCUMENTS) > 60
    assert "pemantauan.hasil_kerja.koreksi.dki" in paths("dki")


def test_every_rule_that_is_named_exists() -> None:
    assert set(re.findall(r"SKP\d{3}", TABLES)) <= set(CONTRACT) - LEFT_OUT
    assert set(re.findall(r"SKP\d{3}", GAPS)) <= set(CONTRACT)


def test_a_row_names_the_rules_that_cite_its_source_and_each_citation_has_its_row() -> None:
    named = {(row[1].strip("`"), code) for row in STATEMENTS for code in re.findall(r"SKP\d{3}", row[2])}
    named |= {(OWN, code) for row in OWN_READINGS for code in re.findall(r"SKP\d{3}", row[1])}
    cited = {(each.source, code) for code in rules.ALL_RULES for each in rules.rule(code).basis}
    assert named - cited == set(), "in docs/coverage.md, but the rule cites no such source"
    assert cited - named == set(), "a rule cites it, but no row of docs/coverage.md says so"


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in FIELD.findall(TEXT)}))
def test_every_field_that_is_named_exists(kind: str) -> None:
    assert {path for each, path in FIELD.findall(TEXT) if each == kind} - paths(kind) == set()


def test_every_part_of_a_dialogue_is_named() -> None:
    named = {path.partition(".")[0] for kind, path in FIELD.findall(TABLES) if kind == "dki"}
    assert {path for path in paths("dki") if "." not in path} - named == {"jenis", "versi"}


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda row: row[0][:40])
def test_a_row_says_what_carries_it(row: list[str]) -> None:
    _, source, named, held, shown = row
    assert source.strip("`") in SOURCES
    assert source.startswith("`")
    assert "SKP" in named or named.startswith("no rule")
    assert FIELD.search(held)
    for each in shown.split(", "):
        name = each.removesuffix(" (planned)")
        assert each.endswith(" (planned)") == (DOCUMENTS[name] == "planned"), each


def test_what_prints_has_its_template_and_the_rest_is_planned() -> None:
    printed = {found[1] for each in DOCUMENTS.values() if (found := re.match(r"`([a-z_]+)`", each))}
    assert {file.name.partition(".")[0] for file in data_folder("templates").glob("*.typ.j2")} == printed
    assert {each for each in DOCUMENTS.values() if not each.startswith("`")} <= {"planned"}
