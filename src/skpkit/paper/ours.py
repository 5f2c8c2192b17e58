"""Whether a file is one that skpkit printed and that nobody worked on since, so that it may be printed over."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Literal, TypeAlias
from zipfile import BadZipFile, ZipFile
from zlib import crc32

from skpkit.errors import SkpkitError
from skpkit.paper.manifest import MANIFEST
from skpkit.paper.pdf import Pdf

Whose: TypeAlias = Literal["ours", "changed", "foreign"]

MARK = "Dicetak dengan skpkit"  # as the description of a PDF, and in what bears a mark of its own
WRITER = "skpkit"  # as who wrote a Word or Excel file last
_CORE = "docProps/core.xml"
_EDITOR = re.compile(rb"<cp:lastModifiedBy>([^<]*)</cp:lastModifiedBy>")
_LARGEST = 1_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = len(_SIGNATURE) + 25  # with the chunk of its size, which comes first
_SVG_MARK = f"<!-- {MARK} -->\n"
_TYP = re.compile(rb" ?/\* \S+\.typ\.j2 \*/")
_UPDATE = re.compile(rb"/ByteRange\s*\[|startxref\s+\d+\s+%%EOF(?=.*startxref)", re.DOTALL)


def marked(picture: bytes, style: Literal["png", "svg"]) -> bytes:
    """A picture of a page that says what made it, where nobody sees it."""
    if style == "svg":
        return picture + _SVG_MARK.encode()
    said = b"tEXtSoftware\0" + MARK.encode("latin-1")
    chunk = (len(said) - 4).to_bytes(4, "big") + said + crc32(said).to_bytes(4, "big")
    return picture[:_HEAD] + chunk + picture[_HEAD:]


def whose(content: bytes) -> Whose:
    """Whose file that is; `changed` is one of ours that was signed, or added to, after it was printed."""
    if content.startswith(b"%PDF-"):
        if not _printed(content):
            return "foreign"
        return "changed" if _UPDATE.search(content) else "ours"
    if content.startswith(b"PK\x03\x04"):
        return _whose_package(content)
    ours = (
        (content.startswith(_SIGNATURE) and MARK.encode() in content[_HEAD : _HEAD + 100])
        or (content.startswith(b"<svg") and content.endswith(_SVG_MARK.encode()))
        or _TYP.match(content)
    )
    return "ours" if ours else "foreign"


def _printed(content: bytes) -> bool:
    """Whether a PDF says that skpkit made it: by its manifest, or where no commit held its records by its mark."""
    try:
        paper = Pdf(content, "")
        return paper.metadata.get("Subject") == MARK or any(name == MANIFEST for name, _ in paper.attachments)
    except SkpkitError:
        return False


def _whose_package(content: bytes) -> Whose:
    """Whose Word or Excel file that is; `changed` is one of ours that a program saved since."""
    try:
        with ZipFile(BytesIO(content)) as held:
            info = held.getinfo(_CORE)
            core = held.read(info) if info.file_size <= _LARGEST else b""
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError, ValueError):
        return "foreign"
    if MARK.encode() not in core:
        return "foreign"
    editor = _EDITOR.search(core)
    return "ours" if editor and editor[1] == WRITER.encode() else "changed"
