"""Judging a history that has landed: every step on its own day, by the settings and exemptions that it came after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from skpkit import rules
from skpkit.change.accounts import NO_ACCOUNTS
from skpkit.change.revision import Landing
from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Unjudged
from skpkit.judge.engine import Verdict
from skpkit.judge.foreseen import NOTHING as NOTHING_FORESEEN
from skpkit.judge.foreseen import Foreseen
from skpkit.judge.office import Office
from skpkit.judge.review import Step, notes_of, review, terms_of
from skpkit.judge.takenback import Touched, taken_back, touched, with_settled
from skpkit.messages import SHORT


def audit(
    steps: Iterable[Step], today: date, ends: Step | None = None, foreseen: Foreseen = NOTHING_FORESEEN
) -> Verdict:
    """Judge steps, oldest first, as they are given: each finding has the commit that brought it.

    Approvals that are missing count at the last step only, since two people sign in two commits. A step that cannot be
    judged, such as one with wrong settings, is told as such; the others are judged.

    `ends` are the two states of a range whose steps do not lead from the one to the other, as after a forced push: they
    are judged too, and what the steps do not tell is added.
    """
    first: Office | None = None
    last: Step | None = None
    verdicts: list[Verdict] = []
    unjudged: list[Unjudged] = []
    judged: dict[str, str | None] = {}
    files: list[Touched] = []
    for step in steps:
        commit = step.brought.commit or ""
        files.append(foreseen.touched.get(commit) or touched(commit, step.before.tree, step.after.tree))
        first, last = first or step.before, step
        if commit in foreseen.quiet:
            verdicts.append(foreseen.quiet[commit])
            judged[commit] = step.before.tree.commit
            continue
        try:
            if step.holds_records:
                verdict = step.verdict(terms_of(step.before, step.after))
                verdicts.append(replace(verdict, accounts=NO_ACCOUNTS))  # a history is long
            judged[commit] = step.before.tree.commit
        except SkpkitError as error:
            unjudged.append(_unjudged(step, error)._replace(steps=(commit,)))
    if ends and ends.holds_records:
        try:
            verdicts.append(_besides(verdicts, ends.verdict(terms_of(ends.before, ends.after))))
        except SkpkitError as error:
            unjudged.append(_unjudged(ends, error))
    approval = rules.approval_rules()
    findings = [each for verdict in verdicts for each in verdict.findings if each.code not in approval]
    if first and last and verdicts and not foreseen.approved:
        try:
            findings += _approvals(first, last, today)
        except SkpkitError as error:
            unjudged.append(_unjudged(last, error))
    back = taken_back(files, last.after if last else None)
    return Verdict(
        findings=with_settled(findings, back),
        exempted=tuple(each for verdict in verdicts for each in verdict.exempted),
        passes={mark: found for verdict in verdicts for mark, found in verdict.passes.items()},
        along={mark: along for verdict in verdicts for mark, along in verdict.along.items()},
        titles=frozenset(title for verdict in verdicts for title in verdict.titles),
        people={title: name for verdict in verdicts for title, name in verdict.people.items()},
        named=foreseen.named.union(*(verdict.named for verdict in verdicts)),
        failures=tuple({str(each): each for verdict in verdicts for each in verdict.failures}.values()),
        unjudged=_each_once(unjudged),
        notes=notes_of(each for verdict in verdicts for each in verdict.notes),
        steps=judged,
        taken_back=back,
        judged_as="history",
    )


def _besides(verdicts: Sequence[Verdict], ends: Verdict) -> Verdict:
    """What the verdict on two ends adds to those on the steps."""
    told = {each.fingerprint for verdict in verdicts for each in verdict.findings}
    return replace(ends, findings=tuple(each for each in ends.findings if each.fingerprint not in told))


def _unjudged(step: Step, error: SkpkitError) -> Unjudged:
    """Why a step cannot be judged: the commit whose file is so, which may be that before it, or else its own."""
    place = error.of(step.brought.commit).place or (step.brought.commit or "")[:SHORT]
    return Unjudged(place.rstrip(": "), error.message, error.told)


def _each_once(unjudged: Iterable[Unjudged]) -> tuple[Unjudged, ...]:
    """Reasons, each once, with all the steps that were not judged for it."""
    found: dict[tuple[str, str], Unjudged] = {}
    for each in unjudged:
        known = found.setdefault((each.path, each.reason), each._replace(steps=()))
        found[each.path, each.reason] = known._replace(steps=(*known.steps, *each.steps))
    return tuple(found.values())


def _approvals(first: Office, last: Step, today: date) -> list[Finding]:
    """The approvals that the newest state lacks and the oldest had not lacked, as the last step's."""
    terms = terms_of(last.before, last.after)
    whole = review(first, last.after, today, terms=terms, landing=Landing(proposal=False))
    codes = rules.approval_rules()
    return [replace(each, commit=last.brought.commit) for each in whole.findings if each.code in codes]
