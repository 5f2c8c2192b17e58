"""What is told of a paper that was held against the repository; as data, as `schemas/v1/verify.schema.json` has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.messages import N_, SHORT, Value, clip, tell, visible
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
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
}
SIGNATURE = N_("signed by {name}; the signature is sound, whether its certificate is to be trusted was not looked at")
SINCE = {
    "same": N_("The record has not changed since."),
    "changed": N_("The record has changed since: last in commit {commit} of {day}."),
    "gone": N_("The record is not at this place any more, since commit {commit} of {day}."),
}
UNCOMMITTED = N_("In the working tree it is different again, not yet committed.")


class VerifyReport(NamedTuple):
    """What is to be said of a paper, under the name that it was given by."""

    name: str
    outcome: Verification
    lang: str = "id"


def as_text(report: VerifyReport) -> str:
    """The outcome for people: the verdict, what differs, and what became of the record."""
    return "".join(f"{visible(line)}\n" for line in _lines(*report))


def _lines(name: str, outcome: Verification, lang: str) -> Iterator[str]:
    yield verdict(name, outcome, lang)
    for difference in outcome.differences:
        yield f"  - {difference.sentence(lang)}"
    for each in outcome.signatures:
        yield f"  - {tell(SIGNATURE, {'name': clip(each.name)}, lang)}"
    yield from _since(outcome.since, lang)


def verdict(name: str, outcome: Verification, lang: str) -> str:
    """The verdict in one sentence."""
    manifest = outcome.manifest
    told: dict[str, Value] = {
        "name": name,
        "document": manifest.document if manifest else "",
        "path": manifest.path if manifest else "",
        "commit": manifest.commit[:SHORT] if manifest else "",
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


def _since(since: Since, lang: str) -> Iterator[str]:
    if since.head and (since.commit or since.head == "same"):
        yield tell(SINCE[since.head], {"commit": (since.commit or "")[:SHORT], "day": since.day}, lang)
    if since.worktree and since.worktree != since.head:
        yield tell(UNCOMMITTED, {}, lang)


def as_json(report: VerifyReport) -> str:
    """The outcome as one JSON document."""
    name, outcome, lang = report
    manifest, since = outcome.manifest, outcome.since
    told: dict[str, Any] = {
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
        "signatures": [{"name": each.name} for each in outcome.signatures],
        "since": {
            "head": since.head,
            "commit": since.commit,
            "date": since.day.isoformat() if since.day else None,
            "worktree": since.worktree,
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
