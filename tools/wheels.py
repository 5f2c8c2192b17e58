"""Wheels of what skpkit depends on, for every Python of this machine that it promises to run on.

Tests use no network, so `make test` downloads them once, beside its environment; a test installs from there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

SETTINGS = Path(__file__).parents[1] / "pyproject.toml"
PROJECT: dict[str, Any] = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["project"]
PROMISED = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if ":: Python :: 3." in each]
WHEELS = Path(sys.prefix) / "wheels"
ASK = "import sys, venv, ensurepip; print('{}.{}'.format(*sys.version_info))"


def python(version: str) -> str | None:
    """A Python of a version such as `3.12`, that can make environments: this one, on the path, or of pyenv."""
    others = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for each in (sys.executable, f"python{version}", *map(str, others)):
        if path := shutil.which(each):
            told = subprocess.run([path, "-c", ASK], capture_output=True, encoding="utf-8").stdout
            if told.strip() == version:
                return path
    return None


def main() -> None:
    """Download for each Python that is here. One without wheels is told, and left out; but this one must have them."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    running = {
        version: subprocess.Popen(
            [*pip, "--constraint=constraints.txt", f"--python-version={version}", f"--dest={WHEELS / version}"]
            + PROJECT["dependencies"]
        )
        for version in PROMISED
        if python(version)
    }
    here = "{}.{}".format(*sys.version_info)
    for version, each in running.items():
        if each.wait():
            shutil.rmtree(WHEELS / version, ignore_errors=True)
            told = f"no wheels of skpkit's dependencies for Python {version}, so it is not tried on that"
            print(told) if version != here else sys.exit(told)  # noqa: T201


if __name__ == "__main__":
    main()
