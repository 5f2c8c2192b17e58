"""What was found, told in every format: one registry for all commands, a name to a function.

A format makes the text of a report and knows nothing of rules; what it tells of is imported for its types alone, so
that a command which only asks for the names of formats loads nothing heavy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skpkit.reports import (
    frozen_json,
    frozen_text,
    github_report,
    json_report,
    rules_report,
    text_report,
    verify_report,
)
from skpkit.reports._report import FrozenReport, Report
from skpkit.reports.rules_report import RulesReport
from skpkit.reports.verify_report import VerifyReport

VERDICT: Mapping[str, Callable[[Report], str]] = {
    "text": text_report.write,
    "json": json_report.write,
    "github": github_report.write,
}
FROZEN: Mapping[str, Callable[[FrozenReport], str]] = {"text": frozen_text.write, "json": frozen_json.write}
VERIFY: Mapping[str, Callable[[VerifyReport], str]] = {"text": verify_report.text, "json": verify_report.data}
RULES: Mapping[str, Callable[[RulesReport], str]] = {"text": rules_report.text, "json": rules_report.data}

__all__ = ["FROZEN", "RULES", "VERDICT", "VERIFY", "FrozenReport", "Report", "RulesReport", "VerifyReport"]
