"""Slips of a record that have one cure, cured in its data: quotes, decimal commas, what other programs put in texts.

What is told of each is where it was and what stands there now. A value that was accepted as it is stays: to change it
needs an adendum or a new dialogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from skpkit.findings import Note
from skpkit.messages import N_, Value, clip
from skpkit.model.nip import PLAIN_NIP
from skpkit.model.records import same
from skpkit.source.schemas import dates as day
from skpkit.source.schemas import explain
from skpkit.source.yamlfile import Document, Path, Span, read
from skpkit.source.yamlfile import numbers as number
from skpkit.source.yamlfile import sentences as say
from skpkit.source.yamlfile.repairs import FALSE_SPACES_FOR, TAB_AWAY, TAB_FOR
from skpkit.source.yamlfile.scalars import meaning

QUOTED = N_("{path}:{line}: the NIP stands in quotes now, so that it stays as it is")
NUMBER = N_("{path}:{line}: {field} is {new} now, in place of “{old}”")
UNQUOTED = N_("{path}:{line}: {field} stands no more in curly quotation marks")
SPACES = N_("{path}:{line}: in {field} stand plain spaces now, and no character that nobody sees")
TRIMMED = N_("{path}:{line}: {field} begins and ends without spaces now")
INDENT = N_("{path}:{line}: the line begins with plain spaces now")
BETWEEN = N_("{path}:{line}: a plain space stands now where something only looked like one")
GONE = N_("{path}:{line}: a character that nobody sees is gone")
DAY = N_("{path}:{line}: {field} is {new} now, in place of “{old}”, which was read as day, month and year")
STAYS = N_(
    "{path}:{line}: {field} was accepted as it is, so it stays; where it has to change, an adendum or a new dialogue "
    "changes it"
)
HELD = N_(
    "{path}:{line}: {field} stays as it lies here, since it was reported or is frozen, and {was} was accepted there; "
    "write that again. A realisasi that was another is corrected by skpkit koreksi, a target of an open period changed "
    "by skpkit adendum"
)
HELD_UNREAD = N_(
    "{path}:{line}: {field} stays as it lies here, since it was reported or is frozen, and which value was accepted "
    "there cannot be read now; write that one, as the history shows it. A realisasi that was another is corrected by "
    "skpkit koreksi, a target of an open period changed by skpkit adendum"
)

# Sentences on a text after which there is no doubt which number was meant.
_SURE = frozenset((number.NUMBER_AS, number.COMMA, number.CURLY))
# And after which there is one day, or, where day and month may be either, the one that is written first here.
_DAYS = frozenset(
    (day.DATE_AS, day.DATE_EITHER, day.DATE_OF_SHEET, day.DATE_CURLY, day.DATE_ALONE, day.DATE_LOOKS_LIKE)
)
_CURLY = re.compile("[“”„‟]([^“”„‟]*)[“”„‟]", re.DOTALL)
_PLAIN_SPACES = str.maketrans({**dict.fromkeys(say.WIDE, " "), **dict.fromkeys(say.NARROW, "")})
_FALSE = say.WIDE + say.NARROW
# What only looks like a space, where one stands between the parts of a line; texts in quotes and comments are passed.
_BETWEEN = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:^|\s)\#.*)"""
    rf"|(?P<lead>(?:^ *(?:-(?=[ {_FALSE}]) *)*|[,{{\[] *)(?:[\w.-]+:)? *)(?P<false>[{_FALSE}][{_FALSE} ]*)"
)
_ENDS = re.compile(r"[ \t]+(?=\n|\Z)|\A[ \t]+")
_COMMA = re.compile(r"[-+]?[0-9][0-9.]*,")
_MOST = 500  # repairs of one text


class Acceptance(NamedTuple):
    """What binds a record: as which data it was accepted, in one state or two, and whether in one it is there and
    `unread`. `whole` where nothing in it may change, else the frozen `cells`, an IKI in a period. `settled` where its
    dates bind too, as those of what is established."""

    states: tuple[Any, ...] = ()
    unread: bool = False
    whole: bool = False
    cells: frozenset[tuple[str, str]] = frozenset()
    settled: bool = False

    @property
    def texts(self) -> frozenset[str]:
        """Every text that was accepted somewhere in it."""
        return frozenset(text for each in self.states for text in _all_texts(each))

    def held(self, data: Any, path: Path, new: object, *, is_day: bool = False) -> tuple[str, dict[str, Value]] | None:
        """Why the value at a path of the data may not be `new`, as a sentence and what it tells; None where it may.
        Where it `is_day`, what was not there when it was accepted is free, such as an adendum that is added."""
        found = [_accepted_at(each, data, path) for each in self.states]
        is_free = is_day and found and not self.unread and all(each is _NOTHING for each in found)
        if not (self.whole or (is_day and self.settled and not is_free) or self._holds(data, path)):
            return None
        if found and not self.unread and all(same(each, new) for each in found):
            return None
        was = next((each for each in found if isinstance(each, str | int | float)), None)
        if self.unread or was is None:
            return HELD_UNREAD, {}
        return HELD, {"was": clip(str(was))}

    def _holds(self, data: Any, path: Path) -> bool:
        if len(path) < 2 or path[-2] != "target":
            return False
        iki = ""
        for step in path[:-2]:
            iki = str(data.get("kode", iki)) if isinstance(data, dict) else iki
            data = data[step]
        iki = str(data.get("kode", data.get("iki", iki))) if isinstance(data, dict) else iki
        return (iki, path[-1]) in self.cells or (self.unread and any(each == iki for each, _ in self.cells))


UNBOUND = Acceptance()
_NOTHING = object()


def _accepted_at(state: Any, data: Any, path: Path) -> Any:
    """What a state holds where the data have a path: an item of a list is found by what names it, else by its place."""
    for step in path:
        try:
            data = data[step]
            if isinstance(step, int):
                named = [each for each in state if (name := _name(each)) and name == _name(data)]
                state = named[0] if named else state[step]
            else:
                state = state[step]
        except (KeyError, IndexError, TypeError):
            return _NOTHING
    return state


def _name(item: Any) -> tuple[Any, ...]:
    """What names an item of a list: its code, its IKI and period, its number; nothing where none does."""
    if not isinstance(item, dict):
        return ()
    for keys in (("kode",), ("iki", "periode"), ("nomor",)):
        if all(key in item for key in keys):
            return tuple(item[key] for key in keys)
    return ()


def _all_texts(data: object) -> Iterator[str]:
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _all_texts(each)
    elif isinstance(data, str):
        yield data


class Mended(NamedTuple):
    """Data with what was `done` to them, and what `stays` though it has a slip."""

    data: Any
    done: tuple[Note, ...]
    stays: tuple[Note, ...]


def mended(path: str, kind: str, document: Document, binding: Acceptance, *, counted: bool = False) -> Mended:
    """The data of a document that can be read, cured. `path` names it in sentences; what was accepted, as `binding`
    has it, stays. Where it is `counted` what was reached, a realisasi is a number."""
    data = deepcopy(document.data)
    done: list[Note] = []
    stays: dict[Path, Note] = {}
    accepted = binding.texts
    numbers = _numbers(document.data, ()) if counted else ()
    slips = chain(_refused(kind, document.data), numbers, _texts(data, ()))  # texts once numbers are numbers
    for each in slips:
        old = _at(data, each.path)
        told: dict[str, Value] = {"path": path, "line": document.span(each.path).line, "field": _field(each.path)}
        if old in accepted and isinstance(old, str):
            stays[each.path] = Note(STAYS, told)
            continue
        new = each.cure(old)
        means = _unquoted(_trimmed(_plain(new))) if isinstance(new, str) else new
        is_day = each.message == DAY
        if each.message != QUOTED and (held := binding.held(data, each.path, means, is_day=is_day)):
            stays[each.path] = Note(held[0], {**told, **held[1]})
            continue
        if each.message in (NUMBER, DAY):
            told |= {"old": clip(str(old).strip("“”")), "new": repr(new) if each.message == NUMBER else new}
        _set(data, each.path, new)
        done.append(Note(each.message, told))
    return Mended(data, tuple(done), tuple(stays.values()))


class _Slip(NamedTuple):
    path: Path
    message: str
    cure: Callable[[Any], Any]


def _refused(kind: str, data: Any) -> Iterator[_Slip]:
    """What the form refuses of data."""
    for wrong in explain(kind, data):
        if wrong.on_key or not wrong.path:
            continue
        try:
            value = _at(data, wrong.path)
        except (KeyError, IndexError, TypeError):
            continue
        if wrong.path[-1] == "nip" and isinstance(value, int) and re.fullmatch(PLAIN_NIP, str(value)):
            yield _Slip(wrong.path, QUOTED, str)
        elif wrong.message in _DAYS:
            yield _Slip(wrong.path, DAY, partial(_day, wrong.told))
        elif isinstance(value, str) and _number(value) is not None:
            yield _Slip(wrong.path, NUMBER, _number)


def _day(told: Mapping[str, Value], _: object) -> str:
    """The day that the reader tells, of two the one whose day was written first."""
    return str(told["near" if "near" in told else "one"])


def _numbers(data: Any, path: Path) -> Iterator[_Slip]:
    """What is a realisasi and no number, which the form of a dialogue lets be for those that are told in words."""
    if path and path[-1] == "realisasi" and isinstance(data, str):
        if _number(data) is not None:
            yield _Slip(path, NUMBER, _number)
        return
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, each in steps:
        yield from _numbers(each, (*path, step))


def _number(text: str) -> int | float | None:
    found = number.number_meant(text)
    if not found or found[0] not in _SURE:
        return None
    value = meaning(str(found[1]["near"]))
    return value if isinstance(value, int | float) else None


def _texts(data: Any, path: Path) -> Iterator[_Slip]:
    """What other programs left in texts, looked for when it is come to: a number by then is none."""
    if isinstance(data, dict):
        for key in data:
            yield from _texts(data[key], (*path, key))
        return
    if isinstance(data, list):
        for nth in range(len(data)):
            yield from _texts(data[nth], (*path, nth))
        return
    if not isinstance(data, str):
        return
    text = data
    for message, cure in ((SPACES, _plain), (TRIMMED, _trimmed), (UNQUOTED, _unquoted)):
        if (new := cure(text)) != text:
            yield _Slip(path, message, cure)
            text = new


def _plain(text: str) -> str:
    return text if text.isascii() else text.translate(_PLAIN_SPACES)


def _trimmed(text: str) -> str:
    return _ENDS.sub("", text)


def _unquoted(text: str) -> str:
    found = _CURLY.fullmatch(text)
    return found[1].strip() if found else text


def _field(path: Path) -> str:
    return clip(str(next((each for each in reversed(path) if isinstance(each, str)), "")))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _set(data: Any, path: Path, value: Any) -> None:
    _at(data, path[:-1])[path[-1]] = value


def readable(path: str, text: str) -> tuple[str, tuple[Note, ...]]:
    """A text that cannot be read, made readable where a decimal comma between braces, or what nobody sees, alone keeps
    it from that, and what was done; else as it was."""
    done: list[Note] = []
    made = text
    for _ in range(_MOST):
        document = read(made.encode())
        if not (slips := document.slips):
            if not (named := _key(made, document)):
                return made, tuple(done)
            made, line = named
            done.append(Note(BETWEEN, {"path": path, "line": line}))
            continue
        step = next((found for each in slips if (found := _step(made, each.message, each.told, each.span))), None)
        if not step:
            break
        made, note, told = step
        done.append(Note(note, {"path": path, **told}))
    return text, ()


def held_number(path: str, document: Document, done: tuple[Note, ...], binding: Acceptance) -> Note | None:
    """Which number that was `done` to make a document readable may not be there, and why; None where all may."""
    made = {(each.told["line"], meaning(str(each.told["new"]))) for each in done if each.message == NUMBER}
    for at, _ in document.values() if made else ():
        new, line = _at(document.data, at), document.span(at).line
        if isinstance(new, int | float) and (line, new) in made and (held := binding.held(document.data, at, new)):
            return Note(held[0], {"path": path, "line": line, "field": _field(at), **held[1]})
    return None


def _step(text: str, message: str, told: Mapping[str, Value], span: Span) -> tuple[str, str, dict[str, Value]] | None:
    lines = text.split("\n")
    nth, at = span.line - 1, span.column - 1
    line = lines[nth]
    if message == say.DECIMAL_COMMA:
        found = next((each for each in _COMMA.finditer(line) if each.end() == at), None)
        if not found:
            return None
        end = span.end_column - 1
        lines[nth] = f"{line[: found.start()]}{told['number']}{line[end:]}"
        field = line[: found.start()].rstrip(" :").rpartition(" ")[2].lstrip("{,")
        what: dict[str, Value] = {"field": clip(field), "new": told["number"], "old": line[found.start() : end]}
        return "\n".join(lines), NUMBER, {"line": span.line, **what}
    tried = [
        (note, "\n".join([*lines[:nth], each, *lines[nth + 1 :]]))
        for note, each in _without_signs(line, at, message, told)
    ]
    if not tried:
        return None
    note, made = next((each for each in tried if _goes_on(each[1], span.line)), tried[0])
    return made, note, {"line": span.line}


def _key(text: str, document: Document) -> tuple[str, int] | None:
    """A text in which a key is without what only looks like a space, and its line; None where no key has such."""
    if text.isascii():
        return None
    for path, _ in document.values():
        key = path[-1] if path else 0
        if isinstance(key, str) and (plain := _plain(key).strip()) != key and plain:
            span, lines = document.key_span(path), text.split("\n")
            line = lines[span.line - 1]
            lines[span.line - 1] = line[: span.column - 1] + plain + line[span.end_column - 1 :]
            made = "\n".join(lines)
            return (made, span.line) if not read(made.encode()).slips else None
    return None


def _goes_on(text: str, line: int) -> bool:
    """Whether a text can be read beyond a line."""
    slips = read(text.encode()).slips
    return not slips or slips[0].span.line > line


def _without_signs(line: str, at: int, message: str, told: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """How a line may look in which one thing that nobody sees is gone, the likeliest first, and what is told of it."""
    content = line.lstrip(" \t" + say.WIDE + say.NARROW)
    lead = line[: len(line) - len(content)]
    if message in (TAB_FOR, TAB_AWAY):
        yield INDENT, " " * int(str(told.get("wanted", 0))) + content
    elif message in (FALSE_SPACES_FOR, say.FALSE_START) and not lead.isascii():
        yield INDENT, _plain(lead) + content
        yield INDENT, " " * int(str(told.get("wanted", 0))) + content
    elif message == say.INVISIBLE and say.invisible().match(line, at):
        yield GONE, line[:at] + line[at + 1 :]
    elif found := next((each for each in _BETWEEN.finditer(line) if each["false"]), None):
        before, after = line[: found.start("false")], line[found.end("false") :]
        yield BETWEEN, before + (" " if before[-1:] in (":", "-", ",") else "") + after
        yield BETWEEN, before + _plain(found["false"]) + after
