"""What a code, a key, a word of a list, a path or an NIP was meant to be, where a character or the form is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skpkit.messages import N_, Value, clip
from skpkit.source.yamlfile.lookalikes import Lookalike, as_meant, first_lookalike
from skpkit.source.yamlfile.numbers import Sentence

LOOKS_LIKE = N_(
    "{field}: character {nth}, “{char}”, is {what} ({code}) and only looks like “{plain}”; type it anew: {near}"
)
UNSEEN = N_("{field}: behind “{before}” stands {what} ({code}); delete it, or type the whole anew: {near}")
SPACED = N_("{field} must be without spaces; write {near}")
KEY_LOOKS_LIKE = N_(
    "in `{key}` character {nth}, “{char}”, is {what} ({code}) and only looks like “{plain}”; type the key anew: {near}"
)
KEY_UNSEEN = N_("in `{key}` behind “{before}” stands {what} ({code}); delete it, or type the key anew: {near}")
WORD_CURLY = N_("{field} stands in quotation marks that are none here; delete these and write {near}")
DIALOGUE_AS = N_("{field} must be the file of a DKI in this dossier; write {near}")
NIP_GONE = N_(
    "{field}: a spreadsheet made a rounded number of this NIP, and its last digits are gone; copy the NIP anew from "
    "the letter of appointment, between two straight quotation marks"
)
NIP_GONE_HERE = N_(
    "{field}: a spreadsheet made a rounded number of this NIP, and its last digits are gone; it should be the 18 "
    "digits that the folder of this dossier is named, between two straight quotation marks"
)
NIP_QUOTES = N_(
    '{field} must stand between straight quotation marks, or its digits are taken for a quantity; write one " before '
    "the first digit and one behind the last"
)
NIP_DIGITS = N_(
    "{field} has {count} digits, but an NIP has 18; copy it from the letter of appointment, between two straight "
    "quotation marks"
)

_ROUNDED = re.compile(r"\s*['\"]?[0-9](?:[.,][0-9]+)?\s*[eE]\s*\+?\s*[0-9]+['\"]?\s*")
_LONGEST = 80  # characters of what may be a code
_DAY_IN = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:-[1-9][0-9]*)?)(?:\.ya?ml)?\Z", re.IGNORECASE)


def code_meant(value: str) -> Sentence | None:
    """What to say of a text that was meant to be a code."""
    if len(value) > _LONGEST:
        return None
    near = re.sub(r"\s*([-.])\s*", r"\1", as_meant(value).strip(" \"'"))
    if said := _odd(value, near):
        return said
    return (SPACED, {"near": clip(near)}) if " " in value and " " not in near else None


def path_meant(value: str) -> Sentence | None:
    """What to say of a text that was meant to be the file of a dialogue."""
    plain = as_meant(value).strip(" \"'")
    found = _DAY_IN.search(plain)
    near = f"dki/{found[1]}.yaml" if found else plain
    return _odd(value, near) or ((DIALOGUE_AS, {"near": near}) if found else None)


def word_meant(value: object, words: Sequence[str]) -> Sentence | None:
    """What to say of a word of a list in which a character only looks right."""
    if not isinstance(value, str):
        return None
    plain = as_meant(value)
    near = plain.strip(" \"'").lower().replace(" ", "_").replace("-", "_")
    found = next((each for each in words if each == near or each.lower() == near), None)
    if not found or value.isascii():
        return None
    return (WORD_CURLY, {"near": found}) if plain.strip(" ") != near else _odd(value, found)


def key_meant(key: str, near: str) -> Sentence | None:
    """What to say of a key in which a character only looks right, or is not seen at all."""
    odd = first_lookalike(key)
    return _told(odd, key, near, KEY_UNSEEN, KEY_LOOKS_LIKE, {"key": clip(as_meant(key))}) if odd else None


def nip_meant(value: object, of_folder: bool) -> Sentence | None:
    """What to say of an NIP that is no text, or one that a spreadsheet destroyed; such a one is not repeated.
    `of_folder` tells that the folder of the dossier is named for it."""
    if is_rounded(value) or (isinstance(value, int) and re.fullmatch("[12][0-9]{14}000", str(value))):
        return (NIP_GONE_HERE if of_folder else NIP_GONE), {}
    if isinstance(value, int) and not isinstance(value, bool):
        count = len(str(abs(value)))
        return (NIP_QUOTES, {}) if count == 18 else (NIP_DIGITS, {"count": count})
    return None


def is_rounded(nip: object) -> bool:
    """Whether a spreadsheet made a number of an NIP: it writes one of so many digits with an exponent."""
    return isinstance(nip, float) or _ROUNDED.fullmatch(str(nip)) is not None


def _odd(value: str, near: str) -> Sentence | None:
    odd = first_lookalike(value)
    return _told(odd, value, near, UNSEEN, LOOKS_LIKE, {}) if odd else None


def _told(odd: Lookalike, text: str, near: str, unseen: str, looks_like: str, told: dict[str, Value]) -> Sentence:
    told |= {"what": odd.what, "code": odd.code, "near": clip(near)}
    if not odd.meant.strip():
        return unseen, {**told, "before": clip(as_meant(text[: odd.nth - 1])) or "…"}
    return looks_like, {**told, "nth": odd.nth, "char": odd.char, "plain": odd.meant}
