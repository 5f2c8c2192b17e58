"""Write the first page of help of each language beside the command line: `python -m skpkit.cli._pages`."""

from __future__ import annotations

from pathlib import Path

from skpkit.cli._group import cli
from skpkit.cli._language import use
from skpkit.messages import LANGUAGES


def first_pages() -> dict[Path, str]:
    """The pages by file, as click makes them for a terminal of 80 columns."""
    pages = {}
    for language in LANGUAGES:
        use(language)
        with cli.make_context("skpkit", ["check"], terminal_width=80, max_content_width=80) as context:
            pages[Path(__file__).parent / f"help.{language}.txt"] = f"{context.get_help()}\n"
    return pages


if __name__ == "__main__":
    for file, text in first_pages().items():
        file.write_text(text, encoding="utf-8")
