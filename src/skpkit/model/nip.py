"""What an NIP is: why one cannot be true, and what tells people apart by it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

PLAIN_NIP = "[0-9]{18}"
NipFlaw: TypeAlias = Literal["length", "characters", "birth", "month", "sex", "serial"]
"""What of an NIP cannot be true."""


@lru_cache(maxsize=4096)
def nip_flaw(nip: str, *, with_month: bool = False) -> NipFlaw | None:
    """Why an NIP cannot be true; None for a good one. The month of appointment is looked at where that is asked for."""
    if not is_written_plain(nip):
        return "characters" if len(re.findall("[0-9]", nip)) == 18 else "length"
    try:
        date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return "birth"
    if with_month and not 1 <= int(nip[12:14]) <= 12:
        return "month"
    if nip[14] not in "12":
        return "sex"
    return "serial" if nip[15:] == "000" else None


def is_written_plain(text: str) -> bool:
    """Whether a text is the 18 digits of an NIP and nothing else."""
    return re.fullmatch(PLAIN_NIP, text) is not None


def digits(nip: str) -> str:
    """An NIP without the spaces and dots that people put between its groups."""
    return re.sub(r"[ .\u00a0-]", "", nip)
