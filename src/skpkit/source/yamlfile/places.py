"""Where things stand in a text: the span of every key and value, from the parser's events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from skpkit.source.yamlfile.parser import Event, events
from skpkit.source.yamlfile.slips import TOP, Path, Span, point

MOST_LEVELS = 32
COLON = re.compile(r"\s*:")


class Node:
    """A value as the parser saw it: the event of its key, its own first event, and the node it ends with."""

    __slots__ = ("key", "last", "start", "stop")

    def __init__(self, key: Event | None, start: Event) -> None:
        self.key = key
        self.start = start
        self.stop: Event | None = None  # the closing bracket
        self.last: Node | None = None  # what a collection without brackets ends with


class ValuePlaces:
    """Where the values of a text stand; of a text that cannot be read, of what stands before it breaks off."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._nodes = nodes(events(text))

    def span(self, path: Path) -> Span:
        """Where the value at `path` stands; its nearest existing parent where there is none."""
        node = self._node(path)
        return node_span(self._text, node) if node else TOP

    def key_span(self, path: Path) -> Span:
        """Where the key of the entry at `path` stands; for an item of a list, the item."""
        node = self._node(path)
        if node and node.key is not None:
            return span_of(node.key)
        return node_span(self._text, node) if node else TOP

    def path_at(self, line: int, column: int) -> tuple[Path, bool] | None:
        """The path of the innermost value at a place, counted from 1, and whether its key is there; None where nothing
        is."""
        best: tuple[Path, bool] | None = None
        for path, node in self._nodes.items():
            if best and len(path) < len(best[0]):
                continue
            if node.key is not None and _holds(span_of(node.key), line, column):
                best = (path, True)
            elif path and _holds(node_span(self._text, node), line, column):
                best = (path, False)
        return best

    def values(self) -> Iterator[tuple[Path, object]]:
        """Each value that is a single one, as it is written without its quotes, with its path."""
        for path, node in self._nodes.items():
            yield path, getattr(node.start, "value", None)

    def _node(self, path: Path) -> Node | None:
        for length in range(len(path), -1, -1):
            if found := self._nodes.get(path[:length]):
                return found
        return None


def _holds(span: Span, line: int, column: int) -> bool:
    """Whether a place is in a span, or right behind it."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)


def nodes(events: Sequence[Event]) -> dict[Path, Node]:
    """Every value of the first document by its path. The events may break off where the text does."""
    found: dict[Path, Node] = {}
    rest = iter(events[2:])  # after the starts of stream and document
    with suppress(StopIteration):
        _collect(found, rest, (), None, next(rest))
    return found


def _collect(found: dict[Path, Node], rest: Iterator[Event], path: Path, key: Event | None, event: Event) -> Node:
    """Notes the node that begins with `event` and all below it; returns the one that its text ends with."""
    if len(path) > MOST_LEVELS:  # nothing from there on is read
        raise StopIteration
    node = last = found[path] = Node(key, event)
    kind = event.__class__
    if kind is MappingStartEvent:
        while (each := next(rest)).__class__ is not MappingEndEvent:
            if each.__class__ is not ScalarEvent:  # a collection as a key, which is a slip
                _collect(found, rest, (*path, ""), None, each)
            last = _collect(found, rest, (*path, getattr(each, "value", "")), each, next(rest))
    elif kind is SequenceStartEvent:
        index = 0
        while (each := next(rest)).__class__ is not SequenceEndEvent:
            last = _collect(found, rest, (*path, index), None, each)
            index += 1
    else:
        return node
    if event.flow_style:
        node.stop = each
        return node
    node.last = last if last is not node else None
    return last


def span_of(event: Event, last: Event | None = None) -> Span:
    """The span of one event, or from one to another."""
    return Span(*_point(event.start_mark), *_point((last or event).end_mark))


def node_span(text: str, node: Node) -> Span:
    """The span of a value in the text that it was read from."""
    if node.start.__class__ is ScalarEvent:
        return _scalar_span(text, node)
    start = _point(node.start.start_mark)
    if node.last:
        return Span(*start, *node_span(text, node.last)[2:])
    return Span(*start, *_point((node.stop or node.start).end_mark))


def _scalar_span(text: str, node: Node) -> Span:
    event = node.start
    if event.style in ("|", ">"):  # its event reaches to the next token; the text ends before
        start, end = event.start_mark, event.end_mark.index
        return Span(*_point(start), *point(text, len(text[:end].rstrip(" \t\n"))))
    if node.key is not None and event.start_mark.index == event.end_mark.index:
        behind = behind_colon(text, node.key)
        return stretch(text, behind, behind)
    return span_of(event)


def behind_colon(text: str, key: Event) -> int:
    """Where an empty value stands; between brackets the parser puts it before what comes next."""
    end: int = key.end_mark.index
    colon = COLON.match(text, end)
    return colon.end() if colon else end


def stretch(text: str, start: int, end: int) -> Span:
    """The span from one character to another."""
    return Span(*point(text, start), *point(text, end))


def line_from(text: str, start: int) -> str:
    """What stands on a line from `start` on."""
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _point(mark: Event) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
