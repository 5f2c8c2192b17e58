"""From Typst markup to PDF, PNG or SVG, shut in: no network, no file, and no font but those it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from os import environ
from typing import TYPE_CHECKING, Literal

import typst

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.paper.ours import MARK, marked
from skpkit.paper.rowheads import with_row_heads
from skpkit.paper.templates import BOUNDARY, FOLDER, REFUSED_CODE, REFUSED_PACKAGE, literal, template_at
from skpkit.paper.workplace import FAMILY, workplace

if TYPE_CHECKING:
    from typst import PDFStandard

Picture = Literal["png", "svg"]

_STANDARDS: list[PDFStandard] = ["ua-1", "a-3a"]
_NOWHERE = "http://127.0.0.1:0"
_PROXIES = dict.fromkeys(("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"), _NOWHERE) | dict.fromkeys(
    ("no_proxy", "NO_PROXY"), ""
)
_PLACE = re.compile(r"^error: .*\n\s*┌─ .*:(\d+):(\d+)$", re.MULTILINE)
_TEMPORARY = re.compile(r" \(searched at [^)]*\)")
_NO_PACKAGE = re.compile(r"failed to download package|package not found")
_LONGEST_SNIPPET = 60
# What could bring code in that was not read beforehand: compiled code, and the names under which it can be had. A
# template that needs none of them prints the same bytes.
_SHUT = f"#let plugin = none; #let eval = none; #let std = none; #set document(description: {literal(MARK)}); "
_SHUT_WORD = re.compile(r"\b(plugin|eval|std)\b")
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)

NOT_SET = N_("Typst cannot set the document at `{snippet}`: {reason}")


class NoGlyphError(SkpkitError):
    """A text holds a character that none of the fonts has."""


class Compiler:
    """A Typst compiler with the document's font, Typst's own fonts for what that lacks, and an empty folder."""

    def __init__(self) -> None:
        folder, self.fonts = workplace()
        fonts, empty = folder / "fonts", folder / "empty"
        self.version = str(getattr(typst, "__version__", ""))
        self._judged: dict[str, bool] = {}
        self._compiler = typst.Compiler(
            root=empty,
            package_path=empty,
            package_cache_path=empty,
            font_paths=[fonts],
            ignore_system_fonts=True,
        )

    def pdf(self, markup: str, when: datetime) -> bytes:
        """A tagged PDF, after PDF/UA-1 and PDF/A-3a at once, dated `when`."""
        with _errors_told(markup), _offline():
            made = self._compiler.compile(
                (_SHUT + markup).encode(), format="pdf", pdf_standards=_STANDARDS, timestamp=_stamp(when)
            )
        return with_row_heads(_files(made)[0])

    def pictures(self, markup: str, style: Picture, dots: float, when: datetime) -> list[bytes]:
        """A picture of each page; `dots` an inch for PNG."""
        with _errors_told(markup), _offline():
            made = self._compiler.compile((_SHUT + markup).encode(), format=style, ppi=dots, timestamp=_stamp(when))
        return [marked(each, style) for each in _files(made)]

    def refused(self, characters: str) -> frozenset[str]:
        """Those of the characters that no font here can show, in each style that the forms use."""
        new = "".join(each for each in characters if each not in self._judged)
        self._judge(new)
        return frozenset(each for each in characters if not self._judged[each])

    def _judge(self, characters: str) -> None:
        """Try them together, and the halves apart where one of them fails."""
        if not characters:
            return
        shown = self._shows(characters)
        if shown or len(characters) == 1:
            self._judged.update(dict.fromkeys(characters, shown))
            return
        middle = len(characters) // 2
        self._judge(characters[:middle])
        self._judge(characters[middle:])

    def _shows(self, characters: str) -> bool:
        text = literal(" ".join(characters))
        markup = (
            f'#set document(title: "-")\n#set text(font: {literal(FAMILY)})\n'
            f"#{text} #strong({text}) #emph({text}) #strong(emph({text}))"
        )
        try:
            self.pdf(markup, _ANY_DAY)
        except NoGlyphError:
            return False
        return True


@lru_cache
def compiler() -> Compiler:
    """The compiler of this process. One forked from it cannot use what it made: the threads do not come along."""
    return Compiler()


def _files(made: bytes | list[bytes] | None) -> list[bytes]:
    return made if isinstance(made, list) else [made or b""]


def _stamp(when: datetime) -> int:
    return max(0, int(when.timestamp()))


@contextmanager
def _offline() -> Iterator[None]:
    """Send whatever would fetch a package nowhere: Typst downloads one that a template names, unasked."""
    before = {name: environ.get(name) for name in _PROXIES}
    environ.update(_PROXIES)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                environ.pop(name, None)
            else:
                environ[name] = value


@contextmanager
def _errors_told(markup: str) -> Iterator[None]:
    try:
        yield
    except typst.TypstError as error:
        raise _fault(error, markup) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise SkpkitError(NOT_SET, snippet=FOLDER, reason=str(error)) from error


def _fault(error: typst.TypstError, markup: str) -> SkpkitError:
    reason = _TEMPORARY.sub("", " ".join(error.message.split()))
    found = _PLACE.search(error.diagnostic)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    column -= len(_SHUT) if line == 1 else 0
    snippet = BOUNDARY.sub("", markup.split("\n")[line - 1]).strip()[:_LONGEST_SNIPPET]
    if "could not be displayed with font" in reason or "codepoint" in reason:
        fault: SkpkitError = NoGlyphError(NOT_SET, snippet=snippet, reason=reason)
    elif _NO_PACKAGE.match(reason):
        fault = SkpkitError(REFUSED_PACKAGE, name=snippet)
    elif "none" in reason and _SHUT_WORD.search(snippet):
        fault = SkpkitError(REFUSED_CODE)
    else:
        fault = SkpkitError(NOT_SET, snippet=snippet, reason=reason)
    fault.place = f"{template_at(markup, line, column)}: "
    return fault
