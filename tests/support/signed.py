"""PDFs to which something was appended as programs for signing do it: a form field, its signature, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

_HOLE = 8192
_RANGE = b"[0 0000000000 0000000000 0000000000]"


class Signer(NamedTuple):
    """A key and its certificate."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate


@lru_cache
def signer(name: str = "Bagas Pratama", kind: str = "ec") -> Signer:
    """A certificate that nobody but its owner vouches for."""
    key = ec.generate_private_key(ec.SECP256R1()) if kind == "ec" else rsa.generate_private_key(65537, 2048)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    return Signer(key, made.not_valid_after(datetime(2036, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256()))


def _text(given: Any) -> bytes:
    out = io.BytesIO()
    given.write_to_stream(out)
    return out.getvalue()


def updated(content: bytes, objects: Mapping[int, bytes]) -> bytes:
    """The file with objects put over its own, or new ones, as an incremental update does."""
    reader = PdfReader(io.BytesIO(content))
    out = content + b"\n"
    table = b"xref\n"
    for number, text in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    size = max(*objects, next_number(content) - 1) + 1
    root, info = (reader.trailer.raw_get(key).idnum for key in ("/Root", "/Info"))
    before = int(content.rpartition(b"startxref")[2].split()[0])
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\n" % (size, root, info, before)
    return out + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def catalogue(content: bytes, **changes: Any) -> tuple[int, bytes]:
    """The number of the catalogue, and its text with some keys changed."""
    reader = PdfReader(io.BytesIO(content))
    root = DictionaryObject({key: reader.root_object.raw_get(key) for key in reader.root_object})
    root.update({NameObject(f"/{key}"): value for key, value in changes.items()})
    number: int = reader.trailer.raw_get("/Root").idnum
    return number, _text(root)


def page(content: bytes, number: int = 0, **changes: Any) -> tuple[int, bytes]:
    """The number of a page's object, and its text with some keys changed."""
    reader = PdfReader(io.BytesIO(content))
    reference = reader.pages[number].indirect_reference
    assert reference is not None
    held: Any = reference.get_object()
    changed = DictionaryObject({key: held.raw_get(key) for key in held})
    changed.update({NameObject(f"/{key}"): value for key, value in changes.items()})
    return reference.idnum, _text(changed)


def next_number(content: bytes) -> int:
    size: Any = PdfReader(io.BytesIO(content)).trailer["/Size"]
    return int(size)


def reference(number: int) -> IndirectObject:
    return IndirectObject(number, 0, None)


def signed(
    content: bytes,
    who: Signer | None = None,
    rect: bytes = b"[0 0 0 0]",
    kind: bytes = b"/adbe.pkcs7.detached",
    more: Mapping[int, bytes] | None = None,
    form: str = "",
    behind: bytes = b"",
    permits: str = "",
    flags: int = 132,
    group: int = 0,
) -> bytes:
    """The file with an electronic signature; `more` are objects that come along with it, `form` keys of the form.

    The form names the `group` of that number in place of the field. What stands `behind` the end is signed too.
    `permits` names under what the catalogue calls it a certification.
    """
    who = who or signer()
    value, field = next_number(content) + 50, next_number(content) + 51
    held = PdfReader(io.BytesIO(content))
    fields = list((held.root_object.get("/AcroForm") or {}).get("/Fields") or ())
    annotations = list(held.pages[0].get("/Annots") or ())
    shown = "".join(f"{each.idnum} 0 R " for each in fields) + f"{group or field} 0 R"
    number, root = catalogue(content)
    root = root[: root.rindex(b">>")] if b"/AcroForm" not in root else b"<< " + _text(_without(held, "/AcroForm"))[2:-2]
    objects = {
        number: root
        + (f"/Perms << /{permits} {value} 0 R >> " if permits else "").encode()
        + f"/AcroForm << /Fields [{shown}] /SigFlags 3 {form}>> >>".encode(),
        value: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter %s /ByteRange %s /Contents <%s> >>"
        % (kind, _RANGE, b"0" * _HOLE),
        field: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S%d) /F %d /Rect %s /V %d 0 R >>"
        % (field, flags, rect, value),
        **dict([page(content, Annots=ArrayObject([*annotations, reference(field)]))]),
        **(more or {}),
    }
    made = updated(content, objects) + behind
    start = made.rindex(b"/Contents <" + b"0" * _HOLE) + len(b"/Contents ")
    end = start + _HOLE + 2
    told = b"[0 %010d %010d %010d]" % (start, end, len(made) - end)
    place = made.rindex(_RANGE)
    made = made[:place] + told + made[place + len(_RANGE) :]
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(made[:start] + made[end:])
    proof = builder.add_signer(who.certificate, who.key, hashes.SHA256()).sign(serialization.Encoding.DER, options)
    return made[: start + 1] + proof.hex().encode().ljust(_HOLE, b"0") + made[end - 1 :]


def _without(reader: PdfReader, key: str) -> DictionaryObject:
    root = reader.root_object
    return DictionaryObject({each: root.raw_get(each) for each in root if each != key})
