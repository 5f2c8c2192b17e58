"""The report for people: findings by dossier with their evidence, then what changed, then the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.findings import MARK, Finding, Severity
from skpkit.messages import N_, cut, visible
from skpkit.reports._excerpt import example, excerpt
from skpkit.reports._findings import IN_STEP, LONGEST, more, particulars
from skpkit.reports._gathering import told_gathering
from skpkit.reports._outcome import outcome
from skpkit.reports._reasons import request_says
from skpkit.reports._report import AROUND, Report, heading, nature, requested_by, standing, the_day
from skpkit.reports._together import common_sentence, told_together

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
CHANGES = N_("Changes")
APPROVALS = N_("Approvals")
KNOWN = N_("Known before this change")
EXEMPTED = N_("Passed by an exemption")
NOTE = N_("note: {note}")
REST = N_("Besides, warnings: {warnings}; notes: {infos}; known before: {known}; exempted: {exempted}.")


def as_text(report: Report) -> str:
    """The report as text; with colour where the report asks for it."""
    lines = [(visible(text), style) for text, style in _lines(report)]
    if not report.color:
        return "".join(f"{text}\n" for text, _ in lines)
    return _colored(lines)


def _colored(lines: Sequence[tuple[str, str]]) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, soft_wrap=True, highlight=False, emoji=False, markup=False)
    with console.capture() as capture:
        for text, style in lines:
            console.print(Text(text, style))
    return capture.get()


def _lines(report: Report) -> Iterator[tuple[str, str]]:
    verdict, say = report.verdict, report.say
    yield heading(report), "bold"
    if day := the_day(report):
        yield day, ""
    if what := nature(report):
        yield what, ""
    if people := requested_by(report):
        yield people, ""
    if said := request_says(report):
        yield said, ""
    yield "", ""
    yield from _grouped(report, verdict.findings)
    yield from _more(report, verdict.left_out)
    if report.show_all and verdict.known:
        yield f"{say(KNOWN)}:", "bold"
        yield from _grouped(report, verdict.known)
        yield from _more(report, verdict.beyond.get("known", 0))
    if verdict.exempted:
        yield f"{say(EXEMPTED)}:", "bold"
        yield from _grouped(report, verdict.exempted)
        yield from _more(report, verdict.beyond.get("exempted", 0))
    yield from _changes(report)
    yield from _approvals(report)
    yield from _gathering(report)
    for note in verdict.notes:
        yield say(NOTE, note=report.sentence(note)), ""
    for reason in report.reasons():
        yield reason, "bold red"
    numbers = verdict.numbers
    if any(numbers[each] for each in ("warnings", "infos", "known", "exempted")):
        yield say(REST, **numbers), ""
    good = "bold green" if standing(verdict) == "good" else "bold yellow"
    yield outcome(report), "bold red" if verdict.exit_code else good


def _grouped(report: Report, findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Findings under a line for each dossier, that with the gravest first."""
    groups: dict[str, list[Finding]] = {}
    for each in findings:
        groups.setdefault(each.dossier, []).append(each)
    for dossier, found in sorted(groups.items(), key=lambda item: min(each.severity.rank for each in item[1])):
        if dossier:
            yield report.title(dossier), "bold"
        head = ("", "")
        for alike in told_together(sorted(found, key=lambda each: each.severity.rank)):
            first, *rest = _finding(report, alike)
            if first != head:  # several of one rule at one place stand below one head
                yield (head := first)
                yield from ((each, "dim") for each in excerpt(report, alike[0]))
            yield from rest
        yield "", ""


def _finding(report: Report, findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """The head of a finding, or of some that are told together, their sentence, and the places that it names."""
    finding = findings[0]
    problem, say = finding.problem, report.say
    severity = say(finding.severity.word)
    yield f"{report.place(problem.at)}: {severity} {finding.code} {finding.rule}", STYLES[finding.severity]
    marks = ", ".join(each.fingerprint[:MARK] for each in findings)
    yield f"    {common_sentence(report, findings)} [{marks}]", ""
    yield from ((f"        {each}", "") for each in example(report, finding))
    yield from ((f"    {each}", "dim") for each in particulars(report, finding))


def _changes(report: Report) -> Iterator[tuple[str, str]]:
    changes = report.verdict.changes
    if not changes:
        return
    yield f"{report.say(CHANGES)}:", "bold"
    dossier = commit = None
    for change in changes:
        if change.commit != commit:
            dossier, commit = None, change.commit
            yield from ((f"  {each}", "bold") for each in _step(report, commit or ""))
        if change.dossier != dossier:
            dossier = change.dossier
            yield f"  {report.title(dossier) or report.say(AROUND)}", "bold"
        yield f"    {cut(' '.join(report.sentence(change).split()), LONGEST)}", ""
    yield "", ""
    yield from _more(report, report.verdict.beyond.get("changes", 0))


def _step(report: Report, commit: str) -> Iterator[str]:
    yield report.around(IN_STEP, step=report.step(commit))
    yield from report.turns(commit)


def _approvals(report: Report) -> Iterator[tuple[str, str]]:
    approvals = report.verdict.approvals
    if not approvals:
        return
    yield f"{report.say(APPROVALS)}:", "bold"
    dossier = None
    for each in approvals:
        if each.dossier != dossier:
            dossier = each.dossier
            yield f"  {report.title(dossier)}", "bold"
        yield (
            f"    {' '.join(report.sentence(each).split())}",
            "red" if each.standing in ("unsigned", "unverified") else "",
        )
    yield "", ""
    yield from _more(report, report.verdict.beyond.get("approvals", 0))


def _gathering(report: Report) -> Iterator[tuple[str, str]]:
    if gathering := told_gathering(report):
        yield f"{gathering.heading}:", "bold"
        for part in gathering.parts:
            if part.title:
                yield f"  {part.title}", "bold"
            yield from ((f"    {each}", "") for each in part.sentences)
        if gathering.rest:
            yield f"  {gathering.rest}", ""
        yield "", ""


def _more(report: Report, count: int) -> Iterator[tuple[str, str]]:
    for told in more(report, count):
        yield told, "bold"
        yield "", ""
