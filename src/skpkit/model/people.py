"""Who somebody is: by NIP, or by name and post where there is none, as of a head of region or a minister."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP

# What stands beside the name of a person; the name of an IKI stands beside none of them.
_BESIDE = frozenset({"nip", "jabatan", "peran", "hubungan", "pangkat_golongan"})
_RESPONSIBLE = "penanggung_jawab"
# Under which keys of a valid record somebody may be named, or an NIP stand; a test holds them against the schemas.
_WHERE: Mapping[str, tuple[str, ...]] = {
    SKP: ("pegawai", "pejabat_penilai_kinerja", "penetapan", "hasil_kerja", "perubahan", "komplemen"),
    MANUAL: ("perubahan",),
    DIALOGUE: ("peserta", "umpan_balik", "pembinaan", "rencana_aksi"),
    EVALUATION: ("persetujuan", "atasan_pejabat_penilai"),
}


class NamedPerson(NamedTuple):
    """Somebody whom a record names: the name as it stands there, and the NIP, empty where none does."""

    name: str
    nip: str


@lru_cache(4096)
def spelled(text: str) -> str:
    """A text to be compared: however it was capitalised and spaced."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def who(person: Mapping[str, Any]) -> str:
    """What tells a person of a record apart: the NIP; of one who has none, the name and the post."""
    return person.get("nip") or "\n".join(spelled(person.get(key, "")) for key in ("nama", "jabatan"))


def is_person(data: Mapping[str, Any]) -> bool:
    """Whether what stands under a key of a record is a person, or an office that is named like one."""
    return "nama" in data and not _BESIDE.isdisjoint(data)


def people_in(data: object) -> Iterator[NamedPerson]:
    """Everybody whom data of a record name, wherever in them; also of a record that is not as its schema wants it."""
    left = [data]
    while left:  # of every record every part comes by here, so no function is called for one
        each = left.pop()
        if isinstance(each, dict):
            if "nama" in each and is_person(each) and isinstance(each["nama"], str):
                yield NamedPerson(each["nama"], str(each.get("nip") or ""))
            if _RESPONSIBLE in each and isinstance(name := each[_RESPONSIBLE], str):
                yield NamedPerson(name, "")
            left += [one for one in reversed(each.values()) if one.__class__ is dict or one.__class__ is list]
        elif isinstance(each, list):
            left += [one for one in reversed(each) if one.__class__ is dict or one.__class__ is list]


def people_of(data: object) -> frozenset[NamedPerson]:
    """The same, each once."""
    return frozenset(people_in(data))


class Mentioned(NamedTuple):
    """Whom a record names, and every NIP in it, each once."""

    people: frozenset[NamedPerson]
    nips: frozenset[str]


def named_in(data: Mapping[str, Any]) -> Mentioned:
    """The same of a valid record, with its NIP: what its schema lets no person stand in is not looked through."""
    people: set[tuple[str, str]] = set()
    nips: set[str] = set()
    left: list[Any] = [data[key] for key in _WHERE[data["jenis"]] if key in data]
    while left:
        each = left.pop()
        if each.__class__ is dict:
            nip = each.get("nip")
            if nip is not None:
                nips.add(nip)
            if "nama" in each and (nip is not None or is_person(each)):
                people.add((each["nama"], nip or ""))
            if _RESPONSIBLE in each:
                people.add((each[_RESPONSIBLE], ""))
            each = each.values()
        left += [one for one in each if one.__class__ is dict or one.__class__ is list]
    return Mentioned(frozenset(map(NamedPerson._make, people)), frozenset(nips))
