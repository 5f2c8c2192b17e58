"""A record that is edited: what is asked for is set, added or taken out, and every other letter stays as it was.

Comments, order, quotes and layout stay, the ends of lines and the mark at the beginning too. What comes in is laid out
as what stands around it: between brackets between brackets, and elsewhere in lines of its own, in the order of the
form. Data that change within a mapping or a list change there, so that what stands beside them is not written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.records import same
from skpkit.source.yamlfile import Path, read
from skpkit.writing.composing import Composer, flow_text, refuse_unseen, scalar_text
from skpkit.writing.keys import keys_at, place_among
from skpkit.writing.parts import Member, Stretch, tree_of

UNREAD = N_("{path} cannot be read, so nothing is written into it; mend it first: skpkit check {path}")
UNTIDY = N_(
    "{path} is not laid out so that this could be written into it; write its keys on lines of their own, and run again"
)

_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMA = re.compile(r"\s*,")
_BEHIND = re.compile(r"[ \t]+#[^\n]*")


class RecordText:
    """The text of a record while it is edited. `path` names it in sentences; `data` are what it says by now."""

    def __init__(self, path: str, content: bytes) -> None:
        """Raises SkpkitError for a text that cannot be read."""
        document = read(content)
        if document.slips:
            raise SkpkitError(UNREAD, path=path)
        self.path = path
        self.data: Any = document.data
        self._given = content
        self._text = content.decode("utf-8-sig")
        self._ends = _LINE_END.findall(self._text)
        self._lines = _plain(self._text)
        self._text = self._lines

    @property
    def content(self) -> bytes:
        """The bytes of the file, with line ends and mark as they were."""
        if self._text == self._lines:
            return self._given
        return (_MARK if self._given.startswith(_MARK) else b"") + self._with_ends().encode()

    def set(self, path: Path, value: Any) -> None:
        """Let the entry or item at a path be a value; it may be a new entry of a mapping, whose place the form tells.

        Raises SkpkitError, as the others do, where the text is not laid out for it; nothing is changed then. Raises
        KeyError where the path leads nowhere.
        """
        wanted = deepcopy(self.data)
        _put(wanted, path, _read_back(value))
        self._work(wanted, _steps(self.data, wanted, ()))

    def append(self, path: Path, value: Any) -> None:
        """Let a value be the last item of the list at a path, which is made where there is none."""
        wanted = deepcopy(self.data)
        holder = _at(wanted, path[:-1])
        listed = holder.get(path[-1]) if isinstance(holder, dict) else holder[path[-1]]
        _put(wanted, path, [*(listed or ()), _read_back(value)])
        self._work(wanted, [_Step((*path, len(listed)), value, new=True)] if listed else _steps(self.data, wanted, ()))

    def insert(self, path: Path, value: Any) -> None:
        """Let a value stand in a list before the item at a path."""
        wanted = deepcopy(self.data)
        _at(wanted, path[:-1]).insert(path[-1], _read_back(value))
        self._work(wanted, [_Step(path, value, new=True)])

    def remove(self, path: Path) -> None:
        """Take out the entry or item at a path, with the comments above it."""
        wanted = deepcopy(self.data)
        del _at(wanted, path[:-1])[path[-1]]
        self._work(wanted, [_Step(path, gone=True)])

    def become(self, data: Mapping[str, Any]) -> None:
        """Let the record say what these data do, whatever of it differs."""
        wanted = _read_back(data)
        self._work(wanted, _steps(self.data, wanted, ()))

    def _work(self, wanted: Any, steps: Iterable[_Step]) -> None:
        """Bring the text to what is wanted by some steps."""
        refuse_unseen(wanted)
        text, data = self._text, self.data
        kind = str(data.get("jenis", "")) if isinstance(data, dict) else ""
        for step in steps:
            document = read(text.encode())
            made = _Editor(text, tree_of(text, document.data), kind).done(step) if not document.slips else None
            if made is None:
                raise SkpkitError(UNTIDY, path=self.path)
            text = made
        after = read(text.encode())
        if after.slips or not same(after.data, wanted):
            raise SkpkitError(UNTIDY, path=self.path)
        self._text, self.data = text, after.data

    def _with_ends(self) -> str:
        """The text with its own line ends; a new line gets the one that most lines have."""
        kinds = {*self._ends}
        if kinds <= {"\n"}:
            return self._text
        usual = max(kinds, key=self._ends.count)
        if len(kinds) == 1:
            return self._text.replace("\n", usual)
        before, after = self._lines.split("\n"), self._text.split("\n")
        ends = [usual] * len(after)
        for one, other, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            for nth in range(size):
                if one + nth < len(self._ends):
                    ends[other + nth] = self._ends[one + nth]
        return "".join(f"{line}{end}" for line, end in zip(after[:-1], ends, strict=False)) + after[-1]


class _Step(NamedTuple):
    """One change of a text: an entry or item that is `new`, one that is `gone`, else one with another value."""

    path: Path
    value: Any = None
    new: bool = False
    gone: bool = False


def _steps(old: Any, new: Any, path: Path) -> Iterator[_Step]:
    """What makes some data of others, so that paths are right for what the steps before left."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        for key, each in new.items():
            if key in old:
                yield from _steps(old[key], each, (*path, key))
            else:
                yield _Step((*path, key), each, new=True)
        yield from (_Step((*path, key), gone=True) for key in old if key not in new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _list_steps(old, new, path)
    else:
        yield _Step(path, new)


def _list_steps(old: list[Any], new: list[Any], path: Path) -> Iterator[_Step]:
    most = min(len(old), len(new))
    head = next((nth for nth in range(most) if not same(old[nth], new[nth])), most)
    tail = next((nth for nth in range(most - head) if not same(old[-1 - nth], new[-1 - nth])), most - head)
    shared = most - head - tail
    for nth in range(head, head + shared):
        yield from _steps(old[nth], new[nth], (*path, nth))
    at = head + shared
    for nth in range(at, len(new) - tail):
        yield _Step((*path, nth), new[nth], new=True)
    for _ in range(at, len(old) - tail):
        yield _Step((*path, at + len(new) - tail - at), gone=True)


class _Editor(NamedTuple):
    """A text with its parts, and the kind of record that it is."""

    text: str
    root: Stretch
    kind: str

    def done(self, step: _Step) -> str | None:
        """The text after a step; None where it is not laid out for that."""
        if not step.path:
            return None
        holder, last = self._part(step.path[:-1]), step.path[-1]
        if step.gone:
            return self._without(holder, step.path)
        if not step.new:
            return self._replaced(step.path, step.value)
        if not holder.members:
            return self._replaced(step.path[:-1], {last: step.value} if isinstance(last, str) else [step.value])
        if isinstance(last, str):
            nth = place_among([str(each.key) for each in holder.members], last, keys_at(self.kind, step.path[:-1]))
        else:
            nth = last
        if holder.block:
            return self._with_lines(holder, nth, self._lines(step.path, step.value, holder.column))
        if _needs_lines(step.value) and self._stands_in_lines(step.path[:-1], holder):
            return self._replaced(step.path[:-1], {**holder.data, last: step.value})
        flow = flow_text(step.value)
        entry = f"{scalar_text(last, flow=True)}: {flow}" if isinstance(last, str) else flow
        if nth == 0:
            at = holder.members[0].start
            return f"{self.text[:at]}{entry}, {self.text[at:]}"
        at = holder.members[nth - 1].value.end
        return f"{self.text[:at]}, {entry}{self.text[at:]}"

    def _part(self, path: Path) -> Stretch:
        part = self.root
        for step in path:
            part = _member(part, step).value
        return part

    def _lines(self, path: Path, value: Any, column: int) -> list[str]:
        """A new entry or item as lines of a column."""
        composer, last = Composer(), path[-1]
        return [
            *(
                composer.entry(last, value, path, column)
                if isinstance(last, str)
                else composer.item(value, path, column)
            )
        ]

    def _with_lines(self, holder: Stretch, nth: int, lines: Sequence[str]) -> str:
        """The text with lines before the nth member of what has lines of its own."""
        assert holder.members  # noqa: S101 - asked before
        if nth == 0:
            at = holder.members[0].start
            made = "\n".join(lines)[holder.column :]
            return f"{self.text[:at]}{made}\n{' ' * holder.column}{self.text[at:]}"
        at = holder.members[nth - 1].stop
        before = self.text[:at].rstrip(" \n")  # empty lines go on parting it from what comes next
        at = min(at, self.text.find("\n", len(before)) + 1 or at)
        before = self.text[:at]
        return (
            before + ("" if before.endswith("\n") else "\n") + "".join(f"{each}\n" for each in lines) + self.text[at:]
        )

    def _replaced(self, path: Path, value: Any) -> str | None:
        """The text with another value at a path."""
        if not path:
            return None
        holder, member = self._part(path[:-1]), _member(self._part(path[:-1]), path[-1])
        old = member.value
        if not holder.block:
            if _needs_lines(value) and self._stands_in_lines(path[:-1], holder):
                return self._replaced(path[:-1], _with(holder.data, path[-1], value))
            lead = " " if self.text[old.start - 1] not in " \n[{" and old.start == old.end else ""
            return f"{self.text[: old.start]}{lead}{flow_text(value)}{self.text[old.end :]}"
        first, *rest = self._lines(path, value, holder.column)
        if member.key is not None:
            key_end = _behind_key(self.text, member)
            first = self.text[member.start : key_end] + first[holder.column + len(scalar_text(path[-1])) + 1 :]
        else:
            first = first[holder.column :]
        end = self.text.find("\n", old.end)
        end = len(self.text) if end < 0 else end
        said = [each for each in (_own_comment(self.text, member), _tail(self.text[old.end : end], old)) if each]
        comment = f"  {' '.join(said)}" if said else ""
        return self.text[: member.start] + "\n".join([first + comment, *rest]) + self.text[end:]

    def _stands_in_lines(self, path: Path, part: Stretch) -> bool:
        """Whether what stands between brackets on one line is an entry or item with lines of its own around it."""
        return bool(path) and self._part(path[:-1]).block and "\n" not in part.written

    def _without(self, holder: Stretch, path: Path) -> str | None:
        """The text without an entry or item."""
        assert holder.members  # noqa: S101 - it is one of them
        member = _member(holder, path[-1])
        nth = holder.members.index(member)
        if len(holder.members) == 1:
            return self._replaced(path[:-1], {} if holder.is_map else [])
        if not holder.block:
            return self._without_flow(holder.members, nth)
        if nth or not holder.opened:
            return self.text[: member.lead] + self.text[member.stop :]
        after = holder.members[1]
        line = self.text.rfind("\n", 0, member.start) + 1
        return self.text[:line] + after.above + self.text[line : member.start] + self.text[after.start :]

    def _without_flow(self, members: Sequence[Member], nth: int) -> str:
        member = members[nth]
        start, end = member.start, member.value.end
        if nth < len(members) - 1:
            end = members[nth + 1].start
        elif "\n" not in self.text[members[nth - 1].value.end : start]:
            start = members[nth - 1].value.end
        elif found := _COMMA.match(self.text, end):  # the comma before it stays, and one is enough
            end = found.end()
        return self.text[:start] + self.text[end:]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _put(data: Any, path: Path, value: Any) -> None:
    """Set what is at a path of data."""
    holder = _at(data, path[:-1])
    last = path[-1]
    is_there = isinstance(last, int) and isinstance(holder, list) and last < len(holder)
    if is_there or isinstance(holder, dict):
        holder[last] = value
        return
    above = _at(data, path[:-2]) if len(path) > 1 else None
    if holder is not None or above is None:
        raise KeyError(last)
    above[path[-2]] = {last: value}  # a key without a value holds a mapping from now on


def _read_back(value: Any) -> Any:
    """Data as a file would give them: dates as texts."""
    if isinstance(value, Mapping):
        return {key: _read_back(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_read_back(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _with(data: Any, step: str | int, value: Any) -> Any:
    made = deepcopy(data)
    made[step] = value
    return made


def _member(part: Stretch, step: str | int) -> Member:
    members = part.members or []
    return members[step] if isinstance(step, int) else next(each for each in members if each.key == step)


def _needs_lines(value: Any) -> bool:
    """Whether a value is a text of several lines, which reads badly between brackets."""
    return isinstance(value, str) and "\n" in value


def _behind_key(text: str, member: Member) -> int:
    """The place of the colon behind a key, and one more."""
    at = member.start
    head = text[at : member.value.start]
    if head[:1] in "\"'":
        found = re.match(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", head)
        at += found.end() if found else 0
        return text.index(":", at) + 1
    found = re.match(r"[^\n]*?:(?=\s|$)", head)
    return at + found.end() if found else text.index(":", at) + 1


def _own_comment(text: str, member: Member) -> str:
    """The comments between a key or dash and its value."""
    begin = _behind_key(text, member) if member.key is not None else member.start + 1
    value = member.value
    if value.members is None and text[value.start : value.start + 1] in ("|", ">"):
        head = text[value.start : value.end].partition("\n")[0]
        return _comments(head) + _comments(text[begin : value.start])
    at = value.members[0].lead if value.block and value.members and not value.opened else value.start
    return _comments(text[begin:at])


def _comments(text: str) -> str:
    return " ".join(found.strip() for found in re.findall(r"(?:(?<=\s)|^)#[^\n]*", text))


def _tail(text: str, old: Stretch) -> str:
    """The comment behind a value; one behind the last of several lines is that line's."""
    found = _BEHIND.match(text)
    return found[0].strip() if found and not (old.block and old.members) else ""
