"""Where a reader of a text points at, as a path of its data; a text that is only half typed too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skpkit.source.yamlfile import Document, Path, read

_MARKER = "skpkit_di_sini"
_LINE_END = re.compile(r"\r\n|\r|\n")
_HEAD = re.compile(
    r"(?P<lead> *(?:- +)*)(?P<key>[\w.-]+): +(?P<value>[^{\[].*)?$|(?P<bare> *(?:- +)*)(?P<word>[\w.-]*)$"
)
_FLOW_KEY = re.compile(r"[{,]\s*(?P<word>[\w.-]*)$")
_FLOW_VALUE = re.compile(r"[{,]\s*[\w.-]+:\s+(?P<word>[^,{}\[\]]*)$")
_FLOW_ITEM = re.compile(r"[\[,]\s*(?P<word>[^,{}\[\]]*)$")
_QUOTES = "\"'"


class TextSpot(NamedTuple):
    """A place in a text, counted from 0: its line, and how many characters of it stand before."""

    line: int
    column: int


class TypedWord(NamedTuple):
    """What is to be typed at a spot: `of` is the path of its key, or of the mapping that the key comes into (`is_key`).
    `start` is the column where the word begins that is there by now; `dash` tells that an item of a list is to begin
    with it."""

    of: Path
    is_key: bool
    start: int
    word: str
    dash: bool = False


def lines_of(text: str) -> list[str]:
    """The lines of a text, as editors count them, without their ends."""
    return _LINE_END.split(text.removeprefix("\ufeff"))


def path_at(document: Document, spot: TextSpot) -> tuple[Path, bool] | None:
    """The path of what stands at a spot, and whether it is the key; None above and below all."""
    return document.path_at(spot.line + 1, spot.column + 1)


def blank_at(text: str, spot: TextSpot) -> TypedWord | None:
    """What may be typed at a spot; None where nobody can tell, as within a comment."""
    lines = lines_of(text)
    if spot.line >= len(lines):
        return None
    before = lines[spot.line][: spot.column]
    if re.search(r"(?:^|\s)#", before):
        return None
    return _in_flow(lines, spot, before) if _open_brackets(before) else _in_block(lines, spot, before)


def _in_block(lines: Sequence[str], spot: TextSpot, before: str) -> TypedWord | None:
    found = _HEAD.fullmatch(before)
    if not found:
        return None
    if found["key"] is not None:
        word = found["value"] or ""
        start = len(before) - len(word)
        path = _path_of(lines, spot.line, f"{found['lead']}{found['key']}: {_MARKER}")
        return TypedWord(path, False, start, word) if path else None
    word = found["word"]
    lead = found["bare"]
    path = _path_of(lines, spot.line, f"{lead}{_MARKER}: 0", key=True)
    if path:
        return TypedWord(path[:-1], True, len(lead), word)
    path = _path_of(lines, spot.line, f"{lead}{_MARKER}")  # an item of a list of words
    if path and isinstance(path[-1], int):
        return TypedWord(path, False, len(lead), word)
    path = _path_of(lines, spot.line, f"{lead}- {_MARKER}: 0", key=True)  # in the column of the dashes of a list
    return TypedWord(path[:-1], True, len(lead), word, dash=True) if path and isinstance(path[-2], int) else None


def _in_flow(lines: Sequence[str], spot: TextSpot, before: str) -> TypedWord | None:
    opened = _open_brackets(before)
    closing = "".join({"{": "}", "[": "]"}[each] for each in reversed(opened))
    if opened[-1] == "{" and (found := _FLOW_KEY.search(before)):
        head, key = f"{before[: found.start('word')]}{_MARKER}: 0", True
    elif found := (_FLOW_VALUE if opened[-1] == "{" else _FLOW_ITEM).search(before):
        head, key = f"{before[: found.start('word')]}{_MARKER}", False
    else:
        return None
    path = _path_of(lines, spot.line, head + closing, key=key)
    if not path:
        return None
    return TypedWord(path[:-1] if key else path, key, found.start("word"), found["word"])


def _open_brackets(before: str) -> str:
    """The brackets that are open at the end of a line's beginning, outside of quotes."""
    opened, quote = "", ""
    for nth, each in enumerate(before):
        if quote:
            quote = "" if each == quote else quote
        elif each in _QUOTES and (nth == 0 or before[nth - 1] in " {[,"):
            quote = each
        elif each in "{[" and (opened or before[:nth].rstrip()[-1:] in ("", ":", "-")):
            opened += each
        elif each in "}]" and opened:
            opened = opened[:-1]
    return opened


def _path_of(lines: Sequence[str], nth: int, line: str, *, key: bool = False) -> Path | None:
    """Where a marker comes to stand if it is put into a line: what follows need not be readable."""
    tried = "\n".join([*lines[:nth], line, *lines[nth + 1 :]])
    for text in (tried, "\n".join([*lines[:nth], line, ""])):
        for path, value in read(text.encode(errors="replace")).values():
            if (path[-1:] == (_MARKER,)) if key else value == _MARKER:
                return path
    return None
