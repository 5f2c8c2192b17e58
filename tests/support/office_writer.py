"""The many ways to write the same records down: plainly, or in another order, quotes and layout, with comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random

from tests.support.memory import MemoryTree
from tests.support.office_basics import SUPERIOR, WORDS, Data
from tests.support.office_maker import Office
from tests.support.places import EXAMPLES

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.]*( [A-Za-z0-9_/.]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}")


ABOVE = {path: text for path, text in MemoryTree.of_folder(EXAMPLES).files.items() if f"/{SUPERIOR}/" in path}


def tree_of(office: Office, style: Random | None = None) -> MemoryTree:
    """The records of an office beside the superior's, in plain style or written otherwise at random."""
    texts: dict[str, str | bytes] = {"skpkit.yaml": written(office.settings)} if office.settings else {}
    texts |= {f"{office.folder}/{name}": written(data, style) for name, data in office.files.items()}
    return MemoryTree({**texts, **ABOVE})


def written(data: Data, style: Random | None = None) -> str:
    """A record as text: plainly with every text quoted, or in other order, quotes, layout, numbers and comments."""
    if style is None:
        return "".join(f"{json.dumps(key)}: {json.dumps(each, ensure_ascii=False)}\n" for key, each in data.items())
    noted: list[str] = []
    for line in _block(data, "", style):
        if style.random() < 0.1:
            noted.append(f"{' ' * style.randrange(6)}# catatan: {style.choice(WORDS)}")
        noted.append(line)
    text = "\n".join(noted) + "\n"
    return ("\ufeff" if style.random() < 0.2 else "") + (text.replace("\n", "\r\n") if style.random() < 0.2 else text)


def _block(data: Data, indent: str, style: Random) -> Iterator[str]:
    for key in style.sample([*data], len(data)):
        each = data[key]
        name = _scalar(key, style)
        if not each or not isinstance(each, dict | list) or style.random() < 0.4:
            yield f"{indent}{name}: {_flow(each, style)}"
        elif isinstance(each, dict):
            yield f"{indent}{name}:"
            yield from _block(each, indent + "  ", style)
        else:
            yield f"{indent}{name}:"
            for item in each:
                if isinstance(item, dict) and item and style.random() < 0.6:
                    first, *rest = _block(item, indent + "    ", style)
                    yield f"{indent}  - {first.lstrip()}"
                    yield from rest
                else:
                    yield f"{indent}  - {_flow(item, style)}"


def _flow(value: object, style: Random) -> str:
    if isinstance(value, dict):
        pairs = (f"{_scalar(key, style)}: {_flow(value[key], style)}" for key in style.sample([*value], len(value)))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each, style) for each in value) + "]"
    return _scalar(value, style)


def _scalar(value: object, style: Random) -> str:
    if not isinstance(value, str):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return f"{value}.0" if whole and style.random() < 0.5 else json.dumps(value)
    ways = [json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"]
    if _PLAIN.fullmatch(value) and value not in ("null", "true", "false"):
        ways.append(value)
    return style.choice(ways)
