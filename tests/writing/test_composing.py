"""Plain data as the text of a record: it reads back as the same data, and looks as the examples do."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given

from skpkit.model.records import same
from skpkit.source.schemas import KINDS, accepts
from skpkit.source.yamlfile import Path, read
from skpkit.writing.composing import Gloss, flow_text, scalar_text, text_of
from skpkit.writing.keys import in_form_order, keys_at
from tests.support.edits import examples
from tests.support.layouts import DATA, ROOTS, TEXTS
from tests.support.year import examples as often

RECORDS = {path: content for path, content in examples().files.items() if path.startswith("records/")}


@pytest.mark.parametrize("path", RECORDS)
def test_the_examples_have_their_keys_in_the_order_of_the_forms(path: str) -> None:
    data = read(RECORDS[path]).data
    assert list(_keys(in_form_order(data["jenis"], data))) == list(_keys(data))


@pytest.mark.parametrize("path", RECORDS)
def test_an_example_is_written_so_that_it_reads_back(path: str) -> None:
    data = read(RECORDS[path]).data
    text = text_of(data["jenis"], data)
    document = read(text.encode())
    assert not document.slips, text
    assert same(document.data, data)
    assert accepts(data["jenis"], document.data)
    # in what a careful person wrote few lines are laid out otherwise
    lines = {line for line in RECORDS[path].decode().splitlines() if not line.startswith("#")}
    assert len(lines & {*text.splitlines()}) >= 0.7 * len(lines), text


def _keys(data: Any) -> Any:
    if isinstance(data, dict):
        for key, each in data.items():
            yield key
            yield from _keys(each)
    elif isinstance(data, list):
        for each in data:
            yield from _keys(each)


@often(60)
@given(ROOTS)
def test_whatever_data_are_written_read_back_as_they_are(data: dict[str, Any]) -> None:
    text = text_of("", data)
    document = read(text.encode())
    assert not document.slips, text
    assert same(document.data, data), text


@often(60)
@given(DATA)
def test_so_they_do_on_one_line(data: Any) -> None:
    document = read(f"x: {flow_text(data)}\n".encode())
    assert not document.slips
    assert same(document.data["x"], data)


@often(150)
@given(TEXTS)
def test_a_text_is_a_text_for_other_readers_too(text: str) -> None:
    """But for a date, which stands without quotes as in every record."""
    read_by_others = yaml.safe_load(f"x: {scalar_text(text)}\n")["x"]
    assert (read_by_others if isinstance(read_by_others, str) else read_by_others.isoformat()) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("199203172015021003", '"199203172015021003"'),
        ("2026-01-28", "2026-01-28"),
        ("2a-C", "2a-C"),
        ("dki/2026-05-08.yaml", "dki/2026-05-08.yaml"),
        ("KPPN Contoh", "KPPN Contoh"),
        ("Pembina / IV/a", "Pembina / IV/a"),
        ("ya", "ya"),
        ("no", '"no"'),
        ("1,5", '"1,5"'),
        ("a: b", '"a: b"'),
        ("Teks #1", '"Teks #1"'),
        ("", '""'),
    ],
)
def test_quotes_stand_where_they_are_needed(text: str, written: str) -> None:
    assert scalar_text(text) == written


def test_what_no_file_can_hold_is_refused() -> None:
    for value in (float("nan"), float("inf"), object()):
        with pytest.raises(ValueError, match=r"nan|inf|object"):
            scalar_text(value)


def test_comments_stand_above_or_behind() -> None:
    data = {"target": {"Q1": 5, "Y": 20}, "kode": "1a-N", "jenis": "manual_iki", "tujuan": "kata " * 40 + "akhir"}
    glosses: dict[Path, Gloss] = {
        (): Gloss("Manual satu IKI\nbaris kedua"),
        ("kode",): Gloss(behind="seperti di SKP"),
        ("target", "Q1"): Gloss("Januari s.d. Maret"),
        ("tujuan",): Gloss("Mengapa diukur", "satu kalimat"),
    }
    text = text_of("manual_iki", data, glosses)
    assert text.splitlines()[:7] == [
        "# Manual satu IKI",
        "# baris kedua",
        "jenis: manual_iki",
        "kode: 1a-N  # seperti di SKP",
        "# Mengapa diukur",
        "tujuan: >-  # satu kalimat",
        "  " + ("kata " * 23).rstrip(),
    ]
    assert text.splitlines()[-4:] == ["target:", "  # Januari s.d. Maret", "  Q1: 5", "  Y: 20"]
    assert read(text.encode()).data == data


def test_each_kind_has_its_keys() -> None:
    for kind in KINDS:
        assert keys_at(kind, ())[:2] == ("jenis", "versi")
    assert keys_at("skp", ("hasil_kerja", "utama", 3, "indikator", 1))[:3] == ("kode", "ukuran", "nama")
    assert keys_at("dki", ("tanggal",)) == ()
    assert keys_at("", ()) == ()
