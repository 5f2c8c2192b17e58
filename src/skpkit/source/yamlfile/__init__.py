"""A record's text as plain data, with the span of every key and value, or every slip that keeps it unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from yaml import YAMLError

from skpkit.messages import N_, clip
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.builder import Builder
from skpkit.source.yamlfile.parser import events, is_installed, parsed
from skpkit.source.yamlfile.places import (
    TOP,
    Node,
    Path,
    Slip,
    Span,
    node_span,
    nodes,
    point,
    span_of,
)
from skpkit.source.yamlfile.quick import quick_data

if TYPE_CHECKING:
    from skpkit.source.yamlfile.comments import Comment

Made = TypeVar("Made")

__all__ = ["Document", "Path", "Slip", "Span", "read"]

TOO_LARGE = N_("the file is larger than 256 KiB; shorten its texts, or divide it")
OTHER_ENCODING = N_("the file is written in {encoding}; save it as UTF-8")
NOT_UTF8 = N_("line {line} holds a character that is not UTF-8; save the file as UTF-8")
_LARGEST = 256 * 1024
_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_FALSE = re.compile(f"[{say.WIDE}{say.NARROW}]+")
_BEFORE = re.compile(r"[,{\[] *(?=\S)")
# A tab on a line without content indents nothing, though libyaml may take it for that.
_EMPTY_LINE = re.compile(r"^ *\t[ \t]*(?=#|$)", re.MULTILINE)


class Document:
    """What a file holds: `data`, or None and the `slips` that keep it from being read.

    Places are worked out when somebody asks for one. Few records are asked, so the parser's events are not kept but
    made anew then: a thousand records of them would take ten times the memory of all else.
    """

    __slots__ = ("_made", "_nodes", "_text", "data", "slips")

    def __init__(self, data: object, slips: tuple[Slip, ...], text: str) -> None:
        self.data: Any = data
        self.slips = slips
        self._text = text
        self._nodes: dict[Path, Node] | None = None
        self._made: dict[object, Any] | None = None

    def once(self, make: Callable[[Any], Made]) -> Made:
        """What a function makes of the data, which is made once: a file lies in many states."""
        if self._made is None:
            self._made = {}
        if make not in self._made:
            self._made[make] = make(self.data)
        made: Made = self._made[make]
        return made

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
        is. Of a text that cannot be read, what stands before it breaks off."""
        best: tuple[Path, bool] | None = None
        for path, node in self._known_nodes().items():
            if best and len(path) < len(best[0]):
                continue
            if node.key is not None and _holds(span_of(node.key), line, column):
                best = (path, True)
            elif path and _holds(node_span(self._text, node), line, column):
                best = (path, False)
        return best

    def values(self) -> Iterator[tuple[Path, object]]:
        """Each value that is a single one, as it is written without its quotes, with its path; of a text that cannot be
        read, what stands before it breaks off."""
        for path, node in self._known_nodes().items():
            yield path, getattr(node.start, "value", None)

    @property
    def text(self) -> str:
        """The text that was read, with plain line ends and without a mark; empty where it is none."""
        return self._text

    def holds(self, marks: str) -> bool:
        """Whether the text has any of some characters, as it is written: a quick look before a longer one."""
        text = self._text
        plain = text.isascii()
        return any(each in text for each in marks if not plain or each.isascii())

    def comments(self) -> list[Comment]:
        """The comments of a text that can be read, in their order."""
        from skpkit.source.yamlfile.comments import comments_in

        return list(comments_in(self._text))

    def _known_nodes(self) -> Mapping[Path, Node]:
        if self._nodes is None:
            self._nodes = nodes(events(self._text))
        return self._nodes

    def _node(self, path: Path) -> Node | None:
        for length in range(len(path), -1, -1):
            if found := self._known_nodes().get(path[:length]):
                return found
        return None


def _holds(span: Span, line: int, column: int) -> bool:
    """Whether a place is in a span, or right behind it."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)


def read(content: bytes) -> Document:
    """The document in a file's bytes. What is wrong with them is never raised: it is in the document's slips."""
    text, slip = _text_of(content)
    if slip:
        return Document(None, (slip,), text)
    if is_installed() and (data := quick_data(text)) is not None:
        return Document(data, (), text)
    document = _built(text)
    if document.slips and (without := _EMPTY_LINE.sub(lambda found: " " * len(found[0]), text)) != text:
        text, document = without, _built(without)
    return _told_better(text, document) if document.slips else document


def _told_better(text: str, document: Document) -> Document:
    """A document that cannot be read, its first slip told as the one that a repair shows to be behind it."""
    from skpkit.source.yamlfile.repairs import foreign, repaired

    if whole := foreign(text):
        return Document(None, (whole,), text)
    first, *others = document.slips
    if better := repaired(text, document.slips, lambda tried: _built(tried).slips):
        kept = [each for each in others if each.span.line > max(first.span.line, better.span.line)]
        return Document(None, (better, *kept), text)
    return document


def _built(text: str) -> Document:
    builder = Builder(text, parsed(text))
    try:
        data = builder.document()
        if not (slips := builder.slips):
            return Document(data, (), text)
    except YAMLError as error:
        from skpkit.source.yamlfile.syntax import refused

        slips = refused(text, error, builder.slips)
    pointed = [_pointed(text, each) if each.message == say.FALSE_SPACE else each for each in slips]
    return Document(None, tuple(sorted(pointed, key=lambda slip: slip.span)), text)


def _pointed(text: str, slip: Slip) -> Slip:
    """A slip on what only looks like a space, at that alone, told with what stands before it."""
    line = text.split("\n")[slip.span.line - 1]
    found = _FALSE.search(line, slip.span.column - 1)
    if not found:
        return slip
    before = line[: found.start()].strip()
    span = Span(slip.span.line, found.start() + 1, slip.span.line, found.end() + 1)
    if not before:
        return Slip(say.FALSE_START, {}, span)
    named = _BEFORE.split(before)[-1].removeprefix("- ").strip()
    return Slip(say.FALSE_SPACE, {"before": clip(named or before)}, span)


def _text_of(content: bytes) -> tuple[str, Slip | None]:
    """The text with LF as line ends and without a byte order mark, or the slip that makes it unreadable."""
    if len(content) > _LARGEST:
        return "", Slip(TOO_LARGE, {}, TOP)
    for mark, encoding in _OTHER_MARKS:
        if content.startswith(mark):
            return "", Slip(OTHER_ENCODING, {"encoding": encoding}, TOP)
    content = content.removeprefix(_UTF8_MARK)
    try:
        return _with_plain_line_ends(content.decode()), None
    except UnicodeDecodeError as error:
        before = _with_plain_line_ends(content[: error.start].decode())
        line, column = point(before, len(before))
        span = Span(line, column, line, column + 1)
        return "", Slip(NOT_UTF8, {"line": str(line)}, span)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
