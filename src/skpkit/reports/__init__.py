"""What was found, told in every format: one registry for all commands, a name to a function.

A format makes the text of a report, `as_` and its name, and runs no rule: it tells of what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from skpkit.errors import WrongUsage
from skpkit.reports import (
    frozen_json,
    frozen_text,
    github_report,
    gitlab_report,
    json_report,
    junit_report,
    rdjsonl_report,
    rules_report,
    sarif_report,
    text_report,
    verify_report,
    xlsx_report,
)
from skpkit.reports._report import FrozenReport, Report, outcome
from skpkit.reports.rules_report import RulesReport
from skpkit.reports.verify_report import VerifyReport


def _as_markdown(report: Report) -> str:
    from skpkit.reports.markdown_report import as_markdown  # a page knows what changed, which loads much

    return as_markdown(report)


def _as_html(report: Report) -> str:
    from skpkit.reports.html_report import as_html

    return as_html(report)


VERDICT: Mapping[str, Callable[[Report], str]] = {
    "text": text_report.as_text,
    "json": json_report.as_json,
    "github": github_report.as_github,
    "gitlab": gitlab_report.as_gitlab,
    "sarif": sarif_report.as_sarif,
    "junit": junit_report.as_junit,
    "rdjsonl": rdjsonl_report.as_rdjsonl,
    "markdown": _as_markdown,
    "html": _as_html,
}
FILES: Mapping[str, Callable[[Report], str | bytes]] = {**VERDICT, "xlsx": xlsx_report.as_xlsx}
"""What a verdict can be written to a file as: those that are printed, and those that are no text."""
FETCHED = frozenset({"html", "json", "text", "xlsx"})
"""Files that people have to fetch; the others are shown by the place that they are written for."""

NEEDS: Mapping[str, Callable[[], None]] = {"xlsx": xlsx_report.need_library}
"""Of what is written with a library that may be missing, what raises WrongUsage then."""


def can_be_made(style: str) -> bool:
    """Whether a report can be written in a form here: its library is installed, if it takes one."""
    try:
        NEEDS.get(style, lambda: None)()
    except WrongUsage:
        return False
    return True


FROZEN: Mapping[str, Callable[[FrozenReport], str]] = {"text": frozen_text.as_text, "json": frozen_json.as_json}
VERIFY: Mapping[str, Callable[[Sequence[VerifyReport]], str]] = {
    "text": verify_report.as_text,
    "json": verify_report.as_json,
}
RULES: Mapping[str, Callable[[RulesReport], str]] = {"text": rules_report.as_text, "json": rules_report.as_json}

__all__ = [
    "FETCHED",
    "FILES",
    "FROZEN",
    "NEEDS",
    "RULES",
    "VERDICT",
    "VERIFY",
    "FrozenReport",
    "Report",
    "RulesReport",
    "VerifyReport",
    "can_be_made",
    "outcome",
]
