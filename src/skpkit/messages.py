"""Sentences in the reader's language: message keys in English, catalogues beside this file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

Value: TypeAlias = "str | int | float | bool | date | None | tuple[Value, ...]"
LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"
SHORT, BRIEF = 12, 8  # letters of a commit or blob: in a sentence, and in brackets behind a name or a place
LOCALE = Path(__file__).parent / "locale"
NOT_BUILT = "no compiled catalogue in {folder}; installing makes it: pip install, or make pages in a checkout"

_KEY = re.compile(r"[a-z]+(?:_[a-z]+)+")
_SHORT = re.compile(r"^(?:jpt|jf)\b")  # groups of positions
_MONTHS = {
    "id": ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()),
    "en": ("January February March April May June July August September October November December".split()),
}

_WORD = "word_"
_TOLD_COMMAND = re.compile(r"\b(?:skpkit [a-z]|git (?:add|commit|mv|rm|show|log|diff|restore|checkout)\b)[^;,`()]*")
_PLAIN_WORD, _QUOTABLE = re.compile(r"[\w@%+=:,./{}<>…-]+"), re.compile(r"[\w@%+=:,./{}<>… ()&'-]+")
_NIP = r"(?<![0-9.])([0-9]{4})(?:[0-9]{11,}|[0-9]{4}[ .][0-9]{6}[ .][0-9][ .][0-9]{3})"
_LONGEST = 40
# What the logs of GitHub, GitLab, Azure and TeamCity take for a command, up to the character that makes it one.
_COMMAND = re.compile(r"(?P<before>^ *(?=::)|(?=##(?:vso|teamcity)?\[)|\bsection(?=_(?:start|end):))(?P<mark>[:#_])")


class NotBuilt(Exception):
    """A catalogue is missing, which an install makes: skpkit runs from sources that were not installed."""


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a message for the catalogues; it is translated where it is told."""
    return message


class Told(str):
    """A value of a sentence that is a catalogue key itself, told in the reader's language."""

    __slots__ = ()


@lru_cache
def _catalogue(lang: str) -> bytes:
    try:
        return (LOCALE / lang / "LC_MESSAGES" / "skpkit.mo").read_bytes()
    except FileNotFoundError:
        raise NotBuilt(NOT_BUILT.format(folder=LOCALE / lang)) from None


@lru_cache(maxsize=4096)
def translate(message: str, lang: str) -> str:
    """The sentence of a catalogue key in `lang`, with its placeholders still open.

    It is looked for among the keys, which a compiled catalogue has in order: few are told, and a dictionary of all
    would take a twentieth of a small check to make.
    """
    if not message or lang == "en":
        return message
    catalogue, wanted = _catalogue(lang), message.encode(errors="surrogatepass")
    _, _, count, keys, sentences = unpack_from("<5I", catalogue)

    def text_at(table: int, nth: int) -> bytes:
        length, start = unpack_from("<2I", catalogue, table + 8 * nth)
        return catalogue[start : start + length]

    nth = bisect_left(range(count), wanted, key=lambda nth: text_at(keys, nth))
    return text_at(sentences, nth).decode() if nth < count and text_at(keys, nth) == wanted else message


def tell(message: str, told: Mapping[str, Value], lang: str) -> str:
    """The finished sentence: translated, its placeholders filled with values as `lang` writes them."""
    sentence, shown = translate(message, lang), {key: show(value, lang) for key, value in told.items()}
    paths = {key: as_word(each) for key, each in shown.items() if "/" in each and as_word(each) != each}
    if paths:  # which are one word of a command that is told, so that it can be copied
        named = re.compile("|".join(rf"(?<!{{){{{key}}}" for key in paths))
        shown |= {f"{_WORD}{key}": each for key, each in paths.items()}
        sentence = _TOLD_COMMAND.sub(lambda told: named.sub(lambda at: f"{{{_WORD}{at[0][1:]}", told[0]), sentence)
    return sentence.format_map(shown)


def as_word(text: str) -> str:
    """A text as one word of a command line: in quotation marks where it needs them."""
    if _PLAIN_WORD.fullmatch(text):
        return text
    if _QUOTABLE.fullmatch(text):
        return f'"{text}"'
    from shlex import quote

    return quote(text)


def fault_of(message: str, lang: str) -> str:
    """The translated message without what is to be done, which its last `; ` precedes; it is told like a message."""
    sentence = translate(message, lang)
    return sentence.rpartition("; ")[0] or sentence


def way_out_of(message: str, lang: str) -> str:
    """What is to be done by a translated message, behind its last `; `; it is told like a message."""
    return translate(message, lang).rpartition("; ")[2]


def in_words(word: str) -> str:
    """A word of a closed list, such as `take_last_known`, as the forms have it; any other text as it is."""
    return _SHORT.sub(lambda found: found[0].upper(), word.replace("_", " ")) if _KEY.fullmatch(word) else word


def cut(text: str, longest: int = _LONGEST, *, middle: bool = False) -> str:
    """A text of at most `longest` characters, an ellipsis for what is left out: its end, or its `middle`."""
    if len(text) <= longest:
        return text
    if middle:
        kept = (longest - 1) // 2
        return f"{text[:kept].rstrip()}…{text[-kept:].lstrip()}"
    return f"{text[: longest - 1].rstrip()}…"


def quoted(value: Value, *, whole: bool = False) -> Value:
    """A narrative as a sentence shows it: in quotation marks, and if not `whole`, cut; a number as it is."""
    if not isinstance(value, str):
        return value
    return f"“{value if whole else cut(value)}”"


def clip(text: str) -> str:
    """What a person wrote, as a sentence quotes it: on one line, not for ever, and without the rest of an NIP."""
    plain = "".join(each if each.isprintable() else " " for each in text[: 4 * _LONGEST])
    return cut(re.sub(_NIP, r"\1…", re.sub(" +", " ", plain)))


def visible(line: str) -> str:
    """The line with what would act on a terminal or on the log of a build, or begin a line of its own, written as its
    number: a file name may hold anything."""
    if not line.isprintable():
        line = "".join(each if each.isprintable() else _number(each) for each in line)
    return _COMMAND.sub(lambda found: f"{found['before']}{_number(found['mark'])}", line)


def _number(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def show(value: Value, lang: str) -> str:
    """A value in a sentence: `95,5` in Indonesian, `95.5` in English; dates with the month's name."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return {"id": ("tidak", "ya"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, int | float):
        return show_number(value, lang)
    if isinstance(value, str):
        return translate(value, lang) if isinstance(value, Told) else value
    if isinstance(value, tuple):
        return ", ".join(show(item, lang) for item in value) or "–"
    return show_date(value, lang)


def show_number(number: float, lang: str, decimals: int = 4) -> str:
    """A number with at most `decimals` decimals, trailing zeros dropped, point and comma as `lang` sets them."""
    text = f"{number:,.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{number:,.0f}"
    text = "0" if text == "-0" else text
    return text if lang == "en" else text.translate({ord(","): ".", ord("."): ","})


def show_date(day: date, lang: str) -> str:
    """A date with its month's name: `7 April 2026`."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"
