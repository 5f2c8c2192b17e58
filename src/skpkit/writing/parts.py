"""The text of a record in parts that can be taken out and put in: each entry and item with the lines that are its own.

Between brackets an entry is a stretch of its line. Elsewhere it is whole lines: the comments above it, and all up to
the next one. What is indented deeper than the next one, such as a comment, still belongs to the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from skpkit.source.yamlfile.parser import Event, events
from skpkit.source.yamlfile.places import behind_colon

_ENDS = (MappingEndEvent, SequenceEndEvent)


class Stretch:
    """A value: where it stands in the text, and its members if it is a mapping or a list.

    `block` tells that these are lines of their own, in `column`; `opened` that the first stands behind a dash.
    """

    __slots__ = ("block", "column", "data", "end", "is_map", "members", "opened", "start", "text")

    def __init__(self, text: str, data: Any, start: int, end: int) -> None:
        self.text = text
        self.data = data
        self.start = start
        self.end = end
        self.members: list[Member] | None = None
        self.is_map = False
        self.block = False
        self.opened = False
        self.column = 0

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: no value, or brackets around nothing."""
        return self.data is None or self.data in ({}, [])

    @property
    def written(self) -> str:
        """Its text."""
        return self.text[self.start : self.end]


class Member:
    """An entry of a mapping or an item of a list: `lead` is where the comments above it begin, `start` its key or dash,
    `stop` the end of all that is its own."""

    __slots__ = ("key", "lead", "start", "stop", "value")

    def __init__(self, key: str | None, start: int, value: Stretch) -> None:
        self.key = key
        self.value = value
        self.start = self.lead = start
        self.stop = value.end

    @property
    def data(self) -> Any:
        """What its value is."""
        return self.value.data

    @property
    def above(self) -> str:
        """The lines of comments above it."""
        text = self.value.text
        return text[self.lead : text.rfind("\n", 0, self.start) + 1] if self.lead < self.start else ""

    @property
    def body(self) -> str:
        """Its text from its key or dash on."""
        return self.value.text[self.start : self.stop]

    @property
    def head(self) -> str:
        """What stands before its value, or before the first member of that."""
        value = self.value
        at = value.members[0].lead if value.block and value.members else value.start
        return value.text[self.start : at]

    @property
    def tail(self) -> str:
        """What stands behind its value."""
        return self.value.text[self.value.end : self.stop]


class Leaves(NamedTuple):
    """A whole text: what stands above its first entry, and the mapping that it is."""

    above: str
    root: Stretch


def parts_of(text: str, data: Any) -> Leaves | None:
    """The parts of a text with plain line ends whose data were read; None where it is no list of lines."""
    root = tree_of(text, data)
    if not (root.block and root.is_map and root.members) or root.column:
        return None
    return Leaves(text[: root.members[0].start], root)


def tree_of(text: str, data: Any) -> Stretch:
    """The same as one value, however it is laid out."""
    rest = iter(events(text)[2:])
    root = _part(text, data, rest, next(rest))
    if root.block and root.members:
        _spread(root, root.members[0].start, len(text))
    return root


def _part(text: str, data: Any, rest: Iterator[Event], event: Event, key: Event = None) -> Stretch:
    begin = event.start_mark.index
    kind = event.__class__
    if kind is ScalarEvent:
        end = event.end_mark.index
        if event.style in ("|", ">"):
            end = len(text[:end].rstrip(" \t\n"))
        elif begin == end and key is not None:
            begin = end = behind_colon(text, key)
        return Stretch(text, data, begin, end)
    part = Stretch(text, data, begin, event.end_mark.index)
    part.block = not event.flow_style
    part.column = event.start_mark.column
    part.is_map = kind is MappingStartEvent
    part.members = []
    each: Event
    while (each := next(rest)).__class__ not in _ENDS:
        if part.is_map:
            value = _part(text, data[each.value], rest, next(rest), each)
            part.members.append(Member(each.value, each.start_mark.index, value))
        else:
            value = _part(text, data[len(part.members)], rest, each)
            at = _dash(text, value.start, part.column) if part.block else value.start
            part.members.append(Member(None, at, value))
    if not part.block:
        part.end = each.end_mark.index  # type: ignore[union-attr] # the stubs think that it may be missing
    elif part.members:
        part.end = part.members[-1].value.end
    return part


def _dash(text: str, at: int, column: int) -> int:
    """The dash of an item whose value begins at a place, in the column of its list."""
    line = text.rfind("\n", 0, at) + 1
    while (
        text[line + column : line + column + 1] != "-" or line + column > at or text[line : line + column].strip(" -")
    ):
        if line == 0:
            raise ValueError(text[at : at + 1])
        line = text.rfind("\n", 0, line - 1) + 1
    return line + column


def _spread(part: Stretch, begin: int, stop: int) -> None:
    """Give each line between two places to a member of a mapping or list whose members are lines."""
    assert part.members  # noqa: S101 - asked of those that have some
    members, text = part.members, part.text
    members[0].lead = begin
    for one, other in pairwise(members):
        other.lead = one.stop = _parting(text, one.value.end, other.start)
    members[-1].stop = stop
    for each in members:
        value = each.value
        if not value.block or not value.members:
            continue
        first = value.members[0].start
        line = text.rfind("\n", 0, first) + 1
        value.opened = line <= each.start
        _spread(value, first if value.opened else text.index("\n", each.start) + 1, each.stop)


def _parting(text: str, end: int, start: int) -> int:
    """Where the lines of the member that begins at `start` begin, those of the one that ends at `end` being over."""
    line = text.rfind("\n", 0, start) + 1
    column = start - line
    at = text.find("\n", end, start) + 1 or line
    parting = at
    while at < line:
        behind = text.find("\n", at, line) + 1 or line
        said = text[at:behind].strip()
        if said and len(text[at:behind]) - len(text[at:behind].lstrip(" ")) <= column:
            break
        at = behind
        parting = at if said else parting
    return parting


def remarks_of(member: Member) -> set[str]:
    """The comments of a member, and whatever else stands behind a hash."""
    lines = f"{member.above}{member.body}".split("\n")
    return {line[line.index("#") :].strip("# \"'") for line in lines if "#" in line}


def lines_of(member: Member | None) -> str:
    """The whole lines of a member."""
    if not member:
        return ""
    text = member.value.text
    column = member.start - text.rfind("\n", 0, member.start) - 1
    return f"{member.above}{' ' * column}{member.body}"


def is_in_brackets(part: Stretch) -> bool:
    """Whether members stand between brackets, in one line."""
    return part.members is not None and not part.block and "\n" not in part.written


def brackets_of(frame: Stretch) -> tuple[str, str, str]:
    """What stands before, between and behind what is between brackets."""
    members = frame.members or []
    if not members:
        return frame.written[:1], ", ", frame.written[-1:]
    text = frame.text
    first, last = members[0], members[-1]
    between = text[first.value.end : members[1].start] if len(members) > 1 else ", "
    return text[frame.start : first.start], between, text[last.value.end : frame.end].lstrip(",")
