"""What a tagged PDF says, in the order in which a reader who hears it is told: the structure's, not the page's."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

Texts = dict[int | None, str]
_HEX = r"<([0-9A-Fa-f]*)>\s*"


@dataclass(frozen=True)
class Element:
    """An element of the structure; its kids are elements and the texts that stand in it."""

    kind: str
    kids: tuple[Element | Text, ...]
    alt: str

    def walk(self) -> Iterator[Element]:
        """This and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def of(self, *kinds: str) -> list[Element]:
        """All of those kinds, in order."""
        return [each for each in self.walk() if each.kind in kinds]

    def texts(self) -> Iterator[Text]:
        """All text, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.texts()
            else:
                yield kid

    @property
    def text(self) -> str:
        """All text in one line."""
        return " ".join("".join(each.words for each in self.texts()).replace("\u00a0", "~").split())

    @property
    def pages(self) -> set[int]:
        """The pages on which it stands."""
        return {each.page for each in self.texts()}


@dataclass(frozen=True)
class Text:
    """A piece of text and the page (from 1) that shows it."""

    words: str
    page: int


class Tagged:
    """A PDF: its structure, and by page what is no part of it (heads that repeat, the foot)."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self._texts = [_texts_of(page) for page in self.pdf.pages]
        self._numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        kids = tuple(self._kids(self.pdf.Root.StructTreeRoot.K, 0))
        self.root = Element("Root", kids, "")

    @property
    def length(self) -> int:
        """How many pages it has."""
        return len(self._texts)

    @property
    def asides(self) -> list[str]:
        """Of each page, the text outside the structure."""
        return [texts.get(None, "").replace("\u00a0", "~") for texts in self._texts]

    @property
    def metadata(self) -> str:
        """The XMP packet."""
        return str(self.pdf.Root.Metadata.read_bytes().decode())

    def attachments(self) -> dict[str, tuple[bytes, str, str]]:
        """By name: the content, its relationship and its MIME type."""
        found = {}
        for name, spec in self.pdf.attachments.items():
            file = spec.get_file()
            found[name] = (file.read_bytes(), str(spec.obj.AFRelationship), file.mime_type)
        return found

    def _kids(self, node: Any, page: int) -> Iterator[Element | Text]:
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from self._kids(each, page)
        elif isinstance(node, int):
            yield Text(self._texts[page].get(node, ""), page + 1)
        elif node.get("/Type") == "/MCR":
            page = self._numbers[node.Pg.objgen]
            yield Text(self._texts[page].get(int(node.MCID), ""), page + 1)
        elif node.get("/Type") != "/OBJR":
            page = self._numbers[node.Pg.objgen] if "/Pg" in node else page
            kids = tuple(self._kids(node.K, page)) if "/K" in node else ()
            yield Element(str(node.S)[1:], kids, str(node.get("/Alt", "")))


def outline(tagged: Tagged) -> str:
    """The whole document as text to compare: heads, paragraphs, rows of cells; `=` marks a head cell."""
    lines = list(_lines(tagged.root))
    lines += [f"({number}) {text}" for number, text in enumerate(tagged.asides, 1)]
    return "\n".join(lines) + "\n"


def _lines(element: Element) -> Iterator[str]:
    if element.kind == "TR":
        cells = [kid for kid in element.kids if isinstance(kid, Element)]
        yield "".join(f"|{'=' * (cell.kind == 'TH')} {_cell(cell)} ".replace("  ", " ") for cell in cells) + "|"
    elif element.kind == "Figure":
        yield f"[{element.alt}]"
    elif element.kind == "P" or element.kind[0] == "H":
        yield f"{'#' * int(element.kind[1:] or 0)} {element.text}".strip()
    else:
        if element.kind == "Table":
            yield ""
        for kid in element.kids:
            yield from _lines(kid) if isinstance(kid, Element) else (kid.words,)


def _cell(cell: Element) -> str:
    parts = [each.text for each in cell.of("P", "LI")]
    return " / ".join(parts) if parts else cell.text


def lines_of(tagged: Tagged) -> list[str]:
    """The text of all pages as it is set, by the height at which it stands: cells beside each other are one line."""
    lines: dict[tuple[int, float], str] = {}
    for number, page in enumerate(tagged.pdf.pages):
        for _, height, shown in _pieces(page):
            lines[number, height] = lines.get((number, height), "") + shown
    return [each.strip().replace("\u00a0", "~") for each in lines.values()]


def _texts_of(page: pikepdf.Page) -> Texts:
    """The text of a page by the number of its marked content; under None what is marked as no content."""
    texts: Texts = {}
    for mark, _, shown in _pieces(page):
        texts[mark] = texts.get(mark, "") + shown
    return texts


def _pieces(page: pikepdf.Page) -> Iterator[tuple[int | None, float, str]]:
    """Each piece of text: the number of its marked content, how high it stands, and what it says."""
    fonts = {name: _characters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    marks: list[int | None] = []
    font: dict[int, str] = {}
    height = 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "Tf":
            font = fonts[str(operands[0])]
        elif name == "cm":
            height = round(float(operands[5]), 1)
        elif name == "BDC":
            properties = operands[1]
            marks.append(int(properties.MCID) if "/MCID" in properties else None)
        elif name == "BMC":
            marks.append(None)
        elif name == "EMC":
            marks.pop()
        elif name in ("Tj", "TJ"):
            pieces = operands[0] if name == "TJ" else [operands[0]]
            mark = next((each for each in reversed(marks) if each is not None), None)
            shown = "".join(_shown(piece, font) for piece in pieces if isinstance(piece, pikepdf.String))
            yield mark, height, shown


def _shown(piece: pikepdf.String, font: dict[int, str]) -> str:
    raw = bytes(piece)
    return "".join(font.get(int.from_bytes(raw[nth : nth + 2], "big"), "\ufffd") for nth in range(0, len(raw), 2))


def _characters_of(font: Any) -> dict[int, str]:
    """What each code of a font stands for."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, value in re.findall(_HEX * 2, block):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, value in re.findall(_HEX * 3, block):
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(int(value, 16) + code - int(first, 16))
    return found
