"""What commands share: their options in the reader's language, the day, and how a report is put out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from skpkit.cli._group import OPTIONS
from skpkit.cli._language import chosen_language, use
from skpkit.errors import SkpkitError
from skpkit.messages import LANGUAGES, N_, tell
from skpkit.model.settings import Settings
from skpkit.reports import FORMATS, written

if TYPE_CHECKING:
    from skpkit.reports import Report

Function = TypeVar("Function", bound=Callable[..., Any])
NOT_A_DAY = N_("{given} is no date; write it as year-month-day, such as 2026-06-15")
NOT_WRITTEN = N_("{path} could not be written ({why}); nothing was left half-written")
FORMAT = N_("Form of the report; auto: annotations inside GitHub, else text.")
TODAY = N_("The day that counts as today (year-month-day), where the calendar matters.")
LANG = N_("Language of the report: id or en.")


def _metavar(param: click.Parameter) -> str:
    return tell(param.metavar, {}, chosen_language()) if param.metavar else ""


class Argument(click.Argument):
    """An argument whose name is told in the reader's language."""

    def make_metavar(self, *given: Any, **named: Any) -> str:
        """What stands for it in the usage line. Before click 8.2 no context is given."""
        return _metavar(self) or super().make_metavar(*given, **named)


class Option(click.Option):
    """An option whose help, and what stands for its value, is told in the reader's language."""

    def make_metavar(self, *given: Any, **named: Any) -> str:
        """What stands for its value. Before click 8.2 no context is given."""
        return _metavar(self) or super().make_metavar(*given, **named)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its line on the help page."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, tell(self.help, {}, chosen_language()))


class Command(click.Command):
    """A command whose help is told in the reader's language."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What its usage line holds."""
        return [tell(OPTIONS, {}, chosen_language()), *super().collect_usage_pieces(ctx)[1:]]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in (self.help or "").split("\n\n"):
                formatter.write_text(tell(" ".join(paragraph.split()), {}, chosen_language()))
                formatter.write_paragraph()


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date as records write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date of a text."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(tell(NOT_A_DAY, {"given": str(value)}, chosen_language()), param, ctx)


def argument(name: str, **given: Any) -> Callable[[Function], Function]:
    """A click argument whose name is told in the reader's language."""
    return click.argument(name, cls=Argument, **given)


def option(*names: str, **given: Any) -> Callable[[Function], Function]:
    """A click option whose help is told in the reader's language."""
    return click.option(*names, cls=Option, **given)


lang_option = option("--lang", type=click.Choice(LANGUAGES), default=None, help=LANG)
format_option = option("--format", "style", type=click.Choice(FORMATS), default="auto", help=FORMAT)
today_option = option("--today", type=Day(), default=None, help=TODAY, metavar=N_("DATE"))


def day(today: date | None) -> date:
    """The day given, or the day of the clock: the one place that looks at it."""
    return today or date.today()  # noqa: DTZ011 - the office's own day


def adopt(settings: Settings, lang: str | None) -> None:
    """Speak the settings' language, where the command line names none."""
    if not lang and settings.language:
        use(settings.language)


def here() -> Path:
    """The folder that the command runs in."""
    return Path.cwd()


def put_out(report: Report, style: str) -> NoReturn:
    """Print the report, and leave with the verdict's exit code."""
    if style == "auto":
        style = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    click.echo(written(report, style), nl=False)
    sys.exit(report.verdict.exit_code)


def colorful() -> bool:
    """Whether a terminal reads along that shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then renamed.

    Raises SkpkitError where it cannot be written.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SkpkitError(NOT_WRITTEN, path=str(target), why=error.strerror or str(error)) from None
