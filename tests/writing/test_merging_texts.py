"""Two people write in one record by hand: whatever of layout, comments and items they touch, nothing of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from skpkit.forge.fact_lines import as_lines
from skpkit.model.records import same
from skpkit.source.yamlfile import read
from skpkit.writing.conflicts import sides
from skpkit.writing.merging import Doubt, merge
from tests.support.edits import examples
from tests.support.records import data_of, written
from tests.support.year import examples as runs

TEXTS = [
    content.decode()
    for path, content in examples().files.items()
    if path.startswith("records/") and b"\n  - " in content  # with a list whose items are lines
]
Hand = Callable[[list[str], Random], None]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _item(lines: list[str], dice: Random) -> tuple[int, int]:
    """Where an item of some list begins and ends."""
    starts = [nth for nth, line in enumerate(lines) if line.strip().startswith("- ")]
    start = dice.choice(starts or [0])
    return start, _end(lines, start)


def _end(lines: list[str], start: int) -> int:
    deep = _indent(lines[start])
    return next((nth for nth in range(start + 1, len(lines)) if _indent(lines[nth]) <= deep), len(lines))


def _one(lines: list[str], dice: Random, pattern: str) -> int:
    """A line that has a pattern; the first where none has."""
    return dice.choice([nth for nth, line in enumerate(lines) if re.search(pattern, line)] or [0])


def words(lines: list[str], dice: Random) -> None:
    """Another number or word."""
    nth = _one(lines, dice, r": [A-Z0-9]")
    lines[nth] = re.sub(r"(: )([A-Z]\w*|\d)", rf"\g<1>\g<2>{dice.randint(1, 9)}", lines[nth], count=1)


def above(lines: list[str], dice: Random) -> None:
    """A comment above a line of an item."""
    nth = dice.randrange(*_item(lines, dice))
    lines.insert(nth, f"{' ' * _indent(lines[nth])}# catatan {dice.randint(1, 99)}")


def behind(lines: list[str], dice: Random) -> None:
    """A comment behind a line of an item."""
    nth = dice.randrange(*_item(lines, dice))
    if "#" not in lines[nth]:
        lines[nth] += f"  # komentar {dice.randint(1, 99)}"


def taken(lines: list[str], dice: Random) -> None:
    """An item less."""
    start, end = _item(lines, dice)
    del lines[start:end]


def brought(lines: list[str], dice: Random) -> None:
    """An item like one that is there, under another code."""
    start, end = _item(lines, dice)
    text = "\n".join(lines[start:end])
    for pattern in (
        r"(kode: \w+)()",
        r"(nomor: )(\d+)",
        r"((?:uraian|isi|alasan|rencana): \w+)()",
        r"(periode: Q)(\d)",
    ):
        text = re.sub(pattern, rf"\g<1>{dice.randint(1, 4)}", text)
    lines[end:end] = text.split("\n")


def moved(lines: list[str], dice: Random) -> None:
    """An item behind the next one."""
    start, end = _item(lines, dice)
    if end < len(lines) and lines[end].startswith(f"{' ' * _indent(lines[start])}- "):
        stop = _end(lines, end)
        lines[start:stop] = lines[end:stop] + lines[start:end]


def quoted(lines: list[str], dice: Random) -> None:
    """Quotes around a value."""
    nth = _one(lines, dice, r"^\s*(- )?\w+: [\w ]+$")
    key, _, value = lines[nth].partition(": ")
    lines[nth] = f"{key}: '{value}'"


def anew(lines: list[str], dice: Random) -> None:
    """The whole record in another layout."""
    lines[:] = written(data_of("\n".join(lines).encode()), dice).split("\n")


HANDS: list[Hand] = [words, above, behind, taken, brought, moved, quoted, anew]


def by_hand(text: str, hands: list[Hand], seed: int) -> str:
    """A text after some edits, each as far as it leaves a record that can be read."""
    dice = Random(seed)  # noqa: S311
    for hand in hands:
        lines = text.rstrip("\n").split("\n")
        hand(lines, dice)
        made = "\n".join(lines) + "\n"
        text = text if read(made.encode()).slips or "\r" in made or "\ufeff" in made else made
    return text


class Told(NamedTuple):
    """What a record says, and the comments in it."""

    facts: Counter[str]
    comments: Counter[str]


def told(text: str) -> Told:
    facts, comments = list[str](), list[str]()
    for line in as_lines(text.encode(), "id").splitlines():
        fact, *found = f" {line}".split(" # ")
        facts += [fact.strip()] if fact.strip() else []
        comments += [each.strip() for each in found]
    return Told(Counter(facts), Counter(comments))


@given(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(HANDS), min_size=1, max_size=3),
    st.lists(st.sampled_from(HANDS), min_size=1, max_size=3),
    st.integers(0, 10**6),
    st.booleans(),
)
@runs(80)
def test_nothing_that_one_wrote_is_lost_and_either_way_says_the_same(
    base: str, mine: list[Hand], yours: list[Hand], seed: int, apart: bool
) -> None:
    """With the same dice, both hands are laid on the same item."""
    ours, theirs = by_hand(base, mine, seed), by_hand(base, yours, seed + apart)
    try:
        merged = merge(base, ours, theirs)
    except Doubt:
        return
    other = merge(base, theirs, ours)
    assert bool(merged.clashes) == bool(other.clashes)
    if merged.clashes:
        both, back = sides(merged.text), sides(other.text)
        assert both
        assert back
        for one, two in zip(both, reversed(back), strict=True):
            assert same(read(one.encode()).data, read(two.encode()).data)
    else:
        assert same(read(merged.text.encode()).data, read(other.text.encode()).data)
    was, one_, two_, now = map(told, (base, ours, theirs, merged.text))
    for each in {*one_.comments, *two_.comments} - {*was.comments}:
        assert now.comments[each] or merged.clashes, each
