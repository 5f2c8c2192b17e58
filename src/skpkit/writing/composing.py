"""The text of plain data: a new record, or a part that comes into one, as a careful person would write it.

What reads as one text, number or date here reads so in every program: digits and what looks like a number, a time or a
yes stand in quotes, dates do not. What is short stands on one line, and a long text goes over several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from skpkit.errors import WrongUsage
from skpkit.messages import N_, clip
from skpkit.source.yamlfile import Path
from skpkit.source.yamlfile.scalars import ScalarRefusedError, meaning
from skpkit.writing.keys import in_form_order

WIDTH = 120
UNSEEN = N_("“{given}” has a character in it that cannot be seen ({character}), which no record may hold; type it anew")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

# How a text may begin that stands without quotes.
_STARTS = re.compile(r"[^\W_]|\((?=\w)|/(?=\w)")
# What other readers of YAML take for a yes or no, nothing, a number, or a time.
_WORDS = re.compile(r"(?i)yes|no|on|off|true|false|null|~|=|<<")
_NUMBERS = re.compile(
    r"[-+]?(?:[0-9][0-9_.,]*(?:[eE][-+]?[0-9]*)?|\.[0-9_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*(?::[0-9_.]+)+)%?"
)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Lines that a block can hold: the first one not indented, none with spaces at its end, one line end at most behind all.
_LINES = re.compile(r"(?! )[^\n]*[^ \n](?:\n(?:[^\n]*[^ \n])?)*(?<!\n)\n?")
_BREAK = re.compile(r"(?<! ) (?! )")


class Gloss(NamedTuple):
    """What comments say: lines `above` a key or an item, a word `behind` it, and lines `below` all that is in it;
    without their #. Those that are `written` already have it, and may have empty lines between them."""

    above: str = ""
    behind: str = ""
    below: str = ""
    written: bool = False


Glosses: TypeAlias = Mapping[Path, Gloss]
NO_GLOSSES: Glosses = MappingProxyType({})


def text_of(kind: str, data: Mapping[str, Any], glosses: Glosses = NO_GLOSSES) -> str:
    """The text of a new file of a kind: its keys in the order of the form, with comments at the paths that have some;
    those at the empty path stand above and below all. Dates may be dates or texts.

    Raises ValueError for what no file can hold, such as a number that is infinite, and WrongUsage for a text with a
    character that no record may hold.
    """
    refuse_unseen(data)
    composer = Composer(glosses)
    lines = [*composer.above((), 0), *composer.block(in_form_order(kind, data), (), 0), *composer.below((), 0)]
    return "".join(f"{line}\n" for line in lines)


def refuse_unseen(data: Any) -> None:
    """Raises WrongUsage where a text among data has a character that cannot be seen and that no record may hold."""
    if isinstance(data, Mapping):
        for each in data.values():
            refuse_unseen(each)
    elif isinstance(data, str):
        if found := _UNSEEN.search(data):
            raise WrongUsage(UNSEEN, given=clip(data), character=f"U+{ord(found[0]):04X}")
    elif isinstance(data, Sequence):
        for each in data:
            refuse_unseen(each)


def scalar_text(value: Any, *, flow: bool = False) -> str:
    """A value that is no mapping or list, as it stands on one line; with `flow` between brackets."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if not isinstance(value, str):
        raise ValueError(type(value).__name__)
    return value if _needs_none(value, flow=flow) else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes, what cannot be seen as its number."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def flow_text(value: Any) -> str:
    """A value on one line, mappings and lists between brackets."""
    if isinstance(value, Mapping):
        entries = (f"{scalar_text(key, flow=True)}: {flow_text(each)}" for key, each in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    return scalar_text(value, flow=True)


class Composer(NamedTuple):
    """Writes data as lines. A path leads to the data from the top of its record, for their comments."""

    glosses: Glosses = NO_GLOSSES
    width: int = WIDTH

    def block(self, value: Mapping[str, Any] | Sequence[Any], path: Path, column: int) -> Iterator[str]:
        """The lines of what is in a mapping or a list that is not empty, as they stand in a column."""
        if isinstance(value, Mapping):
            for key, each in value.items():
                yield from self.entry(key, each, (*path, key), column)
            return
        for nth, each in enumerate(value):
            yield from self.item(each, (*path, nth), column)

    def entry(self, key: str, value: Any, path: Path, column: int) -> Iterator[str]:
        """The lines of a key with its value, and the comments that it has."""
        yield from self.above(path, column)
        head = f"{' ' * column}{scalar_text(key)}:"
        behind = self._behind(path)
        if not _is_many(value):
            first, *rest = self._scalar(value, len(head) + 1, column + 2, behind)
            yield f"{head} {first}"
            yield from rest
        elif (flat := self._flat(value, path, len(head) + 1, listed=False)) is not None:
            yield f"{head} {flat}{behind}"
        else:
            yield f"{head}{behind}"
            yield from self.block(value, path, column + 2)
        yield from self.below(path, column + 2)

    def item(self, value: Any, path: Path, column: int) -> Iterator[str]:
        """The lines of an item of a list."""
        lead = " " * column
        yield from self.above(path, column)
        behind = self._behind(path)
        if not _is_many(value):
            first, *rest = self._scalar(value, column + 2, column + 2, behind)
            yield f"{lead}- {first}"
            yield from rest
        elif (flat := self._flat(value, path, column + 2, listed=True)) is not None:
            yield f"{lead}- {flat}{behind}"
        else:
            lines = [*self.block(value, path, column + 2)]
            nth = next(at for at, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
            if behind:
                yield f"{lead}{behind.lstrip()}"
            yield from (f"{lead}{line.lstrip()}".rstrip() for line in lines[:nth])  # comments of its first key
            yield f"{lead}- {lines[nth].lstrip()}"
            yield from lines[nth + 1 :]
        yield from self.below(path, column + 2)

    def _scalar(self, value: Any, begin: int, column: int, behind: str) -> list[str]:
        """A value behind a place on its first line, and in a column on all others."""
        lead = " " * column
        if isinstance(value, str) and "\n" in value and _LINES.fullmatch(value) and _is_seen(value):
            lines = value.removesuffix("\n").split("\n")
            mark = "|" if value.endswith("\n") else "|-"
            return [f"{mark}{behind}", *(f"{lead}{line}" if line else "" for line in lines)]
        text = scalar_text(value)
        if isinstance(value, str) and begin + len(text) > self.width and _folds(value):
            return [f">-{behind}", *(f"{lead}{line}" for line in _folded(value, max(self.width - column, 40)))]
        return [f"{text}{behind}"]

    def _flat(self, value: Any, path: Path, begin: int, *, listed: bool) -> str | None:
        """What stands on one line where it is short enough for that, and has no comments in it."""
        if not value:
            return flow_text(value)
        inner = any(each[: len(path)] == path and len(each) > len(path) for each in self.glosses)
        if inner or not (_is_item(value) if listed else _is_flat(value)):
            return None
        top = isinstance(value, Mapping) and not listed and len(path) == 1
        if top and any(isinstance(each, str) and " " in each for each in value.values()):
            return None  # a person, who has lines of his own
        flat = flow_text(value)
        return flat if begin + len(flat) <= self.width else None

    def above(self, path: Path, column: int) -> Iterator[str]:
        """The comments above what stands at a path, in a column."""
        gloss = self.glosses.get(path, Gloss())
        return _commented(gloss.above, column, gloss)

    def below(self, path: Path, column: int) -> Iterator[str]:
        """The comments below it."""
        gloss = self.glosses.get(path, Gloss())
        return _commented(gloss.below, column, gloss)

    def _behind(self, path: Path) -> str:
        gloss = self.glosses.get(path, Gloss())
        return f"  {'' if gloss.written else '# '}{gloss.behind}" if gloss.behind else ""


def _commented(text: str, column: int, gloss: Gloss) -> Iterator[str]:
    lead = " " * column + ("" if gloss.written else "# ")
    return (f"{lead}{line}".rstrip() for line in text.splitlines())


def _is_many(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple)


def _is_flat(value: Any) -> bool:
    """Whether a mapping or list holds single values alone, each of one line."""
    within = value.values() if isinstance(value, Mapping) else value
    return not any(_is_many(each) or "\n" in str(each) for each in within)


def _is_item(value: Any) -> bool:
    """Whether an item of a list holds no more than single values and lists of them, and so reads well on one line."""
    within = value.values() if isinstance(value, Mapping) else value
    return not any(
        isinstance(each, Mapping) or (not _is_flat(each) if _is_many(each) else "\n" in str(each)) for each in within
    )


def _needs_none(text: str, *, flow: bool) -> bool:
    """Whether a text means itself without quotes, here and to other readers."""
    if not _STARTS.match(text) or text[-1] in " :" or not text.isprintable() or "#" in text or ": " in text:
        return False
    if flow and any(char in text for char in ",[]{}:?"):
        return False
    if _DAY.fullmatch(text):
        return True
    if _WORDS.fullmatch(text) or _NUMBERS.fullmatch(text) or _MOMENT.fullmatch(text):
        return False
    try:
        return meaning(text) is text
    except ScalarRefusedError:
        return False


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(value)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    return short or (f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}")


def _is_seen(text: str) -> bool:
    return all(char == "\n" or char.isprintable() for char in text)


def _folds(text: str) -> bool:
    return text.isprintable() and text == text.strip() and "#" not in text[:1] and bool(_BREAK.search(text))


def _folded(text: str, width: int) -> Iterator[str]:
    """A text over lines, broken where one space stands."""
    line = ""
    for word in _BREAK.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
