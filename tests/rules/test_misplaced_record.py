# mypy: disable-error-code="var-annotated,arg-type"
"""What is no plain file has no place among the records: links and submodules, which a story cannot tell of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from skpkit.judge.engine import check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.source.tree import Entry
from tests.support.edits import examples
from tests.support.memory import MemoryTree
from tests.support.story import news

DAY = date(2026, 6, 15)
BAGAS = "records/2026/199203172015021003"
LINK, SUBMODULE = "120000", "160000"


class LinkedTree(MemoryTree):
    """A state in which some entries are of another mode."""

    def __init__(self, files: Mapping[str, str | bytes], modes: Mapping[str, str]) -> None:
        super().__init__(files)
        self.modes = modes

    def entries(self, folder: str = "") -> list[Entry]:
        """The entries, some of another mode."""
        return [each._replace(mode=self.modes.get(each.path, each.mode)) for each in super().entries(folder)]


@pytest.mark.parametrize("mode", [LINK, SUBMODULE])
@pytest.mark.parametrize(
    "path",
    [
        f"{BAGAS}/iki/1b-N.yaml",
        f"{BAGAS}/dki/2026-05-08.yaml",
        f"{BAGAS}/skp.yaml",
        f"{BAGAS}/note",
        "records/2026/note",
    ],
)
def test_a_link_is_one_finding_and_what_lacks_it_is_none(path: str, mode: str) -> None:
    files = {**examples().files, path: "../../elsewhere.yaml"}
    findings = news(check(Office(LinkedTree(files, {path: mode})), DAY))
    assert [(each.code, each.problem.at.path) for each in findings] == [("SKP004", path)]


def test_a_dossier_that_is_a_link_is_one_finding() -> None:
    path = "records/2026/199001052014022001"
    files = {**examples().files, path: "../2025/199001052014022001"}
    findings = news(check(Office(LinkedTree(files, {path: LINK})), DAY))
    assert [(each.code, each.problem.at.path) for each in findings] == [("SKP004", path)]


def test_a_link_is_never_followed() -> None:
    path = f"{BAGAS}/iki/1b-N.yaml"
    after = LinkedTree({**examples().files, path: "1a-C.yaml"}, {path: LINK})
    findings = review(Office(examples()), Office(after), DAY).findings
    assert any("SKP004" in (each.code, *each.also) for each in findings)


def test_a_file_that_may_be_run_is_a_file() -> None:
    path = f"{BAGAS}/iki/1b-N.yaml"
    assert not news(check(Office(LinkedTree(examples().files, {path: "100755"})), DAY))
