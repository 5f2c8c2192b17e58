"""Who somebody is: by NIP, or by name and post where there is none, as of a head of region or a minister."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

# What stands beside the name of a person; the name of an IKI stands beside none of them.
_BESIDE = frozenset({"nip", "jabatan", "peran", "hubungan", "pangkat_golongan"})
_RESPONSIBLE = "penanggung_jawab"


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
