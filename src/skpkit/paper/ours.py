"""Whether a file is one that skpkit printed and that nobody worked on since, so that it may be printed over."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from typing import Literal, TypeAlias
from zipfile import BadZipFile, ZipFile
from zlib import crc32

from skpkit.errors import SkpkitError
from skpkit.paper.manifest import manifest_of
from skpkit.paper.pdf import Pdf

Whose: TypeAlias = Literal["ours", "changed", "foreign"]

MARK = "Dicetak dengan skpkit"  # as the description of a PDF, and in what bears a mark of its own
WRITER = "skpkit"  # as who wrote a Word or Excel file last
_CORE = "docProps/core.xml"
_EDITOR = re.compile(rb"<cp:lastModifiedBy>([^<]*)</cp:lastModifiedBy>")
_LARGEST = 1_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = len(_SIGNATURE) + 25  # with the chunk of its size, which comes first
# Every program that writes a PDF has four bytes of its own in its second line; these are Typst's.
HEAD = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_SAID = re.compile(rb"Software\0" + MARK.encode() + rb", ([0-9a-f]{64})")
_LAST = re.compile(rb"\n(?:<!--|//) " + MARK.encode() + rb", ([0-9a-f]{64})(?: -->)?\n")
_ENDS = {"svg": ("\n<!-- ", " -->\n"), "typ": ("\n// ", "\n")}
_UPDATE = re.compile(rb"/ByteRange\s*\[|startxref\s+\d+\s+%%EOF(?=.*startxref)", re.DOTALL)


def marked(made: bytes, style: Literal["png", "svg", "typ"]) -> bytes:
    """A picture of a page, or Typst markup, that says what made it and how it was then, where nobody sees it."""
    said = f"{MARK}, {sha256(made).hexdigest()}"
    if style != "png":
        before, after = _ENDS[style]
        return made + f"{before}{said}{after}".encode()
    named = b"tEXtSoftware\0" + said.encode("latin-1")
    chunk = (len(named) - 4).to_bytes(4, "big") + named + crc32(named).to_bytes(4, "big")
    return made[:_HEAD] + chunk + made[_HEAD:]


def whose(content: bytes) -> Whose:
    """Whose file that is; `changed` is one of ours that was signed, or added to, after it was printed."""
    if content.startswith(b"%PDF-"):
        if not _printed(content):
            return "foreign"
        return "ours" if content.startswith(HEAD) and not _UPDATE.search(content) else "changed"
    if content.startswith(b"PK\x03\x04"):
        return _whose_package(content)
    return _whose_picture(content)


def _whose_picture(content: bytes) -> Whose:
    """Whose picture or markup that is: one of ours that nobody changed still has the digest that its mark tells."""
    if content.startswith(_SIGNATURE):
        length = int.from_bytes(content[_HEAD : _HEAD + 4], "big")
        found = _SAID.fullmatch(content[_HEAD + 8 : _HEAD + 8 + length])
        made = content[:_HEAD] + content[_HEAD + 12 + length :]
    else:
        found = _LAST.search(content)
        made = content[: found.start()] + content[found.end() :] if found else b""
    if not found:
        return "foreign"
    return "ours" if sha256(made).hexdigest().encode() == found[1] else "changed"


def _printed(content: bytes) -> bool:
    """Whether a PDF says that skpkit made it: by its manifest, or where no commit held its records by its mark."""
    try:
        paper = Pdf(content, "")
        if paper.metadata.get("Subject") == MARK:
            return True
        manifest_of(paper)
    except SkpkitError:
        return False
    return True


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
