"""The QR codes in what somebody scanned or photographed: a picture, or a PDF of pictures.

Typst reads a picture, as it reads an emblem, and PDFium draws it as it draws a page, so one way leads from all of
them to dots. It is done where documents are printed, within the same limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from skpkit.errors import SkpkitError
from skpkit.messages import N_

if TYPE_CHECKING:
    from PIL.Image import Image

    from skpkit.paper.pictures import Drawn

NOT_A_PICTURE = N_("{name} is no picture that can be read; scan it once more as PNG or JPEG")

_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_SHARP = 3000  # dots along the longer side, enough for a code on a page
_FINER = 5000
_BLUR = 2.5  # dots of a page that is drawn sharp, over which a scanner spreads an edge
_MOST_PAGES = 50


def is_picture(content: bytes) -> bool:
    """Whether a file is a PNG or a JPEG."""
    return _kind(content) is not None


def codes_in(content: bytes, name: str) -> list[str]:
    """The texts of the QR codes in a picture or on the pages of a PDF, each once. Raises SkpkitError for a picture that
    cannot be read.
    """
    kind = _kind(content)
    pdf = _page_of(content, kind, name) if kind else content
    return list(dict.fromkeys(_codes(pdf)))


def _kind(content: bytes) -> str | None:
    return next((kind for mark, kind in _KINDS.items() if content.startswith(mark)), None)


def _page_of(content: bytes, kind: str, name: str) -> bytes:
    """A picture as a PDF of one page."""
    import typst

    markup = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("p.{kind}")'
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / f"p.{kind}").write_bytes(content)
        (place / "p.typ").write_text(markup, encoding="utf-8")
        try:
            made = typst.compile(
                place / "p.typ", root=place, format="pdf", package_path=place, ignore_system_fonts=True
            )
        except BaseException as error:
            if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
                raise
            raise SkpkitError(NOT_A_PICTURE, name=name) from error
    return made if isinstance(made, bytes) else b""


def _codes(pdf: bytes) -> Iterator[str]:
    import zxingcpp
    from pypdfium2 import PdfiumError

    from skpkit.paper.pictures import Drawn

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    try:
        drawn = Drawn(pdf)
        for number in range(min(len(drawn), _MOST_PAGES)):
            tries = (zxingcpp.read_barcodes(each, formats=wanted) for each in _pictures(drawn, number))
            yield from (each.text for each in next(filter(None, tries), ()))
    except PdfiumError:
        return


def _pictures(drawn: Drawn, number: int) -> Iterator[Image]:
    """A page as one may look for a code in it, the quickest first: plain, the blur of a scanner taken away, finer."""
    from PIL import Image, ImageFilter

    for longest in (_SHARP, _FINER):
        picture = drawn.picture(number, longest / max(*drawn.size(number), 1))
        plain = Image.frombuffer("L", (picture.width, picture.height), picture.dots, "raw", "L", 0, 1)
        yield plain
        if longest == _SHARP:
            yield plain.filter(ImageFilter.UnsharpMask(radius=_BLUR, percent=200, threshold=0))
