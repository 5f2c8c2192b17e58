"""What is told of a paper that was held against the repository; as data, as `schemas/v1/verify.schema.json` has it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.errors import SkpkitError
from skpkit.messages import N_, SHORT, Value, clip, tell, visible
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from skpkit.paper.manifest import Manifest
    from skpkit.paper.signature import Signature
    from skpkit.paper.verify import Since, Verification

VERDICTS = {
    "genuine": N_("Genuine: {name} is, byte for byte, document {document} of {path} as commit {commit} holds it."),
    "signed": N_(
        "Genuine: {name} is, byte for byte, document {document} of {path} as commit {commit} holds it, with an "
        "electronic signature behind it."
    ),
    "other_versions": N_(
        "Genuine: {name} shows, says and carries what document {document} of {path} does as commit {commit} holds it. "
        "Other versions made it ({versions})."
    ),
    "unaccepted": N_(
        "Refused: {name} is document {document} of {path} as commit {commit} holds it, but the default branch never "
        "held it so: it was proposed and not accepted."
    ),
    "unproven": N_(
        "Not proven: {name} was made with other versions ({versions}), and it is not what those here make of document "
        "{document} of {path} in commit {commit}. Print it again with its versions to be certain."
    ),
    "rewritten": N_(
        "Refused: {name} looks like document {document} of {path} as commit {commit} holds it, but another program has "
        "written the file anew. Ask for the file as it was printed."
    ),
    "broken_signature": N_(
        "Refused: {name} begins as document {document} of {path} as commit {commit} holds it, but a signature in it is "
        "broken. Ask for the file as it was signed."
    ),
    "altered": N_("Refused: {name} is not document {document} of {path} as commit {commit} holds it."),
    "not_ours": N_("Refused: {name} is no document of this repository."),
    "not_compared": N_(
        "Paper not compared: the QR code of {name} names document {document} of {path} in commit {commit}, and the "
        "repository holds that. Anybody can put a code on a sheet: print the document, and compare by eye: {command}"
    ),
}
# What shows the record as a commit holds it, so that a newer state is worth printing.
_AS_PRINTED = frozenset({"genuine", "rewritten", "not_compared"})
SIGNATURE = N_("signed by {name}; the signature is sound, whether its certificate is to be trusted was not looked at")
SIGNATURE_AT = N_(
    "signed by {name}, by its own word on {when}; the signature is sound, whether its certificate is to be trusted was "
    "not looked at"
)
TIME_STAMP = N_(
    "time stamp of {name}, on {when}: the file was so by then; whether its certificate is to be trusted was not looked "
    "at"
)
STAMP = N_("page {page} shows a stamp of that signature, on free ground: what stands in it is said by who signed alone")
NO_ANSWER = N_("No answer: {why}")
NEWER = N_("There is a newer state of the record: commit {commit} of {day}. To print it: {command}")
NEVER_ACCEPTED = N_("The default branch never held it so: it was proposed and not accepted.")
SINCE = {
    "same": N_("The record has not changed since."),
    "changed": N_("The record has changed since: last in commit {commit} of {day}."),
    "gone": N_("The record is not at this place any more, since commit {commit} of {day}."),
}
UNCOMMITTED = N_("In the working tree it is different again, not yet committed.")


class VerifyReport(NamedTuple):
    """What is to be said of a paper, under the name that it was given by; an error where it has no outcome."""

    name: str
    outcome: Verification | SkpkitError
    lang: str = "id"


def as_text(reports: Sequence[VerifyReport]) -> str:
    """The outcomes for people, a section each: the verdict, what differs, and what became of the record."""
    return "\n".join("".join(f"{visible(line)}\n" for line in _lines(each)) for each in reports)


def _lines(report: VerifyReport) -> Iterator[str]:
    name, outcome, lang = report
    if isinstance(outcome, SkpkitError):
        yield tell(NO_ANSWER, {"why": outcome.sentence(lang)}, lang)
        return
    newer = _newer(outcome)
    if newer:
        yield tell(NEWER, newer, lang)
    yield verdict(name, outcome, lang)
    for difference in outcome.differences:
        yield f"  - {difference.sentence(lang)}"
    for each in outcome.signatures:
        told: dict[str, Value] = {"name": clip(each.name), "when": _moment(each)}
        said = TIME_STAMP if each.of_time else SIGNATURE_AT if each.when else SIGNATURE
        yield f"  - {tell(said, told, lang)}"
        if each.page and outcome.status in ("genuine", "unaccepted"):
            yield f"  - {tell(STAMP, {'page': each.page}, lang)}"
    if outcome.status == "not_compared" and not outcome.accepted:
        yield tell(NEVER_ACCEPTED, {}, lang)
    yield from _since(outcome.since, lang, told=bool(newer))


def _newer(outcome: Verification) -> dict[str, Value] | None:
    """The state that came after that of a paper which is as it was printed, and the command that prints it."""
    since, manifest = outcome.since, outcome.manifest
    if outcome.status not in _AS_PRINTED or manifest is None or since.head != "changed" or not since.commit:
        return None
    return {"commit": since.commit[:SHORT], "day": since.day, "command": command(manifest, "HEAD")}


def command(manifest: Manifest, revision: str) -> str:
    """What prints the document of a manifest, as a shell takes it."""
    words = ["skpkit", "render", manifest.path, "--document", manifest.document, "--rev", revision]
    if manifest.paper:
        words += ["--kertas", manifest.paper]
    return shlex.join([*words, "-o", f"{manifest.document}.pdf"])


def _moment(signature: Signature) -> str:
    return signature.when.isoformat(sep=" ", timespec="minutes") if signature.when else ""


def verdict(name: str, outcome: Verification, lang: str) -> str:
    """The verdict in one sentence."""
    manifest = outcome.manifest
    told: dict[str, Value] = {
        "name": name,
        "document": manifest.document if manifest else "",
        "path": manifest.path if manifest else "",
        "commit": manifest.commit[:SHORT] if manifest else "",
        "command": command(manifest, manifest.commit[:SHORT]) if manifest else "",
        "versions": tuple(_version(each.what, each.paper, each.here) for each in outcome.versions),
    }
    return tell(VERDICTS[_kind(outcome)], told, lang)


def _kind(outcome: Verification) -> str:
    """Which verdict it is: a genuine paper may be signed, or of other versions."""
    if outcome.status != "genuine":
        return outcome.status
    return "signed" if outcome.signatures else "other_versions" if outcome.versions else "genuine"


def _version(what: str, paper: str, here: str) -> str:
    """A version there and here; of a hash its first letters."""
    return f"{what} {_short(paper)} ≠ {_short(here)}"


def _short(version: str) -> str:
    digest = version.partition("sha256:")[2]
    return digest[:SHORT] or version[:20] or "-"


def _since(since: Since, lang: str, *, told: bool) -> Iterator[str]:
    if since.head and not told and (since.commit or since.head == "same"):
        yield tell(SINCE[since.head], {"commit": (since.commit or "")[:SHORT], "day": since.day}, lang)
    if since.worktree and since.worktree != since.head:
        yield tell(UNCOMMITTED, {}, lang)


def as_json(reports: Sequence[VerifyReport]) -> str:
    """The outcome as one JSON document; of several papers a list of them."""
    told = [_data(each) for each in reports]
    return json.dumps(told if len(told) != 1 else told[0], ensure_ascii=False, indent=2) + "\n"


def _data(report: VerifyReport) -> dict[str, Any]:
    name, outcome, lang = report
    if isinstance(outcome, SkpkitError):
        nothing = dict.fromkeys(("document", "path", "commit", "blob"))
        return {
            "skpkit": VERSION,
            "file": name,
            "status": "no_answer",
            "message": outcome.sentence(lang),
            "accepted": False,
            **nothing,
            "versions": [],
            "differences": [],
            "signatures": [],
            "since": dict.fromkeys(("head", "commit", "date", "worktree")),
            "command": None,
        }
    manifest, since = outcome.manifest, outcome.since
    return {
        "skpkit": VERSION,
        "file": name,
        "status": outcome.status,
        "message": verdict(name, outcome, lang),
        "accepted": outcome.accepted,
        "document": manifest.document if manifest else None,
        "path": manifest.path if manifest else None,
        "commit": manifest.commit if manifest else None,
        "blob": manifest.blob if manifest else None,
        "versions": [each._asdict() for each in outcome.versions],
        "differences": [
            {
                "kind": each.kind,
                "message": each.sentence(lang),
                "page": each.told.get("page"),
                "line": each.told.get("line"),
            }
            for each in outcome.differences
        ],
        "signatures": [
            {"name": each.name, "date": each.when.isoformat() if each.when else None, "page": each.page}
            for each in outcome.signatures
        ],
        "since": {
            "head": since.head,
            "commit": since.commit,
            "date": since.day.isoformat() if since.day else None,
            "worktree": since.worktree,
        },
        "command": command(manifest, manifest.commit) if manifest else None,
    }


VERIFY: Mapping[str, Callable[[Sequence[VerifyReport]], str]] = {"text": as_text, "json": as_json}
