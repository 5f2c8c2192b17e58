"""What was found, told in every format: a registry for each kind of report, a name to a function. What one command
alone reports (rules, schemas, a check of documents) has its registry in its own module.

A format makes the text of a report, `as_` and its name, and runs no rule: it tells of what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from skpkit.reports._form import ReportForm
from skpkit.reports._outcome import outcome
from skpkit.reports._report import FrozenReport, Report, standing
from skpkit.reports.text_report import as_text

if TYPE_CHECKING:
    from skpkit.reports._standing import StatusReport


# A run tells in one form, or in few; the modules of all others are left where they are.
def _as_json(report: Report) -> str:
    from skpkit.reports.json_report import as_json

    return as_json(report)


def _as_github(report: Report) -> str:
    from skpkit.reports.github_report import as_github

    return as_github(report)


def _as_gitlab(report: Report) -> str:
    from skpkit.reports.gitlab_report import as_gitlab

    return as_gitlab(report)


def _as_junit(report: Report) -> str:
    from skpkit.reports.junit_report import as_junit

    return as_junit(report)


def _as_rdjsonl(report: Report) -> str:
    from skpkit.reports.rdjsonl_report import as_rdjsonl

    return as_rdjsonl(report)


def _as_sarif(report: Report) -> str:
    from skpkit.reports.sarif_report import as_sarif

    return as_sarif(report)


def _as_xlsx(report: Report) -> bytes:
    from skpkit.reports.xlsx_report import as_xlsx

    return as_xlsx(report)


def _need_library() -> None:
    from skpkit.reports._book import need_library

    need_library()


def _frozen_text(report: FrozenReport) -> str:
    from skpkit.reports.frozen_text import as_text

    return as_text(report)


def _frozen_json(report: FrozenReport) -> str:
    from skpkit.reports.frozen_json import as_json

    return as_json(report)


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
    ReportForm("text", as_text, "skpkit.txt", fetched=True, looked_at=True),
    ReportForm("json", _as_json, "skpkit.json", fetched=True, data=True),
    ReportForm("github", _as_github, "skpkit-github.txt"),
    ReportForm("gitlab", _as_gitlab, "gl-code-quality-report.json", data=True),
    ReportForm("sarif", _as_sarif, "skpkit.sarif", data=True),
    ReportForm("junit", _as_junit, "skpkit-junit.xml"),
    ReportForm("rdjsonl", _as_rdjsonl, "skpkit.rdjsonl", data=True),
    ReportForm("markdown", _as_markdown, "skpkit.md", looked_at=True),
    ReportForm("html", _as_html, "skpkit.html", fetched=True, looked_at=True),
)
_FILES: tuple[ReportForm[bytes], ...] = (
    ReportForm("xlsx", _as_xlsx, "skpkit.xlsx", fetched=True, looked_at=True, need=_need_library),
)
FORMS: Mapping[str, ReportForm[str] | ReportForm[bytes]] = {
    **{each.name: each for each in _PRINTED},
    **{each.name: each for each in _FILES},
}
"""The forms of the report on a verdict, by name, in the order in which people are told of them."""
VERDICT: Mapping[str, Callable[[Report], str]] = {each.name: each.write for each in _PRINTED}
FILES: Mapping[str, Callable[[Report], str | bytes]] = {name: form.write for name, form in FORMS.items()}

FROZEN: Mapping[str, Callable[[FrozenReport], str]] = {"text": _frozen_text, "json": _frozen_json}


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

__all__ = [
    "FILES",
    "FORMS",
    "FROZEN",
    "STATUS",
    "STATUS_FILES",
    "VERDICT",
    "FrozenReport",
    "Report",
    "ReportForm",
    "outcome",
    "standing",
    "within",
]
