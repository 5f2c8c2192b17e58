"""The kinds of file that have a schema, the sections of an SKP, and a mistake in one as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from skpkit.messages import Value

SKP, MANUAL, DIALOGUE, EVALUATION = "skp", "manual_iki", "dki", "evaluasi"
SETTINGS_KIND, EXEMPTIONS_KIND = "pengaturan", "pengecualian"
SECTIONS = MAIN, ADDITIONAL = "utama", "tambahan"
KINDS = (SETTINGS_KIND, SKP, MANUAL, DIALOGUE, EVALUATION, EXEMPTIONS_KIND)

DataPath: TypeAlias = "tuple[str | int, ...]"
Schema: TypeAlias = Mapping[str, Any]


class Violation(NamedTuple):
    """One mistake: the path of the value it is about, or with `on_key` of the key; `told` fills `message`.

    A key that is missing is told at the mapping that lacks it. Where the shape is wrong, `example` are lines that have
    the right one.
    """

    path: DataPath
    on_key: bool
    message: str
    told: Mapping[str, Value]
    example: tuple[str, ...] = ()
