"""The lists that a profile may change use the words of the schemas, and paper has a label for each."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

import pytest

from skpkit.model.profiles import known_profiles, profile
from skpkit.paper.labels import RELATION, VALUES
from skpkit.source.resources import data_folder


def defined(schema: str, name: str) -> dict[str, Any]:
    """A definition of a schema."""
    text = (data_folder("schemas") / "v1" / f"{schema}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["$defs" if name != "perilaku_kerja" else "properties"][name]
    return found


@pytest.mark.parametrize("name", known_profiles())
def test_the_seven_values_are_one_list(name: str) -> None:
    rules = profile(name)
    assert rules
    schemas = [tuple(defined(each, "nilai")["enum"]) for each in ("skp", "dki", "evaluasi")]
    schemas.append(tuple(defined("profil", "perilaku_kerja")["items"]["enum"]))
    assert {*schemas, rules.values, tuple(VALUES)} == {rules.values}


@pytest.mark.parametrize("name", known_profiles())
def test_who_gives_what_is_one_of_the_relations(name: str) -> None:
    rules = profile(name)
    assert rules
    relations = defined("dki", "hubungan")["enum"]
    assert defined("profil", "hubungan")["items"]["enum"] == relations
    assert {*RELATION} == {*relations}
    lists = (*rules.data["umpan_balik"].values(), *rules.guides.values())
    assert {*chain(*lists)} <= {*relations}
