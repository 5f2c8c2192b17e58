"""Sentences of rules as a page says them: records by what they are, keys as words; what is typed stands by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from skpkit.change.contents import RATINGS
from skpkit.paper import labels
from skpkit.reports._wording import clean, record_in_words

if TYPE_CHECKING:
    from skpkit.reports._report import Report

_RECORD = re.compile(
    r"(?P<path>(?:komplemen-[0-9]+/)?(?:skp\.yaml|(?:iki|dki|evaluasi)/[0-9A-Za-z][0-9A-Za-z-]*\.yaml))"
    r"(?:,? (?:line|baris) [0-9.,]*[0-9])?"
)
_CODE = re.compile(r"`(?P<code>[^`]+)`")
_COMMAND = re.compile(
    r"(?: \(|[:;,]? )`(?P<quoted>skpkit (?!\S*\.yaml)[^`]+)`\)?(?=[;.,]|$)"
    r"|[:;,] (?P<bare>skpkit (?!\S*\.yaml)[a-z]+(?: [^`;]*[^`;.])?)(?=[;.]|$)"
)
_FIELD = re.compile(r"(?<![\w./:<-])[a-z]+(?:_[a-z]+)+(?![\w./:>-])")
_FIELDS = frozenset({*labels.FIELD, *labels.MANUAL, *labels.COMPONENT, *RATINGS, "hasil_kerja", "perilaku_kerja"})
_FOLDERS = {"iki": "Manual IKI", "dki": "DKI", "evaluasi": "evaluasi"}


class Spoken(NamedTuple):
    """A sentence, and what of it is written in a record or typed, as it is."""

    text: str
    typed: tuple[str, ...]


def literal(sentence: str) -> Spoken:
    """A sentence about how a record is written: what it names is to be typed just so."""
    return Spoken(clean(_CODE.sub(r"“\g<code>”", sentence)), tuple(map(clean, _CODE.findall(sentence))))


def spoken(report: Report, sentence: str) -> Spoken:
    """A sentence as who knows the forms reads it."""
    typed: list[str] = []

    def command(found: re.Match[str]) -> str:
        typed.append((found["quoted"] or found["bare"]).strip())
        return ""

    def code(found: re.Match[str]) -> str:
        words = _as_words(found["code"])
        if words != found["code"]:
            typed.append(found["code"])
        return f"“{words}”"

    text = _COMMAND.sub(command, sentence)
    text = _CODE.sub(code, text)
    text = _RECORD.sub(lambda found: record_in_words(report, found["path"]), text)
    text = _FIELD.sub(lambda found: _without_signs(found[0]), text)
    return Spoken(clean(text), tuple(dict.fromkeys(map(clean, typed))))


def _without_signs(word: str) -> str:
    """A field of a record as its form calls it; any other text as it is."""
    return word.replace("_", " ") if word in _FIELDS else word


def _as_words(code: str) -> str:
    """What stands in a record as words: of a key with a value that is no word the key, and no sign of YAML."""
    key, colon, value = code.removeprefix("- ").strip("{} ").partition(":")
    folder, slash, rest = key.partition("/")
    if slash and not colon and folder in _FOLDERS:
        return _FOLDERS[folder] if not rest or "<" in rest else code
    value = value.strip()
    plain = value and not re.search(r"[{\[/<…]|\.yaml", value)
    return f"{key}: {value}".replace("_", " ") if plain else key.replace("_", " ")
