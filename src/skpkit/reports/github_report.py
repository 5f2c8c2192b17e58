"""Annotations for GitHub's log: the gravest first, within the ten of a kind that a step may show."""

from __future__ import annotations

from skpkit.findings import Finding, Severity
from skpkit.messages import N_, visible
from skpkit.reports._findings import sentences, shown_at
from skpkit.reports._outcome import outcome
from skpkit.reports._report import Report, heading, nature, the_day

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10
MORE = N_("and {count} more of this kind; run skpkit for all of them")


def as_github(report: Report) -> str:
    """One annotation a finding, one for each reason why a part could not be judged, and one with the outcome."""
    verdict = report.verdict
    why = report.reasons()
    notes = [report.sentence(each) for each in verdict.notes]
    lines = []
    for severity, command in COMMANDS.items():
        most = SHOWN - (severity is Severity.INFO)  # a notice more tells the outcome
        said = {Severity.ERROR: why, Severity.INFO: notes}.get(severity, [])
        found = [f"::{command} title=skpkit::{escaped(each)}" for each in said]
        found += [_annotation(report, each, command) for each in verdict.findings if each.severity is severity]
        count = len(said) + verdict.count(severity)
        shown = found if count <= most else found[: most - 1]
        lines += shown
        if rest := count - len(shown):
            lines.append(f"::{command} title=skpkit::{escaped(report.say(MORE, count=rest))}")
    told = [each.rstrip(".") for each in (heading(report), the_day(report), nature(report), outcome(report)) if each]
    lines.append(f"::notice title=skpkit::{escaped('. '.join(told))}.")
    return "".join(f"{line}\n" for line in lines)


def _annotation(report: Report, finding: Finding, command: str) -> str:
    at = shown_at(report, finding)
    place = {"file": at.path, "line": at.line, "endLine": at.end_line}
    if at.line == at.end_line and at.end_column > at.column:
        place |= {"col": at.column, "endColumn": at.end_column}
    place["title"] = f"{finding.code} {finding.rule}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{command} {properties}::{escaped(*sentences(report, finding))}"


def escaped(*lines: str) -> str:
    """Some lines as a command of the log carries them: in one line, whatever they hold."""
    return "%0A".join(visible(each).replace("%", "%25") for each in lines)


def _property(text: str) -> str:
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
