"""SARIF 2.1.0, as code scanning takes it: within its limits, the gravest first, evidence as related locations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from skpkit.findings import Finding, Location, Severity
from skpkit.messages import N_, cut
from skpkit.reports._findings import (
    EVIDENCE,
    PROOFS,
    Listed,
    beside,
    first_sentences,
    for_programs,
    in_order,
    listed,
    more,
    proofs,
    remarks,
    unfinished,
)
from skpkit.reports._outcome import outcome
from skpkit.reports._report import Report, kind_of, nature, state_as_data
from skpkit.rules.pages import Page, page
from skpkit.source.resources import VERSION

PASSED = N_("passed by recorded exemptions, and not listed: {count}")
EXEMPTED = N_("passed by a recorded exemption")

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
RESULTS = 5_000  # GitHub takes more, and keeps no more
DESCRIPTION = 1_024
ZIPPED = 10_000_000
ROOT = "SRCROOT"


def as_sarif(report: Report) -> str:
    """One run: the findings that stand, and as suppressed those that an exemption passes, if they are wanted; with
    `show_all` as unchanged those that were known. Where they are too many for GitHub, the gravest."""
    from gzip import compress

    found = listed(report, exempted=report.suppressed, known=report.show_all)
    most = RESULTS
    while True:
        text = json.dumps(_log(report, found, most), ensure_ascii=False, indent=2) + "\n"
        if most < 2 or len(text) < ZIPPED or len(compress(text.encode(errors="replace"), 6)) < ZIPPED:
            return text
        most = min(most, len(found)) // 2


def _log(report: Report, found: Sequence[Listed], most: int) -> dict[str, Any]:
    verdict = report.verdict
    shown = found[:most]
    codes = sorted({each.finding.code for each in shown})
    left = len(found) - len(shown) + verdict.left_out
    run = {
        "tool": {
            "driver": {
                "name": "skpkit",
                "semanticVersion": VERSION,
                "rules": [_rule(page(code, report.lang)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"skpkit/{kind_of(verdict)}/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": "repository root"}}},
        "invocations": [
            {
                "executionSuccessful": not (verdict.failures or verdict.unjudged),
                "exitCode": verdict.exit_code,
                "toolExecutionNotifications": list(_notifications(report, left)),
            }
        ],
        "results": [_result(report, each, codes.index(each.finding.code)) for each in shown],
        "properties": {
            "base": verdict.base.commit if verdict.base else None,
            "head": state_as_data(verdict.head),
            "day": verdict.day.date.isoformat(),
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _notifications(report: Report, left: int) -> Iterator[dict[str, Any]]:
    for path, why in unfinished(report):
        place = {"physicalLocation": {"artifactLocation": _artifact(path)}}
        yield {"level": "error", "message": {"text": _plain(why)}, "locations": [place]}
    for told in more(report, left):
        yield {"level": "warning", "message": {"text": _plain(told)}}
    if report.verdict.exempted_count and not report.suppressed:
        yield {"level": "note", "message": {"text": report.say(PASSED, count=report.verdict.exempted_count)}}
    for told in (*remarks(report), *filter(None, (nature(report), outcome(report)))):
        yield {"level": "note", "message": {"text": _plain(told)}}


def _rule(told: Page) -> dict[str, Any]:
    return {
        "id": told.code,
        "name": told.name,
        "shortDescription": {"text": cut(told.statement, DESCRIPTION)},
        "fullDescription": {"text": cut(" ".join((told.statement, *told.body)).replace("**", ""), DESCRIPTION)},
        "help": {"text": told.text(), "markdown": told.markdown()},
        "defaultConfiguration": {"level": LEVELS[told.severity]},
        "properties": {
            "tags": ["skp", f"SKP{told.code[3]}xx"],
            "precision": "very-high",
            "problem.severity": PROBLEMS[told.severity],
        },
    }


def _result(report: Report, item: Listed, rule: int) -> dict[str, Any]:
    finding, at, mark, standing = item
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(report, finding)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(at.path), "region": _region(at)}}],
        "partialFingerprints": {"primaryLocationLineHash": mark},
        "properties": {"also": list(finding.also), "commit": finding.commit, "dossier": finding.dossier or None},
    }
    if finding.problem.evidence:
        result["relatedLocations"] = list(_related(report, finding))
    if standing == "exempted":
        result["suppressions"] = [{"kind": "external", "justification": report.say(EXEMPTED)}]
    if report.show_all and report.verdict.base:
        result["baselineState"] = "unchanged" if standing == "known" else "new"
    return result


def _related(report: Report, finding: Finding) -> Iterator[dict[str, Any]]:
    for nth, (each, told) in enumerate(
        zip(finding.problem.evidence[:PROOFS], proofs(report, finding), strict=False), 1
    ):
        place = {"artifactLocation": _artifact(each.at.path), "region": _region(each.at)}
        yield {"id": nth, "message": {"text": _plain(told)}, "physicalLocation": place}


def _message(report: Report, finding: Finding) -> str:
    """All that is told of a finding; a piece of evidence is a link to its related location."""
    links = (f"[{_plain(told)}]({nth})" for nth, told in enumerate(proofs(report, finding), 1))
    proved = [report.say(EVIDENCE, place=each) for each in links]
    rest = (*more(report, len(proved) - PROOFS), *beside(report, finding))
    return "\n".join([*map(_plain, first_sentences(report, finding)), *proved[:PROOFS], *map(_plain, rest)])


def _artifact(path: str) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(path, safe="/", errors="replace"), "uriBaseId": ROOT}


def _region(at: Location) -> dict[str, int]:
    """All four numbers, of at least a character: where a place has no length, it is that of a file."""
    _path, line, column, end_line, end_column, _commit = in_order(at)
    end_column += (line, column) == (end_line, end_column)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _plain(text: str) -> str:
    """A text in which nothing is a link: brackets make one, and a backslash takes that from them."""
    return "".join(f"\\{each}" if each in "\\[]" else each for each in for_programs(text))
