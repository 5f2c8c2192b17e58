"""The schemas as a list: for people, and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpkit.messages import N_, tell

if TYPE_CHECKING:
    from skpkit.publishing import PublishedSchema

FOR_PROGRAMS = N_("written by skpkit, for other programs")


class SchemasReport(NamedTuple):
    """The schemas to list, in a language."""

    schemas: Sequence[PublishedSchema]
    lang: str = "id"


def as_text(report: SchemasReport) -> str:
    """Each schema with the files that it is for, and what these are."""
    whose = tell(FOR_PROGRAMS, {}, report.lang)
    return "".join(f"{each.name} ({each.files or whose})\n    {each.description}\n" for each in report.schemas)


def as_json(report: SchemasReport) -> str:
    """The same as one JSON document."""
    keys = ("name", "title", "description", "files")
    told = [{key: getattr(each, key) or None for key in keys} for each in report.schemas]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


SCHEMAS: Mapping[str, Callable[[SchemasReport], str]] = {"text": as_text, "json": as_json}
