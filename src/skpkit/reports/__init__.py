"""What was found, told in every format: one registry for all commands, a name to a function.

A format makes the text of a report, `as_` and its name, and runs no rule: it tells of what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

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
    schemas_report,
    text_report,
    verify_report,
    xlsx_report,
)
from skpkit.reports._book import need_library
from skpkit.reports._form import ReportForm
from skpkit.reports._outcome import outcome
from skpkit.reports._report import FrozenReport, Report, standing
from skpkit.reports.rules_report import RulesReport
from skpkit.reports.schemas_report import SchemasReport
from skpkit.reports.verify_report import VerifyReport

if TYPE_CHECKING:
    from skpkit.reports._standing import StatusReport


def _as_markdown(report: Report) -> str:
    from skpkit.reports.markdown_report import as_markdown  # a page knows what changed, which loads much

    return as_markdown(report)


def within(report: Report, most: int) -> str:
    """The report as Markdown of at most so many characters, and no more than a comment takes."""
    from skpkit.reports.markdown_report import MOST, as_markdown

    return as_markdown(report, min(most, MOST))


def _as_html(report: Report) -> str:
    from skpkit.reports.html_report import as_html

    return as_html(report)


_PRINTED: tuple[ReportForm[str], ...] = (
    ReportForm("text", text_report.as_text, "skpkit.txt", fetched=True, looked_at=True),
    ReportForm("json", json_report.as_json, "skpkit.json", fetched=True, data=True),
    ReportForm("github", github_report.as_github, "skpkit-github.txt"),
    ReportForm("gitlab", gitlab_report.as_gitlab, "gl-code-quality-report.json", data=True),
    ReportForm("sarif", sarif_report.as_sarif, "skpkit.sarif", data=True),
    ReportForm("junit", junit_report.as_junit, "skpkit-junit.xml"),
    ReportForm("rdjsonl", rdjsonl_report.as_rdjsonl, "skpkit.rdjsonl", data=True),
    ReportForm("markdown", _as_markdown, "skpkit.md", looked_at=True),
    ReportForm("html", _as_html, "skpkit.html", fetched=True, looked_at=True),
)
_FILES: tuple[ReportForm[bytes], ...] = (
    ReportForm("xlsx", xlsx_report.as_xlsx, "skpkit.xlsx", fetched=True, looked_at=True, need=need_library),
)
FORMS: Mapping[str, ReportForm[str] | ReportForm[bytes]] = {
    **{each.name: each for each in _PRINTED},
    **{each.name: each for each in _FILES},
}
"""The forms of the report on a verdict, by name, in the order in which people are told of them."""
VERDICT: Mapping[str, Callable[[Report], str]] = {each.name: each.write for each in _PRINTED}
FILES: Mapping[str, Callable[[Report], str | bytes]] = {name: form.write for name, form in FORMS.items()}

FROZEN: Mapping[str, Callable[[FrozenReport], str]] = {"text": frozen_text.as_text, "json": frozen_json.as_json}
VERIFY: Mapping[str, Callable[[Sequence[VerifyReport]], str]] = {
    "text": verify_report.as_text,
    "json": verify_report.as_json,
}


def _status_text(report: StatusReport) -> str:
    from skpkit.reports.status_text import as_text  # what tells of an office loads the words of forms

    return as_text(report)


def _status_json(report: StatusReport) -> str:
    from skpkit.reports.status_json import as_json

    return as_json(report)


def _status_html(report: StatusReport) -> str:
    from skpkit.reports.status_html import as_html

    return as_html(report)


def _status_xlsx(report: StatusReport) -> bytes:
    from skpkit.reports.status_xlsx import as_xlsx

    return as_xlsx(report)


STATUS: Mapping[str, Callable[[StatusReport], str]] = {
    "text": _status_text,
    "json": _status_json,
    "html": _status_html,
}
STATUS_FILES: Mapping[str, Callable[[StatusReport], str | bytes]] = {**STATUS, "xlsx": _status_xlsx}
RULES: Mapping[str, Callable[[RulesReport], str]] = {"text": rules_report.as_text, "json": rules_report.as_json}
SCHEMAS: Mapping[str, Callable[[SchemasReport], str]] = {
    "text": schemas_report.as_text,
    "json": schemas_report.as_json,
}

__all__ = [
    "FILES",
    "FORMS",
    "FROZEN",
    "RULES",
    "SCHEMAS",
    "STATUS",
    "STATUS_FILES",
    "VERDICT",
    "VERIFY",
    "FrozenReport",
    "Report",
    "ReportForm",
    "RulesReport",
    "SchemasReport",
    "VerifyReport",
    "outcome",
    "standing",
    "within",
]
