"""The report for people: findings by dossier with their evidence, then what changed, then the outcome."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from skpkit.findings import Finding, Severity
from skpkit.messages import N_, Value, tell
from skpkit.model.paths import identity_of
from skpkit.reports._report import Report, state_in_words

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
HEAD_REVIEW = N_("Review of {base} to {head}")
HEAD_CHECK = N_("Check of {head}")
WAS = N_("before: {place}")
EVIDENCE = N_("evidence: {place}")
ALSO = N_("goes with it: {codes}")
IN_COMMIT = N_("in commit {commit}")
CHANGES = N_("Changes")
KNOWN = N_("Known before this change")
EXEMPTED = N_("Passed by an exemption")
NOTHING_CHANGED = N_("No dossier changed.")
CLEAN_CHECK = N_("In order. Dossiers checked: {dossiers}; errors: none.")
CLEAN_REVIEW = N_("Accepted. Dossiers changed: {dossiers}; errors: none.")
BAD_CHECK = N_("Not in order. Dossiers checked: {dossiers}; errors: {errors}.")
BAD_REVIEW = N_("Refused. Dossiers changed: {dossiers}; errors: {errors}.")
INCOMPLETE = N_("Not judged to the end; the reasons stand above: {reasons}.")
MARK = 8  # letters of a fingerprint, by which `skpkit exempt` knows a finding
REST = N_("Besides, warnings: {warnings}; notes: {infos}; known before: {known}; exempted: {exempted}.")


def write(report: Report) -> str:
    """The report as text; with colour where the report asks for it."""
    lines = [(visible(text), style) for text, style in _lines(report)]
    if not report.color:
        return "".join(f"{text}\n" for text, _ in lines)
    return _colored(lines)


def findings_text(report: Report) -> str:
    """The findings alone, without the lines around them and without fingerprints."""
    return "".join(f"{visible(text)}\n" for text, _ in _grouped(report, report.verdict.findings, marked=False)).rstrip(
        "\n"
    )


def visible(line: str) -> str:
    """The line with what would act on a terminal, or begin a line of its own, written as its number: a file name may
    hold anything."""
    return "".join(
        sign if sign.isprintable() or not unicodedata.category(sign).startswith(("C", "Z")) else f"\\u{ord(sign):04x}"
        for sign in line
    )


def _colored(lines: Sequence[tuple[str, str]]) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, soft_wrap=True, highlight=False, emoji=False, markup=False)
    with console.capture() as capture:
        for text, style in lines:
            console.print(Text(text, style))
    return capture.get()


def _lines(report: Report) -> Iterator[tuple[str, str]]:
    verdict = report.verdict

    def say(message: str, **told: Value) -> str:
        return tell(message, told, report.lang)

    yield heading(report), "bold"
    yield "", ""
    yield from _grouped(report, verdict.findings)
    if report.show_all and verdict.known:
        yield f"{say(KNOWN)}:", "bold"
        yield from _grouped(report, verdict.known)
    if verdict.exempted:
        yield f"{say(EXEMPTED)}:", "bold"
        yield from _grouped(report, verdict.exempted)
    yield from _changes(report)
    for failure in verdict.failures:
        yield failure.sentence(report.lang), "bold red"
    yield outcome(report), "bold red" if verdict.exit_code else "bold green"
    rest = {
        "warnings": verdict.count(Severity.WARNING),
        "infos": verdict.count(Severity.INFO),
        "known": len(verdict.known),
        "exempted": len(verdict.exempted),
    }
    if any(rest.values()):
        yield say(REST, **rest), ""


def heading(report: Report) -> str:
    """What was compared: both states, by name and commit."""
    verdict = report.verdict
    told = {"head": state_in_words(verdict.head, report.lang)}
    if not verdict.base:
        return tell(HEAD_CHECK, told, report.lang)
    return tell(HEAD_REVIEW, {**told, "base": state_in_words(verdict.base, report.lang)}, report.lang)


def outcome(report: Report) -> str:
    """The verdict in one line."""
    verdict = report.verdict
    errors = verdict.count(Severity.ERROR)
    told: dict[str, Value] = {"errors": errors, "dossiers": verdict.dossiers, "reasons": len(verdict.failures)}
    if verdict.failures:
        message = INCOMPLETE
    elif verdict.base and not verdict.dossiers and not errors:
        message = NOTHING_CHANGED
    elif errors:
        message = BAD_REVIEW if verdict.base else BAD_CHECK
    else:
        message = CLEAN_REVIEW if verdict.base else CLEAN_CHECK
    return tell(message, told, report.lang)


def _grouped(report: Report, findings: Sequence[Finding], *, marked: bool = True) -> Iterator[tuple[str, str]]:
    """Findings under a line for each dossier, that with the gravest first; `marked` with their fingerprints."""
    groups: dict[str, list[Finding]] = {}
    for each in findings:
        groups.setdefault(each.dossier, []).append(each)
    for dossier, found in sorted(groups.items(), key=lambda item: min(each.severity.rank for each in item[1])):
        if dossier:
            name = report.verdict.people.get(dossier, "")
            yield f"{name}, {dossier.partition('/')[0]}" if name else dossier, "bold"
        head = ("", "")
        for finding in sorted(found, key=lambda each: each.severity.rank):
            first, *rest = _finding(report, finding, marked=marked)
            if first != head:  # several of one rule at one place stand below one head
                yield (head := first)
            yield from rest
        yield "", ""


def _finding(report: Report, finding: Finding, *, marked: bool) -> Iterator[tuple[str, str]]:
    """The head of a finding, its sentence, and the places that it names."""

    def say(message: str, **told: Value) -> str:
        return tell(message, told, report.lang)

    problem = finding.problem
    severity = say(finding.severity.word)
    place = f"{problem.at.path}:{problem.at.line}:{problem.at.column}"
    yield f"{place}: {severity} {finding.code} {finding.rule}", STYLES[finding.severity]
    mark = f" [{finding.fingerprint[:MARK]}]" if marked else ""
    yield f"    {report.sentence(finding)}{mark}", ""
    if problem.was:
        before = f"{problem.was.path}:{problem.was.line}:{problem.was.column}"
        yield f"    {say(WAS, place=before)}", "dim"
    for each in problem.evidence:
        commit = report.commit_of(each)
        where = f"{each.at.path}:{each.at.line}:{each.at.column}" + (f" ({commit[:8]})" if commit else "")
        yield f"    {say(EVIDENCE, place=where)}", "dim"
    if finding.also:
        yield f"    {say(ALSO, codes=finding.also)}", "dim"
    if finding.commit:
        yield f"    {say(IN_COMMIT, commit=finding.commit[:12])}", "dim"


def _changes(report: Report) -> Iterator[tuple[str, str]]:
    changes = report.verdict.changes
    if not changes:
        return
    yield f"{tell(CHANGES, {}, report.lang)}:", "bold"
    dossier = commit = None
    for change in changes:
        if change.commit != commit:
            dossier, commit = None, change.commit
            yield f"  {tell(IN_COMMIT, {'commit': (commit or '-')[:12]}, report.lang)}", "bold"
        if change.dossier != dossier:
            dossier = change.dossier
            name = report.verdict.people.get(dossier, "")
            yield f"  {name}, {identity_of(dossier).year}" if name else f"  {dossier}", "bold"
        yield f"    {' '.join(change.sentence(report.lang).split())}", ""
    yield "", ""
