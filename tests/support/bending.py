"""Records bent by chance: values left out, replaced, repeated, moved; texts garbled; files at other places.

Chance is a `Random`, so that a seed makes the same again, and hypothesis can draw it too.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from skpkit.source.schemas import schema_of
from skpkit.source.yamlfile import read
from tests.support.edits import examples
from tests.support.memory import MemoryTree
from tests.support.printed import NAUGHTY

BASE = examples()
RECORDS = sorted(path for path in BASE.files if path.startswith("records/"))
PLAIN: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    1.0,
    -3,
    2.5,
    10**17,
    10**40,
    1e308,
    5e-324,
    "",
    " ",
    "x",
    "é\n",
    [],
    {},
    [[]],
    [{}],
]
NIPS = ("197805142003121002", "199203172015021003", "199611102024212003", "199203172015021", "000000000000000000")
DATES = ("2026-01-01", "2026-02-29", "2026-03-31", "2025-12-31", "2999-12-31", "1000-01-01", "0000-00-00", "9999-12-31")
PERIODS = ("B01", "B12", "Q1", "Q4", "S1", "S2", "Y", "Q5")
CODES = ("1a-C", "1b-N", "2a-N", "T1a-N", "RHK-1", "RHK-2", "RHK-9")
PATHS = ("dki/2026-04-07.yaml", "../dki/2026-01-20.yaml", "../skp.yaml", "../komplemen-1/skp.yaml", "../../../../etc")
TEXTS = (*NIPS, *DATES, *PERIODS, *CODES, *PATHS)
# What acts on a terminal, a log, a template, a format or a calendar where it is not taken for a text.
HOSTILE = (
    *NAUGHTY,
    *("2026-02-30", "0000-00-00", "9999-99-99", "2026-13-01", "2026-W01-1", "20260101", "24:00", "1_000"),
    *("{}", "{0}", "{iki}", "{old.__class__}", "%s%n", "%0A::error::x", "::error::x", "##[group]x", "##vso[x]y"),
    *("section_start:1:a\r\x1b[0K", "\x1b]0;x\x07", "\x9b2J", "\u202eabc\u202c", "\u200b", "\ufeff", "\u2028::error::"),
    *("a\nb", "a\tb", "a\r\nb", "\n", "\x7f", "\ud83d\ude00", "\ud800", "\U0010ffff", "\ufffe", "\u0301" * 40),
    *("null", "~", "yes", "0x10", "1e999", ".nan", "-.inf", "0" * 400, "9" * 4000, "x" * 5000, "ẞ" * 900, " " * 300),
    *("../" * 40, "/", "\\", "C:\\x", "CON", "a//b", "dki/2026-02-30.yaml", "dki/.yaml", "../" + "dki/2026-04-07.yaml"),
    *("[x](javascript:x)", "<script>", "=1+1", "@ref", "SKP301", "SKP999", "komplemen-0/skp.yaml", "٢٠٢٦-٠١-٠١"),
)


JUNK = (
    *(b"", b"\t", b":", b": ", b"- ", b'"', b"'", b"{", b"]", b",", b"&a", b"*a", b"!x ", b"#", b"\n", b"---\n", b"\r"),
    *(b"\xff", b"\x00", "\u2028é".encode(), b"nip: 1\n", b"? ", b"| ", b"<<: {}\n", b"[" * 40, b"{a: " * 40, b"...\n"),
    *(b"%YAML 1.1\n---\n", b"\xef\xbb\xbf", b"\xff\xfe", b"!!python/x ", b"> \n", b"\xed\xa0\x80", b"- - - - "),
    *(b"\n\n\n", b"x: &x [*x]\n", b'"\\ud800"', b"\x1b[2J"),
)


def bent(dice: Random, content: bytes, hostile: float = 0.1) -> bytes:
    """A record with one to three of its values bent: left out, replaced, repeated, renamed, moved, or hostile."""
    data = copy.deepcopy(read(content).data)
    for _ in range(dice.randint(1, 3)):
        paths = list(spots(data))
        if not paths:
            break
        path = dice.choice(paths)
        holder, key = parent(data, path), path[-1]
        value = holder[key]
        if dice.random() < hostile:
            holder[key] = dice.choice(HOSTILE)
            continue
        match dice.choice(("alike", "alike", "alike", "alike", "drop", "repeat", "plain", "rename", "swap")):
            case "drop":
                del holder[key]
            case "alike":
                holder[key] = copy.deepcopy(dice.choice(seen().get(name_of(path), PATHS)))
            case "plain":
                holder[key] = copy.deepcopy(dice.choice(PLAIN))
            case "repeat" if isinstance(value, list) and value:
                value.append(copy.deepcopy(dice.choice(value)))
            case "rename" if isinstance(holder, dict):
                holder[dice.choice((*TEXTS, *HOSTILE))] = holder.pop(key)
            case "swap":
                other = dice.choice(paths)
                taken = copy.deepcopy(parent(data, other)[other[-1]])
                if isinstance(taken, type(value)):
                    holder[key] = taken
    return json.dumps(data, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")


def reworded(dice: Random, content: bytes) -> bytes:
    """A record that keeps its form, with one to six of its texts naughty and its numbers strange: it can be printed."""
    data = copy.deepcopy(read(content).data)
    for _ in range(dice.randint(1, 6)):
        paths = [each for each in spots(data) if is_free(name_of(each)[0]) and is_scalar(parent(data, each)[each[-1]])]
        if not paths:
            break
        path = dice.choice(paths)
        value = parent(data, path)[path[-1]]
        if isinstance(value, str):
            parent(data, path)[path[-1]] = dice.choice(HOSTILE)
        elif is_number(value):
            parent(data, path)[path[-1]] = dice.choice((0, -1, 0.1, 1e-9, 1e15, 10**17, 33.333333))
    return json.dumps(data, ensure_ascii=True).encode()


def garbled(dice: Random, content: bytes) -> bytes:
    """A text with a piece cut out, something put in, or lines repeated."""
    start = dice.randint(0, len(content))
    end = dice.randint(start, min(len(content), start + 200))
    junk = [*JUNK, content[start:end] * 2, content[start:end] * 2000]
    return content[:start] + dice.choice(junk) + content[end:]


def misplaced(dice: Random, path: str) -> str:
    """Another place for a record."""
    folder, _, name = path.rpartition("/")
    places = (
        f"{folder}/{name.upper()}",
        f"{path}.txt",
        f"{folder}/x/{name}",
        f"records/{name}",
        f"records/0000/{name}",
        f"{folder}/::error::x\x1b[2J.yaml",
        f"{folder}/2026-02-30.yaml",
    )
    return dice.choice((*RECORDS, *places, path.replace("iki", "dki"), path.replace("199", "19")))


def disturbed(dice: Random) -> MemoryTree:
    """The examples with one to three records disturbed."""
    tree = BASE
    for _ in range(dice.randint(1, 3)):
        path = dice.choice(sorted(each for each in tree.files if each.startswith("records/")))
        content = tree.files[path]
        match dice.choice((*["bend"] * 8, "garble", "delete", "move", "copy")):
            case "bend" if not read(content).slips:
                tree = tree.changed({path: bent(dice, content)})
            case "garble":
                tree = tree.changed({path: garbled(dice, content)})
            case "delete":
                tree = tree.changed({path: None})
            case "move":
                tree = tree.changed({path: None}).changed({misplaced(dice, path): content})
            case "copy":
                tree = tree.changed({misplaced(dice, path): content})
    return tree


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
    return names[-1] if names else "", isinstance(path[-1], int)


@cache
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
        values += sorted(words(key)) if texts else ()
        values += (0, -1, 1e18, 0.1, 95.33) if any(map(is_number, values)) and key not in ("versi", "tahun") else ()
    return found


@cache
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


@cache
def is_free(key: str) -> bool:
    """Whether people write what they like under a key: no word of a closed list, code, date or number of a person."""
    closed = {"jenis", "versi", "aturan", "tahun", "nip", "tanggal", "mulai", "selesai", "kode", "rhk", "iki", "dki"}
    closed |= {"periode", "dialog", "dilaporkan", "tenggat", "nomor", "status", "menggantikan", "nilai", "sebagai"}
    return key not in closed and not words(key)


def is_number(value: object) -> bool:
    """Whether it is a number, as a schema sees it."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_scalar(value: object) -> bool:
    """Whether it is no mapping or list."""
    return not isinstance(value, dict | list)
