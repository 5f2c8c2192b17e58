"""The fast path: the data of a text that needs no remark, from the events of one parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from skpkit.source.yamlfile.parsers import Event
from skpkit.source.yamlfile.places import COLON, line_from
from skpkit.source.yamlfile.scalars import NUMERIC, WORDS, number_or_text

MOST_LEVELS = 32
BLANK = frozenset("\u00a0\u200b")  # what is taken for a space and is none
# What a line looks like that lacks a space, `nama:Bagas` or `-Bagas`; an address such as https://… is text.
UNSPACED = re.compile(r"(?:-(?!-)|[A-Za-z_]\w*:(?!//))[\S\u00a0]")
# A comment that may have been meant as text: `Teks #1`. One with a space after the sign never was.
CLINGING = re.compile(r"[ \t]+#(?=[^\s#])")

_KEYS_TO_WEIGH = frozenset({*WORDS, "<<"})
_STARTS_TO_WEIGH = NUMERIC | BLANK


@lru_cache
def invisible() -> re.Pattern[str]:
    """What a character looks like that cannot be seen. Compiled when first needed, since it takes a while."""
    return re.compile(r"[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class UnsureError(Exception):
    """Something in the text calls for the careful reader."""


def quick_data(events: Sequence[Event], text: str) -> dict[str, Any]:
    """The data in a document's events. Raises UnsureError where anything is wrong or merely unusual.

    One long loop on purpose: it runs once for every event of every record.
    """
    if len(events) < 6 or events[2].__class__ is not MappingStartEvent or _is_marked(events[2]):
        raise UnsureError
    start = events[1]
    behind = start.end_mark.index
    if start.__class__ is not DocumentStartEvent or (start.explicit and "%" in text[:behind]):
        raise UnsureError
    escapes = "\\" in text
    root: dict[str, Any] = {}
    box: Any = root
    in_mapping = True
    key: str | None = None
    key_event: Event = None
    stack: list[Any] = []
    for event in events[3:-3]:
        kind = event.__class__
        if kind is ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                raise UnsureError
            value = event.value
            style = event.style
            if style and (escapes or style in "|>") and _is_unusual(event, text):
                raise UnsureError
            if in_mapping and key is None:
                if value in box or (
                    not style and (value in _KEYS_TO_WEIGH or value[0] in _STARTS_TO_WEIGH or ":" in value)
                ):
                    raise UnsureError
                key = value
                key_event = event
                continue
            if not style:
                if value in WORDS:
                    if not value and in_mapping and not COLON.match(text, key_event.end_mark.index):
                        raise UnsureError
                    value = WORDS[value]
                elif value[0] in _STARTS_TO_WEIGH:
                    if value[0] in BLANK:
                        raise UnsureError
                    value = number_or_text(value)
                if in_mapping and value.__class__ is str and (":" in value or value[0] == "-"):
                    _weigh(value, event, key_event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if _is_marked(event) or (in_mapping and key is None) or len(stack) >= MOST_LEVELS - 1:
                raise UnsureError
            if not in_mapping and event.flow_style and text[event.start_mark.index] not in "[{":
                raise UnsureError
            value = {} if kind is MappingStartEvent else []
        elif stack and (kind is MappingEndEvent or kind is SequenceEndEvent):
            box = stack.pop()
            in_mapping = box.__class__ is dict
            continue
        else:
            raise UnsureError
        if in_mapping:
            box[key] = value
            key = None
        else:
            box.append(value)
        if kind is not ScalarEvent:
            stack.append(box)
            box = value
            in_mapping = kind is MappingStartEvent
    if stack or events[-3].__class__ is not MappingEndEvent:
        raise UnsureError
    return root


def _is_marked(event: Event) -> bool:
    return event.anchor is not None or event.tag is not None


def _is_unusual(event: Event, text: str) -> bool:
    """Whether an escape made an invisible sign, or a comment clings to `|`, which libyaml alone lets pass."""
    if event.style in "|>":
        return "#" in line_from(text, event.start_mark.index)
    return bool(invisible().search(event.value))


def _weigh(value: str, event: Event, key_event: Event) -> None:
    """An unquoted text on a line below its key may be a key or an item whose space is missing."""
    if event.start_mark.line > key_event.end_mark.line and UNSPACED.match(value):
        raise UnsureError
