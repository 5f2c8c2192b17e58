"""What an NIP is: why one cannot be true, what tells people apart by it, and how it is hidden."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from skpkit.model.letters import seen

PLAIN_NIP = "[0-9]{18}"
NipFlaw: TypeAlias = Literal["length", "characters", "birth", "month", "sex", "serial"]
"""What of an NIP cannot be true."""

_GAP = "[ .\u00a0\u2007\u202f-]?"
# An NIP begins with the day of birth, so it is known however its digits are grouped, or with some of them missing.
_BORN = f"(?:1{_GAP}9{_GAP}[3-9]|2{_GAP}0{_GAP}[01]){_GAP}[0-9]{_GAP}[01]{_GAP}[0-9]{_GAP}[0-3]{_GAP}[0-9]"
# However people separate its groups or digits, what each digit can be tells an NIP from other figures.
_APART = r"(?:[^\w…]|_|(?<=%)20){0,12}"
_BETWEEN = r"(?:[^0-9…]|(?<=%)20){0,12}"  # its groups, also words
_DIGITS = (
    f"(?:1{_APART}9{_APART}[3-9]|2{_APART}0{_APART}[01])",
    "[0-9]",
    f"(?:0{_APART}[1-9]|1{_APART}[0-2])",
    f"(?:[0-2]{_APART}[0-9]|3{_APART}[01])",
    f"(?:1{_APART}9|2{_APART}0)",
    *("[0-9]", "[0-9]", "[0-3]", "[0-9]", "[12]", "[0-9]", "[0-9]", "[0-9]"),
)
_ANY_NIP = (
    rf"(?<![0-9])(?:{_BORN}(?:{_GAP}[0-9]){{10}}|[0-9]{{15,}}|(?:19[3-9]|20[01])[0-9][01][0-9][0-3][0-9]{{6,}})(?![0-9])"
    rf"|(?<![0-9]){_BETWEEN.join(map(_APART.join, (_DIGITS[:4], _DIGITS[4:9], _DIGITS[9:10], _DIGITS[10:])))}(?![0-9])"
    "|(?<![0-9])(?P<cut>[0-9]{5,})(?=…)|(?<=…)(?!(?:19|20)[0-9]{2}(?![0-9]))(?P<rest>[0-9]{4,})(?![0-9])"
)


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


def without_nip(text: str) -> str:
    """A text with every NIP in it hidden: its last three digits stay. Of one that was cut, what is left of them."""
    as_seen, done, pieces = seen(text), 0, []
    for found in re.finditer(_ANY_NIP, as_seen.text):
        start, end = as_seen.written(*found.span())
        pieces += [text[done:start], _hidden(found)]
        done = end
    return "".join([*pieces, text[done:]])


def _hidden(found: re.Match[str]) -> str:
    if found["cut"]:
        return ""
    return found["rest"][-3:] if found["rest"] else last_digits(found.group())


def last_digits(nip: str) -> str:
    """What is shown of an NIP that is hidden."""
    known = re.findall("[0-9]", nip)
    return f"…{''.join(known[-3:])}" if len(known) > 4 else "…"
