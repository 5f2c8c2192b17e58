"""What is told of a paper that was held against the repository; as data, as `schemas/v1/verify.schema.json` has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.messages import N_, SHORT, Value, tell, visible
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from skpkit.paper.verify import Since, Verification

VERDICTS = {
    "genuine": N_("Genuine: {name} is, byte for byte, document {document} of {path} as commit {commit} holds it."),
    "same_text": N_(
        "The same text: {name} reads as document {document} of {path} as commit {commit} holds it. It was made with "
        "other versions ({versions}), so its bytes differ; layout and drawings were not compared."
    ),
    "unaccepted": N_(
        "Refused: {name} is document {document} of {path} as commit {commit} holds it, but that commit is not in the "
        "history of the default branch: what it holds was proposed and not accepted."
    ),
    "unlike": N_(
        "Not confirmed: {name} was made with other versions ({versions}), and it is not what these make of document "
        "{document} of {path} in commit {commit}. Print it again with its versions to be certain."
    ),
    "altered": N_("Refused: {name} is not document {document} of {path} as commit {commit} holds it."),
}
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
    for each in outcome.differences:
        yield f"  - {each.sentence(lang)}"
    yield from _since(outcome.since, lang)


def verdict(name: str, outcome: Verification, lang: str) -> str:
    """The verdict in one sentence."""
    manifest = outcome.manifest
    told: dict[str, Value] = {
        "name": name,
        "document": manifest.document,
        "path": manifest.path,
        "commit": manifest.commit[:SHORT],
        "versions": tuple(_version(each.what, each.paper, each.here) for each in outcome.versions),
    }
    return tell(VERDICTS[outcome.status], told, lang)


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
        "document": manifest.document,
        "path": manifest.path,
        "commit": manifest.commit,
        "blob": manifest.blob,
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
        "since": {
            "head": since.head,
            "commit": since.commit,
            "date": since.day.isoformat() if since.day else None,
            "worktree": since.worktree,
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
