"""What a PDF holds that may be compared: text by page, attachments, what was put over its pages, its metadata.

The file may come from anyone, so nothing in it is trusted to be as the standard wants it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from skpkit.errors import SkpkitError
from skpkit.messages import N_

if TYPE_CHECKING:
    from pypdf import PdfReader

NOT_PDF = N_("{name} is no PDF that can be read; give the file as skpkit render wrote it, no scan and no picture of it")
ENCRYPTED = N_("{name} is encrypted, which no document of skpkit is; give the file as skpkit render wrote it")
_MARK = b"%PDF-"
Seen = TypeVar("Seen")


class Pdf:
    """A PDF to look into. `name` names it in messages.

    Raises SkpkitError here, and wherever it is looked into, for one that cannot be read.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        if not content.startswith(_MARK):
            raise SkpkitError(NOT_PDF, name=name)
        try:
            self._reader = self._told(lambda: _reader(content))
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
        return self._told(lambda: sorted((each.name, each.content) for each in self._reader.attachment_list))

    @cached_property
    def pages(self) -> list[list[str]]:
        """The lines of text of each page, without empty ones and with single spaces."""
        return self._told(lambda: [list(_lines(page.extract_text())) for page in self._reader.pages])

    @cached_property
    def additions(self) -> list[list[str]]:
        """Of each page its size and turn, and what lies on it besides text and lines: annotations with their text, and
        pictures.
        """
        return self._told(lambda: [list(_additions(page)) for page in self._reader.pages])

    @cached_property
    def parts(self) -> set[str]:
        """What the document as a whole has: the keys of its catalogue, such as `/OpenAction`."""
        return self._told(lambda: {str(key) for key in self._reader.root_object})

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """Title, author, dates … and under XMP the packet that says them again."""
        return self._told(lambda: dict(_metadata(self._reader)))

    def _told(self, look: Callable[[], Seen]) -> Seen:
        """What a look into the file gives; whatever goes wrong, it is the file's fault."""
        try:
            return look()
        except Exception as error:  # the file may make the reader fail in any way
            raise SkpkitError(NOT_PDF, name=self.name) from error


def _reader(content: bytes) -> PdfReader:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would tell of each oddity on standard error
    return PdfReader(BytesIO(content))


def _lines(text: str) -> Iterator[str]:
    lines = (" ".join(each.split()) for each in text.splitlines())
    return (each for each in lines if each)


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
