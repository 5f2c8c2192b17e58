"""Judging what changed between two states, and which finding speaks for which.

It takes states of the records and a day, and returns a verdict as data; nothing here knows files, git or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from skpkit import rules
from skpkit.change.accounts import joined, pending_accounts
from skpkit.change.asked import approvals_seen
from skpkit.change.changelist import changes_of
from skpkit.change.revision import PROPOSED, Landing, Revision
from skpkit.change.undo import take_back
from skpkit.errors import SkpkitError, told_of
from skpkit.findings import Finding, FirstManual, Note, with_fingerprints
from skpkit.judge.claims import Leader, Offence, Remaining, gone_along, kept_back, offences, who_leads
from skpkit.judge.engine import (
    Verdict,
    judge_exemptions,
    judge_guarded,
    landed,
    named_by,
    remarks,
)
from skpkit.judge.ground import ground_changes, ground_people
from skpkit.judge.guards import guarded_files
from skpkit.judge.known import set_apart
from skpkit.judge.office import ELSEWHERE, FIRST, Office
from skpkit.judge.pairs import not_compared, revisions_of, touched_outside
from skpkit.judge.places import told_in
from skpkit.judge.readable import readable
from skpkit.judge.referring import referring
from skpkit.judge.stages import JUDGING, judge_dossier, judge_facts, judge_state, sign
from skpkit.judge.takenback import taken_back, touched, with_settled
from skpkit.judge.unread import unread
from skpkit.judge.workers import OnProgress, in_turn, silent
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.elapsed import counted_since
from skpkit.model.exemptions import Exemption, Exemptions, divided, passes_of
from skpkit.model.facts import Superior, World, facts_of
from skpkit.model.paths import Identity, identity_of, manual_name, within
from skpkit.model.people import NamedPerson
from skpkit.model.records import same
from skpkit.model.settings import Settings
from skpkit.model.signers import Signers
from skpkit.source.tree import SETTINGS, Tree

COMPARING = N_("Comparing")
NONE_YET = N_(
    "there are no records in {folder} yet, before the change or after it, so nothing was judged; begin with skpkit init"
)
LEFT_BEHIND = N_(
    "by the settings of the change records lie in {folder}, where none are, but they are in {found}; set `rekaman` "
    "back, or move them along in the same change"
)
REWRITTEN = N_(
    "only the way of writing changed, such as line ends, comments or the order of keys, and nothing that it says; "
    "dossiers of which this is so: {count}"
)


class Terms(NamedTuple):
    """By what a review judges: the settings, exemptions and signers of its base."""

    settings: Settings
    exemptions: tuple[Exemption, ...]
    signers: Signers | None = None


def terms_of(base: Office, head: Office) -> Terms:
    """The settings and signers of the base, or the head's where the base holds no records at all, and the base's
    exemptions.

    A change could excuse itself otherwise. Raises WrongUsage for settings and lists of signers that cannot be.
    """
    judging = base if base.listing.places else head
    return Terms(judging.settings, base.exemptions, judging.signers)


def review(
    before: Office,
    after: Office,
    today: date,
    *,
    terms: Terms | None = None,
    landing: Landing = PROPOSED,
    on_progress: OnProgress = silent,
) -> Verdict:
    """Judge what changed between two states, by the terms of the first; `landing` tells how the change comes in, and
    `on_progress` is told how many of the dossiers that changed were looked at.

    Raises WrongUsage for settings and lists of signers that cannot be, in either state, and SkpkitError where neither
    holds a dossier, but records lie elsewhere.
    """
    terms = terms or terms_of(before, after)
    guarded = guarded_files(before, after, today)
    old, new = (each.judged_by(terms.settings, terms.signers) for each in (before, after))
    remarked: list[Note] = []
    if not old.listing.places and not new.listing.places:
        lying = tuple(sorted(old.elsewhere | new.elsewhere))
        if lying:
            raise SkpkitError(ELSEWHERE, folder=new.settings.records, found=lying)
        remarked = [Note(FIRST, {}) if new.oid(SETTINGS) else Note(NONE_YET, {"folder": new.settings.records})]
    elif not new.listing.places and (found_in := tuple(sorted(new.elsewhere))):
        remarked.append(Note(LEFT_BEHIND, {"folder": new.settings.records, "found": found_in}))
    old, older = readable(old, new, landing.past)
    landing = landing._replace(first=not old.listing.places, signers=terms.signers)
    revisions = [replace(each, landing=landing) for each in revisions_of(old, new, today, on_progress)]
    here = [each for revision in revisions for each in (revision.after or revision.before,) if each]
    touched = [each.identity for each in here]
    touched += _dependents(new, old, touched)
    outside = touched_outside(old, new)
    base, state = (
        with_fingerprints(
            [
                *judge_state(each, touched, today),
                *judge_dossier(each.outside(outside)),
                *_exemptions(each, today, earlier),
            ]
        )
        for each, earlier in ((old, None), (new, old))
    )
    brought = {path for revision in revisions for path in revision.new_files()}
    fresh, known = set_apart([_as_brought(each, brought) for each in state], base)
    fresh += with_fingerprints(judge_guarded(guarded, terms.settings))
    found = offences(in_turn(revisions, JUDGING, on_progress), sign)
    standing, exempted, _ = divided([*(each.whole for each in found), *fresh], terms.exemptions, today, terms.settings)
    told = _told(found, fresh, {each.fingerprint for each in standing}, partial(_remaining, new, revisions, today))
    hidden = kept_back([*known, *standing])
    changes = [change for each in in_turn(revisions, COMPARING, on_progress) for change in changes_of(each)]
    findings = sorted((each.told() for each in told), key=lambda each: each.order)
    told_of = {each.dossier for each in changes} | {each.dossier for each in findings}
    rewritten = {each.after.title for each in revisions if each.after and _says_the_same(each)} - told_of
    if rewritten:
        remarked.append(Note(REWRITTEN, {"count": len(rewritten)}))
    return Verdict(
        findings=tuple(findings),
        known=tuple(each for each in known if each.fingerprint not in hidden),
        exempted=tuple(exempted),
        along={each.finding.fingerprint: tuple(each.along) for each in told},
        changes=(*ground_changes(before, after), *changes),
        approvals=tuple(each for revision in revisions for each in approvals_seen(revision)),
        accounts=pending_accounts(revisions),
        passes=passes_of(exempted, terms.exemptions, today, terms.settings),
        titles=frozenset(each.title for each in here) - rewritten,
        people=dict(_names(revisions)),
        named=ground_people(before, after)
        | named_by(old, _people(old, touched))
        | named_by(new, _people(new, touched)),
        failures=(*unread(revisions, findings), *not_compared(old, new)),
        notes=notes_of(
            [
                *remarked,
                *older,
                *counted_since([each for each in map(new.facts, touched) if each], terms.settings, today),
                *(each for revision in revisions for each in rules.notes(revision)),
                *remarks(((old.facts(each), new.facts(each)) for each in touched), terms.settings),
            ]
        ),
    )


def _people(office: Office, identities: Iterable[Identity]) -> Iterator[NamedPerson]:
    """All whom some dossiers of a state name."""
    return (person for each in map(office.facts, identities) if each for person in each.people)


def _says_the_same(revision: Revision) -> bool:
    """Whether the files of a dossier are other bytes, and every record holds the data that it held."""
    before, after = revision.before, revision.after
    if not before or not after or before.path != after.path:
        return False
    old, new = ({file.path: file for file in each.files} for each in (before, after))
    return old.keys() == new.keys() and all(
        file.oid == new[path].oid
        or bool(file.record and (other := new[path].record) and same(file.record.data, other.data))
        for path, file in old.items()
    )


def _as_brought(finding: Finding, brought: Set[str]) -> Finding:
    """A finding as it is told where its file comes with the change."""
    problem = finding.problem
    is_new = problem.anew and problem.at.path in brought
    return replace(finding, problem=replace(problem, message=problem.anew)) if is_new else finding


def notes_of(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Some notes, each once."""
    return tuple({(each.message, each.code): each for each in notes}.values())


def _told(found: Sequence[Offence], state: Sequence[Finding], standing: Set[str], remaining: Remaining) -> list[Leader]:
    """What is told of offences and new state findings, those that stand after settings, exemptions and what was known
    before: each finding with those that it speaks for."""
    state = [each for each in state if each.fingerprint in standing]
    wholes = [each.whole for each in found if each.whole.fingerprint in standing]
    back = kept_back([*wholes, *state])
    offending = [each for each in found if each.whole.fingerprint in standing - back]
    leaders = who_leads(offending)
    gone = gone_along(leaders, offending, [each for each in state if each.fingerprint not in back], remaining)
    return leaders + [Leader(each) for each in state if each.fingerprint not in gone | back]


def _exemptions(office: Office, today: date, earlier: Office | None) -> Iterator[Finding]:
    """What is wrong with a state's exemptions; not whether they are of use, since few dossiers are judged."""
    entries = office.exemptions
    there = {each.signed for each in earlier.exemptions} if earlier else {each.signed for each in entries}
    held = Exemptions(
        entries,
        today,
        office.settings,
        silent=frozenset(entries),
        landed=landed(office, today),
        brought=frozenset(each for each in entries if each.signed not in there),
    )
    return judge_exemptions(held, office.settings)


class Step(NamedTuple):
    """A step between two states: the day it is judged on, the state that `brought` it, whose lines are told, and how it
    comes in."""

    before: Office
    after: Office
    day: date
    brought: Tree
    landing: Landing = PROPOSED

    @property
    def holds_records(self) -> bool:
        """Whether there is anything to judge, before or after."""
        return bool(self.before.listing.places or self.after.listing.places)

    def verdict(self, terms: Terms) -> Verdict:
        """The verdict on it, each finding and change with its commit."""
        found = review(self.before, self.after, self.day, terms=terms, landing=self.landing)
        verdict = told_in(found, self.after.tree, self.brought)
        commit = self.brought.commit
        return replace(
            verdict,
            findings=tuple(replace(each, commit=commit) for each in verdict.findings),
            changes=tuple(replace(each, commit=commit) for each in verdict.changes),
            approvals=tuple(each._replace(commit=commit) for each in verdict.approvals),
            accounts=verdict.accounts.at_commit(commit),
        )


def review_steps(
    whole: Verdict, steps: Sequence[Step], terms: Terms, *, landed: bool = False, on_progress: OnProgress = silent
) -> Verdict:
    """Judge every step between two states, oldest first, each on its own day; `whole` is the verdict on the two, and
    `on_progress` is told how many steps were judged.

    Steps that `landed` each by itself decide. Otherwise the two ends are judged as one change and the steps add what
    they show, so this is never weaker than judging the ends. Approvals that are still missing count between the ends
    only: two people sign in two commits.
    """
    verdicts: list[Verdict] = []
    for each in in_turn(steps, JUDGING, on_progress):
        with told_of(each.brought.commit):  # where its state is no commit, but what merging it makes
            verdicts += [each.verdict(terms)] if each.holds_records else []
    parents = {each.brought.commit: each.before.tree.commit for each in steps if each.brought.commit}
    if not verdicts:
        return whole
    approval = rules.approval_rules()
    at_the_end = approval if landed else approval | rules.ends_rules()
    ends, passed = (
        [each for each in found if not landed or each.code in approval] for found in (whole.findings, whole.exempted)
    )
    graver = {each.fingerprint: each.severity for each in ends}
    findings = [
        each
        for verdict in verdicts
        for each in verdict.findings
        if each.code not in at_the_end and graver.get(each.fingerprint, each.severity).rank >= each.severity.rank
    ]
    told = {each.fingerprint for each in findings}
    used = [each for verdict in verdicts for each in verdict.exempted]
    findings += [each for each in ends if each.fingerprint not in told]
    failures = {str(each): each for verdict in (*verdicts, *([] if landed else [whole])) for each in verdict.failures}
    changes = [each for verdict in verdicts for each in verdict.changes]
    brought = [(each.brought.commit, each) for each in steps]
    files = [touched(commit, each.before.tree, each.after.tree) for commit, each in brought if commit]
    back = taken_back(files, steps[-1].after)
    return replace(
        whole,
        findings=with_settled(findings, back),
        exempted=tuple({each.fingerprint: each for each in (*used, *passed)}.values()),
        along={mark: along for verdict in (whole, *verdicts) for mark, along in verdict.along.items()},
        changes=tuple(changes),
        approvals=tuple(each for verdict in verdicts for each in verdict.approvals) if landed else whole.approvals,
        accounts=joined(each.accounts for each in verdicts),
        passes={mark: found for verdict in (whole, *verdicts) for mark, found in verdict.passes.items()},
        parents=parents,
        taken_back=back,
        titles=frozenset(title for verdict in verdicts for title in verdict.titles),
        people={title: name for verdict in (whole, *verdicts) for title, name in verdict.people.items()},
        named=whole.named.union(*(verdict.named for verdict in verdicts)),
        failures=tuple(failures.values()),
        notes=notes_of(each for verdict in (*verdicts, *([] if landed else [whole])) for each in verdict.notes),
    )


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """What several comparisons found, each thing once."""
    first, *others = verdicts
    if not others:
        return first
    findings = {each.fingerprint: each for verdict in reversed(verdicts) for each in verdict.findings}
    failures = {str(each): each for verdict in verdicts for each in verdict.failures}
    changes = list(first.changes)
    for verdict in others:
        changes += [each for each in verdict.changes if each not in changes]
    return replace(
        first,
        findings=tuple(sorted(findings.values(), key=lambda each: each.order)),
        known=tuple(each for each in first.known if each.fingerprint not in findings),
        along={mark: along for verdict in verdicts for mark, along in verdict.along.items()},
        changes=tuple(changes),
        approvals=tuple(dict.fromkeys(each for verdict in verdicts for each in verdict.approvals)),
        accounts=joined(each.accounts for each in verdicts),
        titles=frozenset(title for verdict in verdicts for title in verdict.titles),
        named=first.named.union(*(verdict.named for verdict in others)),
        failures=tuple(failures.values()),
        notes=notes_of(each for verdict in verdicts for each in verdict.notes),
    )


def _dependents(new: Office, old: Office, touched: Sequence[Identity]) -> list[Identity]:
    """The dossiers that refer to one whose results changed, and so may have lost what they refer to."""
    renewed = [each for each in touched if old.superior(each) != new.superior(each)]
    return sorted({*referring(new, renewed)} - {*touched}) if renewed else []


def _names(revisions: Iterable[Revision]) -> Iterator[tuple[str, str]]:
    """The title of each dossier with the name of its employee, of the state before where that after tells none."""
    for revision in revisions:
        states = [each for each in (revision.after, revision.before) if each]
        named = (skp.employee["nama"] for each in states for _, skp in each.plans())
        if name := next(named, None):
            yield states[0].title, str(name)


def _remaining(
    office: Office, revisions: Sequence[Revision], today: date, leaders: Sequence[Finding], asked: Sequence[Finding]
) -> set[str]:
    """The fingerprints of the `asked` state findings that would remain if the edits behind leading ones were taken
    back."""
    back: dict[Identity, Dossier | None] = {}
    for revision in revisions:
        both = [each for each in (revision.after, revision.before) if each]
        undos = [undo for each in leaders if each.dossier == both[0].title for undo in each.problem.undo]
        if undos:
            back |= {each.identity: None for each in both}
            if restored := take_back(revision, undos):
                back[restored.identity] = restored
    facts = {identity: facts_of(each) for identity, each in back.items() if each}

    def superior(identity: Identity) -> Superior | None:
        if identity not in back:
            return office.superior(identity)
        return facts[identity].as_superior if identity in facts else None

    def results(identity: Identity) -> frozenset[str]:
        if identity not in back:
            return office.results(identity)
        return facts[identity].results if identity in facts else frozenset()

    world = World(today, superior, results, office.settings.starts or date.min)
    remaining: list[Finding] = []
    titles = {each.dossier for each in asked if each.dossier}
    for identity in map(identity_of, titles):
        dossier = back[identity] if identity in back else office.dossier(identity)
        if dossier:
            remaining += judge_dossier(dossier)
            remaining += judge_facts(facts_of(dossier), world, office.settings)
    supplied = {
        (each.dossier, causes.lost(within(undo.folder, manual_name(undo.iki))))
        for each in leaders
        for undo in each.problem.undo
        if isinstance(undo, FirstManual)
    }
    remaining = [each for each in remaining if not supplied & {(each.dossier, cause) for cause in each.problem.left_to}]
    nips = {identity_of(each.dossier).nip for each in leaders}
    outside = {  # but for a dossier that was moved there
        each.fingerprint for each in asked if not each.dossier and not nips & set(each.problem.at.path.split("/"))
    }
    return outside | {each.fingerprint for each in set_apart(asked, with_fingerprints(remaining)).known}
