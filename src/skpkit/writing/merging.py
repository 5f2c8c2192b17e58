"""Two versions of a record brought together as the record that it is: by code, date and number, not by lines.

What one side alone changed is taken as it stands there, byte for byte. What both changed is looked into: a mapping by
its keys, a list by what its items are known by. Where both say otherwise of the same, whole lines of both stay between
git's marks, and taking either of them leaves a record that can be read. Which side is called ours changes no data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from skpkit.model.records import same
from skpkit.source.yamlfile import Document, Path, read
from skpkit.writing.conflicts import WIDTH, marked, sides
from skpkit.writing.items import RESULTS, STATUS, code_of, placed_apart, reported_beside
from skpkit.writing.numbering import LOG, Numbering, number_anew
from skpkit.writing.ordering import canonical, in_order, merged_lines, named_after, numbered
from skpkit.writing.parts import (
    Leaves,
    Member,
    Stretch,
    brackets_of,
    is_in_brackets,
    lines_of,
    parts_of,
    remarks_of,
)

_DIGITS = re.compile(r"([0-9]+)")

_Name: TypeAlias = tuple[str, int]
_Three: TypeAlias = "tuple[Member | None, Member | None, Member | None]"
_Stretches: TypeAlias = "tuple[Stretch | None, Stretch, Stretch]"


class Doubt(Exception):
    """The texts are such that only a merge by lines may touch them."""


class Clash(NamedTuple):
    """What both sides say otherwise: `where`, by the names that things have, both values and that of the `base`, None
    for what is not there.

    `signed` tells that it is an entry of which one would have to be numbered anew, and is signed; `new` that both
    brought an item of one code.
    """

    where: tuple[str, ...]
    ours: Any
    theirs: Any
    signed: bool = False
    new: bool = False
    base: Any = None


class Merging(NamedTuple):
    """A merged text, what could not be brought together, and which entries are numbered anew."""

    text: str
    clashes: tuple[Clash, ...]
    renumbered: tuple[Numbering, ...]


class _Differing(Exception):
    """Both sides say otherwise: caught by the nearest lines that marks may stand around."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__()
        self.clashes = tuple(clashes)


def _differing(where: tuple[str, ...], three: _Three | _Stretches) -> _Differing:
    base, ours, theirs = (each.data if each else None for each in three)
    return _Differing([Clash(where, ours, theirs, base=base)])


@dataclass
class _Placed:
    """A member as it comes to stand: the comments above it, its text from its column on, its data; or, in conflict,
    the whole lines of both sides and of the base."""

    key: str | None
    above: str
    body: str
    data: Any
    clashes: tuple[Clash, ...] = ()
    lines: tuple[str, str, str] = ("", "", "")


def merge(base: str, ours: str, theirs: str, *, width: int = WIDTH, with_base: bool = False) -> Merging:
    """Merge three texts with plain line ends; the base may be empty. Raises Doubt for what only lines can be told of.

    `width` is that of the marks, `with_base` whether the base's lines stand between them too.
    """
    known = _document(base) if base.strip() else None
    texts = number_anew(known.data if known else None, (ours, _document(ours)), (theirs, _document(theirs)))
    sheets = [_sheet(each) for each in (texts.ours, texts.theirs)]
    work = _Work(width, with_base, texts.signed)
    work.reported = known is not None and reported_beside(known.data, *(each.root.data for each in sheets))
    text, data = work.whole(_sheet(base) if known else None, sheets[0], sheets[1])
    _certify(text, data, bool(work.clashes))
    return Merging(text, tuple(work.clashes), texts.changed)


def _document(text: str) -> Document:
    document = read(text.encode())
    if document.slips:
        raise Doubt
    return document


def _sheet(text: str) -> Leaves:
    ended = text if text.endswith("\n") else f"{text}\n"
    sheet = parts_of(ended, _document(ended).data)
    if sheet is None:
        raise Doubt
    return sheet


def _certify(text: str, data: Any, clashing: bool) -> None:
    """Raises Doubt where a text does not say what it should, or a conflict in it cannot be settled by choosing."""
    if not clashing:
        if not same(_document(text).data, data):
            raise Doubt
        return
    both = sides(text)
    if both is None:
        raise Doubt
    for each in both:
        _document(each)


@dataclass
class _Work:
    """One merge, and what it came upon."""

    width: int
    with_base: bool
    signed: bool
    reported: bool = False
    clashes: list[Clash] = field(default_factory=list)

    def whole(self, base: Leaves | None, ours: Leaves, theirs: Leaves) -> tuple[str, Any]:
        """The text and its data. Raises Doubt where nothing of it can be brought together."""
        above = _text(base.above if base else "", ours.above, theirs.above)
        if above is None:
            raise Doubt
        try:
            text, data = self._members((base.root if base else None, ours.root, theirs.root), (), ())
        except _Differing:
            raise Doubt from None
        return above + text, data

    # --- members that are lines --------------------------------------------------------------------------------------

    def _members(self, parts: _Stretches, path: Path, where: tuple[str, ...]) -> tuple[str, Any]:
        """The lines of a mapping or list, and its data."""
        frame = next((each for each in parts[1:] if each and each.members), parts[1])
        if any(each and each.members and each.column != frame.column for each in parts):
            raise Doubt
        placed = []
        for name, three in self._ordered(parts, path, where):
            found = self._placed(three, _below(path, three), (*where, *_called(name, three, path)))
            placed += [found] if found else []
        return self._rendered(placed, frame)

    def _rendered(self, placed: Sequence[_Placed], frame: Stretch) -> tuple[str, Any]:
        if not placed:
            raise Doubt  # a key without a value is for people to judge
        if frame.opened and frame.is_map and placed[0].above:  # behind a dash no comment can stand above
            bare = next((each for each in placed if not each.above and not each.clashes), placed[0])
            placed = [bare, *(each for each in placed if each is not bare)]
        lines = []
        for nth, each in enumerate(placed):
            opening = nth == 0 and frame.opened  # it stands behind a dash, where no other line can be put before it
            if each.clashes:
                if opening:
                    raise _Differing(each.clashes)
                self.clashes += each.clashes
                ours, base, theirs = (text.splitlines(keepends=True) for text in each.lines)
                lines += marked(ours, base if self.with_base else None, theirs, self.width)
                continue
            if opening and each.above:
                raise Doubt
            lines.append(each.body if opening else f"{each.above}{' ' * frame.column}{each.body}")
        data = {each.key: each.data for each in placed} if frame.is_map else [each.data for each in placed]
        return "".join(lines), data

    def _placed(self, three: _Three, path: Path, where: tuple[str, ...]) -> _Placed | None:
        """A member merged, or its lines in conflict; None where it is gone."""
        known = len(self.clashes)
        try:
            return self._member(three, path, where)
        except _Differing as found:
            del self.clashes[known:]
            base, ours, theirs = three
            there = ours or theirs
            assert there  # noqa: S101 - what is gone on both sides differs in nothing
            lines = (lines_of(ours), lines_of(base), lines_of(theirs))
            return _Placed(there.key, "", "", there.data, found.clashes, lines)

    def _member(self, three: _Three, path: Path, where: tuple[str, ...]) -> _Placed | None:
        base, ours, theirs = three
        if path == (RESULTS,) and (kode := placed_apart(*(each and each.data for each in three))):
            raise _Differing([Clash((*where, kode), [kode], [kode])])
        if path == (STATUS,) and self.reported:
            raise _differing(where, three)
        if not ours or not theirs:
            there = _one_sided(three, where)
            return _Placed(there.key, there.above, there.body, there.data) if there else None
        apart = not base and ours.key is None and not same(ours.data, theirs.data)
        if apart and (path[-2:-1] != (LOG,) or self.signed):
            raise _Differing([Clash(where, ours.data, theirs.data, self.signed, new=True)])
        above = _text(base.above if base else "", ours.above, theirs.above)
        if above is None:
            raise _differing(where, (base, ours, theirs))
        body, data = self._body(base, ours, theirs, path, where)
        return _Placed(ours.key, above, body, data)

    def _body(
        self, base: Member | None, ours: Member, theirs: Member, path: Path, where: tuple[str, ...]
    ) -> tuple[str, Any]:
        """The text of a member from its key or dash on, and its data."""
        if same(ours.data, theirs.data) and "#" not in theirs.body and not (base and ours.data):
            return ours.body, ours.data
        if ours.body == theirs.body or (base and theirs.body == base.body):
            return ours.body, ours.data
        if base and ours.body == base.body:
            return theirs.body, theirs.data
        if base and not base.data and "#" not in base.body + ours.body + theirs.body:  # nothing, however it is written
            for one, other in ((ours, theirs), (theirs, ours)):
                if same(one.data, base.data):
                    return other.body, other.data
        parts: _Stretches = (base.value if base else None, ours.value, theirs.value)
        inside = [bool(each.block and each.members) for each in parts if each and not each.is_empty]
        if not all(inside) and any(inside):
            return _either(base, ours, theirs, where)
        emptied = next((each for each in (ours, theirs) if each.value.is_empty), None)
        if inside and emptied:  # the other has lines
            full = theirs if emptied is ours else ours
            head = None if "#" in emptied.body or full.value.is_empty else full.head
        else:
            head = _text(base.head if base else "", ours.head, theirs.head)
        if head is None:
            raise _differing(where, (base, ours, theirs))
        if all(inside) and inside:
            shapes = [(each.value.is_map, each.value.opened) for each in (ours, theirs)]
            if not emptied and shapes[0] != shapes[1]:
                raise _differing(where, (base, ours, theirs))
            text, data = self._members(parts, path, where)
            return head + text, data
        text, data = self._value(parts, path, where)
        tail = _text(base.tail if base else "\n", ours.tail, theirs.tail)
        if tail is None:
            raise _differing(where, (base, ours, theirs))
        return head + text + tail, data

    # --- within a line -----------------------------------------------------------------------------------------------

    def _value(self, parts: _Stretches, path: Path, where: tuple[str, ...]) -> tuple[str, Any]:
        """The text of a value in a line, and its data."""
        base, ours, theirs = parts
        if same(ours.data, theirs.data) or (base and same(theirs.data, base.data)):
            return ours.written, ours.data
        if base and same(ours.data, base.data):
            return theirs.written, theirs.data
        if all(each is None or is_in_brackets(each) or each.is_empty for each in parts):
            return self._in_line(parts, path, where)
        if base and all("\n" in each.written for each in (base, ours, theirs)):
            lines = merged_lines(*(each.written.split("\n") for each in (base, ours, theirs)))
            if lines is not None:
                text = "\n".join(lines)
                return text, _document(f"teks: {text}\n").data["teks"]
        raise _differing(where, (base, ours, theirs))

    def _in_line(self, parts: _Stretches, path: Path, where: tuple[str, ...]) -> tuple[str, Any]:
        """The text of what stands between brackets in one line, and its data."""
        frame = next((each for each in parts[1:] if each.members), None)
        if frame is None or any(each and each.members and each.is_map != frame.is_map for each in parts):
            raise _differing(where, parts)  # also where both say otherwise that there is nothing
        texts, data, apart = list[str](), list[tuple[str | None, Any]](), list[Clash]()
        for name, three in self._ordered(parts, path, where):
            base, ours, theirs = three
            names = (*where, *_called(name, three, path))
            if not ours or not theirs:
                if there := _one_sided(three, names):
                    texts.append(there.head + there.value.written)
                    data.append((there.key, there.data))
                continue
            if not base and ours.key is None and not same(ours.data, theirs.data):
                raise _Differing([Clash(names, ours.data, theirs.data, new=True)])
            head = _text(base.head if base else "", ours.head, theirs.head)
            if head is None:
                raise _differing(names, three)
            inner: _Stretches = (base.value if base else None, ours.value, theirs.value)
            try:
                text, value = self._value(inner, _below(path, three), names)
            except _Differing as found:  # the line is in conflict; what else in it is, is told too
                apart += found.clashes
                continue
            texts.append(head + text)
            data.append((ours.key, value))
        if apart:
            raise _Differing(apart)
        opening, between, closing = brackets_of(frame)
        whole = opening + between.join(texts) + closing
        return whole, dict(data) if frame.is_map else [value for _, value in data]

    # --- which is which ----------------------------------------------------------------------------------------------

    def _ordered(self, parts: _Stretches, path: Path, where: tuple[str, ...]) -> list[tuple[_Name, _Three]]:
        """The members of three mappings or lists by name, in the order that they come to stand in."""
        named = _named(parts, path)
        base, ours, theirs = (dict(side) for side in named)
        order = in_order([*base], [*ours], [*theirs], _sorting)
        lost = [each for each in base if each not in ours and each not in theirs]
        come = [[each for each in side if each not in base] for side in (ours, theirs)]
        replaced = bool(lost) and all(come) and {*come[0]} != {*come[1]} and not _is_coded(parts, path)
        if order is None and parts[1].is_map:  # their order says nothing
            order = [*ours, *(each for each in theirs if each not in ours)]
        if order is None or replaced:
            raise _differing(where, parts)
        return [(name, (base.get(name), ours.get(name), theirs.get(name))) for name in order]


def _named(parts: _Stretches, path: Path) -> list[list[tuple[_Name, Member]]]:
    """The members of each part with the names that they are known by: keys, codes, or else all that they say."""
    members = [list(each.members or ()) if each else [] for each in parts]
    names = [numbered([_name(each, path) for each in side]) for side in members]
    if _is_coded(parts, path):
        if any(nth > 1 for side in names for _, nth in side):
            raise Doubt  # nobody knows which of two things of one code is meant
    else:
        names = [names[0], named_after(names[0], names[1]), named_after(names[0], names[2])]
    return [list(zip(*both, strict=True)) for both in zip(names, members, strict=True)]


def _name(member: Member, path: Path) -> str:
    if member.key is not None:
        return member.key
    code = code_of(path, member.data)
    return " ".join(code) if code else canonical(member.data)


def _is_coded(parts: _Stretches, path: Path) -> bool:
    """Whether members are known by keys or codes, and not by all that they say."""
    every = [each for part in parts if part for each in part.members or ()]
    return all(each.key is not None or code_of(path, each.data) for each in every)


def _called(name: _Name, three: _Three, path: Path) -> tuple[str, ...]:
    """The name of a member as people are told it; nothing for one without a code."""
    there = next(each for each in three if each)
    if there.key is not None:
        return (there.key,)
    code = code_of(path, there.data)
    return (" ".join(code),) if code else ()


def _below(path: Path, three: _Three) -> Path:
    there = next(each for each in three if each)
    return (*path, there.key if there.key is not None else 0)


def _sorting(name: _Name) -> tuple[tuple[str | int, ...], int]:
    parts = _DIGITS.split(name[0])
    return tuple(int(each[:300]) if nth % 2 else each for nth, each in enumerate(parts)), name[1]


def _one_sided(three: _Three, where: tuple[str, ...]) -> Member | None:
    """What becomes of a member that one side does not have: it stays where it is new, and goes where the other side
    left it as it was, and wrote no comment there."""
    base, ours, theirs = three
    there = ours or theirs
    if there and base and not (same(there.data, base.data) and remarks_of(there) <= remarks_of(base)):
        raise _differing(where, three)
    return None if base else there


def _either(base: Member | None, ours: Member, theirs: Member, where: tuple[str, ...]) -> tuple[str, Any]:
    """A member that is written in lines here and between brackets there: what one side alone changed."""
    if "#" not in theirs.body and any(same(theirs.data, each.data) for each in (base, ours) if each):
        return ours.body, ours.data
    if base and same(ours.data, base.data) and "#" not in ours.body:
        return theirs.body, theirs.data
    raise _differing(where, (base, ours, theirs))


def _text(base: str, ours: str, theirs: str) -> str | None:
    """A stretch of text that is no value, of both sides; None where they have it otherwise."""
    lines = merged_lines(*(each.splitlines(keepends=True) for each in (base, ours, theirs)))
    return None if lines is None else "".join(lines)
