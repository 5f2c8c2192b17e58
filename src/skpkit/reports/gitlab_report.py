"""Code Quality for GitLab: one JSON array, which its merge requests compare with that of the target branch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from skpkit.findings import Severity
from skpkit.reports._findings import NOWHERE, listed, more, sentences, unfinished
from skpkit.reports._report import Report

# GitLab has five; what could not be judged stops a request, and is above them all.
GRAVITY = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
UNJUDGED, LEFT_OUT = "blocker", "info"


def as_gitlab(report: Report) -> str:
    """The findings that stand, the gravest first; an empty array where there are none."""
    return json.dumps(list(_items(report)), ensure_ascii=False, indent=2) + "\n"


def _items(report: Report) -> Iterator[dict[str, Any]]:
    for nth, (path, why) in enumerate(unfinished(report)):
        mark = sha256(f"unjudged|{path}|{nth}".encode(errors="replace")).hexdigest()[:20]
        yield _item(why, mark, UNJUDGED, path)
    for finding, at, mark, _ in listed(report):
        told = f"{finding.code}: {'; '.join(sentences(report, finding, shows=False))}"
        yield _item(told, mark, GRAVITY[finding.severity], at.path, at.line, finding.code)
    for told in more(report, report.verdict.left_out):
        yield _item(told, "skpkit-left-out", LEFT_OUT, NOWHERE)


def _item(told: str, mark: str, severity: str, path: str, line: int = 1, name: str = "skpkit") -> dict[str, Any]:
    return {
        "description": told,
        "check_name": name,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
