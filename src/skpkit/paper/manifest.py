"""The manifest that a printed PDF carries, written and read: of which record, from which commit, made with what."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.paper.look import PAPERS
from skpkit.paper.pdf import Pdf

NONE = N_(
    "{name} carries no manifest.json, so it does not say where it comes from: it was not printed by skpkit, or it is a "
    "blank form, or from records that were not committed"
)
TWO = N_("{name} carries more than one manifest.json, which no document of skpkit does")
NOT_READ = N_(
    "the manifest.json in {name} is not as skpkit writes it, so it does not say where the document comes from"
)
NEWER = N_("the manifest.json in {name} is of a newer skpkit; update skpkit to verify it")

A_BUNDLE = N_(
    "{name} is a bundle of {count} documents, which is not held against the repository as a whole; print each document "
    "by itself, and verify that"
)

MANIFEST = "manifest.json"
_FORMAT = 1
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LARGEST = 64 * 1024


class NotOurs(SkpkitError):
    """A PDF that does not say, in the way of skpkit, where it comes from."""


class Manifest(NamedTuple):
    """What a manifest says. `document` is what --document takes; a `proposal` is of a commit that was not accepted when
    it was printed, and marked so; `paper` was asked for in place of the setting.
    """

    document: str
    path: str
    commit: str
    blob: str
    made_with: Mapping[str, str]
    proposal: bool = False
    paper: str | None = None


def manifest_text(manifest: Manifest, when: datetime) -> bytes:
    """The manifest as a document of that date carries it."""
    facts = {"manifest": _FORMAT, "date": when.isoformat(), **manifest._asdict()}
    if not manifest.proposal:
        del facts["proposal"]
    if not manifest.paper:
        del facts["paper"]
    return (json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def bundle_text(manifests: Sequence[bytes]) -> bytes:
    """The manifest of a bundle, which has those of its documents."""
    facts = {"manifest": _FORMAT, "bundle": [json.loads(each) for each in manifests]}
    return (json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def manifest_of(paper: Pdf) -> Manifest:
    """The manifest of a PDF. Raises NotOurs where it has none, several, or one that skpkit did not write."""
    found = [content for name, content in paper.attachments if name == MANIFEST]
    if len(found) != 1:
        raise NotOurs(TWO if found else NONE, name=paper.name)
    return _read(found[0], paper.name)


def told_of_origin(content: bytes) -> Mapping[str, object]:
    """All that a manifest says but for what made the document."""
    return {key: value for key, value in json.loads(content).items() if key != "made_with"}


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """What a mapping says. Raises ValueError where it says a thing twice, of which each reader takes another."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _read(content: bytes, name: str) -> Manifest:
    try:
        data = json.loads(content if len(content) <= _LARGEST else b"", object_pairs_hook=_once)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise NotOurs(NOT_READ, name=name)
    version = data.get("manifest")
    if isinstance(version, int) and version > _FORMAT:
        raise SkpkitError(NEWER, name=name)
    if isinstance(data.get("bundle"), list):
        raise NotOurs(A_BUNDLE, name=name, count=len(data["bundle"]))
    words = [data.get(key) for key in ("document", "path", "commit", "blob")]
    made_with, proposal, paper = data.get("made_with"), data.get("proposal", False), data.get("paper")
    texts = [*words, *(made_with.values() if isinstance(made_with, dict) else [None])]
    plain = all(isinstance(each, str) and each.isprintable() for each in texts)
    sound = plain and isinstance(proposal, bool) and all(_ID.fullmatch(str(each)) for each in words[2:])
    if version != _FORMAT or not sound or paper not in (None, *PAPERS):
        raise NotOurs(NOT_READ, name=name)
    document, path, commit, blob = map(str, words)
    return Manifest(document, path, commit, blob, made_with or {}, proposal, paper)
