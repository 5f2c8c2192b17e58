"""What an item of a list is known by, in whatever place of the list it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from skpkit.model.records import REPORTED, same
from skpkit.source.schemas import DIALOGUE
from skpkit.source.yamlfile import Path

Code: TypeAlias = tuple[str, ...]

RESULTS = "hasil_kerja"
STATUS = "status"

# By the key of the list: the keys of an item that make it this one. Where several are grouped, the first that is there.
_CODES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "utama": (("kode",),),
    "tambahan": (("kode",),),
    "indikator": (("kode",),),
    "hasil_kerja": (("iki", "rhk"), ("periode",)),
    "perilaku_kerja": (("nilai",),),
    "perubahan": (("nomor",),),
    "persetujuan": (("sebagai",), ("nip", "nama")),
    "peserta": (("nip", "nama"),),
    "tidak_bertugas": (("mulai",),),
    "skala_stabilize": (("ca",),),
}


def code_of(path: Path, item: object) -> Code | None:
    """The code of an item of the list at a path of a record; None where its items have none, or this one lacks it."""
    groups = _CODES.get(str(path[-1])) if path else None
    if not groups or not isinstance(item, Mapping):
        return None
    first, *more = (_first(item, group) for group in groups)
    return (first, *(each for each in more if each is not None)) if first is not None else None


def _first(item: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first value that is there."""
    found = next((item[key] for key in keys if key in item), None)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    return None if found is None or isinstance(found, list | dict) else str(found)


def coded_keys(path: Path) -> frozenset[str]:
    """The keys of which the codes of a list's items are made."""
    return frozenset(key for group in _CODES.get(str(path[-1]) if path else "", ()) for key in group)


def placed_apart(base: Any, ours: Any, theirs: Any) -> str | None:
    """The code of an RHK or IKI that both sides put somewhere else, or one of them while the other changed it or took
    it away; None where there is none. What is given is the `hasil_kerja` of an SKP."""
    was, one, other = (_places(each) for each in (base, ours, theirs))
    for kode in sorted({*one, *other}):
        before, here, there = (each.get(kode) for each in (was, one, other))
        if here and there and here.at != there.at and not (before and before.at in (here.at, there.at)):
            return kode
        moved = [bool(before and each and each.at != before.at) for each in (here, there)]
        if before and moved[0] != moved[1]:
            stayed = there if moved[0] else here
            if not stayed or not same(stayed.data, before.data):
                return kode
    return None


class _Standing(NamedTuple):
    """Where an RHK or IKI stands: in a section, or below an RHK; and what it says."""

    at: str
    data: Any


def reported_beside(base: Any, ours: Any, theirs: Any) -> bool:
    """Whether one side reported the dialogue that a record is, and the other wrote on in it, which nobody reported."""
    one, other = (each.get(STATUS) == REPORTED for each in (ours, theirs))
    if base.get("jenis") != DIALOGUE or base.get(STATUS) == REPORTED or one == other:
        return False
    return not same(base, theirs if one else ours)


def _places(results: Any) -> dict[str, _Standing]:
    """In which section each RHK stands, and below which RHK each IKI, by their codes, with what they say."""
    found = {}
    for section, listed in results.items() if isinstance(results, dict) else ():
        for result in listed if isinstance(listed, list) else ():
            if not isinstance(result, dict):
                continue
            found[f"{result.get('kode')}"] = _Standing(str(section), result)
            indicators = result.get("indikator")
            for each in indicators if isinstance(indicators, list) else ():
                if isinstance(each, dict):
                    found[f"{each.get('kode')}"] = _Standing(f"{result.get('kode')}", each)
    return found
