"""How a shell runs this very skpkit."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path


def own_command() -> str:
    """By its name where a shell finds it by that, else by its place."""
    given = Path(sys.argv[0])
    if given.name == "__main__.py":
        return f"{shlex.quote(Path(sys.executable).as_posix())} -m skpkit"
    found = shutil.which("skpkit")
    if found and Path(found).resolve() == given.resolve():
        return "skpkit"
    return shlex.quote(given.absolute().as_posix())
