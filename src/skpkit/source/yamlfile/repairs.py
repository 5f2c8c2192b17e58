"""The likeliest slip behind a text that cannot be read: the one whose repair, tried on the text, lets the reader go on.

It is asked only of a text that was refused. What it says can be followed to the letter, since it was tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from skpkit.messages import N_, Value, clip, cut
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.lookalikes import as_meant
from skpkit.source.yamlfile.numbers import is_nothing, number_meant
from skpkit.source.yamlfile.slips import Slip, Span

CONFLICT = N_(
    "a merge was not finished here: two versions of the same lines stand one below the other, between lines of "
    "<<<<<<<, ======= and >>>>>>>; keep one of the two, and delete the other and these three lines"
)
POINTER = N_(
    "this is not the record but a pointer of Git LFS to it; fetch the record with `git lfs pull`, and take records "
    "out of LFS, which is for large files"
)
OTHER_PROGRAM = N_(
    "this is a file of another program ({program}) that only bears the name of a record; write the record as plain "
    "text, or restore it from an earlier version"
)
BULLET = N_("the sign “{char}” begins no list here, a hyphen and a space do; write `- {rest}`")
OTHER_COLON = N_("behind a key stands a colon and a space, not “{char}”; write `{line}`")
COLON_GONE = N_("a colon is missing behind “{key}”; write `{line}`")
NEIGHBOURS = N_(
    "this line begins with {given} spaces, but the lines around it that it belongs to begin with {wanted}; move it so "
    "that it begins with {wanted}"
)
UNDER = N_(
    "this line begins with {given} spaces, but the lines around it that it belongs to begin with {wanted}; move it so "
    "that it begins with {wanted} and stands under “{parent}:”"
)
TAB_FOR = N_("this line begins with a tab, which cannot stand here; delete it and write {wanted} spaces in its place")
TAB_AWAY = N_(
    "this line begins with a tab, which cannot stand here; delete it, so that the line begins at the very left"
)
FALSE_SPACES_FOR = N_(
    "this line begins with characters that only look like spaces, as a page or another program leaves them; delete "
    "them and write {wanted} spaces in their place, or let it be mended: skpkit fmt --fix"
)
NO_DASH = N_("this is an entry of a list, so a hyphen and a space stand before it; write `- {rest}`")
TWO_ENTRIES = N_("two entries stand on one line; begin a new line before “{next}:”, indented like this one")
NO_REALISATION = N_(
    "a dash alone is no realisasi; write 0 if nothing was reached, and nothing behind the colon if it is not known yet"
)
NO_AIM = N_("a dash alone is no target; where nothing is aimed at in {key}, delete the whole line")
NOTHING = N_("a dash alone is no value; write the value, or delete the whole line")

COLON_LINE = N_("the text after “{key}:” holds a colon itself; put it in quotes: `{line}`")
BRACES = N_("several values with a key each stand between braces, with a comma between them; write `{line}`")
QUOTES_LINE = N_(
    "something follows the closing quotation mark; put the whole text in one pair of quotes, and use the other kind "
    "for quotes within it: `{line}`"
)
SIGN_LINE = N_("a text cannot begin with {char} here; put it in quotes: `{line}`")
MARKED_LINE = N_("a text that begins with {char} must stand in quotes: `{line}`")

_CONFLICT = re.compile(r"^(?:<{7,}|={7,}|>{7,}|\|{7,})(?: .*)?$", re.MULTILINE)
_POINTER = re.compile(r"version https://git-lfs\.github\.com/spec/")
_PROGRAMS = (
    ("PK\x03\x04", "Excel, Word, ZIP"),
    ("%PDF-", "PDF"),
    ("{\\rtf", "RTF"),
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<?xml", "XML"),
)
_BULLETS = "•●▪◦‣∙·■○►➢➤✓✔–—―−*⁃\uf0b7\uf0a7"  # of lists in other programs
_BULLET = re.compile(rf"^([ ]*)([{re.escape(_BULLETS)}])[ \t\u00a0]*(?=\S)(.*)$", re.MULTILINE)
_ENTRY = re.compile(
    r"(?P<lead> *(?:- +)?)(?P<key>[\w.-]+(?: [\w.-]+)?)(?P<sign>: | ?(?:=>|->|:=|::|=|;|\uff1a|\ufe55) ?)"
    r"(?P<value>\S.*)"
)
_PAIRS = re.compile(r"(?P<lead> *(?:- +)?(?:[\w.-]+: +)?)[\[({]?(?P<pairs>\w+: .*?[^\])}])[\])}]? *")
_PAIR = re.compile(r"(?:[a-z_]+|B[01][0-9]|Q[1-4]|S[12]|Y): +[^:;,{}()\[\]\"']+")
_NO_COLON = re.compile(r"(?P<lead> *(?:- +)?)(?P<key>[\w.-]+) +(?P<value>[-0-9\"'][^:]*)")
_SPLIT = re.compile(r"(?<=[^\s,])[ \t]+([\w.-]+):(?= |$)")
_PERIOD = re.compile("(?:B[01][0-9]|Q[1-4]|S[12]|Y)$")
_LOOKS_LIKE_SPACES = " \t\u00a0\u2007\u202f\u3000\u200b"
_MOST_TEXT = 64 * 1024  # characters of a text on which repairs are tried
_LONGEST = 100

Judge = Callable[[str], Sequence[Slip]]


class _Try(NamedTuple):
    """A repair: the text with it, and what is said where it helps, at a line and from a column to its end, or at a
    `span`."""

    text: str
    message: str
    told: dict[str, Value]
    line: int
    column: int
    span: Span | None = None


def foreign(text: str) -> Slip | None:
    """What a text is, if it is no record at all, or two versions of one."""
    start = text.lstrip("\ufeff \n")[:40].lower()
    if found := _POINTER.match(text):
        return Slip(POINTER, {}, Span(1, 1, 1, found.end() + 1))
    for sign, program in _PROGRAMS:
        if start.startswith(sign.lower()):
            return Slip(OTHER_PROGRAM, {"program": program}, Span(1, 1, 1, 1))
    marks = list(_CONFLICT.finditer(text))
    if len({each[0][:7] for each in marks}) > 1:
        line = text.count("\n", 0, marks[0].start()) + 1
        return Slip(CONFLICT, {}, Span(line, 1, line, len(marks[0][0]) + 1))
    return None


def repaired(text: str, slips: Sequence[Slip], judge: Judge) -> Slip | None:
    """The slip that a repair of the text, tried with `judge`, shows to be behind the first of `slips`."""
    if not slips or len(text) > _MOST_TEXT:
        return None
    first = slips[0].span.line
    lines = text.split("\n")
    for each in _tries(text, lines, slips[0]):
        left = judge(each.text)
        if not left or left[0].span.line > max(first, each.line):
            end = len(lines[each.line - 1].rstrip()) + 1
            span = each.span or Span(each.line, each.column, each.line, max(end, each.column))
            return Slip(each.message, each.told, span)
    return None


def _tries(text: str, lines: list[str], slip: Slip) -> Iterator[_Try]:
    """Repairs of the lines around a slip, the likeliest first."""
    nearby = _around(lines, slip.span.line - 1)
    yield from _bullets(text, lines)
    for nth in nearby if slip.message in _OF_SIGNS else ():
        yield from _values(lines, nth)
    for nth in nearby:
        yield from _colons(lines, nth)
    for nth in nearby:
        yield from _spaces(lines, nth)
    if slip.message in _OF_LAYOUT:
        for nth in nearby:
            yield from _dashes(lines, nth)
        yield from _moves(lines, nearby)
    for nth in nearby:
        yield from _two_entries(lines, nth)
    for nth in nearby:
        yield from _braces(lines, nth)
    yield from _quoted(lines, slip)


_OF_SIGNS = frozenset((say.RESERVED, say.MARKED, say.LIST_HERE, say.COMMENT, say.NO_YAML))
_OF_LAYOUT = frozenset((say.WRONG_INDENT, say.APART, say.NO_COLON, say.LIST_HERE, say.UNQUOTED_COLON, say.NO_YAML))


def _around(lines: Sequence[str], nth: int) -> list[int]:
    """A line, the one before and the one after it, without those that are empty or comments."""
    full = [each for each, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    before = [each for each in full if each < nth][-1:]
    after = [each for each in full if each > nth][:1]
    return [*([nth] if nth in full else []), *before, *after]


def _with(lines: Sequence[str], nth: int, line: str) -> str:
    return "\n".join([*lines[:nth], line, *lines[nth + 1 :]])


def _bullets(text: str, lines: Sequence[str]) -> Iterator[_Try]:
    """All bullets in place of hyphens at once."""
    found = _BULLET.search(text)
    if found and not re.match(r"\*\w+ *$", found[0].strip()):
        nth = text.count("\n", 0, found.start())
        told: dict[str, Value] = {"char": found[2], "rest": _short(found[3])}
        yield _Try(_BULLET.sub(r"\1- \3", text), BULLET, told, nth + 1, len(found[1]) + 1)


def _values(lines: Sequence[str], nth: int) -> Iterator[_Try]:
    """A number or nothing, written so that its sign means something to the reader: `>= 90`, `-`."""
    found = _ENTRY.fullmatch(lines[nth].rstrip())
    if not found or not found["sign"].startswith(":") or found["value"][0] not in "-><=%*&!#@`|?":
        return
    value = found["value"]
    column = found.start("value") + 1
    plain = _with(lines, nth, f"{lines[nth][: found.start('value')]}0")
    if is_nothing(value):
        message = NO_REALISATION if found["key"] == "realisasi" else NO_AIM if _PERIOD.match(found["key"]) else NOTHING
        yield _Try(plain, message, {"key": clip(found["key"])}, nth + 1, column)
    elif said := number_meant(value.strip("*_")):
        yield _Try(plain, said[0], {**said[1], "field": clip(found["key"])}, nth + 1, column)


def _colons(lines: Sequence[str], nth: int) -> Iterator[_Try]:
    """A key with another sign than a colon, or before a number with none."""
    found = _ENTRY.fullmatch(lines[nth].rstrip())
    if found and found["sign"] != ": ":
        line = f"{found['key']}: {found['value']}"
        told: dict[str, Value] = {"char": found["sign"].strip(), "line": _short(line)}
        yield _Try(_with(lines, nth, found["lead"] + line), OTHER_COLON, told, nth + 1, len(found["lead"]) + 1)
    gone = None if found else _NO_COLON.fullmatch(lines[nth].rstrip())
    if gone and any(re.match(rf"\s*(?:- +)?{re.escape(gone['key'])}: ", each) for each in lines):
        line = f"{gone['key']}: {gone['value']}"
        told = {"key": clip(gone["key"]), "line": _short(line)}
        yield _Try(_with(lines, nth, gone["lead"] + line), COLON_GONE, told, nth + 1, len(gone["lead"]) + 1)


def _spaces(lines: Sequence[str], nth: int) -> Iterator[_Try]:
    """Tabs, or what only looks like spaces, before a line."""
    line = lines[nth]
    content = line.lstrip(_LOOKS_LIKE_SPACES)
    lead = line[: len(line) - len(content)]
    odd = next((each for each in lead if each != " "), None)
    if odd is None or not content:
        return
    for wanted in _wanted(lines, nth):
        told: dict[str, Value] = {"wanted": wanted}
        mended = list(lines)
        mended[nth] = " " * wanted + content
        for other, each in enumerate(mended):  # those alike are one slip
            if each.startswith(lead):
                mended[other] = " " * wanted + each[len(lead) :]
        tab = TAB_FOR if wanted else TAB_AWAY
        yield _Try("\n".join(mended), tab if odd == "\t" else FALSE_SPACES_FOR, told, nth + 1, 1)


def _dashes(lines: Sequence[str], nth: int) -> Iterator[_Try]:
    """An entry of a list whose hyphen is missing: what belongs to it is indented below it."""
    content = lines[nth].lstrip(" ")
    indent = len(lines[nth]) - len(content)
    below = next((each for each in lines[nth + 1 :] if each.strip()), "")
    if not content.startswith("-") and _indent(below) == indent + 2 and any(_begins(each, indent) for each in lines):
        line = f"{' ' * indent}- {content}"
        yield _Try(_with(lines, nth, line), NO_DASH, {"rest": _short(content)}, nth + 1, indent + 1)


def _begins(line: str, indent: int) -> bool:
    return line.startswith(f"{' ' * indent}- ")


def _moves(lines: Sequence[str], nearby: Sequence[int]) -> list[_Try]:
    """A line moved to where its neighbours begin; best where those on both sides begin alike, and it moves least."""
    found: list[tuple[tuple[bool, int], _Try]] = []
    for nth in nearby:
        content = lines[nth].lstrip(" ")
        given = len(lines[nth]) - len(content)
        wanted = _wanted(lines, nth)
        for each in dict.fromkeys(wanted):
            if each != given:
                told: dict[str, Value] = {"given": given, "wanted": each}
                text = _with(lines, nth, " " * each + content)
                if parent := _parent(lines[:nth], each, entry=content.startswith("- ")):
                    told["parent"] = parent
                tried = _Try(text, UNDER if parent else NEIGHBOURS, told, nth + 1, min(given, each) + 1)
                found.append(((wanted.count(each) < 2, abs(each - given)), tried))
    return [each for _, each in sorted(found, key=lambda each: each[0])]


def _wanted(lines: Sequence[str], nth: int) -> list[int]:
    """Where the nearest lines before and after a line begin, behind a hyphen where they have one; of an entry of a list
    the nearest entries. What stands below a key is indented by two."""
    full = [each for each, line in enumerate(lines) if line.strip() and each != nth and line.lstrip()[0] != "#"]
    if lines[nth].lstrip(_LOOKS_LIKE_SPACES).startswith("- "):
        full = [each for each in full if lines[each].lstrip().startswith("- ")]
        return [
            _indent(lines[each]) for each in (*[e for e in full if e < nth][-1:], *[e for e in full if e > nth][:1])
        ]
    before, after = [each for each in full if each < nth][-1:], [each for each in full if each > nth][:1]
    places = [_content(lines[each]) + 2 * lines[each].rstrip().endswith(":") for each in before]
    return [*places, *(_indent(lines[each]) for each in after)]


def _parent(above: Sequence[str], indent: int, *, entry: bool) -> str:
    """The key that a line with an indentation stands under; that of a list may begin where its entries do."""
    for line in reversed(above):
        opens = line.rstrip().endswith(":") if entry else True
        if opens and line.strip() and line.lstrip()[0] != "#" and _content(line) < indent + entry:
            key, colon, _ = line.strip().removeprefix("- ").partition(":")
            return clip(key) if colon else ""
    return ""


def _content(line: str) -> int:
    """Where what stands on a line begins, hyphens left out."""
    found = re.match(r" *(?:- +)*", line)
    return found.end() if found else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _two_entries(lines: Sequence[str], nth: int) -> Iterator[_Try]:
    """`Q1: 250 Q2: 300`."""
    found = _ENTRY.fullmatch(lines[nth].rstrip())
    if not found or found["value"][0] in "\"'[{" or not found["sign"].startswith(":"):
        return
    split = _SPLIT.search(found["value"])
    if split and re.fullmatch(r"[-+0-9.,/% ]+", found["value"][: split.start()]):
        at = found.start("value")
        lead = " " * len(found["lead"])
        line = f"{lines[nth][: at + split.start()]}\n{lead}{found['value'][split.start() :].strip()}"
        yield _Try(_with(lines, nth, line), TWO_ENTRIES, {"next": clip(split[1])}, nth + 1, at + split.start() + 2)


def _braces(lines: Sequence[str], nth: int) -> Iterator[_Try]:
    """`target: (Q1: 5; Q2: 10)`: keys with values on one line, with other brackets, other commas or none."""
    found = _PAIRS.fullmatch(lines[nth])
    if not found:
        return
    pairs = [each.strip() for each in re.split("[;,]", found["pairs"])]
    if len(pairs) < 2 or not all(map(_PAIR.fullmatch, pairs)):
        return
    line = f"{found['lead']}{{{', '.join(pairs)}}}"
    told: dict[str, Value] = {"line": _short(line.strip().removeprefix("- "))}
    yield _Try(_with(lines, nth, line), BRACES, told, nth + 1, len(found["lead"]) + 1)


def _quoted(lines: Sequence[str], slip: Slip) -> Iterator[_Try]:
    """The line of a slip with its whole text in quotes."""
    nth = slip.span.line - 1
    found = _ENTRY.fullmatch(lines[nth].rstrip()) if nth < len(lines) else None
    if slip.message not in _QUOTING or not found or not found["sign"].startswith(":"):
        return
    value = found["value"]
    if slip.message == say.AFTER_QUOTE:
        if value[0] != value[-1] or len(value) < 3:
            return
        value = value[1:-1]
    elif value[0] in "\"'[{|>" or " #" in value:
        return
    quoted = f'"{value}"' if not {'"', "\\"} & set(value) else "'" + value.replace("'", "''") + "'"
    line = f"{found['lead']}{found['key']}: {quoted}"
    told: dict[str, Value] = {
        **slip.told,
        "key": clip(found["key"]),
        "line": cut(line.strip().removeprefix("- "), _LONGEST),
    }
    yield _Try(_with(lines, nth, line), _QUOTING[slip.message], told, nth + 1, slip.span.column, slip.span)


_QUOTING = {
    say.UNQUOTED_COLON: COLON_LINE,
    say.AFTER_QUOTE: QUOTES_LINE,
    say.RESERVED: SIGN_LINE,
    say.MARKED: MARKED_LINE,
}


def _short(text: str) -> str:
    """A line of a record as a sentence shows it."""
    return cut(" ".join(as_meant(text).split()), _LONGEST)
