"""What tests of several rooms start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import COMMIT, git, put
from tests.support.keys import Keys
from tests.support.places import PROJECT
from tools import build


def pytest_configure(config: pytest.Config) -> None:
    """Make anew what an install makes, once for all workers: its sources may be newer."""
    if not hasattr(config, "workerinput"):
        build.make(PROJECT / "src")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with the examples committed on main."""
    put(tmp_path, [])
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, *COMMIT)
    return tmp_path


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Keys of invented people."""
    return Keys(tmp_path_factory.mktemp("keys"))
