"""What the tests of this folder start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.forges import World, world
from tests.support.gitrepo import GitRepo, settle
from tests.support.shipped import Job, tool_in


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        yield world(tmp_path_factory.mktemp("forge"))


@pytest.fixture
def job(forge: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Job]:
    settle(monkeypatch)

    def made(name: str) -> Job:
        return Job(forge, name, tmp_path)

    return made


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> GitRepo:
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        return tool_in(tmp_path_factory.mktemp("tool"))
