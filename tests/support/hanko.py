"""PAdES signatures as a program of offices makes them: pyHanko, with a certificate that nobody vouches for."""

from __future__ import annotations

import io

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization as forms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.support.signed import signer


def pades(
    content: bytes,
    name: str = "Bagas Pratama",
    field: str = "Tanda1",
    page: int = 0,
    box: tuple[int, int, int, int] | None = None,
    *,
    certify: bool = False,
) -> bytes:
    """The file signed by a person; `box`, in points from the lower left corner of a page, is where a stamp goes."""
    who = signer(name)
    key = who.key.private_bytes(forms.Encoding.DER, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    made = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(who.certificate.public_bytes(forms.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    about = signers.PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", certify=certify
    )
    stamp = TextStampStyle(stamp_text="Ditandatangani secara elektronik oleh %(signer)s") if box else None
    place = SigFieldSpec(sig_field_name=field, on_page=page, box=box)
    writing = signers.PdfSigner(about, signer=made, stamp_style=stamp, new_field_spec=place)
    return bytes(writing.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content))).getvalue())
