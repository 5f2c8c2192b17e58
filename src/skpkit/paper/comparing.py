"""In what a paper differs from the document that the repository makes: pages, drawings, text, attachments, all around.

What is drawn is compared as objects (`likeness`); text and additions are read only where those differ, to say it in
words. Pages are counted before anything of them is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from skpkit.messages import N_, Value, clip, tell
from skpkit.paper.likeness import Likeness
from skpkit.paper.manifest import MANIFEST, told_of_origin
from skpkit.paper.pdf import Pdf

OTHER_MANIFEST = N_("the attached manifest.json is not that of this document")
ATTACHED = N_("{name} is attached, which the document does not carry")
NOT_ATTACHED = N_("{name} is not attached, or attached twice")
SOURCE = N_("the attached {name} is not the record of that commit: from line {line} on it differs")
TEXT = N_("page {page}, line {line}: the paper says “{paper}”, the repository “{held}”")
PAGES = N_("the paper has {paper} pages, the document of the repository {held}")
MORE_PAGES = N_("the paper has more pages than the document of the repository, which has {held}")
ADDED = N_("page {page} carries something that the document does not have: {what}")
DRAWN = N_("page {page} is drawn in another way, though it may read the same: {what} differs")
PART = N_("the file has something that the document does not have: {what}")
OTHER_PART = N_("what the file says about the document as a whole differs: {what}")
METADATA = N_("its metadata differ: {keys}")
# What is compared by itself: the pages one by one, and what names the document.
_OF_THE_PROGRAM = frozenset({"ModDate", "Producer", "XMP"})
_OF_TYPST = frozenset({"Creator"})
_TO_COUNT = 1000  # pages beyond those that there should be, before one says just "more"
_WRITTEN = frozenset({"Contents", "Resources", "Group"})  # of a page; the rest may act, or turn it
_APART = frozenset({"/Metadata"})


class Difference(NamedTuple):
    """Something in which the paper is not what the repository holds; page and line where it is in the text."""

    kind: str
    message: str
    told: Mapping[str, Value]

    def sentence(self, lang: str) -> str:
        """It in words."""
        return tell(self.message, self.told, lang)


def only_drawn(difference: Difference) -> bool:
    """Whether it is only in how a page, or the file, is written, so that it may look, and be, the same."""
    if difference.message == DRAWN:
        return str(difference.told["what"]).split("/")[0] in _WRITTEN
    return difference.kind == "bytes"


def differences(paper: Pdf, ours: Pdf, *, alike: bool) -> Iterator[Difference]:
    """In what a paper differs; between other versions (not `alike`) only in what they do not explain."""
    likeness = Likeness([number for name, _, number in ours.associated if name == MANIFEST])
    yield from _attachments(paper, ours, alike=alike)
    pages = list(_pages(paper, ours, likeness))
    yield from pages
    yield from _added_parts(paper, ours)
    if not pages:  # tags and outlines speak of the pages, and so differ where these do
        yield from _other_parts(paper, ours, likeness)
    keys = retitled(paper, ours) - (frozenset() if alike else _OF_TYPST)
    if keys:
        yield Difference("metadata", METADATA, {"keys": tuple(map(clip, sorted(keys)))})


def retitled(paper: Pdf, ours: Pdf) -> set[str]:
    """The metadata that differ, apart from what every program that writes a file anew says of itself."""
    keys = {key for key, _ in set(paper.metadata.items()) ^ set(ours.metadata.items())} - _OF_THE_PROGRAM
    return keys | ({"XMP"} if paper.described != ours.described else set())


def _attachments(paper: Pdf, ours: Pdf, *, alike: bool) -> Iterator[Difference]:
    own = dict(ours.attachments)
    for name in sorted({each for each, _ in paper.attachments} - set(own)):
        yield Difference("attachment", ATTACHED, {"name": clip(name)})
    for name, content in own.items():
        carried = [each for other, each in paper.attachments if other == name]
        if len(carried) != 1:
            yield Difference("attachment", NOT_ATTACHED, {"name": name})
        elif name != MANIFEST and carried[0] != content:
            yield Difference("source", SOURCE, {"name": name, "line": _first_line(carried[0], content)})
        elif carried[0] != content and (alike or told_of_origin(carried[0]) != told_of_origin(content)):
            yield Difference("manifest", OTHER_MANIFEST, {})
    for name, content, _ in paper.associated:  # a reader may offer these in place of the others
        if (name, content) not in paper.attachments:
            yield Difference("attachment", ATTACHED, {"name": clip(name)})


def _pages(paper: Pdf, ours: Pdf, likeness: Likeness) -> Iterator[Difference]:
    held = len(ours.sheets)
    count = paper.count(held + _TO_COUNT)
    if count > held + _TO_COUNT:
        yield Difference("pages", MORE_PAGES, {"held": held})
        return
    if count != held or len(paper.sheets) != held:
        yield Difference("pages", PAGES, {"paper": count, "held": held})
        return
    likeness.pair(paper.sheets, ours.sheets)
    likeness.pair([paper.root["/Pages"]], [ours.root["/Pages"]])
    read = False
    for number, (theirs, own) in enumerate(zip(paper.sheets, ours.sheets, strict=True), 1):
        where = likeness.difference(theirs, own)
        if where is None:
            continue
        told = [
            Difference("addition", ADDED, {"page": number, "what": clip(each)})
            for each in _more(paper.additions(theirs), ours.additions(own))
        ]
        if not read:  # the first place is enough: what stands behind it has moved
            told[:0] = _text(number, paper.text(theirs), ours.text(own))
            read = bool(told) and told[0].kind == "text"
        yield from told or [Difference("drawing", DRAWN, {"page": number, "what": _shown(where)})]


def _more(theirs: Iterable[str], own: Iterable[str]) -> Iterator[str]:
    held = list(own)
    return (each for each in theirs if each not in held)


def _text(page: int, said: list[str], held: list[str]) -> Iterator[Difference]:
    """The first line of text that differs; where lines end does not count."""
    if _squeezed(said) != _squeezed(held):
        pairs = enumerate(zip_longest(said, held, fillvalue=""), 1)
        line, (mine, yours) = next(each for each in pairs if each[1][0] != each[1][1])
        told: dict[str, Value] = {"page": page, "line": line, **_clipped(mine, yours)}
        yield Difference("text", TEXT, told)


def _added_parts(paper: Pdf, ours: Pdf) -> Iterator[Difference]:
    """What the catalogue has that ours has not."""
    for part in sorted(set(map(str, paper.root)) - set(map(str, ours.root))):
        yield Difference("part", PART, {"what": _shown(part)})


def _other_parts(paper: Pdf, ours: Pdf, likeness: Likeness) -> Iterator[Difference]:
    """What the catalogue has in another way, besides pages and metadata."""
    for part in sorted(set(map(str, ours.root)) - _APART):
        if part not in paper.root:
            yield Difference("part", OTHER_PART, {"what": _shown(part)})
            continue
        where = likeness.difference(paper.root[part], ours.root[part])
        if where is not None:
            yield Difference("part", OTHER_PART, {"what": _shown(part + where.removesuffix("/"))})


def _shown(keys: str) -> str:
    return clip(keys.removeprefix("/")) or "/"


def _first_line(one: bytes, other: bytes) -> int:
    """The number of the first line in which two texts differ."""
    pairs = zip_longest(one.splitlines(keepends=True), other.splitlines(keepends=True))
    return next(number for number, (mine, yours) in enumerate(pairs, 1) if mine != yours)


def _squeezed(lines: Iterable[str]) -> str:
    return re.sub(r"\s", "", "".join(lines))


def _clipped(mine: str, yours: str) -> dict[str, Value]:
    """Two lines as a sentence shows them: from a little before the place in which they differ."""
    same = next((nth for nth, (one, other) in enumerate(zip(mine, yours, strict=False)) if one != other), None)
    start = max(0, (min(len(mine), len(yours)) if same is None else same) - 12)
    head = "…" if start else ""
    return {"paper": clip(f"{head}{mine[start:]}"), "held": clip(f"{head}{yours[start:]}")}
