"""One PDF of several documents, with a bookmark for each.

The pages stay as they were printed, each document with its own page numbers, QR codes and tags. A sheet that Typst sets
for the purpose brings what the whole has: title, standards, the records attached, and a manifest that names them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.errors import SkpkitError
from skpkit.findings import Note
from skpkit.messages import N_
from skpkit.paper.filing import filed
from skpkit.paper.manifest import MANIFEST, bundle_text
from skpkit.paper.ours import HEAD
from skpkit.paper.pdf import Pdf
from skpkit.paper.press import Allowance, allowance_of
from skpkit.paper.printing import Printer, pressed

if TYPE_CHECKING:
    from pypdf import PdfWriter

NOTHING = N_("no record there has a document {document}; `--document help`, with a record, lists those that it has")
NOTHING_SIGNED = N_("no record there has a document that is signed; name one of its documents with --document")
_SECONDS = 1  # that a document may take to be put in


class Part(NamedTuple):
    """A document of a bundle: its PDF, and the folder of its dossier."""

    content: bytes
    dossier: str


class Bundle(NamedTuple):
    """A bundle: a name for its file, its PDF, why documents that belong there could not be printed, and what is to be
    said of those that were."""

    name: str
    content: bytes
    failures: tuple[tuple[str, SkpkitError], ...]
    notes: tuple[Note, ...]


def print_bundle(printer: Printer, paths: Sequence[str], document: str | None, *, duplex: bool) -> Bundle:
    """Documents of records and folders (`filed` tells which) in one PDF; with `duplex` each on a sheet of its own.

    Raises SkpkitError where there is nothing to print, and why, where all that is there cannot be printed.
    """
    wanted = filed(printer, paths, document)
    parts: list[Part] = []
    failures: list[tuple[str, SkpkitError]] = []
    notes: list[Note] = []
    for path, name in wanted:
        try:
            made = printer.made(path, "pdf", name)
        except SkpkitError as error:
            failures.append((path, error))
            continue
        dossier = printer.office.dossier_at(path)
        parts.append(Part(made.pages[0], dossier.path if dossier else ""))
        notes += (each for each in made.notes if each not in notes)
    if not parts and failures:
        raise failures[0][1]
    if not parts:
        raise SkpkitError(NOTHING if document else NOTHING_SIGNED, document=document or "")
    folders = sorted({each.dossier for each in parts})
    what = printer.file_name(wanted[0].path).split("-")[0] if len(folders) == 1 else _folder(paths) or "semua"
    limits = printer.limits or allowance_of(printer.office.settings)
    longer = Allowance(max(limits.seconds, _SECONDS * len(parts)), limits.memory_mb)
    content = pressed(longer, bound, parts, what, duplex)
    return Bundle(f"{what}-berkas", content, tuple(failures), tuple(notes))


def _folder(paths: Sequence[str]) -> str:
    return paths[0].rpartition("/")[2] if len(paths) == 1 else ""


def bound(parts: Sequence[Part], what: str, duplex: bool) -> bytes:
    """The PDF of a bundle. The same parts give the same bytes."""
    from pypdf import PdfWriter

    papers = [Pdf(each.content, "") for each in parts]
    cover = Pdf(_cover(papers, what), "")
    made = PdfWriter()
    made.pdf_header = "%PDF-1.7"
    _take_over(cover, made)
    tags = _Tags(made)
    marks = _Bookmarks(made, several=len({each.dossier for each in parts}) > 1)
    for part, paper in zip(parts, papers, strict=True):
        if duplex and len(made.pages) % 2:
            last = made.pages[-1].mediabox
            made.add_blank_page(last.width, last.height)
        first = len(made.pages)
        for sheet in paper.sheets:
            made.add_page(sheet)
        tags.add(paper, first)
        marks.add(part.dossier, paper.metadata["Title"], first)
    tags.end()
    made._ID = _identifier(parts)  # what pypdf makes itself differs with each run
    written = BytesIO()
    made.write(written)
    return HEAD + written.getvalue()[len(HEAD) :]  # pypdf's has as many bytes, so every object stays at its place


def _identifier(parts: Sequence[Part]) -> Any:
    """The identifier of the file, twice, as of one that was not changed since."""
    from pypdf.generic import ArrayObject, ByteStringObject

    digest = sha256()
    for each in parts:
        digest.update(sha256(each.content).digest())
    return ArrayObject([ByteStringObject(digest.digest()[:16])] * 2)


# --- what the whole has --------------------------------------------------------------------------------------------


def _cover(papers: Sequence[Pdf], what: str) -> bytes:
    """A PDF of an empty page with the title, standards, attachments and dates of the bundle."""
    from skpkit.paper.compiler import compiler
    from skpkit.paper.templates import literal

    whose = {each.metadata["Title"].rpartition(": ")[2] for each in papers}
    title = f"Berkas kinerja: {next(iter(whose)) if len(whose) == 1 else what}"
    first = papers[0].metadata
    markup = [f"#set document(title: {literal(title)}, author: {literal(first.get('Author', ''))})"]
    markup.append('#set text(lang: "id", region: "ID")')
    for name, content, relation, kind, about in _attached(papers):
        markup.append(
            f"#pdf.attach({literal(name)}, {literal(content)}, relationship: {literal(relation)}, "
            f"mime-type: {literal(kind)}, description: {literal(about)})"
        )
    markup.append("#pagebreak(weak: true)")
    return compiler().pdf("\n".join(markup), max(map(_day, papers)))


def _attached(papers: Sequence[Pdf]) -> Iterator[tuple[str, bytes, str, str, str]]:
    """The records of the documents, each once, and the manifest of the bundle, if each document has one."""
    manifests = [content for each in papers for name, content in each.attachments if name == MANIFEST]
    if len(manifests) < len(papers):
        return
    seen = set()
    for paper, manifest in zip(papers, manifests, strict=True):
        path = str(json.loads(manifest)["path"])
        record = next(content for name, content in paper.attachments if name != MANIFEST)
        if path not in seen:
            seen.add(path)
            yield (
                path.replace("/", "-"),
                record,
                "source",
                "application/yaml",
                "Rekaman sumber dokumen dalam berkas ini",
            )
    yield MANIFEST, bundle_text(manifests), "supplement", "application/json", "Asal dokumen dalam berkas ini"


def _day(paper: Pdf) -> datetime:
    return datetime.strptime(paper.metadata["CreationDate"], "D:%Y%m%d%H%M%S%z")


def _take_over(cover: Pdf, made: PdfWriter) -> None:
    """Give the bundle what the cover has as a whole: all but its page, its bookmarks and its tags."""
    from pypdf.generic import NameObject

    for key in cover.root:
        if key not in ("/Type", "/Pages", "/Outlines", "/StructTreeRoot"):
            made.root_object[NameObject(key)] = cover.root.raw_get(key).clone(made)
    made.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")
    made.metadata = {f"/{key}": value for key, value in cover.metadata.items() if key != "XMP"}


# --- bookmarks -----------------------------------------------------------------------------------------------------


class _Bookmarks:
    """A bookmark for each document; with several people below one for each of these."""

    def __init__(self, made: PdfWriter, *, several: bool) -> None:
        self._made = made
        self._several = several
        self._above: Any = None
        self._dossier = ""

    def add(self, dossier: str, title: str, page: int) -> None:
        """Name the document that begins at a page."""
        name, _, person = title.rpartition(": ")
        if self._several and dossier != self._dossier:
            self._above = self._made.add_outline_item(title=person, page_number=page)
            self._dossier = dossier
        self._made.add_outline_item(title=name or title, page_number=page, parent=self._above)


# --- tags ----------------------------------------------------------------------------------------------------------


class _Tags:
    """The tags of all documents as one tree, in which every number and name of an element is its own."""

    def __init__(self, made: PdfWriter) -> None:
        from pypdf.generic import ArrayObject, DictionaryObject

        self._made = made
        self._root = DictionaryObject()
        self._at = made._add_object(self._root)
        self._kids, self._numbers = ArrayObject(), ArrayObject()
        self._names: dict[str, Any] = {}
        self._roles = DictionaryObject()
        self._next = 0
        self._parts = 0

    def add(self, paper: Pdf, first: int) -> None:
        """Take in the tags of a document, whose pages are there from a number on."""
        from pypdf.generic import NameObject, NumberObject

        self._parts += 1
        for old, page in zip(paper.sheets, self._made.pages[first:], strict=True):
            if "/StructParents" in old:
                page[NameObject("/StructParents")] = NumberObject(self._next + int(old["/StructParents"]))
        tree = paper.root.raw_get("/StructTreeRoot").clone(self._made).get_object()
        entries = tree["/ParentTree"]["/Nums"]
        for nth in range(0, len(entries), 2):
            self._numbers.append(NumberObject(self._next + int(entries[nth])))
            self._numbers.append(list.__getitem__(entries, nth + 1))
        self._next += int(tree["/ParentTreeNextKey"])
        self._roles.update(tree.get("/RoleMap", {}))
        kids = tree.raw_get("/K")
        for each in kids if isinstance(kids, list) else [kids]:
            each.get_object()[NameObject("/P")] = self._at
            self._kids.append(each)
            self._rename(each)

    def _rename(self, top: Any) -> None:
        """Give every element below one, and every mention of it, a name that no other document has."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

        waiting: list[Any] = [top]
        while waiting:
            held = waiting.pop()
            element = held.get_object()
            if isinstance(element, list):
                waiting += list.__iter__(element)
                continue
            if not isinstance(element, DictionaryObject) or "/S" not in element:
                continue
            if "/ID" in element:
                name = self._named(element["/ID"])
                element[NameObject("/ID")] = TextStringObject(name)
                self._names[name] = held
            attributes = element.get("/A")
            for each in attributes if isinstance(attributes, list) else [attributes]:
                said = each.get_object() if each is not None else None
                if isinstance(said, dict) and "/Headers" in said:
                    said[NameObject("/Headers")] = ArrayObject(
                        TextStringObject(self._named(name)) for name in said["/Headers"]
                    )
            if "/K" in element:
                waiting.append(element.raw_get("/K"))

    def _named(self, name: object) -> str:
        text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
        return f"{self._parts}-{text}"

    def end(self) -> None:
        """Write the tree."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

        names = ArrayObject()
        for name, held in sorted(self._names.items()):
            names += [TextStringObject(name), held]
        for key, value in {
            "/Type": NameObject("/StructTreeRoot"),
            "/K": self._kids,
            "/RoleMap": self._roles,
            "/ParentTree": DictionaryObject({NameObject("/Nums"): self._numbers}),
            "/ParentTreeNextKey": NumberObject(self._next),
            "/IDTree": DictionaryObject({NameObject("/Names"): names}),
        }.items():
            self._root[NameObject(key)] = value
        self._made.root_object[NameObject("/StructTreeRoot")] = self._at
