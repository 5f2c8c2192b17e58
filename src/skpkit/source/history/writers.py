"""Which commit first gave a file a content: every version of some files along a history, as it landed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from skpkit.source.history.plumbing import BROKEN, Plumbing
from skpkit.source.history.ranges import NamedCommits
from skpkit.source.history.trees import printable
from skpkit.source.tree import Entry, lies_in

# The first commit is all new, whatever the settings prefer to see; a merge is what it brought to its first parent.
_OPTIONS = (
    "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-relative",
    f"-O{os.devnull}", "-z",
)  # fmt: skip
_KEPT = 64  # answers
_SETTINGS = ("log.diffMerges=separate", "log.showRoot=true", "log.showSignature=false")


class Writer(NamedTuple):
    """A commit that wrote something, and when it was made, by its own clock."""

    commit: str
    when: datetime


class FileVersion(NamedTuple):
    """What a commit made of a file."""

    writer: Writer
    entry: Entry


class LandedFiles(NamedTuple):
    """What a commit of a first-parent line gave files; of which paths it was the first to hold any, and which it took
    away."""

    commit: str
    entries: list[Entry]
    came: list[str]
    gone: list[str]


def written(git: Plumbing, *asked: str) -> Iterator[LandedFiles]:
    """What each commit of a first-parent line wrote, the oldest first, and nothing of when: whoever writes a commit by
    hand gives it any date, or none."""
    words = iter(
        git.ask("log", *_OPTIONS, "--format=commit %H", *asked, settings=_SETTINGS, otherwise=BROKEN).split(b"\0")
    )
    last: LandedFiles | None = None
    for word in words:
        facts = word.strip(b"\n")
        if facts.startswith(b"commit "):
            if last:
                yield last
            last = LandedFiles(facts.decode("ascii").split(" ")[1], [], [], [])
        elif facts.startswith(b":") and last:
            path = printable(next(words))
            _, mode, _, oid, status = facts.decode("ascii").split(" ")
            if status == "D":
                last.gone.append(path)
                continue
            last.entries.append(Entry(path, mode, oid))
            if status == "A":
                last.came.append(path)
    if last:
        yield last


def written_below(commits: NamedCommits, commit: str, folders: Sequence[str]) -> Sequence[LandedFiles]:
    """What each commit of the first-parent line up to one, given by its id, wrote below some folders, oldest first."""
    known, asked = commits.objects.written, (commit, "--", *folders)
    if asked not in known:
        if len(known) == _KEPT:
            del known[next(iter(known))]
        known[asked] = tuple(written(commits.objects.git, *asked))
    return known[asked]


def versions(commits: NamedCommits, commit: str, folders: Sequence[str]) -> Iterator[FileVersion]:
    """Every version of the files below some folders on the first-parent line up to a commit, the oldest first."""
    found = [(each.commit, entry) for each in written_below(commits, commit, folders) for entry in each.entries]
    ids = list(dict.fromkeys(oid for oid, _ in found))
    writers = {each.oid: Writer(each.oid, each.date) for each in (commits.named(*ids) if ids else ())}
    return (FileVersion(writers[oid], entry) for oid, entry in found)


def borders(commits: NamedCommits, commit: str, folders: Sequence[str]) -> list[str]:
    """The commits without one of some folders beside those with it, on the first-parent line up to a commit: where it
    came, the one before, and where it went, that one."""
    asked = []
    for step in written_below(commits, commit, folders):
        for folder in folders:
            given = sum(lies_in(each.path, folder) for each in step.entries)
            came, gone = (sum(lies_in(each, folder) for each in found) for found in (step.came, step.gone))
            if given == came and not (came and gone):
                asked.append((f"{step.commit}^1" if came else step.commit, folder))
    there = commits.objects.kinds([f"{each}:{folder}" for each, folder in asked])
    lacking = {each for (each, _), kind in zip(asked, there, strict=True) if kind is None}
    return [each.oid for each in commits.objects.commits(sorted(lacking)) if each]
