"""The careful path: every slip of a text, each with its place, from the patient parser's events."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, TypeAlias

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from skpkit.messages import Value, clip
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.parsers import Event, PatientParser
from skpkit.source.yamlfile.places import COLON, TOP, UNREADABLE, Slip, Span, line_from, point, span_of
from skpkit.source.yamlfile.quick import BLANK, CLINGING, MOST_LEVELS, invisible
from skpkit.source.yamlfile.scalars import ScalarRefusedError, meaning

Data: TypeAlias = Any  # of a YAML document

DUPLICATE = "SKP002"


_INDENTING_TAB = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)
_NUMBER_WITH_COMMA = re.compile(r"([-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)),([0-9]+)")
_INSTRUCTION = re.compile(r"^%.*", re.MULTILINE)


class _StopError(Exception):
    """Nothing after this can be judged."""


class CarefulReader:
    """Reads one text: `data` (None where there are slips), `slips`, and the events that were read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: list[Event] = []
        self.slips: list[Slip] = []
        self.data: Any = None
        if found := invisible().search(text):
            self._slip(self._stretch(*found.span()), say.INVISIBLE_SIGN, code=say.code_of(found[0]))
        else:
            self._read()

    def _read(self) -> None:
        self.parser = PatientParser(self.text)
        data = None
        try:
            data = self._document()
        except _StopError:
            pass
        except (YAMLError, ValueError, ArithmeticError, LookupError) as error:  # "\UFFFFFFFF" is a ValueError
            from skpkit.source.yamlfile.syntax import explained

            slip = explained(self.text, error, self.parser, begun=len(self.events) > 1)
            if not self._has_told(slip):
                # What the builder found from there on follows from the error.
                self.slips = [each for each in self.slips if each.span.line < slip.span.line]
                self.slips.append(slip)
        else:
            self._tabs()
        self.slips.sort(key=lambda slip: slip.span)
        if not self.slips:
            self.data = data

    def _has_told(self, error: Slip) -> bool:
        """Whether an error only follows from a slip: an alias within a text, a false space, a bracket in a comment."""
        if not self.slips:
            return False
        told = {each.message for each in self.slips}
        return (
            self.events[-1].__class__ is AliasEvent
            or (error.message in (say.WRONG_INDENT, say.APART) and say.BLANK_SIGN in told)
            or (error.message in (say.OPEN_BRACKET, say.IN_BRACKETS) and say.COMMENT in told)
        )

    def _slip(self, span: Span, message: str, **told: Value) -> None:
        self.slips.append(Slip(UNREADABLE, message, told, span))

    def _next(self) -> Event:
        event = self.parser.get_event()
        self.events.append(event)
        return event

    def _document(self) -> Data:
        """The one document; what is wrong with the file as a whole is said here."""
        self._next()
        start = self._next()
        if start.__class__ is StreamEndEvent:
            self._slip(TOP, say.EMPTY)
            return None
        if start.explicit:
            for found in _INSTRUCTION.finditer(self.text, 0, start.end_mark.index):
                self._slip(self._stretch(*found.span()), say.DIRECTIVE)
        root = self._next()
        data = self._value(root, None, 1)
        if root.__class__ is not MappingStartEvent:
            self._wrong_root(root)
        self._next()
        after = self._next()
        if after.__class__ is DocumentStartEvent:
            self._slip(span_of(after), say.SEVERAL)
        return data

    def _wrong_root(self, root: Event) -> None:
        is_plain = root.__class__ is ScalarEvent and not root.style
        said = say.unspaced(self._first_line(root)) if is_plain else None
        if said:
            self._slip(span_of(root), said[0], **said[1])
        else:
            self._slip(span_of(root), say.EMPTY if is_plain and not root.value else say.NO_MAPPING)

    def _first_line(self, event: Event) -> str:
        return self.text[event.start_mark.index : event.end_mark.index].partition("\n")[0]

    def _value(self, event: Event, key: Event | None, depth: int) -> Data:
        """The value that begins with `event`; `key` is the event of its key in a mapping."""
        kind = event.__class__
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            self._marked(event)
        if kind is ScalarEvent:
            return self._scalar(event, key)
        if kind is AliasEvent:
            return None
        if depth > MOST_LEVELS:
            self._slip(span_of(event), say.TOO_DEEP)
            raise _StopError
        return self._mapping(event, depth) if kind is MappingStartEvent else self._list(depth)

    def _marked(self, event: Event) -> None:
        self._slip(span_of(event), say.MARKED, char=self._sign(event))

    def _list(self, depth: int) -> list[Any]:
        items = []
        while (event := self._next()).__class__ is not SequenceEndEvent:
            pair = event.__class__ is MappingStartEvent and event.flow_style
            if pair and self.text[event.start_mark.index] not in "{&!":
                self._pair(event)
            items.append(self._value(event, None, depth + 1))
        return items

    def _pair(self, event: Event) -> None:
        """A key with a value within brackets, without braces of its own: mostly a text with a colon."""
        key = self.parser.peek_event()
        text = self.text[event.start_mark.index : key.end_mark.index]
        self._slip(span_of(event, key), say.PAIR, key=clip(text))

    def _mapping(self, start: Event, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, Event] = {}
        before: tuple[Event, Event] | None = None  # the last key with a colon and the start of its value
        is_cut = False  # whether the entry before had no colon
        while (event := self._next()).__class__ is not MappingEndEvent:
            is_word = event.__class__ is ScalarEvent
            if not is_word:
                self._key_of_parts(event, depth)
            value_event = self._next()
            key: str | None = None
            if is_word and self._lacks_colon(event, value_event):
                if not is_cut:
                    self._without_value(event, before)
                is_cut = True
                continue
            if is_word:
                key = self._key(event, in_braces=bool(start.flow_style))
            if key is not None and key in first:
                self._twice(key, event, first[key])
            value = self._value(value_event, event, depth + 1)
            before, is_cut = (event, value_event), False
            if key is not None:
                data[key] = value
                first.setdefault(key, event)
        return data

    def _twice(self, key: str, event: Event, first: Event) -> None:
        span, other = span_of(event), span_of(first)
        told: dict[str, Value] = {"key": clip(key), "line": str(other.line)}
        self.slips.append(Slip(DUPLICATE, say.SAME_KEY, told, span, other))

    def _key_of_parts(self, event: Event, depth: int) -> None:
        """A list, a mapping or an alias as a key."""
        if event.__class__ is AliasEvent:
            self._marked(event)
            return
        said = len(self.slips)
        self._value(event, None, depth + 1)
        del self.slips[said:]  # what is in it does not matter
        self._slip(span_of(event), say.KEY_NO_WORD, char=self._sign(event))

    def _sign(self, event: Event) -> str:
        return self.text[event.start_mark.index : event.start_mark.index + 1]

    def _key(self, event: Event, *, in_braces: bool) -> str | None:
        """The text of a key; None, with a slip, where it is none."""
        key: str = event.value
        span = span_of(event)
        if event.anchor is not None or event.tag is not None:
            self._marked(event)
        elif event.style:
            self._signs(event)
            return key
        elif key == "":
            self._slip(span, say.NO_KEY)
        elif key == "<<":
            self._slip(span, say.MERGE)
        elif key[0] in BLANK:
            self._slip(span, say.BLANK_SIGN, code=say.code_of(key[0]))
        elif _is_no_text(key):
            self._slip(span, say.KEY_NO_TEXT, key=clip(key))
        elif said := say.unspaced(key if in_braces else line_from(self.text, event.start_mark.index)):
            self._slip(span, said[0], **said[1])
        else:
            return key
        return None

    def _lacks_colon(self, key: Event, value: Event) -> bool:
        is_empty = value.__class__ is ScalarEvent and not value.style and value.value == ""
        return bool(is_empty and (key.value or key.style)) and not COLON.match(self.text, key.end_mark.index)

    def _without_value(self, key: Event, before: tuple[Event, Event] | None) -> None:
        """A word between commas: mostly the rest of a text with a comma."""
        span, word = span_of(key), key.value
        said = None if key.style else say.unspaced(word)
        if said:
            self._slip(span, said[0], **said[1])
        elif before is None or before[0].__class__ is not ScalarEvent:
            self._slip(span, say.NO_VALUE, key=clip(word))
        elif number := self._decimal_comma(before[1], key):
            start = span_of(before[1])
            self.slips = [each for each in self.slips if each.span != start]  # of the half before the comma
            self._slip(span, say.DECIMAL_COMMA, number=clip(number))
        else:
            self._slip(span, say.COMMA, key=clip(word), before=clip(before[0].value))

    def _decimal_comma(self, start: Event, end: Event) -> str | None:
        """`95.5` where `95,5` was written for a number between braces."""
        written = self.text[start.start_mark.index : end.end_mark.index]
        found = _NUMBER_WITH_COMMA.fullmatch(written)
        return f"{found[1].replace('.', '')}.{found[2]}".rstrip("0").rstrip(".") if found else None

    def _scalar(self, event: Event, key: Event | None) -> Data:
        if event.style:
            self._signs(event)
            return event.value
        try:
            value = meaning(event.value)
        except ScalarRefusedError as refused:
            self._slip(span_of(event), refused.message, text=clip(event.value), **refused.told)
            return None
        if value is None or isinstance(value, str):
            self._comment(event)
        if event.value[:1] in BLANK:
            self._slip(span_of(event), say.BLANK_SIGN, code=say.code_of(event.value[0]))
            return None
        if key is not None and isinstance(value, str) and event.start_mark.line > key.end_mark.line:
            said = say.unspaced(self._first_line(event))
            if said:
                self._slip(span_of(event), said[0], **said[1])
        return value

    def _comment(self, event: Event) -> None:
        """A comment behind a text without quotes that may have been meant to be part of it: `Teks #1`."""
        if found := CLINGING.match(self.text, event.end_mark.index):
            self._slip(self._stretch(found.end() - 1, found.end()), say.COMMENT)

    def _signs(self, event: Event) -> None:
        """Invisible characters can only come into a text by an escape in double quotes."""
        found = invisible().search(event.value)
        if found:
            self._slip(span_of(event), say.INVISIBLE_SIGN, code=say.code_of(found[0]))

    def _tabs(self) -> None:
        """The first tab as indentation that the parser let pass; in quoted and block texts it is text."""
        texts = self.parser.texts
        for found in _INDENTING_TAB.finditer(self.text):
            tab = self.text.index("\t", found.start())
            nearest = bisect_right(texts, (tab, 0)) - 1
            if nearest < 0 or tab >= texts[nearest][1]:
                self._slip(self._stretch(tab, found.end()), say.TAB)
                return

    def _stretch(self, start: int, end: int) -> Span:
        return Span(*point(self.text, start), *point(self.text, end))


def _is_no_text(key: str) -> bool:
    try:
        return not isinstance(meaning(key), str)
    except ScalarRefusedError:
        return True
