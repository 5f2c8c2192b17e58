"""Plain data from the parser's events, strictly, and every slip of a text that the parser lets pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from skpkit.messages import Value, clip
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.parser import Event, events
from skpkit.source.yamlfile.places import COLON, MOST_LEVELS, behind_colon, line_from, span_of, stretch
from skpkit.source.yamlfile.scalars import NUMERIC, SMALL, WORDS, Scalar, ScalarRefusedError, meaning
from skpkit.source.yamlfile.slips import TOP, Slip, Span

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_KEYS_TO_JUDGE = frozenset({*WORDS, "<<"})
_STARTS_TO_JUDGE = NUMERIC | say.FALSE_SPACES
# A comment that may have been meant as text: `Teks #1`, `|#1`. One with a space after the # never was.
_WORD_BEHIND = re.compile(r"#[^\s#]")
_GLUED = re.compile(r"(?:[ \t]+|[|>][-+0-9]*)#(?=[^\s#])")
_INDENTING_TAB = re.compile(r"^ *(\t)[ \t]*(?=[^\s#])", re.MULTILINE)
_NUMBER_WITH_COMMA = re.compile(r"([-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)),([0-9]+)")
_LINE_END = re.compile("[\u0085\u2028\u2029\ufeff]")  # for the parser; the last moves columns
_INSTRUCTION = re.compile(r"^%.*", re.MULTILINE)


class Builder:
    """Builds the data of one text; it is worth something only where no `slips` were found on the way.

    What is usual is taken as it is met, and only the rest is judged, since every entry of every record comes by here.
    """

    def __init__(self, text: str, events: Iterator[Event]) -> None:
        self.slips: list[Slip] = []
        self._text = text
        self._events = events
        self._has_escapes = "\\" in text
        self._has_glued = bool(_WORD_BEHIND.search(text))
        # Whether an anchor, alias, tag, escape or glued comment may be anywhere; then nothing is usual.
        self._is_unusual = self._has_escapes or self._has_glued or "&" in text or "*" in text or "!" in text

    def document(self) -> Any:
        """The data of the one document."""
        if not self._text.isascii() and _LINE_END.search(self._text) and (found := say.invisible().search(self._text)):
            self._slip(stretch(self._text, *found.span()), say.INVISIBLE, code=say.code_of(found[0]))
            return None
        with suppress(StopIteration):  # nothing after what lies too deep can be judged
            return self._document()
        return None

    def _document(self) -> Any:
        """Says also what is wrong with the file as a whole."""
        next(self._events)
        start = next(self._events)
        if start.__class__ is StreamEndEvent:
            self._slip(TOP, say.EMPTY)
            return None
        if start.explicit:
            for found in _INSTRUCTION.finditer(self._text, 0, start.end_mark.index):
                self._slip(stretch(self._text, *found.span()), say.DIRECTIVE)
        root = next(self._events)
        data = self._value(root, None, 1)
        if root.__class__ is not MappingStartEvent:
            self._wrong_root(root)
        next(self._events)
        after = next(self._events)
        if after.__class__ is DocumentStartEvent:
            self._slip(span_of(after), say.SEVERAL)
        if "\t" in self._text:
            self._tabs()
        return data

    def _slip(self, span: Span, message: str, **told: Value) -> None:
        self.slips.append(Slip(message, told, span))

    def _wrong_root(self, root: Event) -> None:
        is_plain = root.__class__ is ScalarEvent and not root.style
        said = say.unspaced(self._first_line(root)) if is_plain else None
        if said:
            self._slip(span_of(root), said[0], **said[1])
        elif not is_plain or root.value:
            self._slip(span_of(root), say.NO_MAPPING)
        elif not self.slips:  # a tag alone has been told
            self._slip(TOP, say.EMPTY)

    def _first_line(self, event: Event) -> str:
        return self._text[event.start_mark.index : event.end_mark.index].partition("\n")[0]

    def _value(self, event: Event, key: Event | None, depth: int) -> Any:
        """The value that begins with `event`; `key` is the event of its key in a mapping."""
        kind = event.__class__
        if self._is_unusual and (kind is AliasEvent or event.anchor is not None or event.tag is not None):
            self._marked(event)
        if kind is ScalarEvent:
            return self._quoted(event) if event.style else self._plain(event, key)
        if kind is AliasEvent:
            return None
        if depth > MOST_LEVELS:
            self._slip(span_of(event), say.TOO_DEEP)
            raise StopIteration
        return self._mapping(event, depth) if kind is MappingStartEvent else self._list(depth)

    def _marked(self, event: Event) -> None:
        self._slip(span_of(event), say.MARKED, char=self._character(event))

    def _character(self, event: Event) -> str:
        return self._text[event.start_mark.index : event.start_mark.index + 1]

    def _list(self, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self._events:
            if event.__class__ is SequenceEndEvent:
                break
            items.append(self._value(event, None, depth + 1))
        return items

    def _mapping(self, start: Event, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, Event] = {}
        last: Event = None  # the last key with a colon, and the start of its value
        last_value: Event = None
        is_cut = False  # whether the entry before had no colon
        is_unusual = self._is_unusual
        is_pair = start.flow_style and self._character(start) not in "{&!"
        for event in self._events:
            if event.__class__ is MappingEndEvent:
                break
            if is_pair:
                self._pair(start, event)
                is_pair = False
            if event.__class__ is not ScalarEvent:
                self._key_of_parts(event)
                self._value(next(self._events), event, depth + 1)
                last, is_cut = None, False
                continue
            value = next(self._events)
            is_word = value.__class__ is ScalarEvent
            if is_word and not value.value and self._lacks_colon(event, value):
                if not is_cut:
                    self._without_value(event, last, last_value)
                is_cut = True
                continue
            key: str = event.value
            is_odd = not event.style and (key in _KEYS_TO_JUDGE or key[0] in _STARTS_TO_JUDGE or ":" in key)
            if not (is_unusual or is_odd) or self._is_key(event, start):
                if key in first:
                    self._twice(key, event, first[key])
                else:
                    first[key] = event
            if is_word and not is_unusual:
                word = value.value
                if word in SMALL and not value.style:
                    word = SMALL[word]
                elif not value.style and (word in WORDS or word[0] in _STARTS_TO_JUDGE or ":" in word):
                    word = self._plain(value, event)
                data[key] = word
            else:
                data[key] = self._value(value, event, depth + 1)
            last, last_value, is_cut = event, value, False
        return data

    def _pair(self, start: Event, key: Event) -> None:
        """A key with a value within brackets, without braces of its own: mostly a text with a colon."""
        text = self._text[start.start_mark.index : key.end_mark.index]
        self._slip(span_of(start, key), say.PAIR, key=clip(text))

    def _twice(self, key: str, event: Event, first: Event) -> None:
        span, other = span_of(event), span_of(first)
        told: dict[str, Value] = {"key": clip(key), "line": str(other.line)}
        self.slips.append(Slip(say.SAME_KEY, told, span, other))

    def _key_of_parts(self, event: Event) -> None:
        """A list, a mapping or an alias as a key; what is in it does not matter."""
        if event.__class__ is AliasEvent:
            self._marked(event)
            return
        self._slip(span_of(event), say.KEY_NO_WORD, char=self._character(event))
        level = 1
        while level:
            kind = next(self._events).__class__
            level += (kind in _STARTS) - (kind in _ENDS)

    def _is_key(self, event: Event, mapping: Event) -> bool:
        """Whether a scalar can be a key; if not, that is told."""
        key: str = event.value
        span = span_of(event)
        if event.anchor is not None or event.tag is not None:
            self._marked(event)
        elif event.style:
            self._quoted(event)
            return True
        elif key == "":
            self._slip(span, say.NO_KEY)
        elif key == "<<":
            self._slip(span, say.MERGE)
        elif key[0] in say.FALSE_SPACES:
            self._slip(span, say.FALSE_SPACE)
        elif _is_no_text(key):
            self._slip(span, say.KEY_NO_TEXT, key=clip(key))
        elif said := say.unspaced(key if mapping.flow_style else line_from(self._text, event.start_mark.index)):
            self._slip(span, said[0], **said[1])
        else:
            return True
        return False

    def _lacks_colon(self, key: Event, value: Event) -> bool:
        return bool(not value.style and (key.value or key.style)) and not COLON.match(self._text, key.end_mark.index)

    def _without_value(self, key: Event, last: Event, last_value: Event) -> None:
        """A word between commas: mostly the rest of a text with a comma."""
        span, word = span_of(key), key.value
        said = None if key.style else say.unspaced(word)
        if said:
            self._slip(span, said[0], **said[1])
        elif last is None:
            self._slip(span, say.NO_VALUE, key=clip(word))
        elif number := self._decimal_comma(last_value, key):
            start = span_of(last_value)
            self.slips = [each for each in self.slips if each.span != start]  # of the half before the comma
            self._slip(span, say.DECIMAL_COMMA, number=clip(number))
        else:
            self._slip(span, say.COMMA, key=clip(word), before=clip(last.value))

    def _decimal_comma(self, start: Event, end: Event) -> str | None:
        """`95.5` where `95,5` was written for a number between braces."""
        written = self._text[start.start_mark.index : end.end_mark.index]
        found = _NUMBER_WITH_COMMA.fullmatch(written)
        return f"{found[1].replace('.', '')}.{found[2]}".rstrip("0").rstrip(".") if found else None

    def _plain(self, event: Event, key: Event | None) -> Scalar:
        """What a text without quotes means; `key` is the event of its key in a mapping."""
        word: str = event.value
        try:
            value = meaning(word)
        except ScalarRefusedError as refused:
            self._slip(span_of(event), refused.message, text=clip(word), **refused.told)
            return None
        if self._has_glued and (value is None or value is word):
            is_empty = not word and key is not None
            self._comment(behind_colon(self._text, key) if is_empty else event.end_mark.index)
        if value is not word:
            return value
        if word[0] in say.FALSE_SPACES:
            self._slip(span_of(event), say.FALSE_SPACE)
        elif key is not None and event.start_mark.line > key.end_mark.line:
            self._on_its_own_line(event)
        return value

    def _on_its_own_line(self, event: Event) -> None:
        """A text on a line below its key may be a key or an item whose space is missing."""
        if said := say.unspaced(self._first_line(event)):
            self._slip(span_of(event), said[0], **said[1])

    def _comment(self, place: int) -> None:
        """A comment behind a text without quotes, or behind the mark of a block, that may have been meant as text."""
        if found := _GLUED.match(self._text, place):
            self._slip(stretch(self._text, found.end() - 1, found.end()), say.COMMENT)

    def _quoted(self, event: Event) -> str:
        """A text in quotes or of a block; only an escape in double quotes can bring an invisible character into it."""
        if self._has_escapes and (found := say.invisible().search(event.value)):
            self._slip(span_of(event), say.INVISIBLE, code=say.code_of(found[0]))
        if self._has_glued and event.style in "|>":
            self._comment(event.start_mark.index)
        return str(event.value)

    def _tabs(self) -> None:
        """The first tab as indentation that the parser let pass; in quoted and block texts it is text."""
        tabs = list(_INDENTING_TAB.finditer(self._text))
        texts = [
            (each.start_mark.index, each.end_mark.index)
            for each in (events(self._text) if tabs else ())
            if getattr(each, "style", None)
        ]
        for found in tabs:
            tab = found.start(1)
            nearest = bisect_right(texts, (tab, 0)) - 1
            if nearest < 0 or tab >= texts[nearest][1]:
                self._slip(stretch(self._text, tab, found.end()), say.TAB)
                return


def _is_no_text(key: str) -> bool:
    try:
        return not isinstance(meaning(key), str)
    except ScalarRefusedError:
        return True
