"""A whole history in one walk: every step that landed, what it wrote and took away, and who wrote that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.findings import CommitWords
from skpkit.messages import N_
from skpkit.source.history.past import words_of
from skpkit.source.history.plumbing import ON_FORGES
from skpkit.source.history.ranges import NamedCommits
from skpkit.source.history.writers import LandedFiles, written

SHALLOW = N_(
    "this clone holds only a part of the history, so nobody can tell what was recorded when; fetch the whole history: "
    "{forges}, here git fetch --unshallow"
)


class LandedStep(NamedTuple):
    """A step: what it did to files, what its commit says of itself, and who wrote what it brought: of a merge those
    of the commits that came with it."""

    files: LandedFiles
    words: CommitWords
    authors: tuple[str, ...]


def walked(commits: NamedCommits, last: str, zone: tzinfo) -> list[LandedStep]:
    """The steps of the first-parent line up to a commit, the oldest first, their days in a time zone.

    Raises SkpkitError in a clone that does not hold the beginning.
    """
    if commits.is_shallow():
        raise SkpkitError(SHALLOW, forges=ON_FORGES)
    found = list(written(commits.objects.git, last))
    line = [each.commit for each in found]
    words = {each.oid: words_of(each, zone) for each in commits.named(*line)}
    authors = _authors(commits, line)
    return [LandedStep(each, words[each.commit], authors[each.commit]) for each in found]


def _authors(commits: NamedCommits, line: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Who wrote what came with each commit of the line: with a merge its other side."""
    parents = commits.parents(line[-1])
    names = {each.oid: each.author for each in commits.named(*parents)}
    seen: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for commit in line:
        seen.add(commit)
        above, came = list(parents[commit][1:]), []
        while above:
            each = above.pop()
            if each not in seen:
                seen.add(each)
                came.append(each)
                above += parents[each]
        whose = [names[each] for each in reversed(came) if len(parents[each]) < 2]
        found[commit] = tuple(dict.fromkeys(whose or [names[commit]]))
    return found
