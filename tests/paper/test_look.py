"""How an office wants its sheets: letterhead and emblem, paper, codes and NIP, frames to sign in."""

from __future__ import annotations

import io
import itertools
import re
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import pdfplumber
import pytest

import skpkit
from skpkit.errors import SkpkitError
from skpkit.paper.look import masked, picture
from tests.support.forms import BAGAS, amended
from tests.support.gitrepo import GitRepo
from tests.support.places import EXAMPLES
from tests.support.printed import History, printer
from tests.support.tagged import Tagged, outline

SKP = "records/2026/199203172015021003/skp.yaml"
EVALUATION = "records/2026/199203172015021003/evaluasi/Q1.yaml"
EMBLEM = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M5 1 L8 8 L2 8 Z"/></svg>'
KOP = 'kop: {baris: [KEMENTERIAN REKAAN, "Jalan Uji Nomor 7"]}\nlambang: templates/garuda-rekaan.svg\n'
NIP = re.compile(r"(?<!\d)(19|20)\d{6}[  ]?\d{6}[  ]?\d[  ]?\d{3}(?!\d)")


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x80\x10\x10" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def records(tmp_path: Path, settings: str, files: Mapping[str, bytes] | None = None) -> Path:
    """The examples with these settings and templates, committed."""
    repository = GitRepo.made(tmp_path / "office")
    held = {
        each.relative_to(EXAMPLES).as_posix(): each.read_bytes() for each in EXAMPLES.rglob("*.yaml") if each.is_file()
    }
    held["skpkit.yaml"] = settings.encode()
    held |= {f"templates/{name}": content for name, content in (files or {}).items()}
    repository.commit(held)
    return repository.path


def printed(root: Path, path: str = SKP, document: str | None = None, paper: str | None = None) -> Tagged:
    (made,) = skpkit.render(root, path, document=document, paper=paper)
    return Tagged(made.pages[0])


def test_the_letterhead_stands_above_the_titles_of_every_form(tmp_path: Path) -> None:
    root = records(tmp_path, KOP, {"garuda-rekaan.svg": EMBLEM})
    for path, document in ((SKP, None), (EVALUATION, "hek"), (EVALUATION, "dek"), (SKP, "kemajuan"), (SKP, "ipr-Q1")):
        text = printed(root, path, document).root.text
        title = "INDIVIDUAL PERFORMANCE" if document == "ipr-Q1" else "PERIODE"
        assert text.index("KEMENTERIAN REKAAN") < text.index("Jalan Uji Nomor 7") < text.index(title)


def test_a_dek_with_its_emblem_is_one_page(tmp_path: Path) -> None:
    root = records(tmp_path, KOP, {"garuda-rekaan.svg": EMBLEM})
    assert printed(root, EVALUATION, "dek").length == 1


def test_the_manifest_counts_the_emblem_and_verify_prints_it_again(tmp_path: Path) -> None:
    root = records(tmp_path, KOP, {"garuda-rekaan.svg": EMBLEM})
    (made,) = skpkit.render(root, SKP)
    verdict = skpkit.verify(root, made.pages[0])
    assert verdict.status == "genuine"
    assert verdict.manifest
    assert verdict.manifest.made_with["lambang"].startswith("sha256:")
    plain = records(tmp_path / "plain", "bahasa: id\n")
    (made,) = skpkit.render(plain, SKP)
    manifest = skpkit.verify(plain, made.pages[0]).manifest
    assert manifest
    assert "lambang" not in manifest.made_with


def test_a_png_is_an_emblem_too(tmp_path: Path) -> None:
    root = records(tmp_path, "lambang: lambang.png\n", {"lambang.png": png()})
    assert printed(root, EVALUATION, "dek").length == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.svg", None, "there is no emblem at templates/a.svg"),
        ("a.jpg", b"\xff\xd8\xff", "neither SVG nor PNG"),
        ("a.png", b"\xff\xd8\xff", "neither SVG nor PNG"),
        ("a.png", png()[:30], "cannot be read"),
        ("a.png", png(4001, 1), "larger than 4000 x 4000"),
        ("a.svg", EMBLEM + b" " * 1024 * 1024, "larger than 1024 KB"),
        ("a.svg", EMBLEM[:-3], "cannot be read"),
        ("a.svg", b"<html/>", "neither SVG nor PNG"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "<!ENTITY"),
        ("a.svg", b'<!DOCTYPE svg [<!ATTLIST svg a CDATA "b">]><svg/>', "<!DOCTYPE"),
        ("a.svg", EMBLEM.replace(b"<path", b"<script>x</script><path"), "<script>"),
        ("a.svg", EMBLEM.replace(b"<path", b'<image href="http://contoh.example/a.png"/><path'), "<image>"),
        ("a.svg", EMBLEM.replace(b"<path", b'<use href="lain.svg#a"/><path'), "href"),
        ("a.svg", EMBLEM.replace(b"<path", b'<path fill="url(http://contoh.example/#a)"/><path'), "fill"),
        ("a.svg", EMBLEM.replace(b"<path", b'<path onload="x()"/><path'), "onload"),
        ("a.svg", EMBLEM.replace(b"<path", b"<text>a</text><path"), "turn its texts into paths"),
        ("a.svg", EMBLEM.replace(b"<path", b"<style>@import 'a.css';</style><path"), "<style>"),
        ("a.svg", EMBLEM.replace(b"<path", b"<style>path { fill: url(a.svg#b) }</style><path"), "<style>"),
        ("a.svg", EMBLEM.replace(b"<path", rb"<style>@\69mport 'a.css';</style><path"), "<style>"),
        ("a.svg", EMBLEM.replace(b"<path", b"<foreignObject/><path"), "<foreignObject>"),
    ],
)
def test_what_is_no_emblem_is_told_in_a_sentence(name: str, content: bytes | None, said: str) -> None:
    with pytest.raises(SkpkitError) as caught:
        picture(name, {} if content is None else {name: content})
    sentence = caught.value.sentence("en")
    assert sentence.startswith("skpkit.yaml: ")
    assert said in sentence


DRAWN = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Generator: a drawing program -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:cc="http://creativecommons.org/ns#"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" inkscape:export-filename="C:\\gambar\\lambang.png">
<title>Lambang</title>
<metadata><rdf:RDF><cc:Work rdf:about=""><cc:license rdf:resource="http://contoh.example/"/></cc:Work></rdf:RDF></metadata>
<style type="text/css"><![CDATA[ .st0 { fill: url( '#warna' ); } .st1 { fill: #803010 } ]]></style>
<defs><linearGradient id="warna"><stop offset="0" style="stop-color:#a00"/><stop offset="1"/></linearGradient>
<path id="bentuk" d="M5 1 L8 8 L2 8 Z"/></defs>
<use class="st0" xlink:href="#bentuk"/><circle class="st1" cx="5" cy="5" r="2" inkscape:label="a\\b"/></svg>
"""


def test_an_emblem_of_a_drawing_program_is_printed(tmp_path: Path) -> None:
    root = records(tmp_path, "lambang: lambang.svg\n", {"lambang.svg": DRAWN.encode()})
    assert "Lambang lambang" in outline(printed(root, EVALUATION, "dek"))


def test_an_emblem_that_only_looks_like_one_is_told_too(tmp_path: Path) -> None:
    damaged = bytearray(png(40, 40))
    damaged[45:50] = b"\0\0\0\0\0"
    root = records(tmp_path, "lambang: a.png\n", {"a.png": bytes(damaged)})
    with pytest.raises(SkpkitError, match=r"a\.png"):
        skpkit.render(root, EVALUATION, document="dek")


def test_paper_of_one_print_is_in_its_manifest(tmp_path: Path) -> None:
    root = records(tmp_path, "bahasa: id\n")
    (usual,), (same,), (other,) = (skpkit.render(root, SKP, paper=each) for each in (None, "a4", "f4"))
    assert usual.pages == same.pages
    assert [_width(each.pages[0]) for each in (usual, other)] == [297, 330]
    verdict = skpkit.verify(root, other.pages[0])
    assert verdict.status == "genuine"
    assert verdict.manifest
    assert verdict.manifest.paper == "f4"
    with pytest.raises(SkpkitError, match="a5"):
        skpkit.render(root, SKP, paper="a5")


def test_no_sheet_shows_a_whole_nip_where_it_is_masked(tmp_path: Path) -> None:
    root = records(tmp_path, "tampilan: {nip: samar}\n")
    for path, document in (
        *((SKP, each) for each in ("skp", "kemajuan", "ipr-Q1", "rencana-aksi")),
        *((EVALUATION, each) for each in ("hek", "dek")),
        (SKP.replace("skp.yaml", "iki/1a-C.yaml"), None),
        (SKP.replace("skp.yaml", "dki/2026-04-07.yaml"), None),
    ):
        (drawn,) = skpkit.render(root, path, document=document, format="typ")
        markup = re.sub(rb"#pdf\.attach\(.*?relationship", b"", drawn.pages[0], flags=re.DOTALL).decode()
        said = re.sub(r"\\u\{(\w+)\}", lambda found: chr(int(found[1], 16)), markup)
        assert not NIP.search(said), (document, NIP.search(said))
        assert "****" in said
    assert skpkit.verify(root, skpkit.render(root, SKP)[0].pages[0]).status == "genuine"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("NIP 19920317 201502 1 003", "NIP 1992**** ****** * ***"),
        ("records/2026/199203172015021003/skp.yaml", "records/2026/1992**************/skp.yaml"),
        ("NRP 85101234", "NRP 8510****"),
        ("85101234", "8510****"),
        ("NI PPPK: 19900101 202421 1 007, dan 3", "NI PPPK: 1990**** ****** * ***, dan 3"),
        ("Rp123.456.789.012.345.678 dan 1992031720150210031", "Rp123.456.789.012.345.678 dan 1992031720150210031"),
    ],
)
def test_an_nip_is_masked_wherever_it_stands(text: str, seen: str) -> None:
    assert masked(text) == seen


def test_a_change_sheet_masks_the_nip_that_changed(tmp_path: Path) -> None:
    before, after = amended(
        lambda data: data["pejabat_penilai_kinerja"].update(nip="198105142003121007", nama="Budi Rekaan"), "penilai"
    )
    states = [each.changed({"skpkit.yaml": "tampilan: {nip: samar}\n"}) for each in (before, after)]
    (sheet,) = printer(states[-1], History(states)).made(BAGAS, "pdf", "perubahan").pages
    said = Tagged(sheet).root.text
    assert "1981" in said
    assert not re.search(r"1981\d{4}|200312", said)


def test_the_progress_sheet_leaves_codes_out_too(tmp_path: Path) -> None:
    root = records(tmp_path, "tampilan: {kode: false}\n")
    assert "1a-C" not in printed(root, SKP, "kemajuan").root.text


def test_codes_are_left_out_before_names(tmp_path: Path) -> None:
    with_codes = printed(records(tmp_path / "a", "bahasa: id\n")).root.text
    without = printed(records(tmp_path / "b", "tampilan: {kode: false}\n")).root.text
    assert "1a-C Persentase" in with_codes
    assert "1a-C" not in without
    assert "Persentase" in without


def test_frames_to_sign_in(tmp_path: Path) -> None:
    plain = printed(records(tmp_path / "a", "bahasa: id\n"))
    framed = printed(records(tmp_path / "b", "cetak: {bingkai_tte: true, bingkai_paraf: true}\n"))
    assert "Tanda tangan elektronik" not in plain.root.text
    assert framed.root.text.count("Tanda tangan elektronik") >= 2
    assert all("Paraf pegawai" in each for each in framed.asides)
    assert not any("Paraf" in each for each in plain.asides)


@pytest.mark.parametrize(("width", "height"), [(2, 2), (120, 4), (4, 120)])
def test_an_emblem_is_whole_and_no_wider_than_its_place(tmp_path: Path, width: int, height: int) -> None:
    root = records(tmp_path, "lambang: templates/a.png\nkop: {baris: [KANTOR REKAAN]}\n", {"a.png": png(width, height)})
    for path, document, room in ((SKP, "skp", 36), (EVALUATION, "dek", 180)):
        (drawn,) = _page(root, path, document).images
        wide, tall = (drawn[each] / 72 * 25.4 for each in ("width", "height"))
        assert round(wide / tall, 1) == round(width / height, 1)
        assert wide <= room + 0.1
        assert tall <= 20.1
        assert max(wide / room, tall / 20) > 0.99


def test_frames_lie_on_the_page_and_beside_each_other() -> None:
    before, after = amended(lambda data: data["pegawai"].update(nama="Budi Rekaan"), "pegawai")
    states = [each.changed({"skpkit.yaml": "cetak: {bingkai_tte: true}\n"}) for each in (before, after)]
    (sheet,) = printer(states[-1], History(states)).made(BAGAS, "pdf", "perubahan").pages
    with pdfplumber.open(io.BytesIO(sheet)) as opened:
        page = opened.pages[-1]
        frames = sorted((each["x0"], each["x1"]) for each in page.rects if 40 < each["height"] < 55)
    assert len(frames) == 3
    assert frames[-1][1] <= page.width - 42
    assert all(here[1] < there[0] for here, there in itertools.pairwise(frames))


def test_a_dek_stands_closer_only_where_its_page_asks_for_it(tmp_path: Path) -> None:
    plain, headed = (
        _page(records(tmp_path / name, settings), EVALUATION, "dek")
        for name, settings in (("a", "bahasa: id\n"), ("b", "kop: {baris: [KANTOR REKAAN]}\n"))
    )
    assert _pitch(plain) == _pitch(headed)


def _page(root: Path, path: str, document: str) -> pdfplumber.page.Page:
    (made,) = skpkit.render(root, path, document=document)
    return pdfplumber.open(io.BytesIO(made.pages[0])).pages[0]


def _pitch(page: pdfplumber.page.Page) -> float:
    """How far the first two rows of a DEK are from each other."""
    rows: dict[str, float] = {}
    for word in page.extract_words():
        rows.setdefault(word["text"], word["top"])
    return round(rows["NIP"] - rows["NAMA"], 1)


def _width(paper: bytes) -> int:
    opened = Tagged(paper)
    return round(float(opened.pdf.pages[0].mediabox[2]) / 72 * 25.4)
