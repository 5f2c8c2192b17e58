"""The one layout of a record: what it says and the comments in it stay, and laid out again it stays as it is."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from skpkit.judge.engine import check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.model.records import same
from skpkit.source.yamlfile import Path, read
from skpkit.source.yamlfile.comments import comments_in
from skpkit.writing.composing import Gloss, text_of
from skpkit.writing.keys import in_form_order
from skpkit.writing.layout import UntidyError, comments_of, laid_out
from tests.support.edits import examples
from tests.support.layouts import ROOTS, Hand
from tests.support.year import examples as often

DAY = date(2026, 6, 15)
RECORDS = {path: content.decode() for path, content in examples().files.items() if path.startswith("records/")}


def _keys(data: Any) -> Any:
    if isinstance(data, dict):
        for key, each in data.items():
            yield key
            yield from _keys(each)
    elif isinstance(data, list):
        for each in data:
            yield from _keys(each)


def _owners(text: str) -> dict[str, Path]:
    """Whose each comment is."""
    data = read(text.encode()).data
    found: dict[str, Path] = {}
    for path, gloss in comments_of(text, data).items():
        for line in (*gloss.above.splitlines(), gloss.behind, *gloss.below.splitlines()):
            if line:
                found[line] = path
    return found


def _related(one: Path, other: Path) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]


@often(80)
@given(some.sampled_from(sorted(RECORDS)), some.integers(0, 2**32))
def test_a_record_of_any_hand_is_laid_out(path: str, seed: int) -> None:
    data = read(RECORDS[path].encode()).data
    hand = Hand(Random(seed))  # noqa: S311
    text = hand.text(data)
    given_ = read(text.encode())
    assert same(given_.data, data), text
    made = laid_out(text, data["jenis"], given_.data)
    after = read(made.encode())
    assert same(after.data, data)
    assert [*_keys(after.data)] == [*_keys(in_form_order(data["jenis"], data))]
    assert sorted(each.text for each in comments_in(made)) == sorted(each.text for each in comments_in(text))
    assert laid_out(made, data["jenis"], after.data) == made, f"{text}\n=====\n{made}"
    before, now = _owners(text), _owners(made)
    moved = {each: (before[each], now[each]) for each in before if not _related(before[each], now[each])}
    assert not moved, f"{moved}\n{text}\n=====\n{made}"


@often(40)
@given(ROOTS, some.integers(0, 2**32))
def test_so_are_any_data(data: dict[str, Any], seed: int) -> None:
    text = Hand(Random(seed)).text(data)  # noqa: S311
    given_ = read(text.encode())
    assert same(given_.data, data), text
    try:
        made = laid_out(text, "", given_.data)
    except UntidyError:  # no record has such
        return
    after = read(made.encode()).data
    assert same(after, data)
    assert laid_out(made, "", after) == made, f"{text}\n=====\n{made}"


@pytest.mark.parametrize("path", RECORDS)
def test_a_new_record_is_laid_out_already(path: str) -> None:
    data = read(RECORDS[path].encode()).data
    glosses = {
        (): Gloss("Sebuah rekaman"),
        ("jenis",): Gloss("jenis rekaman"),
        ("hasil_kerja", "utama", 0, "kode"): Gloss("di atas kunci pertama"),
        ("tahun",): Gloss(behind="di belakang"),
    }
    text = text_of(data["jenis"], data, glosses)
    assert laid_out(text, data["jenis"], read(text.encode()).data) == text


GIVEN = """\
# Rekaman Siti

versi: 1
jenis: dki
# hari bertemu
tanggal: 2026-04-07   # Selasa

status: draf


pemantauan:
    hasil_kerja:
    # yang pertama
    - iki: 1a-C
      # belum pasti
      realisasi: 95
      periode: Q1
      # akhir butir
    - {periode: Q1, iki: 1b-N,   # jumlah
       realisasi: 6}
  # akhir pemantauan
# akhir berkas
"""
MADE = """\
# Rekaman Siti

jenis: dki
versi: 1
# hari bertemu
tanggal: 2026-04-07  # Selasa

status: draf

pemantauan:
  hasil_kerja:
    # yang pertama
    - iki: 1a-C
      periode: Q1
      # belum pasti
      realisasi: 95
      # akhir butir
    - iki: 1b-N  # jumlah
      periode: Q1
      realisasi: 6
  # akhir pemantauan
# akhir berkas
"""


def test_comments_stay_where_they_belong() -> None:
    assert laid_out(GIVEN, "dki", read(GIVEN.encode()).data) == MADE


def test_a_comment_for_an_editor_stays_the_first_line() -> None:
    text = "# yaml-language-server: $schema=x\n# tahun ini\ntahun: 2026\njenis: skp\n"
    made = laid_out(text, "skp", read(text.encode()).data)
    assert made == "# yaml-language-server: $schema=x\njenis: skp\n# tahun ini\ntahun: 2026\n"


@often(6)
@given(some.lists(some.sampled_from(sorted(RECORDS)), min_size=1, max_size=6, unique=True), some.integers(0, 2**32))
def test_what_is_laid_out_is_no_change_and_is_found_the_same(paths: list[str], seed: int) -> None:
    hand = Hand(Random(seed))  # noqa: S311
    written = {path: hand.text(read(RECORDS[path].encode()).data) for path in paths}
    tidy = {path: laid_out(text, _data(text)["jenis"], _data(text)) for path, text in written.items()}
    before, after = (Office(examples().changed(texts)) for texts in (written, tidy))
    told = review(before, after, DAY)
    assert (told.findings, told.changes, told.failures) == ((), (), ())
    one, other = ({(each.code, each.fingerprint) for each in check(state, DAY).findings} for state in (before, after))
    assert one == other


def _data(text: str) -> Any:
    return read(text.encode()).data
