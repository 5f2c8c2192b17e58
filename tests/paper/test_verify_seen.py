"""Papers as people see them: what is covered, stamps of real signatures, scans and photos of a sheet."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from pyhanko.sign.fields import MDPPerm
from pypdf import PdfReader
from pypdf.generic import NumberObject

import skpkit
from skpkit.paper.code import code_of
from skpkit.paper.pictures import Drawn, Spot
from tests.support import signed as signing
from tests.support.command import run
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.hanko import pades, timed, with_places
from tests.support.papers import (
    BAGAS,
    RATNA,
    SCHEMA,
    altered,
    judged,
    kinds,
    made,
    manifest,
    nothing,
    printed,
    redrawn,
    rewritten,
    told,
)

FREE = (20, 60, 160, 100)  # on the second page, in points from its lower left corner
WRITTEN = (100, 300, 300, 400)  # on the first page


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GitRepo]:
    """A repository with the examples that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        yield made(tmp_path_factory.mktemp("seen"))


@pytest.fixture(scope="module")
def paper(office: GitRepo) -> bytes:
    return printed(office, BAGAS)


# What is covered


def over(box: Spot, height: float, more: bytes = b"") -> Callable[[pikepdf.Pdf], None]:
    """A white rectangle over a word of the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        sides = (box.left - 1, height - box.bottom - 1, box.right - box.left + 2, box.bottom - box.top + 2)
        cover = "q 1 g {:.2f} {:.2f} {:.2f} {:.2f} re f Q\n".format(*sides).encode()
        rewritten(pdf.pages[0], lambda raw: raw + b"\n" + cover + more)

    return change


@pytest.mark.parametrize("typst", [None, "0.1"])
def test_a_rectangle_over_a_number_is_found_and_told_with_its_place(
    office: GitRepo, paper: bytes, typst: str | None
) -> None:
    drawn = Drawn(paper)
    number = next(each for each in drawn.words(0) if each.text.isdigit() and len(each.text) < 4)
    forged = altered(paper, over(number.box, drawn.size(0)[1]))
    outcome = judged(office, manifest(forged, typst=typst) if typst else forged)
    assert outcome.status == "altered"
    place = f"{round(number.box.left * 25.4 / 72)} mm from its left edge and {round(number.box.top * 25.4 / 72)} mm"
    assert f"page 1, {place} from its top: “{number.text}” of the document is covered" in told(outcome)


def test_one_that_covers_nothing_is_told_by_its_place(office: GitRepo, paper: bytes) -> None:
    outcome = judged(office, altered(paper, over(Spot(30, 20, 60, 30), 595, b"q 0 g 40 570 12 6 re f Q\n")))
    assert (outcome.status, kinds(outcome)) == ("altered", {"drawing"})
    assert "page 1 looks different 13 mm from its left edge and 6 mm from its top, over " in told(outcome)


def test_other_versions_that_look_and_read_the_same_are_another_file_only(office: GitRepo, paper: bytes) -> None:
    def written_otherwise(pdf: pikepdf.Pdf) -> None:
        rewritten(pdf.pages[0], lambda raw: b"q\n" + raw + b"\nQ\n")

    def with_script(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(manifest(paper, typst="0.1"))) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert judged(office, packed.getvalue()).status == "rewritten"
    for change, status in ((written_otherwise, "rewritten"), (with_script, "unproven"), (redrawn, "altered")):
        assert judged(office, manifest(altered(paper, change), typst="0.1")).status == status


@pytest.mark.parametrize("colour", ["1 1 0", "0.9 0.9 0.9", "1 0.93 1"])
def test_what_is_drawn_in_a_pale_colour_is_seen(office: GitRepo, paper: bytes, colour: str) -> None:
    def crossed(pdf: pikepdf.Pdf) -> None:
        line = f"q {colour} RG 2 w 300 40 m 500 60 l S Q\n".encode()
        rewritten(pdf.pages[0], lambda raw: raw + b"\n" + line)

    outcome = judged(office, manifest(altered(paper, crossed), typst="0.1"))
    assert outcome.status == "unproven"
    assert "page 1 looks different 106 mm from its left edge" in told(outcome)


# Signed by a program of offices


def test_signatures_of_pades_are_told_by_name_time_and_page(office: GitRepo, paper: bytes) -> None:
    once = pades(paper)
    twice = pades(once, "Ratna Dewi", "Tanda2", page=1, box=FREE)
    for content, signers in (
        (once, [("Bagas Pratama", None)]),
        (pades(paper, certify=True), [("Bagas Pratama", None)]),
        (twice, [("Bagas Pratama", None), ("Ratna Dewi", 2)]),
    ):
        outcome = judged(office, content)
        assert (outcome.status, outcome.differences) == ("genuine", ()), told(outcome)
        assert [(each.name, each.page) for each in outcome.signatures] == signers
        assert all(each.when for each in outcome.signatures)
    assert "page 2 shows a stamp of that signature, on free ground" in told(judged(office, twice))
    data = json.loads(run(office.path, "verify", put(office, "dua.pdf", twice), "--format", "json").stdout)
    SCHEMA.validate(data)
    assert [each["page"] for each in data["signatures"]] == [None, 2]


def test_what_is_done_to_a_signed_paper_is_refused(office: GitRepo, paper: bytes) -> None:
    once = pades(paper)
    broken = bytearray(once)
    broken[once.rindex(b"/Contents <") + 900] ^= 1
    turned = dict([signing.page(once, 1, Rotate=NumberObject(180))])
    for status, content in (
        ("altered", pades(paper, box=WRITTEN)),
        ("altered", pades(once, "Ratna Dewi", "Tanda2", box=WRITTEN)),
        ("broken_signature", bytes(broken)),
        ("broken_signature", signing.updated(once, turned)),
        ("altered", pades(signing.updated(once, turned), "Ratna Dewi", "Tanda2")),
        ("altered", once + b"\n% lagi\n"),
        (
            "altered",
            signing.signed(paper, rect=b"[20 500 160 540]", flags=132 | 8),
        ),  # of one size however far one zooms
        ("altered", altered(once, nothing)),
    ):
        outcome = judged(office, content)
        assert (outcome.status, outcome.exit_code) == (status, 1), told(outcome)
        assert "on free ground: what" not in told(outcome)
    assert judged(office, signing.signed(paper, rect=b"[20 500 160 540]")).status == "genuine"


def appearance(content: bytes, drawn: bytes) -> bytes:
    """The file with another drawing where its first stamp is."""
    field = next(each for page in PdfReader(io.BytesIO(content)).pages for each in page.get("/Annots") or ())
    shown = field.get_object()["/AP"].raw_get("/N").idnum
    text = b"<< /Type /XObject /Subtype /Form /BBox [0 0 140 40] /Length %d >>\nstream\n%s\nendstream"
    return signing.updated(content, {shown: text % (len(drawn), drawn)})


def test_the_stamp_of_one_who_signed_is_not_for_the_next_to_change_or_cover(office: GitRepo, paper: bytes) -> None:
    once = pades(paper, page=1, box=FREE)
    swapped = pades(appearance(once, b"1 0 0 rg 0 0 140 40 re f"), "Ratna Dewi", "Tanda2")
    outcome = judged(office, swapped)
    assert outcome.status == "broken_signature"
    assert "what the signature of Bagas Pratama shows was changed after it had been made" in told(outcome)
    over = judged(office, pades(once, "Ratna Dewi", "Tanda2", page=1, box=FREE))
    assert over.status == "altered"
    assert "page 2 shows the stamp of one signature on that of another" in told(over)


def test_a_signature_that_permits_nothing_after_it_is_broken_by_another(office: GitRepo, paper: bytes) -> None:
    final = pades(paper, certify=True, permits=MDPPerm.NO_CHANGES)
    assert judged(office, final).status == "genuine"
    assert judged(office, timed(final)).status == "genuine"
    outcome = judged(office, signing.signed(final, signing.signer("Ratna Dewi")))
    assert outcome.status == "broken_signature"
    assert "the signature of Bagas Pratama permits nothing after it" in told(outcome)


def test_a_time_stamp_of_an_authority_breaks_nothing(office: GitRepo, paper: bytes) -> None:
    put(office, "waktu.pdf", timed(pades(paper)))
    done = run(office.path, "verify", "../waktu.pdf", "--lang", "en")  # nothing here has loaded what pyHanko does
    assert done.returncode == 0, done.stdout
    assert "signed by Bagas Pratama, by its own word on" in done.stdout
    assert "time stamp of Otoritas Waktu, on" in done.stdout


def test_places_that_are_left_to_sign_are_no_alteration_of_what_is_signed(office: GitRepo, paper: bytes) -> None:
    left = with_places(paper, FREE, (200, 60, 340, 100), page=1)
    assert judged(office, left).status == "altered"  # nobody signed it
    once = pades(left, field="Tempat1")
    assert judged(office, once).status == "genuine"
    assert judged(office, pades(once, "Ratna Dewi", "Tempat2")).status == "genuine"
    assert judged(office, pades(with_places(paper, FREE, page=1), field="Lain")).status == "genuine"


def test_what_holds_fields_together_does_nothing_besides(office: GitRepo, paper: bytes) -> None:
    number = signing.next_number(paper) + 60
    kids = f"/Kids [{signing.next_number(paper) + 51} 0 R]"
    for more, status in (("", "genuine"), ("/AA << /F << /S /JavaScript /JS (1) >> >>", "altered")):
        group = f"<< /T (G) {kids} {more} >>".encode()
        content = signing.signed(paper, more={number: group}, group=number)
        outcome = judged(office, content)
        assert outcome.status == status, told(outcome)


# A sheet that was scanned


def put(repo: GitRepo, name: str, content: bytes) -> str:
    (repo.path.parent / name).write_bytes(content)
    return f"../{name}"


def last_page(content: bytes, dots: int) -> Image.Image:
    pdf = pypdfium2.PdfDocument(content)
    image: Image.Image = pdf[len(pdf) - 1].render(scale=dots / 72).to_pil().convert("L")
    return image


def saved(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def scans(page: Image.Image) -> Iterator[bytes]:
    turned = page.rotate(11, expand=True, fillcolor=210)
    yield saved(page, "PNG")
    yield saved(turned.filter(ImageFilter.GaussianBlur(1)), "JPEG")
    yield saved(page.rotate(180), "JPEG")
    yield saved(page.crop((0, page.height // 3, page.width, page.height)), "PNG")
    yield saved(turned, "PDF")


def test_of_a_scan_the_code_is_followed_and_the_sheet_is_not_compared(office: GitRepo, paper: bytes) -> None:
    for content in scans(last_page(paper, 200)):
        outcome = judged(office, content)
        assert (outcome.status, outcome.exit_code, outcome.accepted) == ("not_compared", 1, True)
        assert outcome.manifest
        assert outcome.manifest.path == BAGAS
        assert "Paper not compared: " in told(outcome)
        assert f"skpkit render {BAGAS} --document skp --rev {office.id_of('HEAD')[:12]} -o skp.pdf" in told(outcome)


def test_a_blurred_scan_is_read_whatever_its_code_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A code is drawn otherwise for each commit, and of one in two nothing is read before it is sharpened."""
    settle(monkeypatch)
    repo = made(tmp_path / "repo")
    text = examples().files[BAGAS]
    for number in range(4):
        repo.commit({BAGAS: text + f"# {number}\n".encode()})
        blurred = list(scans(last_page(printed(repo, BAGAS), 200)))[1]
        assert judged(repo, blurred).status == "not_compared"


def test_a_picture_without_our_code_is_not_ours(office: GitRepo, paper: bytes, tmp_path: Path) -> None:
    blank = Image.new("L", (800, 600), 255)
    assert "no QR code of skpkit can be read" in told(judged(office, saved(blank, "PNG")))
    pages = Image.new("L", (2339, 3400), 255)
    pages.paste(last_page(paper, 200), (0, 0))
    pages.paste(last_page(printed(office, RATNA), 200), (0, 1700))
    both = judged(office, saved(pages, "PNG"))
    assert (both.status, both.exit_code) == ("not_ours", 1)
    assert "the QR codes of 2 documents" in told(both)
    done = run(office.path, "verify", put(office, "rusak.png", saved(blank, "PNG")[:60]), "--lang", "en")
    assert done.returncode == 3
    assert "is no picture that can be read" in done.stderr


def test_the_text_of_a_code_is_followed(office: GitRepo) -> None:
    commit, blob = office.id_of("HEAD"), office.id_of(f"HEAD:{BAGAS}")
    text = f"skpkit skp\n{BAGAS}\ncommit {commit}\nblob {blob}"
    masked = text.replace("199203172015021003", "1992" + "*" * 14)
    for given, status in (
        (text, "not_compared"),
        (text.replace("\n", " "), "not_compared"),
        (masked, "not_compared"),
        (text.replace(blob, "0" * 40), "altered"),
        (text.replace("skpkit skp", "skpkit lain"), "altered"),
        (text.replace(commit, "0" * 40), "not_ours"),
        ("https://contoh.example/1", "not_ours"),
    ):
        outcome = skpkit.trace(office.path, given)
        assert (outcome.status, outcome.exit_code) == (status, 1), given
    done = run(office.path, "verify", "--qr", text, "--lang", "en")
    assert (done.returncode, done.stdout.startswith("Paper not compared: ")) == (1, True)
    assert run(office.path, "verify", "--qr", text, "x.pdf").returncode == 2
    assert code_of(text.replace("skp.yaml", "skp.yaml\nlain")) is None


def test_a_scan_of_a_proposal_and_of_a_former_state_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    repo = made(tmp_path / "repo")
    text = examples().files[BAGAS]
    content = saved(last_page(printed(repo, BAGAS), 200), "PNG")
    later = repo.commit({BAGAS: text + b"# lagi\n"})
    assert told(judged(repo, content)).startswith(f"There is a newer state of the record: commit {later[:12]}")
    repo.git("checkout", "--quiet", "-b", "usul")
    repo.commit({BAGAS: text.replace(b"nama: Bagas Pratama", b"nama: Bagas Utama")})
    proposed = judged(repo, saved(last_page(printed(repo, BAGAS), 200), "PNG"))
    assert (proposed.status, proposed.accepted) == ("not_compared", False)
    assert "it was proposed and not accepted" in told(proposed)
    other = skpkit.render(repo.path, RATNA, rev="main", paper="f4")[0].pages[0]
    assert judged(repo, other).status == "genuine"
