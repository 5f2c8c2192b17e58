"""Dialogues of an employee alone, for the documents that count what several say."""

from __future__ import annotations

import json
from typing import Any

from tests.support.edits import PEOPLE, examples
from tests.support.memory import MemoryTree
from tests.support.tagged import Tagged, outline

BAGAS, YOGA = PEOPLE["bagas"], PEOPLE["yoga"]


SKP = f"{BAGAS}/skp.yaml"


def held(day: str, status: str = "dilaporkan", **changes: Any) -> dict[str, bytes]:
    """A dialogue of that day, as a file."""
    data = {
        "jenis": "dki",
        "versi": 1,
        "tanggal": day,
        "sifat": "berkala",
        "media": "tatap_muka",
        "tahap": ["pemantauan"],
        "status": status,
        "dilaporkan": day,
        **changes,
    }
    return {f"{BAGAS}/dki/{day}.yaml": json.dumps(data, ensure_ascii=False).encode()}


def only(*dialogues: dict[str, bytes]) -> MemoryTree:
    """The examples with these dialogues of an employee alone."""
    tree = examples()
    gone = {path: None for path in tree.files if path.startswith(f"{BAGAS}/dki/")}
    return tree.changed({**gone, **{path: text for each in dialogues for path, text in each.items()}})


def lines(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"pemantauan": {"hasil_kerja": list(entries)}}


def rows(made: Tagged, first: str) -> list[str]:
    return [each for each in outline(made).splitlines() if each.startswith(f"| {first}")]


def action(text: str, status: str, deadline: str = "2026-06-30", **more: str) -> dict[str, Any]:
    return {"rencana_aksi": [{"uraian": text, "tenggat": deadline, "status": status, **more}]}
