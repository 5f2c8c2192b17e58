"""How an office wants its sheets to look: letterhead, emblem, what is shown of codes and NIP, frames for signatures.

An emblem is somebody's file, so it is looked at before Typst gets it: a picture that would fetch, run or hide
something is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from struct import unpack
from typing import Any
from xml.etree import ElementTree
from zlib import crc32

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.nip import PLAIN_NIP
from skpkit.model.settings import Display
from skpkit.source.tree import SETTINGS

NO_EMBLEM = N_("there is no emblem at templates/{name}; put the file there, or mend `lambang`")
FOREIGN = N_("the emblem templates/{name} is neither SVG nor PNG; save it as one of these")
LARGE = N_("the emblem templates/{name} is larger than {limit}; save it smaller")
BROKEN = N_("the emblem templates/{name} cannot be read as a picture; save it again as SVG or PNG")
NOT_ALLOWED = N_(
    "the emblem templates/{name} holds `{what}`, which a printed emblem may not; save it as plain SVG without that"
)
WORDS = N_(
    "the emblem templates/{name} holds text, for which letters may be missing; turn its texts into paths in the "
    "drawing program, and save it again"
)

PAPERS: Mapping[str, Mapping[str, int]] = {
    "a4": {"lebar": 210, "panjang": 297},
    "f4": {"lebar": 215, "panjang": 330},
}
MOST_KB = 1024
MOST_DOTS = 4000
_MASK_FROM = 4  # digits of an NIP that stay: the year of birth
_GROUPED = re.compile(r"(?<!\d)(\d{8})([ \u00a0.-])(\d{6})\2(\d)\2(\d{3})(?!\d)")
_PLAIN = re.compile(rf"(?<!\d)({PLAIN_NIP})(?!\d)")
# Other numbers of people, as an NRP, only where they are called so or stand alone: no amount is written without dots.
_CALLED = re.compile(r"(?:NIP|NI PPPK|NRP)[ \u00a0.:]{1,3}(?P<number>\d[\d \u00a0.-]{6,24}\d)(?!\d)")
_ALONE = re.compile(r"\d{8,18}")
_PNG = b"\x89PNG\r\n\x1a\n"
# What brings in other files, code, or words that the document's own fonts may lack.
_REFUSED = frozenset("script foreignObject image feImage a animate animateMotion animateTransform set iframe".split())
_TEXTS = frozenset({"text", "flowRoot"})
# In styles a backslash may write any of the others another way.
_ELSEWHERE = re.compile(r"url\s*\((?!\s*['\"]?\s*#)|@import|@font-face|expression\s*\(|javascript:|\\", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^>\[]*(?P<own>\[)?")
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the document carries: its bytes, `svg` or `png`, and what it is in words."""

    gambar: bytes
    format: str
    alternatif: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the titles: lines, the first the largest, and an emblem beside them (none or one)."""

    baris: tuple[str, ...]
    lambang: tuple[Picture, ...] = ()


NO_LETTERHEAD = Letterhead(())


def letterhead(display: Display, files: Mapping[str, bytes]) -> Letterhead:
    """The letterhead that the settings name. Raises SkpkitError for an emblem that is missing or not fit to print."""
    emblem = display.letterhead_emblem if display.letterhead else None
    return Letterhead(display.letterhead, (picture(emblem, files),) if emblem else ())


def emblem(display: Display, files: Mapping[str, bytes]) -> tuple[Picture, ...]:
    """The emblem of the office, if it has one. Raises SkpkitError as `letterhead` does."""
    return (picture(display.emblem, files),) if display.emblem else ()


def emblems(display: Display, files: Mapping[str, bytes]) -> dict[str, str]:
    """The emblems that are printed, hashed as a manifest counts them; nothing where there are none."""
    names = {display.emblem, display.letterhead_emblem if display.letterhead else None} - {None}
    contents = [files.get(str(each), b"") for each in sorted(map(str, names))]
    return {"lambang": f"sha256:{sha256(b''.join(contents)).hexdigest()}"} if contents else {}


def picture(name: str, files: Mapping[str, bytes]) -> Picture:
    """A file of the folder `templates` as a picture. Raises SkpkitError where it is none that may be printed."""
    content = files.get(name)
    if content is None:
        raise _refused(NO_EMBLEM, name)
    if len(content) > MOST_KB * 1024:
        raise _refused(LARGE, name, limit=f"{MOST_KB} KB")
    style = PurePosixPath(name).suffix.lower().removeprefix(".")
    if style == "png" and content.startswith(_PNG):
        _look_at_png(content, name)
    elif style == "svg":
        _look_at_svg(content, name)
    else:
        raise _refused(FOREIGN, name)
    words = re.sub(r"[-_]+", " ", PurePosixPath(name).stem)
    return Picture(content, style, f"Lambang {words.removeprefix('lambang ')}")


def _look_at_png(content: bytes, name: str) -> None:
    place, chunk = len(_PNG), b""
    while chunk != b"IEND":
        length = int.from_bytes(content[place : place + 4], "big")
        chunk, end = content[place + 4 : place + 8], place + 8 + length
        whole = content[end : end + 4] == crc32(content[place + 4 : end]).to_bytes(4, "big")
        if not whole or (place == len(_PNG) and (chunk != b"IHDR" or length != 13)):
            raise _refused(BROKEN, name)
        place = end + 4
    width, height = unpack(">II", content[16:24])
    if max(width, height) > MOST_DOTS:
        raise _refused(LARGE, name, limit=f"{MOST_DOTS} x {MOST_DOTS}")


def _look_at_svg(content: bytes, name: str) -> None:
    """What drawing programs add besides the picture stays: a document type without entities, styles, metadata."""
    try:
        text = content.decode("utf-8-sig")
        for forbidden in ("<!ENTITY", "<?xml-stylesheet"):
            if forbidden in text:
                raise _refused(NOT_ALLOWED, name, what=forbidden)
        if (doctype := _DOCTYPE.search(text)) and doctype["own"]:
            raise _refused(NOT_ALLOWED, name, what="<!DOCTYPE … [")
        root = ElementTree.fromstring(text)  # noqa: S314 - without entities of its own nothing can grow or be fetched
    except (ElementTree.ParseError, UnicodeDecodeError, ValueError, LookupError):
        raise _refused(BROKEN, name) from None
    if _local(root.tag) != "svg":
        raise _refused(FOREIGN, name)
    described = {inner for each in root.iter(f"{_SVG}metadata") for inner in each.iter()}
    for element in root.iter():
        if element in described:
            continue
        plain_tag = _local(element.tag)
        if plain_tag in _TEXTS:
            raise _refused(WORDS, name)
        if plain_tag in _REFUSED or (plain_tag == "style" and _ELSEWHERE.search("".join(element.itertext()))):
            raise _refused(NOT_ALLOWED, name, what=f"<{plain_tag}>")
        for key, value in element.attrib.items():
            plain = _local(key)
            leaves = plain in ("href", "src") and not value.startswith("#")
            runs = plain == key and key.lower().startswith("on")
            if leaves or runs or (_drawn(element.tag, key) and _ELSEWHERE.search(value)):
                raise _refused(NOT_ALLOWED, name, what=plain)


def _drawn(tag: object, key: str) -> bool:
    """Whether an attribute says something of the picture, and not only to the program that drew it."""
    return key == _local(key) and str(tag).removeprefix(_SVG) == _local(tag)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _refused(message: str, name: str, **told: str) -> SkpkitError:
    fault = SkpkitError(message, name=name, **told)
    fault.place = f"{SETTINGS}: "
    return fault


# --- what is shown -------------------------------------------------------------------------------------------


def masked(text: str) -> str:
    """A text with each NIP in it masked: `1992**** ****** * ***`; in a path, `1992**************`."""
    if _ALONE.fullmatch(text):
        return _starred(text)
    text = _CALLED.sub(lambda found: found[0].replace(found["number"], _starred(found["number"])), text)
    grouped = _GROUPED.sub(lambda found: _starred(found[0]), text)
    return _PLAIN.sub(lambda found: _starred(found[0]), grouped)


def _starred(number: str) -> str:
    return number[:_MASK_FROM] + re.sub(r"\d", "*", number[_MASK_FROM:])


def shown_as(values: dict[str, Any], display: Display, codes: tuple[str, ...]) -> dict[str, Any]:
    """Values of a template as the office wants them seen: `codes` of IKI left out before names, NIP masked."""
    before = tuple(f"{each} " for each in codes) if not display.codes else ()

    def seen(text: str) -> str:
        lead = next((each for each in before if text.startswith(each)), "")
        text = text.removeprefix(lead)
        return text if display.whole_nip else masked(text)

    if display.whole_nip and not before:
        return values
    return {name: changed(value, seen) for name, value in values.items()}


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """A value of a template, with what a function makes of each text in it."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{each.name: changed(getattr(value, each.name), change) for each in fields(value)})
    return value
