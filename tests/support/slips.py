"""Slips that people make, each in an office that was in order: what is wrong then, and what its report must say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import yaml

from skpkit.findings import Finding
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Office
from skpkit.judge.showing import showable
from skpkit.messages import LANGUAGES, tell
from tests.support.memory import MemoryTree
from tests.support.places import TESTS

FOLDER = TESTS / "data" / "slips"
DAY = date(2026, 5, 20)
DOSSIER = "records/2026/bidang-sdm/198803172012042005"
FILES = {"skp": "skp.yaml", "dki": "dki/2026-04-07.yaml"}


class CuredSlip(NamedTuple):
    """A slip: the file, the text that stood there and the one in its place; what the leading message must hold in both
    languages and, as its `own`, in one; lines that must be `shown`; and the `remedy`, which is what whoever follows the
    message to the letter writes in place of the slip. A file may be `moved` to another name, or `copied` from one;
    `more` are further slips in the same file.
    """

    name: str
    path: str
    old: str
    new: str
    codes: tuple[str, ...]
    words: tuple[str, ...]
    own: Mapping[str, tuple[str, ...]]
    remedy: str | None
    shown: tuple[str, ...]
    moved: str | None
    copied: str | None
    more: Mapping[str, str]

    def applied(self, tree: MemoryTree) -> MemoryTree:
        """The office with the slip."""
        if self.moved:
            return tree.changed({self.path: None, self.moved: tree.files[self.path]})
        if self.copied:
            return tree.changed({self.path: tree.files[self.copied]})
        return tree.changed({self.path: self._text(tree, self.new)})

    def mended(self, tree: MemoryTree) -> MemoryTree:
        """The office after the remedy."""
        assert self.remedy is not None
        return tree.changed({self.path: self._text(tree, self.remedy)})

    def _text(self, tree: MemoryTree, new: str) -> str:
        if self.old == "*":
            return new
        if self.path not in tree.files:
            return new
        text = tree.files[self.path].decode()
        assert self.old in text, self.name
        for old, other in self.more.items() if new != self.remedy else ():
            text = text.replace(old, other, 1)
        return text.replace(self.old, new, 1)


@cache
def office() -> MemoryTree:
    """The office that is in order."""
    return MemoryTree.of_folder(FOLDER)


@cache
def slips() -> tuple[CuredSlip, ...]:
    """All of them."""
    given = yaml.safe_load((FOLDER / "slips.yaml").read_text(encoding="utf-8"))
    return tuple(_slip(name, each) for name, each in given.items())


def _slip(name: str, given: Mapping[str, Any]) -> CuredSlip:
    own_path = given["file"].startswith("/")
    return CuredSlip(
        name,
        given["file"].removeprefix("/") if own_path else f"{DOSSIER}/{FILES.get(given['file'], given['file'])}",
        given.get("old", "*"),
        given.get("new", ""),
        tuple(given["codes"].split()),
        tuple(given.get("words", ())),
        {lang: tuple(given.get(lang, ())) for lang in LANGUAGES},
        given.get("remedy"),
        tuple(given.get("shown", ())),
        f"{DOSSIER}/{given['moved']}" if "moved" in given else None,
        f"{DOSSIER}/{given['copied']}" if "copied" in given else None,
        given.get("more", {}),
    )


def judged(tree: MemoryTree) -> Verdict:
    """The verdict on the office, with its lines; what it says of the office in order is left out."""
    verdict = check(Office(tree), DAY)
    fresh = tuple(each for each in verdict.findings if _known(each) not in _in_order())
    return showable(replace(verdict, findings=fresh), tree)


@cache
def _in_order() -> frozenset[tuple[object, ...]]:
    return frozenset(_known(each) for each in check(Office(office()), DAY).findings)


def _known(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.problem.at.path, finding.problem.message, str(finding.problem.told)


def sentence(finding: Finding, lang: str) -> str:
    """What a finding says."""
    return tell(finding.problem.message, finding.problem.told, lang)
