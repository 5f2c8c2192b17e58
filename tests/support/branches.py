"""A repository of the examples whose branches are edited in the words of stories, and reviewed as users do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import skpkit
from skpkit.findings import Severity
from skpkit.judge.engine import Verdict
from tests.support.edits import edited, examples
from tests.support.gitrepo import GitRepo
from tests.support.memory import MemoryTree

TODAY = date(2026, 6, 15)
Edits = Sequence[Mapping[str, Any]]


class Branches(GitRepo):
    """A repository with the examples on main."""

    @classmethod
    def of_examples(cls, path: Path) -> Branches:
        """A new one, in a folder."""
        repo = cls(cls.made(path).path)
        repo.write(examples().files)
        repo.commit()
        return repo

    def edit(self, edits: Edits) -> None:
        """Edit what lies on the disk."""
        now = MemoryTree(self._files())
        then = edited(now, edits).files
        self.write({path: then.get(path) for path in {*now.files, *then} if now.files.get(path) != then.get(path)})

    def record(self, *edits: Mapping[str, Any], on: str = "", message: str = "Rekaman") -> str:
        """Commit edits, on a branch if one is named, which is begun where it is not there; return the commit."""
        if on and on != self.git("branch", "--show-current"):
            there = self.git("branch", "--list", on)
            self.git("switch", "--quiet", *([] if there else ["--create"]), on)
        self.edit(edits)
        return self.commit(message=message)

    def merge(self, other: str, *options: str, then: Edits = ()) -> str:
        """Merge a branch into the one in hand, however much it clashes, with edits in the merge itself."""
        self.git("merge", "--quiet", "--no-ff", "--no-commit", *options, other, fine=(0, 1))
        self.edit(then)
        return self.commit(message=f"Gabung {other}")

    def review(
        self, asked: str | None, *, today: date = TODAY, each_commit: bool = False, staged: bool = False
    ) -> Verdict:
        """The verdict on a range."""
        return skpkit.review(self.path, asked, today=today, each_commit=each_commit, staged=staged)

    def _files(self) -> dict[str, bytes]:
        paths = [each for each in self.path.rglob("*") if ".git" not in each.relative_to(self.path).parts]
        return {each.relative_to(self.path).as_posix(): each.read_bytes() for each in paths if each.is_file()}


def codes(verdict: Verdict) -> list[str]:
    """The codes of the errors."""
    return sorted({each.code for each in verdict.findings if each.severity is Severity.ERROR})
