"""Records as plain data that may be changed: read, made anew, and written down plainly or in any other way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any, TypeAlias

from skpkit.source.yamlfile import read

Data: TypeAlias = dict[str, Any]

WORDS = (  # what YAML likes to misread
    *("Laporan tepat waktu", "ya", "95", "2026-03-31", "Tahap 1: selesai", "Rekap # 3", "'kutip'", "null"),
    *('tanda " kutip', "- butir", "{tidak: peta}", "Ku\u2019eh \u201claporan\u201d"),
)
_PLAIN = re.compile(r"[A-Za-z][\w/.-]*( [\w/.-]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def data_of(content: bytes) -> Data:
    """The data of a record that can be read."""
    found: Data = json.loads(_copy(content))
    return found


def same_data(content: bytes, data: Data) -> bool:
    """Whether a record has these data."""
    return _copy(content) == json.dumps(data)


@lru_cache(10_000)
def _copy(content: bytes) -> str:
    """The data of a record as JSON, of which a copy is quickly made."""
    document = read(content)
    assert not document.slips
    return json.dumps(document.data)


# --- made anew -------------------------------------------------------------------------------------------------


def dialogue(day: str, stage: str, skp: Data, **parts: Any) -> Data:
    """A dialogue of the employee and the appraiser of an SKP, reported on its day unless `parts` say otherwise."""
    people = ((skp["pegawai"], "pegawai"), (skp["pejabat_penilai_kinerja"], "atasan_langsung"))
    made: Data = {
        "jenis": "dki",
        "versi": 1,
        "tanggal": day,
        "sifat": "insidental",
        "media": "tatap_muka",
        "tahap": [stage],
        "status": "dilaporkan",
        "dilaporkan": day,
        "peserta": [
            {**{key: each[key] for key in ("nama", "nip") if key in each}, "peran": role} for each, role in people
        ],
        **parts,
    }
    if made["status"] == "draf":
        del made["dilaporkan"]
    return made


def adendum(number: int, komponen: list[str], made: str, dialog: str, approvals: list[Data]) -> Data:
    """The entry of an adendum."""
    return {
        "jenis": "adendum",
        "nomor": number,
        "tanggal": made,
        "alasan": "Penyesuaian rencana kerja",
        "komponen": komponen,
        "dialog": dialog,
        "persetujuan": approvals,
    }


def approval(role: str, person: Data, day: str) -> Data:
    """The approval of a person in a role."""
    return {
        "sebagai": role,
        **{key: person[key] for key in ("nip", "nama", "jabatan") if key in person},
        "tanggal": day,
    }


# --- written down ----------------------------------------------------------------------------------------------


def written(data: Data, style: Random | None = None) -> str:
    """A record as text: plainly, or in another order, quotes, layout and numbers, with comments."""
    if style is None:
        return "".join(f"{line}\n" for line in _block(data, "", None))
    noted: list[str] = []
    for line in _block(data, "", style):
        if style.random() < 0.1:
            noted.append(f"{' ' * style.randrange(6)}# catatan: {style.choice(WORDS)}")
        noted.append(line)
    text = "\n".join(noted) + "\n"
    return ("\ufeff" if style.random() < 0.2 else "") + (text.replace("\n", "\r\n") if style.random() < 0.2 else text)


def _block(data: Data, indent: str, style: Random | None) -> Iterator[str]:
    for key in _ordered(data, style):
        each = data[key]
        name = _scalar(key, style)
        if _fits(each, style):
            yield f"{indent}{name}: {_flow(each, style)}"
        elif isinstance(each, dict):
            yield f"{indent}{name}:"
            yield from _block(each, indent + "  ", style)
        else:
            yield f"{indent}{name}:"
            for item in each:
                if isinstance(item, dict) and not _fits(item, style):
                    first, *rest = _block(item, indent + "    ", style)
                    yield f"{indent}  - {first.lstrip()}"
                    yield from rest
                else:
                    yield f"{indent}  - {_flow(item, style)}"


def _ordered(data: Data, style: Random | None) -> list[str]:
    return style.sample([*data], len(data)) if style else [*data]


def _fits(value: Any, style: Random | None) -> bool:
    """Whether a value is written in one line: plainly all that has no list of mappings."""
    if not value or not isinstance(value, dict | list):
        return True
    if style:
        return style.random() < 0.4
    if isinstance(value, dict):
        return all(_fits(each, None) for each in value.values())
    return not any(isinstance(each, dict | list) for each in value)


def _flow(value: Any, style: Random | None) -> str:
    if style is None and isinstance(value, dict) and any(isinstance(each, dict | list) for each in value.values()):
        return _json(value)
    if isinstance(value, dict):
        pairs = (f"{_scalar(key, style)}: {_flow(value[key], style)}" for key in _ordered(value, style))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each, style) for each in value) + "]"
    return _scalar(value, style)


def _json(value: Any) -> str:
    """JSON, which is YAML with every text in quotes, if what is no character to be seen is told by its number."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in text)


def _scalar(value: object, style: Random | None) -> str:
    if not isinstance(value, str):
        whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15
        return f"{value}.0" if style and whole and style.random() < 0.5 else json.dumps(value)
    ways = [quoted := _json(value)]
    if value.isprintable():
        ways.append("'" + value.replace("'", "''") + "'")
    if _PLAIN.fullmatch(value) and value not in ("null", "true", "false"):
        ways.append(value)
    return style.choice(ways) if style else ways[-1] if ways[-1] == value else quoted
