"""Whether the commit that a document is printed from was accepted: the default branch holds it, and shows the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from skpkit.errors import SkpkitError
from skpkit.findings import Note
from skpkit.messages import N_, SHORT
from skpkit.paper.material import History
from skpkit.source.history import branches
from skpkit.source.history.branches import NO_DEFAULT_IN_SHALLOW
from skpkit.source.history.plumbing import ON_FORGES
from skpkit.source.history.ranges import NOT_CERTAIN_IN_SHALLOW

NOT_ACCEPTED = N_(
    "printed with the mark USULAN, for the default branch does not hold commit {commit}; merge and push it, and print "
    "again"
)
ANOTHER = N_(
    "printed with the mark USULAN, for {path} of commit {commit} shows something else where that was merged; print it "
    "from there: --rev {landing}"
)
UNCERTAIN = N_(
    "printed with the mark USULAN, for it is not certain which branch is the default one here, and whether it holds "
    "commit {commit}; name it: --base BRANCH. For good, set `cabang` in skpkit.yaml on that branch, or in this clone: "
    "git remote set-head origin --auto"
)
UNCERTAIN_IN_SHALLOW = N_(
    "printed with the mark USULAN, for this clone holds only a part of the history, so it is not certain whether "
    "commit {commit} was accepted; fetch the whole history: {forges}, here git fetch --unshallow"
)
_UNCERTAIN = {
    **dict.fromkeys(branches.UNCERTAIN, UNCERTAIN),
    NO_DEFAULT_IN_SHALLOW: UNCERTAIN_IN_SHALLOW,
    NOT_CERTAIN_IN_SHALLOW: UNCERTAIN_IN_SHALLOW,
}
Landed: TypeAlias = "str | Note"
"""The step of the default branch that brought a commit, or why there is none."""


def landing_of(history: History, commit: str) -> Landed:
    """The step of the default branch that brought a commit, or what is to be said where none did, or nobody knows.

    Raises SkpkitError where the default branch that somebody names is not there.
    """
    told = {"commit": commit[:SHORT]}
    try:
        return history.landing(commit) or Note(NOT_ACCEPTED, told)
    except SkpkitError as error:
        if error.message not in _UNCERTAIN:
            raise
        return Note(_UNCERTAIN[error.message], {**told, "forges": ON_FORGES})


def objection(landing: Landed, commit: str, path: str, alike: Callable[[str], bool]) -> Note | None:
    """Why a document of a commit is a proposal yet; None for one that was accepted.

    `alike` tells whether the document shows the same in the step that brought the commit: one on the way there may hold
    anything.
    """
    if isinstance(landing, Note):
        return landing
    if landing == commit or alike(landing):
        return None
    return Note(ANOTHER, {"path": path, "commit": commit[:SHORT], "landing": landing[:SHORT]})
