"""Why a text is no YAML: the parser's error, told as the slip that people make there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from skpkit.messages import Value, clip
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.parser import Event, events
from skpkit.source.yamlfile.places import line_from, stretch
from skpkit.source.yamlfile.slips import Slip

_CLOSING = {"[": "]", "{": "}"}
_NO_INDENT = "\t" + "".join(say.FALSE_SPACES)
_FIRST_INSTRUCTION = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?=%)")
_COLON_AND_SPACES = re.compile(r":[ \t]+")
_KEY_ENDS = re.compile(r"[,{\[:]")
_DASHES = re.compile(r" *(?:- +)*")
_COLON_WITH_SPACE = re.compile(r":(?:[ \t]|$)")
_TWO_ENTRIES = re.compile(r"(\w+):\s+([^\s,:{}\[\]\"'][^,:{}\[\]\"']*?)\s+([^\s,:{}\[\]\"']+)\Z")
_KEY = re.compile(r"([\w.-]+):(?:\s|$)")
_NO_WORD = re.compile(r"[-+0-9.,/%]+")
_LOOK_BACK = 400
# What libyaml tells apart, as far as it matters: a quoted text, a comment, a bracket or another mark, a plain text.
_TOKEN = re.compile(
    r"""('(?:[^']|'')*'|"(?:[^"\\]|\\.)*")|\#.*|[][{},\s:?-]"""
    r"|[^][{},\s:](?:[^][{},\s:]|:(?=[^][{},\s])| +(?=[^][{},\s:#]))*"
)
_VALUE_ENDS = re.compile(r"[,\]}]")


def refused(text: str, error: YAMLError, found: list[Slip]) -> list[Slip]:
    """The slips of a text that the parser refused: those `found` before, and the one behind the error."""
    read = events(text)
    slip = _Explanation(text, error, read).slip()
    told = {each.message for each in found}
    is_told = (  # an error that only follows from a slip: an alias within a text, a false space, a bracket in a comment
        (found and read[-1].__class__ is AliasEvent)
        or (slip.message in (say.WRONG_INDENT, say.APART) and say.FALSE_SPACE in told)
        or (slip.message in (say.OPEN_BRACKET, say.IN_BRACKETS) and say.COMMENT in told)
    )
    # What was found from there on follows from the error.
    return found if is_told else [*(each for each in found if each.span.line < slip.span.line), slip]


class _Explanation:
    """One look at the place of an error. Each question answers with a slip, or None to pass to the next."""

    def __init__(self, text: str, error: YAMLError, read: Sequence[Event]) -> None:
        self.text = text
        self.read = read
        self.problem: str = getattr(error, "problem", None) or ""
        self.context: str = getattr(error, "context", None) or ""
        mark = getattr(error, "problem_mark", None)
        since = getattr(error, "context_mark", None)
        self.at: int = mark.index if mark else 0
        self.since: int = since.index if since else self.at
        self.begin = text.rfind("\n", 0, self.at) + 1
        self.char = text[self.at : self.at + 1]
        self.is_in_brackets = "flow" in self.context or self.problem.endswith("unexpected ':'")

    def slip(self) -> Slip:
        """The first answer."""
        questions: tuple[Callable[[], Slip | None], ...] = (
            self._invisible,
            self._depth,
            self._instruction,
            self._false_space,
            self._missing_comma,
            self._colon_between_brackets,
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
        return Slip(message, told, stretch(self.text, start, end))

    def _line(self, start: int) -> str:
        """What follows on the line."""
        return line_from(self.text, start)

    def _invisible(self) -> Slip | None:
        """A control character, which ends the reading at once."""
        found = None if self.problem else say.invisible().search(self.text)
        return self._say(say.INVISIBLE, *found.span(), code=say.code_of(found[0])) if found else None

    def _depth(self) -> Slip | None:
        return self._say(say.TOO_DEEP, self.at, self.at + 1) if "nesting" in self.problem else None

    def _instruction(self) -> Slip | None:
        """A line that begins with %."""
        if len(self.read) < 2 and (found := _FIRST_INSTRUCTION.match(self.text)):
            return self._say(say.DIRECTIVE, found.end())
        if self.text[self.begin : self.begin + 1] == "%" and "directive" in (self.context + self.problem).lower():
            return self._say(say.DIRECTIVE, self.begin)
        return None

    def _false_space(self) -> Slip | None:
        """A tab at the place, or in the indentation something else than spaces."""
        if self.context.endswith("quoted scalar"):
            return None
        line = self._line(self.begin)
        indent = line[: len(line) - len(line.lstrip(" " + _NO_INDENT))]
        at = next((self.begin + index for index, char in enumerate(indent) if char != " "), self.at)
        char = self.text[at : at + 1]
        if char == "\t":
            return self._say(say.TAB, at, at + 1)
        if char and char in _NO_INDENT and at < self.begin + len(indent):
            return self._say(say.FALSE_SPACE, at, at + 1)
        return None

    def _missing_comma(self) -> Slip | None:
        """`{Q1: 5 Q2: 10}`: a key directly behind a value."""
        if not self.is_in_brackets or not self._is_closed(opening := self._opening()):
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
        start, end = self._quoted_before(second)
        if self.text[second : second + 1] in ("'", '"') and 0 < end == second:
            return self._say(say.EXTRA_QUOTE, second, second + 1)
        if self.context.endswith("quoted scalar"):
            if "parsing" in self.context:
                return self._say(say.UNKNOWN_ESCAPE, self.text.rfind("\\", 0, self.at + 1))
            return self._say(say.OPEN_QUOTE, self.since, self.since + 1)
        between = self.text[end : self.at]
        if not end or end > self.at or between.strip(" ") or not self.char or self.char == "\n":
            return None
        if "\n" in self.text[start:end]:
            return self._say(say.OPEN_QUOTE, start, start + 1)
        if between and "flow" in self.context:
            return self._say(say.IN_BRACKETS, self.at)
        return self._say(say.AFTER_QUOTE, self.at)

    def _waiting(self, place: int) -> Iterator[re.Match[str]]:
        """What was seen before a place and not yet told to be a key or a value."""
        start = self.read[-1].end_mark.index if self.read else 0
        return _TOKEN.finditer(self.text, start, place)

    def _quoted_before(self, place: int) -> tuple[int, int]:
        """Where the last quoted text before a place stands: read, or waiting."""
        found = (0, 0)
        for event in reversed(self.read):
            if getattr(event, "style", None) in ("'", '"'):
                found = event.start_mark.index, event.end_mark.index
                break
        for token in self._waiting(place):
            if token[1]:
                found = token.span()
        return found

    def _opening(self) -> int:
        """Where the innermost open bracket stands."""
        opened: list[int] = []
        for event in self.read:
            kind = event.__class__
            if kind in (MappingStartEvent, SequenceStartEvent):
                opened.append(event.end_mark.index - 1)  # behind an anchor or a tag
            elif kind in (MappingEndEvent, SequenceEndEvent):
                opened.pop()
        for token in self._waiting(self.at):
            if token[0] in _CLOSING:
                opened.append(token.start())
            elif opened and token[0] in ("]", "}"):
                opened.pop()
        return next((index for index in reversed(opened) if self.text[index] in _CLOSING), self.since)

    def _colon_between_brackets(self) -> Slip | None:
        """`{Q1:, Q2: 5}`: between brackets even a bracket or a comma needs a space before it."""
        if not self.is_in_brackets or "flow" in self.context:
            return None
        word, after = self.text[self.since : self.at], self._line(self.at + 1)
        before = self.text[: self.since].rstrip()[-1:]
        if before == ":" and (found := self._colon_before()):
            return self._say(say.UNQUOTED_COLON, self.since, key=clip(found[0]))
        if before == "[" or (before == "," and self.text[self._opening()] == "["):
            return self._say(say.PAIR, self.since, self.at, key=clip(word))
        rest = after if after[:1] in _CLOSING else _VALUE_ENDS.split(after)[0]
        return self._say(say.NO_SPACE, self.since, key=clip(word), rest=clip(rest) or "…")

    def _reserved(self) -> Slip | None:
        """A character that cannot begin a text."""
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
        if "expected node content" not in self.problem or not self.char or (self.is_in_brackets and self.char in "]}"):
            return None
        if self.is_in_brackets and self.char == "-":
            return self._say(say.LIST_HERE, self.at)
        if self.is_in_brackets and self.char == ",":
            return self._say(say.EXTRA_COMMA, self.at, self.at + 1)
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
        for each in _COLON_AND_SPACES.finditer(self.text, self.begin, self.at):
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
            if not self._line(self.since).strip(f" {say.WIDE}{say.NARROW}"):
                return self._say(say.FALSE_SPACE, self.since)
            return self._say(say.NO_COLON, self.since, text=clip(self._line(self.since)))
        if self.char == ":" and not self.text[self.begin : self.at].strip():
            return self._say(say.NO_KEY, self.at, self.at + 1)
        return None

    def _within_brackets(self) -> Slip | None:
        if "flow" not in self.context:
            return None
        opening: int = self._opening()
        char = self.text[opening]
        if char not in _CLOSING:
            return None
        if self._is_closed(opening):
            return self._say(say.IN_BRACKETS, self.at)
        return self._say(say.OPEN_BRACKET, opening, opening + 1, char=char, closing=_CLOSING[char])

    def _is_closed(self, opening: int) -> bool:
        """Whether the bracket at `opening` finds its counterpart."""
        awaited: list[str] = []
        for found in _TOKEN.finditer(self.text, opening):
            if found[0] in _CLOSING:
                awaited.append(_CLOSING[found[0]])
            elif found[0] in ("]", "}"):
                if not awaited or awaited.pop() != found[0]:
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
        expects = self.problem.endswith(("expected key", "expected '-' indicator", "document start>"))
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
