"""Whether a printed PDF is what the repository holds: the document is printed again from its commit, and compared.

The same bytes are the same document, also where other versions of tool, templates or QR code made it and only its
manifest says so. A signature may have been added behind them. For any other bytes everything that is drawn, said and
attached is compared, object by object; that proves a paper of other versions where nothing differs, and else says what
does. A PDF may come from anyone, so it is read in the process that prints, under the same limits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, ParamSpec, Protocol, TypeAlias, TypeVar

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.judge.office import Office
from skpkit.messages import N_, SHORT
from skpkit.model.signers import Verify, unverified
from skpkit.paper.appended import signed
from skpkit.paper.building import NOT_BUILT_SO, is_plain
from skpkit.paper.comparing import Difference, differences, only_drawn
from skpkit.paper.manifest import Manifest, NotOurs, manifest_of
from skpkit.paper.material import History
from skpkit.paper.pdf import Pdf
from skpkit.paper.pictures import looks
from skpkit.paper.press import ALLOWANCE, Allowance, Exceeded, allowance_of
from skpkit.paper.printing import NoDocument, Printer, press
from skpkit.paper.signature import Signature
from skpkit.source.history.ranges import NO_COMMIT
from skpkit.source.tree import FILE_MODES, Tree

Status: TypeAlias = Literal[
    "genuine", "unaccepted", "unproven", "rewritten", "broken_signature", "altered", "not_ours", "not_compared"
]
Given = ParamSpec("Given")
Made = TypeVar("Made")
Now: TypeAlias = Literal["same", "changed", "gone"]

NOT_AT = N_("commit {commit} holds no record at {path}")
OTHER_BLOB = N_("the manifest names blob {blob} for the record, but in commit {commit} it is blob {held}")
APPENDED = N_("{count} bytes were added behind the genuine document; its first {length} bytes are genuine")
UPDATED = N_("the file was changed after it had been written, as an electronic signature, a comment or an edit does")
TOO_MUCH = N_(
    "{name} takes more than {seconds} seconds or {memory} MB to be read, which no document of skpkit does; give the "
    "file as skpkit render wrote it"
)
# Differences that no other version of anything makes.
_CERTAIN = frozenset({"record", "blob", "manifest", "source", "attachment"})
_END = b"%%EOF"


class Archive(History, Protocol):
    """The repository that papers are held against."""

    @property
    def bare(self) -> bool:
        """Whether it has no working tree."""

    def versions(self, path: str, commit: str) -> Iterable[Tree]:
        """The states in which the file at a path changed, from that commit back, the newest first."""

    def part(self, paths: Collection[str]) -> Tree:
        """What lies on the disk, read where it is asked for."""


class Version(NamedTuple):
    """A tool that the paper was made with in another version than there is here; empty where one does not know it."""

    what: str
    paper: str
    here: str


class Since(NamedTuple):
    """What became of the record since: at HEAD, with the commit that last changed it and its day, and on the disk."""

    head: Now | None
    commit: str | None
    day: date | None
    worktree: Now | None


class Verification(NamedTuple):
    """What is to be said of a paper; one that is not ours has no manifest.

    `accepted`: the default branch held it so, at its commit or when that was merged. `signatures` are sound ones behind
    genuine bytes.
    """

    status: Status
    manifest: Manifest | None
    accepted: bool
    versions: tuple[Version, ...] = ()
    differences: tuple[Difference, ...] = ()
    since: Since = Since(None, None, None, None)
    signatures: tuple[Signature, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where the paper is what was accepted, else 1."""
        return 0 if self.status == "genuine" else 1


class Likened(NamedTuple):
    """What the bytes of a paper say, whatever its commit."""

    status: Status
    differences: tuple[Difference, ...] = ()
    signatures: tuple[Signature, ...] = ()


def verify(content: bytes, name: str, archive: Archive, today: date, signed: Verify = unverified) -> Verification:
    """Hold a PDF against the repository; `signed` says what is wrong with a signature in its records.

    Raises SkpkitError for one that cannot be read, within the limits too, and where this clone lacks a part of the
    history that is needed. The limits are those of HEAD's settings: the paper's own commit may be anybody's.
    """
    allowance = allowance_at(archive)
    try:
        manifest = within(allowance, name, _manifest_in, content, name)
    except NotOurs as error:
        return Verification("not_ours", None, accepted=False, differences=(_told("manifest", error),))
    try:
        state = archive.commit(manifest.commit)
    except SkpkitError as error:
        if error.message != NO_COMMIT:
            raise
        return Verification("not_ours", manifest, accepted=False, differences=(_told("record", error),))
    landed = archive.landing(manifest.commit) == manifest.commit
    verdict = Verification("altered", manifest, landed, since=since(manifest, archive))
    held = _blob_at(state, manifest.path)
    if held is None:
        told = {"commit": manifest.commit[:SHORT], "path": manifest.path}
        return verdict._replace(differences=(Difference("record", NOT_AT, told),))
    printer = printer_at(state, manifest, archive, today, signed)
    try:
        (printed,) = printer.made(manifest.path, "pdf", manifest.document, proposal=manifest.proposal).pages
        ours = manifest if content == printed else within(allowance, name, _manifest_in, printed, name)
        versions = tuple(_versions(manifest, ours))
        others = (
            printer.made(
                manifest.path, "pdf", manifest.document, made_with=manifest.made_with, proposal=manifest.proposal
            ).pages
            if versions
            else []
        )
    except NoDocument as error:
        return verdict._replace(differences=(_told("record", error),))
    if content in (printed, *others):
        judged = Likened("genuine")
    else:
        blobs = tuple(_blobs(manifest, held))
        judged = within(allowance, name, _judged, content, (printed, *others), name, blobs, alike=not versions)
    accepted = accepted_as(manifest, archive, printer)
    status = "unaccepted" if judged.status == "genuine" and not accepted else judged.status
    return verdict._replace(
        status=status,
        accepted=accepted,
        versions=versions,
        differences=judged.differences,
        signatures=judged.signatures,
    )


def allowance_at(archive: Archive) -> Allowance:
    """What a paper may take to be read, by the settings of HEAD: its own commit may be anybody's."""
    head = archive.head()
    return allowance_of(Office(head).settings) if head else ALLOWANCE


def printer_at(state: Tree, manifest: Manifest, archive: Archive, today: date, signed: Verify = unverified) -> Printer:
    """What prints a paper again. Raises SkpkitError where the settings of its commit cannot be used."""
    office = Office(state, verify=signed)
    try:
        office.settings  # noqa: B018 - kept where they are first asked for
    except WrongUsage as error:  # of somebody's commit, so nothing that is used wrongly here
        fault = SkpkitError(error.message, **error.told)
        fault.place = error.of(manifest.commit).place
        raise fault from error
    return Printer(office, archive, today, allowance_at(archive), manifest.paper)


def accepted_as(manifest: Manifest, archive: Archive, printer: Printer) -> bool:
    """Whether the default branch held a document so: at its commit, or where that was merged."""
    landing = archive.landing(manifest.commit)
    if landing is None:
        return False
    return landing == manifest.commit or printer.alike(landing, manifest.path, manifest.document)


def _told(kind: str, error: SkpkitError) -> Difference:
    return Difference(kind, error.message, error.told)


def within(
    allowance: Allowance, name: str, work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs
) -> Made:
    """What is made of a paper in the process that prints, which may take no more for it than for printing.

    Raises SkpkitError where it takes more.
    """
    try:
        return press().do(allowance, work, *given, **named)
    except Exceeded:
        seconds, memory = f"{allowance.seconds:g}", allowance.memory_mb
        raise SkpkitError(TOO_MUCH, name=name, seconds=seconds, memory=memory) from None


def _manifest_in(content: bytes, name: str) -> Manifest:
    return manifest_of(Pdf(content, name))


def _judged(
    content: bytes, candidates: Sequence[bytes], name: str, found: Sequence[Difference], *, alike: bool
) -> Likened:
    """What a paper is that has not the bytes of the document, held against what is printed with the versions here and
    with those that its manifest names.
    """
    genuine = next((each for each in candidates if content.startswith(each)), None)
    if genuine is not None:
        return _with_more(content, genuine, name)
    paper, ours = Pdf(content, name), Pdf(candidates[0], name)
    objects = _differences(paper, ours, alike=alike)
    seen = looks(content, candidates[0])
    told = [*found, *objects, *(seen.differences if seen else ())]
    if content.count(_END) != candidates[0].count(_END):
        told.insert(len(found), Difference("appended", UPDATED, {}))
    if alike:
        return Likened("altered", tuple(told)) if told else Likened("rewritten")
    if any(each.kind in _CERTAIN for each in told) or (seen and seen.covered):
        return Likened("altered", tuple(told))
    if not told and is_plain(content):
        return Likened("genuine")
    told = told or [Difference("bytes", NOT_BUILT_SO, {})]
    same = seen and not seen.differences and all(only_drawn(each) for each in told)
    return Likened("rewritten" if same else "unproven", tuple(told))


def _with_more(content: bytes, genuine: bytes, name: str) -> Likened:
    """What a paper is in which something stands behind the genuine bytes."""
    appended = Difference("appended", APPENDED, {"count": len(content) - len(genuine), "length": len(genuine)})
    added = signed(content, genuine, name)
    if not added.claimed:
        more = _differences(Pdf(content, name), Pdf(genuine, name), alike=True)
        return Likened("altered", (appended, *more))
    if not added.sound:
        return Likened("broken_signature", (appended, *added.differences), added.signatures)
    if added.differences:
        return Likened("altered", (appended, *added.differences), added.signatures)
    return Likened("genuine", (), added.signatures)


def _differences(paper: Pdf, ours: Pdf, *, alike: bool) -> list[Difference]:
    return paper.look(lambda: list(differences(paper, ours, alike=alike)))


def _blob_at(state: Tree, path: str) -> str | None:
    return next((each.oid for each in state.entries(path) if each.path == path and each.mode in FILE_MODES), None)


def _blobs(manifest: Manifest, held: str) -> Iterator[Difference]:
    if manifest.blob != held:
        told = {"blob": manifest.blob[:SHORT], "commit": manifest.commit[:SHORT], "held": held[:SHORT]}
        yield Difference("blob", OTHER_BLOB, told)


def _versions(manifest: Manifest, ours: Manifest) -> Iterator[Version]:
    paper, here = manifest.made_with, ours.made_with
    for what in sorted({*paper, *here}):
        if paper.get(what) != here.get(what):
            yield Version(what, paper.get(what, ""), here.get(what, ""))


def since(manifest: Manifest, archive: Archive) -> Since:
    """What became of the record of a paper."""
    head = archive.head()
    at_head = _now(head, manifest) if head else None
    changed = None
    if head and head.commit and at_head != "same":
        last = next(iter(archive.versions(manifest.path, head.commit)), None)
        changed = last.commit if last else None
    worktree = None if archive.bare else _now(archive.part([manifest.path]), manifest)
    return Since(at_head, changed, archive.commit_date(changed).date() if changed else None, worktree)


def _now(state: Tree, manifest: Manifest) -> Now:
    held = _blob_at(state, manifest.path)
    return "gone" if held is None else "same" if held == manifest.blob else "changed"
