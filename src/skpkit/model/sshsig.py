"""An SSH signature as text, which OpenSSH calls armoured: by which key it says it is, and what for."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from typing import NamedTuple

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_ARMOUR = re.compile(rf"\s*{_BEGIN}\s+(?P<data>[A-Za-z0-9+/=\s]+?)\s*{_END}\s*")
_MAGIC = b"SSHSIG\0\0\0\1"
_LONGEST = 70  # letters of a line


class SshSignature(NamedTuple):
    """A signature: the key that it says it is by, what for, and the whole as OpenSSH writes it."""

    key: bytes
    namespace: str
    armour: str


def signature_in(text: str) -> SshSignature | None:
    """The signature that a text is, however its lines are broken; None where it is none."""
    found = _ARMOUR.fullmatch(text)
    try:
        data = b64decode("".join(found["data"].split()), validate=True) if found else b""
    except Base64Error:
        return None
    if not data.startswith(_MAGIC):
        return None
    key, rest = _string(data[len(_MAGIC) :])
    namespace, rest = _string(rest)
    if not key or not rest:
        return None
    letters = b64encode(data).decode()
    lines = (letters[start : start + _LONGEST] for start in range(0, len(letters), _LONGEST))
    return SshSignature(key, namespace.decode("utf-8", "replace"), "\n".join((_BEGIN, *lines, _END, "")))


def _string(data: bytes) -> tuple[bytes, bytes]:
    """A string as SSH writes one, after its length; and what follows."""
    end = 4 + int.from_bytes(data[:4], "big")
    return (data[4:end], data[end:]) if len(data) >= end > 4 else (b"", b"")
