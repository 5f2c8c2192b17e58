"""One module a format: each makes the text of a report from a verdict, and knows nothing of rules."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skpkit.reports._report import Report

FORMATS = ("auto", "text", "json", "github")


def written(report: Report, style: str) -> str:
    """The report in one of FORMATS but `auto`."""
    write: Callable[[Report], str] = import_module(f"skpkit.reports.{style}_report").write
    return write(report)


def __getattr__(name: str) -> Any:
    """`Report`, imported when it is asked for: with it comes all that judges, which printing does without."""
    if name != "Report":
        raise AttributeError(name)
    return import_module("skpkit.reports._report").Report


__all__ = ["FORMATS", "Report", "written"]
