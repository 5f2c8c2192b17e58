"""A commit as git keeps it, read from its object."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import takewhile
from typing import NamedTuple

END_OF_TIME = 253402300799  # the last second of 9999
_ZONE = re.compile(rb"(?P<sign>[+-])(?P<hours>[0-9]{2})(?P<minutes>[0-9]{2})")


class Commit(NamedTuple):
    """A commit as git keeps it: `author` is a name, `subject` the first line of the message."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    date: datetime
    author: str
    subject: str


def commit_of(oid: str, content: bytes) -> Commit:
    """The commit of an object, by its id and content."""
    head, _, message = content.partition(b"\n\n")
    lines = head.split(b"\n")
    above = list(takewhile(lambda line: line.startswith((b"tree ", b"parent ")), lines))  # git looks for none below
    words = [each.decode("ascii").split(" ") for each in above]
    committer, author = (
        next((each for each in lines if each.startswith(who)), b"") for who in (b"committer ", b"author ")
    )
    name = author.removeprefix(b"author ").rpartition(b" <")[0].decode("utf-8", "replace").strip()
    subject = message.strip().partition(b"\n")[0].decode("utf-8", "replace").strip()
    parents = tuple(each[1] for each in words if each[0] == "parent")
    return Commit(oid, words[0][1], parents, _date(committer), name, subject)


def _date(committer: bytes) -> datetime:
    """The moment in a line such as `Ani <ani@x> 1767225600 +0700`, in its time zone; whoever makes a commit by hand
    may write anything there."""
    words = committer.rpartition(b">")[2].split()
    seconds = int(words[0]) if words and words[0].isdigit() else 0
    moment = datetime.fromtimestamp(min(seconds, END_OF_TIME), UTC)
    zone = _ZONE.fullmatch(words[1]) if len(words) > 1 else None
    if zone is None:
        return moment
    ahead = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"]))
    try:
        return moment.astimezone(timezone(-ahead if zone["sign"] == b"-" else ahead))
    except (OverflowError, ValueError):  # after 9999, or more than a day ahead
        return moment
