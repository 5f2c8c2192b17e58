"""An approval is signed by the one who gave it, over what it approves.

Anybody can write that somebody approved. So where the settings name a signers file, and ask for signatures from a day
on, an approval carries in `tanda_tangan` an SSH signature over the record as it then is, the entry, the role, the
person and the day, by a key that the signers file of the base lists for that person on that day. It is looked at in the
change that brings it, on the state that would land, so it outlives squash, rebase and merge; another's approval and
what is recorded later leave it as it is. It falls where what was approved is changed after it, and a draft that is set
is asked about again. One person approves once in a role on a day.

The day alone lets nobody off: an approval that comes in later than `batas_mundur` days after `sejak` is signed whatever
day it bears. One that needs no signature and has one which does not hold is a warning. An import into a repository
without records is judged by the signers file that comes with it.

Silent of an approval that is missing, another's or late: SKP110 and SKP213 tell it.

**Fix:** let the person sign: `skpkit approve RECORD --as ROLE --sign KEY`.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.asked import AskedApproval, approvals_asked
from skpkit.change.revision import Revision
from skpkit.findings import Location, Problem, Severity
from skpkit.messages import N_, Value, in_words
from skpkit.rules._rule import own, revision_rule
from skpkit.rules.authority._told import SENTENCES

BASIS = (
    own(
        N_(
            "whether an approval is signed, and how, is the office's decision in its settings; the approvals "
            "themselves rest on what SKP110 and SKP213 cite"
        ),
    ),
)

UNSIGNED = N_(
    "{what}: the approval is not signed, which `tanda_tangan` in skpkit.yaml asks for since {since}; let that person "
    "sign: skpkit approve RECORD --as {role} --sign KEY"
)
FALLEN = N_("{what}: what was signed has changed after that; take the change back, or record it and have it approved")


@revision_rule(basis=BASIS, locked=True, ends=True, added="eased")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each approval that is not signed, or whose signature does not hold."""
    for asked in approvals_asked(revision):
        if asked.standing == "unsigned":
            yield _problem(revision, asked)


def _problem(revision: Revision, asked: AskedApproval) -> Problem:
    given = asked.given
    approval, approved, record = given.approval, given.approved, given.approved.record
    demand = revision.settings.demand
    told: dict[str, Value] = {
        "role": approval.sebagai,
        "since": demand.since if demand else None,
        "day": approval.tanggal,
        "what": f"{approved.name}, {approved.thing}, {in_words(approval.sebagai)}",
    }
    at = record.at(*approval.path, *(["tanda_tangan"] if approval.signature else []))
    message = UNSIGNED if not asked.flaw else SENTENCES[asked.flaw]
    if asked.edits and asked.flaw == "changed":
        message = FALLEN
    return Problem(
        _first_line(at),
        message,
        told,
        about=(approved.name, approved.thing, approval.sebagai, given.principal),
        severity=None if asked.required else Severity.WARNING,
        edits=frozenset(each.key for each in asked.edits),
        undo=tuple(dict.fromkeys(each.top_field for each in asked.edits)),
    )


def _first_line(at: Location) -> Location:
    """A place that fills one line, as of a signature the first of many."""
    return at if at.end_line == at.line else at._replace(end_line=at.line, end_column=at.column)
