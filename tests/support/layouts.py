"""Data of any shape, and records as people lay them out: keys in any order, lists and mappings between brackets or in
lines, with comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from hypothesis import strategies as some

from skpkit.source.yamlfile.sentences import invisible
from skpkit.writing.composing import flow_text, quoted, scalar_text

COMMENT = "# catatan"

TEXTS = some.one_of(
    some.text(max_size=200),
    some.text(alphabet="ab1-0:# ,.\n'\"[]{}|>&*!%@`?\\\t\u00a0é—", max_size=30),
    some.sampled_from(
        ["0123", "199203172015021003", "1e5", "0x1F", "12:30", "ya", "no", "2026-01-01", "1,5", "-", "~"]
    ),
    some.text(alphabet="kata ", min_size=100, max_size=400),
).filter(lambda text: not invisible().search(text))
NUMBERS = some.one_of(some.integers(-(10**17), 10**17), some.floats(allow_nan=False, allow_infinity=False))
SCALARS = some.one_of(some.none(), some.booleans(), NUMBERS, TEXTS)
DATA = some.recursive(
    SCALARS,
    lambda inner: some.one_of(some.lists(inner, max_size=4), some.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=15,
)
ROOTS = some.dictionaries(TEXTS, DATA, min_size=1, max_size=5)


class Hand:
    """Somebody who writes, as the dice fall. `comments` are those that were written so far."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.comments = 0

    def text(self, data: Mapping[str, Any]) -> str:
        """A whole record."""
        lines = [*self._maybe(self._comment, 0), *self._maybe(lambda: "", 0)]
        lines += self._block(data, 0)
        lines += self._maybe(self._comment, 0)
        return "".join(f"{line}\n" for line in lines)

    def _comment(self) -> str:
        self.comments += 1
        return f"{COMMENT} {self.comments}"

    def _maybe(self, make: Callable[[], str], column: int, odds: float = 0.15) -> list[str]:
        """A line, or none."""
        return [(" " * column + make()).rstrip()] if self.dice.random() < odds else []

    def _behind(self) -> str:
        return f"  {self._comment()}" if self.dice.random() < 0.1 else ""

    def _block(self, data: Any, column: int) -> list[str]:
        lines: list[str] = []
        lead = " " * column
        if isinstance(data, Mapping):
            keys = [*data]
            if self.dice.random() < 0.4:
                self.dice.shuffle(keys)
            for key in keys:
                lines += [*self._maybe(lambda: "", 0), *self._maybe(self._comment, column)]
                lines += self._value(f"{lead}{scalar_text(key)}:", data[key], column)
            return lines
        for each in data:
            lines += [*self._maybe(lambda: "", 0), *self._maybe(self._comment, column)]
            if isinstance(each, Mapping | list) and each and self.dice.random() < 0.6:
                first, *rest = self._bare(each, column + 2)
                lines += [f"{lead}- {first.lstrip()}", *rest]
            else:
                lines += self._value(f"{lead}-", each, column)
        return lines

    def _bare(self, data: Any, column: int) -> list[str]:
        """The lines of a block whose first line begins with no comment, to stand behind a dash."""
        lines = self._block(data, column)
        while not lines[0].strip() or lines[0].lstrip().startswith("#"):
            gone = lines.pop(0)
            if gone.strip():
                lines.append(gone)  # it stands below then
        return lines

    def _value(self, head: str, value: Any, column: int) -> list[str]:
        if isinstance(value, Mapping | list):
            if value and self.dice.random() < 0.6:
                deeper = column + self.dice.choice((2, 4))
                if isinstance(value, list) and head.endswith(":") and self.dice.random() < 0.3:
                    deeper = column
                return [
                    f"{head}{self._behind()}",
                    *self._block(value, deeper),
                    *self._maybe(self._comment, deeper, 0.1),
                ]
            if value and self.dice.random() < 0.3:
                return self._brackets(head, value, column)
            return [f"{head} {flow_text(value)}{self._behind()}"]
        text = scalar_text(value)
        if isinstance(value, str) and "\n" not in value and self.dice.random() < 0.3:
            text = quoted(value)
        if self.dice.random() < 0.05:
            return [f"{head}  {self._comment()}", f"{' ' * (column + 4)}{text}"]
        return [f"{head} {text}{self._behind()}"]

    def _brackets(self, head: str, value: Any, column: int) -> list[str]:
        """What stands between brackets over several lines."""
        entries = (
            [f"{scalar_text(key, flow=True)}: {flow_text(each)}" for key, each in value.items()]
            if isinstance(value, Mapping)
            else [flow_text(each) for each in value]
        )
        lead = " " * (column + 4)
        marks = "{}" if isinstance(value, Mapping) else "[]"
        lines = [f"{lead}{each},{self._behind()}" for each in entries]
        return [f"{head} {marks[0]}{self._behind()}", *lines, f"{lead}{marks[1]}{self._behind()}"]
