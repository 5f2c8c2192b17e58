"""What the strict reader makes of a text, of which libyaml decides what is YAML: data, or every slip that it has."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from yaml import YAMLError

from skpkit.messages import clip
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.builder import Builder
from skpkit.source.yamlfile.parser import parsed
from skpkit.source.yamlfile.slips import Slip, Span

Read: TypeAlias = tuple[Any, tuple[Slip, ...]]

_FALSE = re.compile(f"[{say.WIDE}{say.NARROW}]+")
_BEFORE = re.compile(r"[,{\[] *(?=\S)")
# A tab on a line without content indents nothing, though libyaml may take it for that.
_EMPTY_LINE = re.compile(r"^ *\t[ \t]*(?=#|$)", re.MULTILINE)


def strictly(text: str) -> tuple[Any, tuple[Slip, ...], str]:
    """The data of a text and its slips, of which there is one where there is no data; and the text that was read."""
    data, slips = _built(text)
    if slips and (without := _EMPTY_LINE.sub(lambda found: " " * len(found[0]), text)) != text:
        text, (data, slips) = without, _built(without)
    return data, _told_better(text, slips) if slips else slips, text


def _told_better(text: str, slips: tuple[Slip, ...]) -> tuple[Slip, ...]:
    """The slips of a text, the first told as the one that a repair shows to be behind it."""
    from skpkit.source.yamlfile.repairs import foreign, repaired

    if whole := foreign(text):
        return (whole,)
    first, *others = slips
    if better := repaired(text, slips, lambda tried: _built(tried)[1]):
        kept = [each for each in others if each.span.line > max(first.span.line, better.span.line)]
        return (better, *kept)
    return slips


def _built(text: str) -> Read:
    builder = Builder(text, parsed(text))
    try:
        data = builder.document()
        if not (slips := builder.slips):
            return data, ()
    except YAMLError as error:
        from skpkit.source.yamlfile.syntax import refused

        slips = refused(text, error, builder.slips)
    pointed = [_pointed(text, each) if each.message == say.FALSE_SPACE else each for each in slips]
    return None, tuple(sorted(pointed, key=lambda slip: slip.span))


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
