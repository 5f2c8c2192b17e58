"""Stories: dossiers before and after, told as small edits of the example dossiers.

A story is a folder `tests/stories/<rule>/<case>/` with `story.yaml` and `report.txt`. The report is what users
read, in Indonesian, without the notes that the examples themselves bring on the usual day; it is empty where the story
must stay silent. `story.yaml` has

- `tells`: one sentence on what happens;
- `cerita` (optional): the same in Indonesian; such a story is the one that the printed rule book shows;
- `day`: the day that counts as today (default 2026-06-15);
- `settings`: the text of `skpkit.yaml`, where it matters; where it gives no `batas_mundur` that is a year, so that a
  story need not date what it brings to its day;
- `check`: edits of the examples, judged as one state; or
- `before` (optional) and `after`: edits of the examples, then edits of those, judged as a review.

`tests/support/edits.py` tells what an edit may be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from skpkit.findings import Day, Finding, Severity
from skpkit.forge.signatures import verified
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Memo, Office
from skpkit.judge.review import review
from skpkit.messages import tell
from skpkit.reports import Report
from skpkit.reports.text_report import as_text
from skpkit.source.yamlfile import read
from tests.support.edits import edited, examples
from tests.support.memory import MemoryTree
from tests.support.places import STORIES

DAY = "2026-06-15"


def opened(tree: MemoryTree, **given: Any) -> Office:
    """The records of a state, whose signatures are verified."""
    return Office(tree, **{"verify": verified, "memo": dict(_files_of_the_examples()), **given})


@cache
def _files_of_the_examples() -> Memo:
    """The files of the examples, which nearly every state of a story has, read once."""
    memo: Memo = {}
    office = Office(examples(), memo=memo)
    office.read_ahead([*office.listing.places])
    return memo


@dataclass(frozen=True)
class Story:
    """A story with its states made."""

    folder: Path
    day: date
    before: MemoryTree | None
    after: MemoryTree

    @property
    def name(self) -> str:
        """`<rule>/<case>`."""
        return self.folder.relative_to(STORIES).as_posix()

    def verdict(self) -> Verdict:
        """What all rules say of it."""
        return replace(self._verdict(), day=Day(self.day, "--today"))

    def _verdict(self) -> Verdict:
        if self.before is None:
            return check(self.records, self.day)
        return review(self.opened(self.before), self.records, self.day)

    @cached_property
    def records(self) -> Office:
        """Those of the last state."""
        return self.opened(self.after)

    def opened(self, tree: MemoryTree) -> Office:
        """The records of a state, of which each file is read once for the story."""
        return opened(tree, memo=self._memo)

    @cached_property
    def _memo(self) -> Memo:
        return dict(_files_of_the_examples())

    def report(self) -> str:
        """Its findings as users read them."""
        verdict = self.verdict()
        alone = Verdict(tuple(news(verdict)), along=verdict.along, people=verdict.people, day=verdict.day)
        _, *told, _ = as_text(Report(alone)).split("\n\n")
        return re.sub(r" \[[0-9a-f, ]{8,}\]$", "", "\n\n".join(told), flags=re.MULTILINE)


def every_story() -> list[Path]:
    """The folders of all stories."""
    return sorted(path.parent for path in STORIES.glob("*/*/story.yaml"))


def news(verdict: Verdict) -> list[Finding]:
    """The findings, but for those that the examples themselves bring."""
    own = notes_on_the_examples() | ahead_in_the_examples(verdict.day.date)
    return [each for each in verdict.findings if each.fingerprint not in own]


@cache
def notes_on_the_examples() -> frozenset[str]:
    """The fingerprints of what the examples themselves lack on the stories' usual day: notes, which no story tells."""
    findings = check(Office(examples()), date.fromisoformat(DAY)).findings
    graver = [f"{each.code} {each.problem.at.path}" for each in findings if each.severity is not Severity.INFO]
    assert not graver, f"the examples are in order but for notes; what finds something there is wrong: {graver}"
    assert findings
    return frozenset(each.fingerprint for each in findings)


@cache
def ahead_in_the_examples(day: date) -> frozenset[str]:
    """The fingerprints of what the examples hold that an earlier day does not know of yet."""
    findings = check(Office(examples()), day).findings if day < date.fromisoformat(DAY) else ()
    return frozenset(each.fingerprint for each in findings if each.rule == "future-date")


def load_story(folder: Path) -> Story:
    """A story from its folder."""
    document = read((folder / "story.yaml").read_bytes())
    problems = [tell(slip.message, slip.told, "en") for slip in document.slips]
    assert not problems, f"{folder}: {problems}"
    data: Mapping[str, Any] = document.data
    known = {"tells", "cerita", "day", "settings", "check", "before", "after"}
    assert data.keys() <= known, f"{folder}: unknown keys {data.keys() - known}"
    base = examples()
    settings = data.get("settings", base.files["skpkit.yaml"].decode())
    if "batas_mundur" not in settings:
        settings = f"{settings.rstrip()}\nbatas_mundur: 366\n"
    base = base.changed({"skpkit.yaml": settings})
    day = date.fromisoformat(data.get("day", DAY))
    if "check" in data:
        return Story(folder, day, None, edited(base, data["check"]))
    before = edited(base, data.get("before", ()))
    return Story(folder, day, before, edited(before, data["after"]))
