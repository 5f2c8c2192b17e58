"""What stands around a document: its marks, foot, paper and tags, and what it carries."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from skpkit.paper.origin import Source
from skpkit.source.resources import data_folder
from tests.support.printed import BLOB, COMMIT, WHEN
from tests.support.printed_skp import (
    BAGAS,
    bagas,
    content,
    example,
    paper,
    print_skp,
    skp,
    source,
    superiors,
)
from tests.support.records import Data
from tests.support.tagged import Tagged


@pytest.mark.parametrize(
    ("status", "commit", "marks"),
    [
        ("ditetapkan", COMMIT, ()),
        ("rancangan", COMMIT, ("RANCANGAN",)),
        ("ditetapkan", None, ("SALINAN KERJA — BELUM TERCATAT",)),
        ("rancangan", None, ("RANCANGAN", "SALINAN KERJA — BELUM TERCATAT")),
    ],
)
def test_every_page_of_a_draft_or_of_an_unrecorded_copy_is_marked(
    status: str, commit: str | None, marks: tuple[str, ...]
) -> None:
    printed = paper(bagas(status=status), commit)
    for mark in ("RANCANGAN", "SALINAN KERJA — BELUM TERCATAT"):
        assert all((mark in aside) == (mark in marks) for aside in printed.asides)


def test_no_shading_hides_the_mark() -> None:
    plain, marked = (first_page(bagas(status=status)) for status in ("ditetapkan", "rancangan"))
    shaded = [here for there, here in zip(plain, marked, strict=True) if there == 242]
    assert len(shaded) > 10_000
    assert sum(here < 235 for here in shaded) > 200


def first_page(data: Data) -> bytes:
    """The first page in shades of grey."""
    record = skp(data)
    page, *_ = print_skp(record, source=source(record), superiors=superiors, format="png", dots=50)
    with Image.open(io.BytesIO(page)) as picture:
        return picture.convert("L").tobytes()


def test_an_unrecorded_copy_has_neither_code_nor_source() -> None:
    printed = paper(example(BAGAS), None)
    assert printed.attachments() == {}
    assert printed.root.of("Figure") == []
    assert all("belum tercatat" in aside for aside in printed.asides)


def test_every_page_names_record_person_and_page() -> None:
    printed = paper(example(BAGAS))
    for number, aside in enumerate(printed.asides, 1):
        assert f"SKP Adendum ke-1 · Bagas Pratama · NIP 19920317~201502~1~003Halaman {number} dari 3" in aside
        assert f"records/2026/{BAGAS}/skp.yaml" in aside
        assert aside.count("commit") == 1
        assert f"commit {COMMIT if number == 3 else COMMIT[:12]}" in aside


def test_paper_is_landscape_in_the_size_that_is_asked_for() -> None:
    for size, expected in (("a4", (297, 210)), ("f4", (330, 215))):
        printed = paper(example(BAGAS), paper=size)
        box = printed.pdf.pages[0].MediaBox
        assert tuple(round(float(each) * 25.4 / 72) for each in box[2:]) == expected


def test_is_tagged_and_says_that_it_keeps_both_standards() -> None:
    printed = paper(example(BAGAS))
    root = printed.pdf.Root
    assert root.Lang == "id-ID"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert printed.pdf.docinfo["/Title"] == "Sasaran Kinerja Pegawai 2026 Adendum ke-1: Bagas Pratama"
    assert "<pdfuaid:part>1</pdfuaid:part>" in printed.metadata
    assert "<pdfaid:part>3</pdfaid:part>" in printed.metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in printed.metadata
    assert "2026-05-13T03:30:00" in printed.metadata


def test_the_code_is_on_the_last_page() -> None:
    printed = paper(example(BAGAS))
    assert [each.pages for each in printed.root.of("Figure")] == [{printed.length}]
    assert [f"blob {BLOB}" in aside for aside in printed.asides] == [False] * (printed.length - 1) + [True]


def test_carries_the_record_and_how_it_was_made() -> None:
    record = example(BAGAS)
    carried = paper(record).attachments()
    assert carried["skp.yaml"] == (content(record.data), "/Source", "application/yaml")
    manifest, relationship, kind = carried["manifest.json"]
    assert (relationship, kind) == ("/Supplement", "application/json")
    facts = json.loads(manifest)
    assert facts.pop("made_with").keys() == {"skpkit", "templates", "typst", "font", "segno", "pyphen"}
    assert facts == {
        "manifest": 1,
        "document": "skp",
        "path": record.path,
        "commit": COMMIT,
        "blob": BLOB,
        "date": WHEN.isoformat(),
    }


def test_carries_the_record_to_the_byte_whatever_it_holds() -> None:
    record = example(BAGAS)
    for raw in (b"\xef\xbb\xbfa: \"\\\r\n\t#1 {{ }}\x00'\xe2\x80\xa8\n", b"\xff\xfe"):
        (printed,) = print_skp(record, source=Source("records/skp.yaml", COMMIT, BLOB, WHEN, raw), superiors=superiors)
        assert Tagged(printed).attachments()["skp.yaml"][0] == raw


def test_another_template_makes_another_manifest() -> None:
    own = paper(example(BAGAS)).attachments()["manifest.json"][0]
    text = (data_folder("templates") / "bagian" / "kepala.typ.j2").read_bytes() + b"\n"
    changed = paper(example(BAGAS), templates={"bagian/kepala.typ.j2": text}).attachments()["manifest.json"][0]
    assert json.loads(own)["made_with"]["templates"] != json.loads(changed)["made_with"]["templates"]
