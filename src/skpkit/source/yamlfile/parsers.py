"""The two parsers: libyaml's where it is installed, and a patient one in Python that decides in doubt.

What libyaml accepts the patient one must accept alike; what libyaml refuses, only the patient one judges
and explains. So a verdict never depends on which of them is installed. PyYAML's own Python parser is stricter
than libyaml about tabs and about question marks in braces, hence this subclass of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias, cast

from yaml import SafeLoader
from yaml.tokens import ScalarToken

Event: TypeAlias = Any  # the two parsers' marks are of two classes, and typed as if they could be None

_BREAK = "\0\n"
_SPACE = "\0 \t\n"


class Parser(Protocol):
    """What both parsers are."""

    def __init__(self, text: str, /) -> None: ...

    def get_event(self) -> Event:
        """The next event, None after the last one."""


class PatientParser(SafeLoader):
    """PyYAML's Python parser with libyaml's rules for tabs and question marks. Lines must end with LF.

    It keeps what is needed to explain an error: where quoted and block texts stand, and the last quoted one.
    """

    def __init__(self, text: str) -> None:
        self.texts: list[tuple[int, int]] = []
        self.quoted: ScalarToken | None = None
        super().__init__(text)

    def get_event(self) -> Event:
        """The next event, None after the last one."""
        return super().get_event()  # type: ignore[no-untyped-call]

    def peek_event(self) -> Event:
        """The next event, which stays the next one."""
        return super().peek_event()  # type: ignore[no-untyped-call]

    def scan_line_break(self) -> str:
        """A line break that is passed over; empty where there is none."""
        return str(super().scan_line_break())  # type: ignore[no-untyped-call]

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        """A quoted text."""
        self.quoted = super().scan_flow_scalar(style)
        return self._noted(self.quoted)

    def scan_block_scalar(self, style: str) -> ScalarToken:
        """A text after `|` or `>`."""
        return self._noted(super().scan_block_scalar(style))

    def _noted(self, token: ScalarToken) -> ScalarToken:
        self.texts.append((token.start_mark.index, token.end_mark.index))
        return token

    def scan_to_next_token(self) -> None:
        """Skips spaces, comments and line breaks; tabs too, where they are no indentation."""
        while True:
            self._skip_blanks(tabs=bool(self.flow_level or not self.allow_simple_key))
            if self.peek() == "#":
                while self.peek() not in _BREAK:
                    self.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def _skip_blanks(self, *, tabs: bool) -> None:
        """Skips spaces, and tabs where they may stand or where nothing comes after them on the line."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        if not tabs and self.peek(length) not in _BREAK + "#":
            length = 0
            while self.peek(length) == " ":
                length += 1
        self.forward(length)

    def scan_plain(self) -> ScalarToken:
        """A text without quotes."""
        chunks: list[str] = []
        spaces: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        while self.peek() != "#" and (length := self._plain_length()):
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self._blanks_within()
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        """How many characters of the text follow before a space, or a sign that ends it."""
        ends = ",[]{}" if self.flow_level else ""
        after_colon = _SPACE + ends
        length = 0
        while (char := self.peek(length)) not in _SPACE and char not in ends:
            if char == ":" and self.peek(length + 1) in after_colon:
                break
            length += 1
        return length

    def _blanks_within(self) -> list[str]:
        """The blanks within a text without quotes, a line break as one space; none where the text ends."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks: str = self.prefix(length)
        self.forward(length)
        if self.peek() != "\n":
            return [blanks] if blanks else []
        self.scan_line_break()
        self.allow_simple_key = True
        breaks: list[str] = []
        while not (self.prefix(3) in ("---", "...") and self.peek(3) in _SPACE):
            self._skip_blanks(tabs=False)
            if self.peek() != "\n":
                return breaks or [" "]
            breaks.append(self.scan_line_break())
        return []


def libyaml() -> Callable[[str], Parser] | None:
    """libyaml's parser, None where PyYAML was built without it."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs hide it
    except ImportError:
        return None
    return cast(Callable[[str], Parser], CParser)


fast_parser = libyaml()
