"""Programs for Node.js that a few tests use: `.ci/run` installs them, and without them such a test is skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import TESTS

HOME = Path(sys.prefix) / "node"


def run_package(package: str, script: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """A run of a package's own script, which may end with any code; skips the test where it is not installed."""
    node, home = shutil.which("node"), HOME / "node_modules" / package
    if node is None or not home.is_dir():
        pytest.skip(f"{package} is not installed in {HOME}; .ci/run does so, with Node.js")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "NO_COLOR": "1"}
    return subprocess.run([node, home / script, *words], env=environment, capture_output=True, encoding="utf-8")


def run_node(script: str, package: str, *words: str | Path) -> str:
    """What a script of `tests/node` prints, which uses a package; skips the test where that is not installed."""
    node = shutil.which("node")
    if node is None or not (HOME / "node_modules" / package).is_dir():
        pytest.skip(f"{package} is not installed in {HOME}; .ci/run does so, with Node.js")
    done = subprocess.run(
        [node, TESTS / "node" / script, *words],
        env={**os.environ, "NODE_HOME": str(HOME)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
