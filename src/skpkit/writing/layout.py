"""The one layout of a record: as it would be written anew, with the comments and empty lines that somebody put there.

A comment stays with what it stands above, behind or below, wherever that goes. One that stands between a key and its
value, where the one layout has no place for it, goes above.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from skpkit.model.records import same
from skpkit.source.yamlfile import Path, read
from skpkit.source.yamlfile.comments import Comment, comments_in
from skpkit.writing.composing import Gloss, Glosses, text_of
from skpkit.writing.keys import in_form_order
from skpkit.writing.parts import Member, Stretch, tree_of

# Keys that nobody explains: a comment above them is that of the whole file.
_PLAIN = ("jenis", "versi", "aturan")
_SHORT = 40  # characters of a text that stands on one line wherever it is


class UntidyError(Exception):
    """The text is laid out so that it cannot be laid out anew with everything in it."""


def laid_out(text: str, kind: str, data: Mapping[str, Any], said: Mapping[str, Any] | None = None) -> str:
    """A text with plain line ends that says `data`, in the one layout of its kind; with `said` it says these data in
    their place, which have the same keys and items.

    Raises UntidyError where that would lose a comment or change what is said.
    """
    new = data if said is None else said
    if not data:
        return text
    try:
        made = text_of(kind, new, comments_of(text, in_form_order(kind, data)))
    except ValueError:  # a text whose parts cannot be told apart
        raise UntidyError from None
    document = read(made.encode())
    if document.slips or not same(document.data, new) or _said(made) != _said(text):
        raise UntidyError
    return made


def comments_of(text: str, data: Any) -> Glosses:
    """The comments of a text that says `data`, by the path that they belong to; `data` have their keys in the order in
    which they are to stand."""
    return _Sorting(text, data).glosses(data)


def _said(text: str) -> Counter[str]:
    return Counter(each.text for each in comments_in(text))


class _Sorting:
    """Where each comment of a text belongs."""

    def __init__(self, text: str, data: Any) -> None:
        self.text = text
        self.root = tree_of(text, data)
        self.starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
        self.empty = {nth for nth, line in enumerate(text.split("\n")) if not line.strip()}
        self.head: list[str] = []
        self.above: dict[Path, list[str]] = {}
        self.behind: dict[Path, str] = {}
        self.below: dict[Path, list[str]] = {}
        first = self.root.members[0].start if self.root.block and self.root.members else self.root.start
        for each in comments_in(text):
            at = self.starts[each.line - 1] + each.column - 1
            if at < first:
                self.head += self._lines(each)
            else:
                self._place(self.root, (), at, each)
        self._part(self.root, ())
        self._behead()

    def glosses(self, data: Any) -> Glosses:
        """What was found, once it is known what comes first: nothing is parted from what it begins, and what stands
        above the first of an item stands above its dash."""
        firsts = [*_firsts(data, ())]
        for path in reversed(firsts):
            lines = self.above.get(path, [])
            while lines and not lines[0]:
                del lines[0]
            if lines and len(path) > 1 and isinstance(path[-2], int):
                self.above.setdefault(path[:-1], []).extend(self.above.pop(path))
        paths = {*self.above, *self.behind, *self.below}
        found = {
            path: Gloss(
                "".join(f"{line}\n" for line in self.above.get(path, ())),
                self.behind.get(path, ""),
                "".join(f"{line}\n" for line in self.below.get(path, ())),
                written=True,
            )
            for path in paths
        }
        if self.head:
            below = found.get((), Gloss()).below
            found[()] = Gloss("".join(f"{line}\n" for line in self.head), below=below, written=True)
        return {path: gloss for path, gloss in found.items() if gloss.above or gloss.behind or gloss.below}

    def _behead(self) -> None:
        """What stands above the first key is of the whole file, where it is parted from the key or this needs none."""
        while self.head and not self.head[0]:
            del self.head[0]
        members = self.root.members
        if not members or not self.root.block:
            return
        key = members[0].key
        path = (key,) if key is not None else (0,)
        if self.head and self._is_parted(members[0]):
            self.head.append("")
        if key in _PLAIN or not self.head:
            return
        last = max((nth + 1 for nth, line in enumerate(self.head) if not line), default=0)
        last = last or int(self.head[0].startswith("# yaml-language-server"))
        self.above[path] = self.head[last:] + [each for each in self.above.get(path, ()) if each]
        del self.head[last:]

    def _lines(self, comment: Comment) -> list[str]:
        """A comment as a line, with an empty one before it where there is one."""
        parted = comment.alone and comment.line - 2 in self.empty
        return ["", comment.text] if parted else [comment.text]

    def _place(self, holder: Stretch, path: Path, at: int, comment: Comment) -> None:
        """Put a comment within a mapping or list that begins before it."""
        members = holder.members or []
        nth = bisect_right([each.start for each in members], at) - 1
        if nth < 0:
            self._put_above(_path(path, members, 0), comment)
            return
        member, where = members[nth], _path(path, members, nth)
        value = member.value
        if value.members and value.block and at >= value.members[0].start:
            if at < value.end or not comment.alone:
                self._place(value, where, at, comment)
                return
        elif value.members and value.block:
            if comment.alone:
                self._put_above(_path(where, value.members, 0), comment)
            else:
                self._put_behind(where, comment, fits=member.key is not None)
            return
        elif at < value.start:
            self._put_above(where, comment)
            return
        elif at < value.end and value.members:
            self._place(value, where, at, comment)
            return
        if not comment.alone or at < value.end:
            self._put_behind(where, comment)
            return
        follows = nth + 1 < len(members)
        if follows and not (holder.block and comment.column - 1 > holder.column):
            self._put_above(_path(path, members, nth + 1), comment)
        else:
            self._put_below(holder, member, where, comment, ends=holder is self.root and not follows)

    def _put_below(self, holder: Stretch, member: Member, path: Path, comment: Comment, *, ends: bool) -> None:
        """Put a comment that follows a member below the innermost thing that it is as deep as."""
        column = comment.column - 1
        found: Path = () if ends and column <= self.root.column else path
        value = member.value
        least = holder.column + 1
        while value.block and value.members:
            if value.column <= column:
                found = path
            path = _path(path, value.members, len(value.members) - 1)
            least, value = value.column + 1, value.members[-1].value
        if least <= column:
            found = path
        if found == path and isinstance(value.data, str) and (len(value.data) > _SHORT or "\n" in value.data):
            self._put_above(path, comment)  # below a text it would be of it
        else:
            self.below.setdefault(found, []).extend(self._lines(comment))

    def _put_above(self, path: Path, comment: Comment) -> None:
        self.above.setdefault(path, []).extend(self._lines(comment))

    def _put_behind(self, path: Path, comment: Comment, *, fits: bool = True) -> None:
        if fits and path not in self.behind:
            self.behind[path] = comment.text
        else:
            self._put_above(path, comment)

    def _part(self, holder: Stretch, path: Path) -> None:
        """Note the empty lines right above what has lines of its own."""
        for nth, member in enumerate(holder.members or ()):
            where = _path(path, holder.members or [], nth)
            if holder.block and not (holder is self.root and nth == 0) and self._is_parted(member):
                self.above.setdefault(where, []).append("")
            self._part(member.value, where)

    def _is_parted(self, member: Member) -> bool:
        line = bisect_right(self.starts, member.start) - 1
        return line - 1 in self.empty and not self.text[self.starts[line] : member.start].strip()


def _path(path: Path, members: list[Member], nth: int) -> Path:
    key = members[nth].key
    return (*path, nth if key is None else key)


def _firsts(data: Any, path: Path) -> Iterator[Path]:
    """The paths of what comes first in each mapping and list."""
    steps = [*data.items()] if isinstance(data, dict) else [*enumerate(data)] if isinstance(data, list) else []
    for nth, (step, each) in enumerate(steps):
        if nth == 0:
            yield (*path, step)
        yield from _firsts(each, (*path, step))
