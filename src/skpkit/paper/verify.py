"""Whether a printed PDF is what the repository holds: the document is printed again from its commit, and compared.

The same bytes are the same document. Other versions of tool, template, Typst or font make other bytes; then the text is
compared, which is less: nothing is said of the layout, or of what is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Literal, NamedTuple, Protocol, TypeAlias

from skpkit.judge.office import Office
from skpkit.messages import N_, SHORT, Value, clip, tell
from skpkit.paper.manifest import MANIFEST, Manifest, manifest_of
from skpkit.paper.material import History
from skpkit.paper.pdf import Pdf
from skpkit.paper.printing import Printer
from skpkit.source.tree import FILE_MODES, Tree

Status: TypeAlias = Literal["genuine", "same_text", "unaccepted", "unlike", "altered"]
Now: TypeAlias = Literal["same", "changed", "gone"]

NOT_AT = N_("commit {commit} holds no record at {path}")
OTHER_BLOB = N_("the manifest names blob {blob} for the record, but in commit {commit} it is blob {held}")
OTHER_MANIFEST = N_("the attached manifest.json is not that of this document")
ATTACHED = N_("{name} is attached, which the document does not carry")
NOT_ATTACHED = N_("{name} is not attached, or attached twice")
SOURCE = N_("the attached {name} is not the record of that commit: from line {line} on it differs")
TEXT = N_("page {page}, line {line}: the paper says “{paper}”, the repository “{held}”")
PAGES = N_("the paper has {paper} pages, the document of the repository {held}")
ADDED = N_("page {page} carries something that the document does not have: {what}")
PART = N_("the file has something that the document does not have: {what}")
METADATA = N_("its metadata differ: {keys}")
APPENDED = N_(
    "{count} bytes were added behind the genuine document, as an electronic signature, a comment or an edit is; its "
    "first {length} bytes are genuine"
)
UPDATED = N_("the file was changed after it had been written, as an electronic signature, a comment or an edit does")
_END = b"%%EOF"
BYTES = N_("its bytes differ, though text, attachments and metadata are the same")


class Archive(History, Protocol):
    """The repository that papers are held against."""

    @property
    def bare(self) -> bool:
        """Whether it has no working tree."""

    def commit(self, revision: str) -> Tree:
        """The state that a revision names; SkpkitError for none."""

    def worktree(self, only: Sequence[str] = ()) -> Tree:
        """What lies on the disk."""

    def accepted(self, commit: str) -> bool:
        """Whether a commit is in the history of the default branch."""


class Version(NamedTuple):
    """A tool that the paper was made with in another version than there is here; empty where one does not know it."""

    what: str
    paper: str
    here: str


class Difference(NamedTuple):
    """Something in which the paper is not what the repository holds; page and line where it is in the text."""

    kind: str
    message: str
    told: Mapping[str, Value]

    def sentence(self, lang: str) -> str:
        """It in words."""
        return tell(self.message, self.told, lang)


class Since(NamedTuple):
    """What became of the record since: at HEAD, with the commit that last changed it and its day, and on the disk."""

    head: Now | None
    commit: str | None
    day: date | None
    worktree: Now | None


class Verification(NamedTuple):
    """What is to be said of a paper. `accepted`: its commit is in the history of the default branch."""

    status: Status
    manifest: Manifest
    accepted: bool
    versions: tuple[Version, ...]
    differences: tuple[Difference, ...]
    since: Since

    @property
    def exit_code(self) -> int:
        """0 where the paper is what was accepted, else 1."""
        return 0 if self.status in ("genuine", "same_text") else 1


def verify(content: bytes, name: str, archive: Archive, today: date) -> Verification:
    """Hold a PDF against the repository.

    Raises SkpkitError for one that does not say where it comes from, or whose commit is not here.
    """
    paper = Pdf(content, name)
    manifest = manifest_of(paper)
    state = archive.commit(manifest.commit)
    accepted = archive.accepted(manifest.commit)
    since = _since(manifest, archive)
    held = _blob_at(state, manifest.path)
    if held is None:
        gone = Difference("record", NOT_AT, {"commit": manifest.commit[:SHORT], "path": manifest.path})
        return Verification("altered", manifest, accepted, (), (gone,), since)
    printer = Printer(Office(state), archive, today)
    (printed,) = printer.pages(manifest.path, "pdf", manifest.document)
    if content == printed:
        return Verification("genuine" if accepted else "unaccepted", manifest, accepted, (), (), since)
    ours = Pdf(printed, name)
    versions = tuple(_versions(manifest.made_with, manifest_of(ours).made_with))
    found = [*_appended(content, printed), *_blobs(manifest, held), *_differences(paper, ours, alike=not versions)]
    status: Status
    if versions:
        status = "unlike" if found else "same_text" if accepted else "unaccepted"
    else:
        status = "altered"
        found = found or [Difference("bytes", BYTES, {})]
    return Verification(status, manifest, accepted, versions, tuple(found), since)


def _blob_at(state: Tree, path: str) -> str | None:
    return next((each.oid for each in state.entries(path) if each.path == path and each.mode in FILE_MODES), None)


def _blobs(manifest: Manifest, held: str) -> Iterator[Difference]:
    if manifest.blob != held:
        told = {"blob": manifest.blob[:SHORT], "commit": manifest.commit[:SHORT], "held": held[:SHORT]}
        yield Difference("blob", OTHER_BLOB, told)


def _versions(paper: Mapping[str, str], here: Mapping[str, str]) -> Iterator[Version]:
    for what in sorted({*paper, *here}):
        if paper.get(what) != here.get(what):
            yield Version(what, paper.get(what, ""), here.get(what, ""))


def _differences(paper: Pdf, ours: Pdf, *, alike: bool) -> Iterator[Difference]:
    """In what a paper differs; between other versions (not `alike`) only in what they do not explain."""
    yield from _attachments(paper, ours, alike=alike)
    yield from _texts(paper.pages, ours.pages)
    for number, (added, own) in enumerate(zip_longest(paper.additions, ours.additions, fillvalue=()), 1):
        for each in added:
            if each not in own:
                yield Difference("addition", ADDED, {"page": number, "what": clip(each)})
    for part in sorted(paper.parts - ours.parts):
        yield Difference("part", PART, {"what": clip(part.removeprefix("/"))})
    keys = tuple(sorted({key for key, _ in set(paper.metadata.items()) ^ set(ours.metadata.items())}))
    if alike and keys:
        yield Difference("metadata", METADATA, {"keys": tuple(map(clip, keys))})


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
        elif name == MANIFEST and carried[0] != content:
            says, should = manifest_of(paper), manifest_of(ours)
            if alike or says._replace(made_with={}) != should._replace(made_with={}):
                yield Difference("manifest", OTHER_MANIFEST, {})


def _first_line(one: bytes, other: bytes) -> int:
    """The number of the first line in which two texts differ."""
    pairs = zip_longest(one.splitlines(keepends=True), other.splitlines(keepends=True))
    return next(number for number, (mine, yours) in enumerate(pairs, 1) if mine != yours)


def _texts(paper: Sequence[Sequence[str]], ours: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """The number of pages, and the first line of text that differs; where lines end does not count."""
    if len(paper) != len(ours):
        yield Difference("pages", PAGES, {"paper": len(paper), "held": len(ours)})
    for page, (said, held) in enumerate(zip(paper, ours, strict=False), 1):
        if _squeezed(said) != _squeezed(held):
            pairs = enumerate(zip_longest(said, held, fillvalue=""), 1)
            line, (mine, yours) = next(each for each in pairs if each[1][0] != each[1][1])
            told: dict[str, Value] = {"page": page, "line": line, **_clipped(mine, yours)}
            yield Difference("text", TEXT, told)
            return


def _squeezed(lines: Iterable[str]) -> str:
    return re.sub(r"\s", "", "".join(lines))


def _clipped(mine: str, yours: str) -> dict[str, Value]:
    """Two lines as a sentence shows them: from a little before the place in which they differ."""
    same = next((nth for nth, (one, other) in enumerate(zip(mine, yours, strict=False)) if one != other), None)
    start = max(0, (min(len(mine), len(yours)) if same is None else same) - 12)
    head = "…" if start else ""
    return {"paper": clip(f"{head}{mine[start:]}"), "held": clip(f"{head}{yours[start:]}")}


def _appended(content: bytes, printed: bytes) -> Iterator[Difference]:
    if content.startswith(printed):
        yield Difference("appended", APPENDED, {"count": len(content) - len(printed), "length": len(printed)})
    elif content.count(_END) != printed.count(_END):
        yield Difference("appended", UPDATED, {})


def _since(manifest: Manifest, archive: Archive) -> Since:
    head = archive.head()
    at_head = _now(head, manifest) if head else None
    changed = None
    if head and head.commit and at_head != "same":
        last = next(iter(archive.versions(manifest.path, head.commit)), None)
        changed = last.commit if last else None
    worktree = None if archive.bare else _now(archive.worktree([manifest.path]), manifest)
    return Since(at_head, changed, archive.commit_date(changed).date() if changed else None, worktree)


def _now(state: Tree, manifest: Manifest) -> Now:
    held = _blob_at(state, manifest.path)
    return "gone" if held is None else "same" if held == manifest.blob else "changed"
