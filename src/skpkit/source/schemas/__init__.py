"""JSON Schema by kind of record: whether a record is valid, and if not, why, in the words of the form."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from skpkit.messages import N_
from skpkit.source.resources import data_folder
from skpkit.source.schemas.kinds import (
    ADDITIONAL,
    DIALOGUE,
    EVALUATION,
    EXEMPTIONS_KIND,
    KINDS,
    MAIN,
    MANUAL,
    SECTIONS,
    SETTINGS_KIND,
    SKP,
    Schema,
    Violation,
)

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

__all__ = [
    "ADDITIONAL",
    "DIALOGUE",
    "EVALUATION",
    "EXEMPTIONS_KIND",
    "KINDS",
    "MAIN",
    "MANUAL",
    "SECTIONS",
    "SETTINGS_KIND",
    "SKP",
    "accepts",
    "explain",
    "schema_folder",
    "schema_of",
]

REFUSED = N_("this file does not have the form of a `{kind}` record")


def schema_folder() -> Path:
    """The folder of the schema files of this format version."""
    return data_folder("schemas") / "v1"


@lru_cache
def schema_of(kind: str) -> Schema:
    """The schema of a kind of record, as plain data."""
    text = (schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    return cast("Schema", json.loads(text))


def accepts(kind: str, data: object) -> bool:
    """Whether data is valid against the schema of its kind. Dates are real ones of the calendar."""
    try:
        return _judge(kind).is_valid(data)
    except ValueError:  # data that no JSON can hold, such as half a surrogate pair
        return False


@lru_cache
def _judge(kind: str) -> Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(schema_of(kind)), validate_formats=True, offline=True)


def explain(kind: str, data: object) -> list[Violation]:
    """Every mistake in data, one violation each; none where `accepts` says yes."""
    from skpkit.source.schemas.words import violations

    if accepts(kind, data):  # which takes a hundredth of the time
        return []
    return violations(kind, schema_of(kind), data) or [Violation((), False, REFUSED, {"kind": kind})]
