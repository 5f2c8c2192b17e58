"""Write the first page of help of each language beside the command line: `python -m skpkit.cli._pages`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from skpkit.messages import LANGUAGES

PAGE = """
import sys
from skpkit.cli._language import use
use(sys.argv[1])
from skpkit.cli._group import cli
cli.main(["--help"], prog_name="skpkit", terminal_width=80)
"""


def first_pages() -> dict[Path, str]:
    """The pages by file, as click makes them for a terminal of 80 columns."""
    return {
        Path(__file__).parent / f"help.{language}.txt": subprocess.run(  # noqa: S603
            [sys.executable, "-c", PAGE, language], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        for language in LANGUAGES
    }


if __name__ == "__main__":
    for file, text in first_pages().items():
        file.write_text(text, encoding="utf-8")
