"""What a page shows of a verdict, as finished texts in the reader's language: both pages, Markdown and HTML, show it.

Texts are those of records, in one line each and still to be escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpkit.findings import MARK, Finding, Severity
from skpkit.messages import BRIEF, N_, SHORT, Value
from skpkit.model.periods import period_in_words
from skpkit.reports._beside import Beside
from skpkit.reports._declared import ThingView, things
from skpkit.reports._findings import along
from skpkit.reports._places import PlaceView, place
from skpkit.reports._report import AROUND, Report, heading, nature, outcome, standing, the_day
from skpkit.reports._rows import GroupView, groups
from skpkit.reports._stories import StoryView, stories
from skpkit.reports._wording import capital, clean
from skpkit.rules import pages

if TYPE_CHECKING:
    from skpkit.change.account import Account, PendingAccount
    from skpkit.change.changelist import Change
    from skpkit.model.exemptions import Exemption
    from skpkit.rules.pages import Page

OWED = N_("{iki}: realisasi of {period}, which ends on {day}")
OWED_BEFORE = N_("{iki}: realisasi of {period}, which ended on {day}")
ACTION = N_("Action by {day}: {text}")
PASSED = N_("Passed by an exemption of {who} from {day} to {until}: {reason}")
PASSED_ON = N_("Passed by an exemption of {who} from {day} to {until}, based on {basis}: {reason}")
FOREVER = N_("no set end")
SOMEBODY = N_("the approver named there")
DUE, DUE_THEN = N_("What is still due"), N_("What would still be due if this were accepted")
MORE_OWED = N_("and {count} more")
MOST = 500  # dossiers that a page shows
_MOST_OWED = 12
_TWO_STARS = "**"


class FindingView(NamedTuple):
    """A finding: its rule, what it says, where, its evidence, and the way out; `passed` is why it passes, of one that
    an exemption passes."""

    code: str
    rule: str
    severity: Severity
    word: str
    sentence: str
    at: PlaceView
    was: PlaceView | None
    evidence: tuple[PlaceView, ...]
    also: tuple[str, ...]
    commit: str
    statement: str
    way_out: str
    basis: tuple[str, ...]
    mark: str
    passed: tuple[str, ...] = ()


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
    it ended."""

    heading: str
    nature: str
    day: str
    outcome: str
    state: str
    counts: tuple[tuple[str, int], ...]
    persons: tuple[PersonView, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[tuple[str, int], ...]


LEFT = {
    "persons": N_("{count} dossiers more are counted and not shown"),
    "findings": N_("{count} findings are counted and not listed"),
    "known": N_("{count} known findings are counted and not listed"),
    "changes": N_("{count} changes are counted and not listed"),
}
COUNTS = {
    "errors": N_("Errors"),
    "warnings": N_("Warnings"),
    "infos": N_("Notes"),
    "known": N_("Known before"),
    "exempted": N_("Exempted"),
    "dossiers": N_("Dossiers"),
}


def view_of(report: Report) -> ReviewView:
    """What a page shows of a verdict."""
    verdict = report.verdict
    count = verdict.count
    numbers = {
        "errors": count(Severity.ERROR),
        "warnings": count(Severity.WARNING),
        "infos": count(Severity.INFO),
        "known": verdict.known_count,
        "exempted": verdict.exempted_count,
        "dossiers": verdict.dossiers,
    }
    told = _told(report)
    left = {
        "persons": max(0, len(told) - MOST),
        "findings": verdict.left_out,
        **{each: verdict.beyond.get(each, 0) for each in ("known", "changes")},
    }
    return ReviewView(
        clean(heading(report)),
        clean(nature(report)),
        clean(the_day(report)),
        clean(outcome(report)),
        standing(verdict),
        tuple((report.say(COUNTS[each]), number) for each, number in numbers.items()),
        tuple(_person(report, each, nth, told[each]) for nth, each in enumerate([*told][:MOST], 1)),
        tuple(map(clean, report.reasons())),
        tuple(clean(report.sentence(each)) for each in verdict.notes),
        tuple((report.say(LEFT[each], count=number), number) for each, number in left.items() if number),
    )


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
        return tuple(_finding(report, each) for each in places.about(of))

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
        tuple(_finding(report, each) for each in places.loose),
        tuple(_finding(report, each, passes.get(each.fingerprint, ())) for each in told.exempted),
        report.say(DUE if standing(report.verdict) != "bad" or report.verdict.judged_as == "history" else DUE_THEN),
        tuple(_owed(report, accounts)),
        tuple(_finding(report, each) for each in told.known),
        tuple(report.sheets.get(dossier, ())) if dossier else (),
    )


# --- one finding ---------------------------------------------------------------------------------------------


def _finding(report: Report, finding: Finding, passes: Sequence[Exemption] | None = None) -> FindingView:
    problem, verdict = finding.problem, report.verdict
    page = pages.page(finding.code, report.lang)
    head = finding.commit or verdict.head.commit
    evidence = []
    for each in problem.evidence:
        commit = report.commit_of(finding, each)
        evidence.append(place(report, each.at, commit, f" ({commit[:BRIEF]})" if commit else ""))
    return FindingView(
        finding.code,
        finding.rule,
        finding.severity,
        report.say(finding.severity.word),
        clean(report.sentence(finding)),
        place(report, problem.at, head),
        place(report, problem.was, report.compared_with(finding)) if problem.was else None,
        tuple(evidence),
        tuple(capital(clean(each)) for each in along(report, finding)),
        finding.commit[:SHORT] if finding.commit else "",
        page.statement,
        _way_out(page) if passes is None else "",
        tuple(each["text"] for each in pages.basis_as_data(finding.code, report.lang)),
        finding.fingerprint[:MARK],
        tuple(_pass(report, each) for each in passes or ()),
    )


def _way_out(page: Page) -> str:
    """What the page of a rule says to do, without the word before it."""
    last = next((each for each in reversed(page.body) if each.startswith(_TWO_STARS)), "")
    return clean(last.removeprefix(_TWO_STARS).partition(_TWO_STARS)[2])


def _pass(report: Report, exemption: Exemption) -> str:
    told: dict[str, Value] = {
        "who": report.person(exemption.approver_name, exemption.approver)
        if exemption.approver_name
        else report.say(SOMEBODY),
        "day": exemption.since,
        "until": exemption.until or report.say(FOREVER),
        "reason": report.words(exemption.reason),
    }
    if exemption.basis:
        return clean(report.say(PASSED_ON, basis=report.words(exemption.basis), **told))
    return clean(report.say(PASSED, **told))


# --- what is still owed --------------------------------------------------------------------------------------


def _owed(report: Report, accounts: Sequence[Account]) -> Iterator[str]:
    """What the dossier still owes as it is in the end: what is over, what comes next, and the actions agreed on."""
    if not accounts:
        return
    last = accounts[-1]
    coming = min((each.end for each in last.owed if each.end >= last.today), default=None)
    cells = sorted(
        (each for each in last.owed if each.end < last.today or each.end == coming), key=lambda each: each.end
    )
    lines = [
        report.say(
            OWED_BEFORE if each.end < last.today else OWED,
            iki=each.iki,
            period=period_in_words(each.period, report.lang),
            day=each.end,
        )
        for each in cells
    ]
    actions = sorted(last.actions, key=lambda each: each.deadline)
    lines += [report.say(ACTION, day=each.deadline, text=report.words(each.text)) for each in actions]
    yield from map(clean, lines[:_MOST_OWED])
    if len(lines) > _MOST_OWED:
        yield report.say(MORE_OWED, count=len(lines) - _MOST_OWED)
