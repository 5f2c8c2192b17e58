"""Whom a valid record names: found where its schema lets a person stand, and nowhere else."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from skpkit.model.people import _BESIDE, _RESPONSIBLE, _WHERE, named_in, people_of
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP, schema_of
from skpkit.source.yamlfile import read
from tests.support.places import PROJECT


def _applied(root: Mapping[str, Any], schemas: list[Any]) -> Iterator[Mapping[str, Any]]:
    """All that some schemas say of one value, wherever in them."""
    left = list(schemas)
    while left:
        each = left.pop()
        assert each is not True, "anything may stand here"
        if isinstance(each, dict):
            yield each
            if name := each.get("$ref", ""):
                left.append(root["$defs"][name.removeprefix("#/$defs/")])
            left += [one for key in ("allOf", "anyOf", "oneOf") for one in each.get(key, ())]
            left += [each[key] for key in ("if", "then", "else", "not") if key in each]
            left += each.get("dependentSchemas", {}).values()
            assert not each.get("patternProperties")


def _parts(root: Mapping[str, Any], schemas: list[Any]) -> tuple[dict[str, list[Any]], list[Any]]:
    """What may stand under which key of a value, and what as an item of it or under any other key."""
    keyed: dict[str, list[Any]] = {}
    others: list[Any] = []
    for each in _applied(root, schemas):
        for key, value in each.get("properties", {}).items():
            keyed.setdefault(key, []).append(value)
        others += [each[key] for key in ("items", "additionalProperties") if each.get(key)]
    return keyed, others


def _may_name(root: Mapping[str, Any], schemas: list[Any]) -> bool:
    """Whether a person or an NIP may stand in a value."""
    keyed, others = _parts(root, schemas)
    if {"nip", _RESPONSIBLE} & keyed.keys() or ("nama" in keyed and _BESIDE & keyed.keys()):
        return True
    return any(_may_name(root, each) for each in [*keyed.values(), others] if each)


@pytest.mark.parametrize("kind", [SKP, MANUAL, DIALOGUE, EVALUATION])
def test_people_stand_under_no_other_key(kind: str) -> None:
    root = schema_of(kind)
    keyed, others = _parts(root, [root])
    assert not others
    assert not {"nip", _RESPONSIBLE} & keyed.keys()
    assert sorted(_WHERE[kind]) == sorted(key for key, each in keyed.items() if _may_name(root, each))


def _nips(data: Any) -> Iterator[str]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if key == "nip":
            yield value
        elif isinstance(value, dict | list):
            yield from _nips(value)


def test_as_many_are_found_as_by_looking_everywhere() -> None:
    files = sorted((PROJECT / "records").rglob("*.yaml"))
    records = [data for each in files if (data := read(each.read_bytes()).data) and data.get("jenis") in _WHERE]
    assert len(records) > 50
    for data in records:
        assert named_in(data) == (people_of(data), frozenset(_nips(data)))
