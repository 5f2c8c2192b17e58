"""Characters that are not what they look like: what each was meant to be, and where the first of a text stands."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, digit, normalize

from skpkit.messages import N_, Told

LONG_DASH = N_("a long dash")
OTHER_DASH = N_("another kind of hyphen")
MINUS = N_("a minus sign from a formula")
CURLY_QUOTE = N_("a curly quotation mark")
OTHER_SPACE = N_("another kind of space")
UNSEEN = N_("a character that nobody sees")
CYRILLIC = N_("a Cyrillic letter")
GREEK = N_("a Greek letter")
WIDE = N_("a wide character")
OTHER_DIGIT = N_("a digit of another script")
OTHER_COLON = N_("another kind of colon")

_SINGLES = {
    **dict.fromkeys("–—―", ("-", LONG_DASH)),
    **dict.fromkeys("\u2010\u2011\u2012\ufe63\uff0d\u00ad\u2043", ("-", OTHER_DASH)),
    "\u2212": ("-", MINUS),
    **dict.fromkeys("“”„‟«»″", ('"', CURLY_QUOTE)),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4", ("'", CURLY_QUOTE)),
    **dict.fromkeys("\uff1a\ufe55\ua789\u2236", (":", OTHER_COLON)),
    "\u00ad": ("", UNSEEN),
}
_CYRILLIC = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420"
        "\u0421\u0422\u0425\u0406\u0405\u0408\u0501\u051b\u043a\u0433\u0417",
        "aeopcyxijsABEKMHOPCTXISJdqkr3",
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "\u03bf\u03b1\u03bd\u03b9\u03ba\u03c1\u03c5\u03c7\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f"
        "\u03a1\u03a4\u03a5\u03a7",
        "oavikpuxABEZHIKMNOPTYX",
        strict=True,
    )
)

_AROUND = 24  # characters before and behind the place where two texts part


class Lookalike(NamedTuple):
    """A character that is not what it looks like: its place from 1, what it was meant to be (empty where nobody sees
    it), what it is, and the number by which it can be looked up."""

    nth: int
    char: str
    meant: str
    what: Told
    code: str


def first_lookalike(text: str) -> Lookalike | None:
    """The first character of a text that only looks like one of those that keys, codes and numbers are made of."""
    if text.isascii():
        return None
    for nth, char in enumerate(text, 1):
        if found := _known(char):
            return Lookalike(nth, char, found[0], Told(found[1]), f"U+{ord(char):04X}")
    return None


def as_meant(text: str) -> str:
    """The text as it looks."""
    if text.isascii():
        return text
    return "".join(found[0] if (found := _known(char)) else char for char in text)


def told_apart(one: str, other: str) -> tuple[str, str] | None:
    """Two texts that look alike and are not the same, from a little before they part, with the number in brackets of
    each character that is not what it looks like; None for texts that look different, or are the same."""
    if one == other or not alike(one, other):
        return None
    parted = next((nth for nth, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
    start = max(0, parted - _AROUND)
    return numbered(one[start : parted + _AROUND]), numbered(other[start : parted + _AROUND])


def alike(one: str, other: str) -> bool:
    """Whether two texts look alike."""
    return " ".join(as_meant(one).split()) == " ".join(as_meant(other).split())


def unseen(text: str) -> bool:
    """Whether a text has a character that nobody sees, or takes for the plain space."""
    return not text.isascii() and any(map(_unseen, text))


def numbered(text: str, *, every: bool = True) -> str:
    """A text with the number in brackets in place of each character that nobody sees, or with `every` of each that is
    not what it looks like."""
    named = _known if every else _unseen
    return "".join(f"[U+{ord(each):04X}]" if named(each) else each for each in text)


def _unseen(char: str) -> bool:
    found = _known(char)
    return found is not None and found[1] in (UNSEEN, OTHER_SPACE)


@lru_cache(maxsize=1024)
def _known(char: str) -> tuple[str, str] | None:
    """What a character looks like, and what it is."""
    if char.isascii():
        return None
    if single := _SINGLES.get(char):
        return single
    if letter := _CYRILLIC.get(char):
        return letter, CYRILLIC
    if letter := _GREEK.get(char):
        return letter, GREEK
    kind = category(char)
    if kind == "Cf" or "\ufe00" <= char <= "\ufe0f" or char in "\u034f\u3164":
        return "", UNSEEN
    if kind == "Zs":
        return " ", OTHER_SPACE
    if (value := digit(char, None)) is not None:
        return str(value), WIDE if "\uff10" <= char <= "\uff19" else OTHER_DIGIT
    plain = normalize("NFKC", char)
    return (plain, WIDE) if len(plain) == 1 and plain.isascii() else None
