"""What a report is made of: a verdict, what was compared, and how to tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from skpkit.findings import Evidence, Finding
from skpkit.judge.engine import Verdict
from skpkit.messages import N_, tell

UNCOMMITTED = {"worktree": N_("the working tree"), "index": N_("what is staged"), "folder": N_("this folder")}


class Side(NamedTuple):
    """A state in a report: the words it was asked for by, and its commit, or what it is instead."""

    label: str
    commit: str | None

    def short(self, lang: str) -> str:
        """`main (1a2b3c4d)`, or in words what is no commit."""
        if not self.commit:
            return tell(UNCOMMITTED.get(self.label, self.label), {}, lang)
        return self.commit[:12] if self.commit.startswith(self.label) else f"{self.label} ({self.commit[:8]})"


@dataclass(frozen=True, slots=True)
class Report:
    """A verdict with its circumstances. `base` is None for a check; `tip` is the base branch's newest state."""

    verdict: Verdict
    head: Side
    base: Side | None = None
    tip: Side | None = None
    lang: str = "id"
    command: Literal["check", "review"] = "check"
    show_all: bool = False
    color: bool = False

    def sentence(self, finding: Finding) -> str:
        """A finding's sentence in the report's language."""
        return tell(finding.problem.message, finding.problem.told, self.lang)

    def commit_of(self, evidence: Evidence) -> str | None:
        """The commit in which a piece of evidence stands."""
        side = {"before": self.base, "tip": self.tip or self.base, "after": self.head}[evidence.side]
        return side.commit if side else None
