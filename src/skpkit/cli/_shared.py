"""What commands share: their options in the reader's language, the day, and how a report is put out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from errno import ELOOP
from pathlib import Path
from stat import S_IMODE
from typing import Any, NamedTuple, TypeVar

import click

from skpkit.cli._asking import day_in
from skpkit.cli._completing import PathOrNip
from skpkit.cli._language import _, chosen_language, use
from skpkit.cli._masking import hiding
from skpkit.cli._naming import name_meant
from skpkit.cli._recovery import settle_ended
from skpkit.cli._streams import say, takes_all
from skpkit.cli._words import parted, whole_nips
from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.findings import Note
from skpkit.forge.hosts import Host, host_of
from skpkit.messages import LANGUAGES, N_, Value, tell
from skpkit.model.settings import Settings

Function = TypeVar("Function", bound=Callable[..., Any])
Told = TypeVar("Told")
NOT_WRITTEN = N_("{path} could not be written ({why}); nothing was left half-written")
MORE_NOTES = N_("as much is to be said {count} times more; print fewer records at once to read it")
MOST_NOTES = 20
FORMAT = _("Form of the report; auto: annotations inside GitHub, Code Quality inside GitLab, else text.")
BASE = _(
    "The default branch; without it the one that the settings or origin/HEAD name, or the only one of main and master."
)
EACH = _(
    "Judge every commit of the range, not only its two ends: of what landed each step of the first-parent line, of a "
    "request all commits but merges, in the order in which git rebase takes them."
)
WITH = _("Judge it together with another request that would land too; as often as wanted.")
TODAY = _("The day that counts as today (2026-06-15, 15/6/2026 or 15 June 2026), where the calendar matters.")
REPORT = _("Write the report also to a file, in this form: FORMAT=FILE, as often as wanted.")
NO_FILE = N_("a report is written to a file, and {path} is no file; give it a name of its own")
NOT_WANTED = N_("{given} names no report and its file; write it as FORMAT=FILE with one of {forms}")
_PLUMBING = frozenset({"diff-driver", "merge-driver"})
# What needs no records: there are none yet, or none are asked for.
_BEGINNING = frozenset({"init", "skp", "import", "git-setup", "schema", "lsp", "cache", "rules", "explain", *_PLUMBING})
_ANYWHERE = _BEGINNING - {"skp"}  # also where nothing has begun: what they do first, or asks nothing of a repository
_TELLING = frozenset({"check", "review", "ci"})  # whose report says itself that there is nothing yet
_SIGNERS = frozenset({"add", "list", "check", "sign"})  # who signs may be listed before there are records
_COUNTING = frozenset({"audit", "status", "site", "fmt"})  # done with nothing, where there is nothing
_PLACES = frozenset("dossier file files folder key nip path paths record records".split())  # what a shell completes
_PLACE_OF_OPTION = frozenset((_("FILE"), _("OUT"), _("FOLDER"), _("KEY")))
SUPPRESSED = _("In SARIF leave out what an exemption passes, for a reader that takes it for open, as GitHub may.")
LANG = _("Language of the report: id or en.")


class Command(click.Command):
    """A command whose usage line is in the reader's language, with a blank line more below what it does."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.options_metavar = _("[OPTIONS]")
        for each in self.params:
            if type(each.type) is type(click.STRING) and (each.name in _PLACES or each.metavar in _PLACE_OF_OPTION):
                each.type = PathOrNip()

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, once nothing is left of one that was ended before."""
        name = self.name or ""
        if name not in _PLUMBING:  # which git runs in the middle of its own work
            settle_ended(here())
        if name not in _ANYWHERE | _TELLING and ctx.params.get("blank") is None:  # a blank form is of no records
            refuse_unbegun()
        done = True
        try:
            return super().invoke(ctx)
        except SkpkitError as error:
            done = False
            raise _led_on(name, error) or error from None
        finally:
            if done and name in _COUNTING:
                _say_first()

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        """Read the options. Where no records are yet, that is said before what an option lacks."""
        try:
            given = (given[0], parted(whole_nips(given[1]), self.params), *given[2:])
            return super().make_context(*given, **named)
        except click.UsageError:
            if self.name not in _ANYWHERE | _TELLING:
                refuse_unbegun()
            raise

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()


def _led_on(command: str, error: SkpkitError) -> SkpkitError | None:
    """What to say in place of an error of a command that reads records, where none are there yet."""
    known = (SkpkitError.exit_code, *(() if command in _SIGNERS else (WrongUsage.exit_code,)))
    if error.exit_code not in known or command in _BEGINNING:
        return None
    from skpkit.starting import lead_on

    found = lead_on(here())
    return SkpkitError(found) if found else None


def refuse_unbegun() -> None:
    """Raises SkpkitError where no repository of records has begun here."""
    from skpkit.starting import refuse_unbegun as refuse

    refuse(here())


def _say_first() -> None:
    """Say how to go on where the repository has begun and holds no records yet."""
    from skpkit.starting import lead_on, records_of, top_of

    if not any((top_of(here()) / records_of(here())).rglob("*.yaml")) and (found := lead_on(here())):
        say(f"skpkit: {tell(found, {}, chosen_language())}", err=True)


class DayGiven(click.ParamType):  # type: ignore[type-arg]
    """A date, as records or people write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date of a text."""
        if isinstance(value, date):
            return value
        try:
            return day_in(str(value))
        except WrongUsage as wrong:
            self.fail(wrong.sentence(chosen_language()), param, ctx)


class NameGiven(click.Choice):  # type: ignore[type-arg]
    """One of some names, as records or people write it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name that a text means."""
        try:
            return name_meant(str(value), dict.fromkeys(map(str, self.choices), ""))
        except WrongUsage as wrong:
            self.fail(wrong.sentence(chosen_language()), param, ctx)


class PeriodGiven(click.Choice):  # type: ignore[type-arg]
    """One of some periods, as records or people write it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The period that a text means."""
        from skpkit.model.periods import period_meant

        text = str(value).strip()
        meant = next((each for each in map(str, self.choices) if each[1:] == text), "") or period_meant(text)
        return str(super().convert(meant, param, ctx))


lang_option = click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=LANG)
base_option = click.option("--base", default=None, help=BASE, metavar=_("BRANCH"))
each_commit_option = click.option("--each-commit", is_flag=True, help=EACH)
merge_with_option = click.option("--merge-with", "merge_with", multiple=True, metavar=_("REF"), help=WITH)
today_option = click.option("--today", type=DayGiven(), default=None, help=TODAY, metavar=_("DATE"))


def format_option(*formats: str, text: str = FORMAT) -> Callable[[Function], Function]:
    """The option for the form of a report; the first is taken where none is named."""
    return click.option(
        "--format", "style", type=click.Choice(formats, case_sensitive=False), default=formats[0], help=text
    )


class Wanted(NamedTuple):
    """A report that is wanted as a file."""

    style: str
    file: Path


class WantedGiven(click.ParamType):  # type: ignore[type-arg]
    """A report that is wanted as a file: `FORMAT=FILE`, its form one of those that are known."""

    name = "report"

    def __init__(self, styles: Iterable[str]) -> None:
        self.styles = tuple(styles)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Wanted:
        """The form and the file of a text."""
        style, _sep, file = str(value).partition("=")
        if style not in self.styles or not file.strip() or "\0" in file:
            given: dict[str, Value] = {"given": str(value), "forms": self.styles}
            self.fail(tell(NOT_WANTED, given, chosen_language()), param, ctx)
        if file.endswith(("/", os.sep)):
            self.fail(tell(NO_FILE, {"path": file}, chosen_language()), param, ctx)
        return Wanted(style, Path(file))


suppressed_option = click.option("--no-suppressed", "unsuppressed", is_flag=True, help=SUPPRESSED)


def with_options(function: Function, options: Sequence[Callable[[Any], Any]]) -> Function:
    """A command with options, which its help lists in their order."""
    for option in reversed(options):
        function = option(function)
    return function


def report_option(styles: Iterable[str]) -> Callable[[Function], Function]:
    """The option for reports as files, beside the one that is printed; it may be given several times."""
    return click.option(
        "--report", "wanted", type=WantedGiven(styles), multiple=True, metavar=_("FORMAT=FILE"), help=REPORT
    )


def put_files(report: Told, writers: Mapping[str, Callable[[Told], str | bytes]], wanted: Iterable[Wanted]) -> bool:
    """Write reports to the files that they are wanted as, each whole; whether all were. Of one that cannot be written
    a sentence says why, and the others are."""
    from skpkit.reports import FORMS  # heavy, and commands without a report come here too

    written = True
    for style, file in wanted:
        made = writers[style](report)
        if isinstance(made, str):  # half a character, which a text may hold, is told as its number
            made = (_log_safe(made, every=True) if FORMS[style].data else made).encode(errors="backslashreplace")
        try:
            with reached(file):
                write_whole(file.resolve(), made)
        except SkpkitError as error:
            written = False
            complain(error)
    return written


def adopt(settings: Settings, lang: str | None) -> None:
    """Take the settings' word on names, and speak their language, where the command line does not say otherwise."""
    hiding().settled = settings.mask
    if not lang and settings.language:
        use(settings.language)


def here() -> Path:
    """The folder that the command runs in."""
    return Path.cwd()


def put_out(report: Told, formats: Mapping[str, Callable[[Told], str]], style: str) -> None:
    """Print a report in one of its formats. `auto` is what the place shows, if there is such a form: annotations inside
    GitHub, Code Quality inside GitLab, where people get the text beside it; else text."""
    host: Host | None = host_of(os.environ) if style == "auto" else None
    if host:
        style = host.form if host.form in formats else "text"
    text = formats[style](report)
    from skpkit.reports import FORMS  # as above

    if FORMS[style].data:
        text = _log_safe(text, every=takes_all(sys.stdout))
    elif not takes_all(sys.stdout) and text.startswith("<?xml"):
        text = text.encode("ascii", "xmlcharrefreplace").decode()
    click.echo(text, nl=False)
    if host and style != "text" and not host.in_log:
        click.echo(formats["text"](report), nl=False, err=True)


def _log_safe(document: str, *, every: bool) -> str:
    """The same JSON with nothing in it that a terminal or the log of a build takes for a command, and in ASCII where
    there is no more than that (not `every` character): a text may hold anything, and JSON has another way to write it.
    """

    def plain(text: str) -> bool:
        return text.isprintable() and (every or text.isascii())

    lines = (
        line if plain(line) else "".join(each if plain(each) else json.dumps(each)[1:-1] for each in line)
        for line in document.split("\n")
    )
    return "\n".join(lines).replace("##", "#\\u0023")


def complain(error: SkpkitError) -> None:
    """Say on standard error what could not be done beside what the command is for."""
    say(f"skpkit: {hiding().fit(error.sentence(chosen_language()))}", err=True)


def tell_notes(notes: Iterable[Note]) -> None:
    """Say on standard error what is to be said of documents, each sentence once, and of very many the first."""
    sentences = list(dict.fromkeys(tell(each.message, each.told, chosen_language()) for each in notes))
    if len(sentences) > MOST_NOTES:
        more = tell(MORE_NOTES, {"count": len(sentences) - MOST_NOTES}, chosen_language())
        sentences[MOST_NOTES:] = [more]
    for sentence in sentences:
        say(f"skpkit: {sentence}", err=True)


def colorful() -> bool:
    """Whether a terminal reads along that shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


@contextmanager
def reached(target: Path) -> Iterator[None]:
    """Raises SkpkitError where the system cannot even look at a place."""
    try:
        yield
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=str(target), why=system_reason(error)) from None
    except RuntimeError:  # what Python makes of links that lead round in a circle
        raise SkpkitError(NOT_WRITTEN, path=str(target), why=system_reason(OSError(ELOOP, ""))) from None


class TakenError(Exception):
    """A file is there by now that is not to be written over."""


def write_whole(target: Path, content: bytes, *, new: bool = False) -> None:
    """Write a file whole or not at all: beside its place first, then put there. A link stays one, and leads to what was
    written; who may read a file that was there, and no other, may read what is there now.

    Raises SkpkitError where it cannot be written, and TakenError where one that is to be `new` is there by now.
    """
    place = Path(os.path.realpath(target))
    beside = place.with_name(f".skpkit-{os.urandom(8).hex()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as opened:  # never through what somebody put there
            if place.is_file():
                beside.chmod(S_IMODE(place.stat().st_mode))
            opened.write(content)
        if new:
            _put_new(beside, place)
        else:
            beside.replace(place)
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=str(target), why=system_reason(error)) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _put_new(beside: Path, place: Path) -> None:
    """Give a file its name, if none has it. Raises TakenError where one has."""
    try:
        os.link(beside, place)
    except FileExistsError:
        raise TakenError from None
    except OSError:  # a file system without a second name for a file
        if os.path.lexists(place):
            raise TakenError from None
        beside.replace(place)
