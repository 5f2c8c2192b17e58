"""The data of a text that is laid out as records are, without a parser: whatever is in doubt is left to libyaml.

What is known here is less than YAML, and is to stay so: keys of plain letters, each level indented by two; beside a
key or a dash a text that begins with a letter or a digit, one in quotes without an escape, or such between brackets; a
block of text below, without empty lines; comments on lines of their own, or behind what stands beside a key or a dash.
So a text is taken only where all of it reads in one way, which is the strict reader's, and where that reader has
nothing to say. A mark not known here is a doubt.
"""

from __future__ import annotations

import re
from string import ascii_letters, digits
from typing import Any

from skpkit.source.yamlfile.scalars import SMALL, WORDS, meaning

_KEY = r"[A-Za-z_][A-Za-z0-9_]{0,60}"  # a parser looks no further than 1,024 characters for the colon
# Dash, key, and a block with its lines in one column, or what stands beside. A comment behind a block is in doubt.
_LINE = re.compile(
    rf"( *(?:- )?)(?:({_KEY}):(?: |(?=\n)))?"
    r"(?:([|>]-?)\n( +)([^ \n].*\n(?:\4[^ \n].*\n)*+)(?! *[#\n])|(.*)\n)"
)
# What this takes between brackets is not looked at again, so no text with a colon or a `#` may be among it.
_SINGLE = r""""[^"\\]*"|'[^']*'|[A-Za-z0-9(][^][{},:#?"]*(?<! )"""
_ITEM = re.compile(rf"({_SINGLE}|\{{[^{{}}]*\}})(?:, (?!\Z)|\Z)|.")
_ENTRY = re.compile(rf"({_KEY}): ({_SINGLE}|\[[^][]*\]|\{{[^{{}}]*\}})(?:, (?!\Z)|\Z)|.")
_LETTERS = frozenset(f"{ascii_letters}(")
_DIGITS = frozenset(digits)
_CLOSING = frozenset("\"'}]")
_SEEN = b"\n" + bytes(range(0x20, 0x7F))
_COLUMNS = {" " * column + dash: (column, bool(dash)) for column in range(0, 20, 2) for dash in ("", "- ")}
_MOST, _LONGEST, _LONGEST_BOX = 4096, 40, 160
_known: dict[str, Any] = {}  # what stood beside a key or a dash in what was read last


class _DoubtError(ValueError):
    """It may be otherwise than it looks."""


def quick_data(text: str) -> dict[str, Any] | None:
    """What the strict reader makes of a text with plain line ends, or None where that reader has to be asked."""
    if not text.endswith("\n") or not _is_seen(text):
        return None
    try:
        return _data(text)
    except ValueError:  # also of a number that cannot be kept
        return None


def _is_seen(text: str) -> bool:
    """Whether all of it but line ends can be seen; of spaces that is the plain one alone."""
    if text.isascii():
        return not text.encode().translate(None, _SEEN)
    return text.replace("\n", "").isprintable()


def _data(text: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    boxes: list[Any] = [data] * 22  # what is open at each column
    top = 0  # the column of the innermost
    waiting = ""  # the key whose value stands below
    for lead, key, mark, pad, body, beside in _LINE.findall(text):
        if lead not in _COLUMNS:
            raise _DoubtError
        column, dash = _COLUMNS[lead]
        if not (key or dash):
            if mark or (beside and beside != "#" and beside[:2] != "# "):
                raise _DoubtError
            continue  # an empty line, or a comment
        if waiting:
            if column != top + 2:
                raise _DoubtError
            boxes[column] = boxes[top][waiting] = [] if dash else {}
            waiting = ""
        elif column > top:
            raise _DoubtError
        box = boxes[column]
        if (box.__class__ is list) is not dash:
            raise _DoubtError
        if dash and key:
            entry: dict[str, Any] = {}
            box.append(entry)
            column += 2
            box = boxes[column] = entry
        top = column
        made: Any = _known.get(beside, _known)  # asked once: another thread may forget it meanwhile
        if made is not _known:
            if made.__class__ is dict or made.__class__ is list:
                made = made.copy()  # whoever gets it may change it
        elif beside:
            made = _text(beside) if beside[0] in _LETTERS else _value(beside)
            _remember(beside, made)
        elif mark:
            if len(pad) != column + 2:
                raise _DoubtError
            made = _block(mark, pad, body)
        elif key:
            waiting, made = key, None
        else:
            raise _DoubtError
        if not key:
            box.append(made)
        elif key in box or key in WORDS:
            raise _DoubtError
        else:
            box[key] = made
    if waiting or not data:
        raise _DoubtError
    return data


def _remember(written: str, made: Any) -> None:
    """Keep what a short text says, which may stand in many records; of lists and mappings those that hold no other."""
    is_box = made.__class__ is dict or made.__class__ is list
    if len(written) > (_LONGEST_BOX if is_box else _LONGEST):
        return
    if is_box:
        held = made.values() if made.__class__ is dict else made
        if any(each.__class__ is dict or each.__class__ is list for each in held):
            return
        made = made.copy()
    if len(_known) >= _MOST:
        _known.clear()
    _known[written] = made


def _text(written: str) -> Any:
    """What stands beside a key or a dash and begins with a letter."""
    if "#" in written:
        written = _before_comment(written)
    if ": " in written or written[-1] in ": ":
        raise _DoubtError
    return WORDS.get(written, written)


def _value(written: str) -> Any:
    """What stands beside a key or a dash and begins otherwise."""
    first = written[0]
    if "#" in written and (first in _DIGITS or written[-1] not in _CLOSING):
        written = _before_comment(written)
    last = written[-1]
    if first in _DIGITS:
        if ": " in written or last in ": ":
            raise _DoubtError
        return _number(written)
    inner = written[1:-1]
    if first == "{" and last == "}":
        return _mapping(inner)
    if first == "[" and last == "]":
        return _list(inner)
    if first not in "\"'" or first != last or len(written) == 1 or first in inner or "\\" in inner:
        raise _DoubtError
    return inner


def _before_comment(written: str) -> str:
    """What stands before a comment, where no other `#` is in either."""
    before, _, comment = written.partition(" # ")
    text = before.rstrip(" ")
    if not text or "#" in text or "#" in comment:
        raise _DoubtError
    return text


def _number(written: str) -> Any:
    return SMALL[written] if written in SMALL else meaning(written)


def _within(written: str) -> Any:
    """A value between brackets, which was found to be one."""
    first = written[0]
    if first in _LETTERS:
        return WORDS.get(written, written)
    if first in _DIGITS:
        return _number(written)
    if first == "[":
        return _list(written[1:-1])
    return _mapping(written[1:-1]) if first == "{" else written[1:-1]


def _list(written: str) -> list[Any]:
    items = _ITEM.findall(written)
    if "" in items:
        raise _DoubtError
    return [_within(each) for each in items]


def _mapping(written: str) -> dict[str, Any]:
    entries = _ENTRY.findall(written)
    made = {key: _within(value) for key, value in entries if key}
    if len(made) < len(entries) or not WORDS.keys().isdisjoint(made):
        raise _DoubtError
    return made


def _block(mark: str, pad: str, body: str) -> str:
    """The text of lines that all stand in one column: folded where it is marked so."""
    if " \n" in body:
        raise _DoubtError
    lines = body[:-1].replace(f"\n{pad}", "\n" if mark[0] == "|" else " ")
    return lines if mark[1:] else f"{lines}\n"
