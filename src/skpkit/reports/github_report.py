"""Annotations for GitHub's log: the gravest first, within the ten of a kind that a step may show."""

from __future__ import annotations

from skpkit.findings import Finding, Severity
from skpkit.messages import N_, tell
from skpkit.reports._report import Report

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10
MORE = N_("and {count} more of this kind; run skpkit for all of them")


def write(report: Report) -> str:
    """One annotation a finding, and one for each reason why a part could not be judged."""
    lines = [f"::error title=skpkit::{_text(failure.sentence(report.lang))}" for failure in report.verdict.failures]
    for severity, command in COMMANDS.items():
        found = [each for each in report.verdict.findings if each.severity is severity]
        shown = found if len(found) <= SHOWN else found[: SHOWN - 1]
        lines += [_annotation(report, each, command) for each in shown]
        if rest := len(found) - len(shown):
            lines.append(f"::{command} title=skpkit::{_text(tell(MORE, {'count': rest}, report.lang))}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(report: Report, finding: Finding, command: str) -> str:
    at = finding.problem.at
    place = {"file": at.path, "line": at.line, "endLine": at.end_line}
    if at.line == at.end_line and at.end_column > at.column:
        place |= {"col": at.column, "endColumn": at.end_column}
    place["title"] = f"{finding.code} {finding.rule}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    proofs = [
        f"{each.at.path}:{each.at.line}" + (f" ({commit[:8]})" if (commit := report.commit_of(each)) else "")
        for each in finding.problem.evidence
    ]
    return f"::{command} {properties}::{_text(chr(10).join([report.sentence(finding), *proofs]))}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
