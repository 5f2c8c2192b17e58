"""The report as JSON, as `schemas/v1/report.schema.json` describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from skpkit.findings import Finding, Gathering, Severity, Unjudged
from skpkit.messages import Value, show
from skpkit.reports._report import Report, place_as_data, state_as_data
from skpkit.rules.pages import basis_as_data
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from skpkit.change.asked import SeenApproval
    from skpkit.change.changelist import Change

MOST_FILES = 1_000


def as_json(report: Report) -> str:
    """The whole report as one JSON document."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    verdict = report.verdict
    return {
        "skpkit": VERSION,
        "day": {"date": verdict.day.date.isoformat(), "source": verdict.day.source},
        "notes": [{"code": each.code, "message": report.sentence(each)} for each in verdict.notes],
        "unjudged": [_unjudged(report, each) for each in verdict.unjudged],
        "left_out": verdict.left_out,
        "changes_left_out": verdict.beyond.get("changes", 0),
        "approvals_left_out": verdict.beyond.get("approvals", 0),
        "base": verdict.base.commit if verdict.base else None,
        "head": state_as_data(verdict.head),
        "judged_as": verdict.judged_as,
        "together_with": [{"name": each.label, "commit": each.commit} for each in verdict.others],
        "merge": _gathering(verdict.gathering) if verdict.gathering else None,
        "findings": [_finding(report, each) for each in verdict.findings],
        "known": [_finding(report, each) for each in verdict.known],
        "exempted": [_finding(report, each) for each in verdict.exempted],
        "changes": [_change(report, each) for each in verdict.changes],
        "approvals": [_approval(report, each) for each in verdict.approvals],
        "failures": [report.sentence(each) for each in verdict.failures],
        "summary": {
            **{severity.value: verdict.count(severity) for severity in Severity},
            "known": verdict.known_count,
            "exempted": verdict.exempted_count,
            "dossiers": verdict.dossiers,
        },
    }


def _gathering(gathering: Gathering) -> dict[str, Any]:
    listed = gathering.files[:MOST_FILES]
    return {
        "since": list(gathering.since),
        "files": [{"path": each.path, "side": each.side, "dossier": each.dossier} for each in listed],
        "left_out": len(gathering.files) - len(listed),
    }


def _unjudged(report: Report, said: Unjudged) -> dict[str, Any]:
    values = said.values
    return {
        "path": said.path,
        "reason": report.reason(said),
        "dossier": said.dossier or None,
        "files": [each for each in (said.file, *said.also) if each],
        "against": said.against or None,
        "values": {
            "what": report.text(values.what),
            **{each: _plain(report, getattr(values, each)) for each in ("was", "base", "head")},
        }
        if values
        else None,
    }


def _plain(report: Report, value: Value) -> Any:
    """A value as programs take it: a number, or a text."""
    return value if value is None or isinstance(value, int | float) else report.text(show(value, report.lang))


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": report.sentence(finding),
        **place_as_data(problem.at),
        "end_line": problem.at.end_line,
        "end_column": problem.at.end_column,
        "was": place_as_data(problem.was) if problem.was else None,
        "evidence": [
            {**place_as_data(each.at), "commit": report.commit_of(finding, each)} for each in problem.evidence
        ],
        "also": list(finding.also),
        "basis": basis_as_data(finding.code, report.lang),
        "commit": finding.commit,
        "company": {"with": list(finding.company.names), "order": finding.company.order} if finding.company else None,
        "dossier": finding.dossier,
        "fingerprint": finding.fingerprint,
    }


def _approval(report: Report, approval: SeenApproval) -> dict[str, Any]:
    return {
        "dossier": approval.dossier,
        **place_as_data(approval.at),
        "text": report.sentence(approval),
        "record": approval.record,
        "thing": approval.thing,
        "role": approval.role,
        "name": report.person(approval.name, approval.nip) or None,
        "day": approval.day.isoformat(),
        "standing": approval.standing,
        "flaw": approval.flaw,
        "commit": approval.commit,
    }


def _change(report: Report, change: Change) -> dict[str, Any]:
    edit = change.edit
    return {
        "dossier": change.dossier,
        **place_as_data(change.at),
        "text": report.sentence(change),
        "record": edit.record if edit else None,
        "field": (edit.field or None) if edit else None,
        "rhk": (edit.rhk or None) if edit else None,
        "iki": (edit.iki or None) if edit else None,
        "period": (edit.period or None) if edit else None,
        "before": report.data(edit.old) if edit else None,
        "after": report.data(edit.new) if edit else None,
        "declared": change.declared or None,
        "commit": change.commit,
    }
