"""A finding as a page shows it: what it says, where, what proves it, and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpkit import rules
from skpkit.findings import MARK, Finding, Severity
from skpkit.messages import N_, Value, visible
from skpkit.reports._excerpt import example, excerpt
from skpkit.reports._findings import along
from skpkit.reports._places import PlaceView, place, record_at
from skpkit.reports._report import AS_OF
from skpkit.reports._spoken import literal, spoken
from skpkit.reports._together import common_sentence, told_together
from skpkit.reports._wording import capital, clean
from skpkit.rules import pages

if TYPE_CHECKING:
    from skpkit.model.exemptions import Exemption
    from skpkit.reports._report import Report

PASSED = N_("Passed by an exemption of {who} from {day} to {until}: {reason}")
PASSED_ON = N_("Passed by an exemption of {who} from {day} to {until}, based on {basis}: {reason}")
UNSHOWN = N_("{record}: what it says cannot be shown before that is mended")
FOREVER = N_("no set end")
SOMEBODY = N_("the approver named there")


class FindingView(NamedTuple):
    """A finding: what it says, where, its evidence, and the way out, in words; `typed` is what of that is written in a
    record or typed. `source` is the line of the file with a mark below the place, `example` are lines as they should
    be. `marks` are several where one sentence tells several findings. `step` is the commit that brought it, with what
    took it back; `passed` is why it passes, of one that an exemption passes.
    """

    code: str
    severity: Severity
    word: str
    sentence: str
    at: PlaceView
    was: PlaceView | None
    evidence: tuple[PlaceView, ...]
    also: tuple[str, ...]
    step: str
    turns: tuple[str, ...]
    statement: str
    way_out: str
    typed: tuple[str, ...]
    basis: tuple[str, ...]
    marks: tuple[str, ...]
    source: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()


def finding_views(report: Report, findings: Iterable[Finding]) -> tuple[FindingView, ...]:
    """What a page shows of findings: of those of periods in a row one."""
    return tuple(finding_view(report, *each) for each in told_together(findings))


def finding_view(
    report: Report, finding: Finding, *others: Finding, passes: Sequence[Exemption] | None = None
) -> FindingView:
    """What a page shows of a finding, with `others` that one sentence tells with it; `passes` are the exemptions of one
    that passes."""
    problem, verdict = finding.problem, report.verdict
    page = pages.page(finding.code, report.lang)
    head = finding.commit or verdict.head.commit
    evidence = dict.fromkeys(record_at(report, each.at, report.commit_of(finding, each)) for each in problem.evidence)
    told = common_sentence(report, (finding, *others))
    said = literal(told) if finding.code in rules.reading_rules() else spoken(report, told)
    out = spoken(report, page.fix if passes is None and not finding.settled else "")
    then = report.then(finding) if out.text and not problem.edits else None
    at = place(report, problem.at, head)
    sentence = said.text
    unread = bool(verdict.base) and passes is None and finding.code in rules.reading_rules()
    if unread and not any(each.at.path == problem.at.path for each in verdict.changes):
        record = record_at(report, problem.at, head).text
        sentence = f"{sentence}. {capital(clean(report.around(UNSHOWN, record=record)))}"
    was = place(report, problem.was, report.compared_with(finding)) if problem.was else None
    return FindingView(
        finding.code,
        finding.severity,
        report.say(finding.severity.word),
        sentence,
        at,
        was if was and (was.link or was.text != at.text) else None,
        tuple(evidence),
        tuple(capital(spoken(report, each).text) for each in along(report, finding)),
        clean(report.step(finding.commit)) if finding.commit else "",
        tuple(map(clean, report.turns(finding.commit))) if finding.commit else (),
        _statement(report, finding.code),
        report.around(AS_OF, day=then, sentence=out.text) if then else out.text,
        tuple(dict.fromkeys((*said.typed, *out.typed))),
        tuple(spoken(report, each["text"]).text for each in pages.basis_as_data(finding.code, report.lang)),
        tuple(each.fingerprint[:MARK] for each in (finding, *others)),
        tuple(map(visible, excerpt(report, finding))) if _is_written_wrong(finding) else (),
        tuple(example(report, finding)),
        tuple(_pass(report, each) for each in passes or ()),
    )


def _is_written_wrong(finding: Finding) -> bool:
    """Whether the line of a file helps a reader of the page: of a change its table shows more."""
    problem = finding.problem
    return finding.severity is Severity.ERROR and not (problem.edits or problem.was)


def _statement(report: Report, code: str) -> str:
    return spoken(report, pages.page(code, report.lang).statement).text


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
