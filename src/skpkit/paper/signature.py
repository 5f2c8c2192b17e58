"""Electronic signatures in a PDF: whether each is sound, whose it is, and how far it reaches.

What is looked at is the signature itself: that the key of the certificate that it carries made it, over the bytes that
it says. Whether that certificate is to be trusted is for an authority to say, and nobody is asked here.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from asn1crypto import cms

_OF_TIME = "/ETSI.RFC3161"
_KINDS = frozenset({"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", _OF_TIME})
_MOMENT = re.compile(r"D:(?P<day>\d{8})(?P<time>\d{6})(?:Z|(?P<sign>[+-])(?P<hours>\d\d)'?(?P<minutes>\d\d)?'?)?.{0,6}")
_DIGESTS = frozenset({"sha256", "sha384", "sha512"})


class Signature(NamedTuple):
    """A sound signature: the name in its certificate, how many bytes from the file's beginning it covers, when it was
    made by its own word, and the page that shows a stamp of it. One `of_time` is an authority's, which says when alone.
    """

    name: str
    covers: int
    when: datetime | None = None
    page: int | None = None
    of_time: bool = False


def signature_in(content: bytes, field: Any) -> Signature | None:
    """The signature that is the value of a form field; None where it is not sound, or of a kind that is not known."""
    try:
        covers = _covered(content, field)
        kind = str(field.get("/SubFilter"))
        if covers is None or kind not in _KINDS:
            return None
        start, end, _ = covers
        signed = content[:start] + content[end : covers[2]]
        of_time = kind == _OF_TIME
        name, when = _verified(bytes.fromhex(content[start + 1 : end - 1].decode("ascii")), signed, of_time=of_time)
        return Signature(name, covers[2], when or _moment(str(field.get("/M", ""))), of_time=of_time)
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not sound
        return None


def _covered(content: bytes, field: Any) -> tuple[int, int, int] | None:
    """Where the hole for the signature begins and ends, and how far the file is covered; None where more lies in it."""
    first, start, end, rest = (int(each) for each in field["/ByteRange"])
    covers = end + rest
    hole = content[start:end]
    if first or not 0 < start < end <= covers <= len(content):
        return None
    if hole[:1] != b"<" or hole[-1:] != b">" or bytes.fromhex(hole[1:-1].decode("ascii")) != _raw(field["/Contents"]):
        return None
    return start, end, covers


def _raw(given: Any) -> bytes:
    given = given.get_object()
    return bytes(given) if isinstance(given, bytes) else bytes(given.original_bytes)


def _moment(text: str) -> datetime | None:
    """A moment as a PDF writes it, which need not say where that is."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    try:
        ahead = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
        zone = timezone(-ahead if found["sign"] == "-" else ahead)
        return datetime.strptime(found["day"] + found["time"], "%Y%m%d%H%M%S").replace(tzinfo=zone)
    except ValueError:
        return None


def _verified(envelope: bytes, signed: bytes, *, of_time: bool) -> tuple[str, datetime | None]:
    """The name of who signed the bytes, and when, where the signature says it. Raises where it is not sound."""
    from asn1crypto import cms, tsp
    from cryptography import x509

    data = cms.ContentInfo.load(envelope)["content"]
    (signer,) = data["signer_infos"]
    certificate = next(each.chosen for each in data["certificates"] if _is_of(each.chosen, signer))
    algorithm = signer["digest_algorithm"]["algorithm"].native
    attributes = {each["type"].native: each["values"] for each in signer["signed_attrs"]}
    inner = data["encap_content_info"]["content"]
    over, stamp = signed, None
    if (inner.native is not None) != of_time:
        raise ValueError
    if of_time:  # a time stamp speaks of the bytes by their digest
        over = inner.contents
        stamp = tsp.TSTInfo.load(over)
        imprint = stamp["message_imprint"]
        if _digest(imprint["hash_algorithm"]["algorithm"].native, signed) != imprint["hashed_message"].native:
            raise ValueError
    if attributes["message_digest"][0].native != _digest(algorithm, over):
        raise ValueError
    key = x509.load_der_x509_certificate(certificate.dump()).public_key()
    _check(key, signer, algorithm)
    name = str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)
    if stamp is not None:
        return name, stamp["gen_time"].native
    return name, attributes["signing_time"][0].native if "signing_time" in attributes else None


def _is_of(certificate: Any, signer: cms.SignerInfo) -> bool:
    named = signer["sid"].chosen
    if signer["sid"].name == "issuer_and_serial_number":
        return bool(
            certificate.issuer == named["issuer"] and certificate.serial_number == named["serial_number"].native
        )
    return bool(certificate.key_identifier == named.native)


def _digest(algorithm: str, content: bytes) -> bytes:
    if algorithm not in _DIGESTS:
        raise ValueError(algorithm)
    return hashlib.new(algorithm, content).digest()


def _check(key: Any, signer: cms.SignerInfo, digest: str) -> None:
    """Raises where the key did not make the signature."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding

    made_of = signer["signed_attrs"].untag().dump()
    made = signer["signature"].native
    method = signer["signature_algorithm"]
    if method.signature_algo == "ed25519":
        key.verify(made, made_of)
        return
    named = digest if method["algorithm"].native in ("rsassa_pkcs1v15", "rsa", "ecdsa") else method.hash_algo
    if named not in _DIGESTS:
        raise ValueError(named)
    algorithm = getattr(hashes, named.upper())()
    if method.signature_algo == "ecdsa":
        key.verify(made, made_of, ec.ECDSA(algorithm))
    elif method.signature_algo == "rsassa_pss":
        salt = method["parameters"]["salt_length"].native
        key.verify(made, made_of, padding.PSS(padding.MGF1(algorithm), salt), algorithm)
    else:
        key.verify(made, made_of, padding.PKCS1v15(), algorithm)
