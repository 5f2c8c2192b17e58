"""What a rule is: a page (its module's docstring) and a check, signed with severity and basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from skpkit.findings import Binding, Note, Problem, Severity

if TYPE_CHECKING:
    from skpkit.change.guarded import GuardedFiles
    from skpkit.change.revision import Revision
    from skpkit.model.dossier import Dossier
    from skpkit.model.exemptions import Exemptions
    from skpkit.model.facts import Facts, World
    from skpkit.model.owing import DutyKind
    from skpkit.model.settings import Settings

Check = TypeVar("Check", bound=Callable[..., Iterable[Problem]])
RevisionNotes: TypeAlias = 'Callable[["Revision"], Iterable[Note]]'

Added: TypeAlias = Literal["together", "eased", "apart", "unread"]
"""How a rule reads what a dossier gets over the year, its dialogues and evaluations. One that reads them `apart` finds
nothing of several where it finds nothing of some and nothing of the others, each time with all else that the dossier
holds. To one by which they are `unread` it is all the same which there are: on a dossier it says what it says without
them, on a change by which only some come nothing. One that is `eased` finds nothing of dialogues that come where it
found nothing before, on a change by which only some come nothing; what it makes of evaluations it does not say."""

OWN = "skpkit"


class Citation(NamedTuple):
    """Where a rule has it from: a key of `sources.SOURCES`, the place in it, what that says, and who reports it.

    `by` are keys too, of what was read in place of the source itself; empty where the source was read at that place.
    `section` and `says` are catalogue keys.
    """

    source: str
    section: str
    says: str
    by: tuple[str, ...] = ()


def cite(source: str, section: str, says: str, *by: str) -> Citation:
    """A place of a source, and what it says there; `by` whom it is reported, where the source was not read itself."""
    return Citation(source, section, says, by)


def own(says: str) -> Citation:
    """What no source says, and is skpkit's own reading: most often, what keeps records consistent."""
    return Citation(OWN, "", says)


class Remark(NamedTuple):
    """What a rule says once for a whole report: the message, a catalogue key, and what of a dossier it is about."""

    message: str
    about: Callable[[Facts, Settings], frozenset[tuple[str, ...]]]


class Rule(NamedTuple, Generic[Check]):
    """A judgement. `basis` is what it rests on; `severity` is the default; a `locked` one cannot be lowered.

    While a `reading` rule finds something, a record may be missing. An `approval` rule wants what another person may
    add in a later commit. `keeps` is the word for what a revision rule keeps as it was, or lets change in one way only;
    without `claims` it explains no edit, but misses something beside it.
    `duty` is what somebody owes by a day that it tells of, for whoever asks what is to be done.
    Once for a whole report a rule on revisions may say in `notes` why it left something out, another in a `remark` what
    it has to say on all that was judged.
    Of a proposal, `ends` alone show what a rule asks: what a step lacked may come with the next one.
    An exemption of a rule on changes passes one change alone: `binds` it to the values of a cell, or to the
    content of a record, or of what signatures rest on (`ground`).
    What a history brings is judged the faster the less a rule asks of what is `added`; a test holds what it says of it.
    """

    check: Check
    basis: tuple[Citation, ...]
    severity: Severity
    locked: bool = False
    reading: bool = False
    approval: bool = False
    keeps: str = ""
    claims: bool = True
    notes: RevisionNotes | None = None
    binds: Binding | None = None
    ends: bool = False
    remark: Remark | None = None
    duty: DutyKind | None = None
    added: Added = "together"


DossierCheck = Callable[["Dossier"], Iterable[Problem]]
FactCheck = Callable[["Facts", "World"], Iterable[Problem]]
ExemptionCheck = Callable[["Exemptions"], Iterable[Problem]]
GuardedCheck = Callable[["GuardedFiles"], Iterable[Problem]]
RevisionCheck = Callable[["Revision"], Iterable[Problem]]


def dossier_rule(
    basis: tuple[Citation, ...],
    severity: Severity = Severity.ERROR,
    *,
    reading: bool = False,
    approval: bool = False,
    remark: Remark | None = None,
    added: Added = "together",
) -> Callable[[DossierCheck], Rule[DossierCheck]]:
    """A rule that reads one dossier at one moment."""
    return lambda check: Rule(check, basis, severity, reading=reading, approval=approval, remark=remark, added=added)


def fact_rule(
    basis: tuple[Citation, ...], severity: Severity = Severity.ERROR, *, duty: DutyKind | None = None
) -> Callable[[FactCheck], Rule[FactCheck]]:
    """A rule that reads the facts of a dossier, the day, and the facts of others."""
    return lambda check: Rule(check, basis, severity, duty=duty)


def exemption_rule(
    basis: tuple[Citation, ...], severity: Severity = Severity.ERROR, *, locked: bool = False
) -> Callable[[ExemptionCheck], Rule[ExemptionCheck]]:
    """A rule that reads the exemptions of a state, and which of them it needed."""
    return lambda check: Rule(check, basis, severity, locked)


def guarded_rule(
    basis: tuple[Citation, ...], severity: Severity = Severity.ERROR, *, locked: bool = False
) -> Callable[[GuardedCheck], Rule[GuardedCheck]]:
    """A rule that reads what a change does to the files that signatures rest on."""
    return lambda check: Rule(check, basis, severity, locked, binds="ground", ends=True)


def revision_rule(
    basis: tuple[Citation, ...],
    severity: Severity = Severity.ERROR,
    *,
    locked: bool = False,
    keeps: str = "",
    claims: bool = True,
    notes: RevisionNotes | None = None,
    binds: Binding = "record",
    ends: bool = False,
    added: Literal["together", "eased", "unread"] = "together",
) -> Callable[[RevisionCheck], Rule[RevisionCheck]]:
    """A rule that reads a dossier before and after.

    Dialogues and evaluations are `unread` to it where it finds nothing on a change by which only some come; one that
    finds nothing where only dialogues come is `eased`. Else it is asked of each change, so `apart` would mean nothing.
    """
    return lambda check: Rule(
        check,
        basis,
        severity,
        locked,
        keeps=keeps,
        claims=claims,
        notes=notes,
        binds=binds,
        ends=ends,
        added=added,
    )
