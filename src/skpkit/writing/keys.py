"""In which order a record has its keys: that of the forms, as the schemas list them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from skpkit.source.schemas import KINDS, MANUAL, schema_of
from skpkit.source.schemas.kinds import Schema
from skpkit.source.yamlfile import Path

# A manual's schema has the keys of one with numbers apart from the others.
_MANUAL = (
    "jenis", "versi", "aturan", "kode", "rhk", "nama", "ukuran", "perspektif", "tujuan", "definisi", "formula",
    "satuan", "aspek", "tingkat_validitas", "tingkat_kendali", "pihak_penanggung_jawab", "pihak_penyedia_data",
    "sumber_data", "cascading", "konsolidasi_periode", "konsolidasi_lokasi", "polarisasi", "periode_pelaporan",
    "konversi_120", "target", "target_ditetapkan", "nilai_terburuk", "skala_stabilize", "jenis_iki", "tahun_lalu",
    "perubahan",
)  # fmt: skip
_MORE = ("then", "else", "allOf", "anyOf", "oneOf")


def keys_at(kind: str, path: Path) -> tuple[str, ...]:
    """The keys that a mapping of a kind of record may have, in the order of the form; none where any may stand, or for
    what is no kind of record. `path` leads to the mapping; whichever item of a list it names is the same."""
    return _keys(kind, tuple(each if isinstance(each, str) else 0 for each in path))


def in_form_order(kind: str, data: Any, path: Path = ()) -> Any:
    """The same data, or what of it stands at a path, with its keys in the order of the form; others come last, in
    their own order."""
    if isinstance(data, Mapping):
        names = [*(each for each in keys_at(kind, path) if each in data), *data]
        return {key: in_form_order(kind, data[key], (*path, key)) for key in dict.fromkeys(names)}
    if isinstance(data, list | tuple):
        return [in_form_order(kind, each, (*path, nth)) for nth, each in enumerate(data)]
    return data


def place_among(names: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Where a new key belongs among those of a mapping: behind the last one that comes before it in the form."""
    if key not in order:
        return len(names)
    before = {*order[: order.index(key)]}
    return max((nth + 1 for nth, each in enumerate(names) if each in before), default=0)


def described(kind: str, path: Path) -> str:
    """What a field of a kind of record is, as its schema says it, without the stop behind; empty where it does not."""
    texts = (each.get("description", "") for each in nodes_at(kind, path))
    return str(next((each for each in texts if each), "")).removesuffix(".")


def nodes_at(kind: str, path: Path) -> list[Schema]:
    """The parts of a schema that speak of what stands at a path."""
    root = schema_of(kind)
    nodes = [*_spread(root, root)]
    for step in path:
        nodes = [each for node in nodes for found in _below(node, step) for each in _spread(root, found)]
    return nodes


@lru_cache(maxsize=1024)
def _keys(kind: str, path: Path) -> tuple[str, ...]:
    if kind not in KINDS:
        return ()
    if kind == MANUAL and not path:
        return _MANUAL
    nodes = nodes_at(kind, path)
    found: list[str] = []
    for node in nodes:
        for key in (names := [*node.get("properties", ())]):
            if key not in found:
                found.insert(place_among(found, key, names), key)
    return tuple(found)


def _spread(root: Schema, node: Schema) -> Iterator[Schema]:
    """A schema and those that it takes in."""
    yield node
    if "$ref" in node:
        yield from _spread(root, root["$defs"][node["$ref"].rpartition("/")[2]])
    for word in _MORE:
        more = node.get(word, ())
        for each in more if isinstance(more, list) else [more] if more else ():
            yield from _spread(root, each)


def _below(node: Schema, step: str | int) -> Iterator[Schema]:
    found = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
    if isinstance(found, Mapping):
        yield found
