"""One module a format: each makes the text of a report from a verdict, and knows nothing of rules."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from skpkit.reports._report import Report

FORMATS = ("auto", "text", "json", "github")


def written(report: Report, style: str) -> str:
    """The report in one of FORMATS but `auto`."""
    write: Callable[[Report], str] = import_module(f"skpkit.reports.{style}_report").write
    return write(report)


__all__ = ["FORMATS", "Report", "written"]
