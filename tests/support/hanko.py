"""PAdES signatures as a program of offices makes them: pyHanko, with a certificate that nobody vouches for."""

from __future__ import annotations

import io

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization as forms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.support.signed import Signer, signer


def pades(
    content: bytes,
    name: str = "Bagas Pratama",
    field: str = "Tanda1",
    page: int = 0,
    box: tuple[int, int, int, int] | None = None,
    *,
    certify: bool = False,
    permits: MDPPerm = MDPPerm.FILL_FORMS,
) -> bytes:
    """The file signed by a person; `box`, in points from the lower left corner of a page, is where a stamp goes."""
    about = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=certify,
        docmdp_permissions=permits,
    )
    stamp = TextStampStyle(stamp_text="Ditandatangani secara elektronik oleh %(signer)s") if box else None
    place = SigFieldSpec(sig_field_name=field, on_page=page, box=box)
    writing = signers.PdfSigner(about, signer=_signer(signer(name)), stamp_style=stamp, new_field_spec=place)
    return bytes(writing.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content))).getvalue())


def _signer(who: Signer) -> signers.SimpleSigner:
    key = who.key.private_bytes(forms.Encoding.DER, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(who.certificate.public_bytes(forms.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def timed(content: bytes, name: str = "Otoritas Waktu") -> bytes:
    """The file with a time stamp of an authority, as an archive adds it to keep a signature provable."""
    made = _signer(signer(name, "rsa"))
    authority = DummyTimeStamper(tsa_cert=made.signing_cert, tsa_key=made.signing_key)
    writing = signers.PdfTimeStamper(authority)
    return bytes(writing.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), "sha256").getvalue())


def with_places(content: bytes, *boxes: tuple[int, int, int, int], page: int = 0) -> bytes:
    """The file with fields that are left to sign, named Tempat1 and so on."""
    writing = IncrementalPdfFileWriter(io.BytesIO(content))
    for number, box in enumerate(boxes, 1):
        append_signature_field(writing, SigFieldSpec(f"Tempat{number}", on_page=page, box=box))
    out = io.BytesIO()
    writing.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
