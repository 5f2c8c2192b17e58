"""The comments of a new record: what each of its fields is, in the words of the schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import fill
from typing import Any

from skpkit.source.schemas import MANUAL
from skpkit.source.yamlfile import Path
from skpkit.writing.composing import WIDTH, Gloss, Glosses, scalar_text
from skpkit.writing.keys import described

# What is told of the keys of these, of a list those of its first item; what stands on one line has no comments in it.
_INSIDE: tuple[Path, ...] = (
    ("pegawai",),
    ("hasil_kerja",),
    ("hasil_kerja", "utama", 0),
    ("hasil_kerja", "utama", 0, "indikator", 0),
)
_PLAIN = frozenset({"jenis", "versi"})


def glosses_of(kind: str, data: Mapping[str, Any], head: str, more: Glosses | None = None) -> Glosses:
    """The comments of a record: `head` above all, what each field is, and `more` in place of that."""
    found: dict[Path, Gloss] = {(): Gloss(head)}
    for path in ((), *_INSIDE):
        found |= dict(_within(kind, path, data))
    return {**found, **(more or {})}


def glosses_of_manual(data: Mapping[str, Any]) -> Glosses:
    """The comments of a new manual of an IKI."""
    return glosses_of(MANUAL, data, f"Manual IKI {data['kode']}: cara mengukur indikator ini")


def _within(kind: str, path: Path, data: Any) -> Iterator[tuple[Path, Gloss]]:
    try:
        for step in path:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        return
    if not isinstance(data, Mapping):
        return
    for key, value in data.items():
        text = _short(described(kind, (*path, key))) if key not in _PLAIN else ""
        if not text:
            continue
        single = not isinstance(value, Mapping | list | tuple)
        line = f"{'  ' * len(path)}{key}: {scalar_text(value) if single else ''}  # {text}"
        if single and len(line) <= WIDTH and "\n" not in str(value):
            yield (*path, key), Gloss(behind=text)
        elif not path or not single:
            yield (*path, key), Gloss(fill(text, WIDTH - 2 - 2 * len(path)))


def _short(text: str) -> str:
    """What a field is, without the example: the value beside it is one."""
    return re.sub(r",? misalnya .*", "", text, flags=re.DOTALL)
