"""What is wrong with a signature, in words that fit an approval, an exemption and a file: all name `{what}`."""

from __future__ import annotations

from collections.abc import Mapping

from skpkit.messages import N_
from skpkit.model.signers import SignatureFlaw

SENTENCES: Mapping[SignatureFlaw, str] = {
    "broken": N_("{what}: the signature is none that OpenSSH knows; have it signed anew"),
    "changed": N_(
        "{what}: the signature does not fit what stands here; it was changed after it was signed, or the signature "
        "comes from elsewhere; have it signed anew as it stands"
    ),
    "unlisted": N_(
        "{what}: the signature is by a key that the signers file does not list; sign with one that it lists, or have "
        "the key listed first, in a change of its own"
    ),
    "elsewhere": N_(
        "{what}: the signature, or its key, is for another use; sign with a key that the signers file lists for "
        "skpkit, by `skpkit approve --sign`"
    ),
    "another": N_("{what}: the signature is by the key of somebody else; the person who is named has to sign"),
    "revoked": N_("{what}: the signature is by a key that was revoked; sign with another key"),
    "expired": N_(
        "{what}: on {day} the key of the signature did not count, by the signers file; sign with a key that counts on "
        "that day"
    ),
    "repeated": N_("{what}: the same person approves this twice in one role on one day; keep one of the lines"),
}
