"""Papers held against the repository: what is genuine, what only reads alike, and every way to alter one."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NumberObject, TextStringObject

from skpkit.judge.office import Office
from skpkit.paper.pdf import Pdf
from skpkit.paper.printing import Printer
from skpkit.source.history import open_records
from tests.support import signed as signing
from tests.support.command import run, run_here
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.papers import (
    BAGAS,
    DAY,
    RATNA,
    SCHEMA,
    altered,
    answer,
    attached,
    judged,
    kinds,
    made,
    manifest,
    nothing,
    printed,
    redrawn,
    refusal,
    rewritten,
    told,
)
from tests.support.places import PROJECT


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GitRepo]:
    """A repository with the examples that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        yield made(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """A repository with the examples."""
    settle(monkeypatch)
    return made(tmp_path / "repo")


@pytest.fixture(scope="module")
def paper(shared: GitRepo) -> bytes:
    return printed(shared, BAGAS)


# Genuine


def test_a_paper_as_it_was_printed_is_genuine(shared: GitRepo, paper: bytes) -> None:
    outcome = judged(shared, paper)
    assert (outcome.status, outcome.exit_code, outcome.differences) == ("genuine", 0, ())
    assert outcome.since == ("same", None, None, "same")
    assert told(outcome).endswith("The record has not changed since.\n")


def test_it_stays_so_when_the_record_changes_and_the_change_is_told(repo: GitRepo) -> None:
    content = printed(repo, BAGAS)
    text = examples().files[BAGAS]
    later = repo.commit({BAGAS: text + b"# lagi\n"})
    repo.commit({RATNA: examples().files[RATNA] + b"# lain\n"})
    repo.write({BAGAS: text + b"# belum\n"})
    outcome = judged(repo, content)
    assert outcome.exit_code == 0
    assert outcome.since == ("changed", later, date(2026, 1, 5), "changed")
    first, second, *_ = told(outcome).splitlines()
    assert first.startswith(
        f"There is a newer state of the record: commit {later[:12]} of 5 January 2026. To print it: "
    )
    assert first.endswith(f"skpkit render {BAGAS} --document skp --rev HEAD -o skp.pdf")
    assert second.startswith("Genuine: ")
    gone = repo.commit({BAGAS: None})
    assert judged(repo, content).since == ("gone", gone, date(2026, 1, 5), "gone")


def test_an_uncommitted_edit_alone_is_told(repo: GitRepo) -> None:
    content = printed(repo, BAGAS)
    repo.write({BAGAS: examples().files[BAGAS] + b"# belum\n"})
    assert told(judged(repo, content)).endswith("In the working tree it is different again, not yet committed.\n")


def test_a_bare_repository_will_do(shared: GitRepo, paper: bytes, tmp_path: Path) -> None:
    shared.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    outcome = judged(GitRepo(tmp_path / "bare.git"), paper)
    assert (outcome.status, outcome.since.worktree) == ("genuine", None)


def test_the_manifest_names_the_document_as_the_command_line_does(shared: GitRepo, paper: bytes) -> None:
    facts = json.loads(dict(Pdf(paper, "").attachments)["manifest.json"])
    with open_records(shared.path) as records:
        state = records.commit("HEAD")
        printer = Printer(Office(state), records, DAY)
        assert facts["document"] in printer.documents(BAGAS)


def test_a_proposal_is_not_what_was_accepted(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "-b", "usul")
    proposal = repo.commit({BAGAS: examples().files[BAGAS].replace(b"nama: Bagas Pratama", b"nama: Bagas Utama")})
    content = printed(repo, BAGAS)
    for here in ("usul", "main"):
        repo.git("checkout", "--quiet", here)
        outcome = judged(repo, content)
        assert (outcome.status, outcome.exit_code) == ("unaccepted", 1)
        assert f"commit {proposal[:12]} holds it, but the default branch never held it so" in told(outcome)
    repo.git("merge", "--quiet", "usul")
    assert judged(repo, content).status == "genuine"


def test_a_step_on_the_way_to_a_merge_is_accepted_only_where_the_merge_shows_the_same(repo: GitRepo) -> None:
    """What a branch took back before it was merged was never what the office held, though it lies in the history."""
    text = examples().files[BAGAS]
    repo.git("checkout", "--quiet", "-b", "usul")
    repo.commit({BAGAS: text.replace(b"nama: Bagas Pratama", b"nama: Bagas Utama")})
    taken_back = printed(repo, BAGAS)
    repo.commit({BAGAS: text.replace(b"nama: Bagas Pratama", b"nama: Bagas Putra")})
    last = printed(repo, BAGAS)
    repo.commit({RATNA: examples().files[RATNA] + b"# lain\n"})
    other_record = printed(repo, BAGAS)
    repo.git("checkout", "--quiet", "main")
    repo.commit({"catatan.txt": "x"})
    repo.git("merge", "--quiet", "--no-edit", "usul")
    for content, status in ((taken_back, "unaccepted"), (last, "genuine"), (other_record, "genuine")):
        outcome = judged(repo, content)
        assert (outcome.status, outcome.accepted) == (status, status == "genuine")
    repo.commit({BAGAS: text})
    assert judged(repo, last).status == "genuine"
    repo.git("checkout", "--quiet", "-b", "templat", "HEAD~1")
    template = (PROJECT / "templates" / "bagian" / "lampiran.typ.j2").read_bytes()
    repo.commit({"templates/bagian/lampiran.typ.j2": template.replace(b"DUKUNGAN", b"DUKUNGAN SEMUA")})
    shown = printed(repo, BAGAS)
    repo.commit({"templates/bagian/lampiran.typ.j2": None, "catatan.txt": "y"})
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-edit", "templat")
    assert judged(repo, shown).status == "unaccepted"


# Made with other versions


@pytest.mark.parametrize("what", ["typst", "skpkit", "templates", "font"])
def test_other_versions_are_genuine_where_all_that_is_drawn_and_said_is_the_same(
    shared: GitRepo, paper: bytes, what: str
) -> None:
    outcome = judged(shared, manifest(paper, **{what: "0.1"}))
    assert (outcome.status, outcome.exit_code, outcome.differences) == ("genuine", 0, ())
    assert [each.what for each in outcome.versions] == [what]
    assert f"Other versions made it ({what} 0.1 ≠ " in told(outcome)


def test_other_versions_that_only_the_manifest_tells_are_compared_byte_for_byte(shared: GitRepo, paper: bytes) -> None:
    with open_records(shared.path) as records:
        printer = Printer(Office(records.commit("HEAD")), records, DAY)
        (former,) = printer.made(BAGAS, "pdf", made_with={"skpkit": "0.1", "typst": "0.1"}).pages
    outcome = judged(shared, former)
    assert (outcome.status, len(outcome.versions)) == ("genuine", 6)
    assert kinds(judged(shared, former.replace(b"%\x80", b"%\x81", 1))) == set()  # of a mark that programs pass over
    assert judged(shared, altered(former, whitened)).status == "altered"
    assert judged(shared, altered(former, moved)).status == "unproven"


def test_a_paper_of_the_offices_own_former_templates_reads_alike(repo: GitRepo) -> None:
    """The templates are those of the commit, so this is no other version at all."""
    template = (PROJECT / "templates" / "bagian" / "lampiran.typ.j2").read_bytes()
    repo.commit({"templates/bagian/lampiran.typ.j2": template.replace(b"DUKUNGAN", b"DUKUNGAN SEMUA")})
    content = printed(repo, BAGAS)
    repo.commit({"templates/bagian/lampiran.typ.j2": None})
    assert judged(repo, content).status == "genuine"


def test_other_versions_excuse_no_other_text(shared: GitRepo, paper: bytes) -> None:
    other = manifest(printed(shared, RATNA), path=BAGAS, blob=shared.id_of(f"HEAD:{BAGAS}"), typst="0.1")
    outcome = judged(shared, other)
    assert (outcome.status, outcome.exit_code) == ("altered", 1)  # no version makes another source
    assert {"text", "source"} <= kinds(outcome)


def taken_apart(content: bytes) -> tuple[dict[int, bytes], bytes]:
    """The objects of a file as they stand there, by number, and its trailer."""
    _, _, table = content[: content.rindex(b"startxref")].rpartition(b"\nxref\n")
    places = [int(each[:10]) for each in re.findall(rb"\d{10} \d{5} [nf]", table)]
    found = {}
    for number, place in enumerate(places[1:], 1):
        begins = re.compile(rb"%d 0 obj\s*" % number).match(content, place)
        assert begins
        found[number] = content[begins.end() : content.index(b"\nendobj", begins.end())]
    trailer = re.search(rb"trailer\s*(<<.*>>)", table, re.DOTALL)
    assert trailer
    return found, trailer[1]


def put_together(
    objects: Iterable[tuple[int, bytes]], trailer: bytes, between: bytes = b"", behind: bytes = b""
) -> bytes:
    """A file of objects, each with a row in the one table, even where two have a number."""
    out, rows = b"%PDF-1.7\n%\x80\x80\x80\x80\n", b"0 1\n0000000000 65535 f \n"
    for number, text in objects:
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    out += between
    return out + b"xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (rows, trailer, len(out)) + behind


def stream(content: bytes, more: str = "") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), more.encode(), content)


def read_in_several_ways(paper: bytes) -> Iterator[tuple[str, bytes]]:
    """Files in which one program sees what skpkit printed, and another one something else or nothing."""
    held, trailer = taken_apart(paper)
    first = PdfReader(io.BytesIO(paper)).pages[0]
    at, drawn = (first.raw_get(key).idnum for key in ("/Parent", "/Contents"))
    page = first.indirect_reference.idnum if first.indirect_reference else 0
    packed: Any = PdfReader(io.BytesIO(paper)).pages[0]["/Contents"]
    raw = packed.get_data()
    other = held | {drawn: stream(b"0 0 99 99 re f")}

    def changed(number: int, old: bytes, new: bytes, **more: bytes) -> bytes:
        assert held[number].count(old) == 1
        objects = held | {number: held[number].replace(old, new)} | {int(key[1:]): text for key, text in more.items()}
        return put_together(objects.items(), trailer)

    yield "fewer pages", changed(at, b"/Count 3", b"/Count 1")
    above = held[at].replace(b"/Type", b"/Rotate 180/Type", 1)
    yield "another parent", changed(page, b"/Parent %d 0 R" % at, b"/Parent 900 0 R", _900=above)
    yield "a key twice", changed(page, b"/Tabs/S", b"/Tabs/S/Tabs/S")
    yield "a strange number", changed(page, b"MediaBox[0 0", b"MediaBox[--300 0")
    yield "a comment", changed(page, b"/Tabs/S", b"/Tabs/S%\n")
    yield "an object twice", put_together([*held.items(), (drawn, other[drawn])], trailer)
    yield "an object that is not listed", put_together(held.items(), trailer, b"%d 0 obj\n1\nendobj\n" % drawn)
    yield "two beginnings", put_together(held.items(), trailer, behind=b"\nstartxref\n99\n")
    yield "bytes in a table", put_together(held.items(), trailer + b" % x")
    for name, text in (
        ("letters behind the end", stream(raw.hex().encode() + b">00", "/Filter/ASCIIHexDecode")),
        ("a stream that breaks off", stream(zlib.compress(raw)[:-4], "/Filter/FlateDecode")),
        ("parameters", stream(zlib.compress(raw), "/Filter/FlateDecode/DecodeParms<</Predictor 1>>")),
        ("a false length", stream(raw).replace(b"/Length ", b"/Length 1")),
        ("a stream from elsewhere", stream(raw, "/F(lain.pdf)")),
    ):
        yield name, put_together((held | {drawn: text}).items(), trailer)
    spec, source = next((number, text) for number, text in held.items() if b"(skp.yaml)/UF" in text)
    twofold = {900: re.sub(rb"/F (\d+ 0 R)", b"/F 901 0 R", source), 901: stream(b"nama: Lain\n", "/Type/EmbeddedFile")}
    number = next(each for each, text in held.items() if b"/Type/Catalog" in text)
    names = held[number].replace(b"(skp.yaml)%d 0 R" % spec, b"(skp.yaml)900 0 R")
    yield "two sources", put_together((held | twofold | {number: names}).items(), trailer)


def test_a_file_that_programs_may_read_in_several_ways_is_never_genuine(shared: GitRepo) -> None:
    with open_records(shared.path) as records:
        printer = Printer(Office(records.commit("HEAD")), records, DAY)
        (former,) = printer.made(BAGAS, "pdf", made_with={"skpkit": "0.1", "typst": "0.1"}).pages
    held, trailer = taken_apart(former)
    assert judged(shared, put_together(held.items(), trailer)).status == "genuine"
    for name, content in read_in_several_ways(former):
        assert answer(shared, content) in (1, 3), name


def test_a_manifest_of_other_versions_says_nothing_else_and_nothing_twice(shared: GitRepo, paper: bytes) -> None:
    for facts in ({"date": "2020-01-01T00:00:00+00:00"}, {"blob": "0" * 40}):
        assert judged(shared, manifest(paper, typst="0.1", **facts)).status == "altered"
    twice = attached(
        manifest(paper, typst="0.1"), "manifest.json", lambda raw: raw.replace(b"{", b'{"manifest": 1, ', 1)
    )
    assert judged(shared, twice).status == "not_ours"


# Altered


def overlaid(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 90, 90], Contents="Sangat Baik"
    )
    pdf.pages[1].Annots = pdf.make_indirect(pikepdf.Array([note]))


def restamped(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Lain"
    pdf.docinfo["/Title"] = "Lain"


def with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_picture(pdf: pikepdf.Pdf) -> None:
    picture = pikepdf.Stream(pdf, b"\0", Subtype=pikepdf.Name.Image, Width=1, Height=1, BitsPerComponent=8)
    picture.ColorSpace = pikepdf.Name.DeviceGray
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Cap=picture)


def cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = [0, 100, 842, 595]


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].rotate(180, relative=True)


def with_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def whitened(pdf: pikepdf.Pdf) -> None:
    """A word in white: it is read as before, and not seen."""
    rewritten(pdf.pages[1], lambda raw: raw.replace(b"BT", b"1 g 1 G\nBT", 1))


def covered(pdf: pikepdf.Pdf) -> None:
    """A picture over what is written, in the instructions themselves."""
    picture = b"BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI"
    rewritten(pdf.pages[0], lambda raw: raw + b"\nq 300 0 0 20 100 300 cm " + picture + b" Q\n")


def moved(pdf: pikepdf.Pdf) -> None:
    """Everything a little lower, so that a foot falls off the page."""
    rewritten(pdf.pages[1], lambda raw: b"1 0 0 1 0 -30 cm\n" + raw)


def with_other_letters(pdf: pikepdf.Pdf) -> None:
    """A font whose letters look like others, and are read as they were."""
    fonts = pdf.pages[0].Resources.Font
    first, second = [fonts[name].DescendantFonts[0] for name in ("/f1", "/f0")]  # what is regular becomes bold
    first.FontDescriptor.FontFile3 = second.FontDescriptor.FontFile3


def swapped_pages(pdf: pikepdf.Pdf) -> None:
    first = pdf.pages[0].obj
    pdf.pages[0] = pdf.pages[1]
    pdf.pages[1] = pikepdf.Page(first)


def with_layer(pdf: pikepdf.Pdf) -> None:
    """What is seen on a screen and not on paper."""
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Lain"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))


def with_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.Stream(pdf, b"<xdp/>"), NeedAppearances=True)


def retagged(pdf: pikepdf.Pdf) -> None:
    """What is read aloud in place of what is seen."""
    pdf.Root.StructTreeRoot.K[0].ActualText = "Sangat Baik"


def relinked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = "Sangat Baik"


def with_unit(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.UserUnit = 2


def with_page_script(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))


def with_many_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(1100):
        pdf.pages.append(pdf.pages[0])


def filespec(pdf: pikepdf.Pdf, name: str, content: bytes) -> pikepdf.Object:
    stream = pdf.make_indirect(pikepdf.Stream(pdf, content, Type=pikepdf.Name.EmbeddedFile))
    held = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=name, UF=name, EF=pikepdf.Dictionary(F=stream))
    return pdf.make_indirect(held)


def with_other_associated(pdf: pikepdf.Pdf) -> None:
    """A source that readers which follow /AF offer, beside the true one that others do."""
    pdf.Root.AF[1] = filespec(pdf, "skp.yaml", b"nama: Lain\n")


def with_second_source(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names.extend([pikepdf.String("skp.yaml"), filespec(pdf, "skp.yaml", b"nama: Lain\n")])


def with_second_manifest(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names.extend([pikepdf.String("manifest.json"), filespec(pdf, "manifest.json", b"{}")])


def with_round_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def pages_bomb(pdf: pikepdf.Pdf) -> None:
    """A page tree that doubles at each of thirty levels."""
    node = pdf.pages[0].obj
    for _ in range(30):
        node = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[node, node], Count=2))
    pdf.Root.Pages = node


def letters_bomb(pdf: pikepdf.Pdf) -> None:
    """Text without end on one page."""
    rewritten(pdf.pages[0], lambda raw: raw + b"BT /f0 1 Tf (x) Tj ET\n" * 400_000)


def depth_bomb(pdf: pikepdf.Pdf) -> None:
    node: pikepdf.Object = pdf.make_indirect(pikepdf.Dictionary())
    for _ in range(5000):
        node = pdf.make_indirect(pikepdf.Dictionary(Next=node))
    pdf.Root.Outlines.First.Next = node


def stream_bomb(pdf: pikepdf.Pdf) -> None:
    """A small stream that unpacks to more than a document may take."""
    raw = zlib.compress(bytes(300_000_000), 1)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, raw, Filter=pikepdf.Name.FlateDecode)


def attachment_bomb(pdf: pikepdf.Pdf) -> None:
    stream = pdf.attachments["skp.yaml"].obj.EF.F
    stream.write(zlib.compress(bytes(300_000_000), 1), filter=pikepdf.Name.FlateDecode)


def objects_bomb(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Kids = [
        pdf.make_indirect(pikepdf.Dictionary(Names=[f"{nth}", pdf.Root.AF[0]])) for nth in range(20_000)
    ]


BOMBS = {
    "pages": pages_bomb,
    "letters": letters_bomb,
    "depth": depth_bomb,
    "stream": stream_bomb,
    "attachment": attachment_bomb,
    "objects": objects_bomb,
}


def without_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[2]


def with_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["lain.yaml"] = b"nama: x\n"


def without_source(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["skp.yaml"]


@pytest.mark.parametrize(
    ("change", "kind", "sentence"),
    [
        (overlaid, "addition", "page 2 carries something that the document does not have: FreeText Sangat Baik"),
        (restamped, "metadata", "its metadata differ: "),
        (with_script, "part", "OpenAction"),
        (with_picture, "addition", "page 1 carries something that the document does not have: XObject Cap"),
        (cropped, "addition", "page 1 carries something that the document does not have: CropBox 0 100 842 595"),
        (turned, "addition", "page 2 carries something that the document does not have: Rotate 180"),
        (with_page, "pages", "the paper has 4 pages, the document of the repository 3"),
        (with_many_pages, "pages", "the paper has more pages than the document of the repository, which has 3"),
        (whitened, "drawing", "page 2 is drawn in another way, though it may read the same: Contents differs"),
        (redrawn, "drawing", "page 1 is drawn in another way"),
        (with_other_letters, "drawing", "Resources/Font/"),
        (covered, "drawing", "page 1 is drawn in another way"),
        (moved, "drawing", "page 2 is drawn in another way"),
        (swapped_pages, "text", "page 1, line "),
        (with_layer, "part", "OCProperties"),
        (with_form, "part", "AcroForm"),
        (retagged, "part", "StructTreeRoot"),
        (relinked, "part", "Outlines"),
        (with_unit, "drawing", "UserUnit"),
        (with_page_script, "drawing", "AA differs"),
        (with_other_associated, "attachment", "skp.yaml is attached, which the document does not carry"),
        (with_second_source, "attachment", "skp.yaml is not attached, or attached twice"),
        (without_page, "pages", "the paper has 2 pages, the document of the repository 3"),
        (with_file, "attachment", "lain.yaml is attached, which the document does not carry"),
        (without_source, "attachment", "skp.yaml is not attached"),
    ],
)
def test_whatever_is_added_or_taken_away_is_named(
    shared: GitRepo, paper: bytes, change: Callable[[pikepdf.Pdf], None], kind: str, sentence: str
) -> None:
    outcome = judged(shared, altered(paper, change))
    assert (outcome.status, outcome.exit_code, kind in kinds(outcome)) == ("altered", 1, True)
    assert sentence in told(outcome)
    other = judged(shared, manifest(altered(paper, change), typst="0.1"))
    certain = kind == "attachment" or change in (overlaid, whitened, redrawn, covered)
    assert (other.status, kind in kinds(other)) == ("altered" if certain else "unproven", True)
    assert certain == (kind == "attachment" or "is covered, or drawn over" in told(other))


def test_another_text_is_named_with_page_and_line(shared: GitRepo, paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        page = pdf.pages[2]
        instructions = pikepdf.parse_content_stream(page)
        last = max(nth for nth, each in enumerate(instructions) if str(each.operator) in ("Tj", "TJ"))
        del instructions[last]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        out = io.BytesIO()
        pdf.save(out)
    (difference,) = [each for each in judged(shared, out.getvalue()).differences if each.kind == "text"]
    assert difference.told["page"] == 3
    assert isinstance(difference.told["line"], int)
    assert difference.told["line"] > 10
    assert difference.told["paper"] != difference.told["held"]


def test_a_manifest_that_points_at_another_record_is_refused(shared: GitRepo, paper: bytes) -> None:
    other = judged(shared, manifest(paper, path=RATNA))
    assert {"text", "blob", "source"} <= kinds(other)
    assert "page 1, line " in told(other)
    nowhere = judged(shared, manifest(paper, path="records/2026/lain/skp.yaml"))
    assert (nowhere.status, kinds(nowhere)) == ("altered", {"record"})
    folder = judged(shared, manifest(paper, path=BAGAS.removesuffix("/skp.yaml")))
    assert (folder.status, kinds(folder)) == ("altered", {"record"})


def test_a_manifest_that_lies_of_the_blob_or_holds_more_is_refused(shared: GitRepo, paper: bytes) -> None:
    assert {"blob", "manifest"} <= kinds(judged(shared, manifest(paper, blob="0" * 40)))
    more = attached(paper, "manifest.json", lambda raw: raw + b"\n")
    assert kinds(judged(shared, more)) == {"manifest"}


@pytest.mark.parametrize("typst", [None, "0.1"])
def test_yaml_that_is_not_the_blob_is_refused_whatever_the_versions(
    shared: GitRepo, paper: bytes, typst: str | None
) -> None:
    forged = attached(paper, "skp.yaml", lambda raw: raw.replace(b"nama: Bagas Pratama", b"nama: Bagas Pratame"))
    outcome = judged(shared, manifest(forged, typst=typst) if typst else forged)
    assert outcome.exit_code == 1
    line = 1 + examples().files[BAGAS].split(b"nama: Bagas Pratama")[0].count(b"\n")
    assert f"the attached skp.yaml is not the record of that commit: from line {line} on" in told(outcome)


def test_bytes_added_behind_are_told_as_such(shared: GitRepo, paper: bytes) -> None:
    (found,) = judged(shared, paper + b"\n% lagi\n").differences
    assert (found.kind, found.told) == ("appended", {"count": 8, "length": len(paper)})


def test_an_incremental_update_is_refused(shared: GitRepo, paper: bytes) -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(paper)), incremental=True)
    writer.add_metadata({"/Title": "Lain"})
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(paper)
    assert {"appended", "metadata"} <= kinds(judged(shared, out.getvalue()))
    writer = PdfWriter(PdfReader(io.BytesIO(manifest(paper, typst="0.1"))), incremental=True)
    writer.add_metadata({"/Title": "Lain"})
    out = io.BytesIO()
    writer.write(out)
    other = judged(shared, out.getvalue())
    assert (other.status, kinds(other)) == ("unproven", {"appended", "metadata"})


def test_what_another_program_wrote_anew_is_refused_and_told_as_such(shared: GitRepo, paper: bytes) -> None:
    for content in (paper.replace(b"%\x80", b"%\x81", 1), altered(paper, nothing)):
        outcome = judged(shared, content)
        assert (outcome.status, outcome.exit_code, outcome.differences) == ("rewritten", 1, ())
        assert "another program has written the file anew" in told(outcome)


def test_an_nip_in_a_quoted_line_is_cut(shared: GitRepo, paper: bytes) -> None:
    assert "197805142003121002" not in told(judged(shared, manifest(paper, path=RATNA))).replace(RATNA, "")


def reachable(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """All that is found from the catalogue on, in an order that is the same each time."""
    seen: set[tuple[int, int]] = set()
    found: list[pikepdf.Object] = []
    waiting: list[pikepdf.Object] = [pdf.Root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) and each.objgen not in seen:
            seen.update({each.objgen} - {(0, 0)})
            found.append(each)
            inside = each if isinstance(each, pikepdf.Array) else each.values()
            waiting += [held for held in inside if isinstance(held, pikepdf.Object)]
    return found


def one_thing_changed(dice: Random) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        chosen = dice.choice(reachable(pdf))
        if isinstance(chosen, pikepdf.Stream) and (raw := bytearray(chosen.read_bytes())):
            raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
            chosen.write(bytes(raw))
        elif isinstance(chosen, pikepdf.Array):
            chosen.append(77)
        elif dice.random() < 0.5:
            chosen["/Lain"] = 1
        else:
            del chosen[dice.choice(sorted(chosen.keys()))]

    return change


@pytest.mark.parametrize("seed", range(12))
def test_no_object_of_a_paper_is_of_no_account(shared: GitRepo, paper: bytes, seed: int) -> None:
    """One thing changed, anywhere in the file, and other versions named: it is not genuine."""
    dice = Random(seed)  # noqa: S311 - the same each time
    try:
        forged = altered(manifest(paper, typst="0.1"), one_thing_changed(dice))
    except pikepdf.PdfError:
        return  # what is left is no PDF
    assert answer(shared, forged) in (1, 3)


# No answer


def blank() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def test_what_is_no_document_of_ours_is_refused(shared: GitRepo, paper: bytes) -> None:
    for content, sentence in [
        (blank(), "carries no manifest.json"),
        (manifest(paper, commit="HEAD"), "is not as skpkit writes it"),
        (manifest(paper, commit="--all"), "is not as skpkit writes it"),
        (manifest(paper, path=f"{BAGAS}\n"), "is not as skpkit writes it"),
        (manifest(paper, document=None), "is not as skpkit writes it"),
        (attached(paper, "manifest.json", lambda _: b"[" * 60_000), "is not as skpkit writes it"),
        (attached(paper, "manifest.json", lambda _: b"\xff"), "is not as skpkit writes it"),
        (altered(paper, with_second_manifest), "carries more than one manifest.json"),
        (manifest(paper, commit="0" * 40), "there is no commit 0000"),
    ]:
        outcome = judged(shared, content)
        assert (outcome.status, outcome.exit_code) == ("not_ours", 1)
        assert sentence in told(outcome)


def test_a_manifest_of_a_document_that_is_none_is_refused(repo: GitRepo) -> None:
    content = printed(repo, BAGAS)
    repo.commit({"BACA.md": "# baca\n"})
    for forged, sentence in [
        (manifest(content, document="lain"), "has no document lain"),
        (manifest(content, path="BACA.md", commit=repo.id_of("HEAD")), "there is no record at BACA.md"),
    ]:
        outcome = judged(repo, forged)
        assert (outcome.status, kinds(outcome)) == ("altered", {"record"})
        assert sentence in told(outcome)


def test_what_cannot_be_read_gives_no_verdict(shared: GitRepo, paper: bytes) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user=""))
    for content, sentence in [
        (b"", "is neither a PDF nor a picture (PNG, JPEG) that can be read"),
        (b"\x89PNG", "is neither a PDF nor a picture (PNG, JPEG) that can be read"),
        (b"%PDF-1.7\n", "is neither a PDF nor a picture (PNG, JPEG) that can be read"),
        (paper[:5000], "is neither a PDF nor a picture (PNG, JPEG) that can be read"),
        (locked.getvalue(), "is encrypted"),
        (manifest(paper, manifest=2), "is of a newer skpkit"),
        (altered(paper, with_round_pages), "is neither a PDF nor a picture (PNG, JPEG) that can be read"),
    ]:
        assert sentence in refusal(shared, content)


@pytest.mark.parametrize("bomb", ["pages", "letters", "depth", "stream", "attachment", "objects"])
def test_a_file_that_is_made_to_cost_much_meets_the_limits(repo: GitRepo, bomb: str) -> None:
    """Whatever its answer is, it comes soon, it is no success, and the next paper is judged as ever."""
    content = printed(repo, BAGAS)
    repo.write({"skpkit.yaml": "cetak: {detik: 2, memori_mb: 256}\n"})
    repo.commit()
    forged = altered(content, BOMBS[bomb])
    assert answer(repo, forged) in (1, 3)
    repo.write({"skpkit.yaml": "cetak: {memori_mb: 256}\n"})  # an honest one needs 2 seconds where much else runs
    repo.commit()
    assert judged(repo, content).status == "genuine"


# Signed


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_sound_signature_behind_the_genuine_bytes_stays_genuine_and_is_told(repo: GitRepo, kind: str) -> None:
    content = printed(repo, BAGAS)
    once = signing.signed(content, signing.signer("Bagas Pratama", kind))
    twice = signing.signed(once, signing.signer("Ratna Dewi"))
    proven = signing.updated(twice, dict([signing.catalogue(twice, DSS=DictionaryObject())]))
    certified = signing.signed(content, signing.signer("Bagas Pratama", kind), permits="DocMDP")
    for signed, names in (
        (once, ["Bagas Pratama"]),
        (certified, ["Bagas Pratama"]),
        (twice, ["Bagas Pratama", "Ratna Dewi"]),
        (proven, None),
    ):
        outcome = judged(repo, signed)
        assert (outcome.status, outcome.exit_code, outcome.differences) == ("genuine", 0, ())
        assert names is None or [each.name for each in outcome.signatures] == names
        assert "with an electronic signature behind it" in told(outcome)
        assert re.search(
            r"signed by Bagas Pratama, by its own word on \d{4}-\d\d-\d\d \d\d:\d\d\+00:00; the", told(outcome)
        )
    later = repo.commit({BAGAS: examples().files[BAGAS] + b"# lagi\n"})
    assert told(judged(repo, once)).startswith(f"There is a newer state of the record: commit {later[:12]}")


def test_a_signed_proposal_is_not_accepted_by_that(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "-b", "usul")
    repo.commit({BAGAS: examples().files[BAGAS].replace(b"nama: Bagas Pratama", b"nama: Bagas Utama")})
    assert judged(repo, signing.signed(printed(repo, BAGAS))).status == "unaccepted"


def forged_signatures(content: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Files that begin as a genuine one and have something like a signature, and what is said of each."""
    once = signing.signed(content)
    number, shown = signing.page(content, 1, Rotate=NumberObject(180))
    yield "altered", signing.signed(content, more={number: shown}), "more than a signature was added"
    yield (
        "altered",
        signing.signed(content, rect=b"[100 100 400 300]"),
        "page 1 shows something with the signature where",
    )
    yield "altered", signing.signed(content, form="/XFA (x) "), "AcroForm/XFA"
    yield "altered", signing.signed(content, permits="UR3"), "Perms/UR3"
    yield (
        "altered",
        signing.updated(content, {} | dict([signing.catalogue(content, Lang=TextStringObject("en"))])),
        "Lang",
    )
    yield "altered", content + b"\n% lagi\n", "8 bytes were added behind"
    tree = PdfReader(io.BytesIO(content)).root_object.raw_get("/Pages").idnum
    fewer = taken_apart(content)[0][tree].replace(b"/Count 3", b"/Count 1")
    yield "altered", signing.signed(content, more={tree: fewer}), "Pages/Count"
    for more in (
        "/A << /S /URI /URI (https://x.example) >>",
        "/AA << /PV << /S /JavaScript /JS (1) >> >>",
        "/Popup 9 0 R",
    ):
        yield "altered", signing.signed(content, rect=f"[0 0 0 0] {more}".encode()), "Annots"
    drawn = PdfReader(io.BytesIO(content)).pages[0].raw_get("/Contents").idnum
    other = signing.updated(content, {drawn: stream(b"0 0 99 99 re f")})
    table, before = (int(each.rpartition(b"startxref")[2].split()[0]) for each in (other, content))
    passed_over = other[: other.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % before
    yield "altered", signing.signed(passed_over), "is not built so that every program must read it alike"
    behind = b"\nstartxref\n%d\n" % table
    yield "altered", signing.signed(passed_over, behind=behind), "is not built so that every program must read it alike"
    end = once.rindex(b"0>") - 4000
    broken = bytearray(once)
    broken[once.rindex(b"/Contents <") + 400] ^= 1
    yield "broken_signature", bytes(broken), "a signature in it is broken"
    moved = signing.page(once, 1, Rotate=NumberObject(180))
    yield "broken_signature", signing.updated(once, dict([moved])), "changed after the last signature: Rotate"
    yield (
        "broken_signature",
        signing.signed(content, kind=b"/adbe.x509.rsa_sha1"),
        "of a kind that skpkit does not know",
    )
    yield "broken_signature", once.replace(b"/F 132 ", b"/F 133 "), "a signature in it is broken"
    yield "altered", content + once[len(content) : end], "bytes were added behind"
    field = dict([signing.catalogue(once, AcroForm=DictionaryObject())])
    yield "altered", signing.updated(once, field), "bytes were added behind"


def test_what_is_no_sound_signature_or_more_than_one_is_refused(shared: GitRepo, paper: bytes) -> None:
    for status, content, sentence in forged_signatures(paper):
        outcome = judged(shared, content)
        assert (outcome.status, outcome.exit_code) == (status, 1), sentence
        assert sentence in told(outcome)


def test_a_commit_that_a_shallow_clone_lacks_is_told(repo: GitRepo, tmp_path: Path) -> None:
    content = printed(repo, BAGAS)
    repo.commit({"catatan.txt": "x"})
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.path}", str(tmp_path / "shallow"))
    assert "holds only a part of the history" in refusal(GitRepo(tmp_path / "shallow"), content)


def test_settings_of_the_papers_commit_that_cannot_be_used_are_told_with_that_commit(repo: GitRepo) -> None:
    content = printed(repo, BAGAS)
    repo.git("checkout", "--quiet", "-b", "usul")
    commit = repo.commit({"skpkit.yaml": "cetak: {detik: 99999}\n"})
    repo.git("checkout", "--quiet", "main")
    assert refusal(repo, manifest(content, commit=commit)).startswith(f"{commit[:12]}:skpkit.yaml:1: ")


def test_a_copy_without_commit_has_no_manifest(repo: GitRepo) -> None:
    repo.write({BAGAS: examples().files[BAGAS] + b"# belum\n"})
    with open_records(repo.path) as records:
        state = records.worktree()
        (content,) = Printer(Office(state), records, DAY).made(BAGAS, "pdf").pages
    outcome = judged(repo, content)
    assert outcome.status == "not_ours"
    assert "blank form, or from records that were not committed" in told(outcome)


def test_the_command_tells_and_leaves_with_its_code(repo: GitRepo, paper: bytes) -> None:
    genuine = printed(repo, BAGAS)
    files: Mapping[str, bytes] = {"a.pdf": genuine, "b.pdf": altered(genuine, overlaid), "c.pdf": b"x"}
    for name, content in files.items():
        (repo.path.parent / name).write_bytes(content)
    for words, code in [
        (("../a.pdf",), 0),
        (("../b.pdf",), 1),
        (("../c.pdf",), 3),
        (("../none.pdf",), 3),
        (("/dev/zero",), 3),  # which never ends
        ((".",), 3),
        ((), 2),
        (("../a.pdf", "--format", "html"), 2),
    ]:
        done = (run if code == 1 else run_here)(repo.path, "verify", *words)
        assert done.returncode == code, done.stderr
        assert (done.stdout == "") == (code > 1)
        assert len(done.stderr.splitlines()) <= (5 if code == 2 else code > 1)
    several = run_here(repo.path, "verify", "../a.pdf", "../b.pdf", "../c.pdf", "--lang", "en")
    assert several.returncode == 3
    sections = several.stdout.split("\n\n")
    assert [each.split(":")[0] for each in sections] == ["Genuine", "Refused", "No answer"]
    assert run_here(repo.path, "verify", "../a.pdf", "../b.pdf").returncode == 1
    listed = json.loads(run_here(repo.path, "verify", "../a.pdf", "../b.pdf", "../c.pdf", "--format", "json").stdout)
    SCHEMA.validate(listed)
    assert [each["status"] for each in listed] == ["genuine", "altered", "no_answer"]
    data = json.loads(run_here(repo.path, "verify", "../b.pdf", "--format", "json").stdout)
    assert (data["status"], data["differences"][0]["page"]) == ("altered", 2)
    plain = repo.path.parent / "folder"
    (plain / "records").mkdir(parents=True)
    assert run_here(plain, "verify", "../a.pdf").returncode == 3
