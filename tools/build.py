"""What an install makes beside the sources, and git does not keep: compiled catalogues, and first pages of help.

Hatchling runs it for a wheel and for an editable install; `python -m tools.build` makes the files anew.
"""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDED = {"babel": "Babel", "click": "click"}
PAGE = """
import sys
sys.path.insert(0, sys.argv[1])
from skpkit.cli._language import use
use(sys.argv[2])
from skpkit.cli._group import cli
cli.main(["--help"], prog_name="skpkit", terminal_width=80)
"""


class Files(BuildHookInterface[Any]):
    """Makes the files before they are packed, or before an editable install points to their folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling, whichever version of the wheel it makes."""
        make(Path(self.root) / "src")


def make(source: Path) -> None:
    """Write the files into the package below `source`; exit with a sentence where a library for that is missing."""
    missing = " ".join(name for module, name in NEEDED.items() if find_spec(module) is None)
    if missing:
        sys.exit(f"building skpkit needs what is not installed here; install it first: pip install {missing}")
    languages = ["en"]
    for file in sorted(source.glob("skpkit/locale/*/LC_MESSAGES/skpkit.po")):
        _write(file.with_suffix(".mo"), compiled(file))
        _write(file.with_name("click.mo"), compiled(file, of="click"))
        languages.append(file.parent.parent.name)
    for language in languages:
        _write(source / f"skpkit/cli/help.{language}.txt", first_page(source, language))


def compiled(catalogue: Path, of: str = "") -> bytes:
    """A catalogue as gettext reads it, the same bytes whenever it is made; of the sentences `of` one place alone."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as file:
        read = read_po(file)
    for each in [each.id for each in read if of and each.id and of not in {place for place, _ in each.locations}]:
        read.delete(each)
    read.creation_date = datetime.fromtimestamp(0, UTC)  # else its header tells when it was read
    out = io.BytesIO()
    write_mo(out, read)
    return out.getvalue()


def first_page(source: Path, language: str) -> bytes:
    """What `skpkit --help` shows on a terminal of 80 columns; a process each, for a run speaks one language."""
    return subprocess.run([sys.executable, "-c", PAGE, source, language], check=True, stdout=subprocess.PIPE).stdout


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, for another run may be reading."""
    beside = file.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(file)


if __name__ == "__main__":
    make(Path("src"))
