"""The floor under a check of many records, in one process: the files read, parsed and validated, and nothing told.

    python benchmarks/floor.py FOLDER [SHARE]

libyaml's events become plain data, as short as Python can say it, and jsonschema-rs says whether they are valid. No
key is looked at twice, no place is known, no rule is asked. With a SHARE only every so many-th dossier is read. It
prints how many files it read, and how many were valid.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs hide it
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas" / "v1"
KINDS = {"iki": "manual_iki", "dki": "dki", "evaluasi": "evaluasi"}  # by the folder; in none an SKP
WORDS = {"": None, "null": None, "true": True, "false": False}
NUMERIC = frozenset("0123456789+-.")
NUMBER = re.compile(r"([-+]?(?:0|[1-9][0-9]*))|[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")


def scalar(word: str) -> Any:
    """What a word without quotes means."""
    if word in WORDS:
        return WORDS[word]
    if word[0] not in NUMERIC or not (found := NUMBER.fullmatch(word)):
        return word
    return int(word) if found[1] else float(word)


def value(event: Any, get: Callable[[], Any]) -> Any:
    """The data that begin with an event."""
    kind = event.__class__
    if kind is ScalarEvent:
        return event.value if event.style else scalar(event.value)
    if kind is MappingStartEvent:
        data = {}
        while (key := get()).__class__ is not MappingEndEvent:
            data[key.value] = value(get(), get)
        return data
    items = []
    while (each := get()).__class__ is not SequenceEndEvent:
        items.append(value(each, get))
    return items


def main(folder: Path, share: int = 1) -> None:
    """Read, parse and validate the records below a folder."""
    gc.disable()
    judges = {
        kind: Draft202012Validator(
            json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")), validate_formats=True
        )
        for kind in ("skp", *KINDS.values())
    }
    count = valid = 0
    dossiers = sorted({each.parent for each in folder.rglob("skp.yaml") if not each.parent.name.startswith("kompl")})
    for dossier in dossiers[::share]:
        for file in dossier.rglob("*.yaml"):
            get = CParser(file.read_text(encoding="utf-8")).get_event
            get(), get()
            count += 1
            valid += judges[KINDS.get(file.parent.name, "skp")].is_valid(value(get(), get))
    print(count, valid)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
