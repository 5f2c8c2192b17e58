"""What a check has to say: problems as the rules yield them, and findings signed by a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from skpkit.messages import N_, Value

Moment = Literal["before", "after"]
Side: TypeAlias = Literal["base", "head", "both"]

MARK, LEAST_MARK = 8, 6  # characters of a fingerprint: that a report shows, and that a finding is known by


class Severity(StrEnum):
    """How grave a finding is; the order of the members is the order in a report."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self.value]

    @property
    def word(self) -> str:
        """What people read for it, a catalogue key."""
        return {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}[self.value]


_RANKS = {each.value: nth for nth, each in enumerate(Severity)}

# As settings and profiles write it.
LEVELS = {
    "kesalahan": Severity.ERROR,
    "peringatan": Severity.WARNING,
    "info": Severity.INFO,
    "catatan": Severity.INFO,
}


class Day(NamedTuple):
    """The day that counts as today, and where it comes from: `--today`, or the zone whose clock was read."""

    date: date
    source: str

    @property
    def given(self) -> bool:
        """Whether somebody gave it, rather than a clock."""
        return self.source == "--today"


class CommitWords(NamedTuple):
    """What a commit says of itself: who wrote it, its day, and the first line of its message. `merges` tells that it
    joins two lines and may say nothing of its own."""

    author: str
    day: date
    subject: str
    merges: bool = False


class Note(NamedTuple):
    """What is said once for a whole report: `message` is a catalogue key, `code` the rule that it belongs to."""

    message: str
    told: Mapping[str, Value] = MappingProxyType({})
    code: str | None = None


LandingOrder: TypeAlias = Literal["others", "together", "last", "first", "apart", "needs"]


class Company(NamedTuple):
    """With which other requests a finding comes: that have it without this one too (`others`); only `together` with
    them, however they land; or only together, but not where this one lands `last`, or `first`, or either way, each
    reviewed after the other (`apart`). What this one `needs` them for comes without them alone."""

    names: tuple[str, ...]
    order: LandingOrder


class Gathering(NamedTuple):
    """What a merge brings together: the files that each side changed since they parted, at the commits `since`."""

    since: tuple[str, ...]
    files: tuple[GatheredFile, ...]

    def shared(self) -> list[str]:
        """The dossiers in which both sides changed something, by title."""
        sides: dict[str, set[str]] = {}
        for each in self.files:
            sides.setdefault(each.dossier, set()).add(each.side)
        return [title for title, found in sides.items() if title and (len(found) > 1 or "both" in found)]


class GatheredFile(NamedTuple):
    """A file that a merge brings in: which `side` changed it, and the title of its dossier, empty outside of any."""

    path: str
    side: Side
    dossier: str = ""


class Contradiction(NamedTuple):
    """A value that both sides of a merge changed: what it was where they parted, what the `base` has by now, and what
    the `head` asks for; None where there was none."""

    what: str
    was: Value | None
    base: Value
    head: Value


class Unjudged(NamedTuple):
    """What could not be judged, and why: `reason` is a catalogue key. `dossier` is the title of the one that the path
    lies in, and `file` the rest of the path, empty outside of any; `values` are there where two contradict. `also` are
    further files that the same is true of.

    `steps` are the commits of an audit that could not be judged for it.

    Of what does not merge `against` is what with: the target, or, as `others` tells, requests that would land too."""

    path: str
    reason: str
    told: Mapping[str, Value] = MappingProxyType({})
    dossier: str = ""
    file: str = ""
    values: Contradiction | None = None
    also: tuple[str, ...] = ()
    against: str = ""
    others: bool = False
    steps: tuple[str, ...] = ()


class Location(NamedTuple):
    """A place in a file: lines and columns from 1, in characters, the end exclusive. `commit` holds the file where that
    is another one than what is judged, as of a request that would land with this one."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    commit: str = ""


class Evidence(NamedTuple):
    """A place that proves a finding, in the state before or the state after."""

    at: Location
    moment: Moment = "after"


class Key(NamedTuple):
    """What an edit is of, whichever rule tells it: SKP folder, record, and what in it (the whole record without)."""

    folder: str
    record: str
    what: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The record's name within the dossier: `komplemen-1/iki/1a-N.yaml`."""
        return f"{self.folder}/{self.record}" if self.folder else self.record

    def below(self, *what: str) -> Key:
        """The key of a part of it."""
        return self._replace(what=(*self.what, *what))


Binding: TypeAlias = Literal["cell", "record", "ground"]
"""What of a change an exemption is bound to: the values of a cell, or the contents of a record, or of a file that
signatures rest on."""


class OldNew(NamedTuple):
    """What a change makes of a thing: the values of a cell, or the ids of a record's contents; None where there is
    none."""

    old: float | str | None
    new: float | str | None


# --- what taking edits back would restore --------------------------------------------------------------------


class WholeDossier(NamedTuple):
    """The dossier as it was before."""


class WholeFolder(NamedTuple):
    """All records of an SKP folder."""

    folder: str


class WholeRecord(NamedTuple):
    """A record, which may have come or gone."""

    folder: str
    record: str


class Field(NamedTuple):
    """What stands in a record below a key at its top."""

    folder: str
    record: str
    field: str


class AppraiserInOffice(NamedTuple):
    """The appraiser of an SKP, and no former one in its new entries."""

    folder: str


class TargetCell(NamedTuple):
    """The target of an IKI in a period, in SKP and manual; without a period its ukuran."""

    folder: str
    iki: str
    period: str


class RealisedCell(NamedTuple):
    """The lines of a dialogue on an IKI in a period."""

    folder: str
    record: str
    iki: str
    period: str


class AsShown(NamedTuple):
    """A field of a manual, not as it was but as the SKP shows it after the change."""

    folder: str
    iki: str
    field: str


class FirstManual(NamedTuple):
    """A manual that was not there: what would be found with it."""

    folder: str
    iki: str


Undo: TypeAlias = (
    WholeDossier
    | WholeFolder
    | WholeRecord
    | Field
    | AppraiserInOffice
    | TargetCell
    | RealisedCell
    | AsShown
    | FirstManual
)


# --- problems and findings -----------------------------------------------------------------------------------


class Cause(NamedTuple):
    """What is wrong, as the finding that tells it and those that follow from it both name it: `what`, and of which
    things of the dossier."""

    what: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Where and what, as a rule yields it.

    `was` is the place in the older version; `told` fills `message`, a catalogue key; `about` names what the
    problem concerns (record, IKI, period …) and feeds the fingerprint; `anew` is the message instead where its file
    comes with the change that is judged, and may still be edited; `severity` is set where the calendar or
    the repository makes it differ from the rule's own. In a review `edits` are the edits that the problem
    explains and `undo` what taking them back would restore.

    It `tells` some causes. One that may only follow from causes that other rules tell is `left_to` those: it is kept
    back while one of them is told as an error. `values` are the values of records that it rests on, and `extent` says
    how far off each part of it is, where fewer parts and smaller gaps are better: both decide what is known before a
    change. The parts that `about` names are keys of `extent`.

    `moved` is what the change makes of the cell or record that it is about: an exemption passes these alone.

    `example` are lines of a record as it should be, where a shape is easier shown than named.
    """

    at: Location
    message: str
    told: Mapping[str, Value] = field(default_factory=dict)
    was: Location | None = None
    evidence: tuple[Evidence, ...] = ()
    about: tuple[str, ...] = ()
    severity: Severity | None = None
    edits: frozenset[Key] = frozenset()
    undo: tuple[Undo, ...] = ()
    tells: tuple[Cause, ...] = ()
    left_to: tuple[Cause, ...] = ()
    values: tuple[Value, ...] = ()
    extent: Mapping[str, float] = field(default_factory=dict)
    anew: str = ""
    moved: tuple[OldNew, ...] = ()
    example: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem signed by the rule that found it. Its sentence is made when it is told, in the reader's language.

    It is `settled` where a history has put it right since, or it is about that very putting right.
    """

    code: str
    rule: str
    severity: Severity
    problem: Problem
    dossier: str = ""
    also: tuple[str, ...] = ()
    commit: str | None = None
    fingerprint: str = ""
    company: Company | None = None
    settled: bool = False

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Findings are listed by place, then by code."""
        at = self.problem.at
        return (at.path, at.line, at.column, self.code)


def with_fingerprints(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order of place, each with its fingerprint.

    A fingerprint is made of the rule's code, the dossier and what the finding is about, never of a line or of
    wording, so it survives reformatting and a move of the folder. Equal ones are told apart by a counter.
    """
    seen: dict[str, int] = {}
    signed = []
    for finding in sorted(findings, key=lambda each: each.order):
        what = "|".join((finding.code, finding.dossier, *finding.problem.about))
        nth = seen[what] = seen.get(what, 0) + 1
        digest = sha256(f"{what}|{nth}".encode() if nth > 1 else what.encode()).hexdigest()[:20]
        signed.append(replace(finding, fingerprint=digest))
    return signed
