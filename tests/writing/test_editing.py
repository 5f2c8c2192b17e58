"""A record that is edited: only what is asked for changes, however a person laid it out."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from difflib import ndiff
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as some

from skpkit.errors import SkpkitError
from skpkit.model.records import same
from skpkit.source.yamlfile import Path, read
from skpkit.writing import editing
from skpkit.writing.composing import scalar_text
from skpkit.writing.editing import UNREAD, UNTIDY, RecordText
from tests.support.edits import examples
from tests.support.year import examples as often

RECORDS = {path: content for path, content in examples().files.items() if path.startswith("records/")}
BAGAS = RECORDS["records/2026/199203172015021003/skp.yaml"]

HAND = """\
# punya Bagas
jenis:  skp
"kode" : 'x'   # dua
target: {Q1: 5,   Q2: 10,  # tengah
         Y: 15}
daftar:
    # pertama
    - satu   # s1
    -   nama: A
        # di dalam
        isi: >-
            panjang
            sekali
    # kedua
    - [1, 2]

kosong:
teks: |  # dua baris
  satu
  dua
akhir: selesai  # ujung
# penutup
"""


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    return [each for each in ndiff(before.splitlines(), after.splitlines()) if each[0] in "+-"]


def edited(text: str, *calls: tuple[str, Path, Any]) -> str:
    """A text after some calls."""
    record = RecordText("x.yaml", text.encode())
    for name, path, *rest in calls:
        getattr(record, name)(path, *rest)
    return record.content.decode()


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        (("set", ("kode",), "y z"), ["- \"kode\" : 'x'   # dua", '+ "kode" : y z  # dua']),
        (
            ("set", ("target", "Q2"), 11),
            ["- target: {Q1: 5,   Q2: 10,  # tengah", "+ target: {Q1: 5,   Q2: 11,  # tengah"],
        ),
        (("set", ("target", "Q3"), 1), ["-          Y: 15}", "+          Y: 15, Q3: 1}"]),
        (("remove", ("target", "Q1")), ["- target: {Q1: 5,   Q2: 10,  # tengah", "+ target: {Q2: 10,  # tengah"]),
        (("remove", ("target", "Y")), ["-          Y: 15}", "+          }"]),
        (("set", ("daftar", 0), 7), ["-     - satu   # s1", "+     - 7  # s1"]),
        (
            ("set", ("daftar", 1, "isi"), "pendek"),
            ["-         isi: >-", "-             panjang", "-             sekali", "+         isi: pendek"],
        ),
        (("set", ("daftar", 1, "baru"), date(2026, 1, 2)), ["+         baru: 2026-01-02"]),
        (("append", ("daftar",), "tiga"), ["+     - tiga"]),
        (("insert", ("daftar", 0), "nol"), ["+     - nol"]),
        (("insert", ("daftar", 2), {"a": [{"b": 1}]}), ["+     - a:", "+         - {b: 1}"]),
        (("append", ("daftar", 2), "0123"), ["-     - [1, 2]", '+     - [1, 2, "0123"]']),
        (("remove", ("daftar", 1, "nama")), ["-     -   nama: A", "+     -   isi: >-", "-         isi: >-"]),
        (("remove", ("daftar", 2)), ["-     # kedua", "-     - [1, 2]"]),
        (("remove", ("daftar", 0)), ["-     # pertama", "-     - satu   # s1"]),
        (("set", ("kosong",), {"a": 1}), ["- kosong:", "+ kosong: {a: 1}"]),
        (("set", ("kosong", "a"), "b c"), ["+   a: b c"]),
        (("append", ("kosong",), "x"), ["- kosong:", "+ kosong: [x]"]),
        (("set", ("teks",), "satu\ntiga\n"), ["-   dua", "+   tiga"]),
        (("set", ("teks",), 1), ["- teks: |  # dua baris", "-   satu", "-   dua", "+ teks: 1  # dua baris"]),
        (("remove", ("teks",)), ["- teks: |  # dua baris", "-   satu", "-   dua"]),
        (("set", ("sesudah",), True), ["+ sesudah: true"]),
        (("remove", ("jenis",)), ["- jenis:  skp"]),
    ],
)  # fmt: skip
def test_only_what_is_asked_for_changes(call: Any, lines: list[str]) -> None:
    assert sorted(changed(HAND, edited(HAND, call))) == sorted(lines)


def test_an_edit_that_changes_nothing_leaves_every_byte() -> None:
    for content in (HAND.encode(), b"\xef\xbb\xbf" + HAND.replace("\n", "\r\n").encode(), *RECORDS.values()):
        record = RecordText("x.yaml", content)
        record.become(deepcopy(record.data))
        assert record.content == content


def test_a_new_key_stands_where_the_form_has_it() -> None:
    record = RecordText("skp.yaml", BAGAS)
    record.set(("tidak_bertugas",), [{"mulai": "2026-07-01", "selesai": "2026-07-31", "alasan": "Cuti besar"}])
    record.set(("hasil_kerja", "utama", 1, "perspektif"), "proses_bisnis")
    assert changed(BAGAS.decode(), record.content.decode()) == [
        "+ tidak_bertugas:",
        "+   - {mulai: 2026-07-01, selesai: 2026-07-31, alasan: Cuti besar}",
        "+       perspektif: proses_bisnis",
    ]
    lines = record.content.decode().splitlines()
    assert lines[lines.index("tidak_bertugas:") - 1].startswith("periode:")


def test_within_data_only_what_differs_is_written() -> None:
    record = RecordText("skp.yaml", BAGAS)
    data = deepcopy(record.data)
    data["hasil_kerja"]["utama"][0]["indikator"][1]["target"]["Q3"] = 12
    data["perilaku_kerja"][1]["ekspektasi"] = "Tepat waktu"
    del data["lampiran"]["konsekuensi"]
    data["perubahan"].append({"jenis": "adendum", "nomor": 2, "tanggal": "2026-06-01", "alasan": "x y", "komponen": []})
    record.become(data)
    assert changed(BAGAS.decode(), record.content.decode()) == [
        "-           target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}",
        "+           target: {Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 30}",
        "-   - {nilai: akuntabel}",
        "+   - {nilai: akuntabel, ekspektasi: Tepat waktu}",
        "-   konsekuensi: [Pengalihan penugasan apabila target tidak tercapai]",
        "+   - {jenis: adendum, nomor: 2, tanggal: 2026-06-01, alasan: x y, komponen: []}",
    ]


def test_line_ends_and_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + b"a: 1\r\nb: 2\nc: 3\r\nd: 4\r\n"
    record = RecordText("x.yaml", content)
    record.set(("c",), [{"x": 1, "y": "z\nz"}])
    assert (
        record.content
        == b"\xef\xbb\xbf" + b"a: 1\r\nb: 2\nc:\r\n  - x: 1\r\n    y: |-\r\n      z\r\n      z\r\nd: 4\r\n"
    )
    bare = RecordText("x.yaml", b"a: 1\r\nb: 2")
    bare.set(("c",), 3)
    assert bare.content == b"a: 1\r\nb: 2\r\nc: 3\r\n"


def test_what_cannot_be_read_or_written_is_refused_and_nothing_changed() -> None:
    with pytest.raises(SkpkitError) as refused:
        RecordText("x.yaml", b"a: [1")
    assert (refused.value.message, refused.value.told) == (UNREAD, {"path": "x.yaml"})
    record = RecordText("x.yaml", b"{a: 1}\n")
    with pytest.raises(SkpkitError) as refused:
        record.become({})
    assert refused.value.message == UNTIDY
    assert record.content == b"{a: 1}\n"
    with pytest.raises(KeyError):
        record.set(("b", "c", "d"), 1)
    record.set(("b",), "x\ny")
    assert record.content == b'{a: 1, b: "x\\ny"}\n'


class Hand:
    """Writes data as different people would, with comments; `owner` tells what each of these is about."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.owner: dict[str, Path] = {}

    def text(self, data: dict[str, Any]) -> str:
        if self.dice.random() < 0.1:
            return self.flow(data, (), 0) + "\n"
        return "\n".join(self.block(data, (), 0)) + self.dice.choice(["\n", "\n\n", ""])

    def comment(self, path: Path) -> str:
        name = f"# k{len(self.owner)}"
        self.owner[name] = path
        return name

    def often(self, share: float) -> bool:
        return self.dice.random() < share

    def behind(self, path: Path) -> str:
        return f"{' ' * self.dice.randint(1, 3)}{self.comment(path)}" if self.often(0.2) else ""

    def scalar(self, value: Any, *, flow: bool) -> str:
        if isinstance(value, str) and self.often(0.3) and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        return scalar_text(value, flow=flow)

    def flow(self, value: Any, path: Path, column: int) -> str:
        many = isinstance(value, dict | list)
        if not many:
            return self.scalar(value, flow=True)
        items = value.items() if isinstance(value, dict) else enumerate(value)
        parts = []
        for key, each in items:
            inner = (*path, key)
            lead = f"{scalar_text(key, flow=True)}: " if isinstance(value, dict) else ""
            parts.append((inner, lead + self.flow(each, inner, column)))
        made, break_ = "", self.often(0.2)
        for nth, (inner, part) in enumerate(parts):
            comma = "," if nth < len(parts) - 1 or self.often(0.1) else ""
            made += part + comma
            if break_ and self.often(0.5):
                made += (
                    f"  {self.comment(inner)}\n{' ' * (column + 4)}"
                    if comma and self.often(0.5)
                    else f"\n{' ' * (column + 4)}"
                )
            elif nth < len(parts) - 1:
                made += " "
        return ("{%s}" if isinstance(value, dict) else "[%s]") % made

    def block(self, value: Any, path: Path, column: int) -> list[str]:
        lines = []
        lead = " " * column
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            inner = (*path, key)
            if self.often(0.1):
                lines.append("")
            if self.often(0.2):
                lines.append(f"{lead}{self.comment(inner)}")
            head = f"{scalar_text(key)}:" if isinstance(value, dict) else "-"
            many = isinstance(each, dict | list) and each
            if many and self.often(0.7):
                deeper = column + self.dice.choice([2, 2, 4])
                if isinstance(value, list) and isinstance(each, dict) and self.often(0.8):
                    below = self.block(each, inner, deeper)
                    first = next(
                        nth for nth, line in enumerate(below) if line.strip() and not line.lstrip().startswith("#")
                    )
                    lines += [
                        f"{lead}{line.lstrip()}".rstrip() for line in below[:first]
                    ]  # above the dash, in its column
                    lines.append(f"{lead}-{' ' * (deeper - column - 1)}{below[first].lstrip()}")
                    lines += below[first + 1 :]
                    continue
                if isinstance(value, dict) and isinstance(each, list) and self.often(0.3):
                    deeper = column  # dashes below the key
                lines.append(f"{lead}{head}{self.behind(inner)}")
                lines += self.block(each, inner, deeper)
            elif isinstance(each, str) and each.strip() == each and each and each.isprintable() and self.often(0.2):
                lines += [f"{lead}{head} {self.dice.choice(['>-', '|-'])}{self.behind(inner)}", f"{lead}  {each}"]
            elif each is None and self.often(0.5):
                lines.append(f"{lead}{head}{self.behind(inner)}")
            else:
                lines.append(f"{lead}{head} {self.flow(each, inner, column)}{self.behind(inner)}")
        return lines


NAMES = ["kode", "nama", "target", "periode", "iki", "isi", "Q1", "Q2", "lain"]
KEYS = some.sampled_from(NAMES)
VALUES = some.one_of(
    some.none(),
    some.integers(0, 99),
    some.sampled_from(["a", "a b", "0123", "x: y", "# z", "", "dua\nbaris", "kata " * 40 + "z"]),
)
DATA = some.recursive(
    VALUES,
    lambda inner: some.one_of(some.lists(inner, max_size=3), some.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
ROOTS = some.dictionaries(KEYS, DATA, min_size=2, max_size=5)


def paths(data: Any, path: Path = ()) -> list[Path]:
    """The paths of all entries and items."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [each for key, value in items for each in ((*path, key), *paths(value, (*path, key)))]


@often(150)
@given(ROOTS, DATA, some.integers(0, 2**32))
def test_in_whatever_hand_only_the_data_asked_for_change_and_all_comments_stay(
    data: dict[str, Any], value: Any, seed: int
) -> None:
    dice = Random(seed)  # noqa: S311
    order = dice.sample([*NAMES, "tambahan"], len(NAMES) + 1)  # that of some form
    with patch.object(editing, "keys_at", lambda *_: tuple(order)):
        _edited_as_asked(data, value, dice)


@often(80)
@given(ROOTS, ROOTS, some.integers(0, 2**32))
def test_whatever_data_it_becomes_it_says_them(data: dict[str, Any], other: dict[str, Any], seed: int) -> None:
    record = RecordText("x.yaml", Hand(Random(seed)).text(data).encode())  # noqa: S311
    record.become(other)
    assert same(read(record.content).data, other)


def _edited_as_asked(data: dict[str, Any], value: Any, dice: Random) -> None:
    hand = Hand(dice)
    text = hand.text(data)
    before = read(text.encode())
    assert not before.slips, text
    assert same(before.data, data), text
    content = text.replace("\n", "\r\n").encode() if dice.random() < 0.2 else text.encode()
    path: Any = dice.choice(paths(data))
    wanted: Any = deepcopy(data)
    holder = wanted
    for step in path[:-1]:
        holder = holder[step]
    record = RecordText("x.yaml", content)
    done = dice.choice(["set", "remove", "insert", "append", "new"])
    gone: Path | None = path
    if done == "remove" and (len(path) > 1 or len(data) > 1):
        del holder[path[-1]]
        record.remove(path)
        gone = path if holder else path[:-1]
    elif done == "insert" and isinstance(holder, list):
        holder.insert(path[-1], value)
        record.insert(path, value)
        gone = None
    elif done == "append" and isinstance(holder[path[-1]], list):
        holder[path[-1]].append(value)
        record.append(path, value)
        gone = None
    elif done == "new" and isinstance(holder[path[-1]], dict):
        holder[path[-1]]["tambahan"] = value
        record.set((*path, "tambahan"), value)
        gone = None
    else:
        holder[path[-1]] = value
        record.set(path, value)
    after = read(record.content)
    assert not after.slips, record.content.decode()
    assert same(after.data, wanted)
    assert (b"\r\n" in content and b"\n" in record.content) == (b"\r\n" in record.content)
    kept = record.content.decode()
    lost = [
        each
        for each in hand.owner
        if f"{each}\r" not in kept and f"{each}\n" not in kept and f"{each} " not in kept and not kept.endswith(each)
    ]
    assert [each for each in lost if gone is None or hand.owner[each][: len(gone)] != gone] == [], (
        f"{text}\n---\n{kept}"
    )
