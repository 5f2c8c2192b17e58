"""What Word and Excel files have around their tables, and what both must do to any text and to their bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNSEEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class About(NamedTuple):
    """What stands around the tables: the lines of the letterhead, title lines, the line of instansi and period, what is
    under it, the foot, and the properties of the file."""

    kop: tuple[str, ...]
    titles: tuple[str, ...]
    line: tuple[str, ...]
    remarks: tuple[str, ...]
    foot: tuple[str, ...]
    properties: Mapping[str, str]


def plain(text: str) -> str:
    """A text without the characters that no such file may hold, which are shown by their numbers."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def repacked(content: bytes) -> bytes:
    """The same file with one date for all its parts, so that the same document has the same bytes."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            info = ZipInfo(each.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(each))
    return written.getvalue()
