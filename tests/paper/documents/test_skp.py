"""The printed SKP: what it says and in which order, where its pages end, what it carries, and what it never does."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from skpkit.errors import SkpkitError
from skpkit.messages import cut
from skpkit.model.periods import Term
from skpkit.model.records import Skp, skp_of
from skpkit.paper import words
from skpkit.paper.documents.skp import shape
from skpkit.paper.frame import Head
from skpkit.paper.glyphs import legible
from skpkit.paper.origin import Source
from skpkit.paper.printing import Look, print_document
from skpkit.paper.results import SuperiorResult, superior_result
from skpkit.source.resources import data_folder
from skpkit.source.yamlfile import read
from tests.support.places import EXAMPLES, GOLDEN, PROJECT
from tests.support.printed import BLOB, COMMIT, NAUGHTY, WHEN, bare
from tests.support.tagged import Tagged, lines_of, outline

BAGAS, RATNA, SARI = "199203172015021003", "197805142003121002", "199611102024212003"
YOGA = "199001152014021005"
Superiors = Callable[[str, str], SuperiorResult | None]
TITLE = '#set document(title: "x")\n'
CITED = SuperiorResult("Terwujudnya penyaluran", ("Persentase SP2D",), True)

Data = dict[str, Any]


def example(name: str) -> Skp:
    return skp(read((EXAMPLES / "records" / "2026" / name / "skp.yaml").read_bytes()).data, name)


def skp(data: Data, name: str = BAGAS) -> Skp:
    """The record as it would be read from a file."""
    document = read(content(data))
    assert document.data == data
    return skp_of(f"records/2026/{name}/skp.yaml", "skp.yaml", document.data, document)


def content(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return re.sub(r"[^\x00-\x7f]", lambda found: f"\\U{ord(found[0]):08x}", text).encode()


def bagas(**changes: Any) -> Data:
    """The record of an employee, some of its keys changed; None takes one away."""
    data = {**example(BAGAS).data, **changes}
    return {key: value for key, value in json.loads(json.dumps(data)).items() if value is not None}


def source(record: Skp, commit: str | None = COMMIT) -> Source:
    return Source(record.path, commit, BLOB if commit else None, WHEN, content(record.data))


def superiors(nip: str, kode: str) -> SuperiorResult | None:
    return superior_result(example(nip), kode) if nip == RATNA else None


def print_skp(
    record: Skp, *, source: Source, superiors: Superiors, replaced: Term | None = None, **look: Any
) -> list[bytes]:
    cited = {each.superior: superiors(*each.superior) for each in record.results if each.superior}
    return print_document("skp", shape(record, cited, replaced), source, Look(**look))


def pdf(record: Skp | Data, commit: str | None = COMMIT, **options: Any) -> bytes:
    record = record if isinstance(record, Skp) else skp(record)
    (printed,) = print_skp(record, source=source(record, commit), **{"superiors": superiors, **options})
    return printed


def paper(record: Skp | Data, commit: str | None = COMMIT, **options: Any) -> Tagged:
    return Tagged(pdf(record, commit, **options))


def refusal(templates: Mapping[str, str | bytes], **options: Any) -> str:
    """What is said of overriding templates."""
    given = {name: text.encode() if isinstance(text, str) else text for name, text in templates.items()}
    with pytest.raises(SkpkitError) as caught:
        pdf(example(BAGAS), templates=given, **options)
    return caught.value.sentence("en")


def measures(rhk: int, count: int, name: str = "Jumlah") -> list[Data]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        {"kode": f"{rhk}{letters[nth]}-N", "nama": name, "aspek": "waktu", "satuan": "jam", "target": {"Y": 1}}
        for nth in range(count)
    ]


def results(*counts: int, name: str = "Jumlah") -> list[Data]:
    return [
        {"kode": f"RHK-{nth}", "rencana": f"Rencana ke-{nth}", "indikator": measures(nth, count, name)}
        for nth, count in enumerate(counts, 1)
    ]


def section_row_pages(printed: Tagged) -> list[tuple[set[int], set[int]]]:
    """The pages of each section row (or head of the behaviours) with those of the first row below it."""
    rows = printed.root.of("TR")
    heads = ("A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA**")
    below = {nth: nth + 2 if row.text == heads[2] else nth + 1 for nth, row in enumerate(rows) if row.text in heads}
    return [(rows[nth].pages, rows[first].pages) for nth, first in below.items()]


# What it says


@pytest.mark.parametrize("name", [RATNA, BAGAS, YOGA, f"{YOGA}/komplemen-1"])
def test_says_what_the_record_says_in_the_order_of_the_form(name: str) -> None:
    replaced = Term(date(2026, 1, 1), date(2026, 3, 31)) if "komplemen" in name else None
    said = outline(paper(example(name), replaced=replaced))
    golden = GOLDEN / "skp" / f"{name.replace('/', '-')}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_what_is_not_known_stays_empty_and_the_blanks_of_the_form_stand() -> None:
    appraiser = {"nama": "Menteri", "jabatan": "Menteri Keuangan"}
    rows = results(1)
    rows[0]["rhk_pimpinan"] = {"nip": "197001011995031001", "kode": "RHK-7"}
    rows[0]["indikator"][0].update(target={"Q1": 2}, periode={"mulai": "2026-07-01", "selesai": "2026-12-31"})
    printed = paper(
        bagas(
            pejabat_penilai_kinerja=appraiser,
            penetapan=None,
            perubahan=None,
            lampiran=None,
            hasil_kerja={"utama": rows, "tambahan": [{"kode": "RHK-T1", "rencana": "Lain"}]},
            perilaku_kerja=[{"nilai": "loyal", "ekspektasi": "- satu\n\n- dua\n"}],
        )
    )
    said = outline(printed)
    assert "| 2 | NIP | 19920317~201502~1~003 | 2 | NIP | |" in said
    assert "RHK-7 (NIP~19700101~199503~1~001)" in said
    assert "1a-N Jumlah / (1 Juli s.d. 31 Desember 2026) |" in said
    assert "| 1 | - | Lain | | | |" in said
    assert "Ekspektasi Khusus Pimpinan: / -satu / -dua |" in said
    assert "(tempat), (tanggal, bulan, tahun)" in said
    assert "disetujui" not in said
    assert "LAMPIRAN" not in said
    assert printed.length == 2


def test_a_list_without_entries_prints_a_dash() -> None:
    data = bagas(hasil_kerja={"utama": []}, lampiran={"konsekuensi": ["Teguran"]})
    said = outline(paper(data))
    assert said.count("| - |") == 4
    assert "|= KONSEKUENSI |\n| 1 | Teguran |" in said


def test_a_pppk_has_another_kind_of_number() -> None:
    data = bagas()
    data["pegawai"]["kepegawaian"] = "pppk"
    said = outline(paper(data))
    assert "| 2 | NI PPPK | 19920317~201502~1~003 | 2 | NIP |" in said
    assert "\nNI PPPK 19920317~201502~1~003\n" in said
    assert "· NI PPPK 19920317" in said


def test_an_approval_by_a_former_appraiser_is_not_put_under_the_new_one() -> None:
    data = bagas()
    data["penetapan"]["persetujuan"][1]["nip"] = "197003151995031001"
    said = outline(paper(data))
    assert "disetujui 28 Januari 2026" not in said
    assert "disetujui 27 Januari 2026 (penetapan)" in said
    assert "disetujui 11 Mei 2026 (adendum ke-1)" in said


def test_a_superior_who_heads_no_unit_is_cited_without_indicators() -> None:
    known = SuperiorResult("Rencana atasan", ("Indikator atasan",), head=False)
    said = outline(paper(example(BAGAS), superiors=lambda nip, kode: known))
    assert "Rencana atasan" in said
    assert "Indikator atasan" not in said


def test_superior_result_finds_an_rhk_by_its_code() -> None:
    found = superior_result(example(RATNA), "RHK-1")
    assert found is not None
    assert found.indicators == ("Persentase penyelesaian SP2D tepat waktu",)
    assert found.head
    assert superior_result(example(RATNA), "RHK-9") is None


# Marks


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


# Pages


def test_every_page_names_record_person_and_page() -> None:
    printed = paper(example(BAGAS))
    for number, aside in enumerate(printed.asides, 1):
        assert f"SKP Adendum ke-1 · Bagas Pratama · NIP 19920317~201502~1~003Halaman {number} dari 3" in aside
        assert f"records/2026/{BAGAS}/skp.yaml · commit {COMMIT[:12]}" in aside


@pytest.mark.parametrize("count", range(1, 31))
def test_pages_end_where_the_form_allows(count: int) -> None:
    data = bagas(
        hasil_kerja={"utama": results(*[1 + nth % 3 for nth in range(count)]), "tambahan": results(1)},
        lampiran={"konsekuensi": [f"Butir {nth}" for nth in range(count)]},
    )
    printed = paper(data)
    for head, first in section_row_pages(printed):
        assert head == first
    rows = [row.text for row in printed.root.of("TR")]
    assert sum("INDIKATOR KINERJA INDIVIDU" in row for row in rows) == 1
    signatures = [each for each in printed.root.of("P") if each.text == "Pegawai yang Dinilai,"]
    last_rows = [each for each in printed.root.of("TR") if "tujuan bersama" in each.text]
    last_rows += [each for each in printed.root.of("TR", "Div") if each.text.endswith(f"Butir {count - 1}")][-1:]
    assert [each.pages for each in signatures] == [each.pages for each in last_rows]
    together = [each for each in printed.root.of("TR") if each.text.startswith(tuple("123456789"))]
    assert all(len(each.pages) == 1 for each in together)


def test_the_rows_of_one_rhk_stay_together() -> None:
    printed = paper(bagas(hasil_kerja={"utama": results(*[5] * 12)}))
    assert printed.length > 3
    for nth in range(1, 13):
        names = {f"{nth}{letter}-N Jumlah" for letter in "abcde"}
        cells = [each for each in printed.root.of("TD") if each.text in names]
        assert len(cells) == 5
        assert len({page for cell in cells for page in cell.pages}) == 1


def test_the_heads_of_the_columns_repeat_and_the_title_row_does_not() -> None:
    printed = paper(bagas(hasil_kerja={"utama": results(*[5] * 12)}))
    for aside in printed.asides[1:3]:
        assert "INDIKATOR KINERJA INDIVIDU" in aside
        assert "(1)(2)(3)(4)(5)(6)" in aside
        assert "HASIL KERJANO" not in aside


@pytest.mark.parametrize(("count", "pages"), [(18, {2}), (26, {1, 2})])
def test_an_rhk_over_three_fifths_of_a_page_begins_where_there_is_room(count: int, pages: set[int]) -> None:
    printed = paper(bagas(hasil_kerja={"utama": results(8, count)}))
    cells = [each for each in printed.root.of("TD") if re.fullmatch("2[a-z]-N Jumlah", each.text)]
    assert len(cells) == count
    assert {page for each in cells for page in each.pages} == pages


@pytest.mark.parametrize("length", range(2, 8))
def test_an_rhk_too_long_to_keep_together_breaks_between_its_rows(length: int) -> None:
    name = "Jumlah berkas yang selesai tepat waktu " * length
    printed = paper(bagas(hasil_kerja={"utama": results(26, name=name)}))
    cells = [each for each in printed.root.of("TD") if each.text.endswith("tepat waktu")]
    assert len(cells) == 26
    assert all(len(each.pages) == 1 for each in cells)
    assert len({page for each in cells for page in each.pages}) > 1


@pytest.mark.parametrize("place", ["rencana", "penugasan", "ekspektasi", "konsekuensi", "pimpinan"])
def test_a_text_longer_than_a_page_flows_and_is_not_cut(place: str) -> None:
    long = " ".join(f"kata{nth}" for nth in range(1_500))
    data = bagas(hasil_kerja={"utama": results(2)})
    data["hasil_kerja"]["utama"][0].update({place: long} if place in ("rencana", "penugasan") else {})
    data["perilaku_kerja"][6].update({"ekspektasi": long} if place == "ekspektasi" else {})
    data["lampiran"].update({"konsekuensi": [long]} if place == "konsekuensi" else {})
    if place == "pimpinan":
        data["hasil_kerja"]["utama"][0]["rhk_pimpinan"] = {"nip": RATNA, "kode": "RHK-1"}
    printed = paper(data, superiors=lambda nip, kode: SuperiorResult(long, (), True))
    assert long in printed.root.text
    assert margins_are_white(data, superiors=lambda nip, kode: SuperiorResult(long, (), True))


def margins_are_white(data: Data, **options: Any) -> bool:
    """Whether nothing is set in the margins, the foot's place in the lowest one excepted."""
    record, dots = skp(data), 50.8  # two a millimetre
    given = {"superiors": superiors, **options}
    for picture in print_skp(record, source=source(record), format="png", dots=dots, **given):
        with Image.open(io.BytesIO(picture)) as page:
            grey = page.convert("L")
            wide, high = grey.size
            strips = [(0, 0, 28, high), (wide - 28, 0, wide, high), (0, 0, wide, 28), (0, high - 12, wide, high)]
            if any(grey.crop(strip).getextrema() != (255, 255) for strip in strips):
                return False
    return True


def test_paper_is_landscape_in_the_size_that_is_asked_for() -> None:
    for size, expected in (("a4", (297, 210)), ("f4", (330, 215))):
        printed = paper(example(BAGAS), paper=size)
        box = printed.pdf.pages[0].MediaBox
        assert tuple(round(float(each) * 25.4 / 72) for each in box[2:]) == expected


# What it is and carries


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


@pytest.mark.parametrize("items", [1, 40])
def test_is_easy_to_hear(items: int) -> None:
    printed = paper(bagas(lampiran={"konsekuensi": ["Butir"] * items}))
    levels = [int(each.kind[1]) for each in printed.root.of("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(later <= former + 1 for former, later in pairwise(levels))
    assert all(each.of("TH") for each in printed.root.of("Table"))
    assert [BLOB in each.alt and COMMIT in each.alt for each in printed.root.of("Figure")] == [True]
    with printed.pdf.open_outline() as bookmarks:
        assert [each.title for each in bookmarks.root] == [
            "SASARAN KINERJA PEGAWAI",
            "LAMPIRAN SASARAN KINERJA PEGAWAI",
        ]


def test_the_code_is_on_the_last_page() -> None:
    printed = paper(example(BAGAS))
    assert [each.pages for each in printed.root.of("P") if each.text == f"blob {BLOB}"] == [{printed.length}]


def test_carries_the_record_and_how_it_was_made() -> None:
    record = example(BAGAS)
    carried = paper(record).attachments()
    assert carried["skp.yaml"] == (content(record.data), "/Source", "application/yaml")
    manifest, relationship, kind = carried["manifest.json"]
    assert (relationship, kind) == ("/Supplement", "application/json")
    facts = json.loads(manifest)
    assert facts.pop("made_with").keys() == {"skpkit", "templates", "typst", "font", "segno"}
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


@pytest.mark.parametrize("style", ["pdf", "png", "svg", "typ"])
def test_same_record_same_bytes_in_another_process_and_at_another_time(style: str) -> None:
    code = (
        "import hashlib, sys, tests.paper.test_render as t\n"
        "record = t.example(t.BAGAS)\n"
        f"made = t.print_skp(record, source=t.source(record), superiors=t.superiors, format={style!r}, dots=30)\n"
        "print(hashlib.sha256(b''.join(made)).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Jakarta"))
    }
    assert len(made) == 1
    assert len(made.pop().strip()) == 64


def test_pictures_come_a_page_each() -> None:
    record = example(BAGAS)
    pictures = print_skp(record, source=source(record), superiors=superiors, format="png", dots=20)
    assert len(pictures) == 3
    assert all(each.startswith(b"\x89PNG") for each in pictures)
    drawings = print_skp(record, source=source(record), superiors=superiors, format="svg")
    assert all(each.startswith(b"<svg") for each in drawings)


# Data stay data


def everywhere(text: str) -> Data:
    """A record with the text wherever a person may write one."""
    person = {"nama": text, "nip": text, "pangkat_golongan": text, "jabatan": text, "unit_kerja": text}
    measure = {"kode": "1a-N", "nama": text, "aspek": "waktu", "satuan": text, "target": {"Y": 1}}
    return bagas(
        instansi=text,
        pegawai=person,
        pejabat_penilai_kinerja=person,
        penetapan={"tempat": text, "tanggal": "2026-01-02"},
        hasil_kerja={
            "utama": [
                {"kode": "RHK-1", "rencana": text, "indikator": [measure], "rhk_pimpinan": {"nip": text, "kode": "a"}},
                {"kode": "RHK-2", "rencana": text, "indikator": [measure], "penugasan": text},
                {"kode": "RHK-3", "rencana": text, "rhk_pimpinan": {"nip": "1", "kode": "a"}},
            ]
        },
        perilaku_kerja=[{"nilai": "akuntabel", "ekspektasi": text}],
        lampiran={"dukungan_sumber_daya": [text]},
        komplemen={"nomor": 1, "menggantikan": "../skp.yaml", "tanggal": "2026-01-02", "alasan": text},
    )


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    known: dict[str, SuperiorResult] = {"1": SuperiorResult(text, (text,), True)}
    printed = paper(everywhere(text), superiors=lambda nip, kode: known.get(nip))
    said = bare(printed.root.text)
    if text.isascii():
        assert said.lower().count(bare(text).lower()) == 36
    else:
        assert {*bare(text)} <= {*said}


@pytest.mark.parametrize("letter", ["W", "i"])
def test_a_word_too_long_for_its_column_breaks(letter: str) -> None:
    data = everywhere(letter * 300)
    data["hasil_kerja"]["utama"][0]["rencana"] = letter * 10_000
    assert margins_are_white(data)
    assert bare(paper(data).root.text).count(letter * 10_000) == 1


@pytest.mark.parametrize(
    ("target", "unit", "lines"),
    [
        (1234567890123.45, "satuan kerja", ["1.234.567.890.123,45", "satuan kerja"]),
        (1234567890123.45, "persen", ["1.234.567.890.123,45%"]),
        (99999999999999, "dokumen", ["99.999.999.999.999", "dokumen"]),
        (123456789012345678, "persen", ["123.456.789.012.345.", "678%"]),
        (30, "satuan kerja", ["30~satuan kerja"]),
    ],
)
def test_a_long_number_is_parted_between_its_groups_only(target: float, unit: str, lines: list[str]) -> None:
    measure = {"kode": "1a-N", "nama": "Nilai", "aspek": "biaya", "satuan": unit, "target": {"Y": target}}
    result = {"kode": "RHK-1", "rencana": "Tersalurkannya belanja", "indikator": [measure]}
    set_lines = lines_of(paper(bagas(hasil_kerja={"utama": [result]})))
    first = next(nth for nth, each in enumerate(set_lines) if "1a-N Nilai" in each)
    assert set_lines[first].endswith(f"1a-N Nilai{lines[0]}")
    assert set_lines[first + 1 : first + len(lines)] == lines[1:]


def test_what_no_font_shows_or_no_eye_sees_prints_as_its_code() -> None:
    said = bare(paper(everywhere("a😀中\u202eb\ue000c\U000e0041d")).root.text)
    assert said.count("a[U+1F600][U+4E2D][U+202E]b[U+E000]c[U+E0041]d") > 20


def test_what_has_no_width_is_left_out() -> None:
    assert "abc d" in paper(everywhere("a\u200bb\u00adc\td")).root.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u0007\u009f\u0378", "a[U+0007][U+009F][U+0378]"),
        ("a\u2028b\u2029c\u0085d\re", "a\nb\nc\nd\ne"),
        ("a\ufeff\u2060\u200c\u200db", "ab"),
        ("é – “kutip” … ½", "é – “kutip” … ½"),
        ("Ωx", "[U+03A9]x"),
    ],
)
def test_characters_are_made_legible(text: str, shown: str) -> None:
    head = Head((text,), "", "", (), "")
    assert legible({"kepala": head}, frozenset) == {"kepala": Head((shown,), "", "", (), "")}


def test_characters_that_no_font_joins_print_as_their_codes() -> None:
    odd = "x\u0591\u0e31\u0300"  # a Hebrew and a Thai mark on a Latin letter
    assert paper(everywhere(odd)).length > 1


# Templates


def test_a_template_of_the_repository_takes_the_place_of_the_tools() -> None:
    printed = paper(example(BAGAS), templates={"bagian/kepala.typ.j2": b"#judul[KOP KANTOR]\n"})
    assert printed.root.of("H1")[0].text == "KOP KANTOR"
    assert "PEGAWAI YANG DINILAI" in printed.root.text


def test_what_is_no_template_in_the_folder_is_passed_over() -> None:
    record = example(BAGAS)
    assert pdf(record, templates={"logo.png": b"\x89PNG\xff", "BACA.md": b"{% if %}"}) == pdf(record)


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (TITLE + "\n#{{ tidak_ada }}", "templates/skp.typ.j2:3: the template asks for `tidak_ada`"),
        ("#{{ pegawai.umur }}", "templates/skp.typ.j2:1: the template asks for `umur`"),
        ("\n{% if tidak_ada %}{% endif %}", "templates/skp.typ.j2:2: the template asks for `tidak_ada`"),
        ("\n\n{% if %}", "templates/skp.typ.j2:3: the template cannot be read: Expected an expression"),
        ("{% for x in lampiran %}", "templates/skp.typ.j2:1: the template cannot be read: Unexpected end"),
        ("\n{% include 'x.typ.j2' %}", "templates/skp.typ.j2:2: the template includes `x.typ.j2`"),
        ("{% include '/etc/passwd' %}", "templates/skp.typ.j2:1: the template includes `/etc/passwd`"),
        ("{% include '../pyproject.toml' %}", "the template includes `../pyproject.toml`"),
        ("#{{ 1 / 0 }}", "templates/skp.typ.j2:1: the template fails: division by zero"),
        ("#{{ pegawai }}", "a Person cannot be printed"),
        ("#{{ pegawai.nama.upper }}", "cannot be printed"),
        (b"ok\n\xff", "templates/skp.typ.j2:2: the template is not written in UTF-8"),
        (TITLE + "#tidak-ada", "templates/skp.typ.j2: Typst cannot set the document at `#tidak-ada`: unknown variable"),
        (TITLE + "#let x = (", "Typst cannot set the document"),
        ("tanpa judul", "missing document title"),
        (TITLE + "😀", "could not be displayed"),
        ("{% include 'skp.typ.j2' %}", "maximum recursion depth exceeded"),
    ],
)
def test_a_broken_template_is_named_with_its_line(template: str | bytes, sentence: str) -> None:
    assert sentence in refusal({"skp.typ.j2": template})


def test_an_error_in_a_piece_names_the_piece() -> None:
    said = refusal({"bagian/identitas.typ.j2": "#let x = 1\n#panic({{ pegawai.nama }})"})
    assert said.startswith("templates/bagian/identitas.typ.j2: Typst cannot set the document at `#panic(")


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("#{{ ''.__class__.__mro__ }}", "what templates may not do"),
        ("#{{ '{0.__class__}'.format(pegawai) }}", "what templates may not do"),
        ("#{{ pegawai.__init__.__globals__ }}", "what templates may not do"),
        ("{% for x in range(999999999) %}{% endfor %}", "Range too big"),
        ("#{{ lipsum() }}", "asks for `lipsum`"),
        ("#{{ lampiran | random }}", "No filter named 'random'"),
        ('#import "@preview/cetz:0.3.0": *', "templates/skp.typ.j2:1: a template may not use Typst packages"),
        ('\n#import "@local/cetz:0.3.0": *', "templates/skp.typ.j2:2: a template may not use Typst packages"),
        ('#import "@pre" + "view/cetz:0.3.0": *', "a template may not use Typst packages"),
        ('#eval("import \\"@pre" + "view/cetz:0.3.0\\"")', "a template may not use Typst packages"),
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../../etc/passwd")', "escape the project root"),
        ('#include "/../fonts/Bold.otf"', "Typst cannot set the document"),
        ("#while true { }", "Typst cannot set the document"),
        ("#let f(x) = f(x)\n#f(1)", "Typst cannot set the document"),
    ],
)
def test_a_template_reaches_nothing_but_its_data(template: str, sentence: str) -> None:
    assert sentence in refusal({"skp.typ.j2": template})


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("{% filter upper %}x{% endfilter %}", "filter"),
        ("{% call pegawai.nama.format() %}{% endcall %}", "call"),
        ("{% autoescape true %}#{{ pegawai.nama }}{% endautoescape %}", "autoescape"),
        ('#text("{{ pegawai.nama }}")', "without quotation marks"),
    ],
)
def test_a_template_may_not_write_values_past_the_quoting(template: str, word: str) -> None:
    assert word in refusal({"skp.typ.j2": f"\n{template}"})


def test_a_value_printed_by_mistake_as_markup_is_still_text() -> None:
    data = everywhere('#eval("1+1") *x* $y$ */ // `\n = z')
    data["pegawai"]["nama"] = data["instansi"] = '#eval("1+1") *x* $y$ */ // ` = z'
    template = TITLE + "{{ pegawai.nama }}\n\n`{{ pegawai.nama }}` /* {{ pegawai.nama }} */ // {{ pegawai.nama }}"
    said = paper(data, templates={"skp.typ.j2": template.encode()}).root.text
    assert '#eval("1+1") *x* $y$ */ // ` = z' in said
    assert "11" not in said.replace("1+1", "")


def test_nothing_is_fetched_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, address)
        assert "packages" in refusal({"skp.typ.j2": '#import "@pre" + "view/cetz:0.3.0": *'})
        with pytest.raises(BlockingIOError):
            listener.accept()
        assert os.environ["https_proxy"] == address


def test_no_font_of_the_system_is_used() -> None:
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in paper(example(BAGAS)).pdf.pages
        for font in page.Resources.Font.values()
    }
    assert fonts
    assert all(each.startswith("SourceSansPro-") for each in fonts)


# Words


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (95.5, "persen", "95,5%"),
        (97, "Persen", "97%"),
        (30, "satuan kerja", "30\u00a0satuan kerja"),
        (1250, "dokumen", "1.250\u00a0dokumen"),
        (95.333333, "%", "95,33%"),
        (1.0, "indeks", "1\u00a0indeks"),
        (-0.001, "poin", "0\u00a0poin"),
        (-1234.5, "poin", "-1.234,5\u00a0poin"),
        (10**18, "rupiah", "1.000.000.000.000.000.000\u00a0rupiah"),
        (0, "berkas", "0\u00a0berkas"),
        (None, "berkas", ""),
    ],
)
def test_amounts(value: float | None, unit: str, written: str) -> None:
    assert words.amount(value, unit) == written


@pytest.mark.parametrize(
    ("write", "first", "last", "written"),
    [
        (words.span, date(2026, 1, 1), date(2026, 3, 31), "1 Januari s.d. 31 Maret 2026"),
        (words.span, date(2025, 11, 1), date(2026, 3, 31), "1 November 2025 s.d. 31 Maret 2026"),
        (words.head_span, date(2026, 1, 1), date(2026, 12, 31), "1 JANUARI SD 31 DESEMBER TAHUN 2026"),
        (words.head_span, date(2025, 11, 1), date(2026, 3, 31), "1 NOVEMBER 2025 SD 31 MARET 2026"),
    ],
)
def test_spans(write: Callable[[Term], str], first: date, last: date, written: str) -> None:
    assert write(Term(first, last)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("198609262015051001", "19860926 201505 1 001"),
        ("12345", "12345"),
        ("１９８６０９２６２０１５０５１００１", "１９８６０９２６２０１５０５１００１"),
        ("", ""),
    ],
)
def test_nip(value: str, written: str) -> None:
    assert words.nip(value).replace("\u00a0", " ") == written


def test_lines_lose_their_dashes_and_blanks() -> None:
    assert words.lines("- satu\n\n • dua \n-5 derajat\n-\n") == ("satu", "dua", "-5 derajat", "-")
    assert words.text(" a \n\n b\n") == "a\nb"
    assert cut("abcdefghij", 7, middle=True) == "abc…hij"
