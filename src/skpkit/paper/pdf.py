"""What a PDF holds that may be compared: text by page, attachments, what was put over its pages, its metadata.

The file may come from anyone, so nothing in it is trusted to be as the standard wants it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from skpkit.errors import SkpkitError
from skpkit.messages import N_

if TYPE_CHECKING:
    from pypdf import PdfReader

NOT_PDF = N_(
    "{name} is neither a PDF nor a picture (PNG, JPEG) that can be read; give the PDF as skpkit render wrote it, or a "
    "scan of the sheet"
)
ENCRYPTED = N_("{name} is encrypted, which no document of skpkit is; give the file as skpkit render wrote it")
_MARK = b"%PDF-"
_MOST_NODES = 10_000
Seen = TypeVar("Seen")


class Pdf:
    """A PDF to look into. `name` names it in messages.

    Raises SkpkitError here, and wherever it is looked into, for one that cannot be read; if `strict`, for one that is
    not built as the standard wants it either.
    """

    def __init__(self, content: bytes, name: str, *, strict: bool = False) -> None:
        self.name = name
        if not content.startswith(_MARK):
            raise SkpkitError(NOT_PDF, name=name)
        try:
            self._reader = self.look(lambda: _reader(content, strict=strict))
            encrypted = self._reader.is_encrypted
        except SkpkitError:
            encrypted = b"/Encrypt" in content
            if not encrypted:
                raise
        if encrypted:
            raise SkpkitError(ENCRYPTED, name=name)

    @cached_property
    def attachments(self) -> list[tuple[str, bytes]]:
        """Names and contents of the attached files; a name may come twice."""
        return self.look(lambda: sorted((each.name, each.content) for each in self._reader.attachment_list))

    @cached_property
    def associated(self) -> list[tuple[str, bytes, int]]:
        """The files that the document says belong to it, attached too: names, contents, numbers of objects."""
        return self.look(lambda: list(_associated(self._reader)))

    def count(self, most: int) -> int:
        """How many pages there are, counted up to one more than `most`, and nothing of them read."""
        return self.look(lambda: _count(self._reader, most))

    @cached_property
    def sheets(self) -> Sequence[Any]:
        """The pages as objects, each with what it inherits."""
        return self.look(lambda: list(self._reader.pages))

    @property
    def pages(self) -> list[list[str]]:
        """The lines of text of each page."""
        return [self.text(each) for each in self.sheets]

    def text(self, page: Any) -> list[str]:
        """The lines of text of a page, without empty ones and with single spaces."""
        return self.look(lambda: list(_lines(page.extract_text())))

    def additions(self, page: Any) -> list[str]:
        """A page's size and turn, and what lies on it besides text and lines: annotations with text, and pictures."""
        return self.look(lambda: list(_additions(page)))

    @cached_property
    def root(self) -> Any:
        """The catalogue, from where all that the document as a whole has is found, such as `/OpenAction`."""
        return self.look(lambda: self._reader.root_object)

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """Title, author, dates … and under XMP the packet that says them again."""
        return self.look(lambda: dict(_metadata(self._reader)))

    @cached_property
    def described(self) -> tuple[Any, ...]:
        """Title, author and description once more, as a reader may show them from the XMP packet."""
        return self.look(lambda: _described(self._reader))

    def look(self, look: Callable[[], Seen]) -> Seen:
        """What a look into the file gives; whatever goes wrong, it is the file's fault."""
        try:
            return look()
        except (SkpkitError, MemoryError):
            raise
        except Exception as error:  # the file may make the reader fail in any way
            raise SkpkitError(NOT_PDF, name=self.name) from error


def _reader(content: bytes, *, strict: bool) -> PdfReader:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would tell of each oddity on standard error
    return PdfReader(BytesIO(content), strict=strict)


def _lines(text: str) -> Iterator[str]:
    lines = (" ".join(each.split()) for each in text.splitlines())
    return (each for each in lines if each)


def _associated(reader: PdfReader) -> Iterator[tuple[str, bytes, int]]:
    for each in reader.root_object.get("/AF") or ():
        given = each.get_object()
        for held in {getattr(stream, "idnum", 0): stream for stream in given["/EF"].values()}.values():
            yield str(given.get("/UF") or given.get("/F")), held.get_object().get_data(), getattr(held, "idnum", 0)


def _count(reader: PdfReader, most: int) -> int:
    """The number of leaves of the page tree. Raises where it goes round in a circle or has no end."""
    found = 0
    seen: set[int] = set()
    waiting = [reader.root_object.raw_get("/Pages")]
    while waiting and found <= most:
        node = waiting.pop()
        number = getattr(node, "idnum", 0)
        if number in seen or len(seen) > _MOST_NODES:
            raise ValueError
        seen |= {number} - {0}
        kids = node.get_object().get("/Kids")
        if kids is None:
            found += 1
        else:
            waiting += reversed(list(list.__iter__(kids.get_object())))
    return found


def _described(reader: PdfReader) -> tuple[Any, ...]:
    packet = reader.xmp_metadata
    if packet is None:
        return ()
    return (packet.dc_title, packet.dc_creator, packet.dc_description, packet.dc_subject, packet.pdf_keywords)


def _additions(page: Any) -> Iterator[str]:
    for name, box in (("MediaBox", page.mediabox), ("CropBox", page.cropbox)):
        yield f"{name} {' '.join(f'{float(each):.0f}' for each in box)}"
    yield f"Rotate {page.rotation}"
    for each in page.get("/Annots") or ():
        annotation = each.get_object()
        words = " ".join(str(annotation.get("/Contents", "")).split())
        yield f"{str(annotation.get('/Subtype', '')).removeprefix('/')} {words}".strip()
    resources = page.get("/Resources")
    for each in ((resources and resources.get_object()) or {}).get("/XObject") or ():
        yield f"XObject {str(each).removeprefix('/')}"


def _metadata(reader: PdfReader) -> Iterator[tuple[str, str]]:
    for key, value in (reader.metadata or {}).items():
        yield str(key).removeprefix("/"), str(value)
    packet = reader.root_object.get("/Metadata")
    if packet:
        yield "XMP", packet.get_object().get_data().decode(errors="replace")
