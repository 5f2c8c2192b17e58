"""Who somebody is: by NIP, or by name and post where there is none, as of a head of region or a minister."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any


def spelled(text: str) -> str:
    """A text to be compared: however it was capitalised and spaced."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def who(person: Mapping[str, Any]) -> str:
    """What tells a person of a record apart: the NIP; of one who has none, the name and the post."""
    return person.get("nip") or "\n".join(spelled(person.get(key, "")) for key in ("nama", "jabatan"))
