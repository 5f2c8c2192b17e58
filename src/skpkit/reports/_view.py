"""What a page shows of a verdict, as finished texts in the reader's language: both pages, Markdown and HTML, show it.

Texts are those of records, in one line each and still to be escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpkit.findings import Finding, Severity
from skpkit.messages import N_
from skpkit.reports._beside import Beside
from skpkit.reports._clashes import ClashTable, clash_tables, reasons_beside
from skpkit.reports._declared import ThingView, things
from skpkit.reports._gathering import ToldGathering, told_gathering
from skpkit.reports._outcome import outcome
from skpkit.reports._owed import owed_title, still_owed
from skpkit.reports._reasons import request_says
from skpkit.reports._report import (
    AROUND,
    Report,
    counts,
    heading,
    left_out,
    named,
    nature,
    requested_by,
    standing,
    the_day,
)
from skpkit.reports._rows import GroupView, groups
from skpkit.reports._shown import FindingView, finding_view, finding_views
from skpkit.reports._spoken import Spoken, spoken
from skpkit.reports._steps import StepsView, steps_view
from skpkit.reports._stories import StoryView, stories
from skpkit.reports._wording import clean

if TYPE_CHECKING:
    from skpkit.change.accounts import PendingAccount
    from skpkit.change.changelist import Change

MOST = 500  # dossiers that a page shows


class ChangedView(NamedTuple):
    """A row group with the findings about it."""

    group: GroupView
    findings: tuple[FindingView, ...]
    story: StoryView | None


class DecidedView(NamedTuple):
    """What was decided, with the findings about it."""

    thing: ThingView
    findings: tuple[FindingView, ...]


class PersonView(NamedTuple):
    """A dossier. `loose` are findings about nothing that changed; `known` those that were there before the change."""

    key: str
    title: str
    post: str
    counts: tuple[tuple[Severity, int], ...]
    changed: tuple[ChangedView, ...]
    decided: tuple[DecidedView, ...]
    loose: tuple[FindingView, ...]
    exempted: tuple[FindingView, ...]
    owed_title: str
    owed: tuple[str, ...]
    known: tuple[FindingView, ...]
    sheets: tuple[str, ...]

    @property
    def findings(self) -> Iterator[FindingView]:
        """The findings that stand."""
        for one in self.decided:
            yield from one.findings
        for each in self.changed:
            yield from each.findings
        yield from self.loose

    @property
    def rank(self) -> int:
        """0 where an error is among them; the more, the less grave."""
        return min((severity.rank for severity, count in self.counts if count), default=len(Severity))

    @property
    def total(self) -> int:
        """How many findings it has."""
        return sum(count for _, count in self.counts)

    @property
    def rows(self) -> int:
        """How many things changed."""
        return sum(len(each.group.rows) for each in self.changed)


class ReviewView(NamedTuple):
    """The page. `persons` are the gravest first, what is of nobody's records as one of them; `state` tells how
    it ended; `asked` is who made the request, `why` what that and adendum in it say of the reason, `beyond` what is
    counted and not shown."""

    heading: str
    nature: str
    day: str
    asked: str
    why: tuple[str, ...]
    outcome: str
    state: str
    counts: tuple[tuple[str, int], ...]
    persons: tuple[PersonView, ...]
    clashes: tuple[ClashTable, ...]
    reasons: tuple[str, ...]
    notes: tuple[Spoken, ...]
    beyond: tuple[str, ...]
    steps: StepsView | None
    gathering: ToldGathering | None


PERSONS_LEFT = N_("{count} dossiers more are not on this page, but in the text and JSON reports: {people}")
REASON_OF, MORE_REASONS = N_("Reason of {thing}: {text}"), N_("and {count} more reasons, below")
_MOST_REASONS = 3  # that stand at the top
_MOST_NAMES = 50  # of whom a page says that it does not show them


def view_of(report: Report) -> ReviewView:
    """What a page shows of a verdict."""
    verdict = report.verdict
    told = _told(report)
    persons = tuple(_person(report, each, nth, told[each]) for nth, each in enumerate([*told][:MOST], 1))
    return ReviewView(
        clean(heading(report)),
        clean(nature(report)),
        clean(the_day(report)),
        clean(requested_by(report)),
        tuple(_why(report, persons)),
        clean(outcome(report)),
        standing(verdict),
        counts(report),
        persons,
        clash_tables(report),
        tuple(clean(each) for each in reasons_beside(report)),
        tuple(spoken(report, report.sentence(each)) for each in verdict.notes),
        tuple(_beyond(report, [*told][MOST:])),
        steps_view(report),
        told_gathering(report),
    )


def _why(report: Report, persons: Sequence[PersonView]) -> Iterator[str]:
    """What a request says, and the reasons of what it declares."""
    if said := request_says(report):
        yield clean(said)
    if report.verdict.judged_as == "history":
        return
    told = [(person, one.thing) for person in persons for one in person.decided if one.thing.reason]
    for person, thing in told[:_MOST_REASONS]:
        whose = f"{thing.title} ({person.title})" if len(persons) > 1 else thing.title
        yield clean(report.around(REASON_OF, thing=whose, text=thing.reason))
    if len(told) > _MOST_REASONS:
        yield report.say(MORE_REASONS, count=len(told) - _MOST_REASONS)


def _beyond(report: Report, persons: Sequence[str]) -> Iterator[str]:
    """What is counted and not shown."""
    if persons:
        people = named(report, [report.title(each) or report.say(AROUND) for each in persons], most=_MOST_NAMES)
        yield clean(report.around(PERSONS_LEFT, count=len(persons), people=people))
    yield from left_out(report)


def _gravest(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: each.severity.rank)


class _Told(NamedTuple):
    """What a verdict says of one dossier."""

    findings: list[Finding]
    changes: list[Change]
    exempted: list[Finding]
    known: list[Finding]
    accounts: list[PendingAccount]


def _told(report: Report) -> dict[str, _Told]:
    """What the verdict says, by dossier: those of which there is something to tell, the gravest first."""
    verdict = report.verdict
    found: dict[str, _Told] = {}

    def of(dossier: str) -> _Told:
        return found.setdefault(dossier, _Told([], [], [], [], []))

    for each in _gravest(verdict.findings):
        of(each.dossier).findings.append(each)
    for change in verdict.changes:
        of(change.dossier).changes.append(change)
    for each in verdict.exempted:
        of(each.dossier).exempted.append(each)
    for each in verdict.known if report.show_all else ():
        of(each.dossier).known.append(each)
    for pending in verdict.accounts.pending:
        of(pending.dossier).accounts.append(pending)

    def order(title: str) -> tuple[int, int]:
        mine = found[title].findings
        return min((each.severity.rank for each in mine), default=len(Severity)), -len(mine)

    return {title: found[title] for title in sorted(found, key=order)}


def _person(report: Report, dossier: str, nth: int, told: _Told) -> PersonView:
    accounts = [each.made() for each in told.accounts]
    changed = groups(report, told.changes, accounts)
    decided = things(report, dossier, accounts)
    passing = Beside(told.exempted, changed, decided)
    changed = [passing.passed(each) for each in changed]
    places = Beside(told.findings, changed, decided)

    def beside(of: GroupView | ThingView) -> tuple[FindingView, ...]:
        return finding_views(report, places.about(of))

    shown = stories(report, accounts)
    views = [ChangedView(places.marked(each), beside(each), shown.get(each.key)) for each in changed]
    person = next(iter(accounts), None)
    passes = report.verdict.passes
    return PersonView(
        f"p{nth}",
        clean(report.title(dossier)) or report.say(AROUND),
        clean(" · ".join(report.words(each) for each in (person.post, person.unit) if each)) if person else "",
        tuple((each, sum(1 for one in told.findings if one.severity is each)) for each in Severity),
        tuple(sorted(views, key=lambda each: not any(one.severity is Severity.ERROR for one in each.findings))),
        tuple(DecidedView(each, beside(each)) for each in decided),
        finding_views(report, places.loose),
        tuple(finding_view(report, each, passes=passes.get(each.fingerprint, ())) for each in told.exempted),
        owed_title(report),
        tuple(still_owed(report, accounts)),
        finding_views(report, told.known),
        tuple(report.sheets.get(dossier, ())) if dossier else (),
    )
