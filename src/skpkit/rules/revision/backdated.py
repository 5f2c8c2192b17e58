"""What a change brings is dated when it is brought, or a little before.

A date is what its author wrote; when it came in is what the history knows. A dialogue counts by `dilaporkan`, an
adendum or change of a manual, a komplemen and penetapan by their own date, since approvals are collected around it, an
evaluation by its date and its signatures. Two weeks (setting `batas_mundur`) are given to file what was done. The day
is that of the step that brought it, for a proposal the day of the command. What was there before and comes back as it
was is not asked again. Where the base holds no dossier at all, and for dates before the setting `mulai`, one note in
the report says so, since older records may be taken over.

**Fix:** mend the date if it is wrong; if it is right, tell in the request why it comes so late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.change.revision import Revision
from skpkit.findings import Evidence, Note, Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model.settled import Dated, Settled
from skpkit.rules._rule import own, revision_rule

BASIS = (
    own(
        N_("a date is what its author wrote; when it came in is what the history knows, so the two are compared"),
    ),
)

MESSAGE = N_(
    "{things} came in on {today} with dates from {day} on, more than {limit} days before; mend what is wrong, or tell "
    "in the request why it comes so late"
)
FIRST = N_("the base holds no dossier, so nobody asked how late records came in that bear older dates (backdated)")
BEFORE_START = N_(
    "dates before {day}, which `mulai` in skpkit.yaml gives as the start, were not asked how late they came in"
)


def notes(revision: Revision) -> Iterator[Note]:
    """Why old dates were let pass."""
    starts = revision.settings.starts
    if revision.landing.first:
        if any(_late(revision)):
            yield Note(FIRST)
    elif starts and any(each.day < starts for _, each, _ in _late(revision)):
        yield Note(BEFORE_START, {"day": starts})


@revision_rule(basis=BASIS, severity=Severity.WARNING, notes=notes)
def rule(revision: Revision) -> Iterator[Problem]:
    """One problem for a dossier: the oldest date that came in late, the others as evidence."""
    starts = revision.settings.starts or date.min
    found = [] if revision.landing.first else list(_late(revision, starts))
    if not found:
        return
    (_, oldest, _), *others = sorted(found, key=lambda each: each[1].day)
    things = tuple(dict.fromkeys(thing.name for thing, _, _ in found))
    told: dict[str, Value] = {"things": things, "day": oldest.day, "limit": revision.settings.days_back}
    told["today"] = max(came for _, _, came in found)
    about = tuple(dict.fromkeys(word for thing, each, _ in found for word in (*thing.about, each.day.isoformat())))
    yield Problem(oldest.at(), MESSAGE, told, evidence=tuple(Evidence(each.at()) for _, each, _ in others), about=about)


def _late(revision: Revision, starts: date = date.min) -> Iterator[tuple[Settled, Dated, date]]:
    """What the change brings that is dated too long before it came in, and the day of that."""
    most = revision.settings.days_back
    for thing, each in revision.brought():
        if each.day >= starts and (revision.today - each.day).days > most:  # else the history need not be asked
            came = revision.came_in(thing.path)
            if came and (came - each.day).days > most:
                yield thing, each, came
