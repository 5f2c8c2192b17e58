"""Entries of `perubahan` that both sides numbered alike: each gets a number of its own, by their dates.

The numbers must follow each other and the dates must not go back, so the earlier entry comes first; of one day that
whose contents come first in the alphabet, so that it does not matter which side is merged into which. What an entry was
agreed on in a dialogue keeps the number that it had there: the dialogue was reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from skpkit.source.yamlfile import Document
from skpkit.writing.ordering import by_heads, canonical

LOG = "perubahan"
_NUMBER = "nomor"
_APPROVALS = "persetujuan"
_SIGNATURE = "tanda_tangan"


class Numbering(NamedTuple):
    """An entry that got another number: the one that it had, the one it has now, and its date as the record has it."""

    old: int
    new: int
    day: str


class Numbered(NamedTuple):
    """The texts of both sides with their entries numbered anew. `signed` tells that this was not done, since one that
    would get another number is signed with the one that it has."""

    ours: str
    theirs: str
    changed: tuple[Numbering, ...] = ()
    signed: bool = False


def number_anew(base: Any, ours: tuple[str, Document], theirs: tuple[str, Document]) -> Numbered:
    """The texts of both sides, in which no two entries that are not the same have the same number."""
    texts = Numbered(ours[0], theirs[0])
    old = _log(base)
    logs = [_log(document.data) for _, document in (ours, theirs)]
    if not all(_continues(old, log) for log in logs):
        return texts
    new = [log[len(old) :] for log in logs]
    last = int(old[-1][_NUMBER]) if old else 0
    if not all(new) or any(
        [each[_NUMBER] for each in side] != [*range(last + 1, last + 1 + len(side))] for side in new
    ):
        return texts
    order = _order(new)
    numbers = {name: last + nth for nth, name in enumerate(order, 1)}
    sides, changed, signed = [], dict[str, Numbering](), False
    for (text, document), entries in zip((ours, theirs), new, strict=True):
        for nth, each in enumerate(entries, len(old)):
            name, was = _name(each), int(each[_NUMBER])
            if numbers[name] != was:
                changed[name] = Numbering(was, numbers[name], str(each.get("tanggal", "")))
                signed = signed or any(_SIGNATURE in one for one in each.get(_APPROVALS) or () if isinstance(one, dict))
                text = _with_number(text, document, nth, numbers[name])
        sides.append(text)
    if signed:
        return texts._replace(signed=True)
    return Numbered(sides[0], sides[1], tuple(changed[name] for name in order if name in changed))


def _log(data: Any) -> list[Mapping[str, Any]]:
    found = data.get(LOG) if isinstance(data, dict) else None
    return found if isinstance(found, list) and all(isinstance(each, dict) for each in found) else []


def _continues(old: Sequence[Mapping[str, Any]], log: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a list of changes goes on from another, entry by entry."""
    known = [each.get(_NUMBER) for each in old]
    return [each.get(_NUMBER) for each in log[: len(old)]] == known and all(
        isinstance(each.get(_NUMBER), int) for each in log
    )


def _name(entry: Mapping[str, Any]) -> str:
    """What an entry is known by whatever its number, and whoever has approved it by now."""
    rest = {key: each for key, each in entry.items() if key not in (_NUMBER, _APPROVALS)}
    return canonical([str(entry.get("tanggal", "")), rest])


def _order(new: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
    """The entries of both sides by date, each side's own order kept; one that both have, once."""
    ours, theirs = ([_name(each) for each in side] for side in new)
    return [*dict.fromkeys(by_heads(ours, theirs, lambda each: each))]


def _with_number(text: str, document: Document, nth: int, number: int) -> str:
    """A text with another number for one of its entries; that before it has as many lines."""
    span = document.span((LOG, nth, _NUMBER))
    lines = text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = f"{line[: span.column - 1]}{number}{line[span.end_column - 1 :]}"
    return "\n".join(lines)
