"""A record's text as plain data, with the span of every key and value, or every slip that keeps it unread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

from skpkit.messages import N_
from skpkit.source.yamlfile.quick import quick_data
from skpkit.source.yamlfile.slips import TOP, Path, Slip, Span, point

if TYPE_CHECKING:
    from skpkit.source.yamlfile.comments import Comment
    from skpkit.source.yamlfile.places import ValuePlaces

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


class Document:
    """What a file holds: `data`, or None and the `slips` that keep it from being read.

    Places are worked out when somebody asks for one. Few records are asked, so the parser's events are not kept but
    made anew then: a thousand records of them would take ten times the memory of all else.
    """

    __slots__ = ("_made", "_places", "_text", "data", "slips")

    def __init__(self, data: object, slips: tuple[Slip, ...], text: str) -> None:
        self.data: Any = data
        self.slips = slips
        self._text = text
        self._places: ValuePlaces | None = None
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
        return self._known_places().span(path)

    def key_span(self, path: Path) -> Span:
        """Where the key of the entry at `path` stands; for an item of a list, the item."""
        return self._known_places().key_span(path)

    def path_at(self, line: int, column: int) -> tuple[Path, bool] | None:
        """The path of the innermost value at a place, counted from 1, and whether its key is there; None where nothing
        is. Of a text that cannot be read, what stands before it breaks off."""
        return self._known_places().path_at(line, column)

    def values(self) -> Iterator[tuple[Path, object]]:
        """Each value that is a single one, as it is written without its quotes, with its path; of a text that cannot be
        read, what stands before it breaks off."""
        return self._known_places().values()

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

    def _known_places(self) -> ValuePlaces:
        if self._places is None:
            from skpkit.source.yamlfile.places import ValuePlaces

            self._places = ValuePlaces(self._text)
        return self._places


def read(content: bytes) -> Document:
    """The document in a file's bytes. What is wrong with them is never raised: it is in the document's slips."""
    text, slip = _text_of(content)
    if slip:
        return Document(None, (slip,), text)
    if is_installed() and (data := quick_data(text)) is not None:
        return Document(data, (), text)
    from skpkit.source.yamlfile.strict import strictly

    return Document(*strictly(text))


@lru_cache
def is_installed() -> bool:
    """Whether libyaml is there, without which nothing is read. It is not imported: most records need it for nothing."""
    package = find_spec("yaml")
    return package is not None and PathFinder.find_spec("yaml._yaml", package.submodule_search_locations) is not None


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
