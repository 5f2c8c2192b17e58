"""An SSH signature as text, which OpenSSH calls armoured: by which key it says it is, and what for."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from typing import NamedTuple

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG\0\0\0\1"
_LONGEST = 70  # letters of a line


class SshSignature(NamedTuple):
    """A signature: the key that it says it is by, what for, and the whole as OpenSSH writes it."""

    key: bytes
    namespace: str
    armour: str


def signature_in(text: str) -> SshSignature | None:
    """The signature that a text is, however its lines are broken; None where it is none."""
    plain = text.strip()
    if not (plain.startswith(_BEGIN) and plain.endswith(_END)):
        return None
    try:
        data = b64decode("".join(plain[len(_BEGIN) : -len(_END)].split()), validate=True)
    except (Base64Error, ValueError):  # the latter for letters that no base64 has
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
