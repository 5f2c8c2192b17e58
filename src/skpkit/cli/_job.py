"""What a forge shows of a run beside its log: the summary of a step, its outputs, and the files that it keeps.

Records are written by whoever makes a request, so what stands in them is never a command here: the report stands in
the log where the forge takes none, and outputs are values of this tool alone.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from skpkit.cli._shared import NOT_WRITTEN, complain, here
from skpkit.cli._targets import link_below
from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.forge.hosts import Host
from skpkit.messages import N_, tell, visible
from skpkit.reports import FORMS, VERDICT, Report, outcome

NOT_ADDED = N_("{path}, from which the forge reads, could not be written ({why})")
LINK_OUT = N_("{path} is a link, which whoever makes a request may have put there; name another folder with --out")
FOLDED = N_("The same as annotations beside the lines")

Summary: TypeAlias = Callable[[int], str]
"""What makes the summary of a step, in at most so many characters."""
LEAST = 200  # characters that it is asked for


def names_in(folder: Path) -> dict[str, Path]:
    """The files that the reports have in a folder, in every form."""
    return {style: folder / form.file for style, form in FORMS.items()}


def makeable(files: Mapping[str, Path]) -> dict[str, Path]:
    """Those of some files, by form, that can be made here; why one cannot is said on standard error."""
    for style in files:
        if why := FORMS[style].lacking:
            complain(why)
    return {style: file for style, file in files.items() if not FORMS[style].lacking}


def clear(folder: Path, files: Iterable[Path]) -> None:
    """Take away what an earlier run, or a request, left as these files of a folder: a run without a verdict must not be
    told by it. Raises WrongUsage where a link leads there."""
    if link := link_below(here(), folder):
        raise WrongUsage(LINK_OUT, path=str(link.relative_to(here())))
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=str(folder), why=system_reason(error)) from None


def to_log(report: Report, host: Host) -> str:
    """The report as the log shows it, whole, between the verdict and the verdict: that is the last line too. A log that
    takes commands takes none from it; where annotations repeat what it says, the log folds them above it."""
    text = f"{visible(outcome(report))}\n\n{VERDICT['text'](report)}"
    if host.commands:
        end = secrets.token_hex(16)
        text = f"{host.commands.stop.format(end=end)}\n{text}{host.commands.go.format(end=end)}\n"
    if host.commands and host.annotates:
        title = visible(tell(FOLDED, {}, report.lang))
        text = f"{host.commands.open.format(title=title)}\n{VERDICT[host.form](report)}{host.commands.close}\n{text}"
    return text


def fenced(text: str) -> str:
    """A text that Markdown shows as it is."""
    fence = "`" * 3
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text.rstrip()}\n{fence}\n"


def put_job(host: Host, environment: Mapping[str, str], summary: Summary, outputs: Mapping[str, str]) -> None:
    """Give the step its outputs, and add to its summary as much as that may hold, where there are such.

    Raises SkpkitError where they cannot be written.
    """
    if file := environment.get(host.outputs):
        _add(file, "".join(_output(*each) for each in outputs.items()))
    if file := environment.get(host.summary):
        _add(file, fitting(summary, host.most - _size(file)))


def fitting(summary: Summary, most: int) -> str:
    """A summary of at most so many bytes of UTF-8: it is asked for in fewer characters until it fits, so that nothing
    of it is left open; nothing where it never does."""
    asked = most
    while asked >= LEAST:
        text = summary(asked)
        size = len(text.encode())
        if size <= most:
            return text
        asked = min(asked * 9 // 10, asked * most // size)
    return ""


def _output(name: str, value: str) -> str:
    """A line that gives an output; a value that may not stand in one, in lines of its own."""
    if value.isprintable() and "<<" not in value:
        return f"{name}={value}\n"
    end = f"skpkit-{secrets.token_hex(16)}"
    return f"{name}<<{end}\n{value}\n{end}\n"


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size  # noqa: PTH116 - it may be no file yet
    except OSError:
        return 0


def _add(file: str, text: str) -> None:
    try:
        with Path(file).open("ab") as open_file:
            open_file.write(text.encode())
    except OSError as error:
        raise SkpkitError(NOT_ADDED, path=file, why=system_reason(error)) from None
