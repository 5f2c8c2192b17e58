"""The command line: `skpkit COMMAND`. Only this package imports click, and only when a command runs."""

from __future__ import annotations

import gc
import os
import sys

HELP: tuple[list[str], ...] = ([], ["--help"], ["-h"])


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its code.

    The first page of help is kept as a file, since it is asked for most often and making it means loading click.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if "_SKPKIT_COMPLETE" in os.environ:
        from skpkit.cli._completing import complete

        complete()
    if given in HELP and (page := first_page(os.environ.get("SKPKIT_LANG", ""))):
        from skpkit.cli._streams import outlets

        with outlets() as streams:
            streams.out.write(page)
        return
    gc.disable()  # a run ends before there is anything to collect; looking for it takes a sixth of a large check
    try:
        from skpkit.cli._run import run

        sys.exit(run(given))
    except KeyboardInterrupt:  # before there was a word for it
        sys.exit(130)
    finally:
        gc.freeze()  # nor is it worth a look at the end


def first_page(language: str) -> str:
    """The page that `skpkit --help` shows, as an install makes it; empty where skpkit was not installed."""
    name = "help.en.txt" if language == "en" else "help.id.txt"
    try:
        with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as page:  # noqa: PTH118, PTH120, PTH123
            return page.read()
    except FileNotFoundError:
        return ""
