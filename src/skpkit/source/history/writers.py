"""Which commit last wrote a line of a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from skpkit.source.history.plumbing import BROKEN, Plumbing

# A line that a commit wrote is its line, whatever the settings prefer to see: the empty file takes theirs back.
_OPTIONS = ("--root", "--no-textconv", "--line-porcelain", "--ignore-revs-file=")


class Writer(NamedTuple):
    """The commit that wrote a line, and when it was made, by its own clock."""

    commit: str
    when: datetime


def writers(
    git: Plumbing, path: str, lines: Collection[int], *, commit: str | None, content: bytes = b""
) -> dict[int, Writer | None]:
    """Who wrote some lines of a file as a commit has it, or (without one) as in `content`, which follows HEAD.

    None for a line that no commit holds.
    """
    spans = [word for line in sorted(set(lines)) for word in ("-L", f"{line},{line}")]
    state = (commit,) if commit else ("--contents", "-")
    asked = ("blame", *_OPTIONS, *spans, *state, "--", path)
    answer = git.ask(*asked, given=content, otherwise=BROKEN)
    return dict(_read(answer))


def _read(answer: bytes) -> Iterator[tuple[int, Writer | None]]:
    """The lines of a porcelain answer: what commit and which line, facts of the commit, then the text after a tab."""
    facts: dict[bytes, bytes] = {}
    oid = line = b""
    for row in answer.split(b"\n"):
        if row.startswith(b"\t"):
            yield int(line), Writer(oid.decode("ascii"), _moment(facts)) if oid.strip(b"0") else None
            oid = b""
        elif not oid and row:
            oid, _, line, *_ = row.split(b" ")
        else:
            key, _, facts[key] = row.partition(b" ")


def _moment(facts: dict[bytes, bytes]) -> datetime:
    zone = facts[b"committer-tz"].decode("ascii")
    minutes = int(zone[:1] + "1") * (int(zone[1:3]) * 60 + int(zone[3:5]))
    return datetime.fromtimestamp(int(facts[b"committer-time"]), timezone(timedelta(minutes=minutes)))
