"""Diagnostics for reviewdog (`-f=rdjsonl`): a line each, places in bytes as it counts them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from skpkit.findings import Location, Severity
from skpkit.reports._findings import (
    NOWHERE,
    PROOFS,
    for_programs,
    listed,
    more,
    proofs,
    remarks,
    sentences,
    unfinished,
)
from skpkit.reports._report import Report

GRAVITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
SOURCE = {"name": "skpkit"}


def as_rdjsonl(report: Report) -> str:
    """The findings that stand, the gravest first, and what is to be said besides; nothing where there is nothing."""
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in _diagnostics(report))


def _diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    for path, why in unfinished(report):
        yield _diagnostic(why, "ERROR", {"path": path})
    for finding, at, *_ in listed(report):
        told = "\n".join(sentences(report, finding))
        place = {"path": at.path, "range": _range(report, at, whole=at.path != finding.problem.at.path)}
        related = [
            {"message": for_programs(proof), "location": {"path": at.path, "range": {"start": {"line": at.line}}}}
            for (at, _), proof in zip(finding.problem.evidence[:PROOFS], proofs(report, finding), strict=False)
        ]
        yield {
            **_diagnostic(told, GRAVITY[finding.severity], place),
            "code": {"value": finding.code},
            **({"relatedLocations": related} if related else {}),
        }
    for told in (*more(report, report.verdict.left_out), *remarks(report)):
        yield _diagnostic(told, "INFO", {"path": NOWHERE})


def _diagnostic(told: str, severity: str, location: dict[str, Any]) -> dict[str, Any]:
    return {"message": told, "severity": severity, "location": location, "source": SOURCE}


def _range(report: Report, at: Location, *, whole: bool) -> dict[str, Any]:
    """From where to where a place is: without columns whole lines, else the end is exclusive and bytes count from 1."""
    first, last = {"line": at.line}, {"line": at.end_line}
    lines = report.verdict.lines
    if lines is None or whole or (at.line, at.column) == (at.end_line, at.end_column):
        return {"start": first, "end": first if whole else last}
    start = _bytes_before(lines.get((at.path, at.line)), at.column)
    end = _bytes_before(lines.get((at.path, at.end_line)), at.end_column)
    return {"start": {**first, "column": start + 1}, "end": {**last, "column": end + 1}}


def _bytes_before(line: str | None, column: int) -> int:
    return column - 1 if line is None else len(line[: column - 1].encode())
