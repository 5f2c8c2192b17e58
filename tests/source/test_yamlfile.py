"""Reading YAML: strict scalars, every span, every slip in a sentence, told where it stands."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from skpkit.messages import tell
from skpkit.source.yamlfile import Document, Path, Slip, Span, read
from skpkit.source.yamlfile.repairs import CONFLICT
from tests.support.places import PROJECT

RECORDS = PROJECT / "records"
TEXTS = tuple(file.read_text(encoding="utf-8") for file in sorted(RECORDS.rglob("*.yaml")))
OFTEN = settings(deadline=None, database=None, max_examples=200)


def data_of(text: str) -> Any:
    document = read(text.encode())
    assert document.slips == ()
    return document.data


def slips_of(text: str | bytes) -> tuple[Slip, ...]:
    document = read(text if isinstance(text, bytes) else text.encode())
    assert document.data is None
    return document.slips


def sentence(slip: Slip) -> str:
    return tell(slip.message, slip.told, "en")


def place(slip: Slip) -> tuple[int, int]:
    return slip.span.line, slip.span.column


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in entries:
        yield from paths(value, (*path, step))


def slice_of(text: str, span: Span) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


# Scalars


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("0", 0),
        ("-0", 0),
        ("+5", 5),
        ("-12", -12),
        ("95.5", 95.5),
        ("95.", 95.0),
        (".5", 0.5),
        ("-0.25", -0.25),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        ("0e5", 0.0),
        ("199203172015021003", 199203172015021003),
        ("9" * 100, int("9" * 100)),
    ],
)
def test_words_of_the_core_schema(written: str, value: object) -> None:
    found = data_of(f"a: {written}\n")["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    (
        "2026-01-31 2026-01-31T10:00:00Z no No ya yes on off y n 0123 00 01.5 -07 1:30 0x1F 0o17 1_000 1e 1e+ e5 . + "
        "-. +.e3 1.2.3 tRUE nULL inf nan .infinity 012345678901234567 1a-C ٣ 1٣ <<"
    ).split(),
)
def test_everything_else_is_text(text: str) -> None:
    assert data_of(f"a: {text}\nb: [{text}]\n") == {"a": text, "b": [text]}


@pytest.mark.parametrize("text", ["null", "true", "12", "1.5", "", "~", ".nan", "1e999", "- a", "a: b", "a, b", "#x"])
def test_quoted_is_text(text: str) -> None:
    assert data_of(f"a: \"{text}\"\nb: '{text}'\n'{text}': 1\n") == {"a": text, "b": text, text: 1}


@pytest.mark.parametrize(
    "number", [".nan", ".NaN", ".NAN", ".inf", "-.inf", "+.INF", ".Inf", ".iNF", "1e999", "-1e400"]
)
def test_no_number_that_is_none(number: str) -> None:
    (slip,) = slips_of(f"a: {number}\n")
    assert slip.span == Span(1, 4, 1, 4 + len(number))
    assert (
        sentence(slip) == f"“{number}” is no number that can be recorded; write another, or put it in quotes as a text"
    )


@pytest.mark.parametrize(
    "number", ["33.33333333333333333333", "1e-999", "9" * 101, "0.1000000000000000000001", "123456789012345678.5"]
)
def test_no_number_that_would_change(number: str) -> None:
    (slip,) = slips_of(f"{{a: {number}}}\n")
    assert "more digits than can be kept exactly" in sentence(slip)


@pytest.mark.parametrize(
    ("number", "one", "other"),
    [("1.000", "1", "1000"), ("-30.000", "-30", "-30000"), ("2.500", "2.5", "2500"), ("+125.250", "125.25", "125250")],
)
def test_no_number_that_may_be_thousands(number: str, one: str, other: str) -> None:
    for text in (f"a: {number}\n", f"{{a: {number}}}\n"):
        (slip,) = slips_of(text)
        assert sentence(slip) == (
            f"“{number}” may be {one} or {other}, since a dot before three digits is read as a decimal point; "
            f"write {one} or {other}"
        )
        assert data_of(text.replace(number, f"'{number}'")) == {"a": number}


def test_a_decimal_comma_among_thousands() -> None:
    for written, meant in (
        ("30.000,5", "30000.5"),
        ("1.000.000,25", "1000000.25"),
        ("1,000", "1"),
        ("-96,50", "-96.5"),
    ):
        (slip,) = slips_of(f"target: {{Y: {written}, Q1: 1}}\n")
        assert sentence(slip) == f"a number has a decimal point, a comma ends the value; write {meant}"


@pytest.mark.parametrize("number", ["0.125", "95.0", "95.00", "1.125", "0.000", "0.500", "1000.000", "1.0000", "1e3"])
def test_decimals_that_are_no_thousands(number: str) -> None:
    assert data_of(f"a: {number}\n") == {"a": float(number)}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: Teks #1\n", (1, 9)),
        ("a: Teks\t#1\n", (1, 9)),
        ("a:\n  - Teks  #satu dua\n", (2, 11)),
        ("a: {b: Teks #1,\n  c: 2}\n", (1, 13)),
        ("a: satu\n  dua #1\n", (2, 7)),
        ("a: [Rapat #1, b]\nc: 1\n", (1, 11)),
        ("a:\n  - {b: Rapat #1, c: d}\n  - e\n", (2, 15)),
        ("a: #1\n", (1, 4)),
        ("a:\n  -  #1\n  - b\n", (2, 6)),
        ("a: 2026-01-31 #x\n", (1, 15)),
        ("a: |-#1\n  b\n", (1, 6)),
    ],
)
def test_no_text_that_is_lost_as_a_comment(text: str, at: tuple[int, int]) -> None:
    (slip,) = sound(text.encode()).slips
    assert place(slip) == at
    assert sentence(slip) == (
        "what follows # is a comment and no part of the text; put the whole text in quotes, or write a space after "
        "the # of a comment"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: Teks # 1\n",
        "a: Teks ## x\n",
        "a: Teks #\n",
        "a: Teks#1\n",
        "a: 'Teks' #1\n",
        "a: 5 #x\n",
        "a: true #x\n",
        "a: |\n  Teks #1\n",
        "a: |# x\n  y\n",
        "a: 'Teks #1'\n",
        "a: [b, c] #x\n",
        "a: #x\n  b: 1\n",
        "a: #x\n  - b\n",
        "a: Teks\n  #x\nb: 1\n",
        "a: Teks\n#x\n",
    ],
)
def test_comments_that_take_no_text_away(text: str) -> None:
    assert sound(text.encode()).data is not None


def test_block_texts() -> None:
    assert data_of("a: |\n  x\n  y\nb: >-\n  z\n  w\n\nc: 1\n") == {"a": "x\ny\n", "b": "z w", "c": 1}


def test_a_question_mark_in_braces_is_text() -> None:
    assert data_of("a: {b: Apa kabar? Baik, c?: [x?y, ya?]}\n") == {"a": {"b": "Apa kabar? Baik", "c?": ["x?y", "ya?"]}}


# The file as a whole


def test_line_ends_are_alike() -> None:
    text = 'a: |\n  x\n\n  y\nb: "p\n  q"\nc:\n  - {d: 1,\n     é: r\n  }\n'
    plain = read(text.encode())
    for end in ("\r\n", "\r"):
        other = read(text.replace("\n", end).encode())
        assert other.data == plain.data
        assert [other.span(path) for path in paths(plain.data)] == [plain.span(path) for path in paths(plain.data)]
        assert place(slips_of((text + "b: 1\n").replace("\n", end))[0]) == (11, 1)


def test_the_mark_of_utf8_moves_no_column() -> None:
    document = read(b"\xef\xbb\xbfa: 1\n")
    assert document.data == {"a": 1}
    assert document.key_span(("a",)) == Span(1, 1, 1, 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be", "utf-32-le"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_other_encodings(encoding: str, mark: str) -> None:
    (slip,) = slips_of((mark + "a: é\n").encode(encoding))
    assert slip.other is None
    if mark and len(encoding) > 6:
        assert sentence(slip) == f"the file is written in {encoding[:6].upper()}; save it as UTF-8"


def test_not_utf8_names_the_line() -> None:
    (slip,) = slips_of("a: é\r\nb: é".encode() + b"x\xff\n")
    assert sentence(slip) == "line 2 holds a character that is not UTF-8; save the file as UTF-8"
    assert slip.span == Span(2, 6, 2, 7)


def test_at_most_256_kib() -> None:
    head, rest = b"a: 1\n#", b"x"
    assert read(head + rest * (256 * 1024 - len(head))).data == {"a": 1}
    (slip,) = slips_of(head + rest * (256 * 1024 - len(head) + 1))
    assert sentence(slip) == "the file is larger than 256 KiB; shorten its texts, or divide it"
    assert slip.span == Span(1, 1, 1, 1)


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ("{a: ", "}")])
def test_at_most_32_levels(before: str, after: str) -> None:
    data_of("a: " + before * 31 + after * 31)
    text = "a: " + before * 32 + after * 32
    (slip,) = slips_of(text)
    assert sentence(slip) == "this lies deeper than 32 levels; write it with fewer levels"
    assert slip.span == Span(1, 4 + 31 * len(before), 1, 5 + 31 * len(before))
    assert [sentence(each) for each in slips_of("a: " + before * 20000)] == [sentence(slip)]
    assert len(slips_of("".join("  " * depth + "a:\n" for depth in range(300)))) == 1


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x7f", "\x80", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff"]
)
def test_no_invisible_characters(character: str) -> None:
    for text in (f"a: 1\nb: é{character}x\n", f'a: 1\nb: "{character}"\n', f"a: 1\nb: #{character}\n"):
        (slip,) = slips_of(text)
        column = text.index(character) - 4
        assert slip.span == Span(2, column, 2, column + 1)
        assert sentence(slip) == f"the character U+{ord(character):04X} is invisible and has no place here; delete it"


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\x7f", "\\N", "\\L", "\\P", "\\uFEFF"])
def test_no_invisible_characters_by_escapes(escape: str) -> None:
    (slip,) = slips_of(f'a: "b{escape}"\n')
    assert slip.span == Span(1, 4, 1, 7 + len(escape))
    (slip,) = slips_of(f'"b{escape}": 1\n')
    assert "is invisible" in sentence(slip)
    assert data_of('a: "\\n\\t\\u00e9\\\\"\n') == {"a": "\n\té\\"}


@pytest.mark.parametrize("text", ["", "\n\n", "# x\n", "---\n", "--- # x\n"])
def test_an_empty_file(text: str) -> None:
    (slip,) = slips_of(text)
    assert sentence(slip) == "the file is empty; begin it with a key and its value, such as `versi: 1`"


@pytest.mark.parametrize("text", ["- a\n", "halo\n", '"a"\n', "[a]\n", "5\n", "~\n", "|\n  a: 1\n"])
def test_no_mapping_at_the_top(text: str) -> None:
    (slip,) = slips_of(text)
    assert sentence(slip) == "a file holds keys with their values, such as `versi: 1`; begin this one with a key"
    assert place(slip) == (1, 1)


def test_the_marks_of_one_document_are_fine() -> None:
    assert data_of("# x\n---\na: 95%\n...\n") == {"a": "95%"}


# Slips: text, place, what the sentence says first

SLIPS = [
    # values that need quotes
    (
        "a:\n  - {perihal: skp, uraian: Rencana kerja, target dan perilaku}\n",
        (2, 43),
        "the comma ended the text of “uraian”, so “target dan perilaku” is taken for a key without a value; "
        "put the whole text of “uraian” in quotes",
    ),
    ("a: {uraian: satu, dua, tiga, b: 1}\n", (1, 19), "the comma ended the text of “uraian”, so “dua”"),
    ("a: {target, b: 1}\n", (1, 5), "“target” has no colon and no value; write `target: …`"),
    ("target: {Q1: 95,5, Q2: 96}\n", (1, 17), "a number has a decimal point, a comma ends the value; write 95.5"),
    (
        "jenis: skp\nuraian: Catatan: penting\n",
        (2, 9),
        "the text after “uraian:” holds a colon itself; put it in quotes",
    ),
    ("a:\n  - nama: x\n    isi: Catatan: dua: tiga\n", (3, 10), "the text after “isi:” holds a colon itself"),
    ("a:\n  - {perihal: skp, uraian: Catatan: penting}\n", (2, 28), "the text after “uraian:” holds a colon itself"),
    (
        "a: [Catatan: lapor, b]\n",
        (1, 5),
        "within brackets “Catatan:” is taken for a key; put a text that holds a colon in quotes",
    ),
    ("a: @x\n", (1, 4), "a text cannot begin with @ here; put it in quotes"),
    ("a: `x`\n", (1, 4), "a text cannot begin with ` here"),
    ("a: %5\n", (1, 4), "a text cannot begin with % here"),
    ("a: {b: @x}\n", (1, 8), "a text cannot begin with @ here"),
    ("a: > 90\n", (1, 4), "a is one number without “>”; write 90"),
    ("a: >90\n", (1, 4), "a is one number without “>”; write 90"),
    ("a: |x\n", (1, 4), "a text cannot begin with | here"),
    ("a: ? x\n", (1, 4), "a text cannot begin with ? here"),
    ("a: , x\n", (1, 4), "a text cannot begin with , here"),
    (
        "a: *Penting* sekali\n",
        (1, 4),
        'a text that begins with * must stand in quotes: `a: "*Penting* sekali"`',
    ),
    ("a: * x\n", (1, 4), "a text that begins with * must stand in quotes"),
    ("a:\n  b: *Teks penting* ya\n  c: 1\n", (2, 6), "a text that begins with * must"),
    ("a: [x, *Teks penting]\nb: 1\n", (1, 8), "a text that begins with * must"),
    ("a: {x: *Teks penting, y: 1}\nb: 1\n", (1, 8), "a text that begins with * must"),
    ("a: *Teks\n  penting\nb: 1\n", (1, 4), "a text that begins with * must"),
    ("a: & x\n", (1, 4), "a text that begins with & must stand in quotes"),
    ("a: !! x\n", (1, 4), "a text that begins with ! must stand in quotes"),
    ("a: !x!y 1\n", (1, 4), "a text that begins with ! must stand in quotes"),
    ("a: - x\n", (1, 4), "a list begins on a line of its own; put a text that begins with a dash in quotes"),
    ("a: {b: - x}\n", (1, 8), "a list begins on a line of its own"),
    (
        "a: [Penting] segera\n",
        (1, 14),
        "something follows the closing bracket ]; put a text that begins with a bracket in quotes",
    ),
    ("a: {nama} segera\n", (1, 11), "something follows the closing bracket }"),
    ("a: {{nama}}\n", (1, 5), "a list or mapping cannot be a key; put a text that begins with { in quotes"),
    # a comma that is missing
    (
        "a:\n  target: {Q1: 5 Q2: 10}\n",
        (2, 18),
        "a comma is missing before “Q2:”; put one between the entries within brackets",
    ),
    ("target: {Q1: 5, Y: 30 Z: 1, X: 2}\n", (1, 23), "a comma is missing before “Z:”; put one"),
    ("target: {Q1: -2.5\n  Q2: 10}\n", (2, 3), "a comma is missing before “Q2:”; put one"),
    ('a: {b: "x" c: 2}\n', (1, 12), "a comma is missing before “c:”; put one"),
    ("a: {b: 'x'\n  c: 2}\n", (2, 3), "a comma is missing before “c:”; put one"),
    ("a: {b: [x] c: 2}\n", (1, 12), "a comma is missing before “c:”; put one"),
    ("a: {b: 2026-01-27 c: 2}\n", (1, 19), "a comma is missing before “c:”"),
    (
        'a:\n  - {sebagai: pegawai nip: "1"}\n',
        (2, 23),
        "a comma is missing before “nip:”; or, where “nip:” belongs to the text of “sebagai”, put that text in quotes",
    ),
    ("a: {b: satu\n  c: 2}\n", (2, 3), "a comma is missing before “c:”; or, where “c:” belongs"),
    # quotes and brackets
    (
        'nama: "Bagas\nnip: 1\n',
        (1, 7),
        "the quotation mark that opens here is not closed; close it at the end of the text",
    ),
    ('nama: "Bagas\nnip: "1992"\nx: 1\n', (1, 7), "the quotation mark that opens here is not closed"),
    ("nama: 'Bagas\nnip: 1\n", (1, 7), "the quotation mark that opens here is not closed"),
    ('a:\n  - {nama: "Bagas, nip: x}\nb: "1"\n', (2, 12), "the quotation mark that opens here is not closed"),
    (
        "nama: 'Ma'ruf'\n",
        (1, 11),
        "something follows the closing quotation mark; put the whole text in one pair of quotes, and use the "
        "other kind",
    ),
    (
        'a:\n  nama: "Bagas""\n  nip: "1"\n',
        (2, 16),
        "a quotation mark too many stands here; delete it, or use the other kind for quotes within a text",
    ),
    ('nama: "Bagas""\n', (1, 14), "a quotation mark too many stands here"),
    ('nama: "Bagas"" Pratama"\n', (1, 14), "a quotation mark too many stands here"),
    ('isi: "Rapat ""SKP"" penting"\n', (1, 14), "a quotation mark too many stands here"),
    ('a: {nama: "Bagas"", nip: "1"}\n', (1, 18), "a quotation mark too many stands here"),
    ('a: ["Bagas"", "1"]\n', (1, 12), "a quotation mark too many stands here"),
    ("nama: 'Bagas''\nnip: '1'\n", (1, 7), "the quotation mark that opens here is not closed"),
    ("nama: 'Bagas'\"\nnip: '1'\n", (1, 14), "a quotation mark too many stands here"),
    ('isi: "SKP" tahun ini\n', (1, 12), "something follows the closing quotation mark"),
    ("a: {hari: 'Jum'at', b: 1}\n", (1, 16), "something follows the closing quotation mark"),
    ("a: [\n  {b: 1}\n  {b: 2}\n]\n", (3, 3), "a comma is missing here between brackets"),
    ("a: [x, , y]\n", (1, 8), "before this comma a value is missing"),
    ("a: [x, y\nb: 1\n", (1, 4), "the bracket [ that opens here is not closed; close it with ]"),
    ("a: {x: 1\nb: {c: 1}\n", (1, 4), "the bracket { that opens here is not closed; close it with }"),
    ("a: {x: [1, 2}\nb: 1\n", (1, 8), "the bracket [ that opens here is not closed"),
    ("a: [x,\nb: 1\n", (1, 4), "the bracket [ that opens here is not closed"),
    ("a: {", (1, 4), "the bracket { that opens here is not closed"),
    ("a: {x: 1}}\n", (1, 10), "the bracket } closes nothing; delete it, or put the text in quotes"),
    (
        'a: "C:\\Users"\n',
        (1, 7),
        "a backslash in double quotes begins a special character; write it twice, or use single quotes",
    ),
    ('a: "\\UFFFFFFFF"\n', (1, 5), "a backslash in double quotes"),
    ('a: "b\\uD800"\n', (1, 6), "a backslash in double quotes"),
    # spaces that are missing
    ("pegawai:\n  nama:Bagas\n  nip: '1'\n", (2, 3), "a space is missing after the colon; write `nama: Bagas`"),
    ("pegawai:\n  nip: '1'\n  nama:Bagas\nx: 1\n", (3, 3), "a space is missing after the colon; write `nama: Bagas`"),
    ("pegawai:\n  nama:Bagas\n", (2, 3), "a space is missing after the colon; write `nama: Bagas`"),
    ("jenis:skp\nversi: 1\n", (1, 1), "a space is missing after the colon; write `jenis: skp`"),
    ("jenis:skp\nversi:1\n", (1, 1), "a space is missing after the colon; write `jenis: skp`"),
    ("a:\n  - kode:RHK-1\n    rencana: x\n", (2, 5), "a space is missing after the colon; write `kode: RHK-1`"),
    ('a: {x: 1, nip:"1992", y: 2}\n', (1, 11), 'a space is missing after the colon; write `nip: "1992"`'),
    ("a: 1\ntarget:{Q1: 1}\n", (2, 1), "a space is missing after the colon; write `target: {Q1: 1}`"),
    ("a: {b: 1, c:, d: 2}\n", (1, 11), "a space is missing after the colon; write `c: …`"),
    ("a: {b:[1, 2]}\n", (1, 5), "a space is missing after the colon; write `b: [1, 2]}`"),
    ("a: [b, Catatan:, c]\n", (1, 8), "within brackets “Catatan:” is taken for a key"),
    ("a: {b: Catatan:, c: 1}\n", (1, 8), "the text after “b:” holds a colon itself"),
    ("a:\n  - x\n  -y\n", (3, 3), "a space is missing after the dash; write `- y`"),
    ("a:\n  -x\n  - y\n", (2, 3), "a space is missing after the dash; write `- x`"),
    ("a:\n  -nama: y\n  - nama: z\n", (2, 3), "a space is missing after the dash; write `- nama: y`"),
    ("a:\n  -nama: y\n", (2, 3), "a space is missing after the dash; write `- nama: y`"),
    # indentation
    (
        "nama: Bagas\n  nip: '1'\n",
        (2, 1),
        "this line begins with 2 spaces, but the lines around it that it belongs to begin with 0; move it so that it "
        "begins with 0",
    ),
    ('nama: "Bagas"\n  nip: 1\n', (2, 1), "this line begins with 2 spaces, but the lines around it"),
    ("a:\n    b: 1\n  c: 2\n", (2, 3), "this line begins with 4 spaces, but"),
    ("a:\n  - b: 1\n   # x\n  c: 2\n", (4, 3), "this line begins with 2 spaces, but"),
    ("a:\n  - b: 1\n    - c: 1\n", (3, 3), "this line begins with 4 spaces, but"),
    (
        "a:\n  b: 1\nc: 2\n  d: 3\ne: 4\n",
        (3, 1),
        "this line begins with 0 spaces, but the lines around it that it belongs to begin with 2; move it so",
    ),
    ("a:\nb: 1\n  c: 2\n", (2, 1), "this line begins with 0 spaces, but"),
    ("a:\n  - b: 1\nc: 2\n\n    # x\n    d: 3\n", (3, 1), "this line begins with 0 spaces, but"),
    ("a:\n  - b: 1\n  c: 2\n    d: 3\n", (3, 3), "this is an entry of a list, so a hyphen and a space stand before i"),
    ("  a: 1\nb: 2\n", (2, 1), "this line begins with 0 spaces, but"),
    ("a: 1\n- b\n", (2, 1), "this line is indented otherwise"),
    (
        "uraian: panjang\nlanjutan teks, ya\nnip: 1\n",
        (2, 1),
        "“lanjutan teks, ya” is no key with a value; write `key: value`, or, where it continues the text above, two "
        "spaces before it",
    ),
    ("a:\n\tb: 1\n", (2, 1), "this line begins with a tab, which cannot stand here; delete it and write 2 spaces in"),
    ("a:\n  b: 1\n\tc: 2\n", (3, 1), "this line begins with a tab, which"),
    ("a:\n  \tb: 1\n", (2, 1), "this line begins with a tab, which"),
    ("a: {\n\tb: 1}\n", (2, 1), "this line begins with a tab, which"),
    ("a: b\n \tc\n", (2, 2), "a tab cannot stand here"),
    ("a:\n  -\tb: 1\n", (2, 4), "a tab cannot stand here"),
    ("a:\n\u00a0\u00a0b: 1\n", (2, 1), "this line begins with characters that only look like spaces"),
    ("a:\n  b: 1\n\u00a0\u00a0c: 1\n  d: 2\n", (3, 1), "this line begins with characters that only look like spaces"),
    ("a:\n\u00a0\u00a0b: 1\n  c: 1\n", (2, 1), "this line begins with characters that only look like spaces"),
    ("a:\n  b: 1\n  \u00a0c: 1\n  d: 2\n", (3, 1), "this line begins with characters that only look like spaces"),
    ("a:\n  b: 1\n \u00a0c: 1\n  d: 2\n", (3, 1), "this line begins with characters that only look like spaces"),
    ("a:\n  b: Satu\n \u00a0c: 1\n  d: 2\n", (3, 1), "this line begins with characters that only look like spaces"),
    ("a:\n  b:\n\u00a0\u00a0\u00a0\u00a0c: 1\n    d: 2\n", (3, 1), "this line begins with characters that only look"),
    ("a:\n  b:\u00a0Satu\n  d: 2\n", (2, 5), "what stands behind “b:” looks like a space"),
    ("a:\n  b: 1\n  d:\u00a0Satu\n", (3, 5), "what stands behind “d:” looks like a space"),
    ("a:\n  b: 1\n  d: \u00a0Satu\n", (3, 6), "what stands behind “d:” looks like a space"),
    ("a:\n  -\u00a0Satu\n  - Dua\n", (2, 4), "what stands behind “-” looks like a space"),
    # what the format leaves out
    ("a: &x 1\n", (1, 4), "a text that begins with & must stand in quotes"),
    ("a: &x\n  b: 1\n", (1, 4), "a text that begins with & must stand in quotes"),
    ("a: *x\n", (1, 4), "a text that begins with * must stand in quotes"),
    ("a: !!str 1\n", (1, 4), "a text that begins with ! must stand in quotes"),
    ("a: !Penting sekali\n", (1, 4), "a text that begins with ! must stand in quotes"),
    ("!x\na: 1\n", (1, 1), "a text that begins with ! must stand in quotes"),
    ("&x a: 1\n", (1, 1), "a text that begins with & must stand in quotes"),
    ("*x : 1\n", (1, 1), "a text that begins with * must stand in quotes"),
    ("a:\n  <<: {b: 1}\n", (2, 3), "the merge key << has no place here; write out the keys that it would bring"),
    ("1: a\n", (1, 1), "a key must be a text, but “1” is read as a number or another value; put it in quotes"),
    ("{true: a}\n", (1, 2), "a key must be a text, but “true”"),
    ("~: a\n", (1, 1), "a key must be a text, but “~”"),
    (".inf: a\n", (1, 1), "a key must be a text, but “.inf”"),
    (": a\n", (1, 1), "a key is missing before this colon"),
    ("? - a\n: 1\n", (1, 3), "a list or mapping cannot be a key"),
    ("a: 1\n---\nb: 1\n", (2, 1), "a second document begins here"),
    ("a: 1\n...\nb: 1\n", (3, 1), "a second document begins here"),
    (
        "%YAML 1.2\n---\na: 1\n",
        (1, 1),
        "a line that begins with % is an instruction to the program that reads the file, which has no place",
    ),
    ("# x\n%X y\n---\na: 1\n", (2, 1), "a line that begins with %"),
    ("%YAML 2.0\n---\na: 1\n", (1, 1), "a line that begins with %"),
    ("a: 1\n%b: 2\n", (2, 1), "a line that begins with %"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "said"), SLIPS)
def test_a_slip_is_told_once_with_its_place(text: str, at: tuple[int, int], said: str) -> None:
    slips = slips_of(text)
    assert [(place(slip), sentence(slip)[: len(said)]) for slip in slips] == [(at, said)]
    assert slips[0].other is None
    assert slips[0].span[:2] <= slips[0].span[2:]


@pytest.mark.parametrize(
    "text",
    [
        "bukti: [https://a.b/c?d=e#f, doi:10.1/x]\ntautan:\n  https://a.b/\n",
        "a: Rapat pukul 10:30\nb: 10:30\nc: {d: jam 9:15}\n",
        "- : x\n".replace("- ", "'-'"),
        "nama: Jum'at\nb: {c: Ma'ruf}\n",
        "a: {b: , d: -, e: [-5, -x]}\n",
        'a: {"b":1,"c":[1]}\n',
        "yes: 1\nQ1: 2\n2026-01-01: 3\nno: 4\n",
        "? a\n: b\n",
        "a:\n- b\n-\n- c\n",
        "a:\n  -5\n",
        "a: x\n  y - z\n   w\n",
    ],
)
def test_what_only_looks_like_a_slip(text: str) -> None:
    assert data_of(text)


def test_tabs_that_are_no_indentation() -> None:
    text = 'a:\tb\t\nc: d\te\t# f\n\t# g\n \t\nr: s\n\t\n  \t\n  t\nh: "i\n\tj"\nk: |\n  l\n  \tm\nn: {o:\tp,\tq: r}\n'
    assert data_of(text) == {
        "a": "b",
        "c": "d\te",
        "r": "s\n\nt",
        "h": "i j",
        "k": "l\n\tm\n",
        "n": {"o": "p", "q": "r"},
    }
    assert data_of("a: |\n  b\n  \t\n  c\n") == {"a": "b\n\t\nc\n"}


@pytest.mark.parametrize(
    "text",
    [
        "nip:199203172015021003\n",
        "a: 1\nnip 199203172015021003\n",
        "199203172015021003: a\n",
        "a: {199203172015021003, b: 1}\n",
        "nip: {a: x, 19920317 201502 1 003}\n",
        "a: [19920317.201502.1.003: b]\n",
        "nip 199203172015021003: a\nnip 199203172015021003: a\n",
        f"a: {'199203172015021003' * 9}\n",
        "a: {b: 199203172015021003,5}\n",
    ],
)
def test_a_nip_is_not_repeated(text: str) -> None:
    (slip,) = slips_of(text)
    assert "1992" in sentence(slip)
    assert not re.search("0317|15021003", sentence(slip))


def test_all_slips_are_found_in_one_pass() -> None:
    text = "a: &x 1\nb: {c: .nan, 1: 2}\nd:\n  <<: *y\na: 2\n  \te: 3\n"
    assert [place(slip) for slip in slips_of("a: &x 1\nb: {c: .nan, 1: 2}\nd:\n  <<: *y\na: 2\n")] == [
        (1, 4),
        (2, 8),
        (2, 14),
        (4, 3),
        (4, 7),
        (5, 1),
    ]
    assert [place(slip) for slip in slips_of(text)][-1] == (6, 3)


def test_a_syntax_error_speaks_for_what_follows_from_it() -> None:
    slips = slips_of("a: &x 1\nb: [x,\nc: 1\nd: &y 1\n")
    assert [(place(slip), sentence(slip)[:13]) for slip in slips] == [
        ((1, 4), "a text that b"),
        ((2, 4), "the bracket ["),
    ]


def test_every_duplicate_key_with_both_places() -> None:
    slips = slips_of('a: 1\nb: {c: 1, d: 2, c: 3}\n"a": 2\na: 3\n')
    assert [(slip.span, slip.other) for slip in slips] == [
        (Span(2, 17, 2, 18), Span(2, 5, 2, 6)),
        (Span(3, 1, 3, 4), Span(1, 1, 1, 2)),
        (Span(4, 1, 4, 2), Span(1, 1, 1, 2)),
    ]
    assert sentence(slips[1]) == "the key “a” stands here a second time, first on line 1; keep one of the two"
    assert slips[1].told["key"] == "a"


def test_equal_keys_in_two_mappings_are_no_duplicates() -> None:
    assert data_of("a: {b: 1}\nc: {b: 1}\n") == {"a": {"b": 1}, "c": {"b": 1}}


# Spans

TEXT = """\
# catatan
pegawai: {nama: "Bagas 😀", é: [1, 2],
  kosong: , akhir: x }
hasil:
  - kode:   RHK-1   # catatan
    isi: >
      satu

      dua

    # catatan
  -
  - [a,
     b]
panjang: satu
  dua

kosong:
"""


@pytest.mark.parametrize(
    ("path", "span", "key"),
    [
        ((), (2, 1, 18, 8), (2, 1, 18, 8)),
        (("pegawai",), (2, 10, 3, 23), (2, 1, 2, 8)),
        (("pegawai", "nama"), (2, 17, 2, 26), (2, 11, 2, 15)),
        (("pegawai", "é"), (2, 31, 2, 37), (2, 28, 2, 29)),
        (("pegawai", "é", 1), (2, 35, 2, 36), (2, 35, 2, 36)),
        (("pegawai", "kosong"), (3, 10, 3, 10), (3, 3, 3, 9)),
        (("hasil",), (5, 3, 14, 8), (4, 1, 4, 6)),
        (("hasil", 0), (5, 5, 9, 10), (5, 5, 9, 10)),
        (("hasil", 0, "kode"), (5, 13, 5, 18), (5, 5, 5, 9)),
        (("hasil", 0, "isi"), (6, 10, 9, 10), (6, 5, 6, 8)),
        (("hasil", 1), (12, 4, 12, 4), (12, 4, 12, 4)),
        (("hasil", 2), (13, 5, 14, 8), (13, 5, 14, 8)),
        (("panjang",), (15, 10, 16, 6), (15, 1, 15, 8)),
        (("kosong",), (18, 8, 18, 8), (18, 1, 18, 7)),
        (("hasil", 0, "tidak", "ada"), (5, 5, 9, 10), (5, 5, 9, 10)),
        (("hasil", 9), (5, 3, 14, 8), (4, 1, 4, 6)),
        (("tidak", "ada"), (2, 1, 18, 8), (2, 1, 18, 8)),
    ],
)
def test_spans(path: Path, span: tuple[int, ...], key: tuple[int, ...]) -> None:
    document = read(TEXT.encode())
    assert document.span(path) == span
    assert document.key_span(path) == key


def test_spans_of_a_file_with_slips_or_without_content() -> None:
    document = read(b"a: {b: .nan}\n")
    assert document.span(("a", "b")) == Span(1, 8, 1, 12)
    assert document.span(("a", "c")) == Span(1, 4, 1, 13)
    for content in (b"", b"\xff", b"a: [", b"[" * 99, b"{[a]: {b: 1}"):
        assert isinstance(read(content).span(("a", 0)), Span)
        assert isinstance(read(content).key_span(("a", 0)), Span)


# Any text


def sound(content: bytes) -> Document:
    """A document that has either data or slips, each with a sentence and a place in the text."""
    document = read(content)
    assert (document.data is None) == bool(document.slips)
    for slip in document.slips:
        assert sentence(slip)
        assert slip.span[:2] <= slip.span[2:]
    for path in () if document.slips else paths(document.data):
        for span in (document.span(path), document.key_span(path)):
            assert (1, 1) <= span[:2] <= span[2:]
    return document


@pytest.mark.parametrize(
    ("lang", "begin", "remedy"),
    [
        ("en", "PyYAML is installed without libyaml", "install it from a wheel: `pip install"),
        ("id", "PyYAML terpasang tanpa libyaml", "pasang dari wheel: `pip install"),
    ],
)
def test_without_libyaml_nothing_is_read(tmp_path: FilePath, lang: str, begin: str, remedy: str) -> None:
    (tmp_path / "skpkit.yaml").write_text("versi: 1\n", encoding="utf-8")
    bare = tmp_path / "packages"  # PyYAML as its sources make it where there is no libyaml
    shutil.copytree(FilePath(yaml.__file__).parent, bare / "yaml", ignore=shutil.ignore_patterns("_yaml*"))
    words = [sys.executable, "-m", "skpkit", "check", "--lang", lang]
    environment = {**os.environ, "PYTHONPATH": str(bare)}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (3, "")
    assert begin in done.stderr
    assert remedy in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("text", TEXTS)
def test_records_are_read_as_others_read_them(text: str) -> None:
    def with_texts(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: with_texts(value) for key, value in data.items()}
        if isinstance(data, list):
            return [with_texts(value) for value in data]
        return data.isoformat() if isinstance(data, date) else data

    assert sound(text.encode()).data == with_texts(yaml.safe_load(text))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(
        st.characters(codec="utf-8", exclude_characters="\x7f\x85\u2028\u2029\ufeff", exclude_categories=["Cc", "Cn"])
    ),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé😀 :-{}'#", max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@OFTEN
@given(st.dictionaries(st.text("aé:, ", max_size=5), JSON, max_size=4), st.sampled_from([None, 1, 3]))
def test_json_is_read_as_json_and_every_span_holds_its_value(data: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    document = sound(text.encode())
    assert document.data == data
    for path in paths(data):
        value = data
        for step in path:
            value = value[step]  # type: ignore[index]
        assert json.loads(slice_of(text, document.span(path))) == value
        if path and isinstance(path[-1], str):
            assert json.loads(slice_of(text, document.key_span(path))) == path[-1]


# PyYAML follows YAML 1.1 and writes the text `-.1` without quotes; since 1.2 that is a number.
WORDS = st.text("abé 1.-:,?'\"#\n", max_size=12).filter(lambda word: not re.fullmatch(r"-\.1+", word))
KEYS = st.from_regex("[A-Za-z][A-Za-z0-9_]{0,9}", fullmatch=True)  # as those of records; `-?` would be a slip


@OFTEN
@given(
    st.dictionaries(
        KEYS,
        st.recursive(
            WORDS | st.integers() | st.booleans(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
            max_leaves=8,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_pyyaml_writes_is_read(data: dict[str, Any]) -> None:
    for flow in (True, False, None):
        document = sound(yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False).encode())
        assert not document.slips
        assert document.data == data


PIECES = (
    *(
        "a",
        "b",
        "nama",
        "x y",
        "1",
        "é",
        "😀",
        "0",
        ".",
        "=",
        "~",
        "null",
        "<<",
        "nip:",
        "\\n",
        "\\x41",
        "\\",
        "\\ud800",
    ),
    *(
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "?",
        ", ",
        ",",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "#",
        " # c",
        "|",
        ">",
        "|-",
        ">+2",
        "|1",
    ),
    *("\n", "\n  ", "\n ", "\n    ", "\n\n", "\r\n", "\r", "\t", " ", "\u2028", "\ufeff", "\u00a0", "\x85", "\0"),
    *("&a", "*a", "!", "!t", "!!str", "%", "@", "`", "---", "...", "---\n", "\n...\n", "%YAML 1.1\n", "%TAG ! x\n"),
    *('"k"', "[]", "{}", "{e: f}", ': "x"', ": 'y'", "\nb: ", "\nc:", "\n  - d: "),
)


@OFTEN
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("&x : 1\n*x : 2")
@example('"\\U00110000"')
def test_pieces_of_yaml_are_read_or_refused_with_a_place(text: str) -> None:
    sound(text.encode())


@OFTEN
@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False))
def test_damaged_records_are_read_or_refused_with_a_place(text: str, chance: random.Random) -> None:
    text = text[:900]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 2)) :]
    sound(text.encode())


@OFTEN
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_place(content: bytes) -> None:
    sound(content)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "a: ", "a: [", "a: {", 'a: "', "a: >\n ", "- "])
def test_long_nonsense_is_read_to_an_end(before: str, piece: str) -> None:
    content = (before + piece * (4000 // len(piece))).encode()
    assert isinstance(read(content), Document)


@pytest.mark.parametrize("head", ["<<<<<<< ours", "<<<<<<<<< HEAD"])
def test_a_merge_that_is_not_settled_is_told_in_one_sentence(head: str) -> None:
    text = f"jenis: skp\n{head}\nversi: 1\n||||||| base\n=======\nversi: 2\n>>>>>>> theirs\ntahun: 2026\n"
    (slip,) = read(text.replace("\n", "\r\n").encode()).slips
    assert (slip.message, slip.span.line) == (CONFLICT, 2)
    quoted = f"isi: |\n  {head}\n  =======\n  >>>>>>> theirs\n"
    assert not read(quoted.encode()).slips
