"""The number that a text was meant to be: with a comma, dots, a percent sign, a unit, or whatever people write."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from typing import NamedTuple, TypeAlias
from unicodedata import numeric

from skpkit.errors import WrongUsage
from skpkit.messages import N_, Value, clip
from skpkit.source.yamlfile.lookalikes import as_meant
from skpkit.source.yamlfile.scalars import thousands

Sentence: TypeAlias = "tuple[str, dict[str, Value]]"

NUMBER_AS = N_("{field} must be a number: write {near}, without quotes")
ZERO_IN_FRONT = N_("{field} has a zero in front and is text therefore; write {near}, without quotes")
NO_DOTS = N_("{field} must be a number without dots between thousands; write {near}, without quotes")
TWO_NUMBERS = N_(
    "{field} may be {one} or {other}, since a dot before three digits is read as a decimal point; write one of them, "
    "without quotes"
)
COMMA = N_("{field} has a comma, but decimals begin with a point here; write {near}")
CURLY = N_("{field} stands in curly quotation marks; delete these and write {near}")
PERCENT = N_("{field} is a number without a percent sign, which stands in the satuan; write {near}")
UNIT = N_("{field} is a number alone; write {near}, for “{unit}” stands in the satuan")
CURRENCY = N_("{field} is a number alone, without Rp and without dots; write {near}")
IN_WORDS = N_("{field} must be written out in digits; write {near}")
ABOUT = N_(
    "{field} is one number without “{sign}”; write {near} (whether more or less is better is said by the polarisasi of "
    "the manual)"
)
RANGE = N_("{field} is one number, not from one to another; write {one} or {other}")
LETTERS = N_("{field} has the letter O, l or I in place of the digit 0 or 1; write {near}")
LOOKS_LIKE = N_("{field} has a character that only looks like a digit or sign; type it anew: {near}")
FORMULA = N_("{field} is a formula of a spreadsheet; write its result")
SHEET_ERROR = N_("{field} is an error of a spreadsheet (“{value}”); look the number up and write it")
MARKUP = N_("{field} was copied with signs of a web page; write {near}")

NO_NUMBER = N_("“{given}” is no number; write digits, with a comma before the decimals, such as 95,5")
NO_RESULT = N_("“{given}” is no number; write 0 if nothing was reached, and nothing if it is not known yet")
EITHER = N_("“{given}” may be a whole number or one with decimals; write {whole} or {parted}")
ONE_OF_THEM = N_("“{given}” is not one number; write {one} or {other}")
MORE = N_("“{given}” is more than a number; write {near}")

_NOTHING = frozenset(
    (
        *"- -- --- . .. ? x xx n/a na nihil nol nil kosong belum tidak none null tba tbd -,-".split(),
        *("belum ada", "tidak ada", "belum tersedia", "belum diisi", "tdk ada", "blm ada", "not available", "rp -"),
    )
)
_SCALES = {
    **dict.fromkeys(("ribu", "rb", "thousand"), 1_000),
    **dict.fromkeys(("juta", "jt", "million"), 1_000_000),
    **dict.fromkeys(("miliar", "milyar", "mlyr", "billion"), 1_000_000_000),
    **dict.fromkeys(("triliun", "trilyun", "trillion"), 1_000_000_000_000),
}
_PERCENTS = frozenset(("%", "persen", "prosen", "percent", "pct"))
_SIGN = re.compile(
    r"(?:[≥≤<>=±~≈]+|\+/-|\+-(?=\s*[0-9])|(?:minimal|maksimal|maximal|min|maks|max|sekitar|kurang lebih|"
    r"lebih dari|kurang dari|paling sedikit|paling banyak|kira-kira|at least|at most|about|ca)\b\.?)\s*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:rp|idr)\b\.?\s*(?=[-0-9])|rp(?=[0-9])", re.IGNORECASE)
_PART = re.compile("([0-9]*) ?([¼½¾⅓⅔⅛⅜⅝⅞])")
_TAG = re.compile(r"<[^<>]*>|&[a-z]+;|&#[0-9]+;", re.IGNORECASE)
_PARTS = re.compile(r"([-+]?\s?[0-9][0-9.,' _]*)(.*)", re.DOTALL)
_SPAN = re.compile(
    r"([0-9][0-9.,]*)\s*(?:-|/|s\.?\s?d\.?|sampai(?: dengan)?|hingga|to)\s*([0-9][0-9.,]*)", re.IGNORECASE
)
_MISTYPED = re.compile(r"[-+]?[0-9OolI.,]*[0-9][0-9OolI.,]*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,' _])[0-9]{3})(?:\1[0-9]{3})*")
_SHEET_ERROR = re.compile(r"#(?:n/a|ref!|value!|div/0!|name\?|num!|null!)", re.IGNORECASE)
_MOST_DIGITS = 15
_LONGEST = 80  # characters of what may be a number
_EXACT = 1e15  # up to where each whole number is one of its own
_SURE = re.compile(r"[-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:e[-+]?[0-9]{1,3})?", re.IGNORECASE)
_OPEN = re.compile(r"(?<![0-9.,])(-?[1-9][0-9]{0,2})([.,])([0-9]{3})(?![0-9.,])")
_PAID = re.compile(r"([-+]?)\s*(?:rp\.?|idr)\s*(?=[-0-9])", re.IGNORECASE)
_UNADORNED = frozenset((NUMBER_AS, ZERO_IN_FRONT, NO_DOTS, COMMA))  # a number and nothing besides


class _Read(NamedTuple):
    """A number as its parts were read: its plain form, and whether a comma, or something between thousands, was in."""

    near: str
    comma: bool = False
    grouped: bool = False
    other: str = ""


def is_nothing(value: object) -> bool:
    """Whether a text says that there is no number: `nihil`, `-`, `belum ada`."""
    return isinstance(value, str) and " ".join(as_meant(value).lower().strip(" \"'\n\t").split()) in _NOTHING


def number_meant(value: object) -> Sentence | None:
    """What to say of a text that was meant to be a number, but for its field; None where nobody can tell which."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    written = value.strip()
    if _SHEET_ERROR.fullmatch(written):
        return SHEET_ERROR, {"value": clip(written)}
    if written[:1] == "=" and not _SIGN.sub("", written)[:1].isdigit():
        return FORMULA, {}
    text = as_meant(_PART.sub(_decimal, written)).strip()
    bare = text.strip("\"'` ")
    unmarked = " ".join(_TAG.sub(" ", bare).split()).rstrip(";")
    unsigned = _SIGN.sub("", unmarked, count=1) if _SIGN.match(unmarked) else unmarked
    paid = _CURRENCY.sub("", unsigned, count=1)
    paid = re.sub(r",(?:-+|=)$", "", paid)
    if span := _SPAN.fullmatch(paid):
        one, other = _read(span[1]), _read(span[2])
        return (RANGE, {"one": one.near, "other": other.near}) if one and other else None
    parts = _PARTS.fullmatch(paid)
    rest = " ".join(parts[2].split()).rstrip(".") if parts else ""
    found = _read(parts[1]) if parts else None
    if (not found or rest[:1] in (*"OolI",)) and _MISTYPED.fullmatch(paid):
        found = _read(paid.translate(str.maketrans("OolI", "0011")))
        return (LETTERS, {"near": found.near}) if found else None
    if not parts or not found or re.search("[0-9]", rest):
        return None
    return _sentence(
        written, unmarked, unsigned, paid, rest, found, quoted=bare != text, marked=bool(_TAG.search(bare))
    )


def number_in(text: str, *, decimal_comma: bool = False, nothing: str = NO_NUMBER) -> float:
    """The number that somebody writes at an option, at a question, or in a sheet, where a comma is always a
    `decimal_comma`. A whole one has no decimals. Raises WrongUsage for what is none (`nothing` for `nihil` and the
    like), and for what may be two, such as 1.250; what was meant is told where that is plain."""
    given = clip(text.strip())
    word = as_meant(_PART.sub(_decimal, text)).strip()
    if is_nothing(word) or len(word) > _LONGEST:
        raise WrongUsage(nothing, given=given)
    word = _PAID.sub(r"\1", word, count=1).removesuffix("%").strip()
    two = _OPEN.search(word)
    if two and two[2] == "," and decimal_comma and two[0] == word:
        two = None
    if not two and _SURE.fullmatch(word):
        return _valued(word.replace(",", "."), given)
    message, told = number_meant(word) or (NO_NUMBER, {})
    if message in (RANGE, TWO_NUMBERS) and not two:
        raise WrongUsage(ONE_OF_THEM, given=given, one=told["one"], other=told["other"])
    if two and message not in (NO_NUMBER, IN_WORDS, RANGE):
        parted = f"{two[1]},{two[3]}" if decimal_comma else number_text(float(f"{two[1]}.{two[3]}"))
        raise WrongUsage(EITHER, given=given, whole=two[1] + two[3], parted=parted)
    if message in _UNADORNED:
        return _valued(str(told["near"]), given)
    if "near" in told:
        near = str(told["near"])
        raise WrongUsage(MORE, given=given, near=number_text(float(near)) if "." in near else near)
    raise WrongUsage(NO_NUMBER, given=given)


def number_text(value: float, mark: str = ",") -> str:
    """A number as somebody writes it, with a mark before its decimals; what number_in reads as that number."""
    if float(value).is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = repr(value)
    return (text + "0" if _OPEN.fullmatch(text) else text).replace(".", mark)


def _valued(plain: str, given: str) -> float:
    if plain.lstrip("+-").isdigit():
        return int(plain)
    found = float(plain)
    if not isfinite(found):
        raise WrongUsage(NO_NUMBER, given=given)
    return int(found) if found.is_integer() and abs(found) < _EXACT else found


def _sentence(
    written: str, unmarked: str, unsigned: str, paid: str, rest: str, found: _Read, *, quoted: bool, marked: bool
) -> Sentence | None:
    """The sentence that tells what of all that stands around a number has to go."""
    words = rest.lower().split()
    told: dict[str, Value] = {"near": found.near}
    if words and words[0] in _SCALES:
        return IN_WORDS, {"near": _plain(Decimal(found.near) * _SCALES[words[0]])}
    if found.other:
        return TWO_NUMBERS, {"one": found.near, "other": found.other}
    if quoted and not written.isascii():
        return CURLY, told
    if marked:
        return MARKUP, told
    if unsigned != unmarked:
        return ABOUT, {**told, "sign": clip(unmarked[: len(unmarked) - len(unsigned)].strip())}
    if paid != unsigned:
        return CURRENCY, told
    if words and words[0] in _PERCENTS:
        return PERCENT, told
    if words:
        return UNIT, {**told, "unit": clip(rest)}
    if not written.isascii():
        return LOOKS_LIKE, told
    if found.grouped:
        return NO_DOTS, told
    if found.comma:
        return COMMA, told
    return (ZERO_IN_FRONT if re.match(r"[-+]?0[0-9]", paid) else NUMBER_AS), told


def _read(text: str) -> _Read | None:
    """A number with any separators; None where these do not make one."""
    sign = "-" if text[:1] == "-" else ""
    digits = text.lstrip("-+ ").rstrip(" ,._'")
    if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
        return None
    if both := _two(sign, digits):
        return _Read(both[0], "," in digits, other=both[1])
    last = max(digits.rfind("."), digits.rfind(","))
    whole, decimals = digits, ""
    marks = {each for each in digits if each in ".,"}
    if len(marks) == 2 or (last >= 0 and digits.count(digits[last]) == 1 and not re.search("[' _]", digits[last:])):
        whole, decimals = digits[:last], digits[last + 1 :]
    grouped = not whole.isdigit()
    if (grouped and not _GROUPED.fullmatch(whole)) or (decimals and not decimals.isdigit()):
        return None
    plain = f"{re.sub('[^0-9]', '', whole)}.{decimals or 0}"
    return _Read(_plain(Decimal(sign + plain)), "," in digits[len(whole) :], grouped)


def _decimal(found: re.Match[str]) -> str:
    """`6½` as `6.5`."""
    return _plain(Decimal(found[1] or 0) + Decimal(str(numeric(found[2]))).quantize(Decimal("0.001")))


def _two(sign: str, digits: str) -> tuple[str, str] | None:
    """Both numbers that one comma or dot before three digits leaves open."""
    if found := re.fullmatch("([1-9][0-9]{0,2}),([0-9]{3})", digits):
        return _plain(Decimal(f"{sign}{found[1]}.{found[2]}")), sign + found[1] + found[2]
    return thousands(sign + digits)


def _plain(number: Decimal) -> str:
    """A number as a record has it."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
