"""Requests judged as they would land together: what is found only so, and whether it depends on which one lands first.

None of them has landed, so together they are one proposal, and its ends are judged as one change. Since each may land
by itself too, so are both orders: this request after the others, and they after it. Settings and exemptions are those
of what has landed; what a request brings of them excuses nothing, but binds those that land after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from skpkit.change.revision import Landing
from skpkit.errors import WrongUsage
from skpkit.findings import Company, Finding, LandingOrder, Note, Severity, Unjudged
from skpkit.judge import review as judging
from skpkit.judge.engine import StateName, Verdict
from skpkit.judge.offices import Offices
from skpkit.judge.places import MergedOf, told_among
from skpkit.judge.review import Terms
from skpkit.judge.workers import OnProgress, silent
from skpkit.messages import N_, Value
from skpkit.model.paths import dossier_path
from skpkit.model.people import NamedPerson
from skpkit.model.settings import Settings
from skpkit.source.history import Range, Repository, State
from skpkit.source.history.merges import Joined
from skpkit.spans import contents_of, lands_by_commit, lying_by, reasons_of, reviewed

NO_NAME = N_(
    "--merge-with names no request, as where a variable of CI is not set; name its branch or commit, or leave "
    "--merge-with out"
)
NO_PROPOSAL = N_(
    "--merge-with adds requests to one that has not landed; say so with three dots, or with one revision: skpkit "
    "review A...B --merge-with {name}"
)
NOT_ALONE = N_("the requests were not judged together, since this one does not merge into {base} by itself")
BRINGS = N_("{name}, requested by {people}, brings: {brought}")
MOST_BROUGHT = 12  # files of another request that are named

_ORDERS: Mapping[tuple[bool, bool], LandingOrder] = {
    (False, False): "together",
    (True, False): "last",
    (False, True): "first",
    (True, True): "apart",
}


class _Found(NamedTuple):
    """What is found of requests together: as one change, and with this one landing last, or first."""

    whole: Verdict
    last: Verdict
    first: Verdict

    def findings(self) -> dict[str, Finding]:
        """Each finding once, as gravely as any has it."""
        found: dict[str, Finding] = {}
        for verdict in self:
            for each in verdict.findings:
                known = found.get(each.fingerprint)
                if known is None or each.severity.rank < known.severity.rank:
                    found[each.fingerprint] = each
        return found

    def told_last(self) -> set[str]:
        """The marks of all that is found where this one lands last, told or not: known, exempted, or gone along."""
        last = self.last
        gone = (each for along in last.along.values() for each in along)
        return {each.fingerprint for each in (*last.findings, *last.known, *last.exempted, *gone)}

    def order(self, mark: str) -> LandingOrder:
        """In which orders of landing a finding does not come up."""
        after, before = (all(each.fingerprint != mark for each in one.findings) for one in (self.last, self.first))
        return _ORDERS[after, before]


class Manner(NamedTuple):
    """How a range is judged: each commit of it too, with which requests, by their revisions, and who is told how far
    it is, but of those requests."""

    each_commit: bool = False
    merge_with: Sequence[str] = ()
    on_progress: OnProgress = silent


AS_USUAL = Manner()


def judged(records: Repository, span: Range, offices: Offices, terms: Terms, today: date, manner: Manner) -> Verdict:
    """The verdict on a range, alone or with other requests; of each commit too where each lands by itself."""
    each_commit = manner.each_commit or lands_by_commit(span, terms.settings)
    others = manner.merge_with
    if others:
        return reviewed_together(records, span, others, offices, terms, today, each_commit=each_commit)
    return reviewed(records, span, offices, terms, today, each_commit=each_commit, on_progress=manner.on_progress)


def reviewed_together(
    records: Repository,
    span: Range,
    names: Sequence[str],
    offices: Offices,
    terms: Terms,
    today: date,
    *,
    each_commit: bool = False,
) -> Verdict:
    """The verdict on a range that is a proposal, with others that would land with it, by their revisions.

    Each finding tells in whose company it comes, where this request alone does not have it. Raises WrongUsage where the
    range is none that could land, or a name is empty.
    """
    for name in names:
        if not name.strip():
            raise WrongUsage(NO_NAME)
        if not span.merges or span.base.commit is None:
            raise WrongUsage(NO_PROPOSAL, name=name)
    requests = [records.request(span.base, each) for each in names]
    alone = reviewed(records, span, offices, terms, today, each_commit=each_commit)
    others = tuple(StateName(each.head.label, each.head.commit) for each in requests)
    alone = replace(alone, others=others)
    if span.clashes:
        return replace(alone, notes=(*alone.notes, Note(NOT_ALONE, {"base": span.base.label})))
    joined = records.together(span.base, [*requests, span])
    if joined.state is None:
        clash = _colliding(span, [*requests, span], joined, terms)
        return replace(alone, unjudged=(*alone.unjudged, *clash))
    landing = Landing(records.past(span.base, lying=lying_by(terms.settings)), proposal=True)

    def judged(one: State, two: State) -> Verdict:
        """By what has landed; and by what the one brings as it lands first, where that adds anything."""
        judges = [terms]
        if one is not span.base and (later := judging.terms_of(offices.of(one), offices.of(two))) != terms:
            judges.append(later)
        found = [
            judging.review(offices.of(one), offices.of(two), today, terms=each, landing=landing) for each in judges
        ]
        of = [(str(each.commit), each) for each in (*(one.head for one in requests), span.base)]
        before = MergedOf(one, span.base, [*of, (span.head.commit or "", span.head)])
        return told_among(judging.together(found), MergedOf(two, span.head, of), before)

    def found_with(company: Sequence[Range]) -> _Found:
        there, whole = (records.together(span.base, each).state for each in (company, [*company, span]))
        assert there  # noqa: S101 - more of them merge
        assert whole  # noqa: S101 - all of them do
        return _Found(judged(span.base, whole), judged(there, whole), judged(span.pairs[0][1], whole))

    found = found_with(requests)
    there = records.together(span.base, requests).state
    assert there  # noqa: S101 - all of them merge
    whole = judged(span.base, there)
    theirs = {each.fingerprint for each in whole.findings}
    mine = {each.fingerprint for each in alone.findings}
    blamed = [(each, found_with([each]).findings()) for each in requests] if len(requests) > 1 else []
    labels = tuple(each.label for each in others)

    def accompanied(each: Finding) -> Finding:
        mark = each.fingerprint
        if mark in mine:
            return each
        if mark in theirs:
            return replace(each, company=Company(labels, "others"))
        those = tuple(one.head.label for one, seen in blamed if mark in seen)
        return replace(each, company=Company(those or labels, found.order(mark)))

    findings = found.findings()
    after = found.told_last()
    helped = all(mark in mine for mark, each in findings.items() if each.severity is Severity.ERROR)

    def unaccompanied(each: Finding) -> Finding:
        """What a request has alone it is told of, for the others may never land; where they help, and bring no error
        in its place, with their names."""
        mark = each.fingerprint
        if each.commit or mark in after or not helped:
            return each
        those = tuple(one.head.label for one, seen in blamed if mark not in seen)
        return replace(each, company=Company(those or labels, "needs"))

    worst = {mark: each.severity.rank for mark, each in findings.items()}
    kept = {mark: accompanied(each) for mark, each in findings.items()}
    kept |= {
        each.fingerprint: unaccompanied(each)
        for each in alone.findings
        if each.commit or each.severity.rank < worst.get(each.fingerprint, len(Severity))
    }
    made = _made(alone, found, list(kept.values()))
    for each in requests:
        theirs_alone = whole if len(requests) == 1 else judged(span.base, _merged(records, span.base, [each]))
        made = _with_request(made, records, each, theirs_alone, terms.settings)
    return made


def _merged(records: Repository, base: State, company: Sequence[Range]) -> State:
    state = records.together(base, company).state
    assert state  # noqa: S101 - more of them merge
    return state


def _with_request(made: Verdict, records: Repository, other: Range, found: Verdict, settings: Settings) -> Verdict:
    """The verdict with a note on another request: who asks for it, and which records it brings."""
    commits = records.words_of(records.brought(other), ZoneInfo(settings.zone))
    people = list(dict.fromkeys(each.author for each in commits.values() if not each.merges and each.author))
    brought = []
    for path in dict.fromkeys(each.at.path for each in found.changes):
        place = dossier_path(path, settings.records)
        whose = found.people.get(place.identity.title, "") if place else ""
        brought.append(f"{place.below.strip('/')} ({whose})" if place and whose else path)
    if not brought:
        return made
    more = ("…",) if len(brought) > MOST_BROUGHT else ()
    told: dict[str, Value] = {
        "name": other.head.label,
        "people": tuple(people[:MOST_BROUGHT]),
        "brought": (*brought[:MOST_BROUGHT], *more),
    }
    named = made.named | found.named | {NamedPerson(each, "") for each in people}
    return replace(made, notes=(Note(BRINGS, told), *made.notes), named=named)


def _colliding(span: Range, requests: Sequence[Range], joined: Joined, terms: Terms) -> list[Unjudged]:
    """Why a request does not merge after others, told with what lands first as the base; it is the others, but where
    their entry of changes is the later one."""
    from skpkit.forge.clashes import yields  # most do

    assert joined.head  # noqa: S101 - something does not merge
    last = next(each for each in requests if each.head is joined.head)
    by_itself = bool(last.clashes) or not joined.labels
    before = span.base.label if by_itself else ", ".join(joined.labels)
    after = joined.head.label if joined.head.commit else "HEAD"
    clashes = joined.clashes
    contents = contents_of(span._replace(clashes=clashes))
    sides = next((found for each in clashes if (found := yields(each, contents))), "theirs")
    if sides == "ours" and not by_itself:
        before, after = after, before
        clashes = tuple(each._replace(ours=each.theirs, theirs=each.ours) for each in clashes)
    told: dict[str, Value] = {"base": before, "head": after}
    return reasons_of(span._replace(clashes=clashes), told, terms.settings, others=True)


def _made(alone: Verdict, found: _Found, findings: Sequence[Finding]) -> Verdict:
    """The verdict on a request alone, with what is found of it in company."""
    marks = {each.fingerprint for each in findings}
    verdicts = (alone, *found)
    return replace(
        alone,
        findings=tuple(sorted(findings, key=lambda each: each.order)),
        known=tuple(each for each in found.whole.known if each.fingerprint not in marks),
        exempted=tuple({each.fingerprint: each for verdict in verdicts for each in verdict.exempted}.values()),
        accounts=alone.accounts.joined_by(found.whole.accounts),
        along={mark: along for verdict in verdicts for mark, along in verdict.along.items()},
        passes={mark: passes for verdict in verdicts for mark, passes in verdict.passes.items()},
        people={title: name for verdict in verdicts for title, name in verdict.people.items()},
        named=alone.named | found.whole.named | found.last.named | found.first.named,
        failures=tuple({str(each): each for verdict in verdicts for each in verdict.failures}.values()),
        notes=judging.notes_of([each for verdict in verdicts for each in verdict.notes]),
    )
