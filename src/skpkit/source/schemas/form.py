"""A schema read as a form: what stands at a path, under which title, and which keys may stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from skpkit.messages import clip
from skpkit.source.schemas.kinds import SECTIONS, DataPath, Schema

_SAMPLES = {"tanggal": "2026-01-31", "jalur_dki": "dki/2026-05-08.yaml", "jalur_skp": "../skp.yaml", "kode": "1a-N"}
_MOST_LINES = 10
# What rules want of a value besides what its schema does, as lines.
_WANTED = {
    "adendum": (
        "dialog: dki/2026-01-31.yaml",
        "persetujuan:",
        '- {sebagai: pejabat_penilai_kinerja, nip: "…", tanggal: 2026-01-31}',
        '- {sebagai: pengelola_kinerja_organisasi, nip: "…", tanggal: 2026-01-31}',
    )
}


@dataclass(frozen=True, slots=True, eq=False)
class SchemaForm:
    """The schema of one kind of record. All references in it are to its own `$defs`."""

    root: Schema

    def parts(self, schema: Schema) -> Iterator[Schema]:
        """A schema and all that it may apply to the same value: references, `allOf`, `then`, `else`."""
        yield schema
        if "$ref" in schema:
            yield from self.parts(self.root["$defs"][schema["$ref"].rsplit("/", 1)[1]])
        for each in (
            *schema.get("allOf", ()),
            *(schema[word] for word in ("then", "else") if word in schema),
        ):
            yield from self.parts(each)

    def at(self, path: DataPath) -> list[Schema]:
        """All schemas that may apply to the value at a path."""
        found = list(self.parts(self.root))
        for step in path:
            children = [child for schema in found for child in _children(schema, step)]
            found = [part for child in children for part in self.parts(child)]
        return found

    def title(self, path: DataPath) -> str:
        """The form's word for what stands at a path; a list's word and a number for an entry of it."""
        if path and isinstance(path[-1], int):
            return f"{self.title(path[:-1])} {path[-1] + 1}"
        titled = (schema["title"] for schema in self.at(path) if "title" in schema)
        return str(next(titled, path[-1] if path else ""))

    def needs(self, path: DataPath) -> bool:
        """Whether the key at the end of a path must be there."""
        return any(path[-1] in schema.get("required", ()) for schema in self.at(path[:-1]))

    def ways(self, path: DataPath) -> list[list[str]]:
        """The keys of the mapping at a path, once for each way to fill it in (kuantitatif, kualitatif)."""
        found = []
        for schema in self.at(path):
            if "unevaluatedProperties" in schema:
                branches = [schema[word] for word in ("then", "else") if word in schema]
                own = list(schema.get("properties", ()))
                found += [own + self.keys_of(each) for each in branches or [{}]]
        return found

    def keys_of(self, schema: Schema) -> list[str]:
        """The keys that a schema and what it refers to name."""
        return [key for part in self.parts(schema) for key in part.get("properties", ())]

    def patterns(self, path: DataPath) -> list[str]:
        """The patterns for keys of the mapping at a path."""
        return [pattern for schema in self.at(path) for pattern in schema.get("patternProperties", ())]

    def homes(self, key: str) -> list[str]:
        """The keys under which this key belongs, an empty one for the top."""
        found: dict[str, None] = {}
        self._homes(key, "", self.root, found)
        return [*found]

    def _homes(self, key: str, under: str, schema: Schema, found: dict[str, None]) -> None:
        for part in self.parts(schema):
            for name, child in part.get("properties", {}).items():
                if name == key:
                    found[under] = None
                self._homes(key, name, child, found)
            if "items" in part:
                self._homes(key, under, part["items"], found)

    def shape(self, schema: Schema) -> str:
        """The name under which the schema of a value stands in `$defs`; empty for any other."""
        return next((name for name, each in self.root["$defs"].items() if each == schema), "")

    def example(self, path: DataPath, given: object) -> list[str]:
        """Some lines of a record that have at a path what belongs there; a word that was `given` in place of a list is
        its entry. The lines begin with the key."""
        lines = self._sample(path, given if isinstance(given, str | int | float) else None)
        if path and isinstance(path[-1], str):
            indent = "" if lines[0].startswith("- ") else "  "
            return [f"{path[-1]}:", *(f"{indent}{line}" for line in lines)][:_MOST_LINES]
        return [f"{'- ' if nth == 0 else '  '}{line}" for nth, line in enumerate(lines)][:_MOST_LINES]

    def _sample(self, path: DataPath, given: object) -> list[str]:
        """The lines of a value that is no single one."""
        schemas = self.at(path)
        if any("items" in each for each in schemas):
            entry = [str(given)] if given is not None else self._sample((*path, 0), None)
            return [f"{'- ' if nth == 0 else '  '}{line}" for nth, line in enumerate(entry)]
        needed = dict.fromkeys(key for each in schemas for key in each.get("required", ()))
        known = next(iter(self.ways(path)), [])
        keys = [*needed, *(["nip"] if "nip" in known and "nip" not in needed else [])] or known[:2]
        found = [line for key in keys for line in self._pair((*path, key))]
        if not found and keys and isinstance(keys[0], str):  # all of them have parts themselves
            return self.example((*path, keys[0]), None)
        found += [line for each in schemas for line in _WANTED.get(self.shape(each), ())]
        return found or [self._word(path)]

    def _pair(self, path: DataPath) -> list[str]:
        """The lines of a key and its value; none where that has parts itself, but for a list of words."""
        if not any(each.get("type") in ("object", "array") for each in self.at(path)):
            return [f"{path[-1]}: {self._word(path)}"]
        words = any("enum" in each for each in self.at((*path, 0)))
        return [f"{path[-1]}:", f"- {self._word((*path, 0))}"] if words else []

    def _word(self, path: DataPath) -> str:
        """A value such as may stand at a path."""
        if path[-1] == "nip":
            return '"…"'
        if path[-1] in ("selesai", "tenggat"):
            return "2026-12-31"
        for each in self.at(path):
            if "const" in each or "enum" in each:
                return str(each["const"] if "const" in each else each["enum"][0])
            if self.shape(each) in _SAMPLES:
                return _SAMPLES[self.shape(each)]
            if each.get("type") in ("number", "integer"):
                return {"number": "95", "integer": "1"}[each["type"]]
        return "…"

    def label(self, path: DataPath, data: object) -> str:
        """A value in a sentence: its title, and in brackets whose it is, as in `Target Q1 (IKI 1b-N)`."""
        title = self.title(path)
        owners: list[str] = []
        for end in range(len(path) - 1, 0, -1):
            value = _value_at(data, path[:end])
            code = "" if path[end] in ("kode", "iki") else _code(path[:end], value)
            if code or isinstance(value, dict):
                owners.append(code or self.title(path[:end]))
            if code or len(owners) == 2:
                break
        owners = [owner for owner in owners if not title.startswith(owner)]
        return f"{title} ({', '.join(owners)})" if owners else title


def _children(schema: Schema, step: str | int) -> Iterator[Schema]:
    if isinstance(step, int):
        if "items" in schema:
            yield schema["items"]
        return
    if step in schema.get("properties", {}):
        yield schema["properties"][step]
    yield from (each for pattern, each in schema.get("patternProperties", {}).items() if re.search(pattern, step))


def _value_at(data: object, path: DataPath) -> object:
    found: Any = data
    for step in path:
        found = found[step]
    return found


def _code(path: DataPath, value: object) -> str:
    """How an entry of a list is called by the code that it bears, if it bears one."""
    if not isinstance(value, dict) or len(path) < 2 or not isinstance(path[-1], int):
        return ""
    own, iki = value.get("kode"), value.get("iki")
    if path[-2] in SECTIONS and isinstance(own, str):
        return clip(own)
    named = own if path[-2] == "indikator" else iki
    return f"IKI {clip(named)}" if isinstance(named, str) else ""
