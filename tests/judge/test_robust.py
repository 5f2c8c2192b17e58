# mypy: disable-error-code="var-annotated,arg-type"
"""Whatever a record holds, judging never fails: every finding lies inside its file and can be told."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skpkit.findings import Location
from skpkit.judge.engine import StateName, Verdict, check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.messages import LANGUAGES, tell
from skpkit.reports import VERDICT, Report
from skpkit.source.schemas import schema_of
from skpkit.source.yamlfile import read
from tests.support.edits import examples
from tests.support.memory import MemoryTree
from tests.support.story import news

BASE = examples()
RECORDS = sorted(path for path in BASE.files if path.startswith("records/"))
DAYS = (date(2026, 1, 1), date(2026, 6, 15), date(2026, 12, 31), date(2027, 2, 1))
PLAIN = st.sampled_from([None, True, False, 0, 1, 1.0, -3, 2.5, 10**17, "", " ", "x", "é\n", [], {}, [[]], [{}]]).map(
    copy.deepcopy
)
NIPS = ("197805142003121002", "199203172015021003", "199611102024212003", "199203172015021", "000000000000000000")
DATES = ("2026-01-01", "2026-02-29", "2026-03-31", "2025-12-31", "2999-12-31", "1000-01-01", "0000-00-00")
PERIODS = ("B01", "B12", "Q1", "Q4", "S1", "S2", "Y", "Q5")
CODES = ("1a-C", "1b-N", "2a-N", "T1a-N", "RHK-1", "RHK-2", "RHK-9")
PATHS = ("dki/2026-04-07.yaml", "../dki/2026-01-20.yaml", "../skp.yaml", "../komplemen-1/skp.yaml", "../../../../etc")
TEXTS = st.sampled_from((*NIPS, *DATES, *PERIODS, *CODES, *PATHS))


def spots(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value in data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from spots(value, (*path, key))


def parent(data: Any, path: tuple[str | int, ...]) -> Any:
    """What holds the value at a path."""
    for step in path[:-1]:
        data = data[step]
    return data


def name_of(path: tuple[str | int, ...]) -> tuple[str, bool]:
    """The key of a value, or that of the list of which it is an item."""
    names = [step for step in path if isinstance(step, str)]
    return names[-1], isinstance(path[-1], int)


def seen() -> dict[tuple[str, bool], list[Any]]:
    """What the examples have under each key, and more of its kind: so most bent records keep their form."""
    found: dict[tuple[str, bool], list[Any]] = {}
    for path in RECORDS:
        data = read(BASE.files[path]).data
        for spot in spots(data):
            found.setdefault(name_of(spot), []).append(parent(data, spot)[spot[-1]])
    for (key, _), values in found.items():
        texts = {each for each in values if isinstance(each, str)}
        for pool in (NIPS, DATES, PERIODS, CODES, PATHS):
            values += pool if set(pool) & texts else ()
        values += words(key) if texts else ()
        values += (0, -1, 1e18, 0.1, 95.33) if any(map(is_number, values)) and key not in ("versi", "tahun") else ()
    return found


def words(key: str) -> set[str]:
    """The words that the schemas allow under a key."""
    found: set[str] = set()
    for kind in ("skp", "manual_iki", "dki", "evaluasi"):
        schema = schema_of(kind)
        for spot in spots(schema):
            value = parent(schema, spot)[spot[-1]]
            if spot[-1] == key and isinstance(value, dict):
                value = schema["$defs"].get(str(value.get("$ref", "")).rpartition("/")[2], value)
                found |= set(value.get("enum", value.get("items", {}).get("enum", ())))
    return found


@st.composite
def bent(draw: st.DrawFn, content: bytes) -> bytes:
    """A record with one to three of its values bent: left out, replaced, repeated, renamed, or moved."""
    data = copy.deepcopy(read(content).data)
    for _ in range(draw(st.integers(1, 3))):
        paths = list(spots(data))
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        holder, key = parent(data, path), path[-1]
        value = holder[key]
        match draw(st.sampled_from([*["alike"] * 8, "drop", "drop", "repeat", "plain", "rename", "swap"])):
            case "drop":
                del holder[key]
            case "alike":
                holder[key] = copy.deepcopy(draw(st.sampled_from(SEEN.get(name_of(path), PATHS))))
            case "plain":
                holder[key] = draw(PLAIN)
            case "repeat" if isinstance(value, list) and value:
                value.append(copy.deepcopy(draw(st.sampled_from(value))))
            case "rename" if isinstance(holder, dict):
                holder[draw(TEXTS)] = holder.pop(key)
            case "swap":
                other = draw(st.sampled_from(paths))
                taken = copy.deepcopy(parent(data, other)[other[-1]])
                if isinstance(taken, type(value)):
                    holder[key] = taken
    return json.dumps(data, ensure_ascii=False).encode()


def is_number(value: object) -> bool:
    """Whether it is a number, as a schema sees it."""
    return isinstance(value, int | float) and not isinstance(value, bool)


SEEN = seen()


@st.composite
def garbled(draw: st.DrawFn, content: bytes) -> bytes:
    """A text with a piece cut out, something put in, or lines repeated."""
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 200)))
    junk = [b"", b"\t", b":", b": ", b"- ", b'"', b"'", b"{", b"]", b",", b"&a", b"*a", b"!x ", b"#", b"\n", b"---\n"]
    junk += [
        b"\xff",
        b"\x00",
        "\u2028é".encode(),
        b"\r",
        b"nip: 1\n",
        b"? ",
        b"| ",
        b"<<: {}\n",
        content[start:end] * 2,
    ]
    return content[:start] + draw(st.sampled_from(junk)) + content[end:]


@st.composite
def misplaced(draw: st.DrawFn, path: str) -> str:
    """Another place for a record."""
    folder, _, name = path.rpartition("/")
    places = (
        f"{folder}/{name.upper()}",
        f"{path}.txt",
        f"{folder}/x/{name}",
        f"records/{name}",
        f"records/0000/{name}",
    )
    return draw(st.sampled_from((*RECORDS, *places, path.replace("iki", "dki"), path.replace("199", "19"))))


@st.composite
def disturbed(draw: st.DrawFn) -> MemoryTree:
    """The examples with one to three records disturbed."""
    tree = BASE
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(each for each in tree.files if each.startswith("records/"))))
        content = tree.files[path]
        match draw(st.sampled_from([*["bend"] * 8, "garble", "delete", "move", "copy"])):
            case "bend" if not read(content).slips:
                tree = tree.changed({path: draw(bent(content))})
            case "garble":
                tree = tree.changed({path: draw(garbled(content))})
            case "delete":
                tree = tree.changed({path: None})
            case "move":
                tree = tree.changed({path: None}).changed({draw(misplaced(path)): content})
            case "copy":
                tree = tree.changed({draw(misplaced(path)): content})
    return tree


def assert_sound(verdict: Verdict, before: MemoryTree | None, after: MemoryTree) -> None:
    """Every place lies inside its file, and every sentence can be told."""
    for finding in (*verdict.findings, *verdict.known):
        problem = finding.problem
        assert_inside(problem.at, after)
        if problem.was and before:
            assert_inside(problem.was, before)
        for evidence in problem.evidence:
            assert_inside(evidence.at, after if evidence.moment == "after" else before or after)
        for lang in LANGUAGES:
            assert tell(problem.message, problem.told, lang).strip()
    for lang in LANGUAGES:
        side = StateName("x", None)
        told = replace(verdict, head=side, base=side if before else None)
        for write in VERDICT.values():
            write(Report(told, lang=lang, show_all=True))


def assert_inside(at: Location, tree: MemoryTree) -> None:
    content = tree.files.get(at.path)
    if content is None:  # a folder
        assert any(each.startswith(f"{at.path}/") for each in tree.files), at
        assert (at.line, at.column) == (1, 1)
        return
    lines = content.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    rows = lines.split("\n")
    assert 1 <= at.line <= at.end_line <= len(rows), at
    assert 1 <= at.column <= len(rows[at.line - 1]) + 1, at
    assert 1 <= at.end_column <= len(rows[at.end_line - 1]) + 1 or at.end_line == at.line, at


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(tree=disturbed(), day=st.sampled_from(DAYS))
def test_any_state_can_be_checked(tree: MemoryTree, day: date) -> None:
    assert_sound(check(Office(tree), day), None, tree)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(one=disturbed(), two=disturbed(), day=st.sampled_from(DAYS))
def test_any_change_can_be_reviewed(one: MemoryTree, two: MemoryTree, day: date) -> None:
    for before, after in ((BASE, one), (one, BASE), (one, two)):
        assert_sound(review(Office(before), Office(after), day), before, after)


@st.composite
def slip(draw: st.DrawFn) -> MemoryTree:
    """The examples with one value left out, or replaced by another of its kind."""
    path = draw(st.sampled_from(RECORDS))
    data = read(BASE.files[path]).data
    spot = draw(st.sampled_from(list(spots(data))))
    holder, key = parent(data, spot), spot[-1]
    others = [each for each in SEEN[name_of(spot)] if isinstance(each, type(holder[key])) and is_scalar(each)]
    if others and draw(st.booleans()):
        holder[key] = draw(st.sampled_from(others))
    else:
        del holder[key]
    return BASE.changed({path: json.dumps(data, ensure_ascii=False)})


def is_scalar(value: object) -> bool:
    """Whether it is no mapping or list."""
    return not isinstance(value, dict | list)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(tree=slip())
def test_one_slip_is_told_once(tree: MemoryTree) -> None:
    """What follows from a slip is not told besides it.

    A schema tells all that a record lacks; a dialogue that was not reported is missed by the plan and by the quarter;
    each SKP that intervenes an RHK which is gone has to say which one it intervenes now.
    """
    found = [each.code for each in news(check(Office(tree), date(2026, 6, 15)))]
    own = [code for code in found if code != "SKP217"]
    assert len(own) <= 1 or set(own) == {"SKP003"} or own == ["SKP207", "SKP215"]
