"""What reports are made of: what was found, and how to tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skpkit.messages import N_, tell

if TYPE_CHECKING:
    from skpkit.findings import Evidence, Finding
    from skpkit.judge.engine import StateName, Verdict
    from skpkit.judge.frozen import FrozenTable

UNCOMMITTED = {"worktree": N_("the working tree"), "index": N_("what is staged"), "folder": N_("this folder")}


def state_in_words(state: StateName, lang: str) -> str:
    """`main (1a2b3c4d)`, or in words what is no commit."""
    if not state.commit:
        return tell(UNCOMMITTED.get(state.label, state.label), {}, lang)
    return state.commit[:12] if state.commit.startswith(state.label) else f"{state.label} ({state.commit[:8]})"


@dataclass(frozen=True, slots=True)
class Report:
    """A verdict, and how to tell it."""

    verdict: Verdict
    lang: str = "id"
    show_all: bool = False
    color: bool = False

    def sentence(self, finding: Finding) -> str:
        """A finding's sentence in the report's language."""
        return tell(finding.problem.message, finding.problem.told, self.lang)

    def commit_of(self, evidence: Evidence) -> str | None:
        """The commit in which a piece of evidence stands."""
        verdict = self.verdict
        state = {"before": verdict.base, "tip": verdict.tip or verdict.base, "after": verdict.head}[evidence.moment]
        return state.commit if state else None


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A table of what is frozen, and how to tell it. `width` is that of the terminal, None where none reads along."""

    table: FrozenTable
    lang: str = "id"
    width: int | None = None
    color: bool = False
