"""Why a text is no YAML: the parser's error, told as the slip that people make there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml.error import MarkedYAMLError

from skpkit.messages import Value, clip
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.parsers import PatientParser
from skpkit.source.yamlfile.places import UNREADABLE, Slip, Span, line_from, point
from skpkit.source.yamlfile.quick import BLANK

_CLOSING = {"[": "]", "{": "}"}
_FALSE_BLANKS = "\t" + "".join(BLANK)
_HUGE_ESCAPE = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
_FIRST_INSTRUCTION = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?=%)")
_COLON_AND_BLANKS = re.compile(r":[ \t]+")
_KEY_ENDS = re.compile(r"[,{\[:]")
_DASHES = re.compile(r" *(?:- +)*")
_COLON_WITH_SPACE = re.compile(r":(?:[ \t]|$)")
_TWO_ENTRIES = re.compile(r"(\w+):\s+([^\s,:{}\[\]\"'][^,:{}\[\]\"']*?)\s+([^\s,:{}\[\]\"']+)\Z")
_KEY = re.compile(r"([\w.-]+):(?:\s|$)")
_NO_WORD = re.compile(r"[-+0-9.,/%]+")
_LOOK_BACK = 400
_NESTING = re.compile(r"""(?<![^\s,:\[{])(?:"(?:[^"\\]|\\.)*"|'[^']*'|\#.*)|[\[\]{}]""", re.DOTALL)


def explained(text: str, error: Exception, parser: PatientParser, *, begun: bool) -> Slip:
    """The slip behind what the patient parser raised while it read `text`; `begun` if a document had."""
    if not isinstance(error, MarkedYAMLError):  # an escape too large for a character
        found = _HUGE_ESCAPE.search(text)
        start, end = found.span() if found else (0, 0)
        span = Span(*point(text, start), *point(text, end))
        return Slip(UNREADABLE, say.UNKNOWN_ESCAPE if found else say.NO_YAML, {}, span)
    return _Explanation(text, error, parser, begun).slip()


class _Explanation:
    """One look at the place of an error. Each question answers with a slip, or None to pass to the next."""

    def __init__(self, text: str, error: MarkedYAMLError, parser: PatientParser, begun: bool) -> None:
        self.text = text
        self.parser = parser
        self.begun = begun
        self.problem = error.problem or ""
        self.context = error.context or ""
        mark: Any = error.problem_mark
        self.at: int = mark.index
        self.since: int = error.context_mark.index if error.context_mark else self.at
        self.begin = text.rfind("\n", 0, self.at) + 1
        self.char = text[self.at : self.at + 1]

    def slip(self) -> Slip:
        """The first answer."""
        questions: tuple[Callable[[], Slip | None], ...] = (
            self._instruction,
            self._false_blank,
            self._missing_comma,
            self._quote,
            self._reserved,
            self._unspaced,
            self._colon_in_text,
            self._key_without_colon,
            self._within_brackets,
            self._after_brackets,
            self._document,
            self._layout,
        )
        for question in questions:
            if answer := question():
                return answer
        return self._say(say.NO_YAML, self.at)

    def _say(self, message: str, start: int, end: int | None = None, /, **told: Value) -> Slip:
        """A slip from `start` to `end`, or to the end of the line."""
        if end is None:
            end = start + len(self._line(start).rstrip())
        span = Span(*point(self.text, start), *point(self.text, end))
        return Slip(UNREADABLE, message, told, span)

    def _line(self, start: int) -> str:
        """What follows on the line."""
        return line_from(self.text, start)

    def _instruction(self) -> Slip | None:
        """A line that begins with %."""
        if not self.begun and (found := _FIRST_INSTRUCTION.match(self.text)):
            return self._say(say.DIRECTIVE, found.end())
        if self.text[self.begin : self.begin + 1] == "%" and "directive" in (self.context + self.problem).lower():
            return self._say(say.DIRECTIVE, self.begin)
        return None

    def _false_blank(self) -> Slip | None:
        """A tab at the place, or in the indentation something else than spaces."""
        if self.context.endswith("quoted scalar"):
            return None
        line = self._line(self.begin)
        indent = line[: len(line) - len(line.lstrip(" " + _FALSE_BLANKS))]
        at = next((self.begin + index for index, char in enumerate(indent) if char != " "), self.at)
        char = self.text[at : at + 1]
        if char == "\t":
            return self._say(say.TAB, at, at + 1)
        if char and char in _FALSE_BLANKS and at < self.begin + len(indent):
            return self._say(say.BLANK_SIGN, at, at + 1, code=say.code_of(char))
        return None

    def _missing_comma(self) -> Slip | None:
        """`{Q1: 5 Q2: 10}`: a key directly behind a value."""
        if "flow" not in self.context or not self._is_closed(opening := self.parser.marks[-1].index):
            return None
        if self.char == ":" and (found := _TWO_ENTRIES.search(self.text, max(opening, self.at - _LOOK_BACK), self.at)):
            key, value, after = map(clip, found.groups())
            message = say.NO_COMMA if _NO_WORD.fullmatch(value) else say.COMMA_OR_COLON
            return self._say(message, found.start(3), self.at, next=after, key=key)
        if (found := _KEY.match(self.text, self.at)) and self.text[: self.at].rstrip()[-1] in "\"']}":
            return self._say(say.NO_COMMA, self.at, found.end(1), next=clip(found[1]))
        return None

    def _quote(self) -> Slip | None:
        """A quoted text without its end, or with something behind it."""
        second = self.since if self.context.endswith("quoted scalar") else self.at
        if self.text[second : second + 1] in ("'", '"') and any(end == second for _, end in self.parser.texts):
            return self._say(say.EXTRA_QUOTE, second, second + 1)
        if self.context.endswith("quoted scalar"):
            if "escape" in self.problem:
                return self._say(say.UNKNOWN_ESCAPE, self.text.rfind("\\", 0, self.at + 1))
            return self._say(say.OPEN_QUOTE, self.since, self.since + 1)
        quoted = self.parser.quoted
        if quoted is None:
            return None
        start, end = quoted.start_mark.index, quoted.end_mark.index
        between = self.text[end : self.at]
        if end > self.at or between.strip(" ") or not self.char or self.char == "\n":
            return None
        if "\n" in self.text[start:end]:
            return self._say(say.OPEN_QUOTE, start, start + 1)
        if between and "flow" in self.context:
            return self._say(say.IN_BRACKETS, self.at)
        return self._say(say.AFTER_QUOTE, self.at)

    def _reserved(self) -> Slip | None:
        """A sign that cannot begin a text."""
        in_block_text = self.context.endswith("block scalar")
        if in_block_text or "cannot start any token" in self.problem:
            at = self.since if in_block_text else self.at
            return self._say(say.RESERVED, at, char=self.text[at])
        if self.context.endswith(("alias", "anchor", " tag")) or "tag handle" in self.problem:
            return self._say(say.MARKED, self.since, char=self.text[self.since])
        if "sequence entries are not allowed" in self.problem:
            return self._say(say.LIST_HERE, self.at)
        if "keys are not allowed" in self.problem:
            return self._say(say.RESERVED, self.at, char=self.char)
        if "expected the node content" in self.problem and self.char:
            return self._no_content()
        return None

    def _no_content(self) -> Slip | None:
        is_flow = "flow" in self.context
        if is_flow and self.char == "-":
            return self._say(say.LIST_HERE, self.at)
        if is_flow and self.char == ",":
            return self._say(say.EXTRA_COMMA, self.at, self.at + 1)
        if is_flow and self.char in "]}":
            return None
        return self._say(say.RESERVED, self.at, char=self.char)

    def _unspaced(self) -> Slip | None:
        """A key or an item whose space is missing, on this line or on the one above."""
        if "flow" in self.context:
            return None
        is_second_colon = "values are not allowed" in self.problem and self._colon_before()
        for begin in (self.text.rfind("\n", 0, self.since) + 1, self.begin, self._line_above(self.begin)):
            start = begin + self._indent(begin)
            line = self._line(start)
            said = say.unspaced(line)
            if said and (line[0] == "-" or not (is_second_colon or _COLON_WITH_SPACE.search(line))):
                return self._say(said[0], start, **said[1])
        return None

    def _line_above(self, begin: int) -> int:
        """Where the line before another one begins, blank lines and comments left out."""
        while begin > 0:
            begin = self.text.rfind("\n", 0, begin - 1) + 1
            if (line := self._line(begin).strip()) and line[0] != "#":
                break
        return begin

    def _colon_before(self) -> tuple[str, int] | None:
        """The key that the last colon before the place on the line belongs to, and where its text begins."""
        found = None
        for each in _COLON_AND_BLANKS.finditer(self.text, self.begin, self.at):
            found = each
        if not found:
            return None
        key = _KEY_ENDS.split(self.text[self.begin : found.start()])[-1].strip()
        return key.removeprefix("- "), found.end()

    def _colon_in_text(self) -> Slip | None:
        """`uraian: Catatan: penting`."""
        if self.char != ":" or not ("values are not allowed" in self.problem or "flow" in self.context):
            return None
        if found := self._colon_before():
            return self._say(say.UNQUOTED_COLON, found[1], key=clip(found[0]))
        return None

    def _key_without_colon(self) -> Slip | None:
        if "could not find expected ':'" in self.problem:
            return self._say(say.NO_COLON, self.since, text=clip(self._line(self.since)))
        if self.char == ":" and not self.text[self.begin : self.at].strip():
            return self._say(say.NO_KEY, self.at, self.at + 1)
        return None

    def _within_brackets(self) -> Slip | None:
        if "flow" not in self.context:
            return None
        opening: int = self.parser.marks[-1].index
        char = self.text[opening]
        if char not in _CLOSING:
            return None
        if self._is_closed(opening):
            return self._say(say.IN_BRACKETS, self.at)
        return self._say(say.OPEN_BRACKET, opening, opening + 1, char=char, closing=_CLOSING[char])

    def _is_closed(self, opening: int) -> bool:
        """Whether the bracket at `opening` finds its counterpart."""
        awaited: list[str] = []
        for found in _NESTING.finditer(self.text, opening):
            if found[0] in _CLOSING:
                awaited.append(_CLOSING[found[0]])
            elif found[0] in ("]", "}"):
                if awaited.pop() != found[0]:
                    return False
                if not awaited:
                    return True
        return False

    def _after_brackets(self) -> Slip | None:
        """A closing bracket too many, or something behind a closing one."""
        before = self.text[self.begin : self.at].rstrip(" ")[-1:]
        if self.char and self.char in "]}":
            return self._say(say.STRAY_BRACKET, self.at, self.at + 1, char=self.char)
        if before and before in "]}":
            return self._say(say.AFTER_BRACKET, self.at, char=before)
        return None

    def _document(self) -> Slip | None:
        """A second document after `...`."""
        if "document start" in self.problem and self._line(self._line_above(self.begin)).startswith("..."):
            return self._say(say.SEVERAL, self.at)
        return None

    def _layout(self) -> Slip | None:
        """A line at a depth that belongs to nothing."""
        expects = "expected <block end>" in self.problem or "document start" in self.problem
        if not expects and "values are not allowed" not in self.problem:
            return None
        indent, above = self._indent(self.begin), self._line_above(self.begin)
        before = self._line_above(above)
        opens = self._line(before).rstrip().endswith(":") and self._indent(before) <= self._indent(above)
        line = self._line(self.begin)
        is_alike = (opens or self._indent(before) == indent) and not line.lstrip().startswith("-")
        if before < above and self._indent(above) < indent and is_alike:
            return self._say(say.APART, above + self._indent(above))
        return self._say(say.WRONG_INDENT, self.begin + len(line) - len(line.lstrip(" ")))

    def _indent(self, begin: int) -> int:
        """How far the content of a line is indented, dashes included."""
        return len(_DASHES.match(self._line(begin))[0])  # type: ignore[index] # it always matches
