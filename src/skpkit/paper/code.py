"""What the QR code of a document says, written and read: of which record it is, and from which commit."""

from __future__ import annotations

import re

from skpkit.paper.manifest import Manifest

_CODE = re.compile(
    r"skpkit (?P<document>[^\n]{1,100})\n(?P<path>[^\n]{1,1000})\n"
    r"commit (?P<commit>[0-9a-f]{40}|[0-9a-f]{64})\nblob (?P<blob>[0-9a-f]{40}|[0-9a-f]{64})"
)


def code_text(document: str, path: str, commit: str, blob: str) -> str:
    """The text of the code of a document."""
    return "\n".join((f"skpkit {document}", path, f"commit {commit}", f"blob {blob}"))


def code_of(text: str) -> Manifest | None:
    """What a code says, lines parted by spaces too, as where one copies it; None for any other code."""
    found = _CODE.fullmatch(text.strip().replace("\r\n", "\n"))
    if found is None:
        parts = re.fullmatch(r"(skpkit \S+)\s+(\S.*\S)\s+(commit \w+)\s+(blob \w+)", text.strip(), re.DOTALL)
        found = _CODE.fullmatch("\n".join(parts.groups())) if parts else None
    if found is None or not all(each.isprintable() for each in found.groups()):
        return None
    return Manifest(found["document"], found["path"], found["commit"], found["blob"], {})
