"""What tests of several rooms start from."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.places import PROJECT
from tools import build

# What an install makes is made anew, once for all workers: its sources may be newer. That is before anything of skpkit
# is imported, which reads sentences of the catalogue as it is.
if "PYTEST_XDIST_WORKER" not in os.environ:
    build.make(PROJECT / "src")

from tests.support.command import COMMIT, git, put, told_by_the_place
from tests.support.keys import Keys

# Drawn examples are the same every time, so that a run says again what it said; with EXAMPLES set others are drawn.
settings.register_profile("drawn", derandomize="EXAMPLES" not in os.environ, database=None, deadline=None)
settings.load_profile("drawn")


def pytest_configure() -> None:
    """Forget what tells where the tests run, as a CI hides names."""
    for name in told_by_the_place():
        del os.environ[name]
    os.environ["SKPKIT_NO_CACHE"] = "1"  # what a test bends is not of the program; those of the cache have one each


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what is there for the whole run, and come by less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def whole_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the examples committed on main, to be copied."""
    folder = tmp_path_factory.mktemp("office")
    put(folder, [])
    git(folder, "init", "--quiet", "--template=")
    git(folder, "add", ".")
    git(folder, *COMMIT)
    return folder


@pytest.fixture
def office(whole_office: Path, tmp_path: Path) -> Path:
    """A copy of that."""
    shutil.copytree(whole_office, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Keys of invented people."""
    return Keys(tmp_path_factory.mktemp("keys"))
